import { displayWidth } from './display-width.ts'

/** A comment as written, and the number of line ends before it (2 means a blank line). */
export interface Comment {
  readonly text: string
  readonly lines: number
}

/** One member of an array or an object, with its comments. */
export interface LayoutEntry {
  /** The key as a value; undefined for array members and members without a static name, such as a spread. */
  readonly name?: string | undefined
  /** The text before the value: `"key": `, or nothing. */
  readonly head: string
  readonly node: LayoutNode
  readonly lines: number
  readonly before: readonly Comment[]
  readonly after: readonly Comment[]
}

/** Text that is copied unchanged: a scalar in JSON, any expression in a module. */
export interface Leaf {
  readonly kind: 'leaf'
  readonly text: string
  /** The meaning of the text, where different texts can mean the same: `'a'` and `"a"` in YAML. */
  readonly meaning?: string | undefined
}

/** An array or an object; its layout is computed each time it is printed. */
export interface Branch {
  readonly kind: 'array' | 'object'
  /** The source had a line end after `{`. Biome then keeps the object expanded. */
  readonly open: boolean
  readonly entries: readonly LayoutEntry[]
  readonly dangling: readonly Comment[]
  /** The original text, in a file that is not formatted as Biome would: unchanged parts are copied. */
  readonly source?: string | undefined
}

export type LayoutNode = Leaf | Branch

/** A file as nodes. `print` prints the file with another root in place of its own. */
export interface NodeFile {
  readonly root: LayoutNode
  readonly print: (root: LayoutNode) => string
}

/** The layout rules of a language and a file. */
export interface Style {
  readonly indent: string
  /** Every array and object on several lines, as Biome prints package.json. */
  readonly expand: boolean
  readonly trailingComma: boolean
  /** In a module, an array of several objects (or arrays) with several members each goes on several lines. */
  readonly breakMatrices: boolean
}

interface Cursor {
  readonly indent: string
  readonly column: number
  /** Columns used on the same line after the node. */
  readonly tail: number
}

const LINE_WIDTH = 80

/** Prints a node as Biome formats it, for the column it starts at. */
export function printNode(
  node: LayoutNode,
  style: Style,
  place: Cursor = { indent: '', column: 0, tail: 0 },
): string {
  if (node.kind === 'leaf') return node.text
  const fits = (text: string) => place.column + displayWidth(text) + place.tail <= LINE_WIDTH
  if (node.source !== undefined && (node.source.includes('\n') || fits(node.source)))
    return node.source
  if (!mustBreak(node, style)) {
    const flat = printFlat(node)
    if (fits(flat)) return flat
  }
  return printBroken(node, style, place.indent)
}

/** Equal for two nodes with the same meaning; comments, layout and the order of keys do not count. */
export function meaningOf(node: LayoutNode): string {
  if (node.kind === 'leaf') return node.meaning ?? node.text
  const members = node.entries.map((entry) =>
    entry.name === undefined
      ? meaningOf(entry.node)
      : `${JSON.stringify(entry.name)}:${meaningOf(entry.node)}`,
  )
  return node.kind === 'array' ? `[${members.join()}]` : `{${members.sort().join()}}`
}

/** The node with this many line ends before its first comment, or before itself when it has none. */
export function withGap<Spaced extends Pick<LayoutEntry, 'lines' | 'before'>>(
  spaced: Spaced,
  lines: number,
): Spaced {
  const [first, ...others] = spaced.before
  return first === undefined
    ? { ...spaced, lines }
    : { ...spaced, before: [{ ...first, lines }, ...others] }
}

function mustBreak(node: LayoutNode, style: Style): boolean {
  if (node.kind === 'leaf') return node.text.includes('\n')
  const { entries, dangling } = node
  if (dangling.length > 0) return true
  if (entries.length === 0) return false
  if (style.expand || (node.kind === 'object' && node.open)) return true
  if (style.breakMatrices && isMatrix(node)) return true
  return entries.some(
    (entry, index) =>
      (index > 0 && entry.lines > 1) ||
      [...entry.before, ...entry.after].some(
        (comment) => comment.lines > 0 || isLineComment(comment),
      ) ||
      mustBreak(entry.node, style),
  )
}

