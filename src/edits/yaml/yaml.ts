import {
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  type Node,
  parseDocument,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { EditError, nestedTooDeeply } from '../../errors/edit-error.ts'
import { editPlainly } from '../../text.ts'
import {
  type Branch,
  type LayoutEntry,
  type LayoutNode,
  meaningOf,
  type NodeFile,
  withGap,
} from '../layout/layout.ts'
import { mergeNodes } from '../layout/merge-nodes.ts'
import { fromValue, type Notation, type Path, setAt } from '../layout/value-nodes.ts'
import { printYaml } from './yaml-layout.ts'
import { columnOf, type ReadValue, readTrivia } from './yaml-trivia.ts'

/**
 * Merges one YAML over another by the rules of mergeJson. Only a written `null` or `~` removes its key: a key without a
 * value, as in `workflow_dispatch:`, is a value. Comments stay with the nodes that they belong to.
 */
export function mergeYaml(base: string, over: string, replace: readonly string[] = []): string {
  const earlier = readYaml(base, 'the earlier YAML')
  const later = readYaml(over, 'the later YAML')
  if (later === undefined) return base
  if (earlier === undefined) return over
  if (meaningOf(earlier.root) === meaningOf(later.root)) return base
  const root = mergeNodes(earlier.root, later.root, {
    nullRemoves: true,
    // Dependabot's updates have no name: an ecosystem in a directory is one.
    memberKeys: ['name', 'id', 'package-ecosystem directory'],
    replace,
  })
  return root === earlier.root ? base : printFile(earlier, root)
}

/** Opens a YAML as nodes. */
export function openYaml(content: string): NodeFile {
  const file = readYaml(content, 'the YAML')
  if (file === undefined) throw new EditError('The YAML is empty.')
  return { root: file.root, print: (root) => printFile(file, root) }
}

/** Sets one value, or removes it when it is undefined. */
export function setYaml(content: string, path: Path, value: unknown): string {
  const node = value === undefined ? undefined : fromValue(value, NOTATION)
  return editPlainly(content, (plain) => {
    const file = readYaml(plain, 'the YAML') ?? { prologue: '', root: fromValue({}, NOTATION) }
    const root = setAt(file.root, path, node, NOTATION)
    return root === file.root ? plain : printFile(file, root)
  })
}

/** The value of a YAML text. @throws Error when it cannot be read. */
export function yamlValue(content: string): unknown {
  return parseDocument(content).toJS()
}

const NOTATION: Notation = {
  leaf: (scalar) => ({
    kind: 'leaf',
    text: print(scalar),
    meaning: JSON.stringify(scalar) ?? 'null',
  }),
  key: print,
}

function print(scalar: unknown): string {
  return stringify(scalar, { lineWidth: 0 }).trimEnd()
}

interface YamlFile {
  readonly prologue: string
  readonly root: LayoutNode
}

function readYaml(content: string, what: string): YamlFile | undefined {
  const document = parseDocument(content)
  const [error] = document.errors
  if (error !== undefined) {
    const reason = error.code === 'RESOURCE_EXHAUSTION' ? nestedTooDeeply : error.message
    throw new EditError(`Cannot read ${what}: ${reason}`, { cause: error })
  }
  const { contents } = document
  if (contents === null || (isScalar(contents) && contents.source === '')) return undefined
  const prologue = content.startsWith('---\n') ? '---\n' : ''
  const { node: root } = readValue(contents, content, prologue.length)
  // Fails on aliases that would expand to gigabytes.
  const meaning = JSON.stringify(document.toJS())
  const printed = printFile({ prologue, root }, root)
  // A text that is printed as it was read needs no second parse, which would take as long as the first.
  const isWhole = printed === content || JSON.stringify(parseDocument(printed).toJS()) === meaning
  if (!isWhole || (root.kind === 'leaf' && isCollection(contents)))
    throw new EditError(
      `Cannot edit ${what}: it uses YAML beyond maps, lists and scalars at its top.`,
    )
  return { prologue, root }
}

function printFile({ prologue }: YamlFile, root: LayoutNode): string {
  return `${prologue}${printYaml(root)}\n`
}

// Without the column of an entry, the whole document is meant.
function readValue(value: unknown, content: string, from: number, column?: number): ReadValue {
  const block = readBlock(value, content, from, column === undefined)
  if (block !== undefined) return block
  const flow = isNode(value) ? readFlow(value, content) : undefined
  if (flow !== undefined) return { node: flow, after: [], end: endOf(value, content) }
  return readLeaf(value, content, from, column ?? 0)
}

// Undefined for nodes that are copied as text: flow style, anchors, tags, and keys that are not scalars.
function readBlock(
  value: unknown,
  content: string,
  from: number,
  isRoot: boolean,
): ReadValue | undefined {
  if (!isPlainCollection(value) || value.flow) return undefined
  const kind = isMap(value) ? 'object' : 'array'
  let trivia = readTrivia(content, from)
  const after = isRoot ? [] : trivia.comments.filter((comment) => comment.lines === 0)
  const column = columnOf(content, trivia.at)
  let own = trivia.comments.slice(after.length)
  let end = from
  const entries: LayoutEntry[] = []
  for (const item of value.items) {
    const member = isPair(item)
      ? readKey(item.key, content, trivia.at)
      : readDash(content, trivia.at)
    if (member === undefined) return undefined
    const read = readValue(isPair(item) ? item.value : item, content, member.end, column)
    const { lines } = trivia
    trivia = readTrivia(content, read.end)
    const sameLine = trivia.comments.filter((comment) => comment.lines === 0)
    const { name, head } = member
    entries.push({
      name,
      head,
      node: read.node,
      lines,
      before: own,
      after: [...read.after, ...sameLine],
    })
    own = trivia.comments.slice(sameLine.length)
    end = sameLine.at(-1)?.end ?? read.end
  }
  const outside = own.findIndex((comment) => comment.column < column)
  const dangling = outside === -1 ? own : own.slice(0, outside)
  end = dangling.at(-1)?.end ?? end
  return { node: { kind, open: true, entries: spaceFirst(entries), dangling }, after, end }
}

interface ReadHead {
  readonly name?: string
  readonly head: string
  readonly end: number
}

function readKey(key: unknown, content: string, at: number): ReadHead | undefined {
  if (!isScalar(key) || key.range?.[0] !== at) return undefined
  const colon = readTrivia(content, key.range[1]).at
  if (content[colon] !== ':') return undefined
  return { name: String(key.value), head: content.slice(at, key.range[1]), end: colon + 1 }
}

function readDash(content: string, at: number): ReadHead | undefined {
  return content[at] === '-' ? { head: '', end: at + 1 } : undefined
}

// The blank line before a first entry does not count; at another position the entry follows its siblings.
function spaceFirst([first, ...others]: readonly LayoutEntry[]): readonly LayoutEntry[] {
  if (first === undefined) return []
  const [second] = others
  const isSection =
    first.node.kind === 'object' && first.node.entries.length > 1 && first.name !== undefined
  const lines =
    second === undefined ? (isSection ? 2 : 1) : (second.before[0]?.lines ?? second.lines)
  return [withGap(first, lines), ...others]
}

// Undefined when it contains comments or keys without a value.
function readFlow(value: Node, content: string): Branch | undefined {
  if (!isPlainCollection(value)) return undefined
  const entries: LayoutEntry[] = []
  let at = startOf(value) + 1
  for (const item of value.items) {
    const trivia = readTrivia(content, at, ',')
    const head = isPair(item)
      ? readKey(item.key, content, trivia.at)
      : { head: '', name: undefined, end: trivia.at }
    if (head === undefined || trivia.comments.length > 0) return undefined
    const member = isPair(item) ? item.value : item
    const node =
      (isNode(member) ? readFlow(member, content) : undefined) ??
      readLeaf(member, content, head.end, 0).node
    entries.push({ name: head.name, head: head.head, node, lines: 0, before: [], after: [] })
    at = Math.max(head.end, endOf(member, content))
  }
  const isCommented = readTrivia(content, at, ',').comments.length > 0
  return isCommented
    ? undefined
    : { kind: isMap(value) ? 'object' : 'array', open: false, entries, dangling: [] }
}

// Starts at the key, so that an anchor, a tag or a comment before the value is included.
function readLeaf(value: unknown, content: string, from: number, column: number): ReadValue {
  const end = Math.max(from, endOf(value, content))
  const [first = '', ...others] = content.slice(from, end).split('\n')
  const margin = ' '.repeat(column)
  const lines = others.map((line) =>
    line.startsWith(margin) ? line.slice(column) : line.trimStart(),
  )
  const text = [first.trimStart(), ...lines].join('\n')
  const isPlain =
    isScalar(value) && value.anchor === undefined && value.tag === undefined && text !== ''
  const meaning = isPlain ? JSON.stringify(value.value) : text
  return { node: { kind: 'leaf', text, meaning }, after: [], end }
}

function endOf(value: unknown, content: string): number {
  if (!isNode(value) || (isScalar(value) && value.source === '' && value.type === 'PLAIN')) return 0
  const [start, end] = value.range ?? [0, 0]
  // A block scalar ends after its line end, which belongs to the next node, unless `+` keeps the trailing lines.
  const isKept =
    isScalar(value) &&
    value.type?.startsWith('BLOCK') &&
    content.slice(start, end).split('\n')[0]?.includes('+')
  return isKept ? end - 1 : start + content.slice(start, end).trimEnd().length
}

function isPlainCollection(value: unknown): value is YAMLMap | YAMLSeq {
  return isCollection(value) && value.anchor === undefined && value.tag === undefined
}

function startOf(value: Node): number {
  return value.range?.[0] ?? 0
}
