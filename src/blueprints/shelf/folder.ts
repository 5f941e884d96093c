import type { Dirent, Stats } from 'node:fs'
import { basename, dirname } from 'node:path'
import fs from 'fs-extra'
import {
  assertCount,
  assertPath,
  assertReadable,
  assertSizes,
  type FoundFile,
  isLeftOut,
  refusedFolder,
  textOf,
} from './checks.ts'
import type { EntryKind, Shelf } from './shelf.ts'
import { treeFileOf } from './stored-file.ts'

/** A folder on disk. */
export function folderShelf(root: string): Shelf {
  const absolute = (path: string) => (path === '' ? root : `${root}/${path}`)
  return {
    async kindOf(path) {
      const stats = await statsOf(absolute(path))
      return stats && kindOf(stats)
    },
    async foldersIn(dir) {
      const entries = await fs.readdir(absolute(dir), { withFileTypes: true })
      return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
    },
    readText: (path) => readText(absolute(path)),
    async readFolder(dir) {
      const { found, leftOut } = await findFiles(absolute(dir))
      const files = found.map(async ({ path, executable }) => {
        const bytes = await fs.readFile(`${absolute(dir)}/${path}`)
        return [path, treeFileOf({ bytes, executable })] as const
      })
      return { files: new Map(await Promise.all(files)), leftOut }
    },
  }
}

/** Says whether a folder is at a path, or a link to one. */
export async function isFolder(path: string): Promise<boolean> {
  return (await fs.pathExists(path)) && (await fs.stat(path)).isDirectory()
}

/** A path that cannot be looked at is as good as absent: reading its folder says what is wrong. */
async function statsOf(path: string): Promise<Stats | undefined> {
  return fs.lstat(path).catch(() => undefined)
}

function kindOf(entry: Stats | Dirent): EntryKind {
  if (entry.isSymbolicLink()) return 'link'
  if (entry.isDirectory()) return 'folder'
  return entry.isFile() ? 'file' : 'other'
}

async function readText(path: string): Promise<string | undefined> {
  const stats = await statsOf(path)
  if (stats === undefined) return undefined
  const [dir, name] = [dirname(path), basename(path)]
  if (!stats.isFile()) throw refusedFolder(dir, `${name} is not a file.`)
  assertReadable(dir, { path: name, size: stats.size })
  return textOf(dir, { name, bytes: await fs.readFile(path) })
}

type FileOnDisk = FoundFile & { readonly executable: boolean }

/**
 * Looks at every entry before the first file is opened: a link may lead out of the folder, a pipe
 * or a device may never end.
 */
async function findFiles(
  dir: string,
): Promise<{ found: readonly FileOnDisk[]; leftOut: readonly string[] }> {
  const paths: string[] = []
  const leftOut: string[] = []
  let entries = 0
  for await (const { path, kind } of entriesBelow(dir)) {
    if (kind === 'left out') leftOut.push(path)
    else assertCount(dir, ++entries)
    if (kind === 'file') paths.push(path)
  }
  const found = await Promise.all(paths.sort().map((path) => fileOnDisk(dir, path)))
  assertSizes(dir, found)
  return { found, leftOut: leftOut.sort() }
}

type EntryBelow = { readonly path: string; readonly kind: 'file' | 'folder' | 'left out' }

async function* entriesBelow(dir: string, above = ''): AsyncGenerator<EntryBelow> {
  for await (const entry of await fs.opendir(`${dir}/${above}`)) {
    const path = `${above}${entry.name}`
    if (isLeftOut(entry.name)) {
      yield { path, kind: 'left out' }
      continue
    }
    assertPath(dir, path)
    const kind = kindOf(entry)
    if (kind !== 'file' && kind !== 'folder') {
      throw refusedFolder(dir, `${path} is ${describeOdd(entry)}; only files are allowed.`)
    }
    yield { path, kind }
    if (kind === 'folder') yield* entriesBelow(dir, `${path}/`)
  }
}

function describeOdd(entry: Dirent): string {
  if (entry.isSymbolicLink()) return 'a link'
  if (entry.isFIFO()) return 'a pipe'
  return entry.isSocket() ? 'a socket' : 'a device'
}

async function fileOnDisk(dir: string, path: string): Promise<FileOnDisk> {
  const { size, mode } = await fs.lstat(`${dir}/${path}`)
  return { path, size, executable: (mode & 0o111) !== 0 }
}
