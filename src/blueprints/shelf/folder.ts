import type { Dirent, Stats } from 'node:fs'
import { basename, dirname, isAbsolute, posix, relative, sep } from 'node:path'
import fs from 'fs-extra'
import { treeFileOf } from '../../model/tree.ts'
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
import {
  type GitFolder,
  gitFolderAt,
  gitFolderIn,
  isExcluded,
  isTracked,
  type TrackedIn,
} from './ignored.ts'
import { type FoundLink, followLinks } from './links.ts'
import type { EntryKind, FolderContent, Shelf } from './shelf.ts'

/**
 * A folder on disk.
 * @param trackedIn with it, what `.gitignore` excludes and git does not track is no part of a folder.
 */
export function folderShelf(root: string, trackedIn?: TrackedIn): Shelf {
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
      const { found, ...unread } = await findFiles(absolute(dir), trackedIn)
      const files = [...found].map(async ([at, { path, executable }]) => {
        const bytes = await fs.readFile(`${absolute(dir)}/${path}`)
        return [at, treeFileOf({ bytes, executable })] as const
      })
      return { files: new Map(await Promise.all(files)), ...unread }
    },
  }
}

/** Says whether a folder is at a path, or a link to one. */
export async function isFolder(path: string): Promise<boolean> {
  return (await fs.pathExists(path)) && (await fs.stat(path)).isDirectory()
}

/** Reads a text below a folder as `readFolder` does, and no other file; undefined where there is none. */
export async function readTextBelow(root: string, path: string): Promise<string | undefined> {
  if (posix.normalize(path) !== path || path.split('/').some(isLeftOut)) return undefined
  const [folder, file] = await Promise.all([root, `${root}/${path}`].map(realPathOf))
  if (folder === undefined || file === undefined) return undefined
  const within = relative(folder, file)
  const isOutside = within.split(sep)[0] === '..' || isAbsolute(within)
  const stats = await fs.stat(file)
  if (isOutside || !stats.isFile()) return undefined
  assertReadable(root, { path, size: stats.size })
  const { content } = treeFileOf({ bytes: await fs.readFile(file), executable: false })
  return typeof content === 'string' ? content : undefined
}

async function realPathOf(path: string): Promise<string | undefined> {
  return fs.realpath(path).catch(() => undefined)
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
  if (stats === undefined || stats.isSymbolicLink()) return undefined
  const [dir, name] = [dirname(path), basename(path)]
  if (!stats.isFile()) throw refusedFolder(dir, `${name} is not a file.`)
  assertReadable(dir, { path: name, size: stats.size })
  return textOf(dir, { name, bytes: await fs.readFile(path) })
}

type FileOnDisk = FoundFile & { readonly executable: boolean }

type FilesOnDisk = Omit<FolderContent, 'files'> & {
  readonly found: ReadonlyMap<string, FileOnDisk>
}

/**
 * Looks at every entry before the first file is opened: a link may lead out of the folder, a pipe
 * or a device may never end.
 */
async function findFiles(dir: string, trackedIn: TrackedIn | undefined): Promise<FilesOnDisk> {
  const paths: Record<EntryBelow['kind'], string[]> = {
    file: [],
    folder: [],
    link: [],
    leftOut: [],
    ignored: [],
  }
  let entries = 0
  for await (const { path, kind } of entriesBelow(dir, trackedIn)) {
    paths[kind].push(path)
    if (['file', 'folder', 'link'].includes(kind)) assertCount(dir, ++entries, paths.file)
  }
  const files = await Promise.all(paths.file.sort().map((path) => fileOnDisk(dir, path)))
  const links = await Promise.all(paths.link.sort().map((path) => linkOnDisk(dir, path)))
  const found = followLinks(dir, { files, links, folders: paths.folder.sort() })
  assertSizes(dir, found)
  return { found, leftOut: paths.leftOut.sort(), ignored: paths.ignored.sort() }
}

type EntryBelow = {
  readonly path: string
  readonly kind: 'file' | 'folder' | 'link' | 'leftOut' | 'ignored'
}

async function* entriesBelow(
  dir: string,
  trackedIn: TrackedIn | undefined,
): AsyncGenerator<EntryBelow> {
  if (trackedIn === undefined) yield* entriesIn(dir, '')
  else yield* entriesIn(dir, '', { at: await gitFolderAt(dir, trackedIn), trackedIn })
}

type Git = { readonly at: GitFolder; readonly trackedIn: TrackedIn }

async function* entriesIn(dir: string, above: string, git?: Git): AsyncGenerator<EntryBelow> {
  for await (const entry of await fs.opendir(`${dir}/${above}`)) {
    const path = `${above}${entry.name}`
    const [kind, { name }] = [kindOf(entry), entry]
    const seen = { name, isFolder: kind === 'folder' }
    const excluded = git !== undefined && isExcluded(git.at, seen)
    if (isLeftOut(name)) {
      if (!excluded) yield { path, kind: 'leftOut' }
      continue
    }
    if (excluded && !(await isTracked(git.at, seen))) {
      yield { path, kind: 'ignored' }
      continue
    }
    assertPath(dir, path)
    if (kind === 'other') {
      throw refusedFolder(dir, `${path} is ${describeOdd(entry)}; only files are allowed.`, path)
    }
    yield { path, kind }
    if (kind !== 'folder') continue
    const below = git && { ...git, at: await gitFolderIn(git.at, name, git.trackedIn) }
    yield* entriesIn(dir, `${path}/`, below)
  }
}

function describeOdd(entry: Dirent): string {
  if (entry.isFIFO()) return 'a pipe'
  return entry.isSocket() ? 'a socket' : 'a device'
}

async function fileOnDisk(dir: string, path: string): Promise<FileOnDisk> {
  const { size, mode } = await fs.lstat(`${dir}/${path}`)
  return { path, size, executable: (mode & 0o111) !== 0 }
}

async function linkOnDisk(dir: string, path: string): Promise<FoundLink> {
  const target = await fs.readlink(`${dir}/${path}`)
  return { path, target: target.split(sep).join('/') }
}
