import { displayWidth } from '../../edits/layout/display-width.ts'
import type { Span } from '../../edits/layout/gap.ts'
import { findComma, sameLineEnd, skipBlanks } from './flow-trivia.ts'
import {
  beginsLine,
  endOfLineAbove,
  indentAt,
  lineBreakAt,
  lineEnd,
  lineStart,
  type Splice,
} from './splices.ts'

/** A list between brackets. The span is that of the brackets. */
export interface FlowList extends Span {
  readonly text: string
  readonly kind: 'array' | 'object'
  readonly members: readonly Span[]
  /** Whether an empty list gets a line for its member. */
  readonly expands: boolean
  readonly unit: string
}

/** What is added: on one line, and on lines of its own, whose first has no indent. */
export interface FlowMember {
  readonly flat: string
  readonly lines: readonly string[]
}

/** Adds a member before the one at an index, with the separators, lines and commas of its neighbours. */
export function addToFlow(list: FlowList, index: number, member: FlowMember): readonly Splice[] {
  const [previous, next] = [list.members[index - 1], list.members[index]]
  if (previous) return addBehind(list, previous, { next, member })
  return next ? addFirst(list, next, member) : [addAlone(list, member)]
}

/** Undefined where a person wrote a comment at the member. */
export function removeFromFlow(list: FlowList, index: number): readonly Splice[] | undefined {
  const { text, members, start, end } = list
  const [previous, own, next] = [members[index - 1], members[index], members[index + 1]]
  if (own === undefined) return []
  const limit = next?.start ?? end - 1
  const comma = findComma(text, own.end, limit)
  const close = comma === undefined ? own.end : comma + 1
  if (isCommented(text, { own, comma, next: next?.start, limit })) return undefined
  const isAlone = previous === undefined && next === undefined
  if (isAlone && text.slice(start + 1, own.start).trim() + text.slice(close, limit).trim() === '')
    return [emptied(list, own, close)]
  const above = endOfLineAbove(text, own.start)
  const before = previous && findComma(text, previous.end, own.start)
  const endsLine = text.slice(close, lineEnd(text, close)).trim() === ''
  if (endsLine && beginsLine(text, own.start) && above !== undefined) {
    const line = cut(Math.max(above, start + 1), lineEnd(text, close))
    const isLast = next === undefined && comma === undefined && before !== undefined
    return isLast ? [cut(before, before + 1), line] : [line]
  }
  if (isAlone) return [cut(start + 1 + text.slice(start + 1, own.start).trimEnd().length, close)]
  if (before === undefined || (next && beginsLine(text, own.start)))
    return [cut(own.start, skipBlanks(text, close, lineEnd(text, close)))]
  if (text.slice(before + 1, own.start).trim() !== '') return undefined
  return [cut(comma === undefined ? before : before + 1, close)]
}

interface Surrounded {
  readonly own: Span
  readonly comma: number | undefined
  readonly next: number | undefined
  readonly limit: number
}

/** A comment behind a member is about it, unless it is behind its comma and before the next one. */
function isCommented(text: string, { own, comma, next, limit }: Surrounded): boolean {
  const until = comma ?? sameLineEnd(text, own.end, limit).at
  if (text.slice(own.end, until).trim() !== '') return true
  if (comma === undefined || (next !== undefined && !text.slice(comma, next).includes('\n')))
    return false
  return text.slice(comma + 1, sameLineEnd(text, comma + 1, limit).at).trim() !== ''
}

/** Without its only member. */
function emptied({ text, kind, start, end }: FlowList, own: Span, close: number): Splice {
  const isPadded =
    kind === 'array' && /^ {2}$/.test(text.slice(start + 1, own.start) + text.slice(close, end - 1))
  return { start: start + 1, end: end - 1, text: isPadded ? ' ' : '' }
}

function cut(start: number, end: number): Splice {
  return { start, end, text: '' }
}

interface Addition {
  readonly next: Span | undefined
  readonly member: FlowMember
}

