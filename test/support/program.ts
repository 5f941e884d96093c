import { PassThrough } from 'node:stream'
import type { Catalog } from '../../src/blueprints/catalog.ts'
import { run } from '../../src/cli/run.ts'
import type { IO, Signal } from '../../src/io.ts'
import { fixtures } from './fixtures.ts'
import { assertFitsSchema } from './schemas.ts'

export { fixtures }

export type Ran = {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
  readonly killed: readonly string[]
}

/** The environment of a user: without the variables of the test run, and with a git identity. */
export function cleanEnvironment(
  extra: Record<string, string | undefined> = {},
): Record<string, string> {
  const inherited = Object.entries(process.env).filter(([name]) => {
    return !/^(?:VITEST|NODE_ENV|npm_|GIT_|CI$|CREATE_APP_|FORCE_COLOR|NO_COLOR|TEST$|DEV$|PROD$|MODE$|SSR$|BASE_URL$)/.test(
      name,
    )
  })
  const identity = {
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.com',
  }
  const entries = Object.entries({ ...Object.fromEntries(inherited), ...identity, ...extra })
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

/** Runs the whole program in this process with a fake IO. */
export async function runProgram(
  args: readonly string[],
  how: {
    cwd: string
    env?: Record<string, string | undefined>
    catalog?: Catalog
    stdin?: string
    platform?: NodeJS.Platform
    terminal?: boolean
    onStart?: (outside: FakeOutside) => void
  },
): Promise<Ran> {
  const outside = fakeOutside(args, how)
  if (how.stdin !== undefined) outside.io.stdin.push(how.stdin)
  if (how.stdin !== undefined) outside.io.stdin.push(null)
  how.onStart?.(outside)
  const exitCode = await run(outside.io, how.catalog ?? fixtures)
  assertFitsSchema(args, outside.stdout())
  return { exitCode, stdout: outside.stdout(), stderr: outside.stderr(), killed: outside.killed }
}

export type FakeOutside = {
  readonly io: IO
  readonly killed: string[]
  stdout(): string
  stderr(): string
  type(keys: string): void
  signal(name: Signal): void
}

export function fakeOutside(
  args: readonly string[],
  how: {
    cwd: string
    env?: Record<string, string | undefined>
    platform?: NodeJS.Platform
    terminal?: boolean
  },
): FakeOutside {
  const listeners = new Map<string, () => void>()
  const killed: string[] = []
  const isTTY = how.terminal ?? false
  const stdin = Object.assign(new PassThrough(), { isTTY, setRawMode: () => stdin })
  const out = collector(how.terminal ?? false)
  const err = collector(how.terminal ?? false)
  const io: IO = {
    argv: ['node', 'create-app', ...args],
    env: cleanEnvironment(how.env),
    stdin,
    stdout: out.stream,
    stderr: err.stream,
    pid: 1,
    platform: how.platform ?? process.platform,
    cwd: () => how.cwd,
    kill: (_, signal) => killed.push(signal),
    on: (signal, listener) => listeners.set(signal, listener),
    off: (signal) => listeners.delete(signal),
  }
  return {
    io,
    killed,
    stdout: out.text,
    stderr: err.text,
    type: (keys) => stdin.write(keys),
    signal: (name) => listeners.get(name)?.(),
  }
}

function collector(isTTY: boolean) {
  const chunks: string[] = []
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 80 })
  stream.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
  return { stream, text: () => chunks.join('') }
}
