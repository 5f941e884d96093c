import { mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { execa } from 'execa'
import { expect } from 'vitest'
import type { ResultDocument } from '../../src/report/result.ts'
import { temporaryFolder } from './folders.ts'
import { cleanEnvironment, runProgram } from './program.ts'

type Env = Record<string, string | undefined>

/** An unfinished project on a machine where the cause has been fixed. */
export type Unfinished = {
  readonly cwd: string
  readonly env: Env
  /** The project: `app` in `cwd`. */
  readonly dir: string
}

/** Runs the program and returns its JSON document. */
export async function documentOf(
  args: readonly string[],
  cwd: string,
  env: Env = {},
): Promise<ResultDocument> {
  return JSON.parse((await runProgram([...args, '--json'], { cwd, env })).stdout)
}

/** How each task ended, in a few words. */
export function endsOf({ tasks }: Pick<ResultDocument, 'tasks'>): readonly string[] {
  return tasks.map(({ id, status, reason }) => [id, status, reason].filter(Boolean).join(' '))
}

/** The output of git in a folder. */
export async function git(cwd: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await execa('git', args, { cwd, env: cleanEnvironment(), extendEnv: false })
  return stdout
}

/** The state of a repository: its commits, its index and its untracked files. */
export async function repositoryOf(dir: string): Promise<string> {
  const asked = [
    ['rev-list', '--all'],
    ['ls-files', '--stage'],
    ['status', '--porcelain', '-uall'],
  ]
  return (await Promise.all(asked.map((args) => git(dir, ...args)))).join('\n')
}

/** A project of the template tiny for which npm install failed. */
export function uninstalled(how: Partial<Creating> = {}): Promise<Unfinished> {
  return unfinished(
    { args: ['--template', 'tiny', '--pm', 'npm'], ...how, exitCode: 20 },
    'npm',
    'install',
  )
}

/** A project of the template plain for which git init or git commit failed. */
export function uncommitted(word = 'commit', how: Partial<Creating> = {}): Promise<Unfinished> {
  return unfinished({ args: ['--template', 'plain'], ...how, exitCode: 22 }, 'git', word)
}

type Creating = {
  readonly args: readonly string[]
  readonly exitCode: number
  /** Runs before the project is created. */
  readonly before: (dir: string) => Promise<unknown>
}

async function unfinished(
  { args, exitCode, before }: Pick<Creating, 'args' | 'exitCode'> & Partial<Creating>,
  program: string,
  word: string,
): Promise<Unfinished> {
  const cwd = await temporaryFolder()
  const dir = join(cwd, 'app')
  const env = await refusing(cwd, program, word)
  await before?.(dir)
  expect(await documentOf(['app', ...args], cwd, env)).toMatchObject({ exitCode })
  await writeFile(join(cwd, 'well'), '')
  return { cwd, env, dir }
}

/** A PATH on which a program fails at an argument until the file `well` exists. */
async function refusing(cwd: string, program: string, word: string): Promise<Env> {
  const { PATH = '' } = cleanEnvironment()
  const lines = [
    '#!/bin/sh',
    `case " $* " in *" ${word} "*) [ -e '${cwd}/well' ] || exit 1;; esac`,
    `PATH='${PATH}' exec ${program} "$@"`,
  ]
  await mkdir(join(cwd, 'bin'))
  await writeFile(join(cwd, 'bin', program), `${lines.join('\n')}\n`, { mode: 0o755 })
  return { PATH: [join(cwd, 'bin'), PATH].join(delimiter) }
}
