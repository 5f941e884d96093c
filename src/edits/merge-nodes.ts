import { type Branch, type Entry, type LayoutNode, meaningOf } from './layout.ts'

/** What a format lets a merge do beyond uniting. */
export interface MergeRules {
  /** `null` in the later side removes the key. */
  readonly nullRemoves: boolean
  /** Object members of arrays with an equal value under one of these keys merge in place, the first key first. */
  readonly memberKeys: readonly string[]
  /** JSON pointers whose value is taken whole from the later side. */
  readonly replace: readonly string[]
}

/** Unites two nodes, the later wins; returns `base` itself when there is nothing to do. */
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
  let entries = base.entries
  for (const entry of over.entries) {
    const at = entries.findIndex((candidate) => isSameEntry(candidate, entry))
    const old = entries[at]
    if (spot.rules.nullRemoves && isNull(entry.node)) {
      if (old !== undefined) entries = entries.toSpliced(at, 1)
    } else if (old === undefined) {
      entries = [...entries, carryEntry(entry, spot)]
    } else {
      const merged = mergeEntry(old, entry, spot)
      if (merged !== old) entries = entries.with(at, merged)
    }
  }
  return entries === base.entries ? base : withEntries(base, over, entries)
}

function isSameEntry(base: Entry, over: Entry): boolean {
  if (base.name !== over.name) return false
  return base.name !== undefined || meaningOf(base.node) === meaningOf(over.node)
}

function mergeEntry(old: Entry, entry: Entry, spot: Spot): Entry {
  const node = mergeAt(old.node, entry.node, below(spot, entry.name ?? ''))
  if (node === old.node) return old
  if (node.kind !== 'leaf' && node.kind === old.node.kind) return { ...old, node }
  const { before, after, lines } =
    old.before.length + old.after.length > 0 ? old : { ...entry, lines: old.lines }
  return { ...old, head: entry.head, node, before, after, lines }
}

function mergeArrays(base: Branch, over: Branch, spot: Spot): Branch {
  const partners = over.entries.map((entry) => partnerOf(entry, base, over, spot.rules))
  const known = new Set(base.entries.map((entry) => meaningOf(entry.node)))
  let entries = base.entries
  for (const [index, entry] of over.entries.entries()) {
    const at = partners[index] ?? -1
    const partner = entries[at]
    if (partner !== undefined) {
      const node = mergeAt(partner.node, entry.node, below(spot, String(index)))
      if (node !== partner.node) entries = entries.with(at, { ...partner, node })
      continue
    }
    const carried = carryEntry(entry, below(spot, String(index)))
    if (known.has(meaningOf(carried.node)) || known.has(meaningOf(entry.node))) continue
    entries = [...entries, carried]
    // Keyed members that are equal are still several: two steps of one name are two steps.
    if (keyOf(entry.node, spot.rules) === undefined) known.add(meaningOf(carried.node))
  }
  return entries === base.entries ? base : withEntries(base, over, entries)
}

// The n-th member of a name on one side belongs to the n-th of that name on the other.
function partnerOf(
  entry: Entry,
  base: Branch,
  over: Branch,
  rules: MergeRules,
): number | undefined {
  const key = keyOf(entry.node, rules)
  if (key === undefined) return undefined
  const earlier = over.entries.slice(0, over.entries.indexOf(entry))
  const rank = earlier.filter((other) => keyOf(other.node, rules)?.text === key.text).length
  const candidates = [...base.entries.keys()].filter((at) => {
    const node = base.entries[at]?.node
    return node !== undefined && valueAt(node, key.name) === key.value
  })
  return candidates[rank]
}

function keyOf(
  node: LayoutNode,
  rules: MergeRules,
): { name: string; value: string; text: string } | undefined {
  for (const name of rules.memberKeys) {
    const value = valueAt(node, name)
    if (value !== undefined) return { name, value, text: `${name}:${value}` }
  }
  return undefined
}

function valueAt(node: LayoutNode, name: string): string | undefined {
  if (node.kind !== 'object') return undefined
  const found = node.entries.find((entry) => entry.name === name)
  return found?.node.kind === 'leaf' && !isNull(found.node) ? meaningOf(found.node) : undefined
}

function withEntries(base: Branch, over: Branch, entries: readonly Entry[]): Branch {
  const open = base.entries.length === 0 ? over.open : base.open
  return { kind: base.kind, open, entries, dangling: base.dangling }
}

function carryEntry(entry: Entry, spot: Spot): Entry {
  const node = carry(entry.node, entry.name === undefined ? spot : below(spot, entry.name))
  return { ...entry, node }
}

// A key that says "remove me" must not arrive where there is nothing to remove.
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
