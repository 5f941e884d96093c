import { errors } from '../../errors/errors.ts'
import { limits } from '../../model/limits.ts'
import { isInside } from '../../model/paths.ts'
import { isCommit } from '../../model/source.ts'
import { foldersAbove } from '../../model/tree.ts'
import { printable, tooLarge, tooMany } from './checks.ts'
import type { Stored } from './stored-file.ts'

/** The fields of a tarball's entry that are looked at. */
export type TarEntry = {
  readonly path: string
  readonly type: string
  /** In bytes. */
  readonly size: number
  readonly mode?: number | undefined
  readonly linkpath?: string | undefined
  /** The header before all entries, in which git names the commit. */
  readonly globalExtended?: { readonly comment?: string | undefined } | undefined
}

/** What was read of a tarball. */
export type Tarball = {
  /** By the path in the tarball, with forward slashes. */
  readonly files: ReadonlyMap<string, Stored>
  /** Every folder that has files, below the one at the top. */
  readonly folders: readonly string[]
  /** The commit that a host made it from. */
  readonly commit: string | undefined
}

export type Collector = {
  /** Says whether to read an entry's content; throws when the tarball must not be used. */
  takes(entry: TarEntry): boolean
  add(entry: TarEntry, content: Buffer): void
  collected(): Tarball
}

/** How many entries of a repository are looked at to find one folder in it. */
const mostEntries = 500_000

/** The part of a tarball to collect. */
export type Wanted = {
  /** A folder below the one at the top; empty: everything. */
  readonly dir: string
  /** What to call the tarball in an error. */
  readonly name: string
  /** The names of more folders beside that one. */
  readonly beside?: readonly string[]
}

/**
 * Collects from the entries of a tarball a folder and what is beside it: the folders whose names
 * begin with `_`, and those that are named.
 */
export function collectEntries(wanted: Wanted): Collector {
  const { name } = wanted
  const files = new Map<string, Stored>()
  const folders = new Set<string>()
  const sizes = new Map<string, number>()
  let [entries, count, bytes] = [0, 0, 0]
  let comment: string | undefined
  const refused = (problem: string) => errors.templateInvalid(name, printable(problem))
  return {
    takes(entry) {
      if (++entries > mostEntries)
        throw refused(`its tarball has more than ${mostEntries} entries.`)
      comment ??= entry.globalExtended?.comment
      const path = pathOf(entry)
      if (path === '' || path === '.') return false
      if (!isInside(path)) throw refused(`${path} would leave its folder.`)
      const below = path.split('/').slice(1)
      folders.add(below.slice(0, -1).join('/'))
      if (entry.type === 'Directory') return false
      if (!isWanted(below.join('/'), wanted) && !isOfGit(entry, below, wanted)) return false
      sizes.set(below.join('/'), entry.size)
      bytes += entry.size
      if (++count > limits.entries) throw refused(tooMany(sizes.keys()))
      if (bytes > limits.allBytes) throw refused(tooLarge(sizes))
      if (entry.type === 'SymbolicLink') files.set(path, { target: entry.linkpath ?? '' })
      else if (!isFile(entry)) throw refused(`${path} is not a file but a ${entry.type}.`)
      return isFile(entry)
    },
    add(entry, content) {
      const executable = ((entry.mode ?? 0) & 0o111) !== 0
      files.set(pathOf(entry), { bytes: content, executable })
    },
    collected() {
      const twice = [...files.keys()].flatMap(foldersAbove).find((folder) => files.has(folder))
      if (twice !== undefined) throw refused(`${twice} is a file and a folder.`)
      return { files, folders: [...folders], commit: isCommit(comment) ? comment : undefined }
    },
  }
}

function pathOf({ path }: TarEntry): string {
  return path.replace(/^(?:\.\/)+|\/+$/g, '')
}

function isWanted(path: string, { dir, beside = [] }: Wanted): boolean {
  if (dir === '' || path.startsWith(`${dir}/`)) return true
  const parent = dir.slice(0, dir.lastIndexOf('/') + 1)
  return path.startsWith(`${parent}_`) || beside.some((id) => path.startsWith(`${parent}${id}/`))
}

/** Says what git knows of the wanted folder: the folders above it are read for this alone. */
function isOfGit(entry: TarEntry, below: readonly string[], { dir }: Wanted): boolean {
  const isNamed = ['.gitmodules', '.gitattributes'].includes(below.at(-1) ?? '')
  const isAbove = `${dir}/`.startsWith(
    below
      .slice(0, -1)
      .map((name) => `${name}/`)
      .join(''),
  )
  return isNamed && isAbove && isFile(entry) && entry.size <= limits.manifestBytes
}

function isFile({ type }: TarEntry): boolean {
  return ['File', 'OldFile', 'ContiguousFile'].includes(type)
}
