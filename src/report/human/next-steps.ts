import type { NextStep } from '../../model/blueprint.ts'
import { printCommand } from '../../model/command.ts'
import type { Plan } from '../../plan/plan.ts'
import { pad, widthOf } from './page.ts'

/** The next commands, starting with `cd`. */
export function nextStepsOf(plan: Plan): readonly NextStep[] {
  // A person in a subfolder of a project wants to stay there.
  const isInside = plan.target.shown.startsWith('..')
  return [...(isInside ? [] : stepsInto(plan.target)), ...plan.nextSteps]
}

/** The `cd` command; none when the project is in the current folder. */
export function stepsInto({ shown }: Plan['target']): readonly NextStep[] {
  if (shown === '.') return []
  return [{ title: 'Go into the folder', command: printCommand({ file: 'cd', args: [shown] }) }]
}

/** Commands and their titles in two columns, or the titles below when two columns are too wide. */
export function printSteps(
  steps: readonly NextStep[],
  { columns, dim }: { columns: number; dim: (text: string) => string },
): readonly string[] {
  const width = Math.max(0, ...steps.map(({ command }) => widthOf(command)))
  const isWide = steps.some(({ title }) => width + gap.length + widthOf(title) > columns)
  return isWide
    ? steps.flatMap(({ title, command }) => [command, dim(`  ${title}`)])
    : steps.map(({ title, command }) => `${pad(command, width)}${gap}${dim(title)}`)
}

const gap = '   '
