import type { IO } from '../io.ts'
import { type Command, printCommands } from '../tasks/task.ts'
import { ask } from './ask.ts'

/** Shows what a template that is not ours would run, and asks whether it may. */
export async function askTrust(
  template: string,
  commands: readonly Command[],
  { io, signal }: { io: IO; signal: AbortSignal },
): Promise<boolean> {
  const question = {
    id: 'trust',
    type: 'confirm' as const,
    message: `${template} runs its own code by ${printCommands(commands)}. Let it?`,
    default: 'false',
  }
  const terminal = { stdin: io.stdin, stdout: io.stdout, signal }
  return (await ask(question, { before: undefined, canGoBack: false }, terminal)) === 'true'
}
