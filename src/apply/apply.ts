import { tmpdir } from 'node:os'
import type { IO } from '../io.ts'
import { clock, signalOf } from '../io.ts'
import { conflictError } from '../plan/change/conflict-error.ts'
import type { ApplyEvent, FileCounts, TaskResult } from '../plan/event.ts'
import type { Outcome } from '../plan/outcome.ts'
import type { Plan } from '../plan/plan.ts'
import { recoveredWarning } from '../plan/target.ts'
import { applyFiles } from './apply-files.ts'
import { keepingImages } from './keep-images.ts'
import { markConflicts } from './mark-conflicts.ts'
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
  if (await recover(plan.target, plan.images))
    how.onEvent({ type: 'warn', ...recoveredWarning(plan.target) })
  if (plan.changes.length > 0) {
    await keepingImages(plan, () => applyFiles(plan, how.signal))
    how.onEvent({ type: 'files', ...countsOf(plan), ms: since(start) })
    await markConflicts(plan, how)
  }
  const tasks = await runTasks({ plan, ...how })
  const interrupted = signalOf(how.signal)
  const failure = interrupted ? undefined : failureOf(tasks, plan)
  const error = interrupted ? undefined : (failure ?? conflictError(plan))
  return {
    tasks,
    ms: since(start),
    ...(error ? { error } : {}),
    ...(interrupted ? { interrupted } : {}),
    ...(failure ? await keepLog(tasks) : {}),
  }
}

function countsOf({ changes }: Plan): FileCounts {
  const [updated, deleted] = (['update', 'delete'] as const).map((wanted) => {
    return changes.filter(({ kind }) => kind === wanted).length
  })
  return {
    created: changes.length - (updated ?? 0) - (deleted ?? 0),
    ...(updated ? { updated } : {}),
    ...(deleted ? { deleted } : {}),
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
