import { basename, dirname, join } from 'node:path'
import fs from 'fs-extra'
import { AppError, Cancelled, errors } from '../errors.ts'
import { signalOf } from '../io.ts'
import type { TaskResult } from '../plan/event.ts'
import type { Plan } from '../plan/plan.ts'
import { type Change, modeOf } from '../plan/tree.ts'
import { moveIn, removeIfEmpty } from './journal.ts'
import { assertSafe } from './safety.ts'

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
    throw errors.writeFailed(plan.target.shown, reasonOf(cause), cause)
  }
}

/** Keeps what the tasks printed in a file of its own and returns its path. */
export async function writeLog(dir: string, tasks: readonly TaskResult[]): Promise<string> {
  const folder = await fs.mkdtemp(join(dir, 'create-app-'))
  const path = join(folder, 'create-app.log')
  const text = tasks.map(({ command, status, output }) => `$ ${command}\n${output}[${status}]\n`)
  await fs.writeFile(path, text.join('\n'))
  return path
}

async function createTarget({ target, changes }: Placing, signal: AbortSignal): Promise<void> {
  const made = await makeFolders(dirname(target.dir))
  const stage = await tryOrUndo(
    () => fs.mkdtemp(join(dirname(target.dir), `.${basename(target.dir)}.create-app-`)),
    () => removeFolders(made),
  )
  await tryOrUndo(
    async () => {
      await writeAll(stage, changes, signal)
      await fs.chmod(stage, 0o777 & ~process.umask())
      await renameInto(stage, target)
    },
    async () => {
      await fs.remove(stage)
      await removeFolders(made)
    },
  )
}

/** A rename would silently replace an empty folder that appeared meanwhile; a folder with files fails. */
async function renameInto(stage: string, target: Plan['target']): Promise<void> {
  if (await fs.pathExists(target.dir)) {
    throw errors.targetNotEmpty(target.shown, ['what appeared there while we worked'])
  }
  await fs.rename(stage, target.dir)
}

/** Somebody stands in the folder, so it is never replaced itself. */
async function fillTarget({ target, changes }: Placing, signal: AbortSignal): Promise<void> {
  const stage = await fs.mkdtemp(join(target.dir, '.create-app-'))
  await tryOrUndo(
    async () => {
      await writeAll(join(stage, 'files'), changes, signal)
      await moveIn(target.dir, stage, changes, signal)
    },
    () => fs.remove(stage),
  )
}

async function writeAll(
  root: string,
  changes: readonly Change[],
  signal: AbortSignal,
): Promise<void> {
  for (const change of changes) {
    const stopped = signalOf(signal)
    if (stopped) throw new Cancelled(stopped)
    if (change.kind === 'delete') continue
    const path = join(root, change.path)
    await fs.ensureDir(dirname(path))
    await fs.writeFile(path, change.after.content)
    // A umask may take permissions away that the file is meant to have, and must not add any.
    const mode = modeOf(change.after)
    await fs.chmod(path, mode === 0o600 ? mode : mode & ~process.umask())
  }
}

async function tryOrUndo<T>(work: () => Promise<T>, undo: () => Promise<void>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await undo()
    throw error
  }
}

/** Makes a folder with those above it and returns the ones that were missing, deepest first. */
async function makeFolders(dir: string): Promise<readonly string[]> {
  if (await fs.pathExists(dir)) return []
  const above = await makeFolders(dirname(dir))
  await fs.mkdir(dir)
  return [dir, ...above]
}

async function removeFolders(dirs: readonly string[]): Promise<void> {
  for (const dir of dirs) await removeIfEmpty(dir)
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
