import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { cp, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { constantFrom } from 'fast-check'
import { afterAll, beforeAll } from 'vitest'
import { manifestText } from '../support/fixtures.ts'
import { fraction } from '../support/sampled.ts'
import { type Disk, look } from './support/disk.ts'
import { fault, type Trial } from './support/fault.ts'
import { type Ended, type Running, start } from './support/program.ts'
import { openFolder } from './support/rehearsal.ts'

type Files = NonNullable<Disk>

/** The files before and after an undisturbed run, and the time until the files are in place. */
type Update = { readonly before: Files; readonly after: Files; readonly ms: number }

/** The folder of a template, its next version and a project of it. */
let home: string
let followed: Record<Start, Update>
let accepted: Update

const dev = ['template', 'dev', 'mine', 'app', '--no-git']
const accept = ['template', 'test', 'mine', '--accept', '--no-install']
const isFollowing = 'Ctrl+C ends it'
const isCompared = '1 project, '

beforeAll(async () => {
  home = await openFolder()
  await writeTemplate(join(home, 'mine'), (note) => (note < 90 ? `Note ${note}.\n` : undefined))
  await writeTemplate(join(home, 'next'), nextNote)
  await stop(await following(start(dev, { cwd: home })))
  await writeFile(join(home, 'app/mine.txt'), 'mine\n')
  await writeFile(join(home, 'app/notes/0/mine.txt'), 'mine\n')
  followed = { restarted: await rehearseDev('restarted'), running: await rehearseDev('running') }
  accepted = await rehearseAccept()
})

afterAll(() => rm(home, { recursive: true, force: true }))

fault('SIGKILL while template dev updates its project', { short: 3, long: 100 }, (trial) =>
  killedDev(trial, { twice: false }),
)

fault(
  'SIGKILL of template dev, and of the next run while it cleans up',
  { short: 0, long: 40 },
  (trial) => killedDev(trial, { twice: true }),
)

fault('SIGKILL while template test accepts a snapshot', { short: 2, long: 100 }, killedAccept)

/** Whether the template changes before `template dev` starts, or while it runs. */
type Start = 'restarted' | 'running'

async function killedDev(trial: Trial, { twice }: { twice: boolean }): Promise<string> {
  return inPlace(async (cwd) => {
    const how = trial.pick('start', constantFrom<Start>('restarted', 'running'))
    const { before, after, ms } = followed[how]
    const app = join(cwd, 'app')
    const running = await changeTemplate(how, cwd)
    await momentOf(trial, running, { dir: app, after, ms })
    await kill(running)
    const state = stateOf(await look(app), { before, after })
    if (twice) {
      const again = start(dev, { cwd })
      await momentOf(trial, again, { dir: app, after, ms: ms * 1.5, label: 'second ' })
      await kill(again)
      stateOf(await look(app), { before, after })
    }
    const wasLeft = stagesIn(app).length > 0
    const recovered = await stop(await following(start(dev, { cwd })))
    assertReported(recovered.stdout, wasLeft)
    // A new run does not know the files that the template no longer has: all of them are deleted, or none.
    const end = (await look(app)) ?? {}
    const kept = { ...after, ...before, ...only(after, (path) => path in end) }
    if (!isEqual(end, after) && !isEqual(end, { ...kept, ...after })) {
      throw new Error(`The next run left other files: ${different(end, after)}`)
    }
    return `${state}, then as planned`
  })
}

async function killedAccept(trial: Trial): Promise<string> {
  return inPlace(async (cwd) => {
    const { before, after, ms } = accepted
    const dir = join(cwd, 'mine')
    await swap(cwd)
    const env = { TMPDIR: join(cwd, 'tmp') }
    await mkdir(env.TMPDIR)
    const running = start(accept, { cwd, env })
    await momentOf(trial, running, { dir, after, ms })
    await kill(running)
    const state = stateOf(await look(dir), { before, after })
    const wasLeft = stagesIn(dir).length > 0
    // The snapshot is in place before the first project is created.
    const again = await stop(await printing(start(accept, { cwd, env }), isCompared))
    assertReported(again.stdout, wasLeft)
    const end = (await look(dir)) ?? {}
    if (!isEqual(end, after)) throw new Error(`Not as planned: ${different(end, after)}`)
    return `${state}, then as planned`
  })
}

/** Works in a copy of the template, its next version and the project, and removes it afterwards. */
async function inPlace<Value>(work: (cwd: string) => Promise<Value>): Promise<Value> {
  const cwd = await openFolder()
  try {
    await cp(home, cwd, { recursive: true })
    return await work(cwd)
  } finally {
    await rm(cwd, { recursive: true, force: true })
  }
}

function rehearseDev(how: Start): Promise<Update> {
  return inPlace(async (cwd) => {
    const before = (await look(join(cwd, 'app'))) ?? {}
    const began = performance.now()
    const running = await changeTemplate(how, cwd)
    const since = how === 'running' ? performance.now() : began
    await printing(running, '~ notes/0/0.txt')
    const ms = performance.now() - since
    await stop(running)
    return { before, after: (await look(join(cwd, 'app'))) ?? {}, ms }
  })
}

async function rehearseAccept(): Promise<Update> {
  await stop(await printing(start(accept, { cwd: home }), isCompared))
  return inPlace(async (cwd) => {
    await swap(cwd)
    const before = (await look(join(cwd, 'mine'))) ?? {}
    const began = performance.now()
    const running = start(accept, { cwd })
    const snapshot = join(cwd, 'mine/template.snapshot.json')
    const old = textOf(snapshot)
    while (textOf(snapshot) === old) await sleep(5)
    const ms = performance.now() - began
    await stop(running)
    return { before, after: (await look(join(cwd, 'mine'))) ?? {}, ms }
  })
}

/** Starts `template dev`, and swaps in the next version of the template before or after the start. */
async function changeTemplate(how: Start, cwd: string): Promise<Running> {
  if (how === 'restarted') await swap(cwd)
  const running = start(dev, { cwd })
  if (how === 'restarted') return running
  await following(running)
  await swap(cwd)
  return running
}

/** Renames, so that the program never reads half of a template. */
async function swap(cwd: string): Promise<void> {
  await rename(join(cwd, 'mine/notes'), join(cwd, 'old'))
  await rename(join(cwd, 'next/notes'), join(cwd, 'mine/notes'))
}

type Watched = {
  readonly dir: string
  readonly after: Files
  readonly ms: number
  readonly label?: string
}

/** Waits for a random moment: of the whole run, of the staging, or of the moves. */
async function momentOf(trial: Trial, { child }: Running, watched: Watched): Promise<void> {
  const { dir, after, ms, label = '' } = watched
  const part = trial.pick(`${label}part`, fraction)
  const what = trial.pick(`${label}moment`, constantFrom('any', 'stage', 'moves', 'end'))
  if (what === 'any') return sleep(part * ms)
  const changed = Object.keys(after).filter((path) => /\.txt$|snapshot/.test(path))
  const path = changed[Math.floor(part * changed.length)] ?? ''
  const isReached = {
    stage: () => stagesIn(dir).some((stage) => existsSync(join(dir, stage, 'files'))),
    moves: () => stagesIn(dir).some((stage) => isMoved(join(dir, stage), dir, path)),
    end: () => stagesIn(dir).some((stage) => existsSync(join(dir, stage, 'finished.json'))),
  }[what]
  const over = performance.now() + ms * 3
  while (!isReached() && performance.now() < over && child.exitCode === null) {
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Whether the run has written its journal and is done with a file. */
function isMoved(stage: string, dir: string, path: string): boolean {
  if (!existsSync(join(stage, 'journal.json'))) return false
  const saved = textOf(join(stage, 'saved', path))
  return saved === undefined || textOf(join(dir, path)) !== saved
}

/** Throws unless each file is as before or as planned, apart from the stage of a killed run. */
function stateOf(seen: Disk, { before, after }: Pick<Update, 'before' | 'after'>): string {
  const files = only(seen ?? {}, (path) => !path.includes('.create-app-'))
  const paths = new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(files)])
  for (const path of paths) {
    if (files[path] === before[path] || files[path] === after[path]) continue
    throw new Error(`${path} is neither as before nor as planned: ${files[path]}`)
  }
  if (isEqual(files, before)) return 'as before'
  return isEqual(files, after) ? 'as planned' : 'half changed'
}

function assertReported(stdout: string, wasLeft: boolean): void {
  if (stdout.includes('after an earlier run that was killed') === wasLeft) return
  throw new Error(`A stage was left: ${wasLeft}, but it printed:\n${stdout}`)
}

async function kill({ child, ended }: Running): Promise<void> {
  child.kill('SIGKILL')
  await ended
}

function stop(running: Running): Promise<Ended> {
  running.child.kill('SIGINT')
  return running.ended
}

function following(running: Running): Promise<Running> {
  return printing(running, isFollowing)
}

/** Waits until a program has printed a text. */
function printing(running: Running, text: string): Promise<Running> {
  const { child, ended } = running
  let all = ''
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: string) => {
      all += chunk
      if (all.includes(text)) resolve(running)
    })
    ended.then(
      ({ stderr }) => reject(new Error(`${text} was never printed: ${all}${stderr}`)),
      reject,
    )
  })
}

