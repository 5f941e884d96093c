import { intro, log, outro } from '@clack/prompts'
import pc from 'picocolors'
import { AppError, type ExitCode, exitCodes } from '../errors.ts'
import type { IO, Output } from '../io.ts'
import type { ApplyEvent, TaskResult } from '../plan/event.ts'
import type { Outcome } from '../plan/outcome.ts'
import type { Plan } from '../plan/plan.ts'
import { sizeOf } from '../plan/tree.ts'
import { printCommands } from '../tasks/task.ts'
import { checkedBy } from './checked.ts'
import { exitCodeOf, exitCodeOfError } from './exit-code.ts'
import { type Live, seconds, startLive } from './live.ts'
import { nextStepsOf, printSteps } from './next-steps.ts'
import type { Reporter } from './reporter.ts'
import { describe } from './result.ts'
import { stackOf } from './stack.ts'

type Manner = {
  readonly version: string
  readonly quiet: boolean
  readonly verbose: boolean
  /** Whether a line may be drawn over: a terminal that nobody records. */
  readonly live: boolean
  /** Whether the person was asked, so that the run is worth repeating without questions. */
  readonly interactive: boolean
}

/** Speaks to a person: what is going on, and at the end where, what was checked and what next. */
export function humanReporter(io: Pick<IO, 'stdout' | 'stderr'>, manner: Manner): Reporter {
  const say = manner.quiet ? silent : speak(io.stdout)
  let live: Live | undefined
  return {
    open: () => {
      if (!manner.quiet) intro(`create-app ${manner.version}`, { output: io.stdout })
    },
    note: (text) => say.info(text),
    warn: ({ message, fix }) => say.warn(`${message}\n${fix}`),
    begin: (plan) => {
      for (const path of plan.kept) say.info(`${path} is yours and stays as it is.`)
    },
    event: (event) => {
      live = follow(event, live, io.stdout, say, manner)
    },
    planned: (plan) => {
      io.stdout.write(printPlan(plan))
      return exitCodes.ok
    },
    finished: (plan, outcome) => finish(plan, outcome, { io, say, manner }),
    failed: (error) => {
      live?.end()
      return explain(error, io.stderr)
    },
  }
}

type Voice = Record<'info' | 'warn' | 'success' | 'error' | 'message', (text: string) => void>

function speak(output: Output): Voice {
  const manner = { output, spacing: 0 }
  return {
    info: (text) => log.info(text, manner),
    warn: (text) => log.warn(text, manner),
    success: (text) => log.success(text, manner),
    error: (text) => log.error(text, manner),
    message: (text) => log.message(text, manner),
  }
}

const nothing = () => {}
const silent: Voice = {
  info: nothing,
  warn: nothing,
  success: nothing,
  error: nothing,
  message: nothing,
}

function follow(
  event: ApplyEvent,
  live: Live | undefined,
  output: Output,
  say: Voice,
  { live: drawn, verbose, quiet }: Manner,
): Live | undefined {
  switch (event.type) {
    case 'files':
      say.success(`Write ${counted(event.created, 'file')}  ${pc.dim(seconds(event.ms))}`)
      return live
    case 'task.start':
      if (drawn && !verbose && !quiet) return startLive(event.title, output, pc.dim)
      if (!quiet) say.message(pc.dim(`${event.title} …`))
      return undefined
    case 'task.output':
      if (verbose) output.write(event.text)
      else live?.push(event.text)
      return live
    case 'task.end':
      live?.end()
      endTask(event, say)
      return undefined
    case 'warn':
      say.warn(`${event.warning.message}\n${event.warning.fix}`)
      return live
  }
}

function endTask({ title, status, ms, reason, output, id }: TaskResult, say: Voice): void {
  const time = pc.dim(seconds(ms))
  if (status === 'skipped') say.info(pc.dim(`${title}: skipped, ${reason}`))
  else if (status === 'failed') say.error(`${title} ${time}`)
  else {
    const checked = id === 'verify' ? checkedBy(output) : undefined
    say.success([title, time, checked].filter(Boolean).join('  '))
  }
}

