import { AppError, Cancelled } from '../errors/errors.ts'
import { type ExitCode, exitCodes } from '../errors/exit-codes.ts'
import type { Outcome } from '../plan/outcome.ts'

export function exitCodeOf(outcome: Outcome): ExitCode {
  if (outcome.interrupted) return exitCodes[outcome.interrupted]
  return outcome.error?.exitCode ?? exitCodes.ok
}

export function exitCodeOfError(error: unknown): ExitCode {
  if (error instanceof Cancelled) return exitCodes[error.signal]
  return error instanceof AppError ? error.exitCode : exitCodes.bug
}
