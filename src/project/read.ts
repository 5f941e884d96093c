import fs from 'fs-extra'

/** What stands at a path. */
export async function kindAt(path: string): Promise<'missing' | 'folder' | 'other'> {
  try {
    const stats = await fs.stat(path)
    return stats.isDirectory() ? 'folder' : 'other'
  } catch (error) {
    // Where a path is too long, nothing can stand.
    if (isNodeError(error) && error.code === 'ENAMETOOLONG') return 'missing'
    if (!isNodeError(error) || error.code !== 'ENOENT') throw error
    // A link that leads nowhere is in the way all the same.
    return (await isLink(path)) ? 'other' : 'missing'
  }
}

async function isLink(path: string): Promise<boolean> {
  try {
    return (await fs.lstat(path)).isSymbolicLink()
  } catch (error) {
    if (isNodeError(error) && error.code === 'ENOENT') return false
    throw error
  }
}

/** The names in a folder, sorted. */
export async function entriesOf(dir: string): Promise<readonly string[]> {
  return (await fs.readdir(dir)).sort()
}

/** Every file below a folder's entry, as paths relative to the folder with forward slashes. */
export async function filesBelow(dir: string, entry: string): Promise<readonly string[]> {
  const stats = await fs.lstat(`${dir}/${entry}`)
  if (!stats.isDirectory()) return [entry]
  const names = await entriesOf(`${dir}/${entry}`)
  const below = await Promise.all(names.map((name) => filesBelow(dir, `${entry}/${name}`)))
  return below.flat()
}

/** A path with every link followed. */
export async function realPathOf(path: string): Promise<string> {
  return fs.realpath(path)
}

/** A file's text. */
export async function textOf(path: string): Promise<string> {
  return fs.readFile(path, 'utf8')
}

/** An error of the operating system, such as a missing permission. */
export function isNodeError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}
