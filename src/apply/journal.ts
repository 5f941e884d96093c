import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import fs from 'fs-extra'
import { Cancelled } from '../errors.ts'
import { signalOf } from '../io.ts'
import { type Change, hashOf } from '../plan/tree.ts'

/** What a move is about to add, written before the first entry moves and removed after the last. */
type Journal = {
  readonly version: 1
  readonly files: readonly { readonly path: string; readonly sha256: string }[]
  /** Folders to be made, those above first. */
  readonly folders: readonly string[]
}

const journalName = 'journal.json'

/** Moves the staged files into the folder, entry by entry; on failure everything moved is undone. */
export async function moveIn(
  dir: string,
  stage: string,
  changes: readonly Change[],
  signal: AbortSignal,
): Promise<void> {
  const journal = await plannedMoves(dir, changes)
  await fs.writeJson(join(stage, journalName), journal)
  try {
    for (const folder of journal.folders) await fs.mkdir(join(dir, folder))
    for (const { path } of journal.files) {
      const stopped = signalOf(signal)
      if (stopped) throw new Cancelled(stopped)
      await place(join(stage, 'files', path), join(dir, path))
    }
  } catch (error) {
    await undo(dir, journal)
    throw error
  }
  await fs.remove(join(stage, journalName))
  await fs.remove(stage)
}

/**
 * Undoes a move that was killed in the middle, so that a folder is as it was before that run.
 * @returns how many files were taken back.
 */
export async function recover(dir: string): Promise<number> {
  if (!(await fs.pathExists(dir)) || !(await fs.stat(dir)).isDirectory()) return 0
  const entries = await fs.readdir(dir)
  let removed = 0
  for (const entry of entries.filter((name) => /^\.create-app-\w{6}$/.test(name))) {
    const stage = join(dir, entry)
    if (await fs.pathExists(join(stage, journalName))) {
      removed += await undo(dir, await fs.readJson(join(stage, journalName)))
    }
    await fs.remove(stage)
  }
  return removed
}

async function plannedMoves(dir: string, changes: readonly Change[]): Promise<Journal> {
  const files = changes.flatMap((change) =>
    change.kind === 'create' ? [{ path: change.path, sha256: hashOf(change.after) }] : [],
  )
  const folders = new Set(files.flatMap(({ path }) => foldersAbove(path)))
  const missing = await Promise.all(
    [...folders].map(async (folder) => ((await fs.pathExists(join(dir, folder))) ? [] : [folder])),
  )
  return { version: 1, files, folders: missing.flat().sort() }
}

function foldersAbove(path: string): readonly string[] {
  const above = dirname(path)
  return above === '.' ? [] : [...foldersAbove(above), above]
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

/** Takes back the files that are still exactly ours, and the folders that are empty then. */
async function undo(dir: string, journal: Journal): Promise<number> {
  let removed = 0
  for (const { path, sha256 } of journal.files) {
    if ((await hashAt(join(dir, path))) !== sha256) continue
    await fs.unlink(join(dir, path))
    removed += 1
  }
  for (const folder of [...journal.folders].reverse()) await removeIfEmpty(join(dir, folder))
  return removed
}

async function hashAt(path: string): Promise<string | undefined> {
  if (!(await fs.pathExists(path))) return undefined
  return createHash('sha256')
    .update(await fs.readFile(path))
    .digest('hex')
}

/** Removes a folder of ours unless somebody has put something into it. */
export async function removeIfEmpty(folder: string): Promise<void> {
  if (!(await fs.pathExists(folder))) return
  if ((await fs.readdir(folder)).length === 0) await fs.rmdir(folder)
}
