import type { AppError } from '../errors/app-error.ts'
import type { Signal } from '../io.ts'
import type { TaskResult } from './event.ts'

/** The result of a plan that was applied. Its files are in place, whatever became of the tasks. */
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
