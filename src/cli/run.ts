import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { type Catalog, listTemplates } from '../blueprints/catalog.ts'
import { create } from '../commands/create.ts'
import { list } from '../commands/list.ts'
import type { Session } from '../commands/session.ts'
import { type ExitCode, exitCodes } from '../errors.ts'
import { type IO, isCi, isInteractive, type Signal, signalOf, signals } from '../io.ts'
import type { Flags } from '../plan/flags.ts'
import { eventsReporter } from '../report/events.ts'
import { humanReporter } from '../report/human.ts'
import { jsonReporter } from '../report/json.ts'
import type { Reporter } from '../report/reporter.ts'
import { withAnswers } from './answers.ts'
import { helpText } from './help.ts'
import { type Invocation, parse } from './parse.ts'

/** The program: a command line in, an exit code out. The one place that catches. */
export async function run(io: IO, catalog: Catalog): Promise<ExitCode> {
  const stopping = new AbortController()
  const release = listenForSignals(io, stopping)
  let report = reporterFor(io, catalog, formTyped(io), false)
  try {
    const invocation = parse(io.argv.slice(2), io.env)
    const { flags } = invocation
    const machine = flags.json || flags.events
    const interactive = isInteractive(io) && !flags.yes && !machine
    report = reporterFor(io, catalog, flags, interactive)
    const cwd = resolve(io.cwd(), flags.cwd ?? '.')
    const session = { io, catalog, cwd, interactive, random: secret, signal: stopping.signal }
    return await perform(invocation, { ...session, report })
  } catch (error) {
    return report.failed(error)
  } finally {
    release()
    const stopped = signalOf(stopping.signal)
    // A shell that runs us in a loop stops only when it sees that we died of the signal.
    if (stopped) io.kill(io.pid, stopped)
  }
}

async function perform(invocation: Invocation, session: Session): Promise<ExitCode> {
  const { io, catalog, cwd } = session
  switch (invocation.command) {
    case 'version':
      io.stdout.write(`${catalog.version}\n`)
      return exitCodes.ok
    case 'help':
      io.stdout.write(helpText(await listTemplates(catalog)))
      return exitCodes.ok
    case 'list':
      return list(invocation.flags, session)
    case 'create':
      session.report.open()
      return create(await withAnswers(invocation.flags, io, cwd), session)
  }
}

function reporterFor(
  io: IO,
  { version }: Catalog,
  flags: Partial<Flags>,
  interactive: boolean,
): Reporter {
  if (flags.json) return jsonReporter(io)
  if (flags.events) return eventsReporter(io)
  return humanReporter(io, {
    version,
    quiet: flags.quiet ?? false,
    verbose: flags.verbose ?? false,
    live: Boolean(io.stdout.isTTY) && !isCi(io.env) && io.env.TERM !== 'dumb',
    interactive,
  })
}

/** A command line that cannot be read must still be answered in the form it asked for. */
function formTyped({ argv, env }: IO): Partial<Flags> {
  const typed = (name: 'json' | 'events') =>
    argv.includes(`--${name}`) ||
    ['1', 'true'].includes(env[`CREATE_APP_${name.toUpperCase()}`] ?? '')
  return { json: typed('json'), events: typed('events') }
}

/** Turns signals into one AbortSignal. Impatient repeats change nothing: the cleanup is short. */
function listenForSignals(io: IO, stopping: AbortController): () => void {
  const listeners = signals.map((name): [Signal, () => void] => [name, () => stopping.abort(name)])
  for (const [name, listener] of listeners) io.on(name, listener)
  return () => {
    for (const [name, listener] of listeners) io.off(name, listener)
  }
}

function secret(): string {
  return randomBytes(32).toString('base64url')
}
