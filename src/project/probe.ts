import { devNull } from 'node:os'
import { join } from 'node:path'
import { Cancelled } from '../errors.ts'
import { ask } from '../exec.ts'
import { type IO, signals } from '../io.ts'
import { type Facts, parsePackageManager } from '../plan/facts.ts'
import type { PackageManager, PackageManagerName } from '../tasks/install.ts'
import { kindAt, leadsSomewhere, realPathOf } from './read.ts'
import { nearestFolder, repositoryAround } from './target.ts'

/**
 * Asks the machine what a plan depends on. Only reads.
 * @throws Cancelled when a person stopped it meanwhile.
 */
export async function probe(
  io: Pick<IO, 'env'>,
  { dir, packageManager, signal }: Asked,
): Promise<Facts> {
  const cwd = await nearestFolder(dir)
  const question = (file: string, args: readonly string[], env = io.env) =>
    ask({ file, args }, { cwd, env, signal })
  const [version, git, variables] = await Promise.all([
    versionUsed(packageManager, (env) =>
      question(packageManager.name, ['--version'], { ...io.env, ...env }),
    ),
    question('git', ['--version']),
    question('git', ['rev-parse', '--local-env-vars']),
  ])
  const gitVariables = variables?.split('\n') ?? []
  const clean = without(io.env, gitVariables)
  // Another user's repository is one, too: that git trusts it or not is not asked here.
  const trusting = ['-c', 'safe.directory=*']
  const gitDir = await question('git', [...trusting, 'rev-parse', '--absolute-git-dir'], clean)
  const repository = await repositoryOf(dir, gitDir)
  // A repository that is not there yet, so that neither a parent's configuration nor the lack of one
  // at this place (`includeIf "gitdir:…"`) gives the answer.
  const place = repository === 'own' ? clean : { ...clean, GIT_DIR: join(cwd, '.new.git') }
  const identities = await Promise.all(
    ['GIT_AUTHOR_IDENT', 'GIT_COMMITTER_IDENT'].map((name) =>
      question('git', ['-c', 'user.useConfigOnly=true', 'var', name], place),
    ),
  )
  // What a person called off was not answered, and must not look like a no; what took too long may.
  const stopped = signals.find((name) => name === signal.reason)
  if (stopped) throw new Cancelled(stopped)
  return {
    packageManager: version,
    git: git?.replace('git version ', ''),
    gitIdentity: identities.every((identity) => identity !== undefined),
    repository,
    gitVariables,
  }
}

type Asked = {
  readonly dir: string
  readonly packageManager: PackageManager
  readonly signal: AbortSignal
}

/**
 * The version that runs in a project that pins one. Corepack's commands run the pinned one; they are
 * known by running nothing at all without their store.
 */
async function versionUsed(
  { version }: PackageManager,
  versionWith: (env?: IO['env']) => Promise<string | undefined>,
): Promise<string | undefined> {
  const found = await versionWith()
  if (found === undefined || version === '' || found === version) return found
  const bare = await versionWith({ COREPACK_HOME: devNull, COREPACK_ENABLE_NETWORK: '0' })
  return bare === undefined ? version : found
}

/** A `.git` that git itself does not take for a repository is none. */
async function repositoryOf(
  dir: string,
  gitDir: string | undefined,
): Promise<'none' | 'own' | 'parent'> {
  const around = await repositoryAround(dir)
  if (around !== 'own') return around
  const path = join(dir, '.git')
  const leads = await leadsSomewhere(path)
  if (leads && (await kindAt(path)) === 'other') return 'own'
  if (leads && gitDir === (await realPathOf(path))) return 'own'
  return gitDir === undefined ? 'none' : 'parent'
}

/** The package manager that started us, with its version: `npm/11.19.1 node/…` in its user agent. */
export function startedBy(env: IO['env']): PackageManager | undefined {
  const [agent = ''] = env.npm_config_user_agent?.split(' ') ?? []
  return parsePackageManager(agent.replace('/', '@'))
}

/** The version of a package manager on this machine, undefined when it is not there. */
export function versionOf(
  packageManager: PackageManagerName,
  how: { env: IO['env']; cwd: string; signal: AbortSignal },
): Promise<string | undefined> {
  return ask({ file: packageManager, args: ['--version'] }, how)
}

export function without(env: IO['env'], names: readonly string[]): IO['env'] {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)))
}
