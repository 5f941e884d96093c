import type { Warning } from '../model/warning.ts'
import type { Remedy } from '../tasks/install-remedy.ts'

/** What `apply` reports while it works. Times are whole milliseconds. */
export type ApplyEvent =
  | ({ readonly type: 'warn' } & Warning)
  | ({ readonly type: 'files'; readonly ms: number } & FileCounts)
  | { readonly type: 'task.start'; readonly id: string; readonly title: string }
  | { readonly type: 'task.output'; readonly id: string; readonly text: string }
  /** The task has printed nothing for so long. */
  | {
      readonly type: 'task.silent'
      readonly id: string
      readonly title: string
      readonly ms: number
    }
  | ({ readonly type: 'task.end' } & TaskResult)

/** How many files were created; and how many changed or went, where there are any. */
export type FileCounts = {
  readonly created: number
  readonly updated?: number
  readonly deleted?: number
}

export type TaskResult = {
  readonly id: string
  readonly title: string
  readonly status: 'ok' | 'skipped' | 'failed'
  readonly ms: number
  /** The commands as a person would type them; of independent ones, those that failed if any did. */
  readonly command: string
  /** Why it was skipped or how it failed. */
  readonly reason?: string
  /** The task that has to succeed first, when that is why it was skipped. */
  readonly waitsFor?: string
  /** What has to be done before the command can succeed, where that is known. */
  readonly remedy?: Remedy
  /** What the commands printed, standard output and error together; of many megabytes the last ones. */
  readonly output: string
}
