import fs from 'fs-extra'
import { AppError, errors, messageOf } from '../errors/errors.ts'
import type { PlannedImages } from '../plan/images.ts'
import type { Target } from '../plan/target.ts'
import { readLeftovers } from '../project/read-leftovers.ts'
import { settleImages } from './keep-images.ts'
import { putBack } from './put-back.ts'

/**
 * Cleans up what killed runs left of a target: puts its files back as they were, and removes the stages. The images of a
 * run that moved every file are settled first; a command that does not know where they are leaves the stage to one that does.
 * @returns whether there was anything.
 * @throws AppError when a live run works on the target, or when a file cannot be put back.
 */
export async function recover(
  { dir }: Pick<Target, 'dir'>,
  images?: Pick<PlannedImages, 'folder'>,
): Promise<boolean> {
  const leftovers = await readLeftovers(dir)
  const { stages } = leftovers
  try {
    await putBack(dir, leftovers)
    if (leftovers.images !== undefined && images === undefined) return false
    await settleImages(images?.folder, leftovers.images)
    for (const stage of stages) await fs.remove(stage.dir)
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw errors.restoreFailed(stages[0]?.dir ?? dir, messageOf(cause), cause)
  }
  return stages.length > 0
}
