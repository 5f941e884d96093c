import type { AddonTest } from '../authoring/addons/try-addon.ts'
import type { GeneratorTest } from '../authoring/generators/try-generator.ts'
import type { TemplateFinding } from '../authoring/lint/lint-finding.ts'
import type { Trials } from '../authoring/trial.ts'
import type { Finding } from '../doctor/findings.ts'
import { AppError, Cancelled } from '../errors/errors.ts'
import { type ExitCode, exitCodes } from '../errors/exit-codes.ts'
import type { Drift } from '../plan/change/drift.ts'
import type { Outcome } from '../plan/outcome.ts'

// Every exit code is decided here. An error of the catalogue brings its own.

/** The exit code of a plan that was applied. */
export function exitCodeOf(outcome: Outcome): ExitCode {
  if (outcome.interrupted) return exitCodes[outcome.interrupted]
  return outcome.error?.exitCode ?? exitCodes.ok
}

/** The exit code of a command that threw; what is not in the catalogue is a bug. */
export function exitCodeOfError(error: unknown): ExitCode {
  if (error instanceof Cancelled) return exitCodes[error.signal]
  return error instanceof AppError ? error.exitCode : exitCodes.bug
}

/** The exit code of `doctor`: that of the first problem. */
export function exitCodeOfFindings(findings: readonly Finding[]): ExitCode {
  return findings.find(({ status }) => status === 'problem')?.exitCode ?? exitCodes.ok
}

/** The exit code of `template lint`: warnings do not count. */
export function exitCodeOfLint(findings: readonly TemplateFinding[]): ExitCode {
  return findings.some(({ level }) => level === 'problem') ? exitCodes.template : exitCodes.ok
}

/**
 * The exit code of `template test`: a difference from the snapshot comes first, then the first failure. If
 * every project was skipped, the machine lacks something.
 */
export function exitCodeOfTrials({ snapshot, trials }: Trials): ExitCode {
  return snapshot.status === 'differs' ? exitCodes.template : exitCodeOfAll(trials)
}

/** The exit code of `addon test`. */
export function exitCodeOfAddonTests(tests: readonly AddonTest[]): ExitCode {
  return exitCodeOfAll(tests.flatMap(({ trials }) => trials))
}

/** The exit code of a trial that ran nothing. */
export function exitCodeOfFault(reason: string | undefined): ExitCode {
  return reason === undefined ? exitCodes.ok : exitCodes.template
}

function exitCodeOfAll(trials: Trials['trials']): ExitCode {
  const failed = trials.find(({ status }) => status === 'failed')
  if (failed) return failed.exitCode
  return trials.every(({ status }) => status === 'skipped') ? exitCodes.environment : exitCodes.ok
}

/** The exit code of `generator test`: a difference from a snapshot, or a sample that failed. */
export function exitCodeOfGeneratorTests(tests: readonly GeneratorTest[]): ExitCode {
  const isWrong = ({ snapshot, trials }: GeneratorTest) =>
    snapshot.status === 'differs' || trials.some(({ status }) => status === 'failed')
  return tests.some(isWrong) ? exitCodes.template : exitCodes.ok
}

/** The exit code of `check`. What a person changed is a fault only in a strict check. */
export function exitCodeOfDrift(drift: Drift, isStrict: boolean): ExitCode {
  const states = new Set(drift.values())
  if (states.has('conflicting')) return exitCodes.conflict
  const isBehind = states.has('behind') || states.has('missing')
  return isBehind || (isStrict && states.has('changed')) ? exitCodes.behind : exitCodes.ok
}

/** The exit code of a command whose output could not be written: a success becomes a failure. */
export function exitCodeOfOutput(
  output: { readonly isBroken: boolean },
  exitCode: ExitCode,
): ExitCode {
  return output.isBroken && exitCode === exitCodes.ok ? exitCodes.disk : exitCode
}
