import { printCommand } from '../../model/command.ts'
import { sizeOf } from '../../model/tree.ts'
import type { Plan } from '../../plan/plan.ts'
import { leftoversWarning } from '../../plan/target.ts'
import { type Page, wrap } from './page.ts'

/** A dry run: every file with its size in bytes, and every command. */
export function printPlan(plan: Plan, page: Page): string {
  const isNew = plan.command !== 'resume'
  const { columns, colours } = page
  const lines = [
    '',
    ...(isNew
      ? [...files(plan, page), ...(plan.tasks.length === 0 ? [] : ['', 'Would run there:'])]
      : wrap(`Would run in ${plan.target.dir}:`, columns)),
    ...commandLines(plan, page),
    ...warningLines(plan, page),
    ...(isNew ? ['', 'To create it, run:', `  ${plan.replay}`] : []),
    '',
    'Nothing was written.',
    ...(isNew ? [colours.dim(plan.treeHash)] : []),
    '',
  ]
  return lines.join('\n')
}

function files(plan: Plan, { columns, colours: { dim } }: Page): readonly string[] {
  const changes = plan.changes.map((change) => ({
    path: change.path,
    size: change.kind === 'delete' ? 0 : sizeOf(change.after),
  }))
  const width = String(Math.max(0, ...changes.map(({ size }) => size))).length
  const total = changes.reduce((sum, { size }) => sum + size, 0)
  const headline = `Would write ${counted(changes.length, 'file')} (${total} bytes) to ${plan.target.dir}:`
  return [
    ...wrap(headline, columns),
    ...changes.map(({ path, size }) => `  ${String(size).padStart(width)}  ${path}`),
    ...plan.kept.map((path) => dim(`  ${path} already exists and is kept`)),
  ]
}

export function warningLines(
  { target, warnings }: Plan,
  { columns, colours }: Page,
): readonly string[] {
  const leftovers = leftoversWarning(target)
  return [...(leftovers ? [leftovers] : []), ...warnings].flatMap(({ message }) => [
    '',
    ...wrap(`${colours.yellow('!')} ${message}`, columns),
  ])
}

export function commandLines({ tasks }: Plan, { colours: { dim } }: Page): readonly string[] {
  return tasks.flatMap((task) =>
    task.skipped === undefined
      ? task.commands.map((command) => `  ${printCommand(command)}`)
      : [dim(`  ${task.title}: skipped, ${task.skipped}`)],
  )
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