function stagesIn(dir: string): readonly string[] {
  return readdirSync(dir).filter((name) => name.startsWith('.create-app-'))
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function only(files: Files, isWanted: (path: string) => boolean): Files {
  return Object.fromEntries(Object.entries(files).filter(([path]) => isWanted(path)))
}

function isEqual(one: Files, other: Files): boolean {
  return different(one, other).length === 0
}

function different(one: Files, other: Files): readonly string[] {
  const paths = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...paths].filter((path) => one[path] !== other[path])
}

/** Changes most notes, removes some, and adds some in new folders. */
function nextNote(note: number): string | undefined {
  if (note % 10 === 9) return undefined
  return note % 10 === 8 ? `Note ${note}.\n` : `Note ${note}, and more of it.\n`
}

/** A template with notes in folders of ten. */
async function writeTemplate(
  dir: string,
  noteOf: (note: number) => string | undefined,
): Promise<void> {
  const manifest = { title: 'Mine', description: '', questions: [] }
  await mkdir(dir, { recursive: true })
  await writeFile(join(dir, 'template.json'), manifestText(manifest))
  for (let note = 0; note < 120; note++) {
    const text = noteOf(note)
    if (text === undefined) continue
    const path = join(dir, `notes/${Math.floor(note / 10)}/${note}.txt`)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
  }
}
