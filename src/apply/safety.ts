import { dirname, join, posix, sep } from 'node:path'
import fs from 'fs-extra'
import { errors } from '../errors.ts'
import type { Plan } from '../plan/plan.ts'

/** Refuses, before anything is written, a path that would leave the target or hit another. */
export async function assertSafe({
  target,
  changes,
}: Pick<Plan, 'target' | 'changes'>): Promise<void> {
  const seen = new Map<string, string>()
  for (const { path } of changes) {
    assertInside(path)
    assertUnlikeOthers(path, seen)
    if (target.state === 'existing') await assertNoLink(target.dir, path)
  }
}

/** Whether a path stays in the folder that it is joined to. */
export function isInside(path: string): boolean {
  const odd = posix.isAbsolute(path) || /^[A-Za-z]:/.test(path) || /[\\\0]/.test(path)
  return !odd && posix.normalize(path) === path && path.split('/')[0] !== '..'
}

function assertInside(path: string): void {
  if (!isInside(path)) throw errors.unsafePath(path, 'it leaves the project')
  if (path.split('/')[0]?.toLowerCase() === '.git') {
    throw errors.unsafePath(path, 'it lies in git’s own folder')
  }
}

/** Two paths that differ only in case are one file on most laptops. */
function assertUnlikeOthers(path: string, seen: Map<string, string>): void {
  const folded = path.normalize('NFC').toLowerCase()
  const other = seen.get(folded)
  if (other !== undefined) throw errors.unsafePath(path, `it is the same file as ${other}`)
  seen.set(folded, path)
}

async function assertNoLink(dir: string, path: string): Promise<void> {
  for (let above = dirname(path); above !== '.'; above = dirname(above)) {
    const folder = join(dir, above)
    if (!(await fs.pathExists(folder))) continue
    const real = await fs.realpath(folder)
    const root = await fs.realpath(dir)
    if (!real.startsWith(root + sep))
      throw errors.unsafePath(path, `${above} is a link that leads out`)
    if (!(await fs.stat(folder)).isDirectory()) throw errors.unsafePath(path, `${above} is a file`)
  }
}
