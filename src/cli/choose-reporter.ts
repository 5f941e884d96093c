import type { Catalog } from '../blueprints/catalog.ts'
import type { Flags } from '../flags/flags.ts'
import { type IO, isLive } from '../io.ts'
import type { Reporter } from '../report/reporter.ts'
import type { Invocation } from './parse.ts'

/** How an invocation wants to be answered. */
export type ReporterOptions = {
  readonly command: Invocation['command']
  readonly flags: Partial<Flags>
  readonly interactive: boolean
}

/** The reporter that speaks in that manner; the others are not loaded. */
export async function reporterFor(
  io: IO,
  { version }: Catalog,
  { command, flags, interactive }: ReporterOptions,
): Promise<Reporter> {
  const reported = command === 'resume' || command === 'template' ? command : 'create'
  if (flags.json)
    return (await import('../report/machine/json-reporter.ts')).jsonReporter(io, reported)
  if (flags.events)
    return (await import('../report/machine/events-reporter.ts')).eventsReporter(io, reported)
  const { humanReporter } = await import('../report/human/human-reporter.ts')
  return humanReporter(io, {
    version,
    quiet: flags.quiet ?? false,
    verbose: flags.verbose ?? false,
    live: isLive(io),
    interactive,
  })
}

/** A command line that cannot be read must still be answered in the form it asked for. */
export function formTyped({ argv, env }: IO): Pick<ReporterOptions, 'command' | 'flags'> {
  const typed = (name: 'json' | 'events') =>
    argv.includes(`--${name}`) ||
    ['1', 'true'].includes(env[`CREATE_APP_${name.toUpperCase()}`] ?? '')
  return {
    command: commandTyped(argv),
    flags: { json: typed('json'), events: typed('events') },
  }
}

function commandTyped(argv: IO['argv']): ReporterOptions['command'] {
  return (['resume', 'template'] as const).find((name) => argv.includes(name)) ?? 'create'
}
