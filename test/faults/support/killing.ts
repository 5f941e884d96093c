import { setTimeout as sleep } from 'node:timers/promises'
import { constantFrom } from 'fast-check'
import { repository } from '../../../scripts/compose.ts'
import type { ExitCode } from '../../../src/errors/exit-codes.ts'
import { cleanEnvironment } from '../../support/program.ts'
import { fraction } from '../../support/sampled.ts'
import { runInTerminal } from '../../support/terminal.ts'
import {
  assertDiedOf,
  assertNamed,
  assertNothingLeft,
  assertOnlyLog,
  assertRecovered,
  runRemainingCommands,
} from './aftermath.ts'
import type { Trial } from './fault.ts'
import { assertNothingRuns, processesWith } from './left-behind.ts'
import type { Phase, Sight } from './phases.ts'
import { bin, type Running, runBin, start } from './program.ts'
import { creating, type Form, type Rehearsal } from './rehearsal.ts'
import { openScene, type Scene, stateOf } from './scene.ts'
import { everywhere } from './targets.ts'

/** A run to kill at a random moment of a phase. */
type Killing = {
  readonly phase: Phase
  readonly rehearsal: Rehearsal
  /** Additional flags. */
  readonly flags?: readonly string[]
}

/** Sends a signal that the program can catch: it must clean up, report, and die of the signal. */
export function signalled(trial: Trial, killing: Killing): Promise<string> {
  return onScene(trial, killing, async (scene) => {
    const signal = trial.pick('signal', constantFrom(...(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)))
    const form = trial.pick('form', constantFrom<Form>('events', 'words'))
    const running = run(argsOf(killing, scene, form), scene)
    await momentOf(trial, killing, sightOf(running, scene))
    const recipients = trial.pick('recipients', constantFrom(...recipientsOf[signal]))
    await send(running, signal, { ...scene, recipients })
    const ended = await running.ended
    const state = await assertNothingLeft(scene)
    assertDiedOf(signal, ended, state)
    assertNamed(ended, form, state, scene)
    // A git that other programs kill may leave a lock, which the user must remove.
    if (form === 'events' || state === 'as before' || recipients === 'all') {
      return `${state}, reported`
    }
    return `${state}, ${await runRemainingCommands(ended, scene)}`
  })
}

/** Sends SIGKILL: a stage may remain, which the next run of the same command removes. */
export function killedOutright(trial: Trial, killing: Killing): Promise<string> {
  return onScene(trial, killing, async (scene) => {
    const args = argsOf(killing, scene)
    const state = await killOutright(trial, killing, { scene, args })
    return `${state}, then ${await assertRecovered(args, scene, state)}`
  })
}

/** Sends SIGKILL, and again at a random moment while the next run cleans up. */
export function killedOutrightTwice(trial: Trial, killing: Killing): Promise<string> {
  return onScene(trial, killing, async (scene) => {
    const args = argsOf(killing, scene)
    await killOutright(trial, killing, { scene, args })
    const again = run(args, scene)
    await sleep(momentIn(trial, 'second moment') * 1.5 * killing.rehearsal.startUpMs)
    await send(again, 'SIGKILL', { ...scene, recipients: 'process' })
    await again.ended
    await assertNothingRuns(scene.home)
    const state = await stateOf(scene, { outright: true })
    return `${state}, then ${await assertRecovered(args, scene, state)}`
  })
}

/** Sends SIGINT to npm and all processes that it started, as Ctrl+C does. */
export function interruptedUnderNpm(trial: Trial, killing: Killing): Promise<string> {
  return onScene(trial, killing, async (scene) => {
    const by = ['npm', '--silent', '--prefix', repository, 'start', '--']
    const args = [...argsOf(killing, scene, 'words'), '--cwd', scene.cwd]
    const running = start(args, { by, cwd: scene.cwd, env: scene.env, group: true })
    await momentOf(trial, killing, sightOf(running, scene))
    await send(running, 'SIGINT', { ...scene, recipients: 'group' })
    const ended = await running.ended
    const state = await assertNothingLeft(scene)
    assertNamed(ended, 'words', state, scene)
    return `${state}, reported`
  })
}

