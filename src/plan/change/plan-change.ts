import { diff } from '../../compose/diff.ts'
import { isLockfile } from '../../model/package-manager.ts'
import { type FoundRecord, printRecord, recordPath, renewRecord } from '../../model/record.ts'
import { type Change, hashOf, type Tree, type TreeFile } from '../../model/tree.ts'
import { type Plan, treeOf } from '../plan.ts'
import type { Target } from '../target.ts'

export type ChangeInput = {
  readonly target: Target
  /** The project's files as they were last written. */
  readonly from: Tree
  /** The plan that would create the project as it is to be now. */
  readonly to: Plan
  /** The files that are in the project now, at the paths of `from` and `to`. */
  readonly disk: Tree
}

/**
 * Plans what makes a project as another plan would create it. A file that somebody else changed since it
 * was last written stays as it is, and is listed under `kept`; a lockfile, which an install changes, is not listed. Pure.
 */
export function planChange({ target, from, to, disk }: ChangeInput): Plan {
  const differences = diff(from, treeOf(to)).filter(({ path }) => {
    // Where an install has changed it, it is the project's own.
    return !(isLockfile(path) && isChanged(disk.get(path), from.get(path)))
  })
  const wanted = differences.map((change) => {
    return { path: change.path, planned: plannedOn(disk.get(change.path), change) }
  })
  return {
    ...to,
    command: 'template',
    target,
    changes: wanted.flatMap(({ planned }) => (typeof planned === 'string' ? [] : [planned])),
    kept: wanted.flatMap(({ path, planned }) => (planned === 'edited' ? [path] : [])),
    ...{ tasks: [], warnings: [], nextSteps: [] },
  }
}

function isChanged(file: TreeFile | undefined, before: TreeFile | undefined): boolean {
  return file !== undefined && (before === undefined || hashOf(file) !== hashOf(before))
}

/** The project's files as they were last written, once a change that was planned is applied. */
export function treeAfter({ from, to }: ChangeInput, { kept }: Plan): Tree {
  const tree = new Map(treeOf(to))
  for (const path of kept) {
    const old = from.get(path)
    if (old) tree.set(path, old)
    else tree.delete(path)
  }
  return tree
}

/** The same plan with all that an older record of the project has and this version does not know. */
export function withUnknownOf(found: FoundRecord, plan: Plan): Plan {
  const content = printRecord(renewRecord(found, plan.record))
  const changes = plan.changes.map((change): Change => {
    const isRecord = change.path === recordPath && change.kind !== 'delete'
    return isRecord ? { ...change, after: { ...change.after, content } } : change
  })
  return { ...plan, changes }
}

function plannedOn(file: TreeFile | undefined, change: Change): Change | 'done' | 'edited' {
  const { kind, path } = change
  if (file === undefined) {
    return kind === 'delete' ? 'done' : { kind: 'create', path, after: change.after }
  }
  const hash = hashOf(file)
  if (kind !== 'create' && hash === hashOf(change.before)) return change
  return kind !== 'delete' && hash === hashOf(change.after) ? 'done' : 'edited'
}
