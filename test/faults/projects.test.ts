import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { constantFrom } from 'fast-check'
import { afterAll, beforeAll } from 'vitest'
import { catalog } from '../../scripts/compose.ts'
import { run as runCommand } from '../../src/cli/run.ts'
import { manifestText } from '../support/fixtures.ts'
import { fakeOutside } from '../support/program.ts'
import { fraction } from '../support/sampled.ts'
import {
  commitAll,
  edit,
  expectEnd,
  type Files,
  filesIn,
  gitIn,
  hasJournal,
  openWorkshop,
  quietly,
  stagesIn,
  startIn,
  type Versions,
  type Workshop,
} from './support/changing.ts'
import { look } from './support/disk.ts'
import { fault, type Trial } from './support/fault.ts'
import type { Ended, Running } from './support/program.ts'

/** The project after its creation, after an update, and after the next one. */
type State = 'created' | 'updated' | 'newest'
type Command = 'update' | 'undo'
const places = ['a repository', 'no repository'] as const

type Rehearsed = Workshop & {
  readonly states: Readonly<Record<State, Files>>
  /** How long each command takes, and how many moments it has at which it changes the file system. */
  readonly known: Readonly<Record<Command, { readonly ms: number; readonly moments: number }>>
}

const update = ['update', 'app', '--to', '2.0.0', ...quietly]
const undo = ['undo', 'app', '--trust', '--no-install', '--json']
const resume = ['resume', 'app', '--no-git', ...quietly]
const commands = { update, undo }
/** Where each command starts, and what it makes of the project. */
const ways = { update: ['updated', 'newest'], undo: ['newest', 'updated'] } as const

let rehearsed: Rehearsed

beforeAll(async () => {
  rehearsed = await rehearse()
})

afterAll(() => rm(rehearsed.root, { recursive: true, force: true }))

fault('SIGKILL while update changes a project', { short: 8, long: 330 }, (trial) =>
  killed(trial, 'update'),
)

fault('SIGKILL while undo takes an update back', { short: 4, long: 170 }, (trial) =>
  killed(trial, 'undo'),
)

/** Kills a command, and then runs another one that applies. */
async function killed(trial: Trial, command: Command): Promise<string> {
  const place = trial.pick('place', constantFrom(...places))
  const workshop = rehearsed
  const { app, states } = workshop
  const [before, after] = ways[command]
  await workshop.load(`${before} in ${place}`)
  await killAtSomeMoment(trial, workshop, command)
  const left = await filesIn(app)
  assertBetween(left, { before: states[before], after: states[after] })
  const isPlanned = !hasJournal(app) && isDeepStrictEqual(filesOnly(left), filesOnly(states[after]))
  const now = isPlanned ? after : before
  const next = trial.pick('next', constantFrom(...nexts))
  const run = trial.pick('built', constantFrom(true, false, false)) ? built : inside
  const going = { command, now, next, run: (args: readonly string[]) => run(workshop, args) }
  await assertOnlyTold(workshop, going)
  await carryOn(workshop, going)
  if (stagesIn(app).length > 0 && !(command === 'undo' && isPlanned)) {
    throw new Error(`${next} left the stage of the killed run.`)
  }
  return `${isPlanned ? 'as planned' : 'as before'}${hasHalf(left, states) ? ', from half' : ''}`
}

const nexts = ['update', 'undo', 'undo', 'resume', 'check', 'diff'] as const
type Next = (typeof nexts)[number]

type Going = {
  readonly command: Command
  readonly now: State
  readonly next: Next
  readonly run: (args: readonly string[]) => Promise<Pick<Ended, 'exitCode' | 'stdout' | 'stderr'>>
}

/** The next command is the built program, or the same source in this process, which starts faster. */
function built(workshop: Workshop, args: readonly string[]): Promise<Ended> {
  return startIn(workshop, args).ended
}

async function inside({ work, env }: Workshop, args: readonly string[]) {
  const { io, stdout, stderr } = fakeOutside(args, { cwd: work, env })
  const exitCode = await runCommand(io, catalog)
  return { exitCode, stdout: stdout(), stderr: stderr() }
}

/** Runs the next commands, and compares the project with what each must make of it. */
async function carryOn(workshop: Rehearsed, { command, now, next, run }: Going): Promise<void> {
  if (next === 'resume' && !hasJournal(workshop.app)) {
    await expectEnd(run(resume), 0)
    await expectState(workshop, now)
  }
  if (next !== 'undo') {
    await expectEnd(run(update), 0)
    await expectState(workshop, 'newest')
    if (next !== 'update') return
    await expectEnd(run(undo), 0)
    return expectState(workshop, 'updated')
  }
  // A complete undo has used the images up; otherwise the last complete command is taken back.
  if (command === 'undo' && now === 'updated') {
    await expectEnd(run(undo), 2)
    return expectState(workshop, 'updated')
  }
  await expectEnd(run(undo), 0)
  await expectState(workshop, now === 'newest' ? 'updated' : 'created')
}