/** Closes the terminal: the program gets SIGHUP and can print no more. */
export function windowClosed(trial: Trial, killing: Killing): Promise<string> {
  return onScene(trial, killing, async (scene) => {
    const { cwd, dir } = scene
    const args = [bin, ...argsOf(killing, scene, 'words')]
    const env = cleanEnvironment(scene.env)
    const terminal = runInTerminal(process.execPath, args, { cwd, env })
    let over = false
    const exit = terminal.exit.finally(() => {
      over = true
    })
    await momentOf(trial, killing, { dir, printed: terminal.written, isOver: () => over })
    terminal.close()
    await exit
    return assertNothingLeft(scene)
  })
}

/** Kills npm while it runs a script, whose processes stay alive. */
export function npmKilled(
  trial: Trial,
  how: { rehearsal: Rehearsal; script: 'postinstall' | 'test'; exitCode: ExitCode },
): Promise<string> {
  return onScene(trial, { ...how, phase: { targets: everywhere } }, async (scene) => {
    const args = creating(how.rehearsal.template, scene.typed, 'words')
    const env = { ...scene.env, KILLED_IN: how.script }
    const ended = await runBin(args, { cwd: scene.cwd, env })
    if (ended.exitCode !== how.exitCode) throw new Error(`It ended with ${ended.exitCode}.`)
    await assertOnlyLog(scene)
    const state = await assertNothingLeft(scene)
    return `${state}, exit ${ended.exitCode}, ${await runRemainingCommands(ended, scene)}`
  })
}

async function onScene(
  trial: Trial,
  { phase, rehearsal }: { phase: Pick<Phase, 'targets'>; rehearsal: Rehearsal },
  act: (scene: Scene) => Promise<string>,
): Promise<string> {
  const scene = await openScene(trial.pick('target', constantFrom(...phase.targets)), rehearsal)
  try {
    return await act(scene)
  } finally {
    await scene.close()
  }
}

function argsOf({ rehearsal, flags = [] }: Killing, { typed }: Scene, form: Form = 'events') {
  return [...creating(rehearsal.template, typed, form), ...flags]
}

/** Starts the program as a shell does: as the leader of a process group. */
function run(args: readonly string[], { cwd, env }: Scene): Running {
  return start(args, { cwd, env, group: true })
}

async function killOutright(
  trial: Trial,
  killing: Killing,
  { scene, args }: { scene: Scene; args: readonly string[] },
) {
  const running = run(args, scene)
  await momentOf(trial, killing, sightOf(running, scene))
  const recipients = trial.pick('recipients', constantFrom(...recipientsOf.SIGKILL))
  await send(running, 'SIGKILL', { ...scene, recipients })
  await running.ended
  await assertNothingRuns(scene.home)
  return stateOf(scene, { outright: true })
}

function sightOf({ child }: Running, { dir }: Scene): Sight {
  let printed = ''
  child.stdout?.on('data', (text: string) => (printed += text))
  return { dir, printed: () => printed, isOver: () => child.exitCode !== null }
}

/** Waits for a random moment of the phase, or for the end of the run if that comes first. */
async function momentOf(trial: Trial, { phase, rehearsal }: Killing, sight: Sight): Promise<void> {
  const part = momentIn(trial, 'moment')
  while (!phase.isReached(sight, part, rehearsal) && !sight.isOver()) await sleep(1)
  await sleep(part * phase.lasts(rehearsal))
}

function momentIn(trial: Trial, label: string): number {
  return trial.pick(label, fraction)
}

/** A program signals one process, a terminal its group, a service manager all processes. */
type Recipients = 'process' | 'group' | 'all'

const recipientsOf = {
  SIGINT: ['process', 'group'],
  SIGHUP: ['process', 'group'],
  SIGTERM: ['process', 'group', 'all'],
  SIGKILL: ['process', 'group'],
} as const

async function send(
  { child }: Running,
  signal: NodeJS.Signals,
  { recipients, home }: { recipients: Recipients; home: string },
): Promise<void> {
  const others = recipients === 'all' ? await processesWith(home) : []
  if (child.pid === undefined || child.exitCode !== null) return
  process.kill(recipients === 'group' ? -child.pid : child.pid, signal)
  for (const { pid } of others.filter(({ pid }) => pid !== child.pid)) sendIfThere(pid, signal)
}

function sendIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
