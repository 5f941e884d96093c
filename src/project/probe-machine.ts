import { constants } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import { connect } from 'node:net'
import type { Disk, Machine, Platform } from '../doctor/machine.ts'
import type { IO } from '../io.ts'
import type { PackageManager } from '../model/package-manager.ts'
import { askRegistry } from './ask-registry.ts'
import { isNodeError } from './disk.ts'
import { nearestFolder } from './read-target.ts'

/** Asks the machine what only `doctor` reports. Only reads, and waits a few seconds at most. */
export async function probeMachine(
  { env }: Pick<IO, 'env'>,
  asked: {
    readonly dir: string
    /** Undefined: the registry is not asked. */
    readonly packageManager: PackageManager | undefined
    /** A package that the project needs from the registry. */
    readonly needed: string | undefined
    readonly signal: AbortSignal
  },
): Promise<Machine> {
  const { packageManager, needed, signal } = asked
  const cwd = await nearestFolder(asked.dir)
  const port = portIn(env)
  const [disk, registry, taken] = await Promise.all([
    diskAt(cwd),
    packageManager && askRegistry(packageManager, needed, { env, cwd, signal, ms: 5000 }),
    isTaken(port),
  ])
  return {
    node: process.versions.node,
    platform: platform(),
    disk,
    registry,
    port: { number: port, taken },
    ownDatabase: Boolean(env.DATABASE_URL),
  }
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

async function diskAt(dir: string): Promise<Disk> {
  const [denied, free] = await Promise.all([whyNotWritable(dir), freeSpaceAt(dir)])
  return { denied, free }
}

async function whyNotWritable(dir: string): Promise<string | undefined> {
  try {
    await access(dir, constants.W_OK)
    return undefined
  } catch (error) {
    if (isNodeError(error)) return error.code
    throw error
  }
}

async function freeSpaceAt(dir: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(dir)
    return bavail * bsize
  } catch (error) {
    // Some file systems do not know.
    if (isNodeError(error)) return undefined
    throw error
  }
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
