import { join } from 'node:path'
import fs from 'fs-extra'
import { type AppError, errors } from '../../errors/errors.ts'
import { exec } from '../../exec.ts'
import type { IO } from '../../io.ts'
import { clock, signalOf } from '../../io.ts'
import { type Command, printCommand, printCommands } from '../../model/command.ts'
import { lockfileOf } from '../../model/package-manager.ts'
import type { ApplyEvent, TaskResult } from '../../plan/event.ts'
import type { Plan } from '../../plan/plan.ts'
import { installRemedy, type Remedy } from '../../tasks/install-remedy.ts'
import { type LockfileCheck, lockfileWarning, noLockfile } from '../../tasks/lockfile-check.ts'
import type { Task } from '../../tasks/task.ts'
import { childEnvironment } from './child-environment.ts'
import { listenForSilence, silenceMs } from './silence.ts'

type Running = {
  readonly plan: Plan
  readonly env: IO['env']
  readonly signal: AbortSignal
  readonly onEvent: (event: ApplyEvent) => void
  /** See `silenceMs`, which is the default. */
  readonly silentAfter?: number
}

/** Runs the tasks in order. A failed one stops only those that need it. */
export async function runTasks(running: Running): Promise<readonly TaskResult[]> {
  const results: TaskResult[] = []
  for (const task of running.plan.tasks) {
    const result = withoutRunning(task, results, running.signal) ?? (await runTask(task, running))
    running.onEvent({ type: 'task.end', ...result })
    results.push(result)
    if (result.status === 'ok' && task.check) await warnOfLockfile(task.check, running)
  }
  return results
}

/** The catalogue's error for the first task that failed. */
export function failureOf(results: readonly TaskResult[], plan: Plan): AppError | undefined {
  const failed = results.find(({ status }) => status === 'failed')
  const task = plan.tasks.find(({ id }) => id === failed?.id)
  if (!failed || !task) return undefined
  const reason = [failed.reason, failed.remedy?.why].filter(Boolean).join(' ')
  const fix = repair(plan, results)
  const isInstalled = results.some(({ id, status }) => id === 'install' && status === 'ok')
  const done = `${doneBy[plan.command]}${isInstalled ? ' and installed' : ''}`
  return errors.taskFailed(task.failsAs ?? task.id, { done, reason, fix })
}

/** What had happened to the project before its tasks. */
const doneBy: Record<Plan['command'], string> = {
  create: 'created',
  resume: 'created',
  template: 'created',
  update: 'updated',
  undo: 'taken back',
  generate: 'changed',
  generator: 'changed',
  addon: 'changed',
  add: 'changed',
  remove: 'changed',
}

function remedyFor({ id, check }: Task, output: string, { tasks }: Plan): Remedy | undefined {
  if (id !== 'install' || check === undefined) return undefined
  const hasRepository = tasks.some((task) => task.id === 'commit' && task.skipped === undefined)
  return installRemedy(check.of, output, hasRepository)
}

async function runTask(task: Task, running: Running): Promise<TaskResult> {
  const { plan, signal, onEvent } = running
  const start = clock()
  const env = childEnvironment(running.env, plan.scrub)
  const { id, title } = task
  const silence = listenForSilence(running.silentAfter ?? silenceMs, (ms) => {
    onEvent({ type: 'task.silent', id, title, ms })
  })
  const onOutput = (text: string) => {
    silence.broken()
    onEvent({ type: 'task.output', id, text })
  }
  onEvent({ type: 'task.start', id, title })
  let output = ''
  const ended = (status: 'ok' | 'failed', reason?: string): TaskResult => ({
    ...described(task),
    status,
    ms: since(start),
    ...(reason === undefined ? {} : { reason }),
    output,
  })
  try {
    for (const commands of task.independent ? [task.commands] : task.commands.map((one) => [one])) {
      if (signal.aborted) return ended('failed', `stopped by ${signalOf(signal)}`)
      const how = { cwd: plan.target.dir, env, signal, onOutput }
      const runs = await Promise.all(
        commands.map(async (command) => ({ command, ...(await exec(command, how)) })),
      )
      output += runs.map((run) => run.output).join('')
      // A command that exits with 0 has done its work, even if a signal arrived meanwhile.
      const failed = runs.filter(({ exitCode }) => exitCode !== 0)
      const [first] = failed
      if (first !== undefined) {
        const result = ended('failed', reasonOf(first.command, first.exitCode, signal))
        const left = task.independent ? failed.map(({ command }) => command) : task.commands
        const remedy = signal.aborted ? undefined : remedyFor(task, output, plan)
        return { ...result, command: printCommands(left), ...(remedy && { remedy }) }
      }
    }
    return ended('ok')
  } finally {
    silence.end()
  }
}

async function warnOfLockfile(check: LockfileCheck, running: Running): Promise<void> {
  const warning = check.command
    ? await refusalOf(check, check.command, running)
    : await absenceOf(check, running.plan)
  if (warning) running.onEvent({ type: 'warn', ...warning })
}

async function refusalOf(check: LockfileCheck, command: Command, { plan, env, signal }: Running) {
  const how = { cwd: plan.target.dir, env: childEnvironment(env, plan.scrub), signal }
  const answer = await exec(command, how)
  return signal.aborted ? undefined : lockfileWarning(check, answer)
}

async function absenceOf(check: LockfileCheck, { target }: Plan) {
  const exists = await fs.pathExists(join(target.dir, lockfileOf(check.of)))
  return exists ? undefined : noLockfile(check)
}

/** The result of a task that does not run: a flag skips it, or a task that it needs has failed. */
function withoutRunning(
  task: Task,
  results: readonly TaskResult[],
  signal: AbortSignal,
): TaskResult | undefined {
  const skipped = { ...described(task), status: 'skipped' as const, ms: 0, output: '' }
  if (task.skipped !== undefined) return { ...skipped, reason: task.skipped }
  const needed = results.find(
    (result) => isLeft(result) && task.needs?.some((id) => id === result.id),
  )
  if (needed) return { ...skipped, reason: `it needs "${needed.title}"`, waitsFor: needed.id }
  const stopped = signalOf(signal)
  return stopped && { ...skipped, reason: `stopped by ${stopped}`, waitsFor: task.id }
}

/** A task that a flag skipped stops no other; one that failed, or waits for a failed one, does. */
function isLeft({ status, waitsFor }: TaskResult): boolean {
  return status === 'failed' || waitsFor !== undefined
}

function described(task: Task): Pick<TaskResult, 'id' | 'title' | 'command'> {
  return { id: task.id, title: task.title, command: printCommands(task.commands) }
}

function reasonOf(command: Command, exitCode: number | undefined, signal: AbortSignal): string {
  if (signal.aborted) return `stopped by ${signalOf(signal)}`
  const end =
    exitCode === undefined
      ? 'could not start, or was killed by a signal'
      : `ended with exit code ${exitCode}`
  return `${printCommand(command)} ${end}.`
}

/** What a person types to finish: the task that failed and those that waited for it. */
function repair(plan: Plan, results: readonly TaskResult[]): string {
  const left = results.filter(isLeft)
  const { shown } = plan.target
  const enter = shown === '.' ? [] : [printCommand({ file: 'cd', args: [shown] })]
  const first = left.flatMap(({ remedy }) => remedy?.commands ?? []).map(printCommand)
  return [...enter, ...first, ...left.map(({ command }) => command)].join(' && ')
}

function since(start: number): number {
  return Math.round(clock() - start)
}
