import type { Catalog } from '../blueprints/catalog.ts'
import { Cancelled } from '../errors/errors.ts'
import { type ExitCode, exitCodes } from '../errors/exit-codes.ts'
import { type IO, isInteractive, type Signal, signalOf, signals } from '../io.ts'
import type { ListedTemplate } from '../model/blueprint.ts'
import { exitCodeOfOutput } from '../report/exit-code.ts'
import { pageOf } from '../report/human/page.ts'
import { type CommandTable, commandTable } from './command-table.ts'
import { helpText } from './help.ts'
import { type Call, parse } from './parse.ts'

/**
 * Writes what it can of a text to standard output, and gives back the rest. Output's own stream takes
 * longer to load than all else that an answer needs.
 */
export type PlainOutput = (text: string) => Uint8Array

/** What only the process itself can bring, and a table of commands for a test of its own. */
export type Edge = {
  /** Is called before what takes more than an answer. */
  readonly onWork?: () => void
  readonly plainOutput?: PlainOutput | undefined
  readonly commands?: CommandTable
}

/**
 * The program: a command line in, an exit code out. The one place that catches. What its first answers
 * need is here; everything else is loaded when it is its turn.
 */
export async function run(
  io: IO,
  catalog: Catalog,
  { commands = commandTable, onWork, plainOutput }: Edge = {},
): Promise<ExitCode> {
  const invocation = parse(io.argv.slice(2), { env: io.env, commands })
  const { command, flags } = invocation
  try {
    switch (invocation.kind) {
      case 'version':
        return await answer(`${catalog.version}\n`, io, plainOutput)
      case 'help': {
        const page = pageOf(io.env, plainOutput ? {} : io.stdout)
        const templates = catalog.listed ?? (await templatesIn(catalog))
        const text = helpText({ commands, templates, page, topic: invocation.topic })
        return await answer(text, io, plainOutput)
      }
      case 'mistake':
        throw invocation.error
      case 'call':
        onWork?.()
        return await work(invocation, { io, catalog, commands })
    }
  } catch (error) {
    const { reporterFor } = await import('./choose-reporter.ts')
    const report = await reporterFor(io, catalog, { commands, command, flags, interactive: false })
    return report.failed(error)
  }
}

/** Prints the version or a help page, which need no reporter and no signal. */
async function answer(text: string, io: IO, plainOutput?: PlainOutput): Promise<ExitCode> {
  const rest = plainOutput ? plainOutput(text) : text
  if (rest.length === 0) return exitCodes.ok
  const output = watchOutput(io.stdout)
  await write(rest, io)
  return exitCodeOfOutput(output, exitCodes.ok)
}

async function templatesIn(catalog: Catalog): Promise<readonly ListedTemplate[]> {
  const { listTemplates } = await import('../blueprints/catalog.ts')
  return listTemplates(catalog)
}

type Program = {
  readonly io: IO
  readonly catalog: Catalog
  readonly commands: CommandTable
}

/** Carries out a command until it is done or a signal stops it. */
async function work(call: Call, { io, catalog, commands }: Program): Promise<ExitCode> {
  const stopping = new AbortController()
  const { signal } = stopping
  const release = listenForSignals(io, stopping)
  const output = watchOutput(io.stdout, io.stderr)
  const { command, flags } = call
  const machine = flags.json || flags.events
  const interactive = isInteractive(io) && !flags.yes && !machine
  const { reporterFor } = await import('./choose-reporter.ts')
  const report = await reporterFor(io, catalog, { commands, command, flags, interactive })
  try {
    const { perform } = await import('./perform.ts')
    const outside = { io, catalog, commands, interactive, report, signal }
    const exitCode = await perform(call, outside)
    await write('', io)
    return exitCodeOfOutput(output, exitCode)
  } catch (error) {
    const stopped = signalOf(signal)
    return report.failed(stopped ? new Cancelled(stopped) : error)
  } finally {
    release()
    const stopped = signalOf(signal)
    // A shell that runs us in a loop stops only if it sees that the signal ended us.
    if (stopped) io.kill(io.pid, stopped)
  }
}

/**
 * Remembers that output could not be written, except for a closed pipe: a reader that stops reading is
 * no reason to stop the work or to fail.
 */
function watchOutput(...streams: readonly IO['stdout'][]): { readonly isBroken: boolean } {
  const output = { isBroken: false }
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') output.isBroken = true
    })
  }
  return output
}

/** Writes a text and waits until all output has been written, or has failed. */
async function write(text: string | Uint8Array, { stdout }: IO): Promise<void> {
  await new Promise((resolve) => stdout.write(text, resolve))
}

/** Turns signals into one AbortSignal. A repeated signal changes nothing: a task that ignores the first is ended within seconds. */
function listenForSignals(io: IO, stopping: AbortController): () => void {
  const listeners = signals.map((name): [Signal, () => void] => [name, () => stopping.abort(name)])
  for (const [name, listener] of listeners) io.on(name, listener)
  return () => {
    for (const [name, listener] of listeners) io.off(name, listener)
  }
}
