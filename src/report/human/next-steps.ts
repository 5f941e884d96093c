import type { NextStep } from '../../model/blueprint.ts'
import { printCommand } from '../../model/command.ts'
import type { Plan } from '../../plan/plan.ts'
import { pad, widthOf } from './page.ts'

/** What a person types next, the way into the folder first. */
export function nextStepsOf(plan: Plan): readonly NextStep[] {
  return [...stepsInto(plan.target), ...plan.nextSteps]
}

/** The way into the folder, for who does not stand in it. */
export function stepsInto({ shown }: Plan['target']): readonly NextStep[] {
  if (shown === '.') return []
  return [{ title: 'Go into the folder', command: printCommand({ file: 'cd', args: [shown] }) }]
}

/** The steps in two columns, the command and what it is for; below each other where that is too wide. */
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
