import { printCommand } from '../../model/command.ts'
import type { PackageManager } from '../../model/package-manager.ts'
import {
  type Change,
  hashOf,
  modeOf,
  type Tree,
  type TreeFile,
  treeAfter,
} from '../../model/tree.ts'
import type { Warning } from '../../model/warning.ts'
import type { Image, Images } from '../images.ts'
import { migrationCommand } from './migration-task.ts'
import { modelChanges } from './model-changes.ts'

export type Inverse = {
  readonly changes: readonly Change[]
  /** Files that changed again since, and stay as they are. */
  readonly left: readonly string[]
}

/**
 * The changes that take a command back.
 * @param project.blocked paths at which something else than a file is now.
 */
export function inverseOf(
  { files }: Images,
  { tree, blocked }: { readonly tree: Tree; readonly blocked: ReadonlySet<string> },
): Inverse {
  const all = files.map((image) => {
    const change = blocked.has(image.path) ? 'left' : inverse(image, tree)
    return { path: image.path, change }
  })
  return {
    changes: all.flatMap(({ change }) => (change === 'left' || change === 'done' ? [] : [change])),
    left: all.flatMap(({ path, change }) => (change === 'left' ? [path] : [])),
  }
}

/** The migrations that the command wrote. They stay, because the database of development has them already. */
export function migrationsLeft(
  changes: readonly Change[],
  uncommitted: ReadonlySet<string>,
  packageManager: PackageManager,
): readonly Warning[] {
  return modelChanges(changes, treeAfter(new Map(), changes)).flatMap(({ folder }) => {
    const left = [...uncommitted].flatMap((path) => {
      const [migration, of] = /^(.*\/|)prisma\/migrations\/[^/]+(?=\/)/.exec(path) ?? []
      return of === folder && migration !== undefined ? [migration] : []
    })
    const command = migrationCommand(packageManager, { name: 'take-back-update', folder })
    return [...new Set(left)].map((migration) => ({
      code: 'MIGRATION_LEFT',
      message: `${migration} stays, because the database of development has it already.`,
      fix: `To change the database back, run: ${printCommand(command)}`,
    }))
  })
}

/** The hashes of the files that the last command wrote, and of those that earlier ones did, by path. */
export function writtenBy(images: Images | undefined): ReadonlyMap<string, string> {
  const files = images?.files ?? []
  const last = files.flatMap(({ path, after }): [string, string][] => {
    return after === undefined ? [] : [[path, after]]
  })
  return new Map([...(images?.earlier ?? []), ...last])
}

function inverse(image: Image, disk: Tree): Change | 'left' | 'done' {
  const { path, before, isOfTasks } = image
  const file = disk.get(path)
  if (isEqual(before, file)) return 'done'
  if (!isOfTasks && !isAsWritten(image, file)) return 'left'
  if (before === undefined) return file ? { kind: 'delete', path, before: file } : 'done'
  return file
    ? { kind: 'update', path, before: file, after: before }
    : { kind: 'create', path, after: before }
}

function isEqual(one: TreeFile | undefined, other: TreeFile | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  return hashOf(one) === hashOf(other) && modeOf(one) === modeOf(other)
}

/** Whether nobody has changed a file since. Some disks keep no modes, so the mode of before counts too. */
function isAsWritten({ before, after, isExecutable }: Image, file: TreeFile | undefined): boolean {
  if (file === undefined) return after === undefined
  if (hashOf(file) !== after) return false
  const isNow = modeOf(file) === 0o755
  return before === undefined || isNow === isExecutable || isNow === (modeOf(before) === 0o755)
}
