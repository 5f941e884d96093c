import { expect, it } from 'vitest'
import { runTasks } from '../../src/apply/tasks/run-tasks.ts'
import type { Command } from '../../src/model/command.ts'
import { planProject } from '../../src/plan/plan.ts'
import type { Task } from '../../src/tasks/task.ts'
import { temporaryFolder } from '../support/folders.ts'
import { blueprint, planInput } from '../support/planning.ts'

/** Runs tasks in a new folder, and stops them at their first output. */
async function stoppedByOutput(...tasks: readonly Task[]) {
  const dir = await temporaryFolder()
  const plan = planProject(planInput([blueprint('template', 'api', {})]))
  const stopping = new AbortController()
  const results = await runTasks({
    plan: { ...plan, target: { ...plan.target, dir }, tasks },
    env: process.env,
    signal: stopping.signal,
    onEvent: ({ type }) => type === 'task.output' && stopping.abort('SIGINT'),
  })
  return results.map(({ id, status, reason }) => [id, status, reason])
}

function task(id: Task['id'], ...commands: readonly Command[]): Task {
  return { id, title: id, commands }
}

const fine: Command = { file: 'true', args: [] }
/** A background process that prints when it gets SIGTERM. */
const late = '(trap "echo late; exit" TERM; while :; do sleep 0.1; done)'
const fineBefore: Command = { file: 'sh', args: ['-c', `${late} & sleep 0.2; exit 0`] }
const endless: Command = { file: 'sh', args: ['-c', 'echo started; exec sleep 4711'] }

it('marks the task that a signal stopped, and those after it', async () => {
  expect(
    await stoppedByOutput(task('git', fine), task('install', endless), task('verify', fine)),
  ).toEqual([
    ['git', 'ok', undefined],
    ['install', 'failed', 'stopped by SIGINT'],
    ['verify', 'skipped', 'stopped by SIGINT'],
  ])
})

it('does not mark a task whose last command had succeeded', async () => {
  expect(await stoppedByOutput(task('commit', fine, fineBefore), task('verify', fine))).toEqual([
    ['commit', 'ok', undefined],
    ['verify', 'skipped', 'stopped by SIGINT'],
  ])
})

it('starts no further command of a task after a signal', async () => {
  expect(await stoppedByOutput(task('commit', fineBefore, fine))).toEqual([
    ['commit', 'failed', 'stopped by SIGINT'],
  ])
})

it('runs independent commands at the same time, and names those that are left', async () => {
  const dir = await temporaryFolder()
  const plan = planProject(planInput([blueprint('template', 'api', {})]))
  const sh = (line: string): Command => ({ file: 'sh', args: ['-c', line] })
  // Each waits for the file of the other.
  const meet = (mine: string, its: string) =>
    sh(
      `touch ${mine}; for _ in 1 2 3 4 5 6 7 8 9; do test -e ${its} && exit 0; sleep 0.2; done; exit 1`,
    )
  const commands = [meet('a', 'b'), sh('exit 7'), meet('b', 'a')]
  const [result] = await runTasks({
    plan: {
      ...plan,
      target: { ...plan.target, dir },
      tasks: [{ ...task('migrate', ...commands), independent: true }],
    },
    env: process.env,
    signal: new AbortController().signal,
    onEvent: () => undefined,
  })
  expect(result).toMatchObject({ status: 'failed', command: "sh -c 'exit 7'" })
  expect(result?.reason).toContain('exit code 7')
})

it('says that a task prints nothing, and for how long, until it prints again', async () => {
  const plan = planProject(planInput([blueprint('template', 'api', {})]))
  const events: string[] = []
  const command = { file: 'sh', args: ['-c', 'sleep 1; echo loud; sleep 1'] }
  await runTasks({
    plan: {
      ...plan,
      target: { ...plan.target, dir: await temporaryFolder() },
      tasks: [task('verify', command)],
    },
    env: process.env,
    signal: new AbortController().signal,
    silentAfter: 400,
    onEvent: (event) => {
      events.push(event.type === 'task.silent' ? `silent for ${event.ms}` : event.type)
    },
  })
  expect(events.slice(0, 3)).toEqual(['task.start', 'silent for 400', 'silent for 800'])
  expect(events[events.indexOf('task.output') + 1]).toBe('silent for 400')
})
