import { chmod, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { constantFrom, integer } from 'fast-check'
import { afterAll, beforeAll } from 'vitest'
import { manifestText } from '../support/fixtures.ts'
import { cleanEnvironment } from '../support/program.ts'
import { keys, runInTerminal } from '../support/terminal.ts'
import {
  commitAll,
  edit,
  expectEnd,
  type Files,
  filesIn,
  openWorkshop,
  quietly,
  startIn,
  type Versions,
  type Workshop,
} from './support/changing.ts'
import {
  expectFiles,
  expectNoStage,
  interrupted,
  oddFiles,
  smallDisk,
  strange,
  withGit,
} from './support/disturbing.ts'
import { fault } from './support/fault.ts'
import { bin } from './support/program.ts'
import { mountedFault } from './support/root.ts'

const update = ['update', 'app', '--to', '2.0.0', ...quietly]
const once = { short: 0.5, long: 1 }

/** A project of the first version with edits of a person, committed. */
let workshop: Workshop
let before: Files
let after: Files

beforeAll(async () => {
  workshop = await openWorkshop(versions)
  await edit(workshop.app, { 'notes/1.txt': (text) => text.replace('first', 'first, and mine') })
  await commitAll(workshop)
  before = await filesIn(workshop.app)
  await workshop.save('created')
  await expectEnd(startIn(workshop, update).ended, 0)
  after = await filesIn(workshop.app)
})

afterAll(() => rm(workshop.root, { recursive: true, force: true }))

mountedFault(
  'a full disk while update changes a project',
  { short: 1, long: 40 },
  async (trial) => {
    const free = trial.pick('free', integer({ min: 0, max: 120 }))
    await using disk = await smallDisk(workshop, 'created')
    await disk.resize(free)
    const { exitCode, stdout } = await startIn(workshop, update).ended
    const left = await filesIn(workshop.app)
    if (exitCode !== 0 && !(exitCode === 8 && /WRITE_FAILED|CACHE_NOT_WRITABLE/.test(stdout))) {
      throw new Error(`It ended with ${exitCode}: ${stdout}`)
    }
    expectFiles(left, exitCode === 0 ? after : before)
    expectNoStage(workshop)
    await disk.resize(4000)
    await expectEnd(startIn(workshop, update).ended, 0)
    expectFiles(await filesIn(workshop.app), after)
    return exitCode === 0 ? 'as planned, exit 0' : 'as before, exit 8'
  },
)

mountedFault(
  'a full disk while undo takes an update back',
  { short: 1, long: 20 },
  async (trial) => {
    const free = trial.pick('free', integer({ min: 0, max: 120 }))
    await using disk = await smallDisk(workshop, 'created')
    await expectEnd(startIn(workshop, update).ended, 0)
    await disk.resize(free)
    const { exitCode } = await startIn(workshop, undo).ended
    expectFiles(await filesIn(workshop.app), exitCode === 0 ? before : after)
    expectNoStage(workshop)
    await disk.resize(4000)
    if (exitCode !== 0) await expectEnd(startIn(workshop, undo).ended, 0)
    expectFiles(await filesIn(workshop.app), before)
    return exitCode === 0 ? 'as planned, exit 0' : `as before, exit ${exitCode}`
  },
)

fault('a file changes after update has read it', { short: 1, long: 6 }, async (trial) => {
  const path = trial.pick('path', constantFrom('notes/0.txt', 'notes/1.txt', 'notes/2.txt'))
  await workshop.load('created')
  const theirs = `#!/bin/sh\ncase " $* " in *" merge-file "*) echo theirs >> ${workshop.app}/${path} ;; esac\n`
  const ended = await withGit(workshop, theirs, [...update, '--dirty'])
  if (ended.exitCode !== 3 || !ended.stdout.includes('FILE_CHANGED')) throw strange(ended)
  const { [path]: changed, ...others } = await filesIn(workshop.app)
  const { [path]: old, ...otherBefore } = before
  if (changed !== `${old}theirs\n`) throw new Error(`${path} is ${changed}`)
  expectFiles(others, otherBefore)
  expectNoStage(workshop)
  return 'as before, exit 3 FILE_CHANGED'
})

const failures = {
  'status fails': 'case " $* " in *" status "*) exit 128 ;; esac',
  'status is killed': 'case " $* " in *" status "*) kill -9 $$ ;; esac',
  'every merge fails': 'case " $* " in *" merge-file "*) echo broken >&2; exit 3 ;; esac',
  'git is broken': 'exit 127',
} as const

fault('git fails while update plans', { short: 1, long: 8 }, async (trial) => {
  const how = trial.pick('how', constantFrom(...keysOf(failures)))
  await workshop.load('created')
  const ended = await withGit(workshop, `#!/bin/sh\n${failures[how]}\n`, update)
  if (ended.exitCode !== 5) throw strange(ended)
  expectFiles(await filesIn(workshop.app), before)
  expectNoStage(workshop)
  return `as before, exit 5`
})

fault('a signal while update changes a project', { short: 2, long: 60 }, async (trial) => {
  await workshop.load('created')
  const how = { args: update, from: before, to: after, changed: 'notes/0.txt' }
  const [first, last] = await interrupted(trial, workshop, how)
  await expectEnd(startIn(workshop, update).ended, 0)
  expectFiles(await filesIn(workshop.app), after)
  return `${first}, ${last}`
})

fault('Ctrl+C, no or yes at the question of an update', { short: 1, long: 6 }, async (trial) => {
  const answer = trial.pick('answer', constantFrom('Ctrl+C', 'no', 'yes'))
  await workshop.load('created')
  const env = cleanEnvironment({ ...workshop.env, TERM: 'xterm-256color' })
  const args = [bin, 'update', 'app', '--to', '2.0.0', '--offline', '--no-install']
  const terminal = runInTerminal(process.execPath, args, { cwd: workshop.work, env })
  await terminal.shows('Make these changes?')
  const longest = Math.max(...terminal.lines().map((line) => line.length))
  if (longest > 80) throw new Error(`It is ${longest} columns wide:\n${terminal.screen()}`)
  terminal.press({ 'Ctrl+C': keys.ctrlC, no: 'n', yes: keys.enter }[answer])
  const { exitCode } = await terminal.exit
  expectFiles(await filesIn(workshop.app), answer === 'yes' ? after : before)
  expectNoStage(workshop)
  return `${answer === 'yes' ? 'as planned' : 'as before'}, exit ${exitCode}`
})

fault('a file that nobody may write', once, async () => {
  await workshop.load('created')
  await chmod(join(workshop.app, 'notes/0.txt'), 0o444)
  await expectEnd(startIn(workshop, update).ended, 0)
  const { 'notes/0.txt': changed } = await filesIn(workshop.app)
  if (!changed?.includes('last of 1')) throw new Error(`notes/0.txt is ${changed}`)
  return 'as planned, exit 0'
})

/** What a stranger may have made of the record. */
const records: typeof oddFiles = {
  ...oddFiles,
  'an entry with the name of a prototype': (file) => {
    return writeFile(
      file,
      '{"schema":"create-app/record@1","createApp":"3.0.0","blueprints":[{"kind":"__proto__"}]}',
    )
  },
}

fault('a record that cannot be one', { short: 3, long: 24 }, async (trial) => {
  const what = trial.pick('what', constantFrom(...Object.keys(records)))
  const command = trial.pick(
    'command',
    constantFrom('check', 'diff', 'update', 'undo', 'resume', 'add'),
  )
  await workshop.load('created')
  await rm(join(workshop.app, '.create-app.json'))
  await records[what]?.(join(workshop.app, '.create-app.json'))
  const where = command === 'add' ? [command, 'docker-registry', '--cwd', 'app'] : [command, 'app']
  const { exitCode, stdout, stderr } = await startIn(workshop, where, {}, 20_000).ended
  if (exitCode !== 2)
    throw new Error(`${command} with ${what} ended with ${exitCode}: ${stdout}${stderr}`)
  expectNoStage(workshop)
  return 'as before, exit 2'
})

fault('a huge file and a pipe at paths of the template', once, async () => {
  await workshop.load('created')
  const place = (path: string) => join(workshop.app, path)
  for (const path of ['notes/0.txt', 'notes/2.txt']) await rm(place(path))
  await writeFile(place('notes/0.txt'), 'mine')
  await truncate(place('notes/0.txt'), 5_000_000_000)
  await execa('mkfifo', [place('notes/2.txt')])
  const ended = await startIn(workshop, [...update, '--dirty'], {}, 20_000).ended
  if (ended.exitCode !== 0) throw strange(ended)
  const { kept } = JSON.parse(ended.stdout).files
  if (`${kept}` !== 'notes/0.txt,notes/2.txt') throw new Error(`It kept ${kept}`)
  return 'both stay, exit 0'
})

const undo = ['undo', 'app', '--trust', '--no-install', '--json']

function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): readonly Key[] {
  return Object.keys(table) as Key[]
}

/** Notes of which every second one changes, and a large one that is new. */
function versionOf(version: number): Versions[string] {
  const notes = Array.from({ length: 20 + version }, (_, note) => {
    const end = note % 2 === 0 ? `last of ${version}` : 'last'
    return [
      `notes/${note}.txt`,
      `Note ${note}\nfirst\nnext\n${version === 1 && note === 1 ? 'more\n' : ''}${end}\n`,
    ]
  })
  return {
    'template.json': manifestText({ title: 'Mine', description: '', questions: [] }),
    'package.json': `{ "name": "{{PROJECT_NAME}}", "version": "${version}.0.0" }\n`,
    _gitignore: 'node_modules/\n',
    ...Object.fromEntries(notes),
  }
}

const versions: Versions = { '1.0.0': versionOf(0), '2.0.0': versionOf(1) }
