import type { Catalog } from '../blueprints/catalog.ts'
import { type CommandEntries, reportedAs } from '../flags/command-entry.ts'
import type { Flags } from '../flags/flags.ts'
import { type IO, isLive } from '../io.ts'
import type { Reporter } from '../report/reporter.ts'

type ReporterInput = {
  readonly commands: CommandEntries
  readonly command: string
  readonly flags: Pick<Flags, 'json' | 'events' | 'quiet' | 'verbose'>
  /** Whether questions may be asked. */
  readonly interactive: boolean
}

/** Loads the reporter for the output that the flags ask for; the others are not loaded. */
export async function reporterFor(
  io: IO,
  { version }: Catalog,
  { commands, command, flags, interactive }: ReporterInput,
): Promise<Reporter> {
  const reported = reportedAs(command, commands)
  if (flags.json) {
    return (await import('../report/machine/json-reporter.ts')).jsonReporter(io, reported)
  }
  if (flags.events) {
    return (await import('../report/machine/events-reporter.ts')).eventsReporter(io, reported)
  }
  const { humanReporter } = await import('../report/human/human-reporter.ts')
  return humanReporter(io, {
    version,
    quiet: flags.quiet ?? false,
    verbose: flags.verbose ?? false,
    live: isLive(io),
    interactive,
  })
}
