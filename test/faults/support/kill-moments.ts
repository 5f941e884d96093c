import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { constantFrom } from 'fast-check'
import { catalog } from '../../../scripts/compose.ts'
import { run as runCommand } from '../../../src/cli/run.ts'
import { fakeOutside } from '../../support/program.ts'
import { fraction } from '../../support/sampled.ts'
import { expectEnd, type Files, filesIn, stagesIn, startIn, type Workshop } from './changing.ts'
import { look } from './disk.ts'
import type { Trial } from './fault.ts'
import type { Ended, Running } from './program.ts'

/** How long a command takes, and how many moments it has at which it changes the file system. */
export type Measured = { readonly ms: number; readonly moments: number }

/** Runs a command of a workshop to its end, and measures it. */
export async function measured(workshop: Workshop, args: readonly string[]): Promise<Measured> {
  const file = join(workshop.root, 'count')
  const began = performance.now()
  const more = watching(workshop, { KILL_COUNT: file })
  await expectEnd(startIn(workshop, args, more).ended, 0)
  return { ms: performance.now() - began, moments: Number(await readFile(file, 'utf8')) }
}

/** Kills a command at a random time, soon after it began to write, or at one of its changes of the file system. */
export async function killAtSomeMoment(
  trial: Trial,
  workshop: Workshop,
  { args, known }: { args: readonly string[]; known: Measured },
): Promise<Ended> {
  const part = trial.pick('part', fraction)
  const how = trial.pick('how', constantFrom('any time', 'once it writes', 'a change'))
  const { ms, moments } = known
  if (how === 'a change') {
    const at = `${Math.floor(part * moments)}`
    return startIn(workshop, args, watching(workshop, { KILL_AT: at })).ended
  }
  const running = startIn(workshop, args)
  if (how === 'any time') await sleep(part * ms)
  else await writing(running, { dir: workshop.app, ms })
  if (how === 'once it writes') await sleep(part * 40)
  running.child.kill('SIGKILL')
  return running.ended
}

async function writing({ child }: Running, { dir, ms }: { dir: string; ms: number }) {
  const over = performance.now() + ms * 5
  while (stagesIn(dir).length === 0 && performance.now() < over && child.exitCode === null) {
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function watching({ work }: Workshop, more: Readonly<Record<string, string>>) {
  const hook = join(import.meta.dirname, 'kill-at.cjs')
  return { NODE_OPTIONS: `--require ${hook}`, KILL_BELOW: work, ...more }
}

/** Runs a command in a workshop. */
export type Run = (
  args: readonly string[],
) => Promise<Pick<Ended, 'exitCode' | 'stdout' | 'stderr'>>

/** The next command is the built program, or the same source in this process, which starts faster. */
export function anyRun(trial: Trial, workshop: Workshop): Run {
  const run = trial.pick('built', constantFrom(true, false, false)) ? built : inside
  return (args) => run(workshop, args)
}

function built(workshop: Workshop, args: readonly string[]): Promise<Ended> {
  return startIn(workshop, args).ended
}

async function inside({ work, env }: Workshop, args: readonly string[]) {
  const { io, stdout, stderr } = fakeOutside(args, { cwd: work, env })
  const exitCode = await runCommand(io, catalog)
  return { exitCode, stdout: stdout(), stderr: stderr() }
}

/** A command that only reads says what is left over, and changes nothing. `check` may find that the project is behind. */
export async function assertOnlyTold(
  { app }: Workshop,
  args: readonly [command: 'check' | 'diff', ...string[]],
  run: Run,
): Promise<void> {
  const [command] = args
  const seen = await look(app)
  const isLeft = stagesIn(app).length > 0
  const { exitCode, stdout, stderr } = await run(args)
  if (exitCode !== 0 && !(command === 'check' && exitCode === 9)) {
    throw new Error(`${command} ended with ${exitCode}: ${stdout}${stderr}`)
  }
  if (command === 'check' && stdout.includes('LEFTOVERS') !== isLeft) {
    throw new Error(`A stage was left: ${isLeft}, but check said ${stdout}`)
  }
  const other = differing(seen ?? {}, (await look(app)) ?? {})
  if (other.length > 0) throw new Error(`${command} wrote ${other.join(', ')}.`)
}

/** Throws unless the project of a workshop has exactly these files. */
export async function assertFiles(
  { app }: Pick<Workshop, 'app'>,
  wanted: Files,
  name: string,
): Promise<void> {
  const other = differing(await filesIn(app), wanted)
  if (other.length > 0) throw new Error(`Not as ${name}: ${other.slice(0, 5).join(', ')}`)
}

/** Throws unless each file is as before or as planned. */
export function assertBetween(
  left: Files,
  { before, after }: { before: Files; after: Files },
): void {
  for (const path of new Set([...pathsOf(before, after), ...Object.keys(left)])) {
    if (left[path] === before[path] || left[path] === after[path]) continue
    throw new Error(`${path} is neither as before nor as planned: ${left[path]}`)
  }
}

/** Without folders: a killed run may leave one that it has emptied. */
export function filesOnly(files: Files): Files {
  return Object.fromEntries(Object.entries(files).filter(([, what]) => !what.startsWith('folder')))
}

function differing(one: Files, other: Files): readonly string[] {
  return pathsOf(one, other).filter((path) => one[path] !== other[path])
}

function pathsOf(one: Files, other: Files): readonly string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
}
