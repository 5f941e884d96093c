import { mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { expect, it } from 'vitest'
import { description } from '../../src/plan/newer-release.ts'
import { programsIn, temporaryFolder } from '../support/folders.ts'
import { pathWithHanging } from '../support/hanging.ts'
import { fixtures, runProgram } from '../support/program.ts'
import { sampled } from '../support/sampled.ts'
import { type Answer, serve } from '../support/servers.ts'

/** The metadata of a package named create-app. */
function packageOf(about: string, latest = '3.4.0'): Answer {
  const versions = [fixtures.version, latest].map((version) => [
    version,
    { name: 'create-app', version, description: about, dist: { tarball: 'http://127.0.0.1:9/' } },
  ])
  const body = {
    name: 'create-app',
    'dist-tags': { latest },
    versions: Object.fromEntries(versions),
  }
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
}

type How = {
  args?: readonly string[]
  terminal?: boolean
  env?: Record<string, string>
  /** Whether the project's tests wait until npm has asked for a newer release. */
  slow?: boolean
}

/** A creation with a local registry and an install that downloads nothing. */
async function create(
  answer: Answer,
  { args = [], terminal = true, env = {}, slow = false }: How = {},
) {
  const [cwd, registry] = await Promise.all([temporaryFolder(), serve()])
  registry.on('/create-app', answer)
  const PATH = await pathWithMarkedNpm(cwd)
  const script = slow ? 'while [ ! -e ../asked ]; do sleep 0.05; done; sleep 0.2' : 'true'
  await mkdir(join(cwd, 'slow'))
  await writeFile(join(cwd, 'slow/package.json'), JSON.stringify({ scripts: { test: script } }))
  const flags = ['--template', './slow', '--pm', 'npm', '--no-git', '--trust', '--yes']
  const settings = {
    npm_config_registry: registry.url,
    npm_config_audit: 'false',
    HOME: cwd,
    PATH,
    npm_config_update_notifier: 'false',
  }
  const started = performance.now()
  const ran = await runProgram(['app', ...flags, ...args], {
    cwd,
    terminal,
    env: { ...settings, ...env },
  })
  return { ...ran, ms: performance.now() - started, asked: registry.requests.map(({ url }) => url) }
}

/** A PATH with the machine's npm, which writes a file after `npm view`. */
async function pathWithMarkedNpm(cwd: string): Promise<string> {
  const bin = join(cwd, 'bin')
  await mkdir(bin)
  const path = process.env.PATH ?? ''
  const script = [
    '#!/bin/sh',
    `PATH='${path}' npm "$@"`,
    'code=$?',
    `if [ "$1" = view ]; then touch '${cwd}/asked'; fi`,
    'exit $code',
  ]
  await writeFile(join(bin, 'npm'), `${script.join('\n')}\n`, { mode: 0o755 })
  return [bin, path].join(delimiter)
}

const notice = `create-app 3.4.0 is available; this is ${fixtures.version}.`

it('mentions a newer version after the project was created', async () => {
  const { exitCode, stdout } = await create(packageOf(description), { slow: true })
  expect(exitCode).toBe(0)
  expect(stdout).toContain(notice)
})

const unusable = [
  ['runs the newest version', packageOf(description, fixtures.version)],
  ['finds another package of its name', packageOf('Another package')],
  ['is not in the registry', { status: 404 }],
  ['gets an invalid response', { body: '<html>' }],
] as const

it.each(sampled('answers', unusable, 2))('prints no notice when it %s', async (_, answer) => {
  const { exitCode, stdout, stderr, asked } = await create(answer, { slow: true })
  expect(exitCode).toBe(0)
  expect(stdout).not.toContain('is available')
  expect(stderr).toBe('')
  expect(asked).toEqual(['/create-app'])
})

// Something else on the machine may delay one of the two runs.
it('does not wait for a registry that does not answer', { retry: 2 }, async () => {
  const prompt = await create(packageOf(description))
  const { exitCode, stdout, ms } = await create({ silent: true })
  expect(exitCode).toBe(0)
  expect(stdout).not.toContain('is available')
  expect(ms).toBeLessThan(prompt.ms + 1000)
})

it('ends the request when the files cannot be written', async () => {
  const cwd = await temporaryFolder()
  await mkdir(join(cwd, 'slow/.vscode'), { recursive: true })
  await writeFile(join(cwd, 'slow/package.json'), '{}')
  await writeFile(join(cwd, 'slow/.vscode/settings.json'), '{}')
  await mkdir(join(cwd, 'app'))
  await writeFile(join(cwd, 'app/.vscode'), 'a file where a folder would be')
  const flags = ['--template', './slow', '--pm', 'npm', '--no-git', '--trust', '--yes']
  const PATH = await pathWithHanging('npm', 'view')
  const ran = await runProgram(['app', ...flags], { cwd, terminal: true, env: { PATH } })
  expect([ran.exitCode, ran.stderr]).toEqual([7, expect.stringContaining('.vscode')])
  await expect.poll(() => programsIn(cwd), { timeout: 10_000 }).toEqual([])
})

const unasked: readonly [string, How][] = [
  ['in CI', { env: { CI: 'true' } }],
  ['with --offline', { args: ['--offline'] }],
  ['with --prefer-offline', { args: ['--prefer-offline'] }],
  ['without a terminal', { terminal: false }],
  ['with --json', { args: ['--json'] }],
  ['with --events', { args: ['--events'] }],
  ['with --quiet', { args: ['--quiet'] }],
  ['without an install', { args: ['--no-install'] }],
]

it.each(sampled('unasked', unasked, 3))('sends no request %s', async (_, how) => {
  const { exitCode, asked } = await create(packageOf(description), how)
  expect(exitCode).toBe(0)
  expect(asked).toEqual([])
})
