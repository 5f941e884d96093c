import { intro, log, outro } from '@clack/prompts'
import { type ExitCode, exitCodes } from '../../errors/exit-codes.ts'
import { columnsOf, type IO } from '../../io.ts'
import type { Warning } from '../../model/warning.ts'
import type { ApplyEvent, FileCounts, TaskResult } from '../../plan/event.ts'
import type { Outcome } from '../../plan/outcome.ts'
import type { Plan } from '../../plan/plan.ts'
import { exitCodeOf, exitCodeOfError } from '../exit-code.ts'
import type { Reporter } from '../reporter.ts'
import { warningsAfter } from '../result.ts'
import { nothingToDo, printChange, printFates, summaryOf } from './change-report.ts'
import { type Colours, coloursFor } from './colours.ts'
import { counted, printPlan } from './dry-run.ts'
import { printError, printFailure, printOutput, printStopped, visible } from './failure.ts'
import { type Live, type LiveIO, minutes, seconds, startLive } from './live-task.ts'
import { nextStepsOf, printSteps } from './next-steps.ts'
import { pageOf, widthOf, wrap } from './page.ts'
import { checkedBy, migrationIn } from './test-count.ts'

type HumanOptions = {
  readonly version: string
  readonly quiet: boolean
  readonly verbose: boolean
  /** Whether lines can be redrawn. */
  readonly live: boolean
  /** Whether there were prompts; then the command that repeats the run without them is shown. */
  readonly interactive: boolean
}

type Speaker = {
  readonly io: Pick<IO, 'env' | 'stderr'> & LiveIO
  readonly options: HumanOptions
  readonly colours: Colours
  readonly say: Voice
}

/** Reports to a person: progress and, at the end, the folder, the test result and the next steps. */
export function humanReporter(
  io: Pick<IO, 'env' | 'stderr'> & LiveIO,
  options: HumanOptions,
): Reporter {
  const say = options.quiet ? quietVoice(io) : voice(io)
  const speaker = { io, options, say, colours: coloursFor(io.env, io.stdout) }
  const warn = (warning: Warning) => say.warn(textOf(warning))
  let live: Live | undefined
  return {
    open: () => {
      if (!options.quiet) intro(`create-app ${options.version}`, { output: io.stdout })
    },
    warn,
    aside: (text) => say.message(speaker.colours.dim(text)),
    begin: (plan) => {
      const lines = isChange(plan) ? printFates(plan, pageOf(io.env, io.stdout)) : []
      // An empty line between the prompts and the progress.
      if (!isChange(plan) || lines.length > 0) say.message('')
      if (lines.length > 0) say.message(lines.join('\n'))
      if (!isChange(plan))
        for (const path of plan.kept) say.info(`${path} already exists and is kept.`)
    },
    event: (event) => {
      live = onEvent(event, live, speaker)
    },
    planned: (plan) => {
      const print = isChange(plan) ? printChange : printPlan
      io.stdout.write(print(plan, pageOf(io.env, io.stdout)))
      return exitCodes.ok
    },
    finished: (plan, outcome) => {
      for (const warning of warningsAfter(plan, outcome)) warn(warning)
      finish(plan, outcome, speaker)
      return exitCodeOf(outcome)
    },
    failed: (error): ExitCode => {
      live?.end()
      io.stderr.write(printError(error, pageOf(io.env, io.stderr)))
      return exitCodeOfError(error)
    },
  }
}

type Voice = Record<'info' | 'warn' | 'success' | 'error' | 'message', (text: string) => void>

/** Prints beside clack's guide line, which takes three columns. Only `message` does not wrap lines. */
function voice({ stdout }: Pick<IO, 'stdout'>): Voice {
  const options = { output: stdout, spacing: 0 }
  const fit = (text: string) => wrap(text, columnsOf(stdout) - 3).join('\n')
  return {
    info: (text) => log.info(fit(text), options),
    warn: (text) => log.warn(fit(text), { ...options, spacing: 1 }),
    success: (text) => log.success(fit(text), options),
    error: (text) => log.error(fit(text), options),
    message: (text) => log.message(text, options),
  }
}

/** With --quiet, only warnings are printed. */
function quietVoice({ stderr }: Pick<IO, 'stderr'>): Voice {
  const nothing = () => {}
  const warn = (text: string) => void stderr.write(`${text}\n`)
  return { info: nothing, warn, success: nothing, error: nothing, message: nothing }
}

function textOf({ message, fix }: Warning): string {
  return visible(fix === '' ? message : `${message}\n${fix}`)
}

