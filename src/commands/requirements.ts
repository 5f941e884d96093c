import { type AppError, errors } from '../errors/errors.ts'
import type { CreateFlags } from '../flags/flags.ts'
import { packageNameProblem } from '../model/names.ts'
import type { PackageManager } from '../model/package-manager.ts'
import { enginesRefusal } from '../packages/engines.ts'
import { type Facts, installerOf } from '../plan/facts.ts'
import { type Plan, treeOf } from '../plan/plan.ts'
import type { ForeignRun } from '../plan/trust.ts'
import { isEngineStrict } from '../project/probe.ts'
import type { Session } from './session.ts'

/** Shows code that is not ours, and lets it run only if a person agrees. */
export async function requireTrust(run: ForeignRun | undefined, session: Session): Promise<void> {
  if (run === undefined) return
  if (!session.interactive) throw run.refusal
  const { askTrust } = await import('../prompts/ask-trust.ts')
  if (!(await askTrust(run, session))) throw run.refusal
}

/** Stops before anything is written if a needed tool is missing or too old. */
export function requireTools(...problems: readonly (AppError | undefined)[]): void {
  const problem = problems.find((candidate) => candidate !== undefined)
  if (problem) throw problem
}

/**
 * Why the package manager would refuse the Node or the version of itself that runs. Its configuration is asked only
 * where the answer matters.
 */
export async function engineProblem(
  plan: Plan,
  { packageManager, facts, io, signal }: EngineQuestion,
): Promise<AppError | undefined> {
  const installs = plan.tasks.some(({ id, skipped }) => id === 'install' && skipped === undefined)
  if (!installs) return undefined
  const installer = installerOf(packageManager, facts)
  const refusal = (isStrict: boolean) => enginesRefusal(treeOf(plan), installer, isStrict)
  const [certain, possible] = [refusal(false), refusal(true)]
  if (certain || !possible) return certain
  const { dir } = plan.target
  const isStrict = await isEngineStrict(packageManager, { dir, env: io.env, signal })
  return isStrict ? possible : undefined
}

type EngineQuestion = Pick<Session, 'io' | 'signal'> & {
  readonly packageManager: PackageManager
  readonly facts: Facts
}

/** Refuses a package name that npm would refuse. */
export function requireName({ name }: Pick<CreateFlags, 'name'>): void {
  const problem = name === undefined ? undefined : packageNameProblem(name)
  if (name !== undefined && problem) throw errors.badName(name, problem)
}
