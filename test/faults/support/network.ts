import { mkdir, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises'
import { constants, tmpdir } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { execa } from 'execa'
import { integer } from 'fast-check'
import { expect } from 'vitest'
import { programsIn } from '../../support/folders.ts'
import { installPackageManager, packageManagers } from '../../support/package-managers.ts'
import { configureNpm, newPerson, type Person } from '../../support/person.ts'
import { cleanEnvironment } from '../../support/program.ts'
import { startRegistry } from '../../support/registry.ts'
import { keys, runInTerminal } from '../../support/terminal.ts'
import { type Disk, look } from './disk.ts'
import type { Trial } from './fault.ts'
import { type FaultyRegistry, type RegistryFault, startFaultyRegistry } from './faulty-registry.ts'
import { bin, runBin, start } from './program.ts'
import { commandsLeft } from './report.ts'

/** A way for an install to fail: the fault, and the messages of the package managers. */
export type Failure = {
  /** undefined when the address is wrong. */
  readonly fault: RegistryFault | undefined
  readonly npm: RegExp
  readonly pnpm: RegExp
  /** The exit code of `doctor`, which checks whether the registry answers, but not its packages. */
  readonly doctor: 0 | 6
  readonly short?: number
}

type PackageManager = 'npm' | 'pnpm'

/** A registry that can fail, with the two packages that the template needs. */
export type Network = {
  readonly registry: FaultyRegistry
  /** Folders of programs that this machine may lack. */
  readonly programs: readonly string[]
  /** The files of a creation without install and git. */
  readonly files: Readonly<Partial<Record<PackageManager, Disk>>>
  close(): Promise<void>
}

const suite = join(import.meta.dirname, '..')
const template = join(suite, 'templates/lamp-post')

export async function startNetwork(used: readonly PackageManager[]): Promise<Network> {
  const place = await realpath(await mkdtemp(join(tmpdir(), 'create-app-network-')))
  const real = await startRegistry(place)
  for (const name of ['bulb', 'lamp']) await real.publish(join(suite, 'packages', name))
  const registry = await startFaultyRegistry(real.url)
  const programs = used.includes('pnpm') ? [await installPackageManager(packageManagers.pnpm)] : []
  const files: Partial<Record<PackageManager, Disk>> = {}
  for (const packageManager of used) {
    const cwd = join(place, packageManager)
    await mkdir(cwd)
    const PATH = [...programs, process.env.PATH].join(delimiter)
    await runBin([...args(packageManager), '--no-install', '--no-git'], { cwd, env: { PATH } })
    files[packageManager] = await filesIn(join(cwd, 'app'))
  }
  return {
    registry,
    programs,
    files,
    async close() {
      await registry.close()
      await real.close()
      await rm(place, { recursive: true, force: true })
    },
  }
}

/** Expects a creation to report its failed install, and the listed commands to finish the project. */
export async function failsToInstall(
  network: Network,
  failure: Failure,
  packageManager: PackageManager,
): Promise<string> {
  const person = await personWith(network, failure)
  const { exitCode, stderr } = await runBin(args(packageManager), placeOf(person))
  expect(exitCode).toBe(20)
  const report = inOneLine(stderr)
  expect(report).toContain('its dependencies could not be installed.')
  expect(report).toMatch(failure[packageManager])
  const [, log = ''] = /Full output: (\S+)/.exec(report) ?? []
  expect(inOneLine(await readFile(log, 'utf8'))).toMatch(failure[packageManager])
  expect(await readdir(person.temporary)).toEqual([basename(dirname(log))])
  await isComplete(network, person, packageManager)
  await repairs(network, person, stderr)
  return 'exit 20, complete; the listed commands repair it'
}

/** Expects `doctor` to report the faults that it can detect before an install. */
export async function isExamined(network: Network, failure: Failure): Promise<string> {
  const person = await personWith(network, failure)
  const asked = ['doctor', 'app', '--template', template, '--pm', 'npm']
  const { exitCode, stdout } = await runBin(asked, placeOf(person))
  expect(exitCode).toBe(failure.doctor)
  expect(stdout).toMatch(exitCode === 0 ? /✔ registry/ : /✖ registry/)
  expect(await readdir(person.work)).toEqual([])
  return exitCode === 0 ? 'exit 0, not detectable' : `exit ${exitCode}, nothing written`
}

/** Expects a slow registry to cause no failure. */
export async function installsSlowly(network: Network): Promise<string> {
  const person = await waiting(network, briefly)
  await network.registry.failWith({ of: 'everything', answer: 'a trickle' })
  const { exitCode, stdout } = await runBin(args('npm'), placeOf(person))
  expect(exitCode).toBe(0)
  expect(stdout).toContain('Tests passed.')
  return 'exit 0, complete'
}

/** Expects a signal to end the whole process group while it waits. */
export async function isSignalled(network: Network, trial: Trial): Promise<string> {
  const person = await waiting(network, veryLong)
  await network.registry.failWith({ of: 'everything', answer: 'silence' })
  const { child, ended } = start(args('npm'), placeOf(person))
  await untilRequested(network)
  await setTimeout(trial.pick('wait', aMoment))
  child.kill('SIGINT')
  const { signal, stderr } = await ended
  expect(signal).toBe('SIGINT')
  await isComplete(network, person, 'npm')
  await repairs(network, person, stderr)
  return 'stopped, complete; what it says repairs it'
}

/** Expects Ctrl+C to do the same. */
export async function isInterrupted(network: Network, trial: Trial): Promise<string> {
  const person = await waiting(network, veryLong)
  await network.registry.failWith({ of: 'everything', answer: 'silence' })
  const place = { cwd: person.work, env: cleanEnvironment(person.env) }
  const terminal = runInTerminal(process.execPath, [bin, ...args('npm')], place)
  await untilRequested(network)
  await setTimeout(trial.pick('wait', aMoment))
  terminal.press(keys.ctrlC)
  expect((await terminal.exit).signal).toBe(constants.signals.SIGINT)
  await isComplete(network, person, 'npm')
  await repairs(network, person, terminal.lines().join('\n'))
  return 'stopped, complete; what it says repairs it'
}

/** Milliseconds that a package manager waits for a response. */
const briefly = 2500
const veryLong = 600_000
const aMoment = integer({ min: 0, max: 1000 })

async function personWith(network: Network, { fault }: Failure): Promise<Person> {
  if (!fault) return waiting(network, briefly, 'http://registry.invalid/')
  const person = await waiting(network, briefly)
  await network.registry.failWith(fault)
  return person
}

/** A user whose package managers wait the given time for a registry, which works. */
async function waiting(
  { registry, programs }: Network,
  ms: number,
  address = registry.url,
): Promise<Person> {
  await registry.recover()
  // pnpm reads the address of the registry from npm's configuration, and the rest from its own variables.
  const env = {
    pnpm_config_fetch_retries: '0',
    pnpm_config_fetch_timeout: `${ms}`,
    // The packages of this suite were just published.
    pnpm_config_minimum_release_age: '0',
  }
  const person = await newPerson(address, { programs, env })
  await configureNpm(person.home, { registry: address, 'fetch-retries': 0, 'fetch-timeout': ms })
  return person
}

function args(packageManager: PackageManager): readonly string[] {
  return ['app', '--template', template, '--trust', '--pm', packageManager]
}

function placeOf({ work, env }: Person) {
  return { cwd: work, env }
}

/** Waits until a package manager sends a request. */
async function untilRequested({ registry: { requests } }: Network): Promise<void> {
  const before = requests.length
  await expect.poll(() => requests.length, { timeout: 30_000 }).toBeGreaterThan(before)
}

/** Expects all files, none of them in git yet, and nothing else. */
async function isComplete(
  { files }: Network,
  { home, work }: Person,
  packageManager: PackageManager,
): Promise<void> {
  const app = join(work, 'app')
  expect(await readdir(work)).toEqual(['app'])
  expect(await programsIn(home)).toEqual([])
  expect(await filesIn(app)).toEqual(files[packageManager])
  expect(await git(app, 'symbolic-ref', '--short', 'HEAD')).toBe('main')
  expect(await git(app, 'status', '--porcelain')).toMatch(/^(?:(?:A |\?\?) .+(?:\n|$))+$/)
}

/** Expects the listed commands to finish the project once the registry works again. */
async function repairs(
  { registry }: Network,
  { home, work, env }: Person,
  report: string,
): Promise<void> {
  await registry.recover()
  await configureNpm(home, { registry: registry.url })
  const person = { cwd: work, env: cleanEnvironment(env), extendEnv: false }
  await execa('bash', ['-ec', commandsLeft(report).join('\n')], person)
  const app = join(work, 'app')
  expect(await git(app, 'status', '--porcelain')).toBe('')
  expect(await git(app, 'rev-list', '--count', 'HEAD')).toBe('1')
  await execa('npm', ['test'], { ...person, cwd: app })
}

async function git(cwd: string, ...words: string[]): Promise<string> {
  return (await execa('git', words, { cwd })).stdout
}

/** The entries of a project without its repository and its installed packages. */
async function filesIn(dir: string): Promise<Disk> {
  const own = ([path]: [string, string]) => !/^(?:\.git|node_modules)(?:\/|$)/.test(path)
  return Object.fromEntries(Object.entries((await look(dir)) ?? {}).filter(own))
}

function inOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ')
}
