import type { ExitCode } from '../errors/exit-codes.ts'
import type { Answers } from '../model/question.ts'
import type { TaskResult } from '../plan/event.ts'
import type { Difference } from './snapshot.ts'

/** What became of one combination of answers: its project, made and tested. */
export type Trial = {
  readonly answers: Answers
  readonly status: 'ok' | 'failed' | 'skipped'
  /** Why it failed or was skipped. */
  readonly reason?: string
  readonly exitCode: ExitCode
  readonly ms: number
  readonly tasks: readonly TaskResult[]
  /** Absolute path of all that was printed, when a task failed. */
  readonly logFile?: string
}

/** How the projects compare with those that the template's author has accepted. */
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
