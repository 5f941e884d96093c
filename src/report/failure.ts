import { AppError, Cancelled } from '../errors.ts'
import { exitCodes } from '../exit-codes.ts'
import type { Outcome } from '../plan/outcome.ts'
import type { Plan } from '../plan/plan.ts'
import type { Colours } from './colours.ts'
import { exitCodeOfError } from './exit-code.ts'
import { describe } from './result.ts'
import { stackOf } from './stack.ts'

/** What happened and why, what to do, and for a bug of ours its trace. */
export function printError(error: unknown, { red, dim }: Colours): string {
  if (error instanceof Cancelled) return 'Cancelled. Nothing was written.\n'
  const { message, fix } = describe(error)
  const missing = error instanceof AppError ? error.missing : []
  const lines = [
    '',
    `${red('✖')} ${message}`,
    ...missing.map(({ flag, choices }) =>
      `    ${flag}  ${dim(choices?.join(', ') ?? '')}`.trimEnd(),
    ),
    `  ${fix}`,
    ...(exitCodeOfError(error) === exitCodes.bug ? ['', stackOf(error)] : []),
  ]
  return `${lines.join('\n')}\n`
}

/** Everything that the failed task printed. */
export function printOutput({ tasks }: Outcome, { dim }: Colours): string {
  const failed = tasks.find(({ status }) => status === 'failed')
  return failed ? `\n${dim(`$ ${failed.command}`)}\n${failed.output.trimEnd()}\n` : ''
}

/** What an interrupted run still had to do. */
export function printLeft({ target }: Plan, { tasks }: Outcome): string {
  const left = tasks.filter(({ status, waitsFor }) => status === 'failed' || waitsFor !== undefined)
  const commands = left.map(({ command }) => `  ${command}\n`).join('')
  return `\nStopped. The project is complete in ${target.dir}; what is left:\n${commands}`
}
