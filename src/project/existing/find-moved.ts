import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { askWhole } from '../../exec.ts'
import { sizeOf, type Tree } from '../../model/tree.ts'
import { entryAt } from '../disk.ts'
import type { Leftovers } from '../read-leftovers.ts'
import { readFiles } from './read-files.ts'
import { type GitQuestion, listedFiles } from './repository.ts'

type Looking = GitQuestion & {
  readonly leftovers: Leftovers
  /** What the record made. */
  readonly base: Tree
  /** Paths that cannot be the new place of a file: those of the template. */
  readonly taken: ReadonlySet<string>
  /** The project's files at the paths of the record. */
  readonly disk: Tree
}

/**
 * Finds the files that a person moved, as git finds renames: by their content. Without a repository nothing lists the
 * files of a project, and none is found.
 * @returns for each path of the record that is empty now, the path of its file.
 */
export async function findMoved(
  dir: string,
  { base, disk, taken, leftovers, ...question }: Looking,
): Promise<ReadonlyMap<string, string>> {
  const lost = new Map([...base].filter(([path, { secret }]) => !secret && !disk.has(path)))
  if (lost.size === 0) return new Map()
  const own = (await listedFiles(dir, question))?.filter((path) => !taken.has(path)) ?? []
  const sizes = [...lost.values()].map(sizeOf)
  const alike = await Promise.all(
    own.map(async (path) => {
      const { bytes } = await entryAt(leftovers.repairs.get(path) ?? join(dir, path))
      return sizes.some((size) => mayBeMoved(size, bytes)) ? [path] : []
    }),
  )
  const { tree: found } = await readFiles(dir, alike.flat(), leftovers)
  if (found.size === 0) return new Map()
  const scratch = await mkdtemp(join(tmpdir(), 'create-app-moved-'))
  try {
    await writeTree(join(scratch, 'lost'), lost)
    await writeTree(join(scratch, 'found'), found)
    return await renamesIn(scratch, question)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** git takes two files for one that moved if half of the larger one is in the other; sizes that differ more need no look. */
function mayBeMoved(bytes: number, other: number): boolean {
  return Math.min(bytes, other) >= Math.max(bytes, other) / 2
}

async function renamesIn(
  scratch: string,
  { env, signal }: GitQuestion,
): Promise<ReadonlyMap<string, string>> {
  const how = ['--no-index', '--find-renames', '-l0', '--diff-filter=R', '--name-status', '-z']
  const command = { file: 'git', args: ['diff', ...how, 'lost', 'found'] }
  const { output } = await askWhole(command, { cwd: scratch, env, signal })
  const fields = output.split('\0')
  const moved = new Map<string, string>()
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [from = '', to = ''] = fields.slice(at + 1)
    moved.set(from.slice('lost/'.length), to.slice('found/'.length))
  }
  return moved
}

async function writeTree(root: string, tree: Tree): Promise<void> {
  for (const [path, { content }] of tree) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), content)
  }
}
