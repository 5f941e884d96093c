import type { ChildProcess } from 'node:child_process'
import type { Command } from './model/command.ts'

type Environment = Readonly<Record<string, string | undefined>>

export type ExecResult = {
  /** undefined when the program could not be started or was ended by a signal. */
  readonly exitCode: number | undefined
  /** Standard output and error, in the order they came; of many megabytes the last ones. */
  readonly output: string
}

/**
 * Runs one command to its end; a failing program is a result, not an exception. The program gets
 * no terminal, and a process group of its own that ends with it, or when we end, however that happens.
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
  const { execa } = await execaLoaded()
  const { file, args, env } = guarded(
    command,
    definedOnly({ ...how.env, ...command.env }),
    process.platform,
  )
  const child = execa(file, args, {
    cwd: how.cwd,
    env,
    extendEnv: false,
    stdin: 'pipe',
    all: true,
    buffer: false,
    reject: false,
    detached: process.platform !== 'win32',
  })
  const stop = () => child.stdin.end()
  how.signal?.addEventListener('abort', stop, { once: true })
  if (how.signal?.aborted) stop()
  child.all.setEncoding('utf8')
  let output = ''
  child.all.on('data', (text: string) => {
    output = endOf(output + text)
    how.onOutput?.(text)
  })
  child.once('exit', () => leaveWhenQuiet(child))
  const { exitCode } = await child
  how.signal?.removeEventListener('abort', stop)
  return { exitCode, output }
}

/** Takes 9 MB of memory, so it is loaded only when there is something to run. */
function execaLoaded() {
  return import('execa')
}

/** Characters of output that are kept: what a program prints may be more than there is memory. */
const longest = 10_000_000

/** Cuts only what has grown to twice the length, so that cutting is rare. */
function endOf(output: string): string {
  return output.length < 2 * longest ? output : `[…]${output.slice(-longest)}`
}

/** Asks a program something that changes nothing; undefined when it is missing or says no. */
export async function ask(
  command: Command,
  how: { cwd: string; env: Environment; signal: AbortSignal },
): Promise<string | undefined> {
  const { execa, ExecaError } = await execaLoaded()
  if (how.signal.aborted) return undefined
  const child = execa(command.file, command.args, {
    cwd: how.cwd,
    env: definedOnly(how.env),
    extendEnv: false,
    stdin: 'ignore',
    stderr: 'ignore',
    detached: process.platform !== 'win32',
  })
  const leave = () => {
    killGroup(child)
    // A program that has left the group would hold the output open, and us.
    child.stdout.destroy()
  }
  how.signal.addEventListener('abort', leave, { once: true })
  try {
    const { stdout } = await child
    return stdout.trim()
  } catch (error) {
    if (error instanceof ExecaError) return undefined
    throw error
  } finally {
    how.signal.removeEventListener('abort', leave)
  }
}

/** Ends a question and what it started: a program may be a script around another. */
function killGroup({ pid = 0, exitCode }: ChildProcess): void {
  if (pid === 0 || exitCode !== null) return
  process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
}

/** A program that has left the group may hold the output open: once it is quiet, nobody waits for it. */
function leaveWhenQuiet(child: ChildProcess): void {
  const { stdout, stderr } = child
  const streams = [stdout, stderr].filter((stream) => stream !== null)
  let isQuiet = true
  for (const stream of streams) {
    stream.on('data', () => {
      isQuiet = false
    })
  }
  // What came while we were busy is read after a round's timers and before its immediates.
  const looking = setInterval(() => {
    setImmediate(() => {
      if (isQuiet) for (const stream of streams) stream.destroy()
      isQuiet = true
    })
  }, 200)
  child.once('close', () => clearInterval(looking))
}

function definedOnly(env: Environment): Record<string, string> {
  const set = (entry: [string, string | undefined]): entry is [string, string] => {
    return entry[1] !== undefined
  }
  return Object.fromEntries(Object.entries(env).filter(set))
}

type Guarded = {
  readonly file: string
  readonly args: readonly string[]
  readonly env: Record<string, string>
}

/** NODE_OPTIONS are the program's and not the guard's: a `--require ./x` would break it. */
export function guarded(
  { file, args, patienceMs = 0 }: Command,
  env: Record<string, string>,
  platform: NodeJS.Platform,
): Guarded {
  if (platform === 'win32') return { file, args, env }
  const { NODE_OPTIONS: nodeOptions = '', ...rest } = env
  const script = `(${guard.toString()})()`
  return {
    file: process.execPath,
    args: ['-e', script, '--', nodeOptions, `${patienceMs}`, file, ...args],
    env: rest,
  }
}

/**
 * Leads the program and its process group. Its standard input is a pipe that we hold: when it closes,
 * because the work is called off or because we were killed, the whole group is asked to end and then
 * made to; what is left of it when the program has ended goes the same way.
 * It runs as a program of its own, from its source text, so it uses nothing from outside.
 */
function guard(): void {
  const { spawn } = process.getBuiltinModule('node:child_process')
  const { constants } = process.getBuiltinModule('node:os')
  const [nodeOptions, patienceMs, file = '', ...args] = process.argv.slice(1)
  const env = nodeOptions ? { ...process.env, NODE_OPTIONS: nodeOptions } : process.env
  const child = spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit'], env, detached: true })
  const { pid = 0 } = child
  let stopping = false
  // Methods, for what compiles this to run as it is may wrap a function to keep its name.
  const group = {
    /** Says whether there was anybody to hear it. */
    signal(name: NodeJS.Signals) {
      try {
        return process.kill(-pid, name)
      } catch {
        return false
      }
    },
    stop() {
      setTimeout(() => {
        stopping = true
        group.signal('SIGTERM')
        setTimeout(() => group.signal('SIGKILL'), 5000)
      }, Number(patienceMs))
    },
  }
  process.stdin.resume().on('close', () => group.stop())
  process.on('SIGTERM', () => group.stop())
  child.on('error', (error) => {
    process.stderr.write(`${error.message}\n`)
    process.exit(127)
  })
  child.on('exit', (code, signal) => {
    const killed = signal === null ? 143 : 128 + constants.signals[signal]
    // A stop that comes after this is too late for a program that has ended well.
    const exitCode = stopping ? killed : (code ?? killed)
    const isLeft = group.signal('SIGTERM')
    setTimeout(
      () => {
        group.signal('SIGKILL')
        process.exit(exitCode)
      },
      isLeft ? 200 : 0,
    )
  })
}
