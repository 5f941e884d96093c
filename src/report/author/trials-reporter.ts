import { nameOfAnswers } from '../../authoring/sample.ts'
import type { Held, Trial, Trials } from '../../authoring/trial.ts'
import { exitCodes } from '../../errors/exit-codes.ts'
import { type IO, isLive } from '../../io.ts'
import { type Command, printCommand } from '../../model/command.ts'
import type { Answers } from '../../model/question.ts'
import type { ApplyEvent } from '../../plan/event.ts'
import { exitCodeOfTrials } from '../exit-code.ts'
import { counted } from '../human/dry-run.ts'
import { type Live, type LiveIO, seconds, startLive } from '../human/live-task.ts'
import { type Page, pageOf, wrap } from '../human/page.ts'
import { checkedBy } from '../human/test-count.ts'
import { toResultTask } from '../result.ts'
import { printDifferences, snapshotWords } from './snapshot-words.ts'

/** The output of `template test`. */
export type TrialsReporter = {
  began(beginning: TrialsStart): void
  /** Called before a project is created; returns a listener for its events. */
  trying(answers: Answers): (event: ApplyEvent) => void
  tried(trial: Trial): void
  ended(trials: Trials): void
}

type TrialsStart = {
  /** The template's folder, as it was typed. */
  readonly shown: string
  readonly combinations: readonly Answers[]
  readonly snapshot: Held
}

export type TrialsOptions = {
  readonly json?: boolean | undefined
  readonly verbose?: boolean | undefined
}

export function trialsReporter(
  io: Pick<IO, 'env'> & LiveIO,
  { json, verbose = false }: TrialsOptions,
): TrialsReporter {
  const { stdout } = io
  const page = pageOf(io.env, stdout)
  const say = (lines: readonly string[]) => {
    for (const line of lines) stdout.write(`${line}\n`)
  }
  if (json) {
    const nothing = () => {}
    const ended = (trials: Trials) => say([trialsJson(trials)])
    return { began: nothing, trying: () => nothing, tried: nothing, ended }
  }
  return {
    began: (beginning) => say(printBeginning(beginning, page)),
    trying: (answers) => {
      const name = nameOfAnswers(answers)
      if (verbose || !isLive(io)) say([page.colours.dim(`${name} …`)])
      return verbose ? (event) => echo(event, stdout) : drawer(name, io, page)
    },
    tried: (trial) => say(printTrial(trial, page, verbose)),
    ended: (trials) => say(printEnd(trials)),
  }
}

function echo(event: ApplyEvent, stdout: IO['stdout']): void {
  if (event.type === 'task.output') stdout.write(event.text)
}

/** Shows the running task where lines can be redrawn. */
function drawer(name: string, io: Pick<IO, 'env'> & LiveIO, { colours }: Page) {
  let live: Live | undefined
  return (event: ApplyEvent) => {
    if (event.type === 'task.start' && isLive(io)) {
      live = startLive(`${name}  ${event.title}`, io, colours.dim)
    }
    if (event.type === 'task.output') live?.push(event.text)
    if (event.type === 'task.silent') live?.silent(event.ms)
    if (event.type === 'task.end') live?.end()
  }
}

function trialsJson({ dir, snapshot, trials }: Trials): string {
  const exitCode = exitCodeOfTrials({ dir, snapshot, trials })
  const document = {
    schema: 'create-app/test@1',
    ok: exitCode === exitCodes.ok,
    ...{ exitCode, dir, snapshot },
    trials: trials.map(trialJson),
  }
  return JSON.stringify(document, null, 2)
}

export function trialJson({ answers, status, reason, ms, tasks, logFile }: Trial) {
  return { answers, status, reason: reason ?? null, ms, tasks: tasks.map(toResultTask), logFile }
}

function printBeginning(
  { shown, combinations, snapshot }: TrialsStart,
  { columns, colours }: Page,
): readonly string[] {
  const { status, differences } = snapshot
  const name = shown === '.' ? 'The template' : shown
  const creates = `${name} creates ${counted(combinations.length, 'project')}, ${snapshotWords[status]}.`
  const lines = wrap(creates, columns)
  if (status !== 'differs') return lines
  return [
    ...lines.map(colours.red),
    ...printDifferences(differences, { colours }),
    ...wrap(`If that is intended: ${printCommand(accepting(shown))}`, columns),
  ]
}

function accepting(shown: string): Command {
  const folder = shown === '.' ? [] : [shown]
  return { file: 'create-app', args: ['template', 'test', ...folder, '--accept'] }
}

function printTrial(
  { answers, status, reason = '', ms, tasks, logFile }: Trial,
  { columns, colours }: Page,
  verbose: boolean,
): readonly string[] {
  const { green, red, dim } = colours
  const mark = { ok: green('✔'), failed: red('✖'), skipped: dim('–') }[status]
  const output = tasks.find(({ id }) => id === 'verify')?.output
  const checked = output === undefined ? undefined : checkedBy(output)
  const time = status === 'skipped' ? undefined : dim(seconds(ms))
  const head = [`${mark} ${nameOfAnswers(answers)}`, time, checked].filter(Boolean).join('  ')
  if (status === 'ok') return [head]
  const failed = tasks.find((task) => task.status === 'failed')
  return [
    head,
    ...(failed && !verbose ? [dim(`$ ${failed.command}`), failed.output.trimEnd()] : []),
    ...wrap(reason, columns - 2).map((line) => `  ${line}`),
    ...(logFile === undefined ? [] : [`  Full output: ${logFile}`]),
  ]
}

function printEnd({ snapshot, trials }: Trials): readonly string[] {
  return snapshot.status === 'differs' ? [] : [verdictOf(trials)]
}

/** How many trials passed, failed and were skipped. */
export function verdictOf(trials: readonly Trial[]): string {
  const count = (status: Trial['status']) =>
    trials.filter((trial) => trial.status === status).length
  const [failed, skipped] = [count('failed'), count('skipped')]
  const also = skipped === 0 ? '' : `, ${skipped} skipped`
  const verdict = failed === 0 ? `${count('ok')} passed` : `${failed} of ${trials.length} failed`
  return `${verdict}${also}.`
}
