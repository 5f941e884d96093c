import { join, sep } from 'node:path'
import fs from 'fs-extra'
import { errors } from '../errors/errors.ts'
import { assertPlaceable } from '../model/paths.ts'
import { foldersOf } from '../model/tree.ts'
import type { Plan } from '../plan/plan.ts'

/** Refuses, before anything is written, a path that would leave the target or meet another one. */
export async function assertSafe({
  target,
  changes,
}: Pick<Plan, 'target' | 'changes'>): Promise<void> {
  const deleted = changes.flatMap(({ kind, path }) => (kind === 'delete' ? [path] : []))
  // A person may have files whose names another system cannot store.
  const present = changes.flatMap(({ kind, path }) => (kind === 'create' ? [] : [path]))
  const existing = new Set([...present, ...foldersOf(present)])
  const written = changes.flatMap(({ kind, path }) => (kind === 'delete' ? [] : [path]))
  assertPlaceable(written, existing)
  // A deleted path may meet a written one, since deletions come first.
  for (const path of deleted) assertPlaceable([path], existing)
  if (target.state === 'missing') return
  const root = await fs.realpath(target.dir)
  for (const folder of foldersOf(changes.map(({ path }) => path))) {
    if (!deleted.includes(folder)) await assertFolder(root, folder)
  }
}

async function assertFolder(root: string, folder: string): Promise<void> {
  const path = join(root, folder)
  if (!(await fs.pathExists(path))) return
  if (!(await fs.realpath(path)).startsWith(root + sep)) {
    throw errors.unsafePath(folder, 'it is a link to a folder outside of the project')
  }
  if (!(await fs.stat(path)).isDirectory())
    throw errors.unsafePath(folder, 'it has to be a folder, but a file has that name')
}
