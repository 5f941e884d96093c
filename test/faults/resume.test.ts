import type { ChildProcess } from 'node:child_process'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { integer } from 'fast-check'
import { expect } from 'vitest'
import { programsIn, temporaryFolder } from '../support/folders.ts'
import { git } from '../support/unfinished.ts'
import { look } from './support/disk.ts'
import { fault, type Trial } from './support/fault.ts'
import { runBin, start } from './support/program.ts'

const often = { short: 1, long: 25 }

fault('SIGKILL while the dependencies are installed, then resume', often, (trial) =>
  killedThenResumed('install', trial),
)

fault('SIGKILL while the tests run, then resume', often, (trial) =>
  killedThenResumed('verify', trial),
)

/** Kills a creation at a random moment of a task, and resumes it. */
async function killedThenResumed(task: string, trial: Trial): Promise<string> {
  const cwd = await temporaryFolder()
  const dir = join(cwd, 'app')
  const template = ['--template', await slowTemplate(cwd), '--trust']
  const { child, ended } = start(['app', ...template, '--events'], { cwd })
  await untilPrinted(child, `"task.start","id":"${task}"`)
  await new Promise((resolve) => setTimeout(resolve, trial.pick('ms', integer({ max: 900 }))))
  child.kill('SIGKILL')
  const { signal } = await ended
  await expect.poll(() => programsIn(dir), { timeout: 15_000 }).toEqual([])
  const { 'package-lock.json': _, ...made } = await writtenIn(dir)

  const { exitCode, stdout } = await runBin(['resume', 'app', ...template, '--json'], { cwd })
  expect(JSON.parse(stdout)).toMatchObject({ ok: true, command: 'resume', warnings: [] })
  const { 'package-lock.json': lockfile, ...written } = await writtenIn(dir)
  expect(lockfile).toBeDefined()
  expect(written).toEqual(made)
  expect(await git(dir, 'rev-list', '--all', '--count')).toBe('1')
  expect(await git(dir, 'status', '--porcelain', '-uall')).toBe('')
  expect(await programsIn(dir)).toEqual([])
  expect((await readdir(cwd)).sort()).toEqual(['app', 'mine'])
  return signal === null ? `ended before, complete, exit ${exitCode}` : `complete, exit ${exitCode}`
}

/** Waits until a program has printed a text. */
function untilPrinted({ stdout }: ChildProcess, text: string): Promise<void> {
  let printed = ''
  return new Promise((resolve, reject) => {
    stdout?.on('end', () => reject(new Error(`${text} was never printed: ${printed}`)))
    stdout?.on('data', (chunk: string) => {
      printed += chunk
      if (printed.includes(text)) resolve()
    })
  })
}

/** A template whose install and tests take some time. */
async function slowTemplate(cwd: string): Promise<string> {
  const wait = 'node -e "setTimeout(() => {}, 500)"'
  const scripts = { preinstall: wait, postinstall: wait, test: wait }
  await mkdir(join(cwd, 'mine/dep'), { recursive: true })
  await writeFile(join(cwd, 'mine/_gitignore'), 'node_modules/\n')
  await writeFile(join(cwd, 'mine/dep/package.json'), '{ "name": "dep", "version": "1.0.0" }\n')
  const manifest = { scripts, dependencies: { dep: 'file:./dep' } }
  await writeFile(join(cwd, 'mine/package.json'), JSON.stringify(manifest))
  return './mine'
}

/** The files of a project without those of git and the package manager. */
async function writtenIn(dir: string): Promise<Readonly<Record<string, string>>> {
  const all = Object.entries((await look(dir)) ?? {})
  return Object.fromEntries(all.filter(([path]) => !/^(?:\.git|node_modules)(?:\/|$)/.test(path)))
}
