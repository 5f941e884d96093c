import { join } from 'node:path'
import fs from 'fs-extra'
import { limits } from '../model/limits.ts'
import { decodeText, EncodingError } from '../text.ts'

/** What is at a path. */
export async function kindAt(path: string): Promise<'missing' | 'folder' | 'other'> {
  try {
    const stats = await fs.stat(path)
    return stats.isDirectory() ? 'folder' : 'other'
  } catch (error) {
    // Nothing can be at a path that is too long.
    if (isNodeError(error) && error.code === 'ENAMETOOLONG') return 'missing'
    if (!isNodeError(error) || !['ENOENT', 'ELOOP'].includes(error.code ?? '')) throw error
    // A link that leads nowhere, or to itself, still takes the name.
    return (await isLink(path)) ? 'other' : 'missing'
  }
}

export type Entry = {
  readonly kind: 'missing' | 'file' | 'folder' | 'link' | 'other'
  /** Whether its owner may run it as a program. */
  readonly executable: boolean
  /** The size of a file in bytes. */
  readonly bytes: number
}

/** What is at a path itself; a link is not followed. */
export async function entryAt(path: string): Promise<Entry> {
  try {
    const stats = await fs.lstat(path)
    const entry = { executable: (stats.mode & 0o100) !== 0, bytes: stats.size }
    if (stats.isSymbolicLink()) return { ...entry, kind: 'link', executable: false }
    if (stats.isDirectory()) return { ...entry, kind: 'folder' }
    return { ...entry, kind: stats.isFile() ? 'file' : 'other' }
  } catch (error) {
    const isGone = isNodeError(error) && missing.includes(error.code ?? '')
    if (isGone) return { kind: 'missing', executable: false, bytes: 0 }
    throw error
  }
}

const missing = ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG']

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

/** The names of the folders in a folder; none where it cannot be read. */
export async function foldersIn(dir: string): Promise<readonly string[]> {
  try {
    const entries = await fs.readdir(dir, { withFileTypes: true })
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  } catch (error) {
    if (isNodeError(error)) return []
    throw error
  }
}

/** Every file below a folder's entry, as paths relative to the folder with forward slashes. */
export async function filesBelow(dir: string, entry: string): Promise<readonly string[]> {
  const stats = await fs.lstat(`${dir}/${entry}`)
  if (!stats.isDirectory()) return [entry]
  const names = await entriesOf(`${dir}/${entry}`)
  const below = await Promise.all(names.map((name) => filesBelow(dir, `${entry}/${name}`)))
  return below.flat()
}

/** Whether something is at a path with every link followed. */
export async function leadsSomewhere(path: string): Promise<boolean> {
  return fs.pathExists(path)
}

/** A path with every link followed. */
export async function realPathOf(path: string): Promise<string> {
  return fs.realpath(path)
}

/** Whether a file is at a path below a folder and no link leads to it. */
export async function hasFile(dir: string, path: string): Promise<boolean> {
  try {
    const [real, root] = await Promise.all([fs.realpath(join(dir, path)), fs.realpath(dir)])
    return real === join(root, path) && (await fs.stat(real)).isFile()
  } catch (error) {
    if (isNodeError(error)) return false
    throw error
  }
}

/** When something was last written, in milliseconds; undefined when it is not there. */
export async function writtenAt(path: string): Promise<number | undefined> {
  try {
    return (await fs.stat(path)).mtimeMs
  } catch (error) {
    if (isNodeError(error)) return undefined
    throw error
  }
}

/** A file's bytes; undefined when it cannot be read, or is a pipe, a device or too large for a file of a project. */
export async function bytesOf(path: string): Promise<Buffer | undefined> {
  try {
    const stats = await fs.stat(path)
    const isReadable = stats.isFile() && stats.size <= limits.fileBytes
    return isReadable ? await fs.readFile(path) : undefined
  } catch (error) {
    if (isNodeError(error)) return undefined
    throw error
  }
}

/**
 * A file's text.
 * @throws EncodingError when it is not UTF-8.
 */
export async function textOf(path: string): Promise<string> {
  return textIn(await fs.readFile(path))
}

export function textIn(bytes: Buffer): string {
  const decoded = decodeText(bytes)
  if ('problem' in decoded) throw new EncodingError(decoded.problem)
  return decoded.text
}

/** An error of the operating system, such as a missing permission. */
export function isNodeError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}
