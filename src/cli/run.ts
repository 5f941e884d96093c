import type { Catalog } from '../blueprints/catalog.ts'
import { Cancelled } from '../errors/errors.ts'
import { type ExitCode, exitCodes } from '../errors/exit-codes.ts'
import { type IO, isInteractive, type Signal, signalOf, signals } from '../io.ts'
import { exitCodeOfOutput } from '../report/exit-code.ts'
import { pageOf } from '../report/human/page.ts'
import { type CommandTable, commandTable } from './command-table.ts'
import { helpText } from './help.ts'
import { type Call, parse } from './parse.ts'

/** A test may bring a command table of its own. */
type Edge = { readonly commands?: CommandTable }

/** Runs a command line and returns its exit code. This is the one place that catches every error. */
export async function run(
  io: IO,
  catalog: Catalog,
  { commands = commandTable }: Edge = {},
): Promise<ExitCode> {
  const invocation = parse(io.argv.slice(2), { env: io.env, commands })
  const { command, flags } = invocation
  try {
    switch (invocation.kind) {
      case 'version':
        return await answer(`${catalog.version}\n`, io)
      case 'help': {
        const { listTemplates } = await import('../blueprints/catalog.ts')
        const templates = await listTemplates(catalog)
        const page = pageOf(io.env, io.stdout)
        const text = helpText({ commands, templates, page, topic: invocation.topic })
        return await answer(text, io)
      }
      case 'mistake':
        throw invocation.error
      case 'call':
        return await work(invocation, { io, catalog, commands })
    }
  } catch (error) {
    const { reporterFor } = await import('./choose-reporter.ts')
    const report = await reporterFor(io, catalog, { commands, command, flags, interactive: false })
    return report.failed(error)
  }
}

/** Prints the version or a help page, which need no reporter and no signal. */
async function answer(text: string, io: IO): Promise<ExitCode> {
  const output = watchOutput(io.stdout)
  await write(text, io)
  return exitCodeOfOutput(output, exitCodes.ok)
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
async function write(text: string, { stdout }: IO): Promise<void> {
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
