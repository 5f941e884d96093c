import { ask } from '../../exec.ts'
import type { IO } from '../../io.ts'
import { without } from '../probe.ts'
import { asksOnly } from './repository.ts'

/** The paths in a repository that differ from its last commit, without ignored files. */
export async function changedIn(
  dir: string,
  { env, scrub, signal }: { env: IO['env']; scrub: readonly string[]; signal: AbortSignal },
): Promise<readonly string[]> {
  const command = { file: 'git', args: ['status', '--porcelain', '-z'] }
  const said = await ask(command, {
    cwd: dir,
    env: { ...without(env, scrub), ...asksOnly },
    signal,
  })
  return (said ?? '').split('\0').flatMap((line) => (line === '' ? [] : [line.trim()]))
}
