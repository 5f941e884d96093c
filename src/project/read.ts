import fs from 'fs-extra'

/** What stands at a path. */
export async function kindAt(path: string): Promise<'missing' | 'folder' | 'other'> {
  try {
    const stats = await fs.stat(path)
    return stats.isDirectory() ? 'folder' : 'other'
  } catch (error) {
    if (isNodeError(error) && ['ENOENT', 'ENOTDIR'].includes(error.code ?? '')) return 'missing'
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

/** A file's text. */
export async function textOf(path: string): Promise<string> {
  return fs.readFile(path, 'utf8')
}

export function isNodeError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error
}
