import { type AppError, errors } from '../errors/errors.ts'
import type { CreateFlags } from '../flags/flags.ts'
import { packageNameProblem } from '../model/names.ts'
import type { ForeignRun } from '../plan/trust.ts'
import type { Session } from './session.ts'

/** Code that is not ours is shown first, and runs only when a person agrees. */
export async function requireTrust(run: ForeignRun | undefined, session: Session): Promise<void> {
  if (run === undefined) return
  if (!session.interactive) throw run.refusal
  const { askTrust } = await import('../prompts/ask-trust.ts')
  if (!(await askTrust(run, session))) throw run.refusal
}

/** A tool that will be used and is missing or too old stops us before anything is written. */
export function requireTools(...problems: readonly (AppError | undefined)[]): void {
  const problem = problems.find((candidate) => candidate !== undefined)
  if (problem) throw problem
}

/** A name that npm would refuse is refused before anything is looked at. */
export function requireName({ name }: Pick<CreateFlags, 'name'>): void {
  const problem = name === undefined ? undefined : packageNameProblem(name)
  if (name !== undefined && problem) throw errors.badName(name, problem)
}
