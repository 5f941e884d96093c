import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import fs from 'fs-extra'
import { Cancelled } from '../errors/errors.ts'
import { signalOf } from '../io.ts'
import { isInside } from '../model/paths.ts'
import { type Change, foldersOf, hashOf } from '../model/tree.ts'
import { abandonedStages, type Stage } from './stage.ts'

/** What a move is about to add, written before the first entry moves. */
type Journal = {
  readonly files: readonly { readonly path: string; readonly sha256: string }[]
  /** Folders to be made, those above first. */
  readonly folders: readonly string[]
}

const journalName = 'journal.json'

/** Moves the staged files into the folder, entry by entry; on failure what was moved is taken back. */
export async function moveIn(
  dir: string,
  stage: Stage,
  changes: readonly Change[],
  signal: AbortSignal,
): Promise<void> {
  const journal = await plannedMoves(dir, changes)
  await writeJournal(stage, journal)
  const made: string[] = []
  const placed: string[] = []
  try {
    for (const folder of journal.folders) {
      await fs.mkdir(join(dir, folder))
      made.push(folder)
    }
    for (const { path } of journal.files) {
      const stopped = signalOf(signal)
      if (stopped) throw new Cancelled(stopped)
      await place(join(stage.files, path), join(dir, path))
      placed.push(path)
    }
  } catch (error) {
    for (const path of placed) await fs.remove(join(dir, path))
    await removeEmpty(dir, made)
    throw error
  }
  await fs.remove(join(stage.dir, journalName))
}

/**
 * Undoes what a killed run left of a target: its stage, and files that it had moved already.
 * @returns whether there was anything.
 */
export async function recover(target: string): Promise<boolean> {
  const beside = await abandonedStages(dirname(target), target)
  const inside = await abandonedStages(target, target)
  for (const stage of inside) await undo(target, stage)
  for (const { dir } of [...beside, ...inside]) await fs.remove(dir)
  return beside.length + inside.length > 0
}

/** By way of a rename, so that a journal is whole or not there. */
async function writeJournal(stage: Stage, journal: Journal): Promise<void> {
  const path = join(stage.dir, journalName)
  await fs.writeJson(`${path}.new`, journal)
  await fs.rename(`${path}.new`, path)
}

async function plannedMoves(dir: string, changes: readonly Change[]): Promise<Journal> {
  const files = changes.flatMap((change) =>
    change.kind === 'create' ? [{ path: change.path, sha256: hashOf(change.after) }] : [],
  )
  const folders = foldersOf(files.map(({ path }) => path))
  const missing = await Promise.all(
    folders.map(async (folder) => ((await fs.pathExists(join(dir, folder))) ? [] : [folder])),
  )
  return { files, folders: missing.flat() }
}

/** Puts a file where none is: both ways fail rather than replace one that appeared meanwhile. */
async function place(staged: string, path: string): Promise<void> {
  try {
    await fs.link(staged, path)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    // Some file systems have no hard links.
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EXDEV', 'EMLINK'].includes(code)) throw error
    await fs.copyFile(staged, path, fs.constants.COPYFILE_EXCL)
  }
}

/** Takes back the files that are still ours, and the folders that are empty then. */
async function undo(dir: string, stage: Stage): Promise<void> {
  const path = join(stage.dir, journalName)
  if (!(await fs.pathExists(path))) return
  const journal: Journal = await fs.readJson(path)
  for (const file of journal.files.filter(({ path }) => isInside(path))) {
    const placed = join(dir, file.path)
    if (await isOurs(placed, file.sha256, join(stage.files, file.path))) await fs.unlink(placed)
  }
  await removeEmpty(dir, journal.folders.filter(isInside))
}

/** Whether a file is what we placed, or the beginning of it: a copy may have been cut short. */
async function isOurs(path: string, sha256: string, staged: string): Promise<boolean> {
  if (!(await fs.pathExists(path))) return false
  const content = await fs.readFile(path)
  if (createHash('sha256').update(content).digest('hex') === sha256) return true
  if (!(await fs.pathExists(staged))) return false
  return (await fs.readFile(staged)).subarray(0, content.length).equals(content)
}

/** Removes folders of ours, the deepest first, unless somebody has put something into them. */
async function removeEmpty(dir: string, folders: readonly string[]): Promise<void> {
  for (const folder of folders.toReversed()) await removeIfEmpty(join(dir, folder))
}

export async function removeIfEmpty(folder: string): Promise<void> {
  if (!(await fs.pathExists(folder))) return
  if ((await fs.readdir(folder)).length === 0) await fs.rmdir(folder)
}
