import type { NoPlace } from '../../edits/layout/list-place.ts'
import type { LineSpan } from './line-members.ts'

/** A list of a Markdown document, or a table: then `head` is where its second line ends. */
export interface MarkdownList {
  readonly kind: 'list' | 'table'
  readonly items: readonly MarkdownItem[]
  readonly head?: number
  /** The lines above the rows of a table. */
  readonly header: readonly string[]
}

/** An item of a list, without its marker, or the line of a row. */
export interface MarkdownItem extends LineSpan {
  readonly text: string
  /** The blanks, the marker and the blanks behind it; nothing for a row. */
  readonly marker: string
}

/** Finds the lists and tables under a heading, up to the next heading. A problem where it is not there once. */
export function readListsUnder(text: string, heading: string): readonly MarkdownList[] | NoPlace {
  const lines = readLines(text)
  const [, marks = '', name = heading] = /^(#{1,6}) +(.*)$/.exec(heading) ?? []
  const isWanted = (line: MarkdownLine) => {
    const own = headingOf(line)
    return own !== undefined && own.name === name.trim() && (marks === '' || marks === own.marks)
  }
  const [first, second] = lines.flatMap((line, at) => (isWanted(line) ? [at] : []))
  if (first === undefined) return { problem: `There is no heading "${name}".`, isMissing: true }
  if (second !== undefined) return { problem: `There is more than one heading "${name}".` }
  const next = lines.findIndex((line, at) => at > first && headingOf(line) !== undefined)
  return readLists(lines.slice(first + 1, next === -1 ? lines.length : next))
}

/** The cells of a row, between the bars. */
export function cellsOf(row: string): readonly string[] {
  const inner = row
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
  return inner.split(/(?<!\\)\|/)
}

interface MarkdownLine extends LineSpan {
  readonly text: string
  /** In front matter, in a code block or in a comment, where nothing has a meaning. */
  readonly isOpaque: boolean
}

function readLines(text: string): readonly MarkdownLine[] {
  const lines: MarkdownLine[] = []
  let end: RegExp | undefined
  let from = 0
  for (const raw of text.split('\n')) {
    const line = raw.replace(/\r$/, '')
    const opened = end === undefined ? endOfOpaque(line, from === 0) : undefined
    const isCode = opened !== undefined && bulletPattern.exec(line) === null
    lines.push({ text: line, from, to: from + line.length, isOpaque: end !== undefined || isCode })
    end = end?.test(line) ? undefined : (end ?? opened)
    from += raw.length + 1
  }
  return lines
}

const bulletPattern = /^ {0,3}(?:([-*+])|\d{1,9}([.)]))(?:[ \t]+|$)/

/** What the last line of an opaque part looks like, if a line opens one. */
function endOfOpaque(line: string, isFirst: boolean): RegExp | undefined {
  if (isFirst && line === '---') return /^---$/
  const [, fence] = /^\s*(?:(?:[-*+]|\d+[.)])\s+)?(`{3,}|~{3,})/.exec(line) ?? []
  if (fence !== undefined) return new RegExp(`^\\s*${fence}`)
  return /^ {0,3}<!--/.test(line) && !line.includes('-->') ? /-->/ : undefined
}

function headingOf({ text, isOpaque }: MarkdownLine): { marks: string; name: string } | undefined {
  const [, marks, name] =
    (!isOpaque && /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/.exec(text)) || []
  return marks === undefined || name === undefined ? undefined : { marks, name }
}

function readLists(lines: readonly MarkdownLine[]): readonly MarkdownList[] {
  const lists: MarkdownList[] = []
  for (let at = 0; at < lines.length; ) {
    const read = readTable(lines, at) ?? readList(lines, at)
    if (read) lists.push(read.list)
    at = read?.next ?? at + 1
  }
  return lists
}

interface ReadList {
  readonly list: MarkdownList
  /** The line behind it. */
  readonly next: number
}

function readTable(lines: readonly MarkdownLine[], at: number): ReadList | undefined {
  const [header, delimiter] = lines.slice(at, at + 2)
  if (!header?.text.includes('|') || !delimiter || header.isOpaque) return undefined
  const isDelimiter = /^ {0,3}(?=.*\|)\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/
  if (!isDelimiter.test(delimiter.text)) return undefined
  if (cellsOf(header.text).length !== cellsOf(delimiter.text).length) return undefined
  const isRow = ({ text, isOpaque }: MarkdownLine) =>
    !isOpaque && text.includes('|') && !/^\s*>/.test(text)
  const rest = lines.slice(at + 2)
  const end = rest.findIndex((line) => !isRow(line))
  const rows = end === -1 ? rest : rest.slice(0, end)
  const items = rows.map(({ text, from, to }) => ({ text, from, to, marker: '' }))
  const list = {
    kind: 'table',
    items,
    head: delimiter.to,
    header: [header.text, delimiter.text],
  } as const
  return { list, next: at + 2 + rows.length }
}

function readList(lines: readonly MarkdownLine[], at: number): ReadList | undefined {
  const bullet = bulletOf(lines[at])
  if (bullet === undefined) return undefined
  const items: MarkdownItem[] = []
  let next = at
  while (bulletOf(lines[next])?.kind === bullet.kind) {
    const end = endOfItem(lines, next)
    const own = lines.slice(next, end)
    const filled = own.slice(0, own.findLastIndex(({ text }) => text.trim() !== '') + 1)
    items.push(itemOf(filled))
    next = end
  }
  return { list: { kind: 'list', items, header: [] }, next }
}

/** The marker of an item of a list at the margin, and what all items of its list share. */
function bulletOf(line: MarkdownLine | undefined): { marker: string; kind: string } | undefined {
  if (
    line === undefined ||
    line.isOpaque ||
    /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,})$/.test(line.text)
  )
    return undefined
  const [marker, sign] = bulletPattern.exec(line.text) ?? []
  if (marker === undefined) return undefined
  return { marker, kind: sign ?? marker.trim().slice(-1) }
}

/** The line behind an item: what is indented, or goes on without a blank line, belongs to it. */
function endOfItem(lines: readonly MarkdownLine[], start: number): number {
  const { marker = '' } = bulletOf(lines[start]) ?? {}
  const margin = marker.trimEnd().length
  let end = start + 1
  for (; end < lines.length; end += 1) {
    const line = lines[end]
    if (line === undefined || line.text.trim() === '') continue
    const indent = /^[ \t]*/.exec(line.text.replaceAll('\t', '    '))?.[0].length ?? 0
    if (indent > margin - 1 && indent > 1) continue
    const isLazy = lines[end - 1]?.text.trim() !== '' && !/^\s*(?:[>|<]|`{3}|~{3})/.test(line.text)
    if (bulletOf(line) !== undefined || !isLazy || line.isOpaque) break
  }
  return end
}

function itemOf(lines: readonly MarkdownLine[]): MarkdownItem {
  const [first, last] = [lines[0], lines.at(-1)]
  const { marker = '' } = bulletOf(first) ?? {}
  const texts = lines.map(({ text }, at) => (at === 0 ? text.slice(marker.length) : text.trim()))
  return { text: texts.join('\n'), marker, from: first?.from ?? 0, to: last?.to ?? 0 }
}
