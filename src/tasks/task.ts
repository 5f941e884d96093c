import type { Command } from '../model/command.ts'

/** Commands to run, in order, once the files are in place. */
export type Task = {
  readonly id: TaskId
  readonly title: string
  readonly commands: readonly Command[]
  /** Tasks that must have succeeded; one that was skipped by a flag does not stand in the way. */
  readonly needs?: readonly TaskId[]
  /** Set when the task is not to run: why. */
  readonly skipped?: string
}

export type TaskId = 'git' | 'install' | 'commit' | 'verify'

/** The task as one that does not run, and why. */
export function skip(task: Task, reason: string): Task {
  return { ...task, skipped: reason }
}
