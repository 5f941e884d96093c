import { readdirSync } from 'node:fs'
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { execa } from 'execa'
import { constantFrom } from 'fast-check'
import { fraction } from '../../support/sampled.ts'
import { type Files, filesIn, stagesIn, startIn, type Workshop } from './changing.ts'
import type { Trial } from './fault.ts'
import { put } from './place.ts'
import type { Ended } from './program.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

type Interrupted = {
  readonly args: readonly string[]
  readonly from: Files
  readonly to: Files
  /** A file that the command changes. */
  readonly changed: string
}

/** Interrupts a command at any time; says how, and what was left. */
export async function interrupted(
  trial: Trial,
  workshop: Workshop,
  { args, from, to, changed }: Interrupted,
): Promise<readonly [string, string]> {
  const signal = trial.pick('signal', constantFrom(...signals))
  const part = trial.pick('part', fraction)
  const running = startIn(workshop, args)
  const began = performance.now()
  while (stagesIn(workshop.app).length === 0 && running.child.exitCode === null) {
    if (performance.now() - began > part * 4000) break
    await new Promise((resolve) => setImmediate(resolve))
  }
  await sleep(part * 20)
  running.child.kill(signal)
  const ended = await running.ended
  const left = await filesIn(workshop.app)
  const isDone = `${ended.exitCode}` === '0' || left[changed] === to[changed]
  expectFiles(left, isDone ? to : from)
  expectNoStage(workshop)
  if (ended.exitCode !== 0 && ended.signal !== signal) throw strange(ended)
  return [
    ended.exitCode === 0 ? 'too late' : 'ended by its signal',
    isDone ? 'as planned' : 'as before',
  ]
}

/** Runs a command with a git that does something first. */
export async function withGit(
  workshop: Workshop,
  script: string,
  args: readonly string[],
): Promise<Ended> {
  const { stdout: git } = await execa('which', ['git'])
  await put(workshop.root, { 'other/git': `${script}exec ${git} "$@"\n` })
  const PATH = `${join(workshop.root, 'other')}:${workshop.env.PATH}`
  return startIn(workshop, args, { PATH }).ended
}

/** Puts a project that was saved, and its cache, onto a disk in memory. */
export async function smallDisk(workshop: Workshop, saved: string) {
  await workshop.load(saved)
  await workshop.save('on disk')
  await execa('mount', ['-t', 'tmpfs', '-o', 'size=40m', 'tmpfs', workshop.work])
  await execa('cp', ['-a', `${workshop.root}/saved/on disk/.`, workshop.work])
  return {
    /** Leaves some kB free. */
    async resize(free: number) {
      const { stdout } = await execa('df', ['--output=used', '-k', workshop.work])
      const used = Number(stdout.split('\n').at(-1))
      await execa('mount', ['-o', `remount,size=${used + free}k`, workshop.work])
    },
    async [Symbol.asyncDispose]() {
      await execa('umount', [workshop.work])
    },
  }
}

export function expectFiles(found: Files, wanted: Files): void {
  const paths = [...new Set([...Object.keys(found), ...Object.keys(wanted)])]
  const other = paths.filter((path) => found[path] !== wanted[path])
  if (other.length > 0) throw new Error(`Other than it should be: ${other.slice(0, 5).join(', ')}`)
}

export function expectNoStage({ app }: Workshop): void {
  if (stagesIn(app).length === 0) return
  throw new Error(`A stage was left: ${readdirSync(app).join(', ')}`)
}

export function strange({ exitCode, signal, stdout, stderr }: Ended): Error {
  return new Error(`It ended with ${exitCode ?? signal}: ${stdout}${stderr}`)
}

/** What a stranger may have made of a JSON file of ours. */
export const oddFiles: Readonly<Record<string, (file: string) => Promise<unknown>>> = {
  'a link to a device': (file) => symlink('/dev/zero', file),
  'a pipe': (file) => execa('mkfifo', [file]),
  'a folder': (file) => mkdir(file),
  'a file of 5 GB': async (file) => {
    await writeFile(file, '{')
    await truncate(file, 5_000_000_000)
  },
  'deep brackets': (file) => writeFile(file, '['.repeat(900_000)),
}
