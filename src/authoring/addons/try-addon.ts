import { diff } from '../../compose/diff.ts'
import { AppError } from '../../errors/errors.ts'
import type { ExitCode } from '../../errors/exit-codes.ts'
import { parseProblem } from '../../generators/assert-parses.ts'
import { type Fates, type MergeInput, mergedTree } from '../../merge/merge-trees.ts'
import type { AddonEntry } from '../../model/generated/addon.ts'
import type { InsertionOutcome } from '../../model/generated/insertion.ts'
import { isRecord, type Tree } from '../../model/tree.ts'
import { driftIn } from '../../plan/change/drift.ts'
import { conflictsIn } from '../../plan/change/plan-change.ts'
import { addonsAfter, changeAddons, recordedOwners } from '../../plan/tree/change-addons.ts'
import { bothWithEntries } from '../../plan/tree/with-entries.ts'
import type { Trial } from '../trial.ts'
import { type AddonCase, projectOf } from './addon-case.ts'

/** One trial of an add-on, with the template and the package that it was added to. */
export type AddonTrial = Trial & { readonly template: string; readonly into: string | undefined }

/** All trials of one add-on. */
export type AddonTest = {
  /** The path of the add-on in the project. */
  readonly place: string
  readonly trials: readonly AddonTrial[]
}

/** Merges the files of a project; git merges the texts. */
export type Merging = (input: MergeInput) => Promise<Fates>

/**
 * Adds an add-on to a project in memory, adds it again, and removes it. All that it adds must have a place and be readable,
 * the second time must change nothing, and in the end every byte must be as before.
 * @returns why it fails; undefined if it does not.
 */
export async function tryAddon(tried: AddonCase, merging: Merging): Promise<string | undefined> {
  const { ground, answers, addon, before } = tried
  const after = composedOr(() => projectOf(ground, answers, [addon]))
  if (after instanceof AppError) return after.message
  const [without, offered] = [before.files, after.addons]
  const change = changing(merging)
  const added = await change({
    ...{ disk: without, made: without, wanted: after.files },
    ...{ before: [], after: offered },
  })
  const refused = added.outcomes.find(({ outcome }) => ['unable', 'differs'].includes(outcome))
  if (refused) {
    return `${refused.file} was not changed. ${refused.why ?? 'It has the text in another form.'}`
  }
  const unreadable = unreadableIn(added.tree, without)
  if (unreadable !== undefined) return unreadable
  const recorded = offered.map(
    (entry): AddonEntry => ({ ...entry, insertions: made(entry, added) }),
  )
  const again = await change({
    ...{ disk: added.tree, made: after.files, wanted: after.files },
    ...{ before: recorded, after: addonsAfter(recorded, offered, offered) },
  })
  const changed = changedIn(added.tree, again.tree)
  if (changed.length > 0) return `The second time, it changes ${changed.join(', ')} again.`
  const drifted = [...again.drift].flatMap(([path, state]) => (state === 'as-made' ? [] : [path]))
  if (drifted.length > 0) {
    return `Once it is added, create-app check --strict reports ${drifted.join(', ')}.`
  }
  const removed = await change({
    ...{ disk: added.tree, made: after.files, wanted: without },
    ...{ before: recorded, after: [] },
  })
  const left = [...removed.conflicts, ...changedIn(without, removed.tree)]
  return left.length > 0 ? `Removed again, it leaves changes in ${left.join(', ')}.` : undefined
}

type TriedChange = {
  readonly disk: Tree
  /** What the record made, and what it would make now. */
  readonly made: Tree
  readonly wanted: Tree
  readonly before: readonly AddonEntry[]
  readonly after: readonly AddonEntry[]
}

/** A change of the add-ons of a project, as `add` and `remove` make it. */
function changing(merging: Merging) {
  return async ({ disk, made: old, wanted, before, after }: TriedChange) => {
    const owners = recordedOwners({ before: [], after: [] }, { before, after })
    const sides = bothWithEntries({ before: old, after: wanted }, owners, disk)
    const fates = await merging({ base: sides.made, disk, next: sides.wanted })
    const changed = changeAddons(mergedTree(disk, fates), { before, after, others: [] })
    return { ...changed, drift: driftIn(fates, disk), conflicts: conflictsIn(fates) }
  }
}

/** What was there already stays with the template. */
function made(
  { insertions }: AddonEntry,
  added: { readonly outcomes: readonly InsertionOutcome[] },
) {
  return insertions.filter((_, at) => added.outcomes[at]?.outcome === 'applied')
}

export function composedOr<Value>(compose: () => Value): Value | AppError {
  try {
    return compose()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

function unreadableIn(tree: Tree, before: Tree): string | undefined {
  for (const path of changedIn(before, tree)) {
    const content = tree.get(path)?.content
    const problem = typeof content === 'string' ? parseProblem(path, content) : undefined
    if (problem) return `${path}:${problem.line} cannot be parsed: ${problem.reason}`
  }
  return undefined
}

/** The files that differ. Values in a `.env` stay, and records are create-app's own. */
function changedIn(before: Tree, after: Tree): readonly string[] {
  return diff(before, after).flatMap(({ path }) => {
    const isSecret = before.get(path)?.secret ?? after.get(path)?.secret ?? false
    return isSecret || isRecord(path) ? [] : [path]
  })
}

/** A trial of a case that ran nothing. */
export function trialOf(
  { ground, answers, addon }: AddonCase,
  reason: string | undefined,
  { exitCode, ms }: { readonly exitCode: ExitCode; readonly ms: number },
): AddonTrial {
  return {
    ...{ template: ground.id, into: addon.place?.into, answers },
    ...(reason === undefined ? { status: 'ok' } : { status: 'failed', reason }),
    ...{ exitCode, ms, tasks: [] },
  }
}
