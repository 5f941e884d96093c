import { isDeepStrictEqual } from 'node:util'
import { constantFrom } from 'fast-check'
import {
  commitAll,
  expectEnd,
  type Files,
  filesIn,
  gitIn,
  hasJournal,
  openWorkshop,
  stagesIn,
  startIn,
  type Versions,
  type Workshop,
} from './changing.ts'
import type { Trial } from './fault.ts'
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
} from './kill-moments.ts'

/** The project without what a command adds, with it, and with more of it. */
type State = 'bare' | 'without' | 'small' | 'large'
export type ChangeName = 'first' | 'again' | 'last'
const places = ['a repository', 'no repository'] as const

/** Three commands that change a project: one adds to it, one changes what that added, and one takes it out. */
export type Changing = {
  readonly versions: Versions
  readonly commands: Readonly<Record<ChangeName, readonly string[]>>
  /** Adds something else. */
  readonly before: readonly string[]
  /** Adds one more thing, whose files have this in their paths. */
  readonly another: { readonly command: readonly string[]; readonly files: RegExp }
  /** Writes what the commands need into the project. */
  prepare(app: string): Promise<void>
}

/** Where each command starts, what it makes of the project, and what `undo` makes of it before the command. */
const ways: Readonly<Record<ChangeName, { from: State; to: State; earlier: State }>> = {
  first: { from: 'without', to: 'small', earlier: 'bare' },
  again: { from: 'small', to: 'large', earlier: 'without' },
  last: { from: 'large', to: 'without', earlier: 'small' },
}

/** The projects in which the commands are killed. */
export type Rehearsed = Workshop & {
  readonly changing: Changing
  readonly states: Readonly<Record<State, Files>>
  readonly known: Readonly<Record<ChangeName, Measured>>
}

/** Kills a command, and then runs another one that applies. */
export async function killedChange(
  trial: Trial,
  workshop: Rehearsed,
  command: ChangeName,
): Promise<string> {
  const place = trial.pick('place', constantFrom(...places))
  const { from, to, earlier } = ways[command]
  const { app, states, changing } = workshop
  await workshop.load(`${from} in ${place}`)
  await killAtSomeMoment(trial, workshop, {
    args: changing.commands[command],
    known: workshop.known[command],
  })
  const left = await filesIn(app)
  assertBetween(left, { before: states[from], after: states[to] })
  const isPlanned = !hasJournal(app) && isDeepStrictEqual(filesOnly(left), filesOnly(states[to]))
  const next = trial.pick('next', constantFrom(...nexts))
  const run = anyRun(trial, workshop)
  if (next === 'check') await assertOnlyTold(workshop, check, run)
  if (next === 'diff') await assertOnlyTold(workshop, ['diff', 'app', '--offline'], run)
  const now = isPlanned ? to : from
  const hasApplied = await carryOn(workshop, {
    ...{ command, now, next, run },
    undone: isPlanned ? from : earlier,
  })
  if (hasApplied && stagesIn(app).length > 0) {
    throw new Error(`${next} left the stage of the killed run.`)
  }
  const isHalf = !Object.values(states).some((state) => {
    return isDeepStrictEqual(filesOnly(left), filesOnly(state))
  })
  return `${isPlanned ? 'as planned' : 'as before'}${isHalf ? ', from half' : ''}`
}

const nexts = ['the same', 'another', 'undo', 'undo', 'resume', 'check', 'diff'] as const

type Going = {
  readonly command: ChangeName
  readonly now: State
  readonly undone: State
  readonly next: (typeof nexts)[number]
  readonly run: Run
}

/**
 * Runs the next commands, and compares the project with what each must make of it.
 * @returns whether one of them had something to apply.
 */
async function carryOn(workshop: Rehearsed, going: Going): Promise<boolean> {
  const { command, now, undone, next, run } = going
  const { commands, another } = workshop.changing
  if (next === 'undo') {
    await expectEnd(run(undo), 0)
    await expectState(workshop, undone)
    return true
  }
  if (next === 'another') {
    await expectEnd(run(another.command), 0)
    const paths = Object.keys(await filesIn(workshop.app))
    const others = paths.filter((path) => another.files.test(path))
    if (others.length < 2) throw new Error(`It wrote only ${others.join(', ')}`)
    await expectEnd(run(undo), 0)
    await expectState(workshop, now)
    return true
  }
  if (next === 'resume' && !hasJournal(workshop.app)) {
    await expectEnd(run(resume), 0)
    await expectState(workshop, now)
  }
  const { to } = ways[command]
  if (command === 'last' && now === to) {
    await expectEnd(run(commands[command]), 2)
    // Nothing was applied, so folders that the killed run emptied may be there.
    const left = filesOnly(await filesIn(workshop.app))
    if (!isDeepStrictEqual(left, filesOnly(workshop.states[to]))) throw new Error(`Not as ${to}.`)
    return false
  }
  await expectEnd(run(commands[command]), 0)
  await expectState(workshop, to)
  return true
}

const check = ['check', 'app', '--offline', '--json', '--to', '2.0.0'] as const
const undo = ['undo', 'app', '--trust', '--no-install', '--json']
const resume = ['resume', 'app', '--no-git', '--trust', '--no-install', '--no-verify', '--json']

function expectState({ app, states }: Rehearsed, state: State): Promise<void> {
  return assertFiles({ app }, states[state], state)
}

/** Runs each command once, undisturbed. Removed with `rm(root)`. */
export async function rehearseChanges(changing: Changing): Promise<Rehearsed> {
  const workshop = await openWorkshop(changing.versions, { git: false })
  const { app } = workshop
  await changing.prepare(app)
  await workshop.save('bare')
  const bare = await filesIn(app)
  const states = { bare, without: bare, small: bare, large: bare }
  const none = { ms: 0, moments: 0 }
  const known = { first: none, again: none, last: none }
  for (const place of places) {
    const hasGit = place === 'a repository'
    await workshop.load('bare')
    if (hasGit) await gitIn(workshop, 'init', '-q', '-b', 'main')
    if (hasGit) await commitAll(workshop)
    await expectEnd(startIn(workshop, changing.before).ended, 0)
    states.without = await keep('without')
    for (const command of ['first', 'again', 'last'] as const) {
      known[command] = await measured(workshop, changing.commands[command])
      const { to } = ways[command]
      if (to === 'without') await assertFiles(workshop, states.without, 'before')
      else states[to] = await keep(to)
    }
    async function keep(state: State): Promise<Files> {
      if (hasGit) await commitAll(workshop, state)
      await workshop.save(`${state} in ${place}`)
      return filesIn(app)
    }
  }
  return { ...workshop, changing, states, known }
}
