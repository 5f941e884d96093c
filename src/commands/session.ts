import type { Catalog } from '../blueprints/catalog.ts'
import type { CommandEntries } from '../flags/command-entry.ts'
import type { IO } from '../io.ts'
import type { Reporter } from '../report/reporter.ts'

/** What every command gets besides its arguments and flags. */
export type Session = {
  readonly io: IO
  readonly report: Reporter
  /** Aborted when the user stops the command. */
  readonly signal: AbortSignal
  /** Absolute path of the folder that the command works in. */
  readonly cwd: string
  readonly catalog: Catalog
  readonly commands: CommandEntries
  /** Whether questions may be asked. */
  readonly interactive: boolean
  /** Returns a new secret with every call. */
  readonly random: () => string
}
