import { type Branch, type LayoutEntry, type LayoutNode, meaningOf, withGap } from './layout.ts'

/** Merge rules that depend on the format. */
export interface MergeRules {
  /** `null` on the later side removes the key. */
  readonly nullRemoves: boolean
  /**
   * Objects in arrays that have the same value under one of these keys merge in place; the first key is tried first.
   * `a b` is the two keys together.
   */
  readonly memberKeys: readonly string[]
  /** JSON pointers whose value is taken whole from the later side. */
  readonly replace: readonly string[]
}

/** Merges two nodes; the later one wins. Returns `base` itself when nothing changes. */
export function mergeNodes(base: LayoutNode, over: LayoutNode, rules: MergeRules): LayoutNode {
  return mergeAt(base, over, { rules, pointer: '' })
}

interface Spot {
  readonly rules: MergeRules
  readonly pointer: string
}

function mergeAt(base: LayoutNode, over: LayoutNode, spot: Spot): LayoutNode {
  if (spot.rules.replace.includes(spot.pointer))
    return meaningOf(base) === meaningOf(over) ? base : over
  if (base.kind === 'object' && over.kind === 'object') return mergeObjects(base, over, spot)
  if (base.kind === 'array' && over.kind === 'array') return mergeArrays(base, over, spot)
  const carried = carry(over, spot)
  return meaningOf(base) === meaningOf(carried) ? base : carried
}

function mergeObjects(base: Branch, over: Branch, spot: Spot): Branch {
  const entries: (LayoutEntry | undefined)[] = [...base.entries]
  const places = new Map(
    base.entries.map((entry, at) => [identityOf(entry), at] as const).reverse(),
  )
  for (const entry of over.entries) {
    const identity = identityOf(entry)
    const at = places.get(identity) ?? entries.length
    const old = entries[at]
    if (spot.rules.nullRemoves && isNull(entry.node)) {
      if (old !== undefined) entries[at] = undefined
    } else {
      entries[at] = old === undefined ? carryEntry(entry, spot) : mergeEntry(old, entry, spot)
      places.set(identity, at)
    }
  }
  return withEntries(base, over, entries)
}

/** The identity of an object member: its name, or its meaning when it has no name. */
function identityOf({ name, node }: LayoutEntry): string {
  return name === undefined ? `means ${meaningOf(node)}` : `is ${name}`
}

function mergeEntry(old: LayoutEntry, entry: LayoutEntry, spot: Spot): LayoutEntry {
  const node = mergeAt(old.node, entry.node, below(spot, entry.name ?? ''))
  if (node === old.node) return old
  if (node.kind !== 'leaf' && node.kind === old.node.kind) return { ...old, node }
  const isCommented = old.before.length + old.after.length > 0
  const { before, after, lines } = isCommented ? old : withGap(entry, old.lines)
  return { ...old, head: entry.head, node, before, after, lines }
}

function mergeArrays(base: Branch, over: Branch, spot: Spot): Branch {
  const entries = [...base.entries]
  const partners = partnersOf(base, over, spot.rules)
  const known = new Set(base.entries.map((entry) => meaningOf(entry.node)))
  for (const [index, entry] of over.entries.entries()) {
    const at = partners[index] ?? -1
    const partner = entries[at]
    if (partner !== undefined) {
      const node = mergeAt(partner.node, entry.node, below(spot, String(index)))
      if (node !== partner.node) entries[at] = { ...partner, node }
      continue
    }
    const carried = carryEntry(entry, below(spot, String(index)))
    if (known.has(meaningOf(carried.node)) || known.has(meaningOf(entry.node))) continue
    entries.push(carried)
    // Equal members with a key stay separate: two steps with the same name are two steps.
    if (keyOf(entry.node, spot.rules) === undefined) known.add(meaningOf(carried.node))
  }
  return withEntries(base, over, entries)
}

// The n-th member with a name on one side matches the n-th with that name on the other side.
function partnersOf(
  base: Branch,
  over: Branch,
  rules: MergeRules,
): readonly (number | undefined)[] {
  const candidates = new Map<string, number[]>()
  for (const [at, { node }] of base.entries.entries()) {
    for (const key of keysOf(node, rules)) {
      candidates.set(key, [...(candidates.get(key) ?? []), at])
    }
  }
  const seen = new Map<string, number>()
  return over.entries.map(({ node }) => {
    const key = keyOf(node, rules)
    if (key === undefined) return undefined
    const rank = seen.get(key) ?? 0
    seen.set(key, rank + 1)
    return candidates.get(key)?.[rank]
  })
}

/** The first key that identifies a member of an array: `name "build"`. */
export function keyOf(node: LayoutNode, rules: Pick<MergeRules, 'memberKeys'>): string | undefined {
  return keysOf(node, rules)[0]
}

function keysOf(
  node: LayoutNode,
  { memberKeys }: Pick<MergeRules, 'memberKeys'>,
): readonly string[] {
  return memberKeys.flatMap((names) => {
    const values = names.split(' ').map((name) => valueAt(node, name))
    return values.includes(undefined) ? [] : [`${names} ${values.join(' ')}`]
  })
}

/** The meaning of a scalar member of an object; undefined without it. */
export function valueAt(node: LayoutNode, name: string): string | undefined {
  if (node.kind !== 'object') return undefined
  const found = node.entries.find((entry) => entry.name === name)
  return found?.node.kind === 'leaf' && !isNull(found.node) ? meaningOf(found.node) : undefined
}

function withEntries(
  base: Branch,
  over: Branch,
  changed: readonly (LayoutEntry | undefined)[],
): Branch {
  const entries = changed.filter((entry) => entry !== undefined)
  const isSame = entries.length === base.entries.length
  if (isSame && entries.every((entry, at) => entry === base.entries[at])) return base
  const open = base.entries.length === 0 ? over.open : base.open
  return { kind: base.kind, open, entries, dangling: base.dangling }
}

function carryEntry(entry: LayoutEntry, spot: Spot): LayoutEntry {
  const node = carry(entry.node, entry.name === undefined ? spot : below(spot, entry.name))
  return { ...entry, node }
}

// A `null` that removes a key must not be added where there is nothing to remove.
function carry(node: LayoutNode, spot: Spot): LayoutNode {
  if (node.kind === 'leaf' || !spot.rules.nullRemoves || spot.rules.replace.includes(spot.pointer))
    return node
  const kept =
    node.kind === 'array' ? node.entries : node.entries.filter((entry) => !isNull(entry.node))
  const entries = kept.map((entry, index) => ({
    ...entry,
    node: carry(entry.node, below(spot, entry.name ?? String(index))),
  }))
  return { ...node, entries }
}

function isNull(node: LayoutNode): boolean {
  return node.kind === 'leaf' && meaningOf(node) === 'null'
}

function below(spot: Spot, token: string): Spot {
  return {
    ...spot,
    pointer: `${spot.pointer}/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  }
}
