import { join } from 'node:path'
import { ask } from '../exec.ts'
import type { IO } from '../io.ts'
import type { Done } from '../plan/resume.ts'
import { lockfileOf, type PackageManagerName } from '../tasks/install.ts'
import type { TaskId } from '../tasks/task.ts'
import { kindAt } from './read.ts'

/** Which tasks of its creation a project has the results of. */
export async function readDone(
  dir: string,
  how: { packageManager: PackageManagerName; env: IO['env']; signal: AbortSignal },
): Promise<Done> {
  const has = async (path: string) => (await kindAt(join(dir, path))) !== 'missing'
  const { packageManager, env, signal } = how
  const git = await has('.git')
  const head = ['rev-parse', '--verify', '--quiet', 'HEAD']
  const committed = git && (await ask({ file: 'git', args: head }, { cwd: dir, env, signal }))
  // A package manager writes its lockfile last.
  const installed = (await has('node_modules')) && (await has(lockfileOf(packageManager)))
  const done: readonly [TaskId, boolean][] = [
    ['git', git],
    ['install', installed],
    ['commit', Boolean(committed)],
  ]
  return done.flatMap(([id, is]) => (is ? [id] : []))
}
