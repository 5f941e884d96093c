import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { repository } from '../../scripts/compose.ts'
import { exitCodes } from '../../src/errors/exit-codes.ts'
import { type FlagEntry, flagTable } from '../../src/flags/flags.ts'
import { temporaryFolder } from '../support/folders.ts'
import { cleanEnvironment, runProgram } from '../support/program.ts'
import { sampled } from '../support/sampled.ts'
import { runInTerminal } from '../support/terminal.ts'

const bin = join(repository, 'dist/create-app.cjs')
const timeLimitMs = 30_000
const codes: readonly (number | null)[] = Object.values(exitCodes)

/** A value for each flag that needs one. */
const values: Readonly<Record<string, string>> = {
  template: './template',
  name: 'shop',
  pm: 'npm@11.0.0',
  set: 'greeting=hello',
  answers: 'answers.json',
  against: 'greeting=hello',
  file: 'notes.txt',
  cwd: '.',
}

const typed = Object.entries<FlagEntry>(flagTable).flatMap(([name, { kind }]) => {
  if (kind === 'switch') return [[`--${name}`], [`--no-${name}`]]
  if (kind === 'level') return [[`--${name}=full`], [`--no-${name}`]]
  return [[`--${name}`, values[name] ?? '']]
})

const singles: readonly (readonly string[])[] = [[], ...typed]
const pairs = typed.flatMap((one, index) =>
  typed.slice(index + 1).map((other) => [...one, ...other]),
)

/** A run without any option, and one with all of them; those options come before the flag under test. */
function runsWith(flags: readonly string[], folder: string): readonly (readonly string[])[] {
  const template = flags.includes('--template') ? [] : ['--template', './template']
  return [flags, [folder, ...template, ...flags]]
}

function onlyOneGit(flag: string, index: number, flags: readonly string[]): boolean {
  return flag !== '--no-git' || flags.findIndex((one) => one.endsWith('git')) === index
}

type Place = { readonly cwd: string; readonly env: Record<string, string> }

/** A folder to run in, with a fake npm that prints its version at once; the real one is slow. */
async function workplace(): Promise<Place> {
  const cwd = await temporaryFolder()
  await mkdir(join(cwd, 'bin'))
  await writeFile(join(cwd, 'bin/npm'), '#!/bin/sh\necho 11.0.0\n', { mode: 0o755 })
  await mkdir(join(cwd, 'template'))
  await writeFile(join(cwd, 'template/notes.txt'), 'Notes.\n')
  await writeFile(join(cwd, 'answers.json'), '{ "template": "./template" }')
  const PATH = [join(cwd, 'bin'), process.env.PATH].join(delimiter)
  return { cwd, env: cleanEnvironment({ PATH }) }
}

/** `pipe` stays open without input, as with many agents; `closed` has no file descriptor 0. */
async function endOf(
  args: readonly string[],
  stdin: 'pipe' | 'null' | 'closed',
  { cwd, env }: Place,
) {
  const nothing = openSync('/dev/null', 'r')
  const node = [bin, ...args]
  const child =
    stdin === 'closed'
      ? spawn('sh', ['-c', 'exec "$0" "$@" <&-', process.execPath, ...node], {
          cwd,
          env,
          stdio: ['ignore', 'ignore', 'ignore'],
        })
      : spawn(process.execPath, node, {
          cwd,
          env,
          stdio: [stdin === 'pipe' ? 'pipe' : nothing, 'ignore', 'ignore'],
        })
  closeSync(nothing)
  const limit = setTimeout(() => child.kill('SIGKILL'), timeLimitMs)
  const [code] = await once(child, 'exit')
  clearTimeout(limit)
  return code
}

it('ends by itself with any two flags', async () => {
  const { cwd, env } = await workplace()
  const stuck: string[] = []
  for (const [index, flags] of sampled('pairs of flags', pairs, 40).entries()) {
    for (const args of runsWith([...flags, '--no-git'].filter(onlyOneGit), `app-${index}`)) {
      const ended = runProgram(args, { cwd, env }).then(({ exitCode }) => codes.includes(exitCode))
      if (!(await Promise.race([ended, sleep(timeLimitMs, false)]))) stuck.push(args.join(' '))
    }
  }
  expect(stuck).toEqual([])
}, 300_000)

it.each(['pipe', 'null', 'closed'] as const)(
  'ends by itself as a program with standard input as %s, whatever the flag',
  async (stdin) => {
    const place = await workplace()
    const stuck: string[] = []
    for (const [index, flags] of sampled(stdin, singles, 5).entries()) {
      for (const args of runsWith(flags, `app-${index}`).slice(0, stdin === 'pipe' ? 2 : 1)) {
        const code = await endOf(args, stdin, place)
        if (!codes.includes(code)) stuck.push(`${args.join(' ')} -> ${code}`)
      }
    }
    expect(stuck).toEqual([])
  },
  300_000,
)

it('ends by itself on a terminal in CI with any flag', async () => {
  const { cwd, env } = await workplace()
  for (const flag of sampled('a recorded terminal', singles, 4)) {
    const terminal = runInTerminal(process.execPath, [bin, ...flag], {
      cwd,
      env: { ...env, CI: '1' },
    })
    const limit = setTimeout(() => process.kill(terminal.pid, 'SIGKILL'), timeLimitMs)
    const { exitCode, signal } = await terminal.exit
    clearTimeout(limit)
    expect([codes.includes(exitCode), signal], flag.join(' ')).toEqual([true, 0])
  }
}, 300_000)
