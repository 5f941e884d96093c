import { dirname, join } from 'node:path'
import fs from 'fs-extra'
import { AppError, Cancelled, codeOf, errors, messageOf } from '../errors/errors.ts'
import { signalOf } from '../io.ts'
import { type Change, foldersOf, modeOf } from '../model/tree.ts'
import type { Plan } from '../plan/plan.ts'
import { assertSafe } from './assert-safe.ts'
import { inStage } from './in-stage.ts'
import { imagesAfter, settleImages } from './keep-images.ts'
import { moveIn } from './move-in.ts'
import { removeIfEmpty } from './put-back.ts'

type Placing = Pick<Plan, 'target' | 'changes' | 'images'>

/**
 * Carries out the changes of a plan, all or nothing. A missing target is written as a hidden sibling and
 * renamed; into an existing one the files are moved under a journal.
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

async function createTarget({ target, changes }: Placing, signal: AbortSignal): Promise<void> {
  const touched = changes.find(({ kind }) => kind !== 'create')
  if (touched) throw errors.fileChanged(touched.path)
  const made = await makeFolders(dirname(target.dir))
  try {
    await inStage(dirname(target.dir), target.dir, async ({ files }) => {
      await writeAll(files, changes, signal)
      await moveTo(files, target, changes)
      return 'done'
    })
  } catch (error) {
    for (const folder of made) await removeIfEmpty(folder)
    throw error
  }
}

/** A rename would replace an empty folder that appeared meanwhile; a folder with files fails. */
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

/** A path in the stage may be shorter than the path in the target, which the system may refuse. */
function assertReachable(path: string): void {
  try {
    fs.lstatSync(path, { throwIfNoEntry: false })
  } catch (error) {
    if (codeOf(error) === 'ENAMETOOLONG') throw error
  }
}

/** A shell may stand in the folder, so the folder itself is never replaced. */
async function fillTarget(plan: Placing, signal: AbortSignal): Promise<void> {
  const { target, changes, images } = plan
  await inStage(target.dir, target.dir, async (stage) => {
    await writeAll(stage.files, changes, signal)
    await moveIn(target.dir, stage, plan, signal)
    const isSettled = settleImages(images?.folder, imagesAfter(images)).then(
      () => true,
      () => false,
    )
    // The files are in place, so this is no failure of the run: the next one ends it.
    return (await isSettled) ? 'done' : 'unsettled'
  })
}

async function writeAll(
  root: string,
  changes: readonly Change[],
  signal: AbortSignal,
): Promise<void> {
  const written = changes.filter((change) => change.kind !== 'delete')
  // One by one: a folder that vanished meanwhile must not come back with half of its files.
  for (const folder of foldersOf(written.map(({ path }) => path))) fs.mkdirSync(join(root, folder))
  for (const change of written) {
    // Synchronous writes are fastest for small files; between two of them a signal can arrive.
    await new Promise((resolve) => setImmediate(resolve))
    const stopped = signalOf(signal)
    if (stopped) throw new Cancelled(stopped)
    const path = join(root, change.path)
    const mode = modeOf(change.after)
    // A umask may take permissions away, but not from a secret.
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
