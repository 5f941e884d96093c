import type { Command } from '../tasks/task.ts'
import type { Plan } from './plan.ts'

/**
 * The commands by which a plan runs code of a template that is not ours: its install scripts, its
 * tests. Files alone do nothing, and git runs nothing of the template's.
 */
export function foreignCommands({ record, tasks }: Plan): readonly Command[] {
  const template = record.blueprints.findLast(({ kind }) => kind === 'template')
  if (template?.source === 'builtin') return []
  return tasks
    .filter(({ id, skipped }) => (id === 'install' || id === 'verify') && skipped === undefined)
    .flatMap(({ commands }) => commands)
}
