import type { NextStep } from '../plan/blueprint.ts'
import type { Plan } from '../plan/plan.ts'
import { printCommand } from '../tasks/task.ts'

/** What a person types next, the way into the folder first. */
export function nextStepsOf(plan: Plan): readonly NextStep[] {
  const { shown } = plan.target
  if (shown === '.') return plan.nextSteps
  return [
    { title: 'Go into the folder', command: printCommand({ file: 'cd', args: [shown] }) },
    ...plan.nextSteps,
  ]
}

/** The steps in two columns: the command, and what it is for. */
export function printSteps(steps: readonly NextStep[], dim: (text: string) => string): string {
  const width = Math.max(0, ...steps.map(({ command }) => command.length))
  return steps.map(({ title, command }) => `${command.padEnd(width)}   ${dim(title)}`).join('\n')
}
