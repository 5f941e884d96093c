import { lstat, readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'

/** Everything below a folder, whatever it is: kind, mode and content by path; undefined when there is nothing. */
export type Disk = Readonly<Record<string, string>> | undefined

/** Looks at a folder and all that is in it, hidden things, links and empty folders included. */
export async function look(dir: string): Promise<Disk> {
  const stats = await lstat(dir).catch(() => undefined)
  if (!stats) return undefined
  const entries = stats.isDirectory() ? await readdir(dir, { recursive: true }) : []
  const seen = await Promise.all(
    ['.', ...entries.sort()].map(async (path) => [path, await describe(join(dir, path))] as const),
  )
  return Object.fromEntries(seen)
}

async function describe(path: string): Promise<string> {
  const stats = await lstat(path)
  const mode = (stats.mode & 0o7777).toString(8)
  if (stats.isDirectory()) return `folder ${mode}`
  if (stats.isSymbolicLink()) return `link to ${await readlink(path)}`
  if (stats.isFile()) return `file ${mode} ${await readFile(path, 'latin1')}`
  return `other ${mode}`
}
