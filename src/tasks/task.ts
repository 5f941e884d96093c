import type { Command } from '../model/command.ts'
import type { LockfileCheck } from './lockfile-check.ts'

/** Commands to run once the files are in place. */
export type Task = {
  readonly id: TaskId
  readonly title: string
  /** Each runs once the one before it has succeeded. */
  readonly commands: readonly Command[]
  /** The commands do not depend on each other, and run at the same time. */
  readonly independent?: boolean
  /** Tasks that must have succeeded before; a task that a flag skipped does not count. */
  readonly needs?: readonly TaskId[]
  /** Asked once the commands have succeeded. Its answer is a warning, never a failure. */
  readonly check?: LockfileCheck
  /** The failure to report, when it is not that of the id. */
  readonly failsAs?: 'stage' | 'check'
  /** The reason, when the task is not run. */
  readonly skipped?: string
}

export type TaskId = (typeof taskIds)[number]

/** In the order in which they run. Those of `before` run before the files are written: if one fails, nothing is written. */
export const taskIds = [
  'git',
  'install',
  'hooks',
  'commit',
  'before',
  'after',
  'migrate',
  'lint',
  'typecheck',
  'verify',
] as const

/** Marks a task as skipped, with the reason. */
export function skip(task: Task, reason: string): Task {
  return { ...task, skipped: reason }
}
