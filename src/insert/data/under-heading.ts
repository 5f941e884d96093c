import { displayWidth } from '../../edits/layout/display-width.ts'
import type { NoPlace } from '../../edits/layout/list-place.ts'
import type { Inserted, Position } from '../../model/generated/insertion.ts'
import { chooseIndex } from './choose-index.ts'
import { addLines, removeLines } from './line-members.ts'
import { cellsOf, type MarkdownItem, type MarkdownList, readListsUnder } from './markdown-lists.ts'
import { spliceText } from './splices.ts'

/** An item or a row to insert under a heading of a Markdown document. */
export interface UnderHeading extends Position {
  readonly heading: string
  readonly text: string
}

/** Adds an item to the list, or a row to the table, under a heading. */
export function insertUnderHeading(content: string, insertion: UnderHeading): Inserted {
  const list = chooseList(content, insertion)
  if ('problem' in list) return { outcome: 'unable', why: list.problem }
  const text = withoutMarker(insertion.text, list)
  const found = findItem(list, text)
  if (found) return { outcome: means(list, found.text, text) ? 'already' : 'differs' }
  const index = chooseIndex(
    list.items.map((item) => [item.text, ...keysOf(list, item.text)]),
    insertion,
  )
  if (typeof index !== 'number') return { outcome: 'unable', why: index.problem }
  const lines = list.kind === 'table' ? [printRow(list, text)] : printItem(list, index, text)
  const splices = addLines({ text: content, members: list.items, head: list.head }, index, lines)
  const result = spliceText(content, splices)
  const added = { text, marker: '', from: 0, to: 0 }
  assertOthers(result, insertion, { ...list, items: list.items.toSpliced(index, 0, added) })
  return { outcome: 'applied', text: result }
}

/** Removes the item or the row that insertUnderHeading added, wherever it is now under the heading. */
export function takeOutUnderHeading(content: string, insertion: UnderHeading): Inserted {
  const list = chooseList(content, insertion)
  if ('problem' in list)
    return list.isMissing ? { outcome: 'already' } : { outcome: 'unable', why: list.problem }
  const text = withoutMarker(insertion.text, list)
  const found = findItem(list, text)
  if (found === undefined) return { outcome: 'already' }
  if (!means(list, found.text, text)) return { outcome: 'differs' }
  const index = list.items.indexOf(found)
  const result = spliceText(content, removeLines({ text: content, members: list.items }, index))
  assertOthers(result, insertion, { ...list, items: list.items.toSpliced(index, 1) })
  return { outcome: 'applied', text: result }
}

/** The only list, or the only table for a text that is a row. */
function chooseList(content: string, { heading, text }: UnderHeading): MarkdownList | NoPlace {
  const lists = readListsUnder(content, heading)
  if ('problem' in lists) return lists
  const kind = text.trimStart().startsWith('|') ? 'table' : 'list'
  const [list, other] = lists.filter((found) => found.kind === kind)
  if (list === undefined)
    return { problem: `There is no ${kind} under the heading "${heading}".`, isMissing: true }
  if (other) return { problem: `There is more than one ${kind} under the heading "${heading}".` }
  const isRow = kind === 'table' && !text.trim().includes('\n')
  const cells = cellsOf(list.header[0] ?? '').length
  if (kind === 'table' && (!isRow || cellsOf(text).length !== cells))
    return { problem: `The text is not a row of ${cells} cells.` }
  return list
}

/** An item may be given with a marker, and then its other lines are indented. */
function withoutMarker(text: string, { kind }: MarkdownList): string {
  const [, marker] = (kind === 'list' && /^((?:[-*+]|\d+[.)])[ \t]+)\S/.exec(text)) || []
  if (marker === undefined) return text.trim()
  const margin = new RegExp(`\\n[ \\t]{1,${marker.length}}`, 'g')
  return text.slice(marker.length).replaceAll(margin, '\n').trim()
}

