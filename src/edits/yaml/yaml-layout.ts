import { displayWidth } from '../layout/display-width.ts'
import type { Branch, Comment, LayoutEntry, LayoutNode } from '../layout/layout.ts'

/**
 * Prints a YAML node as Biome formats it: block style in steps of two columns (in a branch, `open` means block style),
 * flow style on one line while it fits, scalars as they were written.
 */
export function printYaml(node: LayoutNode, indent = ''): string {
  if (node.kind === 'leaf') return printLeaf(node.text, indent)
  if (isBlock(node)) return printBlock(node, indent)
  return placeFlow(node, '', { indent, inner: indent, isKeyed: false, tail: 0 })
}

function printBlock({ kind, entries, dangling }: Branch, indent: string): string {
  const text: string[] = []
  for (const [index, entry] of entries.entries()) {
    const previous = entries[index - 1]
    // Biome prints no blank line after a comment that ends a block.
    const isTight = previous === undefined || endsWithComment(previous.node)
    for (const [at, comment] of entry.before.entries())
      text.push(...printComment(comment, indent, isTight && at === 0))
    if (entry.lines > 1 && !(isTight && entry.before.length === 0)) text.push('')
    text.push(indent + printEntry(entry, kind, indent))
  }
  for (const comment of dangling) text.push(...printComment(comment, indent, false))
  return text.join('\n')
}

function endsWithComment(node: LayoutNode): boolean {
  if (node.kind === 'leaf') return false
  const last = node.entries.at(-1)
  return node.dangling.length > 0 || (last !== undefined && endsWithComment(last.node))
}

function printComment({ text, lines }: Comment, indent: string, isTight: boolean): string[] {
  return [...(lines > 1 && !isTight ? [''] : []), indent + text]
}

function printEntry(
  { head, node, after }: LayoutEntry,
  kind: Branch['kind'],
  indent: string,
): string {
  const start = kind === 'array' ? '-' : `${head}:`
  const comment = after.map(({ text }) => ` ${text}`).join('')
  const inner = `${indent}  `
  if (node.kind === 'leaf')
    return start + (node.text === '' ? '' : ` ${printLeaf(node.text, indent)}`) + comment
  if (isBlock(node)) {
    const block = printBlock(node, inner)
    const hugs = kind === 'array' && comment === '' && node.entries[0]?.before.length === 0
    return hugs ? `${start} ${block.trimStart()}` : `${start}${comment}\n${block}`
  }
  const text = placeFlow(node, start, {
    indent,
    inner,
    isKeyed: kind === 'object' && comment === '',
    tail: 0,
  })
  return text + comment
}

interface FlowPlace {
  readonly indent: string
  /** The indentation of a value that does not fit after `start`. */
  readonly inner: string
  /** After a key, a value that does not fit moves to the next line; elsewhere it is broken in place. */
  readonly isKeyed: boolean
  readonly tail: number
}

function placeFlow(
  node: LayoutNode,
  start: string,
  { indent, inner, isKeyed, tail }: FlowPlace,
): string {
  const flat = printFlow(node)
  const fits = (text: string) => displayWidth(text) + tail <= LINE_WIDTH
  const whole = start === '' ? flat : flat === '' ? start : `${start} ${flat}`
  if (node.kind === 'leaf' || node.entries.length === 0 || fits(indent + whole)) return whole
  if (!isKeyed) return `${start}${start === '' ? '' : ' '}${printBrokenFlow(node, inner)}`
  return `${start}\n${inner}${fits(inner + flat) ? flat : printBrokenFlow(node, inner)}`
}

const LINE_WIDTH = 80

// All lines of a scalar after the first are indented relative to their entry.
function printLeaf(text: string, indent: string): string {
  return text.split('\n').reduce((all, line) => `${all}\n${line === '' ? '' : indent + line}`)
}

function isBlock(node: LayoutNode): boolean {
  if (node.kind === 'leaf' || (node.entries.length === 0 && node.dangling.length === 0))
    return false
  return node.open || node.dangling.length > 0 || node.entries.some(needsBlock)
}

// A node with a comment or with several lines cannot be printed in flow style.
function needsBlock({ node, before, after }: LayoutEntry): boolean {
  if (before.length + after.length > 0) return true
  return node.kind === 'leaf' ? node.text.includes('\n') : isBlock(node)
}

function printFlow(node: LayoutNode): string {
  if (node.kind === 'leaf') return node.text
  const members = node.entries.map((entry) => printFlowEntry(entry, node.kind))
  if (node.kind === 'array') return `[${members.join(', ')}]`
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

function printFlowEntry({ head, node }: LayoutEntry, kind: Branch['kind']): string {
  const value = printFlow(node)
  return kind === 'array' ? value : `${head}:${value === '' ? '' : ` ${value}`}`
}

function printBrokenFlow(node: Branch, indent: string): string {
  const [opening, closing] = node.kind === 'array' ? ['[', ']'] : ['{', '}']
  const inner = `${indent}  `
  const isKeyed = node.kind === 'object'
  const members = node.entries.map((entry) => {
    const place = { indent: inner, inner: isKeyed ? `${inner}  ` : inner, isKeyed, tail: 1 }
    return `${inner}${placeFlow(entry.node, isKeyed ? `${entry.head}:` : '', place)},\n`
  })
  return `${opening}\n${members.join('')}${indent}${closing}`
}
