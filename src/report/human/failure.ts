import { AppError, Cancelled } from '../../errors/errors.ts'
import { exitCodes } from '../../errors/exit-codes.ts'
import { printCommand } from '../../model/command.ts'
import type { TaskResult } from '../../plan/event.ts'
import type { Outcome } from '../../plan/outcome.ts'
import type { Plan } from '../../plan/plan.ts'
import { exitCodeOfError } from '../exit-code.ts'
import { describe } from '../result.ts'
import { stackOf } from '../stack-trace.ts'
import type { Colours } from './colours.ts'
import { stepsInto } from './next-steps.ts'
import { type Page, wrap } from './page.ts'

/** The message, the fix and, for a bug in create-app, the stack trace. */
export function printError(error: unknown, page: Page): string {
  if (error instanceof Cancelled) return 'Cancelled. Nothing was written.\n'
  const { message, fix } = describe(error)
  const missing = error instanceof AppError ? error.missing : []
  const lines = [
    ...headline(visible(message), page),
    ...missing.map(({ flag, choices }) =>
      `    ${flag}  ${page.colours.dim(choices?.join(', ') ?? '')}`.trimEnd(),
    ),
    ...indented(fix, page),
    ...(exitCodeOfError(error) === exitCodes.bug ? ['', stackOf(error)] : []),
  ]
  return `${lines.join('\n')}\n`
}

/** The error of a task after the files were written, and the commands that finish the work. */
export function printFailure(plan: Plan, outcome: Outcome, page: Page): string {
  const { error, logFile } = outcome
  const lines = [
    ...headline(visible(error?.message ?? ''), page),
    '',
    ...(isTaskFailed(outcome)
      ? remainingCommands(plan, outcome, page)
      : choices(plan, outcome, page)),
    ...(logFile === undefined ? [] : ['', ...indented(`Full output: ${logFile}`, page)]),
  ]
  return `${lines.join('\n')}\n`
}

/** What a person has to decide, and what to run afterwards. */
function choices({ nextSteps }: Plan, { error }: Outcome, page: Page): readonly string[] {
  const commands = nextSteps.map(({ command }) => `    ${command}`)
  const then = commands.length === 0 ? [] : ['', '  Then run:', ...commands]
  return [...indented(visible(error?.fix ?? ''), page), ...then]
}

function isTaskFailed({ tasks }: Outcome): boolean {
  return tasks.some(({ status }) => status === 'failed')
}

/** The remaining commands of an interrupted run. */
export function printStopped(plan: Plan, outcome: Outcome, page: Page): string {
  // A project that is continued may have lost files.
  const isNew = plan.command === 'create'
  const place = isNew ? `Stopped. All files are in ${plan.target.dir}` : 'Stopped.'
  const lines = ['', ...wrap(place, page.columns), '', ...remainingCommands(plan, outcome, page)]
  return `${lines.join('\n')}\n`
}

/** The output of the failed task, or its end when it is very long. */
export function printOutput({ tasks }: Outcome, { dim }: Colours): string {
  const failed = tasks.find(({ status }) => status === 'failed')
  return failed ? `\n${dim(`$ ${failed.command}`)}\n${endOf(failed.output.trimEnd())}\n` : ''
}

function endOf(output: string): string {
  if (output.length <= mostShown) return output
  const end = output.slice(-mostShown)
  return `…\n${end.slice(end.indexOf('\n') + 1)}`
}

/** Characters, a few hundred lines. */
const mostShown = 50_000

function headline(message: string, page: Page): readonly string[] {
  const [first = '', ...rest] = indented(message, page)
  return ['', `${page.colours.red('✖')} ${first.trimStart()}`, ...rest]
}

/** Escapes control characters: a message may quote foreign text, which must not control the terminal. */
export function visible(message: string): string {
  return message.replace(/(?!\r\n)[^\P{Cc}\n\t]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}

function indented(prose: string, { columns }: Page): readonly string[] {
  return wrap(prose, columns - 2).map((line) => `  ${line}`)
}

function remainingCommands(
  plan: Plan,
  { tasks, interrupted }: Outcome,
  page: Page,
): readonly string[] {
  const remaining = plan.tasks.filter(({ id }) =>
    tasks.some((task) => task.id === id && isRemaining(task)),
  )
  if (remaining.length === 0) return []
  const commands = [
    ...stepsInto(plan.target).map(({ command }) => command),
    ...tasks.flatMap(({ remedy }) => remedy?.commands ?? []).map(printCommand),
    ...remaining.flatMap((task) => task.commands.map(printCommand)),
  ]
  // The same command with the same files would fail again.
  const isToCorrect =
    !interrupted && tasks.some(({ id, status }) => id === 'verify' && status === 'failed')
  const first = isToCorrect ? indented('Correct what the output above shows.', page) : []
  return [...first, '  To finish, run:', ...commands.map((command) => `    ${command}`)]
}

function isRemaining({ status, waitsFor }: TaskResult): boolean {
  return status === 'failed' || waitsFor !== undefined
}