/** The item that means the same, or has the same key. */
function findItem(list: MarkdownList, text: string): MarkdownItem | undefined {
  const [key] = keysOf(list, text)
  return (
    list.items.find((item) => means(list, item.text, text)) ??
    list.items.find((item) => key !== undefined && keysOf(list, item.text)[0] === key)
  )
}

/** The width of a table, the lines of a paragraph and the tick of a task do not count. */
function means({ kind }: MarkdownList, one: string, other: string): boolean {
  const meaningOf = (text: string) => {
    if (kind === 'table')
      return cellsOf(text)
        .map((cell) => cell.trim())
        .join(' | ')
    return text
      .replace(/^\[[ xX]\]\s+/, '')
      .replaceAll(/\s+/g, ' ')
      .trim()
  }
  return meaningOf(one) === meaningOf(other)
}

/** What names an item: the term that a colon or a dash follows, its only link, or the first cell of a row. */
function keysOf({ kind, items }: MarkdownList, text: string): readonly string[] {
  if (kind === 'table') {
    const firsts = items.map((item) => cellsOf(item.text)[0]?.trim())
    const isKey = new Set(firsts).size === firsts.length
    return isKey ? [cellsOf(text)[0]?.trim() ?? ''] : []
  }
  const isNamed = /^(?:\*\*[^*]+:\*\*|(?:\*\*[^*]+\*\*|`[^`]+`)(?=\s*[:–—]|\s-|$))/
  const key = (isNamed.exec(text) ?? /^\[[^\]]+\]\([^)]+\)/.exec(text))?.[0].replaceAll(
    /\*|:(?=\*)/g,
    '',
  )
  return key === undefined ? [] : [key]
}

/** A line of the list: its marker, the next number, and the lines below in its column. */
function printItem({ items }: MarkdownList, index: number, text: string): readonly string[] {
  const markers = items.map(({ marker }) => marker)
  const neighbour = markers[index - 1] ?? markers[index] ?? '- '
  const isCounted = index > 0 && (markers.length === 1 || new Set(markers).size > 1)
  const marker = isCounted
    ? neighbour.replace(/\d+/, (number) => String(Number(number) + 1))
    : neighbour
  const full = /\s$/.test(marker) ? marker : `${marker} `
  const margin = ' '.repeat(full.length)
  return text.split('\n').map((line, at) => (at === 0 ? full : line && margin) + line)
}

/** A row in the widths of an aligned table; otherwise with one blank beside each bar. */
function printRow({ header, items }: MarkdownList, text: string): string {
  const [head = ''] = header
  const rows = [...header, ...items.map((item) => item.text)]
  const isAligned = new Set(rows.map((row) => displayWidth(row))).size === 1
  const widths = cellsOf(head).map((cell) => displayWidth(cell))
  const sides = cellsOf(header[1] ?? '').map((cell) => /^[^:]*:$/.test(cell.trim()))
  const cells = cellsOf(text).map((cell, at) => {
    const content = cell.trim()
    const missing = Math.max(0, (isAligned ? (widths[at] ?? 0) : 0) - displayWidth(content) - 2)
    const pad = ' '.repeat(missing)
    return sides[at] ? ` ${pad}${content} ` : ` ${content}${pad} `
  })
  const margin = /^ */.exec(head)?.[0] ?? ''
  const row = `${head.trim().startsWith('|') ? '|' : ''}${cells.join('|')}`
  return margin + (head.trim().endsWith('|') ? `${row}|` : row).trim()
}

/** A text may differ in this item, and in no other one. */
function assertOthers(
  text: string,
  { heading, ...insertion }: UnderHeading,
  list: MarkdownList,
): void {
  const lists = readListsUnder(text, heading)
  const found = 'problem' in lists ? [] : lists.filter(({ kind }) => kind === list.kind)
  const items = found.flatMap((own) => own.items)
  const isRight =
    items.length === list.items.length &&
    items.every((item, at) => means(list, item.text, list.items[at]?.text ?? ''))
  if (!isRight)
    throw new Error(`Inserting "${insertion.text}" broke the ${list.kind} of "${heading}".`)
}
