import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { constantFrom } from 'fast-check'
import { afterAll, beforeAll } from 'vitest'
import { manifestText } from '../support/fixtures.ts'
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
import { fault, type Trial } from './support/fault.ts'
import {
  anyRun,
  assertBetween,
  assertFiles,
  assertOnlyTold,
  filesOnly,
  killAtSomeMoment,
  type Measured,
  measured,
  type Run,
} from './support/kill-moments.ts'

/** The project after its creation, after an update, and after the next one. */
type State = 'created' | 'updated' | 'newest'
type Command = 'update' | 'undo'
const places = ['a repository', 'no repository'] as const

type Rehearsed = Workshop & {
  readonly states: Readonly<Record<State, Files>>
  readonly known: Readonly<Record<Command, Measured>>
}

const update = ['update', 'app', '--to', '2.0.0', ...quietly]
const undo = ['undo', 'app', '--trust', '--no-install', '--json']
const resume = ['resume', 'app', '--no-git', ...quietly]
const check = ['check', 'app', '--offline', '--json', '--to', '2.0.0'] as const
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
  await killAtSomeMoment(trial, workshop, {
    args: commands[command],
    known: workshop.known[command],
  })
  const left = await filesIn(app)
  assertBetween(left, { before: states[before], after: states[after] })
  const isPlanned = !hasJournal(app) && isDeepStrictEqual(filesOnly(left), filesOnly(states[after]))
  const now = isPlanned ? after : before
  const next = trial.pick('next', constantFrom(...nexts))
  const run = anyRun(trial, workshop)
  const going = { command, now, next, run }
  if (next === 'check') await assertOnlyTold(workshop, check, run)
  if (next === 'diff') await assertOnlyTold(workshop, ['diff', 'app', '--offline'], run)
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
  readonly run: Run
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

async function expectState(
  { app, states }: Pick<Rehearsed, 'app' | 'states'>,
  state: State,
): Promise<void> {
  return assertFiles({ app }, states[state], state)
}

function hasHalf(left: Files, states: Rehearsed['states']): boolean {
  return !Object.values(states).some((state) => {
    return isDeepStrictEqual(filesOnly(left), filesOnly(state))
  })
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
    known.update = await measured(workshop, update)
    states.newest = await filesIn(app)
    await workshop.save(`newest in ${place}`)
  }
  known.undo = await measured(workshop, undo)
  await expectState({ app, states }, 'updated')
  return { ...workshop, states, known }
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
