import { devNull } from 'node:os'
import { join } from 'node:path'
import { Cancelled } from '../errors/errors.ts'
import { ask } from '../exec.ts'
import { type IO, signals } from '../io.ts'
import {
  type PackageManager,
  type PackageManagerName,
  parsePackageManager,
} from '../model/package-manager.ts'
import type { Facts } from '../plan/facts.ts'
import type { Wishes } from '../plan/wishes.ts'
import { kindAt, leadsSomewhere, realPathOf } from './disk.ts'
import { npmVersion } from './npm-version.ts'
import { nearestFolder, repositoryAround } from './read-target.ts'

/**
 * Asks the machine what a plan depends on. Only reads, and asks only what the wishes need.
 * @throws Cancelled when a person stops it.
 */
export async function probe(
  io: Pick<IO, 'env'>,
  { dir, packageManager, signal, wishes = everything, pmDir }: ProbeInput,
): Promise<Facts> {
  const cwd = await nearestFolder(dir)
  const question = (file: string, args: readonly string[], env = io.env) =>
    ask({ file, args }, { cwd, env, signal })
  const isPinned = packageManager.name === 'npm' || packageManager.version !== ''
  const wantsVersion = wishes.install || !isPinned
  const { node } = process.versions
  const [version, git, variables] = await Promise.all([
    wantsVersion
      ? versionUsed(packageManager, { env: io.env, cwd: pmDir ?? cwd, signal })
      : undefined,
    wishes.git === false ? undefined : question('git', ['--version']),
    wishes.git === false && !wishes.install
      ? undefined
      : question('git', ['rev-parse', '--local-env-vars']),
  ])
  if (wishes.git === false) {
    throwIfStopped(signal)
    return {
      ...nothing,
      node,
      packageManager: version,
      ...turnedOffBy(io.env),
      gitVariables: variables?.split('\n') ?? [],
    }
  }
  const gitVariables = variables?.split('\n') ?? []
  const clean = without(io.env, gitVariables)
  // Another user's repository counts too, whether git trusts it or not.
  const trusting = ['-c', 'safe.directory=*']
  const gitDir = await question('git', [...trusting, 'rev-parse', '--absolute-git-dir'], clean)
  const repository = await repositoryOf(dir, gitDir)
  // A repository that does not exist yet, so that the answer does not come from a parent's
  // configuration or from `includeIf "gitdir:…"` for another place.
  const place = repository === 'own' ? clean : { ...clean, GIT_DIR: join(cwd, '.new.git') }
  const identities = await Promise.all(
    ['GIT_AUTHOR_IDENT', 'GIT_COMMITTER_IDENT'].map((name) =>
      question('git', ['-c', 'user.useConfigOnly=true', 'var', name], place),
    ),
  )
  const branch =
    repository === 'own'
      ? await mainBranch((...args) => question('git', [...trusting, ...args], clean))
      : undefined
  throwIfStopped(signal)
  return {
    node,
    packageManager: version,
    ...turnedOffBy(io.env),
    git: git?.replace('git version ', ''),
    gitIdentity: identities.every((identity) => identity !== undefined),
    repository,
    branch,
    gitVariables,
  }
}

/** The branch that a clone has as its remote's main one, else the only branch; undefined when there are several. */
async function mainBranch(
  git: (...args: readonly string[]) => Promise<string | undefined>,
): Promise<string | undefined> {
  const branchAt = (ref: string) => git('symbolic-ref', '--quiet', '--short', ref)
  const remote = await branchAt('refs/remotes/origin/HEAD')
  if (remote !== undefined) return remote.replace(/^origin\//, '')
  const branches = await git('for-each-ref', '--format=%(refname:short)', 'refs/heads')
  const [first, second] = branches?.split('\n') ?? []
  return second === undefined ? first || branchAt('HEAD') : undefined
}

/** A question that a person interrupted must not look like a no; one that took too long may. */
function throwIfStopped({ reason }: AbortSignal): void {
  const stopped = signals.find((name) => name === reason)
  if (stopped) throw new Cancelled(stopped)
}

const everything = { install: true, git: undefined }

/** What the person's variables turn off. npm sets NODE_ENV for its programs when its configuration says so. */
function turnedOffBy(env: IO['env']): Pick<Facts, 'leavesOutDev' | 'hooksOff'> {
  return { leavesOutDev: env.NODE_ENV === 'production', hooksOff: env.HUSKY === '0' }
}

const nothing: Facts = {
  node: '',
  packageManager: undefined,
  leavesOutDev: false,
  hooksOff: false,
  git: undefined,
  gitIdentity: false,
  repository: 'none',
  branch: undefined,
  gitVariables: [],
}

type ProbeInput = {
  readonly dir: string
  readonly packageManager: PackageManager
  /**
   * Where the package manager is asked for its version, if not in `dir`: some refuse to answer in a project that names
   * another one.
   */
  readonly pmDir?: string | undefined
  readonly signal: AbortSignal
  /** What is needed from git and the package manager; by default all. */
  readonly wishes?: Pick<Wishes, 'install' | 'git'>
}

/**
 * The version that runs in a project that pins one. Corepack's commands run the pinned version; they are
 * recognized because they fail without Corepack's store.
 */
async function versionUsed(
  { name, version }: PackageManager,
  how: ProbeCommand,
): Promise<string | undefined> {
  const found = await versionOf(name, how)
  if (found === undefined || version === '' || found === version) return found
  const noStore = { COREPACK_HOME: devNull, COREPACK_ENABLE_NETWORK: '0' }
  const bare = await versionOf(name, { ...how, env: { ...how.env, ...noStore } })
  return bare === undefined ? version : found
}

/** A `.git` that git does not accept as a repository counts as none. */
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
export async function versionOf(
  packageManager: PackageManagerName,
  how: ProbeCommand,
): Promise<string | undefined> {
  const read = packageManager === 'npm' ? await npmVersion(how.env) : undefined
  return read ?? ask({ file: packageManager, args: ['--version'] }, how)
}

/**
 * Whether the configuration of npm or pnpm makes them refuse another Node than a project is for. A question of its own,
 * because it rarely matters.
 */
export async function isEngineStrict(
  { name }: PackageManager,
  {
    dir,
    env,
    signal,
  }: { readonly dir: string; readonly env: IO['env']; readonly signal: AbortSignal },
): Promise<boolean> {
  if (name !== 'npm' && name !== 'pnpm') return false
  const how = { cwd: await nearestFolder(dir), env, signal }
  const answer = await ask({ file: name, args: ['config', 'get', 'engine-strict'] }, how)
  return answer?.trim() === 'true'
}

type ProbeCommand = { readonly env: IO['env']; readonly cwd: string; readonly signal: AbortSignal }

export function without(env: IO['env'], names: readonly string[]): IO['env'] {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)))
}