/** A command that only reads says what is left over, and changes nothing. */
async function assertOnlyTold(
  workshop: Rehearsed,
  { next, run }: Pick<Going, 'next' | 'run'>,
): Promise<void> {
  if (next !== 'check' && next !== 'diff') return
  const seen = await look(workshop.app)
  const isLeft = stagesIn(workshop.app).length > 0
  const args = [next, 'app', '--offline', ...(next === 'check' ? ['--json', '--to', '2.0.0'] : [])]
  const { exitCode, stdout, stderr } = await run(args)
  if (exitCode !== 0 && !(next === 'check' && exitCode === 9)) {
    throw new Error(`${next} ended with ${exitCode}: ${stdout}${stderr}`)
  }
  if (next === 'check' && stdout.includes('LEFTOVERS') !== isLeft) {
    throw new Error(`A stage was left: ${isLeft}, but check said ${stdout}`)
  }
  const [before, after] = [seen ?? {}, (await look(workshop.app)) ?? {}]
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const other = paths.filter((path) => before[path] !== after[path])
  if (other.length > 0) throw new Error(`${next} wrote ${other.join(', ')}.`)
}

async function expectState(
  { app, states }: Pick<Rehearsed, 'app' | 'states'>,
  state: State,
): Promise<void> {
  const found = await filesIn(app)
  const paths = new Set([...Object.keys(found), ...Object.keys(states[state])])
  const other = [...paths].filter((path) => found[path] !== states[state][path])
  if (other.length > 0) throw new Error(`Not as ${state}: ${other.slice(0, 5).join(', ')}`)
}

function assertBetween(left: Files, { before, after }: { before: Files; after: Files }): void {
  for (const path of new Set([
    ...Object.keys(before),
    ...Object.keys(after),
    ...Object.keys(left),
  ])) {
    if (left[path] === before[path] || left[path] === after[path]) continue
    throw new Error(`${path} is neither as before nor as planned: ${left[path]}`)
  }
}

function hasHalf(left: Files, states: Rehearsed['states']): boolean {
  return !Object.values(states).some((state) => {
    return isDeepStrictEqual(filesOnly(left), filesOnly(state))
  })
}

/** Without folders: a killed run may leave one that it has emptied. */
function filesOnly(files: Files): Files {
  return Object.fromEntries(Object.entries(files).filter(([, what]) => !what.startsWith('folder')))
}

/** Kills a command at a random time, soon after it began to write, or at one of its changes of the file system. */
async function killAtSomeMoment(
  trial: Trial,
  workshop: Rehearsed,
  command: Command,
): Promise<Ended> {
  const part = trial.pick('part', fraction)
  const how = trial.pick('how', constantFrom('any time', 'once it writes', 'a change'))
  const { ms, moments } = workshop.known[command]
  if (how === 'a change') {
    const at = `${Math.floor(part * moments)}`
    return startIn(workshop, commands[command], watching(workshop, { KILL_AT: at })).ended
  }
  const running = startIn(workshop, commands[command])
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
  const hook = join(import.meta.dirname, 'support/kill-at.cjs')
  return { NODE_OPTIONS: `--require ${hook}`, KILL_BELOW: work, ...more }
}

async function rehearse(): Promise<Rehearsed> {
  const workshop = await openWorkshop(versions, { git: false })
  const { app } = workshop
  const lock = (text: string) => writeFile(join(app, 'package-lock.json'), `{ "of": "${text}" }\n`)
  await writeFile(join(app, 'mine.txt'), 'mine\n')
  await writeFile(join(app, 'notes/3/mine.txt'), 'mine\n')
  await edit(app, { 'notes/0/2.txt': mine, 'notes/1/12.txt': mine, 'notes/2/21.txt': mine })
  await lock('created')
  await workshop.save('created')
  const created = await filesIn(app)
  const known = { update: { ms: 0, moments: 0 }, undo: { ms: 0, moments: 0 } }
  const states = { created, updated: created, newest: created }
  for (const place of places) {
    await workshop.load('created')
    if (place === 'a repository') {
      await gitIn(workshop, 'init', '-q', '-b', 'main')
      await commitAll(workshop)
    }
    await expectEnd(startIn(workshop, ['update', 'app', '--to', '1.1.0', ...quietly]).ended, 0)
    // As an install would.
    await lock('updated')
    if (place === 'a repository') await commitAll(workshop)
    states.updated = await filesIn(app)
    await workshop.save(`updated in ${place}`)
    known.update = await measured(workshop, 'update')
    states.newest = await filesIn(app)
    await workshop.save(`newest in ${place}`)
  }
  known.undo = await measured(workshop, 'undo')
  await expectState({ app, states }, 'updated')
  return { ...workshop, states, known }
}

async function measured(workshop: Workshop, command: Command) {
  const file = join(workshop.root, 'count')
  const began = performance.now()
  const more = watching(workshop, { KILL_COUNT: file })
  await expectEnd(startIn(workshop, commands[command], more).ended, 0)
  return { ms: performance.now() - began, moments: Number(await readFile(file, 'utf8')) }
}

function mine(text: string): string {
  return text.replace('first', 'first, and mine')
}

/** Notes in folders of ten. Each version changes some, drops some, and adds some in new folders. */
function versionOf(version: number): Versions[string] {
  const notes = Array.from({ length: 40 + 5 * version }, (_, note) => note).flatMap((note) => {
    if (note % 10 === 9 && note < 10 * version) return []
    const end = note % 2 === 0 ? `last of ${version}` : 'last'
    return [[`notes/${Math.floor(note / 10)}/${note}.txt`, `Note ${note}\nfirst\nnext\n${end}\n`]]
  })
  return {
    'template.json': manifestText({ title: 'Mine', description: '', questions: [] }),
    'package.json': `{ "name": "{{PROJECT_NAME}}", "version": "${version}.0.0" }\n`,
    _gitignore: 'node_modules/\n',
    ...Object.fromEntries(notes),
  }
}

const versions: Versions = { '1.0.0': versionOf(0), '1.1.0': versionOf(1), '2.0.0': versionOf(2) }
