import { CANCEL_SYMBOL, confirm, select, text } from '@clack/prompts'
import { Cancelled } from '../errors.ts'
import { type IO, signalOf } from '../io.ts'
import { type Question, textProblem } from '../plan/question.ts'

/** What a prompt needs of the outside. */
export type Terminal = Pick<IO, 'stdin' | 'stdout'> & { readonly signal: AbortSignal }

/**
 * The terminal of a run. At Ctrl+D and at the end of the input readline closes without a word, and
 * clack would wait for ever on an answer that cannot come: both call the prompt off.
 */
export function terminalOf({ io, signal }: { io: IO; signal: AbortSignal }): Terminal {
  const ended = new AbortController()
  const end = () => ended.abort('SIGINT')
  io.stdin.once('end', end)
  io.stdin.on('keypress', (_: unknown, key?: { ctrl?: boolean; name?: string }) => {
    if (key?.ctrl && key.name === 'd') end()
  })
  return { stdin: io.stdin, stdout: io.stdout, signal: AbortSignal.any([signal, ended.signal]) }
}

/** Asks the questions that nothing has answered yet, in order. */
export async function askQuestions(
  questions: readonly Question[],
  terminal: Terminal,
): Promise<Readonly<Record<string, string>>> {
  const answers: Record<string, string> = {}
  for (const question of questions) answers[question.id] = await askOne(question, terminal)
  return answers
}

/** Asks for a line of text; the check's answer is shown and the line asked again. */
export async function askText(
  how: {
    message: string
    placeholder: string
    check: (value: string) => Promise<string | undefined>
  },
  terminal: Terminal,
): Promise<string> {
  const answer = await text({
    message: how.message,
    placeholder: how.placeholder,
    defaultValue: how.placeholder,
    validate: (value) => how.check(value || how.placeholder),
    ...streams(terminal),
  })
  return unlessCancelled(answer, terminal)
}

/** Asks for one of several. */
export async function askChoice(
  how: {
    message: string
    choices: readonly { value: string; label: string; hint?: string }[]
    initial?: string | undefined
  },
  terminal: Terminal,
): Promise<string> {
  const answer = await select({
    message: how.message,
    options: how.choices.map((choice) => ({ ...choice })),
    ...(how.initial === undefined ? {} : { initialValue: how.initial }),
    showInstructions: false,
    ...streams(terminal),
  })
  return unlessCancelled(answer, terminal)
}

async function askOne(question: Question, terminal: Terminal): Promise<string> {
  const { message, choices = [], default: initial } = question
  switch (question.type) {
    case 'select':
      return askChoice({ message, choices, initial }, terminal)
    case 'confirm': {
      const initialValue = initial !== 'false'
      const answer = await confirm({ message, initialValue, ...streams(terminal) })
      return String(unlessCancelled(answer, terminal))
    }
    case 'text':
      return askText({ message, placeholder: initial ?? '', check: textCheck(question) }, terminal)
  }
}

function textCheck(question: Question): (value: string) => Promise<string | undefined> {
  return async (value) => {
    const problem = textProblem(question, value)
    return problem && `It takes ${problem}`
  }
}

function streams({ stdin, stdout, signal }: Terminal) {
  return { input: stdin, output: stdout, signal }
}

function unlessCancelled<Value>(answer: Value | typeof CANCEL_SYMBOL, { signal }: Terminal): Value {
  // Ctrl+C is a key here, for a prompt reads the keyboard raw, and stands for SIGINT.
  if (answer === CANCEL_SYMBOL) throw new Cancelled(signalOf(signal))
  return answer as Exclude<Value, typeof CANCEL_SYMBOL>
}
