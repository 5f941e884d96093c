import { ask } from '../exec.ts'
import type { IO } from '../io.ts'
import { type Facts, type PackageManager, parsePackageManager } from '../plan/facts.ts'
import type { PackageManagerName } from '../tasks/install.ts'
import { nearestFolder, repositoryAround } from './target.ts'

/** Asks the machine what a plan depends on. Only reads. */
export async function probe(
  io: Pick<IO, 'env'>,
  { dir, packageManager }: { dir: string; packageManager: PackageManagerName },
): Promise<Facts> {
  const cwd = await nearestFolder(dir)
  const question = (file: string, args: readonly string[], env = io.env) =>
    ask({ file, args }, { cwd, env })
  const [version, git, variables, repository] = await Promise.all([
    question(packageManager, ['--version']),
    question('git', ['--version']),
    question('git', ['rev-parse', '--local-env-vars']),
    repositoryAround(dir),
  ])
  const gitVariables = variables?.split('\n') ?? []
  const clean = without(io.env, gitVariables)
  const identities = await Promise.all(
    ['GIT_AUTHOR_IDENT', 'GIT_COMMITTER_IDENT'].map((name) =>
      question('git', ['-c', 'user.useConfigOnly=true', 'var', name], clean),
    ),
  )
  return {
    packageManager: version,
    git: git?.replace('git version ', ''),
    gitIdentity: identities.every((identity) => identity !== undefined),
    repository,
    gitVariables,
  }
}

/** The package manager that started us, with its version: `npm/11.19.1 node/…` in its user agent. */
export function startedBy(env: IO['env']): PackageManager | undefined {
  const [agent = ''] = env.npm_config_user_agent?.split(' ') ?? []
  return parsePackageManager(agent.replace('/', '@'))
}

/** The version of a package manager on this machine, undefined when it is not there. */
export function versionOf(
  packageManager: PackageManagerName,
  how: { env: IO['env']; cwd: string },
): Promise<string | undefined> {
  return ask({ file: packageManager, args: ['--version'] }, how)
}

function without(env: IO['env'], names: readonly string[]): IO['env'] {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)))
}