function onEvent(
  event: ApplyEvent,
  live: Live | undefined,
  { io, options, say, colours: { dim } }: Speaker,
): Live | undefined {
  switch (event.type) {
    case 'warn':
      say.warn(textOf(event))
      return live
    case 'files':
      say.success(`${wroteWords(event)}  ${dim(seconds(event.ms))}`)
      return live
    case 'task.start':
      if (options.live && !options.verbose && !options.quiet) {
        return startLive(event.title, io, dim)
      }
      say.message(dim(`${event.title} …`))
      return undefined
    case 'task.output':
      if (options.verbose) io.stdout.write(event.text)
      else live?.push(event.text)
      return live
    case 'task.silent':
      if (live) live.silent(event.ms)
      else
        say.warn(`${event.title}: no output for ${minutes(event.ms)}. It may wait for something.`)
      return live
    case 'task.end':
      live?.end()
      endTask(event, say, dim)
      return undefined
  }
}

function wroteWords({ created, updated = 0, deleted = 0 }: FileCounts): string {
  if (updated + deleted === 0) return `Write ${counted(created, 'file')}`
  return `Change ${counted(created + updated + deleted, 'file')}`
}

function endTask(task: TaskResult, say: Voice, dim: Colours['dim']): void {
  const { title, status, reason } = task
  const time = dim(seconds(task.ms))
  if (status === 'skipped') say.info(dim(`${title}: skipped, ${reason}`))
  else if (status === 'failed') say.error(`${title}  ${time}`)
  else {
    const result = resultOf(task)
    say.success([title, time, result].filter(Boolean).join('  '))
  }
}

/** What a task came to, beside the time that it took. */
function resultOf({ id, output }: { readonly id: string; readonly output: string }) {
  if (id === 'verify') return checkedBy(output)
  return id === 'migrate' ? migrationIn(output) : undefined
}

function finish(plan: Plan, outcome: Outcome, { io, options, say, colours }: Speaker): void {
  const page = pageOf(io.env, io.stderr)
  if (outcome.interrupted) {
    io.stderr.write(printStopped(plan, outcome, page))
    return
  }
  if (outcome.error) {
    if (!options.verbose) io.stderr.write(printOutput(outcome, page.colours))
    io.stderr.write(printFailure(plan, outcome, page))
    return
  }
  const { dim } = colours
  const columns = columnsOf(io.stdout) - 3
  const steps = printSteps(nextStepsOf(plan), { columns, dim })
  const isRepeatable = options.interactive && plan.command === 'create'
  const again = isRepeatable ? ['', dim('To do the same again:'), plan.replay] : []
  if (steps.length + again.length > 0) say.message(['', ...steps, ...again].join('\n'))
  if (isChange(plan) && plan.changes.length === 0 && plan.tasks.length === 0) {
    const lines = nothingToDo(plan, { columns, colours })
    if (options.quiet) io.stdout.write(`${lines.join(' ')}\n`)
    else outro(lines.join('\n   '), { output: io.stdout })
    return
  }
  const sentences = closing(plan, outcome, dim)
  if (options.quiet) io.stdout.write(`${sentences.join(' ')}\n`)
  else outro(closingLines(sentences, columns).join('\n   '), { output: io.stdout })
}

/** What was created, its tests, and the time. */
function closing(
  plan: Plan,
  outcome: Outcome,
  dim: Colours['dim'],
): readonly [verb: string, dir: string, state: string] {
  const state = [
    isChange(plan) && plan.changes.length > 0 ? `${sentence(summaryOf(plan))}.` : '',
    testsIn(plan, outcome),
    savedBy(plan),
    dim(`(${seconds(outcome.ms)})`),
  ]
  return [verbs[plan.command], `${plan.target.dir}.`, state.filter(Boolean).join(' ')]
}

const verbs: Readonly<Record<Plan['command'], string>> = {
  create: 'Created',
  resume: 'Finished',
  template: 'Updated',
  update: 'Updated',
  undo: 'Took back the last change of',
  generate: 'Changed',
  add: 'Changed',
  remove: 'Changed',
  generator: 'Changed',
  addon: 'Changed',
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Whether a plan changes a project that exists. */
function isChange({ command }: Plan): boolean {
  return command !== 'create' && command !== 'resume' && command !== 'template'
}

/** On one line, or on several when that is too wide. The folder is never broken, so that it can be copied. */
function closingLines(
  [verb, dir, state]: ReturnType<typeof closing>,
  columns: number,
): readonly string[] {
  const first = `${verb} ${dir}`
  if (widthOf(`${first} ${state}`) <= columns) return [`${first} ${state}`]
  return [...(widthOf(first) <= columns ? [first] : [verb, dir]), ...wrap(state, columns)]
}

function savedBy({ minutes }: Plan): string {
  return minutes ? `Saved about ${counted(minutes, 'minute')}.` : ''
}

function testsIn(plan: Plan, { tasks }: Outcome): string {
  if (tasks.some(({ id, status }) => id === 'verify' && status === 'ok')) return 'Tests passed.'
  const hasTests = plan.tasks.some(({ id, commands }) => id === 'verify' && commands.length > 0)
  return hasTests ? 'Tests were not run.' : ''
}
