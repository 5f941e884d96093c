import type { ExitCode } from '../errors/exit-codes.ts'
import type { Answers } from '../model/question.ts'
import type { TaskResult } from '../plan/event.ts'
import type { Difference } from './snapshot.ts'

/** The result of creating and testing the project of one combination of answers. */
export type Trial = {
  readonly answers: Answers
  readonly status: 'ok' | 'failed' | 'skipped'
  /** Why it failed or was skipped. */
  readonly reason?: string
  readonly exitCode: ExitCode
  readonly ms: number
  readonly tasks: readonly TaskResult[]
  /** Absolute path of the full output, when a task failed. */
  readonly logFile?: string
}

/** How the projects compare with the snapshot. */
export type Held = {
  readonly status: 'same' | 'missing' | 'differs' | 'accepted'
  readonly differences: readonly Difference[]
}

export type Trials = {
  /** Absolute path of the template's folder. */
  readonly dir: string
  readonly snapshot: Held
  readonly trials: readonly Trial[]
}
