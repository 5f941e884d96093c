import type { Command } from '../model/command.ts'
import type { Task } from './task.ts'

/** In the configuration of a repository that we started: the hash of the tree that it was started for. */
export const startedForKey = 'create-app.tree'

/** Cut short, git leaves a lock behind that stops the next one; what we want of it takes moments. */
function git(...args: readonly string[]): Command {
  return { file: 'git', args, patienceMs: 3000 }
}

/** Starts a repository whose first branch is `main`; a git before 2.28 ignores that and says `master`. */
function startCommands(treeHash: string): readonly Command[] {
  return [
    git('-c', 'init.defaultBranch=main', 'init', '--quiet'),
    git('config', '--local', startedForKey, treeHash),
  ]
}

/** Hooks belong to people's own commits. */
const noHooks = ['-c', 'core.hooksPath=/dev/null']

/** Line ends that git would convert are no reason to refuse what was written a second ago. */
const asWritten = [...noHooks, '-c', 'core.safecrlf=false']

const stageAll: readonly Command[] = [git(...asWritten, 'add', '--all')]

/** What is to be staged where not everything is. */
export type Staged = {
  readonly paths: readonly string[]
  /** A package manager may be told to write none, which is no reason for git to fail. */
  readonly lockfile: string | undefined
  /** Whether also what the person ignores: a path that is named and ignored makes git fail. */
  readonly force: boolean
}

function stageOnly({ paths, lockfile, force }: Staged): readonly Command[] {
  const add = ['--literal-pathspecs', 'add', ...(force ? ['--force'] : []), '--', ...paths]
  const update = ['update-index', '--add', '--remove', '--']
  return [
    git(...asWritten, ...add),
    ...(lockfile === undefined ? [] : [git(...asWritten, ...update, lockfile)]),
  ]
}

/**
 * The first commit: no signing, which may wait for a passphrase, and no hooks, which belong to
 * people's own commits.
 */
const commitCommands: readonly Command[] = [
  git(
    ...noHooks,
    ...['-c', 'commit.gpgsign=false'],
    ...['commit', '--quiet', '--no-verify', '--message', 'Initial commit'],
  ),
]

/** What a person types once, for git to know who commits. */
export const identityByHand: readonly Command[] = [
  { file: 'git', args: ['config', '--global', 'user.name', 'Your Name'] },
  { file: 'git', args: ['config', '--global', 'user.email', 'you@example.com'] },
]

export const initByHand: Command = { file: 'git', args: ['init'] }
export const stageByHand: Command = { file: 'git', args: ['add', '--all'] }

/** What a person types to commit what we could only stage. */
export const commitByHand: Command = {
  file: 'git',
  args: ['commit', '--message', 'Initial commit'],
}

export function gitTask(treeHash: string): Task {
  return { id: 'git', title: 'Start a git repository', commands: startCommands(treeHash) }
}

/** Stages and commits: everything, or only some files. */
export function commitTask(staged?: Staged): Task {
  return {
    id: 'commit',
    title: 'Make the first commit',
    commands: [...stageCommands(staged), ...commitCommands],
    needs: ['git', 'install'],
  }
}

/** Stages and leaves the commit to the person: everything, or only some files. */
export function stageTask(staged?: Staged): Task {
  return {
    id: 'commit',
    title: 'Stage the files',
    commands: stageCommands(staged),
    needs: ['git', 'install'],
  }
}

function stageCommands(staged: Staged | undefined): readonly Command[] {
  return staged === undefined ? stageAll : stageOnly(staged)
}
