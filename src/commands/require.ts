import { errors } from '../errors.ts'
import type { Facts } from '../plan/facts.ts'
import type { Plan } from '../plan/plan.ts'
import type { Wishes } from '../plan/steps.ts'
import { gitProblem, packageManagerProblem } from '../plan/tools.ts'
import { foreignCommands } from '../plan/trust.ts'
import { askTrust } from '../prompts/trust.ts'
import type { PackageManager } from '../tasks/install.ts'
import { printCommands } from '../tasks/task.ts'
import type { Session } from './session.ts'

/** What runs code of a template that is not ours is shown first, and runs only when a person agrees. */
export async function requireTrust(plan: Plan, session: Session): Promise<void> {
  const commands = foreignCommands(plan)
  if (commands.length === 0) return
  const template = plan.record.blueprints.at(-1)?.id ?? ''
  if (session.interactive && (await askTrust(template, commands, session))) return
  throw errors.notTrusted(template, printCommands(commands))
}

/** A tool that will be used and is missing or too old stops us before anything is written. */
export function requireTools(facts: Facts, wishes: Wishes, packageManager: PackageManager): void {
  const problem = gitProblem(facts, wishes) ?? packageManagerProblem(facts, wishes, packageManager)
  if (problem) throw problem
}
