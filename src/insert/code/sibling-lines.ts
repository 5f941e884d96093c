import type { Span } from '../../edits/layout/gap.ts'
import {
  beginsLine,
  endOfLineAbove,
  indentAt,
  lineBreakAt,
  lineEnd,
  lineStart,
  type Splice,
} from '../data/splices.ts'

/** Things on lines of their own, one below the other, and where the first may begin at the earliest. */
export type SiblingLines = {
  readonly text: string
  readonly siblings: readonly Span[]
  readonly floor: number
}

export type NewLines = {
  readonly lines: readonly string[]
  /** The neighbour that it belongs to. */
  readonly follows: boolean
  /** Whether a blank line is between it and that neighbour, where one is there already or nothing else. */
  readonly isSpaced: boolean
}

/** Adds lines before the sibling at an index. Undefined where the neighbours share their lines with others. */
export function addSibling(
  { text, siblings, floor }: SiblingLines,
  index: number,
  { lines, follows, isSpaced }: NewLines,
): readonly Splice[] | undefined {
  const [previous, next] = [siblings[index - 1], siblings[index]]
  const isBlank = previous && next ? hasBlankLine(text, previous, next) : true
  if (previous && (follows || !next)) {
    const at = lineEnd(text, previous.end)
    if (!endsLine(text, previous.end)) return undefined
    const margin = indentAt(text, beginsLine(text, previous.start) ? previous.start : previous.end)
    const lineBreak = lineBreakAt(text, previous.end)
    const blank = isSpaced && isBlank ? lineBreak : ''
    return [{ start: at, end: at, text: blank + indented(lines, margin, lineBreak) }]
  }
  if (next === undefined) return undefined
  const start = attachedStart(text, previous?.end ?? floor, next.start)
  if (!beginsLine(text, start)) return undefined
  const lineBreak = lineBreakAt(text, next.start)
  const added = indented(lines, indentAt(text, start), lineBreak).slice(lineBreak.length)
  const blank = isSpaced && isBlank ? lineBreak : ''
  const at = lineStart(text, start)
  return [{ start: at, end: at, text: added + lineBreak + blank }]
}

/** Removes the lines that addSibling added. Undefined where something else is on them. */
export function removeSibling(
  { text, siblings, floor }: SiblingLines,
  index: number,
): readonly Splice[] | undefined {
  const [previous, own, next] = [siblings[index - 1], siblings[index], siblings[index + 1]]
  if (own === undefined) return []
  const [from, to] = [lineStart(text, own.start), lineEnd(text, own.end)]
  if (!beginsLine(text, own.start) || text.slice(own.end, to).trim() !== '') return undefined
  const above = previous ? lineEnd(text, previous.end) : from
  const below = next ? lineStart(text, attachedStart(text, own.end, next.start)) : to
  const isAbove = previous !== undefined && text.slice(above, from).trim() === ''
  const isBelow = next !== undefined && text.slice(to, below).trim() === ''
  const isSpacedAbove = isAbove && hasBlankLine(text, previous, own)
  const isSpacedBelow = isBelow && hasBlankLine(text, own, next)
  const isFirst = previous === undefined && text.slice(floor, from).trim() === ''
  const isBelowNote = !isAbove && /\n[ \t]*\r?\n$/.test(text.slice(above, from))
  if (isBelow && (isFirst || isBelowNote || (isSpacedAbove && !isSpacedBelow)))
    return [{ start: from, end: below, text: '' }]
  if (isAbove) return [{ start: above, end: to, text: '' }]
  const [breakAbove, behind] = [endOfLineAbove(text, from), text.indexOf('\n', to) + 1]
  if (behind > 0) return [{ start: from, end: behind, text: '' }]
  return [{ start: breakAbove ?? from, end: to, text: '' }]
}

/** Where the comments begin that are right above something, without a blank line between. */
export function attachedStart(text: string, floor: number, start: number): number {
  const gap = text.slice(floor, start)
  const first = floor === 0 ? 0 : gap.indexOf('\n') + 1
  if (first === 0 && floor !== 0) return start
  const blanks = [...gap.matchAll(/\n[ \t]*\r?(?=\n)/g)]
  const from =
    floor + Math.max(first, ...blanks.map(({ index, 0: { length } }) => index + length + 1))
  const comments = text.slice(from, start)
  const isCut = comments.includes('*/') && !comments.includes('/*')
  const begin = isCut ? lineStart(text, text.lastIndexOf('/*', from)) : from
  return begin + (/^\s*/.exec(text.slice(begin, start))?.[0].length ?? 0)
}

export function hasBlankLine(text: string, one: Span, other: Span): boolean {
  return /\n[ \t]*\r?\n/.test(text.slice(one.end, other.start))
}

/** Whether nothing but a comment follows on the line. */
export function endsLine(text: string, at: number): boolean {
  const rest = text.slice(at, lineEnd(text, at))
  return /^[\s;]*(?:\/\/.*|\/\*(?:(?!\*\/).)*\*\/\s*)?$/.test(rest)
}

/** Lines with the indent of their neighbours, each with the line break before it. */
export function indented(lines: readonly string[], margin: string, lineBreak: string): string {
  return lines.map((line) => lineBreak + (line.trim() === '' ? '' : margin + line)).join('')
}
