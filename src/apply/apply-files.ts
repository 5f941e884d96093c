import { dirname, join } from 'node:path'
import fs from 'fs-extra'
import { AppError, Cancelled, codeOf, errors, messageOf } from '../errors/errors.ts'
import { signalOf } from '../io.ts'
import { type Change, foldersOf, modeOf } from '../model/tree.ts'
import type { TaskResult } from '../plan/event.ts'
import type { Plan } from '../plan/plan.ts'
import { assertSafe } from './assert-safe.ts'
import { moveIn, removeIfEmpty } from './journal.ts'
import { openStage, type Stage } from './stage.ts'

type Placing = Pick<Plan, 'target' | 'changes'>

/**
 * Puts a plan's files in place, all or nothing: a missing target by writing a hidden sibling and
 * renaming it, an existing one entry by entry under a journal. Until the move the disk is as it was.
 */
export async function applyFiles(plan: Placing, signal: AbortSignal): Promise<void> {
  await assertSafe(plan)
  try {
    await (plan.target.state === 'missing' ? createTarget : fillTarget)(plan, signal)
  } catch (cause) {
    if (cause instanceof Cancelled || cause instanceof AppError) throw cause
    throw errors.writeFailed(plan.target.shown, messageOf(cause), cause)
  }
}

/** Keeps what the tasks printed in a file of its own and returns its path. */
export async function writeLog(dir: string, tasks: readonly TaskResult[]): Promise<string> {
  const folder = await fs.mkdtemp(join(dir, 'create-app-'))
  const path = join(folder, 'create-app.log')
  const text = tasks.map(({ command, status, output }) => `$ ${command}\n${output}[${status}]\n`)
  try {
    await fs.writeFile(path, text.join('\n'))
    return path
  } catch (error) {
    await fs.remove(folder)
    throw error
  }
}

async function createTarget({ target, changes }: Placing, signal: AbortSignal): Promise<void> {
  const made = await makeFolders(dirname(target.dir))
  try {
    await staged(dirname(target.dir), target, async ({ files }) => {
      await writeAll(files, changes, signal)
      await moveTo(files, target, changes)
    })
  } catch (error) {
    for (const folder of made) await removeIfEmpty(folder)
    throw error
  }
}

/** A rename would silently replace an empty folder that appeared meanwhile; a folder with files fails. */
async function moveTo(
  files: string,
  target: Plan['target'],
  changes: readonly Change[],
): Promise<void> {
  if (await fs.pathExists(target.dir)) {
    throw errors.targetAppeared(target.shown)
  }
  for (const { path } of changes) assertReachable(join(target.dir, path))
  await fs.rename(files, target.dir)
}

/** A stage's path may be the shorter one: what moves out of it must have a path that the system takes. */
function assertReachable(path: string): void {
  try {
    fs.lstatSync(path, { throwIfNoEntry: false })
  } catch (error) {
    if (codeOf(error) === 'ENAMETOOLONG') throw error
  }
}

/** Somebody stands in the folder, so it is never replaced itself. */
async function fillTarget({ target, changes }: Placing, signal: AbortSignal): Promise<void> {
  await staged(target.dir, target, async (stage) => {
    await writeAll(stage.files, changes, signal)
    await moveIn(target.dir, stage, changes, signal)
    await changeIn(target.dir, stage, changes)
  })
}

/**
 * Replaces and removes what a plan knows to be ours: a template's snapshot, and the files of a project
 * that follows its template. Each file is one or the other at every moment; all of them together are
 * not, so nothing else may be planned so before the journal knows of it.
 */
async function changeIn(dir: string, { files }: Stage, changes: readonly Change[]): Promise<void> {
  for (const { kind, path } of changes) {
    if (kind === 'update') await fs.rename(join(files, path), join(dir, path))
    if (kind === 'delete') await fs.rm(join(dir, path), { force: true })
  }
  const emptied = changes.filter(({ kind }) => kind === 'delete').map(({ path }) => path)
  for (const folder of foldersOf(emptied).toReversed()) await removeIfEmpty(join(dir, folder))
}

/** Works in a stage that is gone afterwards, whatever happens. */
async function staged(
  parent: string,
  { dir }: Plan['target'],
  work: (stage: Stage) => Promise<void>,
): Promise<void> {
  const stage = await openStage(parent, dir)
  try {
    await work(stage)
  } finally {
    await fs.remove(stage.dir)
  }
}

async function writeAll(
  root: string,
  changes: readonly Change[],
  signal: AbortSignal,
): Promise<void> {
  const written = changes.filter((change) => change.kind !== 'delete')
  // One by one: a folder that vanished meanwhile must not come back with half of what was in it.
  for (const folder of foldersOf(written.map(({ path }) => path))) fs.mkdirSync(join(root, folder))
  for (const change of written) {
    // Small files are written fastest by ourselves, and between two of them a signal can be heard.
    await new Promise((heard) => setImmediate(heard))
    const stopped = signalOf(signal)
    if (stopped) throw new Cancelled(stopped)
    const path = join(root, change.path)
    const mode = modeOf(change.after)
    // A umask may take permissions away that the file is meant to have, but not from a secret.
    fs.writeFileSync(path, change.after.content, { mode })
    if (mode === 0o600) fs.chmodSync(path, mode)
  }
}

/** Makes a folder with those above it and returns the ones that were missing, deepest first. */
async function makeFolders(dir: string): Promise<readonly string[]> {
  if (await fs.pathExists(dir)) return []
  const above = await makeFolders(dirname(dir))
  await fs.mkdir(dir)
  return [dir, ...above]
}
