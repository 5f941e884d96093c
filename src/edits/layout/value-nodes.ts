import { EditError } from '../../errors/edit-error.ts'
import { type Branch, type LayoutEntry, type LayoutNode, type Leaf, meaningOf } from './layout.ts'
import { compareNames } from './name-order.ts'

/** A path in a tree: keys of objects and positions in arrays. */
export type Path = readonly (string | number)[]

/** How a format writes new values. */
export interface Notation {
  readonly leaf: (scalar: unknown) => Leaf
  readonly key: (name: string) => string
}

/** Turns a value into nodes, with expanded objects. */
export function fromValue(value: unknown, notation: Notation): LayoutNode {
  if (Array.isArray(value)) {
    return branch(
      'array',
      value.map((item) => member(fromValue(item ?? null, notation), undefined, notation)),
    )
  }
  if (typeof value !== 'object' || value === null) return notation.leaf(value)
  const members = Object.entries(value).filter(([, item]) => item !== undefined)
  return branch(
    'object',
    members.map(([name, item]) => member(fromValue(item, notation), name, notation)),
  )
}

/** Sets one value, or removes it when it is undefined. Returns `node` itself when nothing changes. */
export function setAt(
  node: LayoutNode,
  [step, ...rest]: Path,
  value: LayoutNode | undefined,
  notation: Notation,
): LayoutNode {
  if (step === undefined)
    return value === undefined || meaningOf(node) === meaningOf(value) ? node : reuse(node, value)
  const needed = typeof step === 'number' ? 'array' : 'object'
  if (node.kind !== needed) {
    const found = node.kind === 'leaf' ? node.text : `an ${node.kind}`
    throw new EditError(
      `Cannot set ${JSON.stringify(step)}: expected an ${needed}, but found ${found}.`,
    )
  }
  const at =
    typeof step === 'number' ? step : node.entries.findIndex((entry) => entry.name === step)
  const old = node.entries[at]
  if (old === undefined) {
    if (value === undefined) return node
    const added = member(nest(rest, value, notation), step, notation)
    return {
      ...node,
      source: undefined,
      open: node.open || node.entries.length === 0,
      entries: [...node.entries, added],
    }
  }
  if (value === undefined && rest.length === 0)
    return { ...node, source: undefined, entries: node.entries.toSpliced(at, 1) }
  const set = setAt(old.node, rest, value, notation)
  return set === old.node
    ? node
    : { ...node, source: undefined, entries: node.entries.with(at, { ...old, node: set }) }
}

/** Changes the objects under these keys of a root object. */
export function mapUnder(
  root: LayoutNode,
  names: readonly string[],
  change: (node: LayoutNode) => LayoutNode,
): LayoutNode {
  if (root.kind !== 'object') return root
  const entries = root.entries.map((entry) => {
    const node = names.includes(entry.name ?? '') ? change(entry.node) : entry.node
    return node === entry.node ? entry : { ...entry, node }
  })
  return isSame(entries, root.entries) ? root : { ...root, source: undefined, entries }
}

/** Sorts an object's keys as npm sorts dependencies. */
export function sortKeys(node: LayoutNode): LayoutNode {
  if (node.kind !== 'object') return node
  const entries = node.entries.toSorted((a, b) => compareNames(a.name ?? '', b.name ?? ''))
  return isSame(entries, node.entries) ? node : { ...node, source: undefined, entries }
}

/** Sorts an object's keys in the given order; the other keys follow in their original order. */
export function orderKeys(node: LayoutNode, order: readonly string[]): LayoutNode {
  if (node.kind !== 'object') return node
  const place = ({ name = '' }: LayoutEntry) =>
    order.includes(name) ? order.indexOf(name) : order.length
  const entries = node.entries.toSorted((a, b) => place(a) - place(b))
  return isSame(entries, node.entries) ? node : { ...node, source: undefined, entries }
}

function branch(kind: Branch['kind'], entries: readonly LayoutEntry[]): Branch {
  return { kind, open: true, entries, dangling: [] }
}

function member(
  node: LayoutNode,
  step: string | number | undefined,
  notation: Notation,
): LayoutEntry {
  const name = typeof step === 'string' ? step : undefined
  const head = name === undefined ? '' : notation.key(name)
  return { name, head, node, lines: 1, before: [], after: [] }
}

function nest([step, ...rest]: Path, value: LayoutNode, notation: Notation): LayoutNode {
  if (step === undefined) return value
  return branch(typeof step === 'number' ? 'array' : 'object', [
    member(nest(rest, value, notation), step, notation),
  ])
}

// Unchanged members keep their comments and their layout.
function reuse(old: LayoutNode, value: LayoutNode): LayoutNode {
  if (meaningOf(old) === meaningOf(value)) return old
  if (old.kind === 'leaf' || value.kind !== old.kind) return value
  const entries = value.entries.map((entry, index) => {
    const known =
      value.kind === 'array'
        ? old.entries[index]
        : old.entries.find(({ name }) => name === entry.name)
    return known === undefined ? entry : { ...known, node: reuse(known.node, entry.node) }
  })
  return { ...old, source: undefined, open: old.open || old.entries.length === 0, entries }
}

function isSame(some: readonly LayoutEntry[], others: readonly LayoutEntry[]): boolean {
  return some.every((entry, index) => entry === others[index])
}
