import type { ListPlace, MemberPlace } from '../../edits/layout/list-place.ts'
import { addLines, type LineSpan, removeLines } from './line-members.ts'
import { beginsLine, indentAt, lineBreakAt, lineEnd, lineStart, type Splice } from './splices.ts'

/** Adds a member before the one at an index of a map or a list of YAML that is written in lines. */
export function addToBlock(
  { text, place }: { readonly text: string; readonly place: ListPlace },
  index: number,
  lines: readonly string[],
): readonly Splice[] {
  const [first] = place.members
  if (first === undefined) return addBelowKey(text, place, lines)
  const margin = ' '.repeat(columnOf(text, first))
  const added = lines.map((line) => (line === '' ? '' : margin + line))
  if (index > 0) return addLines({ text, members: spansIn(text, place) }, index, added)
  if (beginsLine(text, first.start)) {
    const [span, ...others] = spansIn(text, place)
    const own = span ? [{ ...span, from: belowHeader(text, first) }] : []
    return addLines({ text, members: [...own, ...others] }, 0, added)
  }
  // `- name: x`: the first member of a map is on the line of its dash.
  const lineBreak = lineBreakAt(text, first.start)
  const member = added.join(lineBreak).trimStart() + lineBreak + margin
  return [{ start: first.start, end: first.start, text: member }]
}

/** Undefined where a person wrote a comment at the member that `written` does not have. */
export function removeFromBlock(
  { text, place }: { readonly text: string; readonly place: ListPlace },
  index: number,
  written: string,
): readonly Splice[] | undefined {
  const members = spansIn(text, place)
  const [own, span, next] = [place.members[index], members[index], place.members[index + 1]]
  if (own === undefined || span === undefined) return []
  const inside = text
    .slice(own.start, own.end)
    .split('\n')
    .filter((line) => /^\s*#/.test(line))
  const behind = text.slice(own.end, span.to).split('\n')
  const comments = [...inside, ...behind].map((line) => line.trim())
  if (comments.some((comment) => !written.includes(comment))) return undefined
  if (beginsLine(text, own.start)) return removeLines({ text, members }, index)
  if (next && text.slice(span.to, next.start).trim() !== '') return undefined
  return [{ start: own.start, end: next?.start ?? span.to, text: '' }]
}

/** How a file writes the lines below a key: the step of its indents, and whether dashes stand in the column of the key. */
function addBelowKey(text: string, place: ListPlace, lines: readonly string[]): readonly Splice[] {
  const line = text.slice(lineStart(text, place.start), place.start)
  if (!line.endsWith(':') || line.trimStart().startsWith('#'))
    return addLines({ text, members: [] }, 0, lines)
  const isTight = lines[0]?.startsWith('- ') && /^( *)[^\s#-].*:[ \t]*(?:#.*)?\r?\n\1- /m.test(text)
  const unit = / +(?=[^\s#-])/.exec(/^ +[^\s#-]/m.exec(text)?.[0] ?? '')?.[0] ?? '  '
  const dashes = /^[ \t]*(?:- +)*/.exec(line)?.[0] ?? ''
  const margin = ' '.repeat(dashes.length) + (isTight ? '' : unit)
  const added = lines.map((line) => (line === '' ? '' : margin + line))
  return addLines({ text, members: [], head: lineEnd(text, place.start) }, 0, added)
}

/** The lines of each member, with the comments below it that are indented deeper than the list. */
function spansIn(text: string, { members }: ListPlace): readonly LineSpan[] {
  const [first] = members
  const column = first ? columnOf(text, first) : 0
  return members.map(({ start, end }, at) => {
    const limit = members[at + 1]?.start ?? text.length
    let to = lineEnd(text, end)
    for (let line = nextLine(text, to); line < limit; line = nextLine(text, line)) {
      const content = text.slice(line, lineEnd(text, line))
      const isDeeper = content.trimStart().startsWith('#') && indentAt(text, line).length > column
      if (isDeeper) to = lineEnd(text, line)
      else if (content.trim() !== '') break
    }
    return { from: lineStart(text, start), to }
  })
}

/** Above the comments of the first member. Comments at the top of a file are about the file. */
function belowHeader(text: string, first: MemberPlace): number {
  let from = lineStart(text, first.start)
  while (from > 0) {
    const above = lineStart(text, from - 1)
    const line = text.slice(above, from)
    const isComment =
      line.trimStart().startsWith('#') && indentAt(text, above).length === columnOf(text, first)
    if (!isComment) return from
    from = above
  }
  return lineStart(text, first.start)
}

function columnOf(text: string, { start }: MemberPlace): number {
  return start - lineStart(text, start)
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end + 1
}
