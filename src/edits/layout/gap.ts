import { EditError } from '../../errors/edit-error.ts'
import type { Comment } from './layout.ts'

/** A range in a text. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The comments of one member, and the number of line ends before it (2 means a blank line). */
export interface Surroundings {
  readonly lines: number
  readonly before: readonly Comment[]
  readonly after: readonly Comment[]
}

/** What surrounds the members, and what stands between the last one and the end. */
export interface Gaps {
  readonly members: readonly Surroundings[]
  readonly rest: Pick<Surroundings, 'lines' | 'before'>
}

/**
 * Reads the text between members: blanks, commas and comments. A comment belongs to the member on its line, or else to
 * the next member.
 */
export function readGaps(content: string, spans: readonly Span[], within: Span): Gaps {
  const starts = [...spans.map((span) => span.start), within.end]
  const ends = [within.start, ...spans.map((span) => span.end)]
  const gaps = starts.map((start, index) => {
    return readGap(content.slice(ends[index], start), index === 0)
  })
  const members = gaps.slice(0, -1).map(({ lines, before }, index) => {
    return { lines, before, after: gaps[index + 1]?.after ?? [] }
  })
  return { members, rest: gaps.at(-1) ?? { lines: 0, before: [] } }
}

interface ScannedComment extends Comment {
  readonly commaSeen: boolean
}

function readGap(text: string, isFirst: boolean): Surroundings {
  const { comments, lines } = scan(text)
  // A blank line before the first member has no meaning and must not move with it.
  if (isFirst)
    return {
      after: [],
      before: comments,
      lines: comments.length === 0 ? Math.min(1, lines) : lines,
    }
  const ownLine = comments.findIndex((comment) => comment.lines > 0)
  const sameLine = ownLine === -1 ? comments : comments.slice(0, ownLine)
  // `1, /* x */ 2`: without a line end after it, the comment belongs to the next member.
  const endsLine = ownLine !== -1 || lines > 0
  const after = endsLine ? sameLine : sameLine.filter((comment) => !comment.commaSeen)
  return { after, before: comments.slice(after.length), lines }
}

function scan(text: string): { comments: ScannedComment[]; lines: number } {
  const comments: ScannedComment[] = []
  let lines = 0
  let commaSeen = false
  for (let at = 0; at < text.length; ) {
    const end = commentEnd(text, at)
    if (end !== undefined) {
      comments.push({ text: text.slice(at, end).trimEnd(), lines, commaSeen })
      lines = 0
      at = end
      continue
    }
    const character = text.charAt(at)
    if (character === '\n') lines = Math.min(2, lines + 1)
    else if (character === ',') commaSeen = true
    else if (character.trim() !== '')
      throw new EditError(`Unexpected ${JSON.stringify(character)} between two members`)
    at += 1
  }
  return { comments, lines }
}

function commentEnd(text: string, at: number): number | undefined {
  const closing = text.startsWith('//', at) ? '\n' : text.startsWith('/*', at) ? '*/' : undefined
  if (closing === undefined) return undefined
  const found = text.indexOf(closing, at + 2)
  if (found === -1) return text.length
  return closing === '\n' ? found : found + closing.length
}
