import type { Readable, Writable } from 'node:stream'

/** The outside world, as one parameter. `process` satisfies it; a test passes a fake. */
export type IO = {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: Readable & { readonly isTTY?: boolean | undefined }
  readonly stdout: Output
  readonly stderr: Output
  readonly pid: number
  readonly platform: NodeJS.Platform
  cwd(): string
  kill(pid: number, signal: Signal | 'SIGTSTP'): unknown
  on(signal: Signal | JobSignal, listener: () => void): unknown
  off(signal: Signal | JobSignal, listener: () => void): unknown
}

export type Output = Writable & {
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
  readonly rows?: number | undefined
}

export const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
export type Signal = (typeof signals)[number]
/** Signals of a shell that stops a job and lets it go on. */
type JobSignal = 'SIGTSTP' | 'SIGCONT'

/** Whether this runs in continuous integration; `CI=0` and `CI=false` mean no. */
export function isCi(env: IO['env']): boolean {
  return env.CI !== undefined && !['', '0', 'false'].includes(env.CI)
}

/** Whether prompts can be shown. A dumb terminal cannot move the cursor, which prompts need. */
export function isInteractive(io: Pick<IO, 'env' | 'stdin' | 'stdout'>): boolean {
  return Boolean(io.stdin.isTTY && io.stdout.isTTY) && !isCi(io.env) && !isDumb(io.env)
}

/** Whether lines can be redrawn; in CI they would all end up in the log. */
export function isLive({ env, stdout }: Pick<IO, 'env' | 'stdout'>): boolean {
  return Boolean(stdout.isTTY) && !isCi(env) && !isDumb(env)
}

/** Whether the terminal can only append lines, such as Emacs' shell. */
export function isDumb({ TERM }: IO['env']): boolean {
  return TERM === 'dumb'
}

/**
 * The width to lay out for: 80 for a file or a pipe, and for a terminal that does not know its size, which
 * says 0. Fewer than 20 columns have no room for a word, so longer lines are left to the terminal.
 */
export function columnsOf({ columns }: Pick<Output, 'columns'>): number {
  return Math.max(columns || 80, 20)
}

/** The height to lay out for. */
export function rowsOf({ rows }: Pick<Output, 'rows'>): number {
  return rows || 24
}

/** Milliseconds since an arbitrary moment. Node would load `performance` only for this. */
export function clock(): number {
  return Number(process.hrtime.bigint()) / 1e6
}

/** The signal that stopped the run; undefined when it was not stopped, or by a time limit. */
export function signalOf({ aborted, reason }: AbortSignal): Signal | undefined {
  return aborted ? signals.find((name) => name === reason) : undefined
}

/**
 * A signal that also aborts after a time limit. AbortSignal.any() with AbortSignal.timeout() does not
 * work here: Node may garbage-collect them before they fire.
 */
export function signalWithin(signal: AbortSignal, ms: number): AbortSignal {
  const stopping = new AbortController()
  const stop = () => stopping.abort(signal.reason)
  setTimeout(stop, ms).unref()
  onAbort(signal, stop)
  return stopping.signal
}

/** Calls `stop` when the signal aborts, or now if it has. Returns a function that removes the listener. */
export function onAbort(signal: AbortSignal, stop: () => void): () => void {
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  return () => signal.removeEventListener('abort', stop)
}
