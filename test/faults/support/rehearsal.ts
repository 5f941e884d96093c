import { chmod, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Disk, look } from './disk.ts'
import { type Ended, start } from './program.ts'

/** A complete, undisturbed creation: its files, and how long each phase took. */
export type Rehearsal = {
  readonly template: string
  /** The packages that a project finds in the folder above it. */
  readonly modules?: string
  /** The files that the program writes into the project's folder, without those that tasks create. */
  readonly files: NonNullable<Disk>
  readonly startUpMs: number
  /** When a text was first printed, in ms since the start. */
  when(text: string | RegExp): number
}

/** A new folder that every user can open, because a database does not run as root. */
export async function openFolder(): Promise<string> {
  const dir = await realpath(await mkdtemp(join(tmpdir(), 'create-app-faults-')))
  await chmod(dir, 0o755)
  return dir
}

/** Creates a project in an existing, empty folder, for later comparison. */
export async function rehearse(template: string, more: readonly string[] = []): Promise<Rehearsal> {
  const place = await openFolder()
  const dir = join(place, 'app')
  await mkdir(dir)
  const began = performance.now()
  const printed: { text: string; at: number }[] = []
  const running = start([...creating(template, 'app', 'events'), ...more], { cwd: place })
  running.child.stdout?.on('data', (text: string) => {
    printed.push({ text, at: performance.now() - began })
  })
  assertCreated(await running.ended)
  const files = withoutTasks((await look(dir)) ?? {})
  await rm(place, { recursive: true })
  const when = (wanted: string | RegExp) => {
    const found = printed.find(({ text }) => text.search(wanted) >= 0)
    if (!found) throw new Error(`${wanted} was never printed.`)
    return found.at
  }
  return { template, files, startUpMs: when(opened), when }
}

/** The first output of a run, as events and as text. */
export const opened = /run\.start|create-app \d/

/** How a run reports: one line of JSON per event, or text. */
export type Form = 'events' | 'words'

export function creating(template: string, typed: string, form: Form): readonly string[] {
  const args = [typed, '--template', template, '--trust', '--pm', 'npm']
  return form === 'events' ? [...args, '--events'] : args
}

/** Leaves out the files that git, the package manager and the tests create. */
export function withoutTasks(files: NonNullable<Disk>): NonNullable<Disk> {
  const kept = Object.entries(files).filter(([path]) => !madeByTask.test(path))
  return Object.fromEntries(kept)
}

const madeByTask =
  /(?:^|\/)(?:\.git|node_modules|package-lock\.json|src\/generated|\.husky\/_)(?:\/|$)/

function assertCreated({ exitCode, stdout, stderr }: Ended): void {
  if (exitCode !== 0) throw new Error(`The rehearsal failed:\n${stdout}\n${stderr}`)
}
