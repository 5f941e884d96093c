import type { ExitCode } from '../errors/exit-codes.ts'
import type { Warning } from '../model/warning.ts'
import type { ApplyEvent } from '../plan/event.ts'
import type { Outcome } from '../plan/outcome.ts'
import type { Plan } from '../plan/plan.ts'

/** All output of a command, and the exit code that it ends with. */
export type Reporter = {
  /** Prints the name and version first. */
  open(): void
  /** Reports a problem that does not stop the command. */
  warn(warning: Warning): void
  /** Prints a hint that is only useful at a prompt. */
  aside(text: string): void
  /** Called before the plan is applied. */
  begin(plan: Plan): void
  event(event: ApplyEvent): void
  /** Ends a dry run. */
  planned(plan: Plan): ExitCode
  finished(plan: Plan, outcome: Outcome): ExitCode
  /** Ends a run that did not change the target. */
  failed(error: unknown): ExitCode
}
