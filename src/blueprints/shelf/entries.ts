import { posix } from 'node:path'
import { errors } from '../../errors/errors.ts'
import { limits } from '../../model/limits.ts'
import { isInside } from '../../model/paths.ts'
import { isCommit } from '../../model/source.ts'
import { printBytes } from '../../model/tree.ts'

/** What is looked at of a tarball's entry. */
export type TarEntry = {
  readonly path: string
  readonly type: string
  /** In bytes. */
  readonly size: number
  readonly mode?: number | undefined
  readonly linkpath?: string | undefined
  /** What stands before all entries; git puts the commit there. */
  readonly globalExtended?: { readonly comment?: string | undefined } | undefined
}

export type PlainFile = { readonly content: Buffer; readonly mode: 0o644 | 0o755 }

/** What is read of a tarball. */
export type Tarball = {
  /** By the path in the tarball, with forward slashes. */
  readonly files: ReadonlyMap<string, PlainFile>
  /** Every folder that has files, below the one at the top. */
  readonly folders: readonly string[]
  /** The commit that a host made it from. */
  readonly commit: string | undefined
}

export type Collector = {
  /** Says whether an entry's content is wanted; throws when the tarball must not be used. */
  takes(entry: TarEntry): boolean
  add(entry: TarEntry, content: Buffer): void
  collected(): Tarball
}

/** How much of a repository is looked through to find a template in it. */
const mostEntries = 500_000

/** What of a tarball is to be collected. */
export type Wanted = {
  /** The template's folder below the one at the top; empty: all of it. */
  readonly dir: string
  /** What the template is called in an error. */
  readonly name: string
  /** The ids of templates beside it that are parts of it. */
  readonly parts?: readonly string[]
}

/** Collects a template, the layers beside it and its parts from the entries of a tarball. */
export function collectEntries(wanted: Wanted): Collector {
  const { name } = wanted
  const files = new Map<string, PlainFile>()
  const links = new Map<string, string>()
  const folders = new Set<string>()
  let [entries, count, bytes] = [0, 0, 0]
  let comment: string | undefined
  const refused = (problem: string) => errors.templateInvalid(name, problem)
  const weigh = (size: number) => {
    bytes += size
    if (bytes > limits.allBytes) {
      throw refused(`its files are larger than ${printBytes(limits.allBytes)} together.`)
    }
  }
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
      if (entry.type === 'Directory' || !isWanted(below.join('/'), wanted)) return false
      if (++count > limits.entries) throw refused(`it holds more than ${limits.entries} files.`)
      weigh(entry.size)
      if (entry.type === 'SymbolicLink') links.set(path, entry.linkpath ?? '')
      else if (!isFile(entry)) throw refused(`${path} is no file but a ${entry.type}.`)
      return isFile(entry)
    },
    add(entry, content) {
      files.set(pathOf(entry), { content, mode: (entry.mode ?? 0) & 0o111 ? 0o755 : 0o644 })
    },
    collected() {
      for (const [path, target] of links) {
        const file = files.get(posix.join(posix.dirname(path), target))
        if (!file)
          throw refused(`${path} is a link to ${target}, which is no file of the template.`)
        weigh(file.content.length)
        files.set(path, file)
      }
      return { files, folders: [...folders], commit: isCommit(comment) ? comment : undefined }
    },
  }
}

function pathOf({ path }: TarEntry): string {
  return path.replace(/^(?:\.\/)+|\/+$/g, '')
}

/** A template's own files, and what lies beside it: layers, which begin with `_`, and its parts. */
function isWanted(path: string, { dir, parts = [] }: Wanted): boolean {
  if (dir === '' || path.startsWith(`${dir}/`)) return true
  const parent = dir.slice(0, dir.lastIndexOf('/') + 1)
  return path.startsWith(`${parent}_`) || parts.some((id) => path.startsWith(`${parent}${id}/`))
}

function isFile({ type }: TarEntry): boolean {
  return ['File', 'OldFile', 'ContiguousFile'].includes(type)
}
