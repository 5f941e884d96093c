import type { Readable, Writable } from 'node:stream'

/** What is handed in at the edge. `process` satisfies it as it is; a test passes a fake one. */
export type IO = {
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: Readable & { readonly isTTY?: boolean | undefined }
  readonly stdout: Output
  readonly stderr: Output
  readonly pid: number
  readonly platform: NodeJS.Platform
  cwd(): string
  kill(pid: number, signal: Signal): unknown
  on(signal: Signal, listener: () => void): unknown
  off(signal: Signal, listener: () => void): unknown
}

export type Output = Writable & {
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
}

export const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
export type Signal = (typeof signals)[number]

/** Says whether a continuous-integration service runs us; `CI=0` and `CI=false` are a person's "no". */
export function isCi(env: IO['env']): boolean {
  return env.CI !== undefined && !['', '0', 'false'].includes(env.CI)
}

/** Says whether a person can answer a question here; a prompt cannot be drawn without a cursor. */
export function isInteractive(io: Pick<IO, 'env' | 'stdin' | 'stdout'>): boolean {
  return Boolean(io.stdin.isTTY && io.stdout.isTTY) && !isCi(io.env) && !isDumb(io.env)
}

/** Says whether a line may be drawn over: a terminal that nobody records. */
export function isLive({ env, stdout }: Pick<IO, 'env' | 'stdout'>): boolean {
  return Boolean(stdout.isTTY) && !isCi(env) && !isDumb(env)
}

/** Says whether the terminal can only print, line after line: Emacs' shell, a teletype. */
export function isDumb({ TERM }: IO['env']): boolean {
  return TERM === 'dumb'
}

/** Milliseconds since some moment. `performance` would be loaded for this alone. */
export function clock(): number {
  return Number(process.hrtime.bigint()) / 1e6
}

/** The signal that called the work off, if any did; time that is over is none. */
export function signalOf({ aborted, reason }: AbortSignal): Signal | undefined {
  return aborted ? signals.find((name) => name === reason) : undefined
}

/**
 * A signal that also says stop when the time is over. Not AbortSignal.any() with AbortSignal.timeout():
 * Node may collect those before they speak.
 */
export function signalWithin(signal: AbortSignal, ms: number): AbortSignal {
  const stopping = new AbortController()
  const stop = () => stopping.abort(signal.reason)
  setTimeout(stop, ms).unref()
  onAbort(signal, stop)
  return stopping.signal
}

/** Does something when a signal says stop, also when it has said so; what comes back lets go of it. */
export function onAbort(signal: AbortSignal, stop: () => void): () => void {
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  return () => signal.removeEventListener('abort', stop)
}
