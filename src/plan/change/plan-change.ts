import { diff } from '../../compose/diff.ts'
import type { Fate } from '../../merge/fate.ts'
import { type Fates, mergedTree } from '../../merge/merge-trees.ts'
import { type FoundRecord, printRecord, recordPath, renewRecord } from '../../model/record.ts'
import { type Change, isRecord, type Tree, type TreeFile, treeAfter } from '../../model/tree.ts'
import { type Plan, treeOf } from '../plan.ts'
import type { Target } from '../target.ts'
import { type AddonChange, changeAddons } from '../tree/change-addons.ts'

export type ChangeInput = {
  readonly command: Plan['command']
  readonly target: Target
  /** The project's files as they are. */
  readonly disk: Tree
  /** The same with every file where the newer template has it; see `followRenames`. */
  readonly followed?: Tree
  /** What becomes of each file. */
  readonly fates: Fates
  /** The records of generated things that change. */
  readonly records?: Tree
  readonly addons?: AddonChange
  /** The plan that would create the project as it is to be. */
  readonly to: Plan
}

/**
 * Plans what makes a project as another plan would create it, keeping what its people changed. Its tasks are planned
 * apart. Pure.
 */
export function planChange(change: ChangeInput): Plan {
  const { command, target, disk, followed, fates, records = new Map(), addons = none, to } = change
  const files = mergedTree(followed ?? disk, fates)
  const added = changeAddons(files, addons)
  const merged = new Map([...added.tree, ...records])
  const record = newRecord(disk, treeOf(to))
  if (record) merged.set(recordPath, record)
  return {
    ...to,
    command,
    target,
    changes: diff(disk, merged),
    kept: pathsOf(fates, (fate) => fate.kind === 'kept'),
    fates,
    ...(added.outcomes.length > 0 && { insertions: added.outcomes }),
    ...{ tasks: [], warnings: [], nextSteps: [] },
  }
}

const none: AddonChange = { before: [], after: [], others: [] }

/** The paths where a person has to choose, or where what they edited was dropped. */
export function conflictsIn(fates: Fates): readonly string[] {
  return pathsOf(fates, isConflict)
}

export function isConflict(fate: Fate): boolean {
  return fate.kind === 'conflict' || (fate.kind === 'kept' && fate.reason === 'dropped-but-edited')
}

/** The fates where the person's file stays in every conflict, without markers. */
export function keepingConflicts(fates: Fates): Fates {
  return new Map(
    [...fates].map(([path, fate]): [string, Fate] => {
      return [path, fate.kind === 'conflict' ? { kind: 'kept', reason: 'in-conflict' } : fate]
    }),
  )
}

/** The files of a project once a plan is carried out, with those in conflict as they are before: markers cannot be read. */
export function readableAfter(disk: Tree, { changes, fates = new Map() }: Plan): Tree {
  const after = new Map(treeAfter(disk, changes))
  for (const path of pathsOf(fates, ({ kind }) => kind === 'conflict')) {
    const file = disk.get(path)
    if (file) after.set(path, file)
    else after.delete(path)
  }
  return after
}

/** The project's files as its template made them, once a change is made; those that stayed are as before. */
export function madeAfter(before: Tree, { fates, kept }: Plan, to: Tree): Tree {
  const tree = new Map(to)
  for (const path of fates ? kept : []) {
    const old = before.get(path)
    if (old) tree.set(path, old)
    else tree.delete(path)
  }
  return tree
}

/** The same plan with all that an older record of the project has and this version does not know. */
export function withUnknownOf(found: FoundRecord, plan: Plan): Plan {
  const content = printRecord(renewRecord(found, plan.record))
  const changes = plan.changes.map((change): Change => {
    const isOfProject = change.path === recordPath && change.kind !== 'delete'
    return isOfProject ? { ...change, after: { ...change.after, content } } : change
  })
  return { ...plan, changes }
}

/** Undefined where the record of the project says the same, in whatever layout. */
function newRecord(disk: Tree, next: Tree): TreeFile | undefined {
  const [old, now] = [disk.get(recordPath), next.get(recordPath)]
  if (old === undefined || now === undefined) return now
  return meaningOf(old) === meaningOf(now) ? undefined : { ...old, content: now.content }
}

function meaningOf({ content }: TreeFile): string {
  try {
    return JSON.stringify(JSON.parse(String(content)))
  } catch {
    return String(content)
  }
}

function pathsOf(fates: Fates, isWanted: (fate: Fate) => boolean): readonly string[] {
  return [...fates].flatMap(([path, fate]) => (!isRecord(path) && isWanted(fate) ? [path] : []))
}
