import { errors } from '../../errors/errors.ts'
import type { Side, Three } from '../three/three.ts'

/** Three texts that git is to merge. */
export type TextMerge = Readonly<Record<Side, string>> & {
  readonly path: string
  /** The length of git's markers; no line of the texts begins with one that long. */
  readonly markerSize: number
}

/** What `git merge-file -p --diff3` answered. */
export type TextAnswer = {
  /** 0 without a conflict, up to 127 the number of conflicts, 255 for files that git takes for binary. */
  readonly exitCode: number | undefined
  readonly output: string
}

/** A part of a merged text. Every text is lines with their ends. */
export type TextPart =
  | { readonly kind: 'settled'; readonly text: string }
  | ({ readonly kind: 'conflict' } & Readonly<Record<Side, string>>)

/** git's labels of the sides. */
export const labels: Readonly<Record<Side, string>> = {
  disk: 'yours',
  base: 'made before',
  next: 'template',
}

/** What git is asked; a side without the file has no lines. */
export function textMerge(
  path: string,
  { base = '', disk = '', next = '' }: Three<string>,
): TextMerge {
  const longest = [base, disk, next].flatMap((text) =>
    [...text.matchAll(/^(<+|\|+|=+|>+)/gm)].map(([marker]) => marker.length),
  )
  const markerSize = longest.reduce((most, length) => Math.max(most, length + 1), 20)
  return { path, base, disk, next, markerSize }
}

/** The parts of a text that git merged; undefined for a binary file. @throws AppError where git failed. */
export function partsOf(
  { exitCode, output }: TextAnswer,
  { markerSize, path }: Pick<TextMerge, 'markerSize' | 'path'>,
): readonly TextPart[] | undefined {
  if (exitCode === 255) return undefined
  if (exitCode === undefined || exitCode > 127) {
    throw errors.gitUnusable(path, `${exitCode ?? 'a signal'}`)
  }
  const parts: TextPart[] = []
  const taken: Record<Side | 'settled', string> = { settled: '', base: '', disk: '', next: '' }
  let reading: Side | 'settled' = 'settled'
  for (const line of output.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const marker = /^(?:<+|\|+|=+|>+)/.exec(line)?.[0] ?? ''
    const side = marker.length === markerSize ? afterMarker[marker.charAt(0)] : undefined
    if (side === undefined) taken[reading] += line
    else reading = side
    if (side === 'settled') {
      const { base, disk, next } = taken
      parts.push({ kind: 'conflict', base, disk, next })
      Object.assign(taken, { settled: '', base: '', disk: '', next: '' })
    } else if (side === 'disk') parts.push({ kind: 'settled', text: taken.settled })
  }
  const found = parts.filter(({ kind }) => kind === 'conflict').length
  // Another program may have failed in the name of git: what it printed must not replace a file.
  if (Math.min(found, 127) !== exitCode) {
    throw errors.gitUnusable(path, `${exitCode}, and printed ${found} conflicts`)
  }
  return [...parts, { kind: 'settled', text: taken.settled }]
}

/** What follows a marker line. */
const afterMarker: Readonly<Record<string, Side | 'settled'>> = {
  '<': 'disk',
  '|': 'base',
  '=': 'next',
  '>': 'settled',
}

/** The text in which every conflict is settled by one side. */
export function settledBy(parts: readonly TextPart[], side: Side): string {
  return parts.map((part) => (part.kind === 'settled' ? part.text : part[side])).join('')
}

/** The text with git's markers around its conflicts. */
export function withMarkers(parts: readonly TextPart[]): string {
  return parts.map((part) => (part.kind === 'settled' ? part.text : markersAround(part))).join('')
}

/** As `--zdiff3` does: the lines with which both sides begin or end are no part of the conflict. */
function markersAround({ base, disk, next }: Readonly<Record<Side, string>>): string {
  const [ours, theirs] = [linesOf(disk), linesOf(next)]
  const most = Math.min(ours.length, theirs.length)
  let start = 0
  while (start < most && ours[start] === theirs[start]) start += 1
  let end = 0
  while (end < most - start && ours.at(-1 - end) === theirs.at(-1 - end)) end += 1
  const within = (lines: readonly string[]) => lines.slice(start, lines.length - end)
  const lineEnd = `${disk}${next}`.includes('\r\n') ? '\r\n' : '\n'
  const marker = (sign: string, label = '') => `${sign.repeat(7)}${label}${lineEnd}`
  return [
    ...ours.slice(0, start),
    marker('<', ` ${labels.disk}`),
    ...within(ours),
    marker('|', ` ${labels.base}`),
    base,
    marker('='),
    ...within(theirs),
    marker('>', ` ${labels.next}`),
    ...ours.slice(ours.length - end),
  ].join('')
}

/** Whether a text still has the markers of a conflict that nobody has resolved. */
export function hasMarkers(text: string): boolean {
  const start = new RegExp(`^<{7,} ${labels.disk}\r?$`, 'm')
  const end = new RegExp(`^>{7,} ${labels.next}\r?$`, 'm')
  return start.test(text) && end.test(text)
}

function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n/g) ?? []
}
