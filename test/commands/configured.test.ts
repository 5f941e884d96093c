import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { execa } from 'execa'
import { expect, it } from 'vitest'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { installPackageManager, packageManagers } from '../support/package-managers.ts'
import { cleanEnvironment, runProgram } from '../support/program.ts'
import { isLong } from '../support/sampled.ts'

/** A person whose npm leaves out whatever it can be told to leave out. */
const npmrc = [
  ...['omit[]=dev', 'omit[]=optional', 'production=true', 'bin-links=false'],
  ...['package-lock=false', 'save=false', 'ignore-scripts=true'],
].join('\n')

/** A project whose tests need a program of a development dependency, and which sets up hooks as it is installed. */
const files = {
  'tool/package.json': '{ "name": "tool", "version": "1.0.0", "bin": { "tool": "tool.js" } }',
  'tool/tool.js':
    '#!/usr/bin/env node\nconsole.log(`seen: ${process.env.NODE_ENV}, ${process.env.CI}`)\n',
  'part/package.json': '{ "name": "part", "version": "1.0.0" }',
  'part/index.js': '',
  'part.js': 'require("part")',
  'husky.js':
    'require("node:child_process").execSync("git config core.hooksPath .husky/_"); if (process.env.CI) process.exit(1)',
  'package.json': JSON.stringify({
    scripts: { prepare: 'node husky.js', test: 'tool && node part.js' },
    devDependencies: { tool: 'file:./tool' },
    optionalDependencies: { part: 'file:./part' },
  }),
  '.gitignore': 'node_modules/\n',
}

async function template(cwd: string): Promise<readonly string[]> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(cwd, 'mine', path, '..'), { recursive: true })
    await writeFile(join(cwd, 'mine', path), text, { mode: 0o755 })
  }
  await mkdir(join(cwd, 'home'))
  await writeFile(join(cwd, 'home/.npmrc'), npmrc)
  return ['--template', './mine', '--trust']
}

async function git(dir: string, ...args: string[]): Promise<string> {
  const { stdout } = await execa('git', args, {
    cwd: dir,
    env: cleanEnvironment(),
    extendEnv: false,
    reject: false,
  })
  return stdout
}

it('installs a whole project, sets up its hooks and tests it in the environment of the person', async () => {
  const cwd = await temporaryFolder()
  const env = { HOME: join(cwd, 'home'), NODE_ENV: 'production', CI: 'false' }
  const args = ['app', ...(await template(cwd)), '--json']
  const planned = JSON.parse((await runProgram([...args, '--dry-run'], { cwd, env })).stdout)
  const ran = await runProgram(
    [...args, '--verbose'].filter((arg) => arg !== '--json'),
    {
      cwd,
      env,
    },
  )
  expect(ran).toMatchObject({ exitCode: 0, stderr: '' })
  expect(ran.stdout).toContain('seen: production, true')
  expect(ran.stdout).toContain('Set up the git hooks')
  const dir = join(cwd, 'app')
  expect(await snapshot(dir)).toHaveProperty('package-lock.json')
  expect(await git(dir, 'ls-files')).toContain('package-lock.json')
  expect(await git(dir, 'config', '--local', 'core.hooksPath')).toBe('.husky/_')
  expect(planned.tasks.map(({ id }: { id: string }) => id)).toEqual([
    ...['git', 'install', 'hooks', 'commit', 'verify'],
  ])
  expect(planned.tasks[2].command).toBe('npm run prepare')
  // The person's own settings are as they were.
  expect(await readFile(join(cwd, 'home/.npmrc'), 'utf8')).toBe(npmrc)
})

it('sets up no hooks where HUSKY=0 turns them off', async () => {
  const cwd = await temporaryFolder()
  const args = ['app', ...(await template(cwd)), '--json', '--dry-run']
  const { tasks } = JSON.parse((await runProgram(args, { cwd, env: { HUSKY: '0' } })).stdout)
  expect(tasks[2]).toMatchObject({ id: 'hooks', status: 'skipped', reason: 'HUSKY=0' })
})

it('sets up no hooks without a repository of its own, and sets up missing ones later', async () => {
  const cwd = await temporaryFolder()
  const env = { HOME: join(cwd, 'home') }
  const args = ['app', ...(await template(cwd)), '--no-verify', '--json']
  const made = JSON.parse((await runProgram([...args, '--no-git'], { cwd, env })).stdout)
  expect(made.tasks[2]).toMatchObject({ id: 'hooks', status: 'skipped', reason: '--no-git' })
  const again = ['resume', 'app', ...args.slice(1)]
  const resumed = JSON.parse((await runProgram(again, { cwd, env })).stdout)
  expect(resumed.tasks[2]).toMatchObject({ id: 'hooks', status: 'ok' })
  expect(await git(join(cwd, 'app'), 'config', '--local', 'core.hooksPath')).toBe('.husky/_')
  const once = JSON.parse((await runProgram(again, { cwd, env })).stdout)
  expect(once.tasks[2]).toMatchObject({ id: 'hooks', status: 'skipped', reason: 'done already' })
})

it.runIf(isLong)('warns when Yarn 1 is configured to write no lockfile', async () => {
  const cwd = await temporaryFolder()
  const yarn = await installPackageManager(packageManagers['yarn 1'])
  const PATH = [yarn, process.env.PATH].join(delimiter)
  const env = { HOME: join(cwd, 'home'), PATH }
  const args = [...(await template(cwd)), '--pm', 'yarn', '--no-verify', '--json']
  const make = async (name: string) =>
    JSON.parse((await runProgram([name, ...args], { cwd, env })).stdout)
  expect(await make('locked')).toMatchObject({ ok: true, warnings: [] })
  await writeFile(join(cwd, 'home/.yarnrc'), '--install.no-lockfile true\n')
  expect(await make('loose')).toMatchObject({
    ok: true,
    warnings: [{ code: 'LOCKFILE_INCOMPLETE', message: expect.stringContaining('no yarn.lock') }],
  })
})
