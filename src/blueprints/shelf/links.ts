import { posix } from 'node:path'
import { limits } from '../../model/limits.ts'
import { assertCount, assertPath, type FoundFile, refusedFolder } from './checks.ts'

/** A link that was found, and the path that it leads to. */
export type FoundLink = { readonly path: string; readonly target: string }

/** What was found below a folder, by paths from there. */
export type FoundBelow<File extends FoundFile> = {
  readonly files: readonly File[]
  readonly links: readonly FoundLink[]
  readonly folders: readonly string[]
}

/**
 * The files below a folder, with a copy of what each link leads to in place of the link. A link is
 * followed as the system does it, but never out of the folder. The copies count as files and
 * folders, so links that multiply each other end at the limit.
 */
export function followLinks<File extends FoundFile>(
  dir: string,
  found: FoundBelow<File>,
): ReadonlyMap<string, File> {
  const files = new Map(found.files.map((file) => [file.path, file]))
  const folders = foldersIn(found)
  let count = found.files.length + found.folders.length
  for (const link of found.links) {
    for (const [path, entry] of copiesOf(link, { dir, folders, at: link.path, through: [] })) {
      assertPath(dir, path)
      assertCount(dir, ++count, files.keys())
      if (entry.kind === 'file') files.set(path, entry.file)
    }
  }
  return files
}

type FileEntry<File> = { readonly kind: 'file'; readonly file: File }
type LinkEntry = { readonly kind: 'link'; readonly link: FoundLink }
type FolderEntry<File> = {
  readonly kind: 'folder'
  readonly path: string
  readonly entries: Map<string, FileEntry<File> | LinkEntry | FolderEntry<File>>
}

/** Every folder by its path; the one at the top is `.`. */
type Folders<File> = ReadonlyMap<string, FolderEntry<File>>

function foldersIn<File extends FoundFile>(found: FoundBelow<File>): Folders<File> {
  const folders = new Map<string, FolderEntry<File>>()
  const folderAt = (path: string): FolderEntry<File> => {
    const known = folders.get(path)
    if (known) return known
    const folder = { kind: 'folder', path, entries: new Map() } as const
    folders.set(path, folder)
    if (path !== '.') put(path, folder)
    return folder
  }
  const put = (path: string, entry: FileEntry<File> | LinkEntry | FolderEntry<File>) => {
    folderAt(posix.dirname(path)).entries.set(posix.basename(path), entry)
  }
  folderAt('.')
  for (const path of found.folders) folderAt(path)
  for (const file of found.files) put(file.path, { kind: 'file', file })
  for (const link of found.links) put(link.path, { kind: 'link', link })
  return folders
}

type CopyPlace<File> = {
  readonly dir: string
  readonly folders: Folders<File>
  /** Where the copy goes. */
  readonly at: string
  /** The links that lead to the link which is followed. */
  readonly through: readonly FoundLink[]
}

/** What takes the place of a link: a file, or a folder with everything in it. */
function* copiesOf<File>(
  link: FoundLink,
  place: CopyPlace<File>,
): Generator<readonly [string, FileEntry<File> | FolderEntry<File>]> {
  const { dir, folders } = place
  const through = [...place.through, link]
  const target = targetOf(link, dir, folders)
  if (target.kind === 'folder' && through.some(({ path }) => isIn(path, target.path))) {
    throw refusedLink(dir, link, 'a folder that contains the link')
  }
  function* copied(
    at: string,
    entry: FileEntry<File> | LinkEntry | FolderEntry<File>,
  ): Generator<readonly [string, FileEntry<File> | FolderEntry<File>]> {
    if (entry.kind === 'link') {
      yield* copiesOf(entry.link, { dir, folders, at, through })
      return
    }
    yield [at, entry]
    if (entry.kind === 'file') return
    for (const [name, inside] of entry.entries) yield* copied(`${at}/${name}`, inside)
  }
  yield* copied(place.at, target)
}

/** As many links as Linux follows on the way to one file. */
const mostFollowed = 40

/** The file or folder that a link leads to, through other links. */
function targetOf<File>(
  link: FoundLink,
  dir: string,
  folders: Folders<File>,
): FileEntry<File> | FolderEntry<File> {
  let at = folders.get(posix.dirname(link.path))
  let followed = 0
  const steps = stepsOf(link, dir)
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const { name, of } = step
    if (name === '' || name === '.') continue
    const entry = name === '..' ? folders.get(above(at?.path)) : at?.entries.get(name)
    if (entry === undefined) throw refusedLink(dir, of, name === '..' ? outside : nowhere)
    if (entry.kind === 'link') {
      if (++followed > mostFollowed) throw refusedLink(dir, link, 'which leads back to the link')
      steps.push(...stepsOf(entry.link, dir))
    } else if (entry.kind === 'folder') at = entry
    else if (steps.length === 0) return entry
    else throw refusedLink(dir, of, nowhere)
  }
  if (at === undefined) throw refusedLink(dir, link, nowhere)
  return at
}

const outside = 'which is outside the template'
const nowhere = 'which is no part of the template'

/** The path of the folder above; one that no folder has for the folder at the top. */
function above(path = '.'): string {
  return path === '.' ? '..' : posix.dirname(path)
}

/** One name in the path of a link. */
type LinkStep = { readonly name: string; readonly of: FoundLink }

/** The names in the path of a link, the first one last. */
function stepsOf(link: FoundLink, dir: string): LinkStep[] {
  const { target } = link
  if (target === '') throw refusedLink(dir, link, nowhere)
  if (posix.isAbsolute(target)) throw refusedLink(dir, link, outside)
  if (Buffer.byteLength(target) > limits.pathBytes) {
    const shown = { ...link, target: `${target.slice(0, 50)}…` }
    throw refusedLink(dir, shown, `which is longer than ${limits.pathBytes} bytes`)
  }
  const names = target.split('/').reverse()
  return names.map((name) => ({ name, of: link }))
}

function isIn(path: string, folder: string): boolean {
  return folder === '.' || path.startsWith(`${folder}/`)
}

function refusedLink(dir: string, { path, target }: FoundLink, why: string): Error {
  return refusedFolder(dir, `${path} is a link to ${target}, ${why}.`, path)
}
