import {
  type Branch,
  type LayoutEntry,
  type LayoutNode,
  meaningOf,
} from '../../edits/layout/layout.ts'
import { keyOf, valueAt } from '../../edits/layout/merge-nodes.ts'
import { type KeyedList, keyedList } from '../three/merge-lists.ts'
import { mapThree, type Three } from '../three/three.ts'

type Entries = KeyedList<LayoutEntry>

/** The members of three arrays or objects, each with an id that is the same on all sides. */
export function keyMembers(
  branches: Three<Branch>,
  memberKeys: readonly string[],
): Record<keyof Three<Entries>, Entries> {
  const none: Entries = new Map()
  const keyed = mapThree(branches, ({ entries }) => {
    return keyedList(entries, (entry) => keyOfMember(entry, memberKeys))
  })
  const base = keyed.base ?? none
  return {
    base,
    disk: pairEdited(base, keyed.disk ?? none),
    next: pairEdited(base, keyed.next ?? none),
  }
}

/** Where members without a key were edited and none was added, the n-th edited one is the n-th one of before. */
function pairEdited(base: Entries, side: Entries): Entries {
  const onlyIn = (one: Entries, other: Entries) =>
    [...one].flatMap(([id, entry]) => (other.has(id) || !isKeyless(id, entry) ? [] : [id]))
  const [before, after] = [onlyIn(base, side), onlyIn(side, base)]
  if (before.length !== after.length) return side
  return new Map([...side].map(([id, entry]) => [before[after.indexOf(id)] ?? id, entry]))
}

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
