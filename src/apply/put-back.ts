import { dirname, join } from 'node:path'
import fs from 'fs-extra'
import { errors, messageOf } from '../errors/errors.ts'
import type { Leftovers } from '../project/read-leftovers.ts'

/**
 * Makes a target as it was before the runs that left something. Each repair is done even where another
 * fails, and can be done again by a later run.
 * @throws AppError when something could not be put back; what was saved stays in the stage.
 */
export async function putBack(dir: string, { stages, repairs, folders }: Leftovers): Promise<void> {
  const failures: unknown[] = []
  const attempt = (work: Promise<unknown>) => work.catch((error) => void failures.push(error))
  for (const [path, saved] of repairs) {
    if (saved === undefined) await attempt(fs.rm(join(dir, path), { force: true }))
  }
  // A file that comes back may lie where the run made a folder.
  for (const folder of folders.toReversed()) await removeIfEmpty(join(dir, folder))
  for (const [path, saved] of repairs) {
    if (saved !== undefined) await attempt(restore(saved, join(dir, path)))
  }
  if (failures.length > 0) {
    throw errors.restoreFailed(stages[0]?.dir ?? dir, messageOf(failures[0]), failures[0])
  }
  for (const { journal } of stages) await fs.remove(journal)
}

async function restore(saved: string, path: string): Promise<void> {
  await fs.ensureDir(dirname(path))
  await fs.rename(saved, path)
}

/** Removes a folder unless something is in it; an empty one that cannot be removed may stay. */
export async function removeIfEmpty(folder: string): Promise<void> {
  await fs.rmdir(folder).catch(() => {})
}
