import type { Signal } from '../io.ts'
import type { ExitCode } from './exit-codes.ts'

/** An error that the user can act on. Anything else that is thrown is a bug in create-app. */
export class AppError extends Error {
  readonly code: string
  readonly exitCode: ExitCode
  /** What to do. */
  readonly fix: string
  readonly missing: readonly MissingInput[]
  /** The path in the template that caused the error. */
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

/** The user stopped the run, at a prompt or with a signal. */
export class Cancelled extends Error {
  readonly signal: Signal

  constructor(signal: Signal = 'SIGINT') {
    super('cancelled')
    this.name = 'Cancelled'
    this.signal = signal
  }
}

/** An input that is missing, and the flag that gives it. */
export type MissingInput = {
  readonly id: string
  readonly flag: string
  readonly choices?: readonly string[]
}

/** Returns an AppError as a value, where it is part of the report; throws anything else. */
export async function catchAppError<Value>(work: Promise<Value>): Promise<Value | AppError> {
  try {
    return await work
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

/** The message of a thrown value. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}

/** The code of a thrown error, such as `ENOSPC`, which cannot contain a secret; else its message. */
export function codeOf(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
  return typeof code === 'string' ? code : messageOf(thrown)
}
