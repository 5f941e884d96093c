import { join } from 'node:path'
import { execa } from 'execa'
import { expect } from 'vitest'
import { repository } from '../../scripts/compose.ts'
import { temporaryFolder } from './folders.ts'
import { cleanEnvironment } from './program.ts'
import { isLong } from './sampled.ts'

export const biome = join(repository, 'node_modules/@biomejs/biome/bin/biome')

/** A project of a built-in template with one commit. In the long form its packages are installed. */
export async function committedProject(
  template: string,
  ...own: readonly string[]
): Promise<string> {
  const cwd = await temporaryFolder()
  const bin = join(repository, 'dist/create-app.cjs')
  const install = isLong ? [] : ['--no-install']
  const args = [
    'my-app',
    '--template',
    template,
    '--yes',
    '--no-git',
    '--no-verify',
    ...install,
    ...own,
  ]
  await run(cwd, process.execPath, bin, ...args)
  const project = join(cwd, 'my-app')
  await run(project, 'git', 'init', '-q', '-b', 'main')
  await run(project, 'git', 'config', 'maintenance.auto', 'false')
  await commit(project, 'first')
  return project
}

/** Commits all that has changed. */
export async function commit(project: string, message: string): Promise<void> {
  await run(project, 'git', 'add', '-A')
  await run(project, 'git', 'commit', '-q', '--no-verify', '-m', message)
}

/** Runs a program that must succeed, and returns what it prints. */
export async function run(cwd: string, file: string, ...args: readonly string[]): Promise<string> {
  const { output, exitCode } = await tryRun(cwd, file, ...args)
  expect(exitCode, output).toBe(0)
  return output
}

/** Runs a program that may fail. */
export async function tryRun(cwd: string, file: string, ...args: readonly string[]) {
  const { all, exitCode } = await execa(file, args, {
    cwd,
    env: cleanEnvironment(),
    extendEnv: false,
    stdin: 'ignore',
    all: true,
    reject: false,
  })
  return { output: all, exitCode }
}
