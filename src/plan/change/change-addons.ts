import { type AddonEntry, addonPath, printAddon } from '../../model/generated/addon.ts'
import type { Insertion, InsertionOutcome } from '../../model/generated/insertion.ts'
import type { Tree } from '../../model/tree.ts'
import { insertionChanges, keysOf, withInsertions } from '../tree/change-insertions.ts'

/** The add-ons of a project before and after a change, and what else adds to its files. */
export type AddonChange = {
  readonly before: readonly AddonEntry[]
  /** With everything that they would add to files of the project. */
  readonly after: readonly AddonEntry[]
  /** The insertions of generated things. What they have as well stays. */
  readonly others: readonly Insertion[]
}

export type ChangedAddons = { readonly tree: Tree; readonly outcomes: readonly InsertionOutcome[] }

/** The add-ons that a project had before and has after a change, as they are after it. */
export function sharedAddons({ before, after }: Pick<AddonChange, 'before' | 'after'>) {
  return after.filter((entry) => isAmong(before, entry))
}

/** Adds what new add-ons add to files, takes out what dropped ones had added, and records both. */
export function changeAddons(tree: Tree, change: AddonChange): ChangedAddons {
  const { before, after, others } = change
  const dropped = before.filter((entry) => !isAmong(after, entry))
  const added = after.filter((entry) => !isAmong(before, entry))
  const shared = [...others, ...sharedAddons(change).flatMap(({ insertions }) => insertions)]
  const [gone, come] = [dropped, added].map((some) => some.flatMap((one) => one.insertions))
  const changed = withInsertions(tree, insertionChanges(gone ?? [], come ?? [], keysOf(shared)))
  const all = new Map(changed.tree)
  for (const entry of dropped) all.delete(addonPath(entry))
  const made = keysOf(shared)
  const isMade = (insertion: Insertion) => {
    // Those that come are after those that go.
    const index = (come ?? []).indexOf(insertion) - (come ?? []).length
    return changed.outcomes.at(index)?.outcome === 'applied' || made.has(JSON.stringify(insertion))
  }
  for (const entry of after) {
    // What was there already was the person's, and what could not be added is not taken out again.
    const isNew = added.includes(entry)
    const insertions = isNew ? entry.insertions.filter(isMade) : entry.insertions
    all.set(addonPath(entry), { content: printAddon({ ...entry, insertions }) })
  }
  return { tree: all, outcomes: changed.outcomes }
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
    return { ...entry, insertions: entry.insertions.filter((one) => isLeft(JSON.stringify(one))) }
  })
}

/** The files that add-ons add to, and their records. */
export function touchedBy(entries: readonly AddonEntry[]): readonly string[] {
  return entries.flatMap((entry) => [addonPath(entry), ...entry.insertions.map(({ file }) => file)])
}

function isAmong(entries: readonly AddonEntry[], entry: AddonEntry): boolean {
  return entries.some((one) => addonPath(one) === addonPath(entry))
}
