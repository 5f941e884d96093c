import { join } from 'node:path'
import { ask } from '../exec.ts'
import type { IO } from '../io.ts'
import { lockfileOf, type PackageManager, unpackedMark } from '../model/package-manager.ts'
import { recordPath } from '../model/record.ts'
import type { TreeFile } from '../model/tree.ts'
import type { Plan } from '../plan/plan.ts'
import type { Progress, ProjectRepository } from '../plan/plan-resume.ts'
import { type Staged, startedForKey } from '../tasks/git.ts'
import { bytesOf, hasFile, kindAt, writtenAt } from './disk.ts'
import { without } from './probe.ts'

type ProgressQuery = {
  readonly packageManager: PackageManager
  readonly env: IO['env']
  readonly signal: AbortSignal
}

/** Asks git something; undefined when it says no. */
type AskGit = (...args: readonly string[]) => Promise<string | undefined>

/** Looks at what a creation left in its project, against the plan that it had. Only reads. */
export async function readFound(plan: Plan, looking: ProgressQuery): Promise<Progress> {
  const { packageManager, signal } = looking
  const { dir } = plan.target
  const env = without(looking.env, plan.scrub)
  const git: AskGit = (...args) => ask({ file: 'git', args }, { cwd: dir, env, signal })
  const files = filesOf(plan)
  const lockfile = files.has('package.json') ? lockfileOf(packageManager.name) : undefined
  const hasOwn = (await kindAt(join(dir, '.git'))) !== 'missing'
  const repository = hasOwn ? await readRepository(git, [...files.keys(), lockfile]) : undefined
  const committed = (await git('cat-file', '-e', `HEAD:./${recordPath}`)) !== undefined
  // A mark says little of the scripts that ran after it; our first commit waited for them.
  const mayBeInstalled = committed && repository?.startedFor !== undefined
  return {
    committed,
    installed: mayBeInstalled && (await isUnpacked(dir, unpackedMark(packageManager))),
    packageJson: (await bytesOf(join(dir, 'package.json')))?.toString(),
    repository,
    intact: await isIntact(dir, files),
    staged: await stagedOf(dir, git, { paths: [...files.keys()], lockfile }),
  }
}

/** What the plan wrote and a commit may hold. */
function filesOf({ changes }: Plan): ReadonlyMap<string, TreeFile> {
  return new Map(
    changes.flatMap((change): [string, TreeFile][] =>
      change.kind === 'create' && !change.after.secret ? [[change.path, change.after]] : [],
    ),
  )
}

/** What `.git` is; what git does not take for a repository of this very folder is nobody's that we know. */
async function readRepository(
  git: AskGit,
  own: readonly (string | undefined)[],
): Promise<ProjectRepository> {
  const [prefix, startedFor, commits, staged] = await Promise.all([
    git('rev-parse', '--show-prefix'),
    git('config', '--local', '--get', startedForKey),
    git('rev-list', '--max-count=1', '--all'),
    git('ls-files', '-z'),
  ])
  if (prefix !== '') return { startedFor: undefined, hasCommits: false, stranger: undefined }
  const stranger = staged?.split('\0').find((path) => path !== '' && !own.includes(path))
  return { startedFor, hasCommits: commits !== '', stranger }
}

/** Every package manager rewrites its mark when it unpacks; an older one was for another package.json. */
async function isUnpacked(dir: string, mark: string): Promise<boolean> {
  const [unpacked = 0, written = 0] = await Promise.all(
    [mark, 'package.json'].map((path) => writtenAt(join(dir, path))),
  )
  return unpacked >= written && unpacked > 0
}

async function isIntact(dir: string, files: ReadonlyMap<string, TreeFile>): Promise<boolean> {
  const same = [...files].map(async ([path, { content }]) => {
    return (await bytesOf(join(dir, path)))?.equals(Buffer.from(content)) ?? false
  })
  return (await Promise.all(same)).every(Boolean)
}

/** Of what the plan has: the files that are there, without those that the person told git to ignore. */
async function stagedOf(
  dir: string,
  git: AskGit,
  { paths, lockfile }: Omit<Staged, 'force'>,
): Promise<Staged> {
  const isThere = await Promise.all(paths.map((path) => hasFile(dir, path)))
  const there = paths.filter((path, at) => isThere[at] && path !== lockfile)
  const ignored = await ignoredOf(lockfile === undefined ? there : [...there, lockfile], git)
  return {
    paths: there.filter((path) => !ignored.has(path)),
    lockfile: lockfile !== undefined && ignored.has(lockfile) ? undefined : lockfile,
    force: false,
  }
}

/** git takes a path with a dot and a slash before it literally, and says it again as it was given. */
async function ignoredOf(paths: readonly string[], git: AskGit): Promise<ReadonlySet<string>> {
  const given = paths.map((path) => `./${path}`)
  const said = await git('-c', 'core.quotePath=false', 'check-ignore', '--', ...given)
  return new Set(said?.split('\n').map((path) => path.slice('./'.length)))
}
