import {
  type Branch,
  type LayoutEntry,
  type LayoutNode,
  meaningOf,
} from '../../edits/layout/layout.ts'
import { keyOf, valueAt } from '../../edits/layout/merge-nodes.ts'
import { type KeyedList, keyedList, numberedId } from '../three/merge-lists.ts'
import type { Three } from '../three/three.ts'

type Entries = KeyedList<LayoutEntry>

/** The members of three arrays or objects, each with an id that is the same on all sides. */
export function keyMembers(
  branches: Three<Branch>,
  memberKeys: readonly string[],
): Record<keyof Three<Entries>, Entries> {
  const keyOfEntry = (entry: LayoutEntry) => keyOfMember(entry, memberKeys)
  const base = keyedList(branches.base?.entries ?? [], keyOfEntry)
  const keySide = (branch: Branch | undefined) =>
    pairEdited(base, keyLike(base, branch?.entries ?? [], keyOfEntry))
  return { base, disk: keySide(branches.disk), next: keySide(branches.next) }
}

/** Of several members with one key, those that are as before have their ids of before; the others get the rest. */
function keyLike(
  base: Entries,
  entries: readonly LayoutEntry[],
  keyOfEntry: (entry: LayoutEntry) => string,
): Entries {
  const taken = new Set<string>()
  const known = entries.map((entry) => {
    const id = idOfBefore(base, { entry, key: keyOfEntry(entry), taken })
    if (id !== undefined) taken.add(id)
    return id
  })
  return new Map(
    entries.map((entry, at) => {
      const id = known[at] ?? freeId(keyOfEntry(entry), taken)
      taken.add(id)
      return [id, entry]
    }),
  )
}

function idOfBefore(
  base: Entries,
  { entry, key, taken }: { entry: LayoutEntry; key: string; taken: ReadonlySet<string> },
): string | undefined {
  for (let count = 1; ; count += 1) {
    const id = numberedId(key, count)
    const before = base.get(id)
    if (before === undefined) return undefined
    if (!taken.has(id) && meaningOf(before.node) === meaningOf(entry.node)) return id
  }
}

function freeId(key: string, taken: ReadonlySet<string>): string {
  let count = 1
  while (taken.has(numberedId(key, count))) count += 1
  return numberedId(key, count)
}

/** Where members without a key were edited and none was added, the n-th edited one is the n-th one of before. */
function pairEdited(base: Entries, side: Entries): Entries {
  const onlyIn = (one: Entries, other: Entries) =>
    [...one].flatMap(([id, entry]) => (other.has(id) || !isKeyless(id, entry) ? [] : [id]))
  const [before, after] = [onlyIn(base, side), onlyIn(side, base)]
  if (before.length !== after.length) return side
  return new Map([...side].map(([id, entry]) => [before[after.indexOf(id)] ?? id, entry]))
}

/**
 * Whether both sides have members of their own that nothing but their content tells apart, as the steps of a job: nobody
 * knows how two such lists follow each other.
 */
export function areTwoSequences({ disk, next }: Three<Entries>): boolean {
  const hasOwn = (side: Entries = none, other: Entries = none) =>
    [...side].some(([id, entry]) => isKeyless(id, entry) && !other.has(id))
  return hasOwn(disk, next) && hasOwn(next, disk)
}

const none: Entries = new Map()

const byMeaning = 'means '

function isKeyless(id: string, { node }: LayoutEntry): boolean {
  return id.startsWith(byMeaning) && node.kind !== 'leaf'
}

function keyOfMember({ name, node }: LayoutEntry, memberKeys: readonly string[]): string {
  return name ?? keyOf(node, { memberKeys }) ?? actionOf(node) ?? byMeaning + meaningOf(node)
}

/** A step of a workflow that has no name is known by its action, whatever the version. */
function actionOf(node: LayoutNode): string | undefined {
  const uses = valueAt(node, 'uses')
  return uses && `uses ${uses.split('@')[0]}`
}
