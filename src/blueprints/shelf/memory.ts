import { posix } from 'node:path'
import { foldersOf } from '../../model/tree.ts'
import {
  assertCount,
  assertPath,
  assertReadable,
  assertSizes,
  isLeftOut,
  textOf,
} from './checks.ts'
import type { Shelf } from './shelf.ts'
import { type StoredFile, treeFileOf } from './stored-file.ts'

/** Files in memory, by their path. The pack and the tarball are shelves of this kind. */
export function memoryShelf(all: ReadonlyMap<string, StoredFile>): Shelf {
  const below = (dir: string) => (dir === '' ? all : filesBelow(all, dir))
  return {
    async kindOf(path) {
      if (all.has(path)) return 'file'
      return below(path).size > 0 ? 'folder' : undefined
    },
    async foldersIn(dir) {
      const paths = [...below(dir).keys()].filter((path) => path.includes('/'))
      return [...new Set(paths.map((path) => path.slice(0, path.indexOf('/'))))]
    },
    async readText(path) {
      const bytes = all.get(path)?.bytes
      if (bytes === undefined) return undefined
      const [dir, name] = [posix.dirname(path), posix.basename(path)]
      assertReadable(dir, { path: name, size: bytes.length })
      return textOf(dir, { name, bytes })
    },
    async readFolder(dir) {
      const files = [...below(dir)]
      const leftOut = files.flatMap(([path]) => leftOutPart(path) ?? [])
      const read = files.filter(([path]) => leftOutPart(path) === undefined)
      assertAllowed(dir, new Map(read))
      return {
        files: new Map(read.map(([path, file]) => [path, treeFileOf(file)])),
        leftOut: [...new Set(leftOut)].sort(),
      }
    },
  }
}

function filesBelow(
  all: ReadonlyMap<string, StoredFile>,
  dir: string,
): ReadonlyMap<string, StoredFile> {
  const inside = [...all].filter(([path]) => path.startsWith(`${dir}/`))
  return new Map(inside.map(([path, file]) => [path.slice(dir.length + 1), file]))
}

/** The part of a path that ends with a name that is left out; undefined when it has none. */
function leftOutPart(path: string): string | undefined {
  const segments = path.split('/')
  const at = segments.findIndex(isLeftOut)
  return at === -1 ? undefined : segments.slice(0, at + 1).join('/')
}

function assertAllowed(dir: string, files: ReadonlyMap<string, StoredFile>): void {
  const paths = [...files.keys()]
  for (const path of paths) assertPath(dir, path)
  assertCount(dir, paths.length + foldersOf(paths).length)
  assertSizes(
    dir,
    [...files].map(([path, { bytes }]) => ({ path, size: bytes.length })),
  )
}
