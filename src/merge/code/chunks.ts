import type { CodeMember, MemberList } from './read-members.ts'

/** The lines of one member, with the comments and blank lines above it. */
export type Chunk = {
  readonly key: string | undefined
  readonly member: CodeMember
  readonly text: string
  /** Where the member begins and ends in the text. */
  readonly from: number
  readonly to: number
}

/** Lines that are nothing but whole members of one list. */
export type MemberLines = { readonly list: MemberList; readonly chunks: readonly Chunk[] }

type Range = { readonly start: number; readonly end: number }

/** Reads the lines in a range as members; undefined where they are anything else. */
export function readChunks(
  content: string,
  lists: readonly MemberList[],
  range: Range,
): MemberLines | undefined {
  const inner = trimmed(content, range)
  const list = lists.findLast(({ start, end }) => start < inner.start && inner.end < end)
  const whole = list ?? lists.find(({ kind }) => kind === 'module')
  if (whole === undefined) return undefined
  const members = whole.members.filter(({ start, end }) => end > inner.start && start < inner.end)
  const chunks: Chunk[] = []
  let at = range.start
  for (const [index, member] of members.entries()) {
    const isLast = index === members.length - 1
    const lineEnd = content.indexOf('\n', member.end) + 1
    const end = isLast ? range.end : lineEnd
    const text = content.slice(at, end)
    const [from, to] = [member.start - at, member.end - at]
    const isAlone = from >= 0 && lineEnd > 0 && end >= lineEnd && onlyTrivia(text, from, to)
    if (!isAlone) return undefined
    chunks.push({ key: member.key, member, text, from, to })
    at = end
  }
  const hasMore = members.length === 0 && inner.start < inner.end
  return hasMore ? undefined : { list: whole, chunks }
}

/** The range without the blanks at its ends. */
function trimmed(content: string, { start, end }: Range): Range {
  const text = content.slice(start, end)
  if (text.trim() === '') return { start, end: start }
  return {
    start: start + text.length - text.trimStart().length,
    end: start + text.trimEnd().length,
  }
}

/** Whether a text has only blanks, separators and comments around the span. */
function onlyTrivia(text: string, from: number, to: number): boolean {
  const comments = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g
  const around = [text.slice(0, from), text.slice(to)]
  return around.every((part) => /^[\s,;]*$/.test(part.replace(comments, '')))
}
