import type { ExitCode } from '../errors/exit-codes.ts'
import type { Warning } from '../model/warning.ts'
import type { ApplyEvent } from '../plan/event.ts'
import type { Outcome } from '../plan/outcome.ts'
import type { Plan } from '../plan/plan.ts'

/** Everything that is said to the outside while a command runs, and the exit code it ends with. */
export type Reporter = {
  /** Says who speaks, before anything else. */
  open(): void
  /** Says something that does not stop us and that a person should know. */
  warn(warning: Warning): void
  /** Says in passing what only a person at a prompt cares for. */
  aside(text: string): void
  /** The plan is about to be carried out. */
  begin(plan: Plan): void
  event(event: ApplyEvent): void
  /** Ends a dry run. */
  planned(plan: Plan): ExitCode
  finished(plan: Plan, outcome: Outcome): ExitCode
  /** Ends a run whose target is as it was. */
  failed(error: unknown): ExitCode
}
