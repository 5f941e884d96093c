import type { IO } from '../io.ts'
import { ask } from './ask.ts'

/** Shows what a template that is not ours would run, and asks whether it may. */
export async function askTrust(
  template: string,
  commands: readonly string[],
  { io, signal }: { io: IO; signal: AbortSignal },
): Promise<boolean> {
  const list = commands.map((command) => `  ${command}`)
  const question = {
    id: 'trust',
    type: 'confirm' as const,
    message: [`${template} is not ours and runs its own code:`, ...list, 'Let it?'].join('\n'),
    default: 'false',
  }
  const terminal = { stdin: io.stdin, stdout: io.stdout, signal }
  return (await ask(question, { before: undefined, canGoBack: false }, terminal)) === 'true'
}
