import { errors } from '../../errors/errors.ts'
import type { Fate } from '../../merge/fate.ts'
import type { Fates } from '../../merge/merge-trees.ts'
import { isSameFile } from '../../merge/same-file.ts'
import { lockfileOwners, type PackageManagerName } from '../../model/package-manager.ts'
import { hashOf, type Tree, type TreeFile } from '../../model/tree.ts'
import type { Plan } from '../plan.ts'

/** The lockfiles of another package manager go, because two lockfiles contradict each other. */
export function withoutLockfilesOf(
  before: PackageManagerName,
  after: PackageManagerName,
  { disk, fates }: { disk: Tree; fates: Fates },
): Fates {
  if (before === after) return fates
  const old = Object.entries(lockfileOwners).flatMap(([path, owner]): [string, Fate][] => {
    const isOld = owner === before && disk.has(path)
    return isOld ? [[path, { kind: 'outside', reason: 'lockfile', file: undefined }]] : []
  })
  return new Map([...fates, ...old])
}

/**
 * The fates where some files become again as the template makes them.
 * @param paths files or folders of the template, from the folder of the project.
 * @throws AppError for a path that the template does not make, or where something else than a file is.
 */
export function restoring(
  paths: readonly string[],
  { disk, next, fates }: { disk: Tree; next: Tree; fates: Fates },
): Fates {
  const isBlocked = (path: string) => {
    const fate = fates.get(path)
    const isOther =
      fate && 'reason' in fate && ['no-file', 'only-you-changed'].includes(fate.reason)
    return isOther && !disk.has(path)
  }
  const restored = paths.flatMap((typed): [string, Fate][] => {
    const path = typed.replace(/^\.\//, '').replace(/\/+$/, '')
    const files = [...next].filter(([made, { secret }]) => {
      return !secret && (made === path || made.startsWith(`${path}/`))
    })
    if (files.length === 0) throw errors.notMade(typed)
    const blocked = files.find(([made]) => isBlocked(made))
    if (blocked) throw errors.notRestored(blocked[0])
    return files.map(([made, file]) => [made, restoredFate(file, disk.get(made))])
  })
  return new Map([...fates, ...restored])
}

function restoredFate(made: TreeFile, onDisk: TreeFile | undefined): Fate {
  if (onDisk && isSameFile(made, onDisk)) return { kind: 'unchanged', reason: 'same' }
  return { kind: 'taken', reason: onDisk ? 'changed' : 'added', file: made }
}

type Uncommitted = {
  /** Paths that differ from the last commit. */
  readonly uncommitted: ReadonlySet<string>
  readonly disk: Tree
  /** What the record made. */
  readonly made: Tree
  /** The hashes of the files that the last command wrote. */
  readonly written: ReadonlyMap<string, string>
}

/** The uncommitted files that a plan would change. What create-app wrote itself can be made again, so it counts as committed. */
export function atRisk(
  { changes }: Pick<Plan, 'changes'>,
  { uncommitted, disk, made, written }: Uncommitted,
): readonly string[] {
  return changes.flatMap(({ path }) => {
    const file = disk.get(path)
    if (file === undefined || !uncommitted.has(path)) return []
    const before = made.get(path)
    const isOurs = before !== undefined && isSameFile(before, file)
    return isOurs || written.get(path) === hashOf(file) ? [] : [path]
  })
}
