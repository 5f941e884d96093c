import { join } from 'node:path'
import fs from 'fs-extra'
import { Cancelled, codeOf } from '../errors/errors.ts'
import { signalOf } from '../io.ts'
import { type Change, foldersAbove, foldersOf, hashOf } from '../model/tree.ts'
import type { Plan } from '../plan/plan.ts'
import {
  emptiedFolders,
  type Journal,
  type JournalStep,
  repairsOf,
} from '../project/read-leftovers.ts'
import type { Stage } from '../project/stage.ts'
import { imagesAfter } from './keep-images.ts'
import { putBack, removeIfEmpty } from './put-back.ts'
import { assertUnchanged, isWithoutLinks, saveTouched } from './save-touched.ts'

/**
 * Brings the staged changes into a folder. Before the first file changes, every file that is replaced or
 * deleted is saved in the stage, and a journal lists what is about to happen. After a failure the folder
 * is as it was; after a kill the next run makes it so.
 */
export async function moveIn(
  dir: string,
  stage: Stage,
  { changes, images }: Pick<Plan, 'changes' | 'images'>,
  signal: AbortSignal,
): Promise<void> {
  await saveTouched(dir, stage, changes)
  const ordered = deletionsFirst(changes)
  const journal = { ...(await planMoves(dir, ordered)), images: imagesAfter(images) }
  await writeJournal(stage, journal)
  const missing = new Set(journal.folders)
  const done: JournalStep[] = []
  try {
    for (const change of ordered) {
      const stopped = signalOf(signal)
      if (stopped) throw new Cancelled(stopped)
      for (const folder of foldersAbove(change.path)) {
        if (!missing.has(folder)) continue
        await fs.mkdir(join(dir, folder))
        missing.delete(folder)
      }
      await move(change, dir, stage)
      done.push(stepOf(change))
    }
  } catch (error) {
    const folders = journal.folders.filter((folder) => !missing.has(folder))
    const repairs = await repairsOf(dir, stage, { steps: done, folders })
    await putBack(dir, { stages: [stage], repairs, folders })
    throw error
  }
  await fs.rename(stage.journal, stage.finished)
  for (const folder of emptiedFolders(journal).toReversed()) await removeIfEmpty(join(dir, folder))
}

/** A file may be created where another is deleted: under a name that differs in case, or as a folder. */
function deletionsFirst(changes: readonly Change[]): readonly Change[] {
  const deletions = changes.filter(({ kind }) => kind === 'delete')
  return [...deletions, ...changes.filter(({ kind }) => kind !== 'delete')]
}

async function planMoves(dir: string, changes: readonly Change[]): Promise<Journal> {
  const created = changes.filter(({ kind }) => kind === 'create').map(({ path }) => path)
  const deleted = new Set(changes.flatMap(({ kind, path }) => (kind === 'delete' ? [path] : [])))
  const missing = await Promise.all(
    foldersOf(created).map(async (folder) => {
      const isThere = !deleted.has(folder) && (await fs.pathExists(join(dir, folder)))
      return isThere ? [] : [folder]
    }),
  )
  return { steps: changes.map(stepOf), folders: missing.flat() }
}

function stepOf(change: Change): JournalStep {
  return {
    path: change.path,
    ...(change.kind === 'create' ? {} : { before: hashOf(change.before) }),
    ...(change.kind === 'delete' ? {} : { after: hashOf(change.after) }),
  }
}

/** Through a rename, so that a journal is whole or not there. */
async function writeJournal({ journal: path }: Stage, journal: Journal): Promise<void> {
  await fs.writeJson(`${path}.new`, journal)
  await fs.rename(`${path}.new`, path)
}

async function move(change: Change, dir: string, stage: Stage): Promise<void> {
  const path = join(dir, change.path)
  const staged = join(stage.files, change.path)
  if (change.kind === 'create') return place(staged, path)
  await assertUnchanged(path, change)
  await (change.kind === 'update' ? fs.rename(staged, path) : fs.unlink(path))
}

/** Puts a file where none is: both ways fail rather than replace one that appeared meanwhile. */
async function place(staged: string, path: string): Promise<void> {
  try {
    await fs.link(staged, path)
  } catch (error) {
    if (!isWithoutLinks(error) && codeOf(error) !== 'EXDEV') throw error
    await fs.copyFile(staged, path, fs.constants.COPYFILE_EXCL)
  }
}
