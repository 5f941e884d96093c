import {
  type Branch,
  type Comment,
  type LayoutEntry,
  type LayoutNode,
  meaningOf,
  withGap,
} from '../../edits/layout/layout.ts'
import { compareNames } from '../../edits/layout/name-order.ts'
import { mergeLists } from '../three/merge-lists.ts'
import { changedSide, mapThree, type Three } from '../three/three.ts'
import { areTwoSequences, keyMembers } from './member-keys.ts'
import { type MergePlace, plainRuling, type Ruling } from './rulings.ts'

export type NodeRules = {
  /** Keys whose value identifies a member of an array; see MergeRules. */
  readonly memberKeys: readonly string[]
  readonly rule: (place: MergePlace, versions: Three<LayoutNode>) => Ruling | undefined
  /** Chooses the entry that a ruling means. */
  readonly choose: (
    place: MergePlace,
    ruling: Ruling,
    versions: Three<LayoutEntry>,
  ) => LayoutEntry | undefined
}

/** Merges three roots. The person's formatting stays, and the comments that only one side changed are taken. */
export function mergeThreeNodes(
  roots: Three<LayoutNode>,
  rules: NodeRules,
): LayoutNode | undefined {
  const entries = mapThree(roots, (node) => ({ head: '', node, lines: 0, before: [], after: [] }))
  return mergeEntries(entries, [], rules)?.node
}

type EntryVersions = Three<LayoutEntry>

function mergeEntries(
  versions: EntryVersions,
  place: MergePlace,
  rules: NodeRules,
): LayoutEntry | undefined {
  const { base, disk, next } = versions
  const merged = mergeBelow(mapThree(versions, nodeOf), place, rules)
  if (disk && next && merged) return withComments(withNode(disk, merged), versions)
  if (disk && isSame(disk, next)) return withComments(disk, versions)
  const own = ownMembers(versions)
  if (own) return own
  const ruling = rules.rule(place, mapThree(versions, nodeOf)) ?? plainRuling(versions, isSame)
  const taken = next && disk ? withComments(withNode(disk, next.node), versions) : next
  return rules.choose(place, ruling, { base, disk, next: taken })
}

/**
 * Of an object or a list of values that the template drops: the members that only the person has. Undefined where there are
 * none, or where the person changed one of the others.
 */
function ownMembers({ base, disk, next }: EntryVersions): LayoutEntry | undefined {
  if (next || !isBranch(base?.node) || !isBranch(disk?.node)) return undefined
  if (base.node.kind !== disk.node.kind) return undefined
  const isList = disk.node.kind === 'array'
  if (isList && ![...base.node.entries, ...disk.node.entries].every(isValue)) return undefined
  const idOf = ({ name, node }: LayoutEntry) => (isList ? meaningOf(node) : name)
  const made = new Map(base.node.entries.map((entry) => [idOf(entry), entry]))
  const own = disk.node.entries.filter((entry) => !made.has(idOf(entry)))
  const others = disk.node.entries.filter((entry) => made.has(idOf(entry)))
  const areAsMade = others.every((entry) => isSame(entry, made.get(idOf(entry))))
  if (own.length === 0 || !areAsMade) return undefined
  // Without the text of the whole, which a file of another layout carries.
  const { kind, open, dangling } = disk.node
  return withNode(disk, { kind, open, entries: own, dangling })
}

function isValue({ node }: LayoutEntry): boolean {
  return node.kind === 'leaf'
}

/** Undefined where not both sides have an object, or an array; and where both added a sequence of their own. */
function mergeBelow(
  { base, disk, next }: Three<LayoutNode>,
  place: MergePlace,
  rules: NodeRules,
): Branch | undefined {
  if (!isBranch(disk) || !isBranch(next) || disk.kind !== next.kind) return undefined
  const before = isBranch(base) && base.kind === disk.kind ? base : undefined
  const branches = { base: before, disk, next }
  const members = keyMembers(branches, rules.memberKeys)
  if (before === undefined && areTwoSequences(members)) return undefined
  const merged = mergeLists(members, (versions, id) => {
    return mergeEntries(versions, [...place, id], rules)
  })
  const isSorted = disk.kind === 'object' && areSorted(disk) && areSorted(next)
  const entries = isSorted ? merged.toSorted(compareEntries) : merged
  const dangling = commentsOf(mapThree(branches, (branch) => branch.dangling))
  const isUnchanged =
    entries.length === disk.entries.length &&
    entries.every((entry, at) => entry === disk.entries[at]) &&
    dangling === disk.dangling
  if (isUnchanged) return disk
  const open = disk.entries.length === 0 ? next.open : disk.open
  return { kind: disk.kind, open, entries, dangling }
}

function isBranch(node: LayoutNode | undefined): node is Branch {
  return node !== undefined && node.kind !== 'leaf'
}

function nodeOf({ node }: LayoutEntry): LayoutNode {
  return node
}

function isSame(one: LayoutEntry | undefined, other: LayoutEntry | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  return one.node.kind === other.node.kind && meaningOf(one.node) === meaningOf(other.node)
}

/** A list of at least two names in order is one that its authors sort. */
function areSorted({ entries }: Branch): boolean {
  const [, second] = entries
  return (
    second !== undefined && entries.toSorted(compareEntries).every((e, at) => e === entries[at])
  )
}

function compareEntries(one: LayoutEntry, other: LayoutEntry): number {
  return compareNames(one.name ?? '', other.name ?? '')
}

function withNode(entry: LayoutEntry, node: LayoutNode): LayoutEntry {
  return entry.node === node ? entry : { ...entry, node }
}

/** The person's entry with the comments that only the template changed. */
function withComments(entry: LayoutEntry, versions: EntryVersions): LayoutEntry {
  const { disk, next } = versions
  if (!disk || !next) return entry
  const before = commentsOf(mapThree(versions, (version) => version.before))
  const after = commentsOf(mapThree(versions, (version) => version.after))
  if (before === disk.before && after === disk.after) return entry
  if (before === disk.before) return { ...entry, after }
  const gap = disk.before[0]?.lines ?? disk.lines
  return withGap({ ...entry, before, after, lines: next.lines }, gap)
}

/** The person's comments as they are, unless only the template changed them. */
function commentsOf(versions: Three<readonly Comment[]>): readonly Comment[] {
  const textOf = (comments: readonly Comment[] = []) => comments.map(({ text }) => text).join('\n')
  const isEqual = (one?: readonly Comment[], other?: readonly Comment[]) =>
    textOf(one) === textOf(other)
  if (isEqual(versions.disk, versions.next)) return versions.disk ?? []
  return versions[changedSide(versions, isEqual)] ?? []
}
