import { lstat, readdir, readFile, readlink } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** Every entry of a folder by path: kind, mode and content; undefined if the folder does not exist. */
export type Disk = Readonly<Record<string, string>> | undefined

/**
 * Reads a folder and everything in it, including hidden files, links and empty folders.
 * @param except leaves out paths with this prefix.
 */
export async function look(
  dir: string,
  { except }: { except?: string | undefined } = {},
): Promise<Disk> {
  const stats = await lstat(dir).catch(() => undefined)
  if (!stats) return undefined
  const entries = stats.isDirectory() ? await pathsBelow(dir) : []
  const wanted = entries.filter((path) => except === undefined || !path.startsWith(except))
  const seen = await Promise.all(
    ['.', ...wanted.sort()].map(async (path) => [path, await describe(join(dir, path))] as const),
  )
  return Object.fromEntries(seen)
}

/** Asks `readdir` for the types of the entries, because then it does not follow links. */
async function pathsBelow(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  return entries.map(({ parentPath, name }) => relative(dir, join(parentPath, name)))
}

async function describe(path: string): Promise<string> {
  const stats = await lstat(path)
  const mode = (stats.mode & 0o7777).toString(8)
  if (stats.isDirectory()) return `folder ${mode}`
  if (stats.isSymbolicLink()) return `link to ${await readlink(path)}`
  if (stats.isFile()) return `file ${mode} ${await readFile(path, 'latin1')}`
  return `other ${mode}`
}
