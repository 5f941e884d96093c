import type { Catalog } from '../blueprints/catalog.ts'
import type { IO } from '../io.ts'
import type { Reporter } from '../report/reporter.ts'

/** What every command is handed: the outside, a voice, and a way to be stopped. */
export type Session = {
  readonly io: IO
  readonly report: Reporter
  readonly signal: AbortSignal
  /** Absolute path of the folder the person stands in. */
  readonly cwd: string
  readonly catalog: Catalog
  /** Whether questions may be asked. */
  readonly interactive: boolean
  /** A new secret with every call. */
  readonly random: () => string
}
