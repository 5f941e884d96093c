import { ask } from '../exec.ts'
import type { IO } from '../io.ts'
import type { TrackedIn } from './shelf/ignored.ts'

/** What a question to git needs. */
export type Asking = { readonly env: IO['env']; readonly signal: AbortSignal }

/**
 * Asks git for the files that it tracks in a folder. The folder may be anybody's: no program that its
 * configuration names is run, and nothing is fetched. No variable of the caller's repository counts.
 */
export function trackedBy({ env, signal }: Asking): TrackedIn {
  const kept = Object.entries(env).filter(([name]) => !/^GIT_/i.test(name))
  const own = { ...Object.fromEntries(kept), ...nothingFetched }
  return async (dir) => {
    const args = ['-C', dir, ...settings, 'ls-files', '-z']
    const output = await ask({ file: 'git', args }, { cwd, env: own, signal })
    return output?.split('\0').filter((path) => path !== '') ?? []
  }
}

/** Another user's repository counts too, whether git trusts it or not. */
const settings = ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=']

/** Not the folder that is asked about: Windows would start a git.exe in it. */
const cwd = import.meta.dirname

const nothingFetched = {
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_OPTIONAL_LOCKS: '0',
}
