import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { repository } from '../../../scripts/compose.ts'
import { cleanEnvironment } from '../../support/program.ts'

/** The built program, as npm starts it. */
export const bin = join(repository, 'dist/create-app.cjs')

export type Ended = {
  /** null when a signal ended it. */
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export type Running = { readonly child: ChildProcess; readonly ended: Promise<Ended> }

/** Starts the built program without a terminal, in a clean environment. */
export function start(
  args: readonly string[],
  how: {
    cwd: string
    env?: Record<string, string | undefined>
    /** Another user than the one who runs the tests, because root ignores modes. */
    uid?: number
    /** The command that starts it instead of Node, for example npm. */
    by?: readonly string[]
    /** Makes it the leader of a new process group, as a shell does. */
    group?: boolean
    /** Milliseconds until the program counts as hanging and is killed. */
    ms?: number
  },
): Running {
  const [file = process.execPath, ...before] = how.by ?? [process.execPath, bin]
  const child = spawn(file, [...before, ...args], {
    cwd: how.cwd,
    detached: how.group ?? false,
    env: cleanEnvironment(how.env),
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(how.uid === undefined ? {} : { uid: how.uid, gid: how.uid }),
  })
  const chunks = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (chunks.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (chunks.stderr += text))
  const ended = new Promise<Ended>((resolve, reject) => {
    const limit = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`It hangs: ${args.join(' ')}\n${chunks.stderr}`))
    }, how.ms ?? 120_000)
    child.on('error', reject)
    child.on('close', (exitCode, signal) => {
      clearTimeout(limit)
      resolve({ exitCode, signal, ...chunks })
    })
  })
  return { child, ended }
}

/** Runs the built program to its end. */
export function runBin(...args: Parameters<typeof start>): Promise<Ended> {
  return start(...args).ended
}