function isMatrix({ kind, entries }: Branch): boolean {
  const [first, ...others] = entries.map((entry) => entry.node)
  if (kind !== 'array' || first === undefined || first.kind === 'leaf' || others.length === 0)
    return false
  return [first, ...others].every((node) => node.kind === first.kind && node.entries.length > 1)
}

function printFlat(node: LayoutNode): string {
  if (node.kind === 'leaf') return node.text
  const members = node.entries.map(({ before, head, node: value, after }) =>
    [...before.map(textOf), head + printFlat(value), ...after.map(textOf)].join(' '),
  )
  if (node.kind === 'array') return `[${members.join(', ')}]`
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

function printBroken(node: Branch, style: Style, indent: string): string {
  const [opening, closing] = node.kind === 'array' ? ['[', ']'] : ['{', '}']
  return `${opening}\n${printMembers(node, style, indent + style.indent)}\n${indent}${closing}`
}

function printMembers({ kind, entries, dangling }: Branch, style: Style, indent: string): string {
  // Biome fills lines with numbers instead of printing one per line.
  const filled = kind === 'array' && !style.expand && entries.length > 1 && entries.every(isNumber)
  const page = new Printer(indent)
  for (const [index, entry] of entries.entries()) {
    for (const [at, comment] of entry.before.entries()) {
      page.put(comment.text, at === 0 ? Math.max(1, comment.lines) : comment.lines)
    }
    const comma = index < entries.length - 1 || style.trailingComma ? ',' : ''
    const item = printEntry(entry, style, { indent, column: page.columnAfter(entry), tail: comma })
    const previous = entries[index - 1]
    const joins = filled && entry.lines < 2 && page.hasRoomFor(item) && !endsLine(entry)
    if (entry.before.length > 0) page.put(item, entry.lines)
    else if (joins && previous !== undefined && !endsLine(previous)) page.put(item, 0)
    else page.put(item, Math.max(1, entry.lines))
  }
  for (const comment of dangling) {
    page.put(comment.text, entries.length === 0 ? 1 : Math.max(1, comment.lines))
  }
  return page.text
}

function printEntry(
  { head, node, after }: LayoutEntry,
  style: Style,
  { indent, column, tail }: { indent: string; column: number; tail: string },
): string {
  const inline = after.filter((comment) => !isLineComment(comment))
  const ending = inline.map((comment) => ` ${comment.text}`).join('') + tail
  const suffix = after.filter(isLineComment).map((comment) => ` ${comment.text}`)
  const value = printNode(node, style, { indent, column, tail: displayWidth(ending) })
  return head + value + ending + suffix.join('')
}

/** Collects the lines of the members. */
class Printer {
  text = ''
  private readonly indent: string

  constructor(indent: string) {
    this.indent = indent
  }

  put(piece: string, lines: number): void {
    if (this.text === '') this.text = this.indent + piece
    else if (lines === 0) this.text += ` ${piece}`
    else this.text += `${lines > 1 ? '\n' : ''}\n${this.indent}${piece}`
  }

  hasRoomFor(item: string): boolean {
    return this.text !== '' && this.lastLineWidth() + 1 + displayWidth(item) <= LINE_WIDTH
  }

  /** The column of an entry's value. */
  columnAfter({ head, lines, before }: LayoutEntry): number {
    const start =
      before.length > 0 && lines === 0 ? this.lastLineWidth() + 1 : displayWidth(this.indent)
    return start + displayWidth(head)
  }

  private lastLineWidth(): number {
    return displayWidth(this.text.slice(this.text.lastIndexOf('\n') + 1))
  }
}

function isNumber({ node }: LayoutEntry): boolean {
  return node.kind === 'leaf' && node.text !== '' && Number.isFinite(Number(node.text))
}

function endsLine(entry: LayoutEntry): boolean {
  return entry.after.some(isLineComment)
}

function textOf(comment: Comment): string {
  return comment.text
}

function isLineComment(comment: Comment): boolean {
  return comment.text.startsWith('//')
}
