import { connect } from 'node:net'
import type { Machine, Platform } from '../../doctor/machine.ts'
import type { IO } from '../../io.ts'
import type { PackageManager } from '../../model/package-manager.ts'
import { nearestFolder } from '../read-target.ts'
import { askDatabase } from './ask-database.ts'
import { askRegistry, askSettings, questionAt } from './ask-registry.ts'
import { cacheAt, diskAt } from './try-write.ts'

/**
 * Asks the machine what only `doctor` reports, and waits a few seconds at most. Leaves nothing behind: it only tries
 * to write where a creation would.
 */
export async function probeMachine(
  { env }: Pick<IO, 'env'>,
  asked: {
    readonly dir: string
    /** The package manager that will install; undefined when nothing is installed. */
    readonly packageManager: PackageManager | undefined
    readonly asksRegistry: boolean
    /** A package that the project needs from the registry. */
    readonly needed: string | undefined
    /** Whether the project has a database, so that the server of DATABASE_URL matters. */
    readonly usesDatabase: boolean
    readonly signal: AbortSignal
  },
): Promise<Machine> {
  const { packageManager } = asked
  const cwd = await nearestFolder(asked.dir)
  const port = portIn(env)
  const [disk, asks, ownDatabase, taken] = await Promise.all([
    diskAt(cwd),
    packageManager && askPackageManager(packageManager, { ...asked, env, cwd }),
    asked.usesDatabase ? askDatabase(env.DATABASE_URL, 3000) : undefined,
    isTaken(port),
  ])
  return {
    node: process.versions.node,
    platform: platform(),
    disk,
    cache: asks?.cache,
    registry: asks?.registry,
    port: { number: port, taken },
    ownDatabase,
  }
}

/** What the package manager needs: its cache, and the registry unless it works offline. */
async function askPackageManager(
  packageManager: PackageManager,
  how: {
    readonly needed: string | undefined
    readonly asksRegistry: boolean
    readonly env: IO['env']
    readonly cwd: string
    readonly signal: AbortSignal
  },
): Promise<Pick<Machine, 'cache' | 'registry'>> {
  const ms = 5000
  const question = questionAt({ ...how, ms })
  const { registry, cache } = await askSettings(packageManager, question)
  const { needed, asksRegistry } = how
  const isAsked = asksRegistry && registry !== undefined
  const [written, answer] = await Promise.all([
    cache === undefined ? undefined : cacheAt(cache, packageManager.name),
    isAsked ? askRegistry(registry, { packageManager, needed, ms }, question) : undefined,
  ])
  return { cache: written, registry: answer }
}

/** The port that the templates use: `PORT`, else 3000. */
function portIn({ PORT = '' }: IO['env']): number {
  const port = Number(PORT)
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : 3000
}

function platform(): Platform {
  const report = process.report?.getReport() as { header?: Record<string, unknown> } | undefined
  const musl = process.platform === 'linux' && report?.header?.glibcVersionRuntime === undefined
  return { system: process.platform, arch: process.arch, musl }
}

/** Connects to the port instead of opening it, which could make a firewall ask the person. */
async function isTaken(port: number): Promise<boolean> {
  const answers = await Promise.all(['127.0.0.1', '::1'].map((host) => answersAt(host, port)))
  return answers.includes(true)
}

function answersAt(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 })
    const end = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
    socket.once('timeout', () => end(false))
  })
}
