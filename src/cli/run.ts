import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { type Catalog, listTemplates } from '../blueprints/catalog.ts'
import { list } from '../commands/list.ts'
import type { Session } from '../commands/session.ts'
import { Cancelled, errors } from '../errors.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type IO, isInteractive, isLive, type Signal, signalOf, signals } from '../io.ts'
import type { Flags } from '../plan/flags.ts'
import { isNodeError, kindAt } from '../project/read.ts'
import { eventsReporter } from '../report/events.ts'
import { humanReporter } from '../report/human.ts'
import { jsonReporter } from '../report/json.ts'
import { pageOf } from '../report/page.ts'
import type { Reporter } from '../report/reporter.ts'
import { withAnswers } from './answers.ts'
import { helpText } from './help.ts'
import { type Invocation, parse } from './parse.ts'
import { readRecord } from './record.ts'

/** The program: a command line in, an exit code out. The one place that catches. */
export async function run(io: IO, catalog: Catalog): Promise<ExitCode> {
  const stopping = new AbortController()
  const release = listenForSignals(io, stopping)
  const output = watchOutput(io)
  let report = reporterFor(io, catalog, { ...formTyped(io), interactive: false })
  try {
    const invocation = parse(io.argv.slice(2), io.env)
    const { command, flags } = invocation
    const machine = flags.json || flags.events
    const interactive = isInteractive(io) && !flags.yes && !machine
    report = reporterFor(io, catalog, { command, flags, interactive })
    const exitCode = await perform(invocation, {
      io,
      catalog,
      interactive,
      report,
      random: secret,
      signal: stopping.signal,
    })
    await flushed(io.stdout)
    return output.broken && exitCode === exitCodes.ok ? exitCodes.disk : exitCode
  } catch (error) {
    const stopped = signalOf(stopping.signal)
    return report.failed(stopped ? new Cancelled(stopped) : error)
  } finally {
    release()
    const stopped = signalOf(stopping.signal)
    // A shell that runs us in a loop stops only when it sees that we died of the signal.
    if (stopped) io.kill(io.pid, stopped)
  }
}

async function perform(invocation: Invocation, outside: Omit<Session, 'cwd'>): Promise<ExitCode> {
  const { io, catalog, report, signal } = outside
  const { flags } = invocation
  switch (invocation.command) {
    case 'version':
      io.stdout.write(`${catalog.version}\n`)
      return exitCodes.ok
    case 'help':
      io.stdout.write(helpText(await listTemplates(catalog), pageOf(io.env, io.stdout)))
      return exitCodes.ok
    case 'list':
      return list(flags, outside)
    case 'completion': {
      const { completion } = await import('../commands/completion.ts')
      return completion(invocation.shell, outside)
    }
    case 'template': {
      const { template } = await import('../commands/template.ts')
      return template(invocation, { ...outside, cwd: await folderOf(flags, io) })
    }
    case 'doctor': {
      const cwd = await folderOf(flags, io)
      const said = await withAnswers(invocation.flags, { io, cwd, signal })
      const { doctor } = await import('../commands/doctor.ts')
      return doctor(said, { ...outside, cwd })
    }
    case 'resume': {
      report.open()
      const cwd = await folderOf(flags, io)
      const record = await readRecord(invocation.flags.dir, cwd)
      const { resume } = await import('../commands/resume.ts')
      return resume(invocation.flags, record, { ...outside, cwd })
    }
    case 'create': {
      report.open()
      const cwd = await folderOf(flags, io)
      const said = await withAnswers(invocation.flags, { io, cwd, signal })
      const { create } = await import('../commands/create.ts')
      return create(said, { ...outside, cwd })
    }
  }
}

async function folderOf(flags: Flags, io: IO): Promise<string> {
  const cwd = resolve(hereOf(io), flags.cwd ?? '.')
  if (flags.cwd !== undefined && (await kindAt(cwd)) !== 'folder') {
    throw errors.noSuchFolder('--cwd', flags.cwd)
  }
  return cwd
}

function hereOf(io: IO): string {
  try {
    return io.cwd()
  } catch (error) {
    // Somebody removed the folder that the shell still stands in.
    if (isNodeError(error)) throw errors.cannotRead('This folder', error)
    throw error
  }
}

type Form = {
  readonly command: Invocation['command']
  readonly flags: Partial<Flags>
  readonly interactive: boolean
}

function reporterFor(
  io: IO,
  { version }: Catalog,
  { command, flags, interactive }: Form,
): Reporter {
  const reported = command === 'resume' || command === 'template' ? command : 'create'
  if (flags.json) return jsonReporter(io, reported)
  if (flags.events) return eventsReporter(io, reported)
  return humanReporter(io, {
    version,
    quiet: flags.quiet ?? false,
    verbose: flags.verbose ?? false,
    live: isLive(io),
    interactive,
  })
}

/** A command line that cannot be read must still be answered in the form it asked for. */
function formTyped({ argv, env }: IO): Pick<Form, 'command' | 'flags'> {
  const typed = (name: 'json' | 'events') =>
    argv.includes(`--${name}`) ||
    ['1', 'true'].includes(env[`CREATE_APP_${name.toUpperCase()}`] ?? '')
  return {
    command: commandTyped(argv),
    flags: { json: typed('json'), events: typed('events') },
  }
}

function commandTyped(argv: IO['argv']): Form['command'] {
  return (['resume', 'template'] as const).find((name) => argv.includes(name)) ?? 'create'
}

/**
 * Hears that nobody reads us any more, which is no reason to stop half way: a closed pipe is let be,
 * and any other fault of the output is remembered.
 */
function watchOutput({ stdout, stderr }: IO): { broken: boolean } {
  const output = { broken: false }
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') output.broken = true
    })
  }
  return output
}

/** Waits until what was written has gone out, or cannot. */
function flushed(stream: IO['stdout']): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()))
}

/** Turns signals into one AbortSignal. Repeats change nothing: a stubborn task is ended within seconds. */
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
