import type { Command, Task } from './task.ts'

/** The commands that start a repository with `main` as its first branch, whatever git's version. */
export const initCommands: readonly Command[] = [
  { file: 'git', args: ['-c', 'init.defaultBranch=main', 'init', '--quiet'] },
]

export const stageCommands: readonly Command[] = [{ file: 'git', args: ['add', '--all'] }]

/**
 * The first commit: no signing, which may wait for a passphrase, and no hooks, which belong to
 * people's own commits.
 */
export const commitCommands: readonly Command[] = [
  {
    file: 'git',
    args: [
      '-c',
      'commit.gpgsign=false',
      '-c',
      'core.hooksPath=/dev/null',
      'commit',
      '--quiet',
      '--no-verify',
      '--message',
      'Initial commit',
    ],
  },
]

/** What a person types to commit what we could only stage. */
export const commitByHand: Command = {
  file: 'git',
  args: ['commit', '--message', 'Initial commit'],
}

export function gitTask(skipped?: string): Task {
  return { id: 'git', title: 'Start a git repository', commands: initCommands, ...because(skipped) }
}

/** Stages everything and, with `commit`, commits it. */
export function commitTask(how: { commit: boolean; skipped?: string | undefined }): Task {
  return {
    id: 'commit',
    title: how.commit ? 'Make the first commit' : 'Stage the files',
    commands: how.commit ? [...stageCommands, ...commitCommands] : stageCommands,
    needs: ['git', 'install'],
    ...because(how.skipped),
  }
}

function because(skipped: string | undefined): { skipped?: string } {
  return skipped === undefined ? {} : { skipped }
}
