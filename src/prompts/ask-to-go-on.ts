import type { IO } from '../io.ts'
import { ask } from './ask.ts'

/** Asks a person once, before a command changes files that are there. Enter means yes. */
export async function askToGoOn(
  message: string,
  { io, signal }: { io: IO; signal: AbortSignal },
): Promise<boolean> {
  const question = { id: 'go-on', type: 'confirm' as const, message, default: 'true' }
  const terminal = { stdin: io.stdin, stdout: io.stdout, signal, job: io }
  return (await ask(question, { before: undefined, canGoBack: false }, terminal)) === 'true'
}
