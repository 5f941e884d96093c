import { posix } from 'node:path'
import { foldersOf, treeFileOf } from '../../model/tree.ts'
import {
  assertCount,
  assertPath,
  assertReadable,
  assertSizes,
  type FoundFile,
  isLeftOut,
  textOf,
} from './checks.ts'
import { type FoundBelow, followLinks } from './links.ts'
import type { Shelf } from './shelf.ts'
import type { Stored, StoredFile } from './stored-file.ts'

/** Files in memory, by their path. The pack and the tarball are shelves of this kind. */
export function memoryShelf(all: ReadonlyMap<string, Stored>): Shelf {
  const below = (dir: string) => (dir === '' ? all : entriesBelow(all, dir))
  return {
    async kindOf(path) {
      const stored = all.get(path)
      if (stored) return 'target' in stored ? 'link' : 'file'
      return below(path).size > 0 ? 'folder' : undefined
    },
    async foldersIn(dir) {
      const paths = [...below(dir).keys()].filter((path) => path.includes('/'))
      return [...new Set(paths.map((path) => path.slice(0, path.indexOf('/'))))]
    },
    async readText(path) {
      const stored = all.get(path)
      if (stored === undefined || 'target' in stored) return undefined
      const [dir, name] = [posix.dirname(path), posix.basename(path)]
      assertReadable(dir, { path: name, size: stored.bytes.length })
      return textOf(dir, { name, bytes: stored.bytes })
    },
    async readFolder(dir) {
      const entries = [...below(dir)]
      const leftOut = entries.flatMap(([path]) => leftOutPart(path) ?? [])
      const read = new Map(entries.filter(([path]) => leftOutPart(path) === undefined))
      const files = followLinks(dir, foundIn(dir, read))
      assertSizes(dir, files)
      return {
        files: new Map([...files].map(([path, { stored }]) => [path, treeFileOf(stored)])),
        leftOut: [...new Set(leftOut)].sort(),
        ignored: [],
      }
    },
  }
}

function entriesBelow(all: ReadonlyMap<string, Stored>, dir: string): ReadonlyMap<string, Stored> {
  const inside = [...all].filter(([path]) => path.startsWith(`${dir}/`))
  return new Map(inside.map(([path, stored]) => [path.slice(dir.length + 1), stored]))
}

/** The part of a path that ends with a name that is left out; undefined when it has none. */
function leftOutPart(path: string): string | undefined {
  const segments = path.split('/')
  const at = segments.findIndex(isLeftOut)
  return at === -1 ? undefined : segments.slice(0, at + 1).join('/')
}

type FileInMemory = FoundFile & { readonly stored: StoredFile }

function foundIn(dir: string, entries: ReadonlyMap<string, Stored>): FoundBelow<FileInMemory> {
  const paths = [...entries.keys()]
  for (const path of paths) assertPath(dir, path)
  const folders = foldersOf(paths)
  assertCount(dir, paths.length + folders.length, paths)
  return {
    folders,
    files: [...entries].flatMap(([path, stored]) =>
      'target' in stored ? [] : [{ path, size: stored.bytes.length, stored }],
    ),
    links: [...entries].flatMap(([path, stored]) =>
      'target' in stored ? [{ path, target: stored.target }] : [],
    ),
  }
}
