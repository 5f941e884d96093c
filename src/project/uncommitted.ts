import { ask } from '../exec.ts'
import type { IO } from '../io.ts'
import { without } from './probe.ts'

/** What in a repository is not as its last commit has it, ignored files aside. */
export async function changedIn(
  dir: string,
  { env, scrub, signal }: { env: IO['env']; scrub: readonly string[]; signal: AbortSignal },
): Promise<readonly string[]> {
  const command = { file: 'git', args: ['status', '--porcelain', '-z'] }
  const said = await ask(command, { cwd: dir, env: without(env, scrub), signal })
  return (said ?? '').split('\0').flatMap((line) => (line === '' ? [] : [line.trim()]))
}
