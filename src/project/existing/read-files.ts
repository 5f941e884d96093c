import { join } from 'node:path'
import { foldersAbove, foldersOf, type Tree, type TreeFile, treeFileOf } from '../../model/tree.ts'
import { bytesOf, entryAt } from '../disk.ts'
import type { Leftovers } from '../read-leftovers.ts'

/** The files of a project at some paths. */
export type ProjectFiles = {
  /** Without what git and the tasks of the project keep for themselves: only the paths that were asked for. */
  readonly tree: Tree
  /** Paths at which something is that is no file of the project, or leads out of it. */
  readonly blocked: ReadonlySet<string>
}

/**
 * Reads the files of a project. No link is followed, because it could lead out of the project. What killed runs left is
 * seen as if it were cleaned up already.
 */
export async function readFiles(
  dir: string,
  paths: readonly string[],
  leftovers: Leftovers,
): Promise<ProjectFiles> {
  const inTheWay = await foldersInTheWay(dir, paths)
  const read = await Promise.all(
    paths.map(async (path) => {
      const isBelow = foldersAbove(path).some((folder) => inTheWay.has(folder))
      return [path, isBelow ? 'blocked' : await readFile(dir, path, leftovers)] as const
    }),
  )
  const files = read.flatMap(([path, file]): [string, TreeFile][] => {
    return file === 'missing' || file === 'blocked' ? [] : [[path, file]]
  })
  const blocked = read.flatMap(([path, file]) => (file === 'blocked' ? [path] : []))
  return { tree: new Map(files), blocked: new Set(blocked) }
}

/** Where a folder should be, a link or a file. */
async function foldersInTheWay(
  dir: string,
  paths: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await Promise.all(
    foldersOf(paths).map(async (folder) => {
      const { kind } = await entryAt(join(dir, folder))
      return kind === 'folder' || kind === 'missing' ? [] : [folder]
    }),
  )
  return new Set(found.flat())
}

async function readFile(
  dir: string,
  path: string,
  { repairs }: Leftovers,
): Promise<TreeFile | 'missing' | 'blocked'> {
  const place = repairs.has(path) ? repairs.get(path) : join(dir, path)
  if (place === undefined) return 'missing'
  const entry = await entryAt(place)
  if (entry.kind === 'missing') return 'missing'
  const bytes = entry.kind === 'file' ? await bytesOf(place) : undefined
  return bytes === undefined ? 'blocked' : treeFileOf({ bytes, executable: entry.executable })
}
