import type { TaskId } from '../tasks/task.ts'
import type { Plan } from './plan.ts'

/** The tasks of a creation whose result lies in the project. */
export type Done = readonly TaskId[]

/** What a creation left undone: no file is written again, and the tests have no result that lies anywhere. */
export function resumed(plan: Plan, done: Done): Plan {
  return {
    ...plan,
    command: 'resume',
    changes: [],
    kept: [],
    warnings: done.includes('commit') ? [] : plan.warnings,
    tasks: plan.tasks.map((task) => {
      return done.includes(task.id) ? { ...task, skipped: 'done already' } : task
    }),
  }
}
