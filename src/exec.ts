import { ExecaError, execa } from 'execa'
import type { Command } from './tasks/task.ts'

type Environment = Readonly<Record<string, string | undefined>>

export type ExecResult = {
  /** undefined when the program could not be started or was ended by a signal. */
  readonly exitCode: number | undefined
  /** Standard output and error, in the order they came. */
  readonly output: string
}

/**
 * Runs one command to its end; a failing program is a result, not an exception. The program gets
 * no terminal, and a process group of its own that ends when we end, however that happens.
 */
export async function exec(
  command: Command,
  how: {
    cwd: string
    env: Environment
    signal?: AbortSignal | undefined
    onOutput?: (text: string) => void
  },
): Promise<ExecResult> {
  const [file, args] = guarded(command)
  const child = execa(file, args, {
    cwd: how.cwd,
    env: definedOnly({ ...how.env, ...command.env }),
    extendEnv: false,
    stdin: 'pipe',
    all: true,
    reject: false,
    detached: process.platform !== 'win32',
    maxBuffer: 200_000_000,
    stripFinalNewline: false,
  })
  const stop = () => child.stdin.end()
  how.signal?.addEventListener('abort', stop, { once: true })
  if (how.signal?.aborted) stop()
  child.all.setEncoding('utf8')
  child.all.on('data', (text: string) => how.onOutput?.(text))
  const { exitCode, all } = await child
  how.signal?.removeEventListener('abort', stop)
  return { exitCode, output: all }
}

/** Asks a program something that changes nothing; undefined when it is missing or says no. */
export async function ask(
  command: Command,
  how: { cwd: string; env: Environment },
): Promise<string | undefined> {
  try {
    const { stdout } = await execa(command.file, command.args, {
      cwd: how.cwd,
      env: definedOnly(how.env),
      extendEnv: false,
      stdin: 'ignore',
    })
    return stdout.trim()
  } catch (error) {
    if (error instanceof ExecaError) return undefined
    throw error
  }
}

function definedOnly(env: Environment): Record<string, string> {
  const set = (entry: [string, string | undefined]): entry is [string, string] => {
    return entry[1] !== undefined
  }
  return Object.fromEntries(Object.entries(env).filter(set))
}

function guarded({ file, args }: Command): [string, readonly string[]] {
  if (process.platform === 'win32') return [file, args]
  return [process.execPath, ['-e', `(${guard.toString()})()`, '--', file, ...args]]
}

/**
 * Leads the process group. Its standard input is a pipe that we hold: when it closes, because the
 * work is called off or because we were killed, the whole group is asked to end and then made to.
 * It runs as a program of its own, from its source text, so it uses nothing from outside.
 */
function guard(): void {
  const { spawn } = process.getBuiltinModule('node:child_process')
  const [file = '', ...args] = process.argv.slice(1)
  const child = spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  let stopping = false
  process.on('SIGTERM', () => {})
  process.stdin.resume().on('close', () => {
    stopping = true
    process.kill(0, 'SIGTERM')
    setTimeout(() => process.kill(0, 'SIGKILL'), 5000)
  })
  child.on('error', (error) => {
    process.stderr.write(`${error.message}\n`)
    process.exit(127)
  })
  child.on('exit', (code, signal) => {
    if (stopping) setTimeout(() => process.kill(0, 'SIGKILL'), 200)
    else process.exit(code ?? (signal === null ? 1 : 143))
  })
}
