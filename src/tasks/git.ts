import type { Command, Task } from './task.ts'

/** Starts a repository whose first branch is `main`; a git before 2.28 ignores that and says `master`. */
export const initCommands: readonly Command[] = [
  { file: 'git', args: ['-c', 'init.defaultBranch=main', 'init', '--quiet'] },
]

/** Hooks belong to people's own commits. */
const noHooks = ['-c', 'core.hooksPath=/dev/null']

/** Line ends that git would convert are no reason to refuse what was written a second ago. */
const asWritten = [...noHooks, '-c', 'core.safecrlf=false']

const stageCommands: readonly Command[] = [{ file: 'git', args: [...asWritten, 'add', '--all'] }]

/**
 * In a repository of the person's own, what is theirs is not ours to stage. What is ours is staged
 * even if they ignore it everywhere else: a path that is named and ignored would make git fail.
 */
function stageOnly(paths: readonly string[]): readonly Command[] {
  const add = ['--literal-pathspecs', 'add', '--force', '--']
  return [{ file: 'git', args: [...asWritten, ...add, ...paths] }]
}

/**
 * The first commit: no signing, which may wait for a passphrase, and no hooks, which belong to
 * people's own commits.
 */
export const commitCommands: readonly Command[] = [
  {
    file: 'git',
    args: [
      ...noHooks,
      '-c',
      'commit.gpgsign=false',
      'commit',
      '--quiet',
      '--no-verify',
      '--message',
      'Initial commit',
    ],
  },
]

/** What a person types once, for git to know who commits. */
export const identityByHand: readonly Command[] = [
  { file: 'git', args: ['config', '--global', 'user.name', 'Your Name'] },
  { file: 'git', args: ['config', '--global', 'user.email', 'you@example.com'] },
]

/** What a person types to commit what we could only stage. */
export const commitByHand: Command = {
  file: 'git',
  args: ['commit', '--message', 'Initial commit'],
}

export function gitTask(skipped?: string): Task {
  return { id: 'git', title: 'Start a git repository', commands: initCommands, ...because(skipped) }
}

/** Stages everything and commits it. */
export function commitTask(skipped?: string): Task {
  return {
    id: 'commit',
    title: 'Make the first commit',
    commands: [...stageCommands, ...commitCommands],
    needs: ['git', 'install'],
    ...because(skipped),
  }
}

/** Stages and leaves the commit to the person: everything, or only some paths. */
export function stageTask(paths?: readonly string[]): Task {
  return {
    id: 'commit',
    title: 'Stage the files',
    commands: paths === undefined ? stageCommands : stageOnly(paths),
    needs: ['git', 'install'],
  }
}

function because(skipped: string | undefined): { skipped?: string } {
  return skipped === undefined ? {} : { skipped }
}
