import { rm } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import { constantFrom } from 'fast-check'
import { afterAll, beforeAll } from 'vitest'
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
  type Workshop,
} from './support/changing.ts'
import { fault, type Trial } from './support/fault.ts'
import {
  calledWidget,
  generate,
  regenerate,
  remove,
  widgetVersions,
  writeWidgetGenerator,
} from './support/generating.ts'
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

/** The project without the widget, with a small one, and with a large one. */
type State = 'bare' | 'without' | 'small' | 'large'
type Command = 'generate' | 'regenerate' | 'remove'
const places = ['a repository', 'no repository'] as const

/** Where each command starts, what it makes of the project, and what `undo` makes of it before the command. */
const ways: Readonly<Record<Command, { from: State; to: State; earlier: State }>> = {
  generate: { from: 'without', to: 'small', earlier: 'bare' },
  regenerate: { from: 'small', to: 'large', earlier: 'without' },
  remove: { from: 'large', to: 'without', earlier: 'small' },
}
const commands = { generate, regenerate, remove }

type Rehearsed = Workshop & {
  readonly states: Readonly<Record<State, Files>>
  readonly known: Readonly<Record<Command, Measured>>
}

let rehearsed: Rehearsed

beforeAll(async () => {
  rehearsed = await rehearse()
})

afterAll(() => rm(rehearsed.root, { recursive: true, force: true }))

fault('SIGKILL while generate adds to a project', { short: 3, long: 90 }, (trial) =>
  killed(trial, 'generate'),
)

fault('SIGKILL while generate changes what it made', { short: 2, long: 60 }, (trial) =>
  killed(trial, 'regenerate'),
)

fault('SIGKILL while remove takes out what was generated', { short: 3, long: 120 }, (trial) =>
  killed(trial, 'remove'),
)

/** Kills a command, and then runs another one that applies. */
async function killed(trial: Trial, command: Command): Promise<string> {
  const place = trial.pick('place', constantFrom(...places))
  const { from, to, earlier } = ways[command]
  const workshop = rehearsed
  const { app, states } = workshop
  await workshop.load(`${from} in ${place}`)
  await killAtSomeMoment(trial, workshop, {
    args: commands[command],
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
  readonly command: Command
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
  if (next === 'undo') {
    await expectEnd(run(undo), 0)
    await expectState(workshop, undone)
    return true
  }
  if (next === 'another') {
    await expectEnd(run(calledWidget('generate', 'Other')), 0)
    const others = Object.keys(await filesIn(workshop.app)).filter((path) => /other/i.test(path))
    if (others.length < 2) throw new Error(`generate wrote only ${others.join(', ')}`)
    await expectEnd(run(undo), 0)
    await expectState(workshop, now)
    return true
  }
  if (next === 'resume' && !hasJournal(workshop.app)) {
    await expectEnd(run(resume), 0)
    await expectState(workshop, now)
  }
  const { to } = ways[command]
  const isGone = command === 'remove' && now === to
  await expectEnd(run(commands[command]), isGone ? 2 : 0)
  await expectState(workshop, to)
  return !isGone
}

const check = ['check', 'app', '--offline', '--json', '--to', '2.0.0'] as const
const undo = ['undo', 'app', '--trust', '--no-install', '--json']
const resume = ['resume', 'app', '--no-git', '--trust', '--no-install', '--no-verify', '--json']

function expectState({ app, states }: Rehearsed, state: State): Promise<void> {
  return assertFiles({ app }, states[state], state)
}

async function rehearse(): Promise<Rehearsed> {
  const workshop = await openWorkshop(widgetVersions, { git: false })
  const { app } = workshop
  await writeWidgetGenerator(app)
  await workshop.save('bare')
  const bare = await filesIn(app)
  const states = { bare, without: bare, small: bare, large: bare }
  const none = { ms: 0, moments: 0 }
  const known = { generate: none, regenerate: none, remove: none }
  for (const place of places) {
    const hasGit = place === 'a repository'
    await workshop.load('bare')
    if (hasGit) await gitIn(workshop, 'init', '-q', '-b', 'main')
    if (hasGit) await commitAll(workshop)
    await expectEnd(startIn(workshop, calledWidget('generate', 'Clock')).ended, 0)
    states.without = await keep('without')
    for (const command of ['generate', 'regenerate', 'remove'] as const) {
      known[command] = await measured(workshop, commands[command])
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
  return { ...workshop, states, known }
}
