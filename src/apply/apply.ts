import { tmpdir } from 'node:os'
import { AppError, Cancelled, errors } from '../errors/errors.ts'
import type { IO } from '../io.ts'
import { clock, signalOf } from '../io.ts'
import type { Change } from '../model/tree.ts'
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
  const before = await runBefore(plan, how)
  if (plan.changes.length > 0) {
    await keepingImages(plan, () => applyFiles(plan, how.signal))
    how.onEvent({ type: 'files', ...countsOf(plan), ms: since(start) })
    await markConflicts(plan, how)
  }
  const later = plan.tasks.filter(({ id }) => id !== 'before')
  const tasks = [...before, ...(await runTasks({ plan: { ...plan, tasks: later }, ...how }))]
  await takeBackAfter(plan, tasks, how)
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

/** After a hook that failed, the files of its generator go again. What the hook itself did is not known here. */
async function takeBackAfter(
  plan: Plan,
  tasks: readonly TaskResult[],
  { signal, onEvent }: { signal: AbortSignal; onEvent: (event: ApplyEvent) => void },
): Promise<void> {
  if (!tasks.some(({ id, status }) => id === 'after' && status === 'failed')) return
  const back = plan.changes.map(inverseOfChange)
  const { images: _, ...rest } = plan
  try {
    await applyFiles({ ...rest, changes: back }, signal)
    onEvent({ type: 'warn', ...takenBack })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    onEvent({ type: 'warn', ...notTakenBack(error.message) })
  }
}

const takenBack = {
  code: 'TAKEN_BACK',
  message: 'The files of the generator were taken back. What its hook did itself is still there.',
  fix: '',
}

function notTakenBack(why: string) {
  const message = `The files of the generator stay, because the hook changed them: ${why}`
  return { code: 'NOT_TAKEN_BACK', message, fix: 'To take them back, run create-app undo.' }
}

function inverseOfChange(change: Change): Change {
  const { path } = change
  if (change.kind === 'create') return { kind: 'delete', path, before: change.after }
  if (change.kind === 'delete') return { kind: 'create', path, after: change.before }
  return { kind: 'update', path, before: change.after, after: change.before }
}

/** What comes before the files. If it fails, nothing is written. */
async function runBefore(
  plan: Plan,
  how: Omit<Parameters<typeof runTasks>[0], 'plan'>,
): Promise<readonly TaskResult[]> {
  const tasks = plan.tasks.filter(({ id }) => id === 'before')
  const results = await runTasks({ plan: { ...plan, tasks }, ...how })
  const stopped = signalOf(how.signal)
  if (stopped && tasks.length > 0) throw new Cancelled(stopped)
  const failed = results.find(({ status }) => status === 'failed')
  if (failed) throw errors.hookFailed(failed.command ?? '', failed.output.trim())
  return results
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
