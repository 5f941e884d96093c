import { CANCEL_SYMBOL, confirm, select, settings, text } from '@clack/prompts'
import { Cancelled } from '../errors/errors.ts'
import type { IO, Signal } from '../io.ts'
import { type Question, textProblem } from '../model/question.ts'

/** What a prompt needs of the outside. */
export type Terminal = Pick<IO, 'stdin' | 'stdout'> & { readonly signal: AbortSignal }

/** A question as it is put to a person. */
export type Prompt = Question & {
  /** What is wrong with what was typed; it is shown, and the line asked for again. */
  readonly check?: (typed: string) => Promise<string | undefined>
}

/** The answer of a person who wants the question before. */
export const back = Symbol('back')

// clack takes Esc for Ctrl+C.
settings.aliases.delete('escape')

/** Puts one question, with the answer it got before where there was one. */
export async function ask(
  prompt: Prompt,
  how: { readonly before: string | undefined; readonly canGoBack: boolean },
  terminal: Terminal,
): Promise<string | typeof back> {
  const { message, choices = [], default: fallback = '' } = prompt
  return put(how.canGoBack, terminal, (streams) => {
    switch (prompt.type) {
      case 'select':
        return select({
          message,
          options: choices.map((choice) => ({ ...choice })),
          initialValue: how.before ?? fallback,
          showInstructions: false,
          ...streams,
        })
      case 'confirm':
        return confirm({ message, initialValue: (how.before ?? fallback) !== 'false', ...streams })
      case 'text':
        return text({
          message,
          placeholder: fallback,
          defaultValue: fallback,
          ...(how.before === undefined ? {} : { initialValue: how.before }),
          validate: (typed) => problemWith(prompt, typed || fallback),
          ...streams,
        })
    }
  })
}

async function problemWith(prompt: Prompt, typed: string): Promise<string | undefined> {
  if (prompt.check) return prompt.check(typed)
  const problem = textProblem(prompt, typed)
  return problem && `It takes ${problem}`
}

type Streams = {
  readonly input: Terminal['stdin']
  readonly output: Terminal['stdout']
  readonly signal: AbortSignal
}

/**
 * Shows a prompt until it is answered or called off: by a signal, by Ctrl+C, by Esc, and by Ctrl+D and
 * the end of the input, at which readline closes without a word and clack would wait for ever.
 */
async function put(
  canGoBack: boolean,
  { stdin, stdout, signal }: Terminal,
  show: (streams: Streams) => Promise<string | boolean | symbol>,
): Promise<string | typeof back> {
  // Of the prompt's own: clack never lets go of the signal it is given.
  const closing = new AbortController()
  const close = (reason: Signal | typeof back) => closing.abort(reason)
  const onSignal = () => close(signal.reason)
  const onEnd = () => close('SIGINT')
  const onKey = (_: unknown, key?: { ctrl?: boolean; name?: string }) => {
    if (key?.name === 'escape' && canGoBack) close(back)
    if (key?.name === 'd' && key.ctrl) onEnd()
  }
  if (signal.aborted) onSignal()
  if (stdin.readableEnded) onEnd()
  const answering = show({ input: stdin, output: stdout, signal: closing.signal })
  // After clack's own listener, which would go on drawing a prompt that is closed already.
  stdin.on('keypress', onKey).once('end', onEnd)
  signal.addEventListener('abort', onSignal, { once: true })
  try {
    const answer = await answering
    if (answer !== CANCEL_SYMBOL) return String(answer)
    if (closing.signal.reason === back) return back
    // Ctrl+C is a key here, for a prompt reads the keyboard raw, and stands for SIGINT.
    throw new Cancelled(closing.signal.aborted ? closing.signal.reason : 'SIGINT')
  } finally {
    stdin.off('keypress', onKey).off('end', onEnd)
    signal.removeEventListener('abort', onSignal)
  }
}
