import { randomUUID } from 'node:crypto'
import { rm, statfs, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { CacheAnswer, Disk } from '../../doctor/machine.ts'
import { cacheFolders } from '../../model/npm-commands.ts'
import type { PackageManagerName } from '../../model/package-manager.ts'
import { isNodeError, kindAt } from '../disk.ts'

export async function diskAt(dir: string): Promise<Disk> {
  const [denied, free] = await Promise.all([whyNotWritable(dir), freeSpaceAt(dir)])
  return { denied, free }
}

/**
 * The system's error code when nothing can be written at a path or, before it exists, in the nearest folder above it.
 * Permissions alone do not tell, so this writes an empty file and removes it.
 */
async function whyNotWritable(path: string): Promise<string | undefined> {
  try {
    const file = join(await nearest(path), `.create-app-${randomUUID()}`)
    await writeFile(file, '', { flag: 'wx' })
    await rm(file)
    return undefined
  } catch (error) {
    if (isNodeError(error)) return error.code
    throw error
  }
}

async function nearest(path: string): Promise<string> {
  const above = dirname(path)
  // A drive of Windows may be missing as a whole.
  if (above === path || (await kindAt(path)) !== 'missing') return path
  return nearest(above)
}

/** Tries to write to the folders of a package manager's cache. */
export async function cacheAt(folder: string, name: PackageManagerName): Promise<CacheAnswer> {
  for (const place of cacheFolders(name).map((below) => join(folder, below))) {
    const denied = await whyNotWritable(place)
    if (denied !== undefined) return { folder: place, denied }
  }
  return { folder, denied: undefined }
}

async function freeSpaceAt(dir: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(dir)
    return bavail * bsize
  } catch (error) {
    // Some file systems do not know.
    if (isNodeError(error)) return undefined
    throw error
  }
}
