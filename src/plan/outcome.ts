import type { AppError } from '../errors/errors.ts'
import type { Signal } from '../io.ts'
import type { TaskResult } from './event.ts'

/** What became of a plan. The files are in place in every one of these. */
export type Outcome = {
  readonly tasks: readonly TaskResult[]
  readonly ms: number
  /** The first failure of a task. */
  readonly error?: AppError
  /** The signal that stopped the tasks. */
  readonly interrupted?: Signal
  /** Absolute path of the whole output, kept only when a task failed. */
  readonly logFile?: string
}
