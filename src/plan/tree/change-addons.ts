import {
  type AddonEntry,
  addonPath,
  inLayingOrder,
  printAddon,
} from '../../model/generated/addon.ts'
import type { Insertion, InsertionOutcome } from '../../model/generated/insertion.ts'
import type { Tree, TreeFile } from '../../model/tree.ts'
import { insertionChanges, keyOf, keysOf, withInsertions } from './change-insertions.ts'
import { insertedInstead, insertionsOf, type RecordedOwners } from './with-entries.ts'

/** The add-ons of a project before and after a change, and what else adds to its files. */
export type AddonChange = {
  readonly before: readonly AddonEntry[]
  /** With everything that they would add to files of the project. */
  readonly after: readonly AddonEntry[]
  /** The insertions of generated things. What they have as well stays. */
  readonly others: readonly Insertion[]
  /** Files that the person moved: the path in the record, and the one on disk. */
  readonly moved?: ReadonlyMap<string, string>
}

export type ChangedAddons = { readonly tree: Tree; readonly outcomes: readonly InsertionOutcome[] }

/**
 * What adds to the two sides of a change. What comes or goes with an add-on, or with an answer to one, is no difference of
 * them: their merge is changed by it.
 */
export function recordedOwners(
  entries: RecordedOwners,
  { before, after }: Pick<AddonChange, 'before' | 'after'>,
): RecordedOwners {
  return {
    before: [...entries.before, ...staying(before, after)],
    after: [...entries.after, ...staying(after, before)],
  }
}

/** The add-ons on one side of a change with what they do not add on that side alone. */
function staying(
  entries: readonly AddonEntry[],
  others: readonly AddonEntry[],
): readonly AddonEntry[] {
  return entries.map((entry) => {
    const own = keysOf(onlyOf(entry, others))
    return { ...entry, insertions: entry.insertions.filter((one) => !own.has(keyOf(one))) }
  })
}

/** What an add-on adds on one side of a change alone. A newer state of it changes what is there, as an update does. */
function onlyOf(entry: AddonEntry, others: readonly AddonEntry[]): readonly Insertion[] {
  const other = others.find((one) => addonPath(one) === addonPath(entry))
  if (other === undefined) return entry.insertions
  if (other.treeHash !== entry.treeHash) return []
  const shared = keysOf(other.insertions)
  return entry.insertions.filter((one) => !shared.has(keyOf(one)))
}

/** Adds what new add-ons add to files, takes out what dropped ones had added, and records both. */
export function changeAddons(tree: Tree, change: AddonChange): ChangedAddons {
  const { before, after, others, moved = new Map<string, string>() } = change
  const dropped = before.filter((entry) => !isAmong(after, entry))
  const shared = [...others, ...staying(after, before).flatMap(({ insertions }) => insertions)]
  const gone = before.flatMap((entry) => onlyOf(entry, after))
  const come = after.flatMap((entry) => onlyOf(entry, before))
  const changes = insertionChanges(gone, come, keysOf(shared)).map(({ insertion, isNew }) => {
    return { insertion: onDisk(insertion, moved), isNew }
  })
  const changed = withInsertions(tree, changes)
  // Those that come are after those that go.
  const start = changed.outcomes.length - come.length
  const applied = come.filter((_, at) => changed.outcomes[start + at]?.outcome === 'applied')
  // Two of them may add the same.
  const made = keysOf([...shared, ...applied])
  const coming = keysOf(come)
  const recorded = after.map((entry): AddonEntry => {
    // What was there already was the person's, and what could not be added is not taken out again.
    const isMade = (key: string) => made.has(key) || !coming.has(key)
    return { ...entry, insertions: entry.insertions.filter((one) => isMade(keyOf(one))) }
  })
  const all = new Map([
    ...changed.tree,
    ...inOrder(tree, changed, { before, after: recorded, moved, touched: [...gone, ...come] }),
  ])
  for (const entry of dropped) all.delete(addonPath(entry))
  for (const entry of recorded) all.set(addonPath(entry), { content: printAddon(entry) })
  return { tree: all, outcomes: changed.outcomes }
}

/**
 * The files to which add-ons add now as if they had been added in the order of their ids, so that the order in which they
 * were does not matter. Where a person arranged what they added, it stays as it is.
 */
function inOrder(
  tree: Tree,
  { outcomes }: ChangedAddons,
  { before, after, moved, touched: changing }: Arranging,
): Tree {
  const [old, now] = [before, after].map((some) => {
    return insertionsOf(inLayingOrder(some)).map((one) => onDisk(one, moved))
  })
  const touched = new Set(changing.map((one) => onDisk(one, moved).file))
  const arranged = [...touched].flatMap((path): [string, TreeFile][] => {
    const file = tree.get(path)
    const isDone = outcomes.every((one) => one.file !== path || isThere(one))
    if (typeof file?.content !== 'string' || !isDone) return []
    const [gone = [], come = []] = [old, now].map((all) => all?.filter((one) => one.file === path))
    const content = insertedInstead(file.content, gone, come)
    return content === undefined ? [] : [[path, { ...file, content }]]
  })
  return new Map(arranged)
}

type Arranging = Required<Omit<AddonChange, 'others'>> & {
  /** What comes or goes with an add-on, also where another one adds the same. */
  readonly touched: readonly Insertion[]
}

/** An insertion into a file where the person has it. */
function onDisk(insertion: Insertion, moved: ReadonlyMap<string, string>): Insertion {
  return { ...insertion, file: moved.get(insertion.file) ?? insertion.file }
}

function isThere({ outcome }: InsertionOutcome): boolean {
  return outcome === 'applied' || outcome === 'already'
}

/**
 * The add-ons as they are to be. What one of them could not add before, because it had no place or a person had it already,
 * is not tried again.
 * @param offered the add-ons as they were added, with all that they would have added.
 */
export function addonsAfter(
  before: readonly AddonEntry[],
  offered: readonly AddonEntry[],
  next: readonly AddonEntry[],
): readonly AddonEntry[] {
  return next.map((entry) => {
    const [own, old] = [before, offered].map((some) => {
      const found = some.find((one) => addonPath(one) === addonPath(entry))
      return found && keysOf(found.insertions)
    })
    if (own === undefined) return entry
    const isLeft = (key: string) => own.has(key) || !old?.has(key)
    return { ...entry, insertions: entry.insertions.filter((one) => isLeft(keyOf(one))) }
  })
}

/** The files that add-ons add to, and their records. */
export function touchedBy(entries: readonly AddonEntry[]): readonly string[] {
  return entries.flatMap((entry) => [addonPath(entry), ...entry.insertions.map(({ file }) => file)])
}

function isAmong(entries: readonly AddonEntry[], entry: AddonEntry): boolean {
  return entries.some((one) => addonPath(one) === addonPath(entry))
}
