import fs from 'fs-extra'
import type { IO } from '../io.ts'

/** One run of a generator, for whoever counts what generators save. */
export type Usage = {
  readonly tool: string
  readonly version: string
  readonly command: string
  /** How long it took. */
  readonly ms: number
  readonly exit: number
  /** What a person would have needed by hand. */
  readonly minutes: number
}

/** Appends a line of JSON to the file that CREATE_APP_USAGE_LOG names. Without it, nothing is remembered. */
export async function appendUsage(usage: Usage, { env }: Pick<IO, 'env'>): Promise<void> {
  const file = env.CREATE_APP_USAGE_LOG
  // A log that cannot be written must not fail what was done.
  if (file) await fs.appendFile(file, `${JSON.stringify(usage)}\n`).catch(() => {})
}