function addBehind(list: FlowList, previous: Span, { next, member }: Addition): readonly Splice[] {
  const { text, end } = list
  const limit = next?.start ?? end - 1
  const comma = findComma(text, previous.end, limit)
  const line = sameLineEnd(text, previous.end, limit)
  const tail = comma === undefined ? '' : ','
  if (line.isEnd && (comma === undefined || comma < line.at)) {
    const indent = memberIndent(list, previous, next)
    const added = `${ownLines(list, member, indent)}${tail}`
    if (comma !== undefined) return [insertAt(line.at, added)]
    if (line.at === previous.end) return [insertAt(line.at, `,${added}`)]
    return [insertAt(previous.end, ','), insertAt(line.at, added)]
  }
  const blank = blankOf(list)
  if (comma === undefined) return [insertAt(line.at, `,${blank}${flatOn(list, previous, member)}`)]
  return [insertAt(comma + 1, `${blank}${flatOn(list, previous, member)},`)]
}

function addFirst(list: FlowList, next: Span, member: FlowMember): readonly Splice[] {
  const { text, start } = list
  const line = sameLineEnd(text, start + 1, next.start)
  if (line.isEnd)
    return [insertAt(line.at, `${ownLines(list, member, memberIndent(list, next, undefined))},`)]
  const at = skipBlanks(text, start + 1, next.start)
  return [insertAt(at, `${flatOn(list, next, member)},${blankOf(list)}`)]
}

/** Into a list without members: behind its comments, or between its brackets. */
function addAlone(list: FlowList, member: FlowMember): Splice {
  const { text, start, end } = list
  const inner = text.slice(start + 1, end - 1)
  const margin = indentAt(text, start)
  const indent = margin + list.unit
  if (inner.trim() !== '') {
    const at = start + 1 + inner.trimEnd().length
    if (!text.slice(at, end).includes('\n')) return insertAt(at, ` ${member.flat}`)
    const comment = skipBlanks(text, start + 1, at)
    const column = beginsLine(text, comment) ? indentAt(text, comment) : indent
    return insertAt(at, ownLines(list, member, column))
  }
  const pad = inner === '' && list.kind === 'array' ? '' : ' '
  const line = text.slice(lineStart(text, start), start + 1) + pad + member.flat + pad
  const isLong = displayWidth(`${line}${text.slice(end - 1, lineEnd(text, end))}`) > lineWidth
  if (!list.expands && !isLong && !inner.includes('\n') && !member.flat.includes('\n'))
    return { start: start + 1, end: end - 1, text: pad + member.flat + pad }
  const lines = `${ownLines(list, member, indent)}${lineBreakAt(text, start)}${margin}`
  return { start: start + 1, end: end - 1, text: lines }
}

const lineWidth = 100

function ownLines({ text, start }: FlowList, { lines }: FlowMember, indent: string): string {
  const lineBreak = lineBreakAt(text, start)
  return lines.map((line) => lineBreak + (line === '' ? '' : indent + line)).join('')
}

/** The indent of a neighbour that begins its line. */
function memberIndent(list: FlowList, one: Span, other: Span | undefined): string {
  const { text, start, members } = list
  const found = [one, ...(other ? [other] : []), ...members].find((member) => {
    return beginsLine(text, member.start)
  })
  return found ? indentAt(text, found.start) : indentAt(text, start) + list.unit
}

/** A text of several lines that has to stay so is indented as the line that it is on. */
function flatOn({ text }: FlowList, { start }: Span, { flat }: FlowMember): string {
  return flat.split('\n').join(lineBreakAt(text, start) + indentAt(text, start))
}

/** The blank behind a comma; none where the list, or the whole file, is written without one. */
function blankOf({ text, members }: FlowList): string {
  const [first, second] = members
  if (first && second) return /,\S/.test(text.slice(first.end, second.start + 1)) ? '' : ' '
  return /\s/.test(text.trim()) ? ' ' : ''
}

function insertAt(at: number, text: string): Splice {
  return { start: at, end: at, text }
}
