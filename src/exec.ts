import type { ChildProcess } from 'node:child_process'
import type { Command } from './model/command.ts'

type Environment = Readonly<Record<string, string | undefined>>

export type ExecResult = {
  /** undefined when the program could not be started or was killed by a signal. */
  readonly exitCode: number | undefined
  /** Standard output and error in order; only the end of it when it is many megabytes. */
  readonly output: string
}

/**
 * Runs one command to its end; a failing program is a result, not an exception. The program has no
 * terminal. It runs in its own process group, which is stopped when the program or create-app ends.
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

/** Loaded on first use, because it takes 9 MB of memory. */
function execaLoaded() {
  return import('execa')
}

/** Characters of output to keep. A program may print more than fits into memory. */
const maxLength = 10_000_000

/** Cuts at twice the length, so that it rarely has to copy. */
function endOf(output: string): string {
  return output.length < 2 * maxLength ? output : `[…]${output.slice(-maxLength)}`
}

/** The output of a program that changes nothing; undefined when it is missing or fails. */
export async function ask(command: Command, how: AskHow): Promise<string | undefined> {
  const { exitCode, output } = await askWhole(command, how)
  return exitCode === 0 ? output.trim() : undefined
}

type AskHow = { cwd: string; env: Environment; signal: AbortSignal }

/** What a short program said, apart from each other. */
export type SaidBoth = ExecResult & { readonly errors: string }

/** The exit code, the whole output and the errors of a short program. It gets the command's input. */
export async function askWhole(command: Command, how: AskHow): Promise<SaidBoth> {
  const { execa } = await execaLoaded()
  if (how.signal.aborted) return { exitCode: undefined, output: '', errors: '' }
  const child = execa(command.file, command.args, {
    cwd: how.cwd,
    env: definedOnly(how.env),
    extendEnv: false,
    ...(command.input === undefined ? { stdin: 'ignore' } : { input: command.input }),
    reject: false,
    stripFinalNewline: false,
    detached: process.platform !== 'win32',
  })
  const leave = () => {
    killGroup(child)
    // A program that left the group could keep the output open, and this process with it.
    child.stdout.destroy()
    child.stderr.destroy()
  }
  how.signal.addEventListener('abort', leave, { once: true })
  const { exitCode, stdout, stderr, failed } = await child
  how.signal.removeEventListener('abort', leave)
  const ended = failed && exitCode === 0 ? undefined : exitCode
  return { exitCode: ended, output: stdout, errors: stderr }
}

/** Kills a program and its children; a program may be a script that runs another one. */
function killGroup({ pid = 0, exitCode }: ChildProcess): void {
  if (pid === 0 || exitCode !== null) return
  process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
}

/** Stops waiting when the program has ended and nothing more is printed: a child that left the group may keep the output open. */
function leaveWhenQuiet(child: ChildProcess): void {
  const { stdout, stderr } = child
  const streams = [stdout, stderr].filter((stream) => stream !== null)
  let isQuiet = true
  for (const stream of streams) {
    stream.on('data', () => {
      isQuiet = false
    })
  }
  // Output that arrived while this process was busy is read after the timers and before the immediates.
  const polling = setInterval(() => {
    setImmediate(() => {
      if (isQuiet) for (const stream of streams) stream.destroy()
      isQuiet = true
    })
  }, 200)
  child.once('close', () => clearInterval(polling))
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

/** Passes NODE_OPTIONS to the program only: a `--require ./x` would break the guard. */
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
    args: ['-e', script, '--', 'guarded', nodeOptions, `${patienceMs}`, file, ...args],
    env: rest,
  }
}

/**
 * Runs the program in a process group and stops the group when the standard input of the guard closes.
 * create-app holds the other end of that pipe, so it closes on cancellation and when create-app is killed.
 * The group gets SIGTERM, then SIGKILL; so do the processes that the program leaves behind.
 * The guard runs in its own process from its source text, so it must not use anything from outside.
 */
function guard(): void {
  const { spawn } = process.getBuiltinModule('node:child_process')
  const { constants } = process.getBuiltinModule('node:os')
  // Deno puts a file's name before the arguments, where Node puts nothing.
  const own = process.argv.slice(process.argv.indexOf('guarded') + 1)
  const [nodeOptions, patienceMs, file = '', ...args] = own
  const env = nodeOptions ? { ...process.env, NODE_OPTIONS: nodeOptions } : process.env
  // Before the program starts: a SIGTERM that comes early must not end the guard alone.
  process.on('SIGTERM', () => group.stop())
  const child = spawn(file, args, { stdio: ['ignore', 'inherit', 'inherit'], env, detached: true })
  const { pid = 0 } = child
  let [asked, stopping] = [false, false]
  // Methods, because a compiler may wrap a function to keep its name, which would break the source text.
  const group = {
    /** Returns whether any process received it. */
    signal(name: NodeJS.Signals) {
      try {
        return process.kill(-pid, name)
      } catch {
        return false
      }
    },
    stop() {
      if (asked) return
      asked = true
      setTimeout(() => {
        stopping = true
        group.signal('SIGTERM')
        setTimeout(() => group.signal('SIGKILL'), 5000)
      }, Number(patienceMs))
    },
  }
  // Deno reports only the end.
  for (const event of ['end', 'close']) process.stdin.on(event, () => group.stop())
  process.stdin.resume()
  child.on('error', (error) => {
    process.stderr.write(`${error.message}\n`)
    process.exit(127)
  })
  child.on('exit', (code, signal) => {
    const killed = signal === null ? 143 : 128 + constants.signals[signal]
    // A stop after this point is too late: the program has ended.
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
