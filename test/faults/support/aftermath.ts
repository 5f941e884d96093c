import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { execa } from 'execa'
import { exitCodes } from '../../../src/errors/exit-codes.ts'
import { cleanEnvironment } from '../../support/program.ts'
import { assertFitsSchema } from '../../support/schemas.ts'
import { assertNothingRuns, assertSoonEmpty } from './left-behind.ts'
import { type Ended, runBin } from './program.ts'
import type { Form } from './rehearsal.ts'
import { commandsLeft } from './report.ts'
import { isInStage, litterOf, type Scene, type State, stateOf } from './scene.ts'

/** Throws unless no process, stage or temporary file is left, and the target is as before or complete. */
export async function assertNothingLeft(scene: Scene): Promise<State> {
  await assertNothingRuns(scene.home)
  await assertSoonEmpty('It left', () => litterOf(scene))
  return stateOf(scene, { outright: false })
}

/** Throws unless the temporary folder has only the log of the failure, and removes the log. */
export async function assertOnlyLog({ env }: Scene): Promise<void> {
  const [folder = '', ...others] = await readdir(env.TMPDIR)
  const files = await readdir(join(env.TMPDIR, folder))
  if (others.length > 0 || !isDeepStrictEqual(files, ['create-app.log'])) {
    throw new Error(`The temporary folder has ${[folder, ...others, ...files].join(', ')}.`)
  }
  await rm(join(env.TMPDIR, folder), { recursive: true })
}

export function assertDiedOf(signal: NodeJS.Signals, ended: Ended, state: State): void {
  const finishedFirst = ended.exitCode === 0 && state === 'complete'
  if (ended.signal === signal || finishedFirst) return
  throw new Error(`It got ${signal} and ended with ${ended.signal ?? ended.exitCode}.`)
}

/** Throws unless the report matches what is on disk. A run that printed nothing must have changed nothing. */
export function assertNamed(ended: Ended, form: Form, state: State, { dir }: Scene): void {
  if (state === 'as before' && ended.stdout === '') return
  const isNamed = (form === 'events' ? isInDocument : isInWords)(ended, state, dir)
  if (!isNamed) throw new Error(`It is ${state}, but it printed:\n${ended.stdout}${ended.stderr}`)
}

function isInWords({ stdout, stderr }: Ended, state: State, dir: string): boolean {
  const words =
    state === 'as before'
      ? ['Cancelled. Nothing was written.']
      : [
          `All files are in ${dir}`,
          `Created ${dir}. Tests passed.`,
          `Finished ${dir}. Tests passed.`,
        ]
  // The output is wrapped, so line breaks can be anywhere.
  const plain = (text: string) => text.replaceAll(/\s+/g, '')
  return words.some((text) => plain(`${stdout}${stderr}`).includes(plain(text)))
}

function isInDocument({ stdout }: Ended, state: State, dir: string): boolean {
  assertFitsSchema(['--events'], stdout)
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const ends = events.filter(({ type }) => type === 'run.end')
  if (ends.length !== 1 || ends[0] !== events.at(-1)) return false
  const { status, files, projectDir } = ends[0].result
  if (state === 'as before') return status === 'cancelled' && files.created.length === 0
  return ['cancelled', 'created'].includes(status) && files.created.length > 0 && projectDir === dir
}

/** Runs the commands that the report lists. Throws unless they complete the project. */
export async function runRemainingCommands({ stderr }: Ended, scene: Scene): Promise<string> {
  const { cwd, dir } = scene
  const commands = commandsLeft(stderr)
  const env = cleanEnvironment(scene.env)
  await execa('sh', ['-ec', commands.join('\n')], { cwd, env, extendEnv: false, stdin: 'ignore' })
  const made = ['package.json', 'package-lock.json']
  await execa('git', ['ls-files', '--error-unmatch', ...made], { cwd: dir, env, extendEnv: false })
  const state = await assertNothingLeft(scene)
  if (state !== 'complete') throw new Error(`After the remaining commands it is ${state}.`)
  return commands.length === 0 ? 'no commands left' : 'remaining commands run'
}

/**
 * Throws unless the next run of the same command cleans up, and creates the project if it is missing. If
 * the project is complete, the run is refused, and `resume` cleans up.
 */
export async function assertRecovered(
  args: readonly string[],
  scene: Scene,
  state: State,
): Promise<string> {
  const isAbandoned = (await litterOf(scene)).some(isInStage)
  const again = await runBin(args, scene)
  const wanted = state === 'complete' ? exitCodes.targetTaken : exitCodes.ok
  assertEnded(again, wanted, { recovered: isAbandoned && state !== 'complete' })
  if (isAbandoned && state === 'complete') {
    const resuming = ['resume', ...args.filter((arg) => arg !== '--pm' && arg !== 'npm')]
    assertEnded(await runBin(resuming, scene), exitCodes.ok, { recovered: true })
  }
  const after = await assertNothingLeft(scene)
  if (after !== 'complete') throw new Error(`After the next run it is ${after}.`)
  return state === 'complete' ? 'left alone' : 'created'
}

function assertEnded(
  { exitCode, stdout, stderr }: Ended,
  wanted: number,
  { recovered }: { recovered: boolean },
): void {
  if (exitCode === wanted && stdout.includes('"code":"RECOVERED"') === recovered) return
  throw new Error(`The next run ended with ${exitCode}:\n${stdout}${stderr}`)
}
