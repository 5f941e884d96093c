import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { runProgram } from '../support/program.ts'

type Files = Readonly<Record<string, string | object>>

/**
 * A folder with the template `./mine`, and a machine that has only some programs, which print their version.
 */
async function machineWith(programs: Readonly<Record<string, string>>, files: Files) {
  const cwd = await temporaryFolder()
  for (const [name, script] of Object.entries({ npm: 'echo 11.0.0', ...programs })) {
    await mkdir(join(cwd, 'bin'), { recursive: true })
    await writeFile(join(cwd, 'bin', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  }
  for (const [path, content] of Object.entries({ '.gitignore': 'node_modules/\n', ...files })) {
    await mkdir(join(cwd, 'mine', dirname(path)), { recursive: true })
    const text = typeof content === 'string' ? content : JSON.stringify(content)
    await writeFile(join(cwd, 'mine', path), text)
  }
  const run = async (args: readonly string[], env: Record<string, string> = {}) => {
    const PATH = join(cwd, 'bin')
    const { stdout } = await runProgram([...args, '--json'], { cwd, env: { PATH, ...env } })
    return JSON.parse(stdout)
  }
  return {
    cwd,
    run,
    plan: (args: readonly string[] = [], env: Record<string, string> = {}) =>
      run(['app', '-t', './mine', '--yes', '--no-git', '--dry-run', ...args], env),
    doctor: async (id: string, args: readonly string[] = [], env: Record<string, string> = {}) => {
      const { checks } = await run(['doctor', 'app', '-t', './mine', '--offline', ...args], env)
      return checks.find((check: { id: string }) => check.id === id)
    },
  }
}

const pinned = (packageManager: string, more: object = {}) => ({
  'package.json': { name: 'x', packageManager, scripts: { test: 'echo' }, ...more },
})

const startedBy = (agent: string) => ({ npm_config_user_agent: `${agent} npm/? node/v24` })

describe('the package manager of a template that does not ask', () => {
  it('is used whatever started create-app, unless a person chooses another', async () => {
    const { plan } = await machineWith({ pnpm: 'echo 10.20.0' }, pinned('pnpm@10.20.0'))
    for (const agent of ['npm/11.0.0', 'yarn/1.22.22', 'bun/1.4.5']) {
      const { answers, tasks, warnings } = await plan([], startedBy(agent))
      expect(answers.pm).toBe('pnpm@10.20.0')
      expect(tasks[1].command).toMatch(/^pnpm install /)
      expect(warnings).toEqual([])
    }
    expect((await plan(['--pm', 'npm'])).answers.pm).toBe('npm@11.0.0')
    expect((await plan(['--set', 'pm=npm'])).answers.pm).toBe('npm@11.0.0')
    expect((await plan([], { CREATE_APP_PM: 'npm' })).answers.pm).toBe('npm@11.0.0')
  })

  it('is pinned to its version, and gets the installed one where it has none', async () => {
    const machine = { pnpm: 'echo 10.20.0' }
    const old = await machineWith(machine, pinned('pnpm@8.15.9'))
    expect(await old.plan()).toMatchObject({
      exitCode: 0,
      answers: { pm: 'pnpm@8.15.9' },
      warnings: [{ code: 'OTHER_VERSION' }],
    })
    expect(await old.doctor('package-manager')).toMatchObject({ code: 'OTHER_VERSION' })
    const open = await machineWith(machine, { 'package.json': {}, 'pnpm-lock.yaml': '' })
    expect(await open.plan()).toMatchObject({ answers: { pm: 'pnpm@10.20.0' }, warnings: [] })
  })

  it('says why it is needed when it is missing, in doctor too', async () => {
    const { plan, doctor } = await machineWith({}, pinned('pnpm@10.20.0'))
    const { exitCode, error } = await plan()
    expect(exitCode).toBe(5)
    expect(error).toMatchObject({
      code: 'TOOL_MISSING',
      message:
        'pnpm was not found on this machine. The template uses pnpm: package.json has "packageManager".',
      fix: 'Install it, use --pm npm, or add --no-install.',
    })
    const { message, fix } = await doctor('package-manager')
    expect({ message, fix }).toEqual({ message: error.message, fix: error.fix })
    expect(await plan(['--no-install'])).toMatchObject({
      exitCode: 0,
      answers: { pm: 'pnpm@10.20.0' },
    })
    expect(await plan(['--pm', 'npm'])).toMatchObject({ exitCode: 0 })
    const open = await machineWith({}, { 'package.json': {}, 'pnpm-lock.yaml': '' })
    expect(await open.plan(['--no-install'])).toMatchObject({ exitCode: 0 })
  })

  it('is not the other kind of Yarn, unless the template brings its own', async () => {
    const berry = { 'package.json': {}, 'yarn.lock': '__metadata:\n  version: 8\n' }
    const machine = { yarn: 'echo 1.22.22' }
    const refused = await (await machineWith(machine, berry)).plan()
    expect(refused).toMatchObject({ exitCode: 5, error: { code: 'OTHER_YARN' } })
    expect(refused.error.message).toBe(
      'This machine has yarn 1.22.22, which cannot install a project for Yarn 2 or later. The template uses yarn: it has yarn.lock.',
    )
    const own = await machineWith(machine, {
      ...berry,
      '.yarnrc.yml': 'yarnPath: .yarn/releases/yarn-3.6.1.cjs\n',
      '.yarn/releases/yarn-3.6.1.cjs': '',
    })
    const { exitCode, answers, warnings, tasks } = await own.plan()
    expect([exitCode, answers.pm, warnings]).toEqual([0, 'yarn@3.6.1', []])
    expect(tasks[1].command).toBe('yarn install --no-immutable')
    await own.run(['app', '-t', './mine', '--yes', '--no-git', '--no-install'])
    const resumed = ['resume', 'app', '-t', './mine', '--trust', '--no-git', '--dry-run']
    expect(await own.run(resumed)).toMatchObject({ exitCode: 0, warnings: [] })
    const classic = await machineWith(machine, { 'package.json': {}, 'yarn.lock': '' })
    expect(await classic.plan()).toMatchObject({ answers: { pm: 'yarn@1.22.22' } })
  })

  it('is that of the samples of preview, lint and test', async () => {
    const files = { ...pinned('pnpm@10.1.0'), '.yarnrc.yml': '' }
    const { run } = await machineWith({}, files)
    expect((await run(['template', 'preview', 'mine'])).answers).toEqual({ pm: 'pnpm@10.1.0' })
    const { findings } = await run(['template', 'lint', 'mine'])
    expect(findings).toContainEqual({
      rule: 'other-package-manager',
      level: 'warning',
      message: 'The file is for yarn. The template uses pnpm: package.json has "packageManager".',
      fix: 'Remove what is not for pnpm, or add a question pm.',
      places: [{ file: '.yarnrc.yml', line: null, text: null }],
    })
  })
})

describe('versions that cannot be installed', () => {
  const folder = pinned('pnpm@10.20.0', { dependencies: { '@acme/ui': 'workspace:*' } })

  it('stop a creation before anything is written, and doctor and lint name them', async () => {
    const { run, doctor, cwd } = await machineWith({ pnpm: 'echo 10.20.0' }, folder)
    const before = await snapshot(cwd)
    const made = await run(['app', '-t', './mine', '--yes', '--trust', '--no-git'])
    expect(made).toMatchObject({ exitCode: 7, error: { code: 'UNRESOLVED_VERSION' } })
    expect(await snapshot(cwd)).toEqual(before)
    const { status, message, fix } = await doctor('template')
    expect({ status, message, fix }).toEqual({
      status: 'problem',
      message: made.error.message,
      fix: made.error.fix,
    })
    const { findings } = await run(['template', 'lint', 'mine'])
    expect(findings).toContainEqual(
      expect.objectContaining({
        rule: 'project',
        level: 'problem',
        places: [{ file: 'package.json', line: null, text: null }],
        message: expect.stringContaining('wants @acme/ui as "workspace:*"'),
      }),
    )
  })

  it('are a warning where nothing is installed', async () => {
    const { plan, run } = await machineWith({}, folder)
    const tested = await run(['template', 'test', 'mine', '--no-install', '--accept'])
    expect(tested).toMatchObject({ exitCode: 0 })
    expect(await plan(['--no-install'])).toMatchObject({
      exitCode: 0,
      warnings: [{ code: 'UNRESOLVED_VERSION' }],
    })
  })
})

describe('a template for another Node', () => {
  const newer = {
    'package.json': { name: 'x', engines: { node: '>=99' }, scripts: { test: 'echo' } },
  }
  const strict = { ...newer, '.npmrc': 'engine-strict=true\n' }

  it('stops a creation where the install would fail, and doctor says the same', async () => {
    const { run, doctor, cwd } = await machineWith({}, strict)
    const before = await snapshot(cwd)
    const made = await run(['app', '-t', './mine', '--yes', '--trust', '--no-git'])
    expect(made).toMatchObject({ exitCode: 5, error: { code: 'OTHER_NODE' } })
    expect(made.error.message).toBe(
      `The template is for Node >=99 (engines.node in package.json), but this is ${process.versions.node}, and npm would refuse to install.`,
    )
    expect(await snapshot(cwd)).toEqual(before)
    expect(await doctor('node')).toMatchObject({
      status: 'problem',
      message: made.error.message,
      fix: made.error.fix,
    })
  })

  it('is a warning elsewhere, and asks the configuration of npm only then', async () => {
    const asked = (answer: string) =>
      `case "$1" in config) echo >> "$0.asked"; echo ${answer};; *) echo 11.0.0;; esac`
    const lax = await machineWith({ npm: asked('false') }, newer)
    expect(await lax.plan()).toMatchObject({ exitCode: 0, warnings: [{ code: 'OTHER_NODE' }] })
    expect(await lax.doctor('node')).toMatchObject({ status: 'warning', code: 'OTHER_NODE' })
    const own = await machineWith({ npm: asked('true') }, newer)
    expect(await own.plan()).toMatchObject({ exitCode: 5, error: { code: 'OTHER_NODE' } })
    expect(await own.plan(['--no-install'])).toMatchObject({
      exitCode: 0,
      warnings: [{ code: 'OTHER_NODE' }],
    })
    const fitting = await machineWith(
      { npm: asked('true') },
      { 'package.json': { engines: { node: '>=18' } } },
    )
    expect(await fitting.plan()).toMatchObject({ exitCode: 0, warnings: [] })
    expect(Object.keys(await snapshot(fitting.cwd))).not.toContain('bin/npm.asked')
  })

  it('stops resume as well', async () => {
    const { run } = await machineWith({}, strict)
    await run(['app', '-t', './mine', '--yes', '--no-git', '--no-install'])
    const resumed = await run(['resume', 'app', '-t', './mine', '--trust', '--no-git'])
    expect(resumed).toMatchObject({ exitCode: 5, error: { code: 'OTHER_NODE' } })
  })

  it('is not reported by lint, but a range that is none is', async () => {
    const { run } = await machineWith({}, { 'package.json': { engines: { node: 'lts' } } })
    const { findings } = await run(['template', 'lint', 'mine'])
    const engines = findings.filter(({ rule }: { rule: string }) => rule === 'engines')
    expect(engines).toMatchObject([{ level: 'warning', places: [{ line: 1 }] }])
    const { run: other } = await machineWith({}, newer)
    expect(JSON.stringify(await other(['template', 'lint', 'mine']))).not.toContain('engines')
  })
})
