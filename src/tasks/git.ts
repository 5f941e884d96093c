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

/** What a person ignores everywhere may be a file of the project. */
export const ownRules = ['-c', 'core.excludesFile=/dev/null']

/** Keeps git from refusing files because of their line ends. */
const asWritten = [...noHooks, ...ownRules, '-c', 'core.safecrlf=false']

/**
 * Stages the files of a new project before the install, when nothing else is there. Ignored files are not staged.
 * @param foreign paths in the folder that are not the project's; a folder ends with a slash.
 */
function stageProject(foreign: readonly string[]): Command {
  const excluded = foreign.map((path) => `:(exclude,glob)${globOf(path)}`)
  return git(...asWritten, 'add', '--ignore-removal', '--', '.', ...excluded)
}

/** A pattern for one path. git fails if a path that is excluded literally is ignored, too; with a pattern it does not. */
function globOf(path: string): string {
  return `${path.replace(/^.|[*?[\\]/g, '[$&]')}${path.endsWith('/') ? '**' : ''}`
}

/** The files to stage for the first commit. git fails on an ignored path. */
export type Staged = {
  readonly paths: readonly string[]
  /** Staged separately, because it may not exist: a package manager can be configured to write none. */
  readonly lockfile: string | undefined
}

function stageOnly({ paths, lockfile }: Staged): readonly Command[] {
  const update = ['update-index', '--add', '--remove', '--']
  const add = [...asWritten, '--literal-pathspecs', 'add', '--']
  return [
    ...inChunks(paths).map((chunk) => git(...add, ...chunk)),
    ...(lockfile === undefined ? [] : [git(...asWritten, ...update, lockfile)]),
  ]
}

/** Makes files that are in conflict in the index as they are in the last commit. The files themselves do not change. */
export function clearConflicts(paths: readonly string[]): Task {
  return {
    id: 'git',
    title: 'Clear the conflicts in git',
    commands: inChunks(paths).map((chunk) => {
      return git('--literal-pathspecs', 'reset', '--quiet', '--', ...chunk)
    }),
  }
}

/** A command line may have 32 kB on Windows. */
const mostLetters = 30_000

function inChunks(paths: readonly string[]): readonly (readonly string[])[] {
  const chunks: string[][] = []
  let letters = mostLetters
  for (const path of paths) {
    letters += path.length + 1
    if (letters > mostLetters) {
      chunks.push([])
      letters = path.length + 1
    }
    chunks.at(-1)?.push(path)
  }
  return chunks
}

/**
 * The first commit, without signing, which may wait for a passphrase, and without hooks, which are meant
 * for the user's own commits. A new repository has nothing to tidy.
 */
const commitCommands: readonly Command[] = [
  git(
    ...noHooks,
    ...['-c', 'commit.gpgsign=false', '-c', 'maintenance.auto=false'],
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

/**
 * Starts the repository.
 * @param foreign see `stageProject`; without it nothing is staged.
 */
export function gitTask(treeHash: string, foreign?: readonly string[]): Task {
  return {
    id: 'git',
    title: 'Start a git repository',
    commands: [
      ...startCommands(treeHash),
      ...(foreign === undefined ? [] : [stageProject(foreign)]),
    ],
  }
}

/** Stages the files in a repository that the folder has. */
export function stageFilesTask(foreign: readonly string[]): Task {
  return {
    id: 'git',
    title: 'Stage the files',
    commands: [stageProject(foreign)],
    failsAs: 'stage',
  }
}

/** The first commit, of what is staged and of these files. */
export function commitTask(staged: Staged): Task {
  return {
    id: 'commit',
    title: 'Make the first commit',
    commands: [...stageOnly(staged), ...commitCommands],
    needs: ['git', 'install'],
  }
}

/** Stages files without a commit. */
export function stageTask(staged: Staged): Task {
  return {
    id: 'commit',
    title: staged.paths.length === 0 ? 'Stage the lockfile' : 'Stage the files',
    commands: stageOnly(staged),
    needs: ['git', 'install'],
    failsAs: 'stage',
  }
}
