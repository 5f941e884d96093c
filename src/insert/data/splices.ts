import type { Span } from '../../edits/layout/gap.ts'

/** A span of a text, and what stands there instead. */
export interface Splice extends Span {
  readonly text: string
}

/** Carries out splices that do not overlap. Every byte outside of their spans stays. */
export function spliceText(text: string, splices: readonly Splice[]): string {
  return splices
    .toSorted((one, other) => other.start - one.start)
    .reduce((all, { start, end, text }) => all.slice(0, start) + text + all.slice(end), text)
}

/** The line end that a text has at a place: that of this line, or else that of the one before. */
export function lineBreakAt(text: string, at: number): string {
  const next = text.indexOf('\n', at)
  const end = next === -1 ? text.lastIndexOf('\n') : next
  return text.charAt(end - 1) === '\r' ? '\r\n' : '\n'
}

export function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1
}

/** Where a line ends, before its line break. */
export function lineEnd(text: string, at: number): number {
  const next = text.indexOf('\n', at)
  if (next === -1) return text.length
  return next > at && text.charAt(next - 1) === '\r' ? next - 1 : next
}

/** Where the line above ends, before its line break; undefined on the first line. */
export function endOfLineAbove(text: string, at: number): number | undefined {
  const start = lineStart(text, at)
  if (start === 0) return undefined
  return text.charAt(start - 2) === '\r' ? start - 2 : start - 1
}

/** The blanks that a line begins with. */
export function indentAt(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, at)))?.[0] ?? ''
}

/** Whether nothing but blanks stands before a place on its line. */
export function beginsLine(text: string, at: number): boolean {
  return text.slice(lineStart(text, at), at).trim() === ''
}
