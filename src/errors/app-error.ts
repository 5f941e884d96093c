import type { Signal } from '../io.ts'
import type { ExitCode } from './exit-codes.ts'

/** An error a person can do something about. Everything else that is thrown is a bug of ours. */
export class AppError extends Error {
  readonly code: string
  readonly exitCode: ExitCode
  /** What to do about it. */
  readonly fix: string
  readonly missing: readonly MissingInput[]
  /** The path in a template that is at fault. */
  readonly place: string | undefined

  constructor(entry: {
    code: string
    exitCode: ExitCode
    message: string
    fix: string
    cause?: unknown
    missing?: readonly MissingInput[]
    place?: string | undefined
  }) {
    super(entry.message, entry.cause === undefined ? {} : { cause: entry.cause })
    this.name = 'AppError'
    this.code = entry.code
    this.exitCode = entry.exitCode
    this.fix = entry.fix
    this.missing = entry.missing ?? []
    this.place = entry.place
  }
}

/** A person said stop: at a prompt, with a signal. */
export class Cancelled extends Error {
  readonly signal: Signal

  constructor(signal: Signal = 'SIGINT') {
    super('cancelled')
    this.name = 'Cancelled'
    this.signal = signal
  }
}

/** What a person still has to say, and the flag that says it. */
export type MissingInput = {
  readonly id: string
  readonly flag: string
  readonly choices?: readonly string[]
}

/** Where what can go wrong is what is to be reported. */
export async function orAppError<Value>(work: Promise<Value>): Promise<Value | AppError> {
  try {
    return await work
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

/** What something that was thrown says. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}

/** The code of what was thrown, `ENOSPC` say, which names no secret; without one, what it says. */
export function codeOf(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
  return typeof code === 'string' ? code : messageOf(thrown)
}
