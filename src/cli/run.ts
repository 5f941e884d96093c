import type { Catalog } from '../blueprints/catalog.ts'
import { Cancelled } from '../errors/errors.ts'
import { type ExitCode, exitCodes } from '../errors/exit-codes.ts'
import { type IO, isInteractive, type Signal, signalOf, signals } from '../io.ts'
import type { ListedTemplate } from '../model/blueprint.ts'
import { type Page, pageOf } from '../report/human/page.ts'
import { helpText } from './help.ts'
import { type Invocation, parse } from './parse.ts'
import type { Performed } from './perform.ts'

/**
 * Writes what it can of a text to standard output, and gives back the rest. Output's own stream takes
 * longer to load than all else that an answer needs.
 */
export type PlainOutput = (text: string) => Uint8Array

/** What only the process itself can bring. */
export type Edge = {
  /** Is called before what takes more than an answer. */
  readonly onWork?: () => void
  readonly plainOutput?: PlainOutput | undefined
}

/**
 * The program: a command line in, an exit code out. The one place that catches. What its first answers
 * need is here; everything else is loaded when it is its turn.
 */
export async function run(io: IO, catalog: Catalog, edge: Edge = {}): Promise<ExitCode> {
  try {
    const invocation = parse(io.argv.slice(2), io.env)
    if (isAnsweredAtOnce(invocation)) return await answerAtOnce(invocation, io, catalog, edge)
    edge.onWork?.()
    return await work(invocation, io, catalog)
  } catch (error) {
    const { formTyped, reporterFor } = await import('./choose-reporter.ts')
    const report = await reporterFor(io, catalog, { ...formTyped(io), interactive: false })
    return report.failed(error)
  }
}

type AtOnce = Exclude<Invocation, Performed>

function isAnsweredAtOnce(invocation: Invocation): invocation is AtOnce {
  return invocation.command === 'version' || invocation.command === 'help'
}

/** The version and the help need nobody else. */
async function answerAtOnce(
  { command }: AtOnce,
  io: IO,
  catalog: Catalog,
  { plainOutput }: Edge,
): Promise<ExitCode> {
  const page = pageOf(io.env, plainOutput ? {} : io.stdout)
  const text = command === 'version' ? `${catalog.version}\n` : await helpOf(catalog, page)
  const rest = plainOutput ? plainOutput(text) : text
  if (rest.length === 0) return exitCodes.ok
  return written(rest, io, watchOutput(io.stdout), exitCodes.ok)
}

async function helpOf(catalog: Catalog, page: Page): Promise<string> {
  return helpText(catalog.listed ?? (await templatesIn(catalog)), page)
}

async function templatesIn(catalog: Catalog): Promise<readonly ListedTemplate[]> {
  const { listTemplates } = await import('../blueprints/catalog.ts')
  return listTemplates(catalog)
}

/** Does what was asked for, until it is done or a signal calls it off. */
async function work(invocation: Performed, io: IO, catalog: Catalog): Promise<ExitCode> {
  const stopping = new AbortController()
  const { signal } = stopping
  const release = listenForSignals(io, stopping)
  const output = watchOutput(io.stdout, io.stderr)
  const { command, flags } = invocation
  const machine = flags.json || flags.events
  const interactive = isInteractive(io) && !flags.yes && !machine
  const { reporterFor } = await import('./choose-reporter.ts')
  const report = await reporterFor(io, catalog, { command, flags, interactive })
  try {
    const { performCommand } = await import('./perform.ts')
    const outside = { io, catalog, interactive, report, signal }
    return await written('', io, output, await performCommand(invocation, outside))
  } catch (error) {
    const stopped = signalOf(signal)
    return report.failed(stopped ? new Cancelled(stopped) : error)
  } finally {
    release()
    const stopped = signalOf(signal)
    // A shell that runs us in a loop stops only when it sees that we died of the signal.
    if (stopped) io.kill(io.pid, stopped)
  }
}

type OutputWatch = { broken: boolean }

/**
 * Hears that nobody reads us any more, which is no reason to stop half way: a closed pipe is let be,
 * and any other fault of the output is remembered.
 */
function watchOutput(...streams: readonly IO['stdout'][]): OutputWatch {
  const output = { broken: false }
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') output.broken = true
    })
  }
  return output
}

/** Writes the last of a run, and waits until all that was written has gone out, or cannot. */
async function written(
  text: string | Uint8Array,
  { stdout }: IO,
  output: OutputWatch,
  exitCode: ExitCode,
): Promise<ExitCode> {
  await new Promise((resolve) => stdout.write(text, resolve))
  return output.broken && exitCode === exitCodes.ok ? exitCodes.disk : exitCode
}

/** Turns signals into one AbortSignal. Repeats change nothing: a stubborn task is ended within seconds. */
function listenForSignals(io: IO, stopping: AbortController): () => void {
  const listeners = signals.map((name): [Signal, () => void] => [name, () => stopping.abort(name)])
  for (const [name, listener] of listeners) io.on(name, listener)
  return () => {
    for (const [name, listener] of listeners) io.off(name, listener)
  }
}
