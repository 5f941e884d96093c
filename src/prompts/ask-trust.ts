import type { IO } from '../io.ts'
import type { ForeignRun } from '../plan/trust.ts'
import { ask } from './ask.ts'

/** Shows the foreign code that would run, and asks whether it may. */
export async function askTrust(
  { why, commands }: Pick<ForeignRun, 'why' | 'commands'>,
  { io, signal }: { io: IO; signal: AbortSignal },
): Promise<boolean> {
  const list = commands.map((command) => `  ${command}`)
  const question = {
    id: 'trust',
    type: 'confirm' as const,
    message: [why, ...list, 'Allow this?'].join('\n'),
    default: 'false',
  }
  const terminal = { stdin: io.stdin, stdout: io.stdout, signal, job: io }
  return (await ask(question, { before: undefined, canGoBack: false }, terminal)) === 'true'
}
