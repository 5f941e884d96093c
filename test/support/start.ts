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

/** The program on a pseudo-terminal, with the fixtures' templates. */
export function start(args: readonly string[], { env, ...screen }: Screen): RunningTerminal {
  const all = [...program, ...args]
  return runInTerminal(process.execPath, all, { ...screen, env: cleanEnvironment(env) })
}

/** A shell that keeps running, so that the state of the terminal can be checked after the program. */
export function startShell({ env, ...screen }: Screen): RunningTerminal {
  return runInTerminal('/bin/sh', [], { ...screen, env: cleanEnvironment({ PS1: '$ ', ...env }) })
}

/** The command that starts the program in a shell. */
export const typed = [process.execPath, ...program].map((word) => `'${word}'`).join(' ')
