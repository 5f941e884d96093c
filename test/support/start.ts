import { join } from 'node:path'
import { cleanEnvironment } from './program.ts'
import { type RunningTerminal, runInTerminal } from './terminal.ts'

/** What Node runs: the program with the templates of the tests, as `global-setup.ts` bundles it. */
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

/** A shell that stays, so that what the program leaves of the terminal can be looked at. */
export function startShell({ env, ...screen }: Screen): RunningTerminal {
  return runInTerminal('/bin/sh', [], { ...screen, env: cleanEnvironment({ PS1: '$ ', ...env }) })
}

/** The program as a shell is told to start it. */
export const typed = [process.execPath, ...program].map((word) => `'${word}'`).join(' ')
