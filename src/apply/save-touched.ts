import { dirname, join } from 'node:path'
import fs from 'fs-extra'
import { codeOf, errors } from '../errors/errors.ts'
import { type Change, modeOf, type TreeFile } from '../model/tree.ts'
import type { Stage } from '../project/stage.ts'

/** A change of a file that is there. */
type Touching = Exclude<Change, { readonly kind: 'create' }>

/**
 * Saves in the stage every file that is going to be replaced or deleted.
 * @throws AppError when one is not as the plan knows it.
 */
export async function saveTouched(
  dir: string,
  stage: Stage,
  changes: readonly Change[],
): Promise<void> {
  for (const change of changes) {
    if (change.kind === 'create') continue
    const saved = join(stage.saved, change.path)
    await assertUnchanged(join(dir, change.path), change)
    await fs.ensureDir(dirname(saved))
    await save(join(dir, change.path), saved)
    // What was saved is what comes back, so it is the one that has to be right.
    await assertUnchanged(saved, change)
    if (change.kind === 'update')
      await keepPermissions(saved, join(stage.files, change.path), change)
  }
}

/**
 * Permissions are not compared: an update that does not change them keeps the person's, and some disks
 * do not store them.
 * @throws AppError when a file is not, byte for byte, as the plan knows it.
 */
export async function assertUnchanged(
  path: string,
  { path: named, before }: Touching,
): Promise<void> {
  if (!(await isAs(path, before))) throw errors.fileChanged(named)
}

async function isAs(path: string, before: TreeFile): Promise<boolean> {
  try {
    if (!(await fs.lstat(path)).isFile()) return false
    return (await fs.readFile(path)).equals(Buffer.from(before.content))
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return false
    throw error
  }
}

/** A link keeps the very file, costs no space, and needs the stage to be on the same disk. */
async function save(path: string, saved: string): Promise<void> {
  try {
    await fs.link(path, saved)
  } catch (error) {
    if (!isWithoutLinks(error)) throw error
    await fs.copyFile(path, saved, fs.constants.COPYFILE_EXCL)
  }
}

/** The person may have given the file other permissions, which a change of its content keeps. */
async function keepPermissions(
  saved: string,
  staged: string,
  { before, after }: Extract<Change, { readonly kind: 'update' }>,
): Promise<void> {
  if (modeOf(before) !== modeOf(after)) return
  await fs.chmod(staged, (await fs.stat(saved)).mode & 0o777)
}

/** Some file systems have no hard links, or not for this file. */
export function isWithoutLinks(error: unknown): boolean {
  return ['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes(codeOf(error))
}
