import { createHash } from 'node:crypto'
import { basename, join } from 'node:path'
import { errors } from '../errors/errors.ts'
import { stageName } from '../model/paths.ts'
import { foldersIn, writtenAt } from './disk.ts'

/** The hidden folder that a run works in before it changes its target. */
export type Stage = {
  readonly dir: string
  /** The new files. */
  readonly files: string
  /** The target's own files that the run replaces or deletes, as they were. */
  readonly saved: string
  /** What the run is about to do. It is there while the target is neither as before nor as planned. */
  readonly journal: string
  /** The journal of a run that has moved every file. */
  readonly finished: string
}

export function stageAt(dir: string): Stage {
  return {
    dir,
    files: join(dir, 'files'),
    saved: join(dir, 'saved'),
    journal: join(dir, 'journal.json'),
    finished: join(dir, 'finished.json'),
  }
}

/**
 * How the name of a stage begins; six random characters follow: `.create-app-<process>-<target>-XXXXXX`.
 * The name alone tells a later run whether the run that made the stage is dead, and which target it
 * was for.
 */
export function stagePrefix(target: string): string {
  return `.create-app-${process.pid}-${keyOf(target)}-`
}

/**
 * The stages that dead runs left in a folder for a target.
 * @throws AppError when a live run works on the target.
 */
export async function abandonedStages(parent: string, target: string): Promise<readonly Stage[]> {
  const stages: Stage[] = []
  for (const name of await foldersIn(parent)) {
    const [, pid, key] = stageName.exec(name) ?? []
    if (key !== keyOf(target)) continue
    const dir = join(parent, name)
    if (await isInUse(dir, Number(pid))) throw errors.targetBusy(target, Number(pid))
    stages.push(stageAt(dir))
  }
  return stages
}

/** Stands for a target's name, which may be as long as a name can be. */
function keyOf(target: string): string {
  return createHash('sha256').update(basename(target)).digest('hex').slice(0, 8)
}

/** A dead run may have had the number of this process: its stage is older than this process. */
async function isInUse(stage: string, pid: number): Promise<boolean> {
  if (pid === process.pid) return ((await writtenAt(stage)) ?? 0) >= performance.timeOrigin
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
