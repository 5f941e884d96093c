import { endOfLineAbove, lineBreakAt, lineStart, type Splice } from './splices.ts'

/** The lines of one member: from the start of its first line to the end of its last one. */
export interface LineSpan {
  readonly from: number
  readonly to: number
}

/** A list with a line, or more, for each member. */
export interface LineList {
  readonly text: string
  readonly members: readonly LineSpan[]
  /** Where the line ends that the first member has to follow, as in a table; undefined where none has to. */
  readonly head?: number | undefined
}

/** Adds the lines of a member before the one at an index, with a blank line where all members have one in between. */
export function addLines(
  { text, members, head }: LineList,
  index: number,
  lines: readonly string[],
): readonly Splice[] {
  const [previous, next] = [members[index - 1], members[index]]
  const after = previous?.to ?? head
  const lineBreak = lineBreakAt(text, after ?? next?.from ?? text.length)
  const blank = areSpaced(text, members) ? lineBreak : ''
  const added = lines.join(lineBreak)
  if (after !== undefined) return [insertion(after, lineBreak + blank + added)]
  if (next !== undefined) return [insertion(next.from, added + lineBreak + blank)]
  const isEnded = text === '' || text.endsWith('\n')
  return [insertion(text.length, isEnded ? added + lineBreak : lineBreak + added)]
}

/** Removes the lines of a member, and the blank line that addLines gives it. */
export function removeLines({ text, members }: LineList, index: number): readonly Splice[] {
  const own = members[index]
  if (own === undefined) return []
  const isSpaced = areSpaced(text, members, index)
  const [above, below] = [endOfLineAbove(text, own.from), behindBreak(text, own.to)]
  const isFirst = index === 0 && members.length > 1
  if ((isFirst && below > own.to) || above === undefined)
    return [{ start: own.from, end: isSpaced ? behindBreak(text, below) : below, text: '' }]
  const isBlank = lineStart(text, above) === above
  const start = isSpaced && isBlank ? endOfLineAbove(text, above) : above
  return [{ start: start ?? above, end: own.to, text: '' }]
}

/** Whether there is a blank line between any two members, of which one does not count. */
function areSpaced(text: string, members: readonly LineSpan[], without = -1): boolean {
  const isSpaced = members.slice(1).map((member, at) => {
    return /\n[ \t]*\r?\n/.test(text.slice(members[at]?.to, member.from))
  })
  const isEnd = without === 0 || without === members.length - 1
  const counted =
    isEnd && without !== -1 ? isSpaced.toSpliced(Math.max(without - 1, 0), 1) : isSpaced
  return counted.length > 0 && counted.every(Boolean)
}

/** Behind the line break at a place; the place itself where none is. */
function behindBreak(text: string, at: number): number {
  const lineBreak = /^\r?\n/.exec(text.slice(at, at + 2))?.[0] ?? ''
  return at + lineBreak.length
}

function insertion(at: number, text: string): Splice {
  return { start: at, end: at, text }
}
