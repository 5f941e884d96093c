import { join } from 'node:path'
import { cleanEnvironment } from './program.ts'
import { type RunningTerminal, runInTerminal } from './terminal.ts'

/** The arguments that make Node run the program with the templates of the tests, bundled by `global-setup.ts`. */
export const program = [join(import.meta.dirname, '../.program/entry.js')]

type Screen = {
  cwd: string
  env?: Record<string, string | undefined>
  cols?: number
  rows?: number
}

const shells = { sh: [], bash: ['--norc', '--noprofile'] } as const
export const shellNames = Object.keys(shells) as readonly Shell[]
export type Shell = keyof typeof shells

/** The program on a pseudo-terminal, with the fixtures' templates. */
export function start(args: readonly string[], { env, ...screen }: Screen): RunningTerminal {
  const all = [...program, ...args]
  return runInTerminal(process.execPath, all, { ...screen, env: cleanEnvironment(env) })
}

/** A shell that keeps running, so that the state of the terminal can be checked after the program. */
export function startShell({
  env,
  shell = 'sh',
  ...screen
}: Screen & { readonly shell?: Shell }): RunningTerminal {
  const how = { ...screen, env: cleanEnvironment({ PS1: '$ ', ...env }) }
  return runInTerminal(shell, [...shells[shell]], how)
}

/** The command that starts the program in a shell. */
export const typed = [process.execPath, ...program].map((word) => `'${word}'`).join(' ')
