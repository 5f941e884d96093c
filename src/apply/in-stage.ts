import { join } from 'node:path'
import fs from 'fs-extra'
import { AppError } from '../errors/errors.ts'
import { type Stage, stageAt, stagePrefix } from '../project/stage.ts'

/** Works in a stage, which is removed afterwards unless the next run needs it. */
export async function inStage(
  parent: string,
  target: string,
  work: (stage: Stage) => Promise<'done' | 'unsettled'>,
): Promise<void> {
  const stage = await openStage(parent, target)
  try {
    if ((await work(stage)) === 'unsettled') return
  } catch (error) {
    // It has files that could not be put back.
    if (!(error instanceof AppError && error.code === 'RESTORE_FAILED')) await removeStage(stage)
    throw error
  }
  await removeStage(stage)
}

export async function openStage(parent: string, target: string): Promise<Stage> {
  const stage = stageAt(await fs.mkdtemp(join(parent, stagePrefix(target))))
  try {
    await fs.mkdir(stage.files)
    return stage
  } catch (error) {
    await fs.remove(stage.dir)
    throw error
  }
}

/** The next run removes a stage that this one cannot remove. */
async function removeStage(stage: Stage): Promise<void> {
  await fs.remove(stage.dir).catch(() => {})
}
