import type { Command } from '../model/command.ts'
import type { Task } from './task.ts'

/** The git config key that marks a repository started by create-app. Its value is the hash of the tree. */
export const startedForKey = 'create-app.tree'

/** An interrupted git leaves a lock that blocks the next one, so it may finish. These commands are short. */
function git(...args: readonly string[]): Command {
  return { file: 'git', args, patienceMs: 3000 }
}

/** The branch of a new repository; git before 2.28 ignores that and uses `master`. */
export const firstBranch = 'main'

function startCommands(treeHash: string): readonly Command[] {
  return [
    git('-c', `init.defaultBranch=${firstBranch}`, 'init', '--quiet'),
    git('config', '--local', startedForKey, treeHash),
  ]
}

/** The user's hooks are meant for the user's own commits. */
const noHooks = ['-c', 'core.hooksPath=/dev/null']

/** Keeps git from refusing files because of their line ends. */
const asWritten = [...noHooks, '-c', 'core.safecrlf=false']

const stageAll: readonly Command[] = [git(...asWritten, 'add', '--all')]

/** The files to stage, when not everything is staged. */
export type Staged = {
  readonly paths: readonly string[]
  /** Staged separately, because it may not exist: a package manager can be configured to write none. */
  readonly lockfile: string | undefined
  /** Whether to stage ignored paths as well. Without it git fails on an ignored path. */
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
 * The first commit, without signing, which may wait for a passphrase, and without hooks, which are meant
 * for the user's own commits.
 */
const commitCommands: readonly Command[] = [
  git(
    ...noHooks,
    ...['-c', 'commit.gpgsign=false'],
    ...['commit', '--quiet', '--no-verify', '--message', 'Initial commit'],
  ),
]

/** The commands that set the user's git identity. */
export const identityByHand: readonly Command[] = [
  { file: 'git', args: ['config', '--global', 'user.name', 'Your Name'] },
  { file: 'git', args: ['config', '--global', 'user.email', 'you@example.com'] },
]

export const initByHand: Command = { file: 'git', args: ['init'] }
export const stageByHand: Command = { file: 'git', args: ['add', '--all'] }

/** The command that commits staged files. */
export const commitByHand: Command = {
  file: 'git',
  args: ['commit', '--message', 'Initial commit'],
}

export function gitTask(treeHash: string): Task {
  return { id: 'git', title: 'Start a git repository', commands: startCommands(treeHash) }
}

/** Stages and commits everything, or only some files. */
export function commitTask(staged?: Staged): Task {
  return {
    id: 'commit',
    title: 'Make the first commit',
    commands: [...stageCommands(staged), ...commitCommands],
    needs: ['git', 'install'],
  }
}

/** Stages everything, or only some files, without a commit. */
export function stageTask(staged?: Staged): Task {
  return {
    id: 'commit',
    title: 'Stage the files',
    commands: stageCommands(staged),
    needs: ['git', 'install'],
    failsAs: 'stage',
  }
}

function stageCommands(staged: Staged | undefined): readonly Command[] {
  return staged === undefined ? stageAll : stageOnly(staged)
}
