import { tmpdir } from 'node:os'
import { AppError, Cancelled, errors } from '../errors/errors.ts'
import { exec } from '../exec.ts'
import type { IO } from '../io.ts'
import { clock, signalOf } from '../io.ts'
import { printCommand } from '../model/command.ts'
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
import { childEnvironment } from './tasks/child-environment.ts'
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
    await runBefore(plan, how)
    await keepingImages(plan, () => applyFiles(plan, how.signal))
    how.onEvent({ type: 'files', ...countsOf(plan), ms: since(start) })
    await markConflicts(plan, how)
  }
  const tasks = await runTasks({ plan, ...how })
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

/** The commands of a generator that come before its files. If one fails, nothing is written. */
async function runBefore(
  { before = [], target, scrub }: Plan,
  { env, signal }: { env: IO['env']; signal: AbortSignal },
): Promise<void> {
  for (const command of before) {
    const how = { cwd: target.dir, env: childEnvironment(env, scrub), signal }
    const { exitCode, output } = await exec(command, how)
    const stopped = signalOf(signal)
    if (stopped) throw new Cancelled(stopped)
    if (exitCode !== 0) throw errors.hookFailed(printCommand(command), output.trim())
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
