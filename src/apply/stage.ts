import { basename, join } from 'node:path'
import fs from 'fs-extra'
import { errors } from '../errors.ts'

/**
 * Where a run puts its files before they move: `.create-app-XXXXXX/` with the files in `files/` and a
 * note of whose it is, so that a later run can tell a dead run's stage from a live one's and from a
 * folder of the person's own.
 */
export type Stage = { readonly dir: string; readonly files: string }

type Owner = { readonly createApp: 1; readonly pid: number; readonly target: string }

const ownerName = 'owner.json'

export async function openStage(parent: string, target: string): Promise<Stage> {
  const dir = await fs.mkdtemp(join(parent, '.create-app-'))
  const files = join(dir, 'files')
  const owner: Owner = { createApp: 1, pid: process.pid, target: basename(target) }
  try {
    await fs.writeJson(join(dir, ownerName), owner)
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
  const names = (await namesIn(parent)).filter((name) => /^\.create-app-\w{6}$/.test(name))
  const stages: Stage[] = []
  for (const dir of names.map((name) => join(parent, name))) {
    const owner = await ownerOf(dir)
    if (owner?.target !== basename(target)) continue
    if (isAlive(owner.pid)) throw errors.targetBusy(target, owner.pid)
    stages.push({ dir, files: join(dir, 'files') })
  }
  return stages
}

/** A folder that cannot be looked into has nothing of ours that we could take back. */
async function namesIn(dir: string): Promise<readonly string[]> {
  try {
    return await fs.readdir(dir)
  } catch {
    return []
  }
}

async function ownerOf(dir: string): Promise<Owner | undefined> {
  if (!(await fs.lstat(dir)).isDirectory() || !(await fs.pathExists(join(dir, ownerName)))) return
  const owner: Partial<Owner> | null = await fs.readJson(join(dir, ownerName), { throws: false })
  const { createApp, pid, target } = owner ?? {}
  if (createApp !== 1 || typeof pid !== 'number' || typeof target !== 'string') return
  return { createApp, pid, target }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
