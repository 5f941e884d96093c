import { lstat, readdir, readFile, readlink } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** Everything below a folder, whatever it is: kind, mode and content by path; undefined when there is nothing. */
export type Disk = Readonly<Record<string, string>> | undefined

/**
 * Looks at a folder and all that is in it, hidden things, links and empty folders included.
 * @param except paths that begin so are left out.
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

/** With its entries' types `readdir` does not follow links. */
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
