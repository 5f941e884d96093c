import { CANCEL_SYMBOL, confirm, multiselect, select, settings, text } from '@clack/prompts'
import { Cancelled } from '../errors/errors.ts'
import type { IO, Signal } from '../io.ts'
import { type Question, textProblem } from '../model/question.ts'
import { type Job, stopJob, type Typed, watchForPause } from './pause.ts'
import { withRoom } from './screen-rows.ts'

/** The streams of a prompt, and the signal that cancels it. */
export type Terminal = Pick<IO, 'stdin' | 'stdout'> & {
  readonly signal: AbortSignal
  readonly job: Job
  /** Called when the program was stopped while the prompt was open, after which the screen is another. */
  readonly onPause?: () => void
}

/** A question with an optional check of its own. */
export type Prompt = Question & {
  /** The problem with the typed text, if there is one. It is shown and the question stays open. */
  readonly check?: (typed: string) => Promise<string | undefined>
}

/** The answer of a user who wants to go back to the previous question. */
export const back = Symbol('back')

// By default clack treats Esc like Ctrl+C.
settings.aliases.delete('escape')

/** Asks one question; its previous answer, if there is one, is filled in. */
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
      case 'multiselect':
        return multiselect({
          message,
          options: choices.map((choice) => ({ ...choice })),
          initialValues: (how.before ?? fallback).split(',').filter(Boolean),
          required: false,
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
  const problem = textProblem({ type: 'text' }, typed)
  return problem && `Use ${problem}`
}

type Streams = {
  readonly input: Terminal['stdin']
  readonly output: Terminal['stdout']
  readonly signal: AbortSignal
}

/** Shows a prompt, and shows it again as it was when the program has been stopped meanwhile. */
async function put(
  canGoBack: boolean,
  terminal: Terminal,
  show: Show,
): Promise<string | typeof back> {
  let typed: Typed = []
  for (;;) {
    const answer = await putOnce(canGoBack, terminal, show, typed)
    if (typeof answer !== 'object') return answer
    typed = answer.typed
    terminal.onPause?.()
    if (!answer.isOver) await stopJob(terminal.job)
  }
}

type Show = (streams: Streams) => Promise<string | boolean | symbol | string[]>

/** How far a prompt was when the program was stopped. */
type Paused = { readonly typed: Typed; readonly isOver: boolean }

/**
 * Shows a prompt until it is answered, paused or cancelled: by a signal, Ctrl+C, Esc, Ctrl+D or the end of the
 * input. At the last two readline closes silently, and clack would wait forever.
 */
async function putOnce(
  canGoBack: boolean,
  { stdin, stdout, signal, job }: Terminal,
  show: Show,
  typed: Typed,
): Promise<string | typeof back | Paused> {
  // One per prompt, because clack never removes its listener from a signal.
  const closing = new AbortController()
  let paused: Paused | undefined
  const close = (reason: Signal | typeof back) => closing.abort(reason)
  const onSignal = () => close(signal.reason)
  const onEnd = () => close('SIGINT')
  const onKey = (_: unknown, key?: { ctrl?: boolean; name?: string }) => {
    if (key?.name === 'escape' && canGoBack) close(back)
    if (key?.name === 'd' && key.ctrl) onEnd()
  }
  if (signal.aborted) onSignal()
  if (stdin.readableEnded) onEnd()
  const pending = show({ input: stdin, output: withRoom(stdout), signal: closing.signal })
  const watch = watchForPause(stdin, job, (isOver) => {
    paused = { typed: watch.typed(), isOver }
    closing.abort()
  })
  watch.type(typed)
  // Added after clack's listener, which would otherwise redraw a closed prompt.
  stdin.on('keypress', onKey).once('end', onEnd)
  signal.addEventListener('abort', onSignal, { once: true })
  try {
    const answer = await pending
    if (answer !== CANCEL_SYMBOL) return String(answer)
    if (paused) return paused
    if (closing.signal.reason === back) return back
    // In raw mode Ctrl+C arrives as a key instead of SIGINT.
    throw new Cancelled(closing.signal.aborted ? closing.signal.reason : 'SIGINT')
  } finally {
    watch.release()
    stdin.off('keypress', onKey).off('end', onEnd)
    signal.removeEventListener('abort', onSignal)
  }
}
