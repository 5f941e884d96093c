import type { Catalog } from '../blueprints/catalog.ts'
import { type IO, isLive } from '../io.ts'
import type { Flags } from '../plan/flags.ts'
import type { Reporter } from '../report/reporter.ts'
import type { Invocation } from './parse.ts'

/** How an invocation wants to be answered. */
export type Manner = {
  readonly command: Invocation['command']
  readonly flags: Partial<Flags>
  readonly interactive: boolean
}

/** The reporter that speaks in that manner; the others are not loaded. */
export async function reporterFor(
  io: IO,
  { version }: Catalog,
  { command, flags, interactive }: Manner,
): Promise<Reporter> {
  const reported = command === 'resume' || command === 'template' ? command : 'create'
  if (flags.json) return (await import('../report/json.ts')).jsonReporter(io, reported)
  if (flags.events) return (await import('../report/events.ts')).eventsReporter(io, reported)
  const { humanReporter } = await import('../report/human.ts')
  return humanReporter(io, {
    version,
    quiet: flags.quiet ?? false,
    verbose: flags.verbose ?? false,
    live: isLive(io),
    interactive,
  })
}

/** A command line that cannot be read must still be answered in the form it asked for. */
export function formTyped({ argv, env }: IO): Pick<Manner, 'command' | 'flags'> {
  const typed = (name: 'json' | 'events') =>
    argv.includes(`--${name}`) ||
    ['1', 'true'].includes(env[`CREATE_APP_${name.toUpperCase()}`] ?? '')
  return {
    command: commandTyped(argv),
    flags: { json: typed('json'), events: typed('events') },
  }
}

function commandTyped(argv: IO['argv']): Manner['command'] {
  return (['resume', 'template'] as const).find((name) => argv.includes(name)) ?? 'create'
}
