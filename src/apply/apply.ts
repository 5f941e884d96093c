import { tmpdir } from 'node:os'
import type { IO } from '../io.ts'
import { clock, signalOf } from '../io.ts'
import type { ApplyEvent, TaskResult } from '../plan/event.ts'
import type { Outcome } from '../plan/outcome.ts'
import type { Plan } from '../plan/plan.ts'
import { recoveredWarning } from '../plan/target.ts'
import { applyFiles } from './apply-files.ts'
import { recover } from './recover.ts'
import { failureOf, runTasks } from './tasks/run-tasks.ts'
import { writeLog } from './tasks/write-log.ts'

/**
 * Carries a plan out: cleans up what killed runs left of the target, then the changes, all or nothing,
 * then the tasks in order.
 * @throws AppError or Cancelled when the changes could not be made; the target is then as it was.
 */
export async function apply(
  plan: Plan,
  how: {
    env: IO['env']
    signal: AbortSignal
    onEvent: (event: ApplyEvent) => void
  },
): Promise<Outcome> {
  const start = clock()
  if (await recover(plan.target)) how.onEvent({ type: 'warn', ...recoveredWarning(plan.target) })
  if (plan.changes.length > 0) {
    await applyFiles(plan, how.signal)
    how.onEvent({ type: 'files', created: plan.changes.length, ms: since(start) })
  }
  const tasks = await runTasks({ plan, ...how })
  const interrupted = signalOf(how.signal)
  const error = interrupted ? undefined : failureOf(tasks, plan)
  return {
    tasks,
    ms: since(start),
    ...(error ? { error } : {}),
    ...(interrupted ? { interrupted } : {}),
    ...(error ? await keepLog(tasks) : {}),
  }
}

/** A full or missing temporary folder only costs the log, not the report. */
async function keepLog(tasks: readonly TaskResult[]): Promise<{ logFile?: string }> {
  try {
    return { logFile: await writeLog(tmpdir(), tasks) }
  } catch {
    return {}
  }
}

function since(start: number): number {
  return Math.round(clock() - start)
}