function finish(
  plan: Plan,
  outcome: Outcome,
  { io, say, manner }: { io: Pick<IO, 'stdout' | 'stderr'>; say: Voice; manner: Manner },
): ExitCode {
  for (const { message, fix } of plan.warnings) say.warn(`${message}\n${pc.cyan(fix)}`)
  if (outcome.interrupted) {
    const left = outcome.tasks.filter(({ waitsFor, status }) => waitsFor || status === 'failed')
    io.stderr.write(
      `\nStopped. The project is complete in ${plan.target.dir}; what is left:\n` +
        `${left.map(({ command }) => `  ${command}\n`).join('')}`,
    )
  } else if (outcome.error) {
    if (!manner.verbose) io.stderr.write(outputOfFailed(outcome))
    explain(outcome.error, io.stderr)
    if (outcome.logFile) io.stderr.write(`  The whole output: ${outcome.logFile}\n`)
  } else {
    const again = manner.interactive ? `\n\n${pc.dim('The same again:')}\n${plan.replay}` : ''
    say.message(`\n${printSteps(nextStepsOf(plan), pc.dim)}${again}`)
    const line = `${plan.target.dir} ${doneIn(plan, outcome)}`
    if (manner.quiet) io.stdout.write(`${line}\n`)
    else outro(line, { output: io.stdout })
  }
  return exitCodeOf(outcome)
}

function doneIn(plan: Plan, outcome: Outcome): string {
  const verified = outcome.tasks.some(({ id, status }) => id === 'verify' && status === 'ok')
  const state = verified ? 'is ready and tested' : 'is there, its tests have not run'
  const hasTests = plan.tasks.some(({ id, commands }) => id === 'verify' && commands.length > 0)
  return `${hasTests ? state : 'is there'} ${pc.dim(`(${seconds(outcome.ms)})`)}`
}

function outputOfFailed(outcome: Outcome): string {
  const failed = outcome.tasks.find(({ status }) => status === 'failed')
  return failed ? `\n${pc.dim(`$ ${failed.command}`)}\n${failed.output.trimEnd()}\n` : ''
}

function explain(error: unknown, stderr: Output): ExitCode {
  const exitCode = exitCodeOfError(error)
  if (exitCode >= exitCodes.SIGHUP) {
    stderr.write('Cancelled. Nothing was written.\n')
    return exitCode
  }
  const { message, fix } = describe(error)
  stderr.write(`\n${pc.red('✖')} ${message}\n`)
  const missing = error instanceof AppError ? error.missing : []
  for (const { flag, choices } of missing) {
    stderr.write(`    ${flag}${choices ? `  ${pc.dim(choices.join(', '))}` : ''}\n`)
  }
  stderr.write(`  ${fix}\n`)
  if (exitCode === exitCodes.bug) stderr.write(`\n${stackOf(error)}\n`)
  return exitCode
}

function printPlan(plan: Plan): string {
  const files = plan.changes.map((change) => ({
    path: change.path,
    size: change.kind === 'delete' ? 0 : sizeOf(change.after),
  }))
  const width = String(Math.max(0, ...files.map(({ size }) => size))).length
  const total = files.reduce((sum, { size }) => sum + size, 0)
  const commands = plan.tasks.map((task) =>
    task.skipped === undefined
      ? `  ${printCommands(task.commands)}`
      : pc.dim(`  ${task.title}: skipped, ${task.skipped}`),
  )
  return [
    `Would write ${counted(files.length, 'file')} (${total} bytes) to ${plan.target.dir}:`,
    ...files.map(({ path, size }) => `  ${String(size).padStart(width)}  ${path}`),
    ...plan.kept.map((path) => pc.dim(`  ${path} is yours and stays as it is`)),
    '',
    'and run there:',
    ...commands,
    ...plan.warnings.map(({ message }) => `\n${pc.yellow('!')} ${message}`),
    '',
    `Nothing was written. ${plan.treeHash}`,
    '',
  ].join('\n')
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
