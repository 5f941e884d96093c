import { existsSync } from 'node:fs'
import { lstat, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { execa } from 'execa'
import { constantFrom, integer } from 'fast-check'
import { afterAll, beforeAll } from 'vitest'
import { cleanEnvironment } from '../support/program.ts'
import { keys, runInTerminal } from '../support/terminal.ts'
import {
  commitAll,
  expectEnd,
  type Files,
  filesIn,
  openWorkshop,
  startIn,
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
import {
  calledWidget,
  generate,
  remove,
  widgetVersions,
  writeWidgetGenerator,
} from './support/generating.ts'
import { put } from './support/place.ts'
import { bin } from './support/program.ts'
import { mountedFault } from './support/root.ts'

/** A project without the widget, and with it; both are committed. */
let workshop: Workshop
let without: Files
let made: Files

type Command = 'generate' | 'remove'
const commands = { generate, remove }
const anyCommand = constantFrom<Command>('generate', 'remove')

beforeAll(async () => {
  workshop = await openWorkshop(widgetVersions)
  await writeWidgetGenerator(workshop.app)
  await put(workshop.app, { 'generators/hooked.json': hooked })
  await commitAll(workshop)
  without = await filesIn(workshop.app)
  await workshop.save('without')
  await expectEnd(startIn(workshop, generate).ended, 0)
  await commitAll(workshop)
  made = await filesIn(workshop.app)
  await workshop.save('made')
})

afterAll(() => rm(workshop.root, { recursive: true, force: true }))

/** Which project a command starts from, and what it is before and after. */
function wayOf(command: Command) {
  return command === 'generate'
    ? { saved: 'without', from: without, to: made, args: generate }
    : { saved: 'made', from: made, to: without, args: remove }
}

mountedFault(
  'a full disk while generate or remove changes a project',
  { short: 1, long: 40 },
  async (trial) => {
    const { saved, from, to, args } = wayOf(trial.pick('command', anyCommand))
    const free = trial.pick('free', integer({ min: 0, max: 300 }))
    await using disk = await smallDisk(workshop, saved)
    await disk.resize(free)
    const { exitCode, stdout } = await startIn(workshop, args).ended
    if (exitCode !== 0 && !(exitCode === 8 && stdout.includes('WRITE_FAILED'))) {
      throw new Error(`It ended with ${exitCode}: ${stdout}`)
    }
    expectFiles(await filesIn(workshop.app), exitCode === 0 ? to : from)
    expectNoStage(workshop)
    await disk.resize(4000)
    if (exitCode !== 0) await expectEnd(startIn(workshop, args).ended, 0)
    expectFiles(await filesIn(workshop.app), to)
    return exitCode === 0 ? 'as planned, exit 0' : 'as before, exit 8'
  },
)

fault(
  'a file changes after generate or remove has read it',
  { short: 1, long: 8 },
  async (trial) => {
    const command = trial.pick('command', anyCommand)
    const { saved, from, args } = wayOf(command)
    const paths = ['widgets.json', 'src/all.ts', ...(command === 'remove' ? ['src/watch.ts'] : [])]
    const path = trial.pick('path', constantFrom(...paths))
    await workshop.load(saved)
    const file = join(workshop.app, path)
    // git says that the file is committed, and then somebody changes it.
    const theirs = `#!/bin/sh\ncase " $* " in *" status "*) "$REAL_GIT" "$@"; echo >> ${file}; exit 0 ;; esac\n`
    const { stdout: git } = await execa('which', ['git'])
    const ended = await withGit(workshop, theirs.replace('$REAL_GIT', git), args)
    if (ended.exitCode !== 3 || !ended.stdout.includes('FILE_CHANGED')) throw strange(ended)
    const { [path]: changed, ...others } = await filesIn(workshop.app)
    const { [path]: old, ...otherBefore } = from
    if (changed !== `${old}\n`) throw new Error(`${path} is ${changed}`)
    expectFiles(others, otherBefore)
    expectNoStage(workshop)
    return 'as before, exit 3 FILE_CHANGED'
  },
)

fault(
  'a signal while generate or remove changes a project',
  { short: 1, long: 60 },
  async (trial) => {
    const { saved, ...way } = wayOf(trial.pick('command', anyCommand))
    await workshop.load(saved)
    const how = { ...way, changed: 'src/all.ts' }
    const [first, last] = await interrupted(trial, workshop, how)
    const isThere = last === 'as planned'
    if (!isThere) await expectEnd(startIn(workshop, way.args).ended, 0)
    expectFiles(await filesIn(workshop.app), way.to)
    return `${first}, ${last}`
  },
)

fault(
  'Ctrl+C, no or yes at the question of generate or remove',
  { short: 1, long: 8 },
  async (trial) => {
    const command = trial.pick('command', anyCommand)
    const answer = trial.pick('answer', constantFrom('Ctrl+C', 'no', 'yes'))
    const { saved, from, to } = wayOf(command)
    await workshop.load(saved)
    const env = cleanEnvironment({ ...workshop.env, TERM: 'xterm-256color' })
    const args = [bin, ...commands[command].filter((word) => word !== '--json')]
    const terminal = runInTerminal(process.execPath, args, { cwd: workshop.work, env })
    await terminal.shows('Make these changes?')
    const longest = Math.max(...terminal.lines().map((line) => line.length))
    if (longest > 80) throw new Error(`It is ${longest} columns wide:\n${terminal.screen()}`)
    terminal.press({ 'Ctrl+C': keys.ctrlC, no: 'n', yes: keys.enter }[answer])
    const { exitCode } = await terminal.exit
    expectFiles(await filesIn(workshop.app), answer === 'yes' ? to : from)
    expectNoStage(workshop)
    return `${answer === 'yes' ? 'as planned' : 'as before'}, exit ${exitCode}`
  },
)

/** A generator with a hook that waits, fails, or edits what was made and fails. */
const hooked = JSON.stringify({
  name: 'hooked',
  params: [{ name: 'name' }, { name: 'how', choices: ['waits', 'fails', 'edits'] }],
  files: [{ path: 'hooked/{{name}}.txt', content: 'made\n' }],
  insertions: [
    { file: 'widgets.json', anchor: 'path', path: ['widgets'], text: '"{{name|kebab}}"' },
  ],
  hooks: { afterGenerate: ['sh generators/hook.sh {{how}} {{name}}'] },
})

fault(
  'a hook of a generator fails, fails and edits what was made, or is interrupted',
  { short: 0.5, long: 9 },
  async (trial) => {
    const how = trial.pick('how', constantFrom('fails', 'edits', 'waits'))
    await workshop.load('without')
    await put(workshop.app, { 'generators/hook.sh': hook })
    await commitAll(workshop)
    const before = await filesIn(workshop.app)
    const args = ['generate', 'hooked', 'Thing', how, '--cwd', 'app', '--json']
    const running = startIn(workshop, args)
    const file = 'hooked/Thing.txt'
    if (how === 'waits') {
      await appears(join(workshop.app, 'waiting'))
      running.child.kill('SIGINT')
    }
    const ended = await running.ended
    await rm(join(workshop.app, 'waiting'), { force: true })
    if (how === 'waits' ? ended.signal !== 'SIGINT' : ended.exitCode !== 24) throw strange(ended)
    expectNoStage(workshop)
    const left = await filesIn(workshop.app)
    if (how === 'fails') {
      expectFiles(left, before)
      return 'as before, exit 24'
    }
    if (how === 'edits' && !left[file]?.includes('made\nmine')) throw strange(ended)
    if (!left['.create-app/generated/hooked/Thing.json']) throw strange(ended)
    const undone = await expectEnd(startIn(workshop, undo).ended, 0)
    const { [file]: kept, ...others } = await filesIn(workshop.app)
    expectFiles(how === 'edits' ? others : await filesIn(workshop.app), {
      ...before,
      ...(how === 'edits' && { hooked: left.hooked ?? '' }),
    })
    if ((kept !== undefined) !== (how === 'edits')) throw strange({ ...undone, signal: null })
    return how === 'edits' ? 'as planned, exit 24' : 'as planned, ended by its signal'
  },
)

const undo = ['undo', 'app', '--trust', '--no-install', '--json']
const hook = `case $1 in
  fails) exit 1 ;;
  edits) echo mine >> hooked/$2.txt; exit 1 ;;
  *) touch waiting; sleep 60 ;;
esac
`

async function appears(path: string): Promise<void> {
  const over = performance.now() + 20_000
  while (!existsSync(path) && performance.now() < over) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** Entries that are JSON, and none that create-app would write. */
const wrong: Readonly<Record<string, (entry: Record<string, unknown>) => unknown>> = {
  'a path out of the project in its files': (entry) => ({
    ...{ ...entry, files: { '../../outside.txt': 'a'.repeat(64) } },
  }),
  'a path of git in its files': (entry) => ({
    ...{ ...entry, files: { '.git/config': 'a'.repeat(64) } },
  }),
  'a path out of the project in its insertions': (entry) => ({
    ...{ ...entry, insertions: [{ file: '../outside.txt', anchor: 'import', text: 'import a' }] },
  }),
  'an anchor that nobody knows': (entry) => ({
    ...{ ...entry, insertions: [{ file: 'widgets.json', anchor: 'hologram', text: 'x' }] },
  }),
  'an anchor without its name': (entry) => ({
    ...{ ...entry, insertions: [{ file: 'src/all.ts', anchor: 'object', text: 'x' }] },
  }),
  'a later version': (entry) => ({ ...entry, schema: 'create-app/entry@99' }),
  'another kind': (entry) => ({ ...entry, kind: 'hologram' }),
  'no hash in its files': (entry) => ({ ...entry, files: { 'src/watch.ts': 'x' } }),
  'answers that are no texts': (entry) => ({ ...entry, answers: { name: { __proto__: null } } }),
  'an id with a path': (entry) => ({ ...entry, id: '../../x' }),
}

const odd = [...Object.keys(oddFiles), ...Object.keys(wrong)]
const next = ['generate', 'remove', 'check', 'diff', 'update'] as const

fault('an entry that cannot be one', { short: 4, long: 90 }, async (trial) => {
  const what = trial.pick('what', constantFrom(...odd))
  const command = trial.pick('command', constantFrom(...next))
  await workshop.load('made')
  const path = '.create-app/generated/widget/Watch.json'
  const file = join(workshop.app, path)
  await writeOdd(what, file)
  const entry = await lstat(file)
  await writeFile(join(workshop.work, 'outside.txt'), 'mine\n')
  const { exitCode, stdout, stderr } = await startIn(workshop, oddArgs(command), {}, 20_000).ended
  const text = `${stdout}${stderr}`
  const isNamed = text.replaceAll(/[\s│]+/g, '').includes(path)
  if (exitCode !== 2 || !isNamed) {
    throw new Error(`${command} with ${what} ended with ${exitCode}: ${text}`)
  }
  if (what === 'a later version' && !text.includes('create-app@3.0.0')) throw new Error(text)
  const after = await lstat(file)
  if (after.mtimeMs !== entry.mtimeMs || after.size !== entry.size) {
    throw new Error(`${command} with ${what} wrote the entry.`)
  }
  await rm(file, { recursive: true })
  const { [path]: _, ...others } = made
  expectFiles(await filesIn(workshop.app), others)
  expectNoStage(workshop)
  if ((await readFile(join(workshop.work, 'outside.txt'), 'utf8')) !== 'mine\n') {
    throw new Error(`${command} with ${what} wrote out of the project.`)
  }
  return 'as before, exit 2'
})

function oddArgs(command: (typeof next)[number]): readonly string[] {
  if (command === 'generate') return calledWidget('generate', 'Watch')
  if (command === 'remove') return [...calledWidget('remove', 'Watch'), '--dirty', '--force']
  const more = {
    ...{ check: ['--to', '2.0.0'], diff: [] },
    update: ['--to', '2.0.0', '--no-install', '--no-verify'],
  }[command]
  return [command, 'app', '--offline', ...more, ...(command === 'diff' ? [] : ['--json'])]
}

async function writeOdd(what: string, file: string): Promise<void> {
  const entry = JSON.parse(await readFile(file, 'utf8'))
  await rm(file)
  await mkdir(dirname(file), { recursive: true })
  await oddFiles[what]?.(file)
  if (wrong[what]) await writeFile(file, JSON.stringify(wrong[what](entry)))
}
