import { createHash } from 'node:crypto'
import { basename, join } from 'node:path'
import fs from 'fs-extra'
import { errors } from '../errors/errors.ts'

/**
 * Where a run puts its files before they move, in `files/`. Its name says whose it is from the moment
 * that it is there to the moment that it is gone: `.create-app-<process>-<target>-XXXXXX`. So a later
 * run tells a dead run's stage from a live one's and from a folder of the person's own, however far
 * the dead one had come with making or removing it.
 */
export type Stage = { readonly dir: string; readonly files: string }

export async function openStage(parent: string, target: string): Promise<Stage> {
  const dir = await fs.mkdtemp(join(parent, `.create-app-${process.pid}-${keyOf(target)}-`))
  const files = join(dir, 'files')
  try {
    await fs.mkdir(files)
    return { dir, files }
  } catch (error) {
    await fs.remove(dir)
    throw error
  }
}

/**
 * The stages that dead runs left in a folder for a target.
 * @throws AppError when a live run is at work on it.
 */
export async function abandonedStages(parent: string, target: string): Promise<readonly Stage[]> {
  const stages: Stage[] = []
  for (const name of await foldersIn(parent)) {
    const [, pid, key] = /^\.create-app-([1-9]\d*)-(\w{8})-\w{6}$/.exec(name) ?? []
    if (key !== keyOf(target)) continue
    if (isAlive(Number(pid))) throw errors.targetBusy(target, Number(pid))
    const dir = join(parent, name)
    stages.push({ dir, files: join(dir, 'files') })
  }
  return stages
}

/** Stands for a target's name, which may be as long as a name can be. */
function keyOf(target: string): string {
  return createHash('sha256').update(basename(target)).digest('hex').slice(0, 8)
}

/** A folder that cannot be looked into has nothing of ours that we could take back. */
async function foldersIn(dir: string): Promise<readonly string[]> {
  try {
    const entries = await fs.readdir(dir, { withFileTypes: true })
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  } catch {
    return []
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
