import { type AppError, errors } from '../errors.ts'
import { type Command, printCommands } from '../tasks/task.ts'
import type { Plan } from './plan.ts'
import { recordedTemplate } from './record.ts'
import { type Found, runsAsMade } from './resume.ts'

/** Code that a plan would run and that nobody has vouched for, with the error that refuses it. */
export type ForeignRun = {
  readonly template: string
  readonly commands: readonly Command[]
  readonly refusal: AppError
}

/** What a plan would run of a template that is not ours. */
export function foreignRun(plan: Plan): ForeignRun | undefined {
  if (recordedTemplate(plan.record)?.source === 'builtin') return undefined
  return runOf(plan, errors.notTrusted)
}

/** What a plan would run of a project whose scripts are not those that its template gave it. */
export function changedRun(plan: Plan, found: Found): ForeignRun | undefined {
  return runsAsMade(plan, found) ? undefined : runOf(plan, errors.scriptsChanged)
}

/** Install scripts and tests are code of the project; its files alone do nothing, and git runs none of them. */
function runOf(
  { record, tasks }: Plan,
  refuse: (template: string, commands: string) => AppError,
): ForeignRun | undefined {
  const commands = tasks
    .filter(({ id, skipped }) => (id === 'install' || id === 'verify') && skipped === undefined)
    .flatMap((task) => task.commands)
  if (commands.length === 0) return undefined
  const template = recordedTemplate(record)?.id ?? ''
  return { template, commands, refusal: refuse(template, printCommands(commands)) }
}
