import { tmpdir } from 'node:os'
import type { IO } from '../io.ts'
import { clock, signalOf } from '../io.ts'
import type { ApplyEvent, TaskResult } from '../plan/event.ts'
import type { Outcome } from '../plan/outcome.ts'
import type { Plan } from '../plan/plan.ts'
import { applyFiles, writeLog } from './apply-files.ts'
import { failureOf, runTasks } from './run-tasks.ts'

/**
 * Carries a plan out: its files, all or nothing, then the tasks in order.
 * @throws AppError or Cancelled when the files could not be placed; the target is then as it was.
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

/** The report stands without a log: a full or missing temporary folder is no reason to lose it. */
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
