import { join } from 'node:path'
import { ignoredIn } from '../compose/ignore-file.ts'
import { ask } from '../exec.ts'
import type { IO } from '../io.ts'
import {
  isLockfile,
  lockfileOf,
  type PackageManager,
  unpackedMark,
} from '../model/package-manager.ts'
import { recordPath } from '../model/record.ts'
import type { Tree, TreeFile } from '../model/tree.ts'
import type { Plan } from '../plan/plan.ts'
import type { Progress, ProjectRepository } from '../plan/plan-resume.ts'
import { ownRules, type Staged, startedForKey } from '../tasks/git.ts'
import { bytesOf, hasFile, kindAt, writtenAt } from './disk.ts'
import { without } from './probe.ts'

type ProgressQuery = {
  readonly packageManager: PackageManager
  readonly env: IO['env']
  readonly signal: AbortSignal
}

/** Runs a git command and returns its output; undefined when it fails. */
type AskGit = (...args: readonly string[]) => Promise<string | undefined>

/** Compares a project with the plan of its creation. Only reads. */
export async function readProgress(plan: Plan, query: ProgressQuery): Promise<Progress> {
  const { packageManager, signal } = query
  const { dir } = plan.target
  const env = without(query.env, plan.scrub)
  const git: AskGit = (...args) => ask({ file: 'git', args }, { cwd: dir, env, signal })
  const files = filesOf(plan)
  const { kept } = plan
  const lockfile = files.has('package.json') ? lockfileOf(packageManager.name) : undefined
  const hasOwn = (await kindAt(join(dir, '.git'))) !== 'missing'
  const index = hasOwn ? indexed(await git('ls-files', '-z')) : []
  const repository = hasOwn
    ? await readRepository(git, { own: new Set([...files.keys(), ...kept, lockfile]), index })
    : undefined
  const committed = (await git('cat-file', '-e', `HEAD:./${recordPath}`)) !== undefined
  // Install scripts run after the mark is written; our first commit is made only after them.
  const mayBeInstalled = committed && repository?.startedFor !== undefined
  return {
    committed,
    installed: mayBeInstalled && (await isUnpacked(dir, unpackedMark(packageManager))),
    packageJson: (await bytesOf(join(dir, 'package.json')))?.toString(),
    repository,
    intact: await isIntact(dir, files),
    staged: await stagedOf(dir, git, { files, kept, lockfile, index }),
  }
}

/** The files of the plan that a commit may contain. */
function filesOf({ changes }: Plan): ReadonlyMap<string, TreeFile> {
  return new Map(
    changes.flatMap((change): [string, TreeFile][] =>
      change.kind === 'create' && !change.after.secret ? [[change.path, change.after]] : [],
    ),
  )
}

/** Reads the repository of the folder; one that git finds in a folder above is not it. */
async function readRepository(
  git: AskGit,
  { own, index }: { own: ReadonlySet<string | undefined>; index: readonly string[] },
): Promise<ProjectRepository> {
  const [prefix, startedFor, hooks, commits] = await Promise.all([
    git('rev-parse', '--show-prefix'),
    git('config', '--local', '--get', startedForKey),
    git('config', '--local', '--get', 'core.hooksPath'),
    git('rev-list', '--max-count=1', '--all'),
  ])
  const none = { startedFor: undefined, hasHooks: false, hasCommits: false, stranger: undefined }
  if (prefix !== '') return none
  // The advice after a failed install stages npm's settings.
  const stranger = index.find((path) => !own.has(path) && path !== '.npmrc')
  return { startedFor, hasHooks: Boolean(hooks), hasCommits: commits !== '', stranger }
}

/** A package manager rewrites its mark when it installs; a mark older than package.json is out of date. */
async function isUnpacked(dir: string, mark: string): Promise<boolean> {
  const [unpacked = 0, written = 0] = await Promise.all(
    [mark, 'package.json'].map((path) => writtenAt(join(dir, path))),
  )
  return unpacked >= written && unpacked > 0
}

/** An install changes a lockfile that came with the template, so lockfiles are left out. */
async function isIntact(dir: string, files: ReadonlyMap<string, TreeFile>): Promise<boolean> {
  const fixed = [...files].filter(([path]) => !isLockfile(path))
  const same = fixed.map(async ([path, { content }]) => {
    return (await bytesOf(join(dir, path)))?.equals(Buffer.from(content)) ?? false
  })
  return (await Promise.all(same)).every(Boolean)
}

/** The paths of an index, as git lists them. */
function indexed(listed: string | undefined): readonly string[] {
  return listed?.split('\0').filter((path) => path !== '') ?? []
}

/** The files of the plan, or kept in their place, that are in the project or were staged there, and that git does not ignore. */
async function stagedOf(
  dir: string,
  git: AskGit,
  { files, kept, lockfile, index }: Staging,
): Promise<Staged> {
  const paths = [...files.keys(), ...kept]
  const isThere = await Promise.all(paths.map((path) => hasFile(dir, path)))
  const staged = new Set(index)
  const there = paths.filter((path, at) => (isThere[at] || staged.has(path)) && path !== lockfile)
  const listed = await git(...ownRules, 'ls-files', ...listing, '-z')
  const visible = new Set(indexed(listed))
  // git answers in a repository only. Without one, the files are as planned.
  const asPlanned = listed === undefined ? ignoredIn(files) : undefined
  const isIgnored = asPlanned ?? ((path: string) => !visible.has(path))
  const leavesOut =
    lockfile !== undefined && (asPlanned?.(lockfile) ?? (await refuses(lockfile, git)))
  return {
    paths: there.filter((path) => !isIgnored(path)),
    lockfile: leavesOut ? undefined : lockfile,
  }
}

type Staging = {
  /** The files of the plan. */
  readonly files: Tree
  /** The files of the person that creation kept, and commits with the others. */
  readonly kept: readonly string[]
  readonly lockfile: string | undefined
  readonly index: readonly string[]
}

/** What git tracks, and what it would. */
const listing = ['--cached', '--others', '--exclude-standard']

/** git takes a path that begins with `./` literally. The lockfile may not exist yet. */
async function refuses(path: string, git: AskGit): Promise<boolean> {
  return (await git(...ownRules, 'check-ignore', '--', `./${path}`)) !== undefined
}
