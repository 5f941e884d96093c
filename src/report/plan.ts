import type { Plan } from '../plan/plan.ts'
import { sizeOf } from '../plan/tree.ts'
import { printCommand } from '../tasks/task.ts'
import { type Page, wrap } from './page.ts'

/** A dry run for a person: every file with its size in bytes, every command. */
export function printPlan(plan: Plan, { columns, colours: { dim, yellow } }: Page): string {
  const files = plan.changes.map((change) => ({
    path: change.path,
    size: change.kind === 'delete' ? 0 : sizeOf(change.after),
  }))
  const width = String(Math.max(0, ...files.map(({ size }) => size))).length
  const total = files.reduce((sum, { size }) => sum + size, 0)
  const commands = plan.tasks.flatMap((task) =>
    task.skipped === undefined
      ? task.commands.map((command) => `  ${printCommand(command)}`)
      : [dim(`  ${task.title}: skipped, ${task.skipped}`)],
  )
  return [
    '',
    ...wrap(
      `Would write ${counted(files.length, 'file')} (${total} bytes) to ${plan.target.dir}:`,
      columns,
    ),
    ...files.map(({ path, size }) => `  ${String(size).padStart(width)}  ${path}`),
    ...plan.kept.map((path) => dim(`  ${path} is yours and stays as it is`)),
    '',
    'and run there:',
    ...commands,
    ...plan.warnings.flatMap(({ message }) => ['', ...wrap(`${yellow('!')} ${message}`, columns)]),
    '',
    'For real:',
    `  ${plan.replay}`,
    '',
    'Nothing was written.',
    dim(plan.treeHash),
    '',
  ].join('\n')
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
