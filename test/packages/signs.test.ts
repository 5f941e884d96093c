import { describe, expect, it } from 'vitest'
import { packageManagerSign, reasonOfSign, signsOf } from '../../src/packages/signs.ts'
import { blueprint } from '../support/planning.ts'

type Files = Record<string, string>

const manifest = (fields: object): Files => ({ 'package.json': JSON.stringify(fields) })

function signOf(files: Files) {
  return packageManagerSign([blueprint('template', 'mine', files)])
}

/** The package manager, its version, and the kind of Yarn. */
function found(files: Files): string | undefined {
  const sign = signOf(files)
  const { name, version = '', yarn } = sign ?? {}
  return name && [version === '' ? name : `${name}@${version}`, ...(yarn ? [yarn] : [])].join(' ')
}

const workflow = (lines: string): Files => ({ '.github/workflows/ci.yml': lines })

const signs: readonly [Files, string | undefined][] = [
  [manifest({ packageManager: 'pnpm@9.1.0' }), 'pnpm@9.1.0'],
  [manifest({ packageManager: 'pnpm@9.1.0+sha512.abc' }), 'pnpm@9.1.0'],
  [manifest({ packageManager: 'pnpm@9' }), 'pnpm'],
  [manifest({ packageManager: 'yarn@1.22.22' }), 'yarn@1.22.22 classic'],
  [manifest({ packageManager: 'yarn@4.1.0' }), 'yarn@4.1.0 berry'],
  [manifest({ packageManager: 'deno@2.0.0' }), undefined],
  [manifest({ devEngines: { packageManager: { name: 'bun', version: '^1.2' } } }), 'bun'],
  [
    manifest({ devEngines: { packageManager: [{ name: 'pnpm', version: '10.1.0' }] } }),
    'pnpm@10.1.0',
  ],
  [{ 'pnpm-lock.yaml': '' }, 'pnpm'],
  [{ 'bun.lockb': '' }, 'bun'],
  [{ 'npm-shrinkwrap.json': '{}', 'package-lock.json': '{}' }, 'npm'],
  [{ 'yarn.lock': '# yarn lockfile v1\n' }, 'yarn classic'],
  [{ 'yarn.lock': '# This file\n\n__metadata:\n  version: 8\n' }, 'yarn berry'],
  [{ 'yarn.lock': '', 'pnpm-lock.yaml': '' }, undefined],
  [{ 'yarn.lock': '', 'pnpm-lock.yaml': '', 'pnpm-workspace.yaml': 'packages: []' }, 'pnpm'],
  [{ 'pnpm-workspace.yaml': 'packages: []\n' }, 'pnpm'],
  [{ '.pnpmfile.cjs': '' }, 'pnpm'],
  [{ '.yarnrc.yml': 'nodeLinker: node-modules\n' }, 'yarn berry'],
  [{ '.yarnrc': '' }, 'yarn classic'],
  [{ 'bunfig.toml': '' }, 'bun'],
  [manifest({ scripts: { preinstall: 'npx -y only-allow@1 pnpm' } }), 'pnpm'],
  [manifest({ dependencies: { a: 'workspace:*' } }), 'pnpm'],
  [manifest({ dependencies: { a: 'catalog:' }, workspaces: { catalog: { a: '1' } } }), 'bun'],
  [workflow('- uses: pnpm/action-setup@v4\n'), 'pnpm'],
  [workflow('- uses: oven-sh/setup-bun@v2\n'), 'bun'],
  [workflow('- run: yarn install\n'), 'yarn'],
  [workflow('    cache: "pnpm"\n'), 'pnpm'],
  [workflow('- run: npm ci\n'), 'npm'],
  [workflow('- run: npm install -g pnpm && pnpm install\n'), 'pnpm'],
  [workflow('- run: npm ci\n- run: pnpm install\n'), undefined],
  [manifest({ scripts: { build: 'tsc' } }), undefined],
  [{ 'package.json': 'no JSON' }, undefined],
]

describe('the package manager that a template shows', () => {
  it.each(signs)('%j: %s', (files, expected) => {
    expect(found(files)).toBe(expected)
  })

  it('is that of the strongest sign', () => {
    const files = {
      ...manifest({ packageManager: 'pnpm@9.1.0', scripts: { preinstall: 'only-allow bun' } }),
      'yarn.lock': '',
    }
    expect(found(files)).toBe('pnpm@9.1.0')
    const names = signsOf([blueprint('template', 'mine', files)]).map(({ name }) => name)
    expect(names).toEqual(['pnpm', 'yarn', 'bun'])
  })

  it('takes the version from another sign, and knows the Yarn that the template brings', () => {
    const files = {
      'yarn.lock': '__metadata:\n',
      '.yarnrc.yml': 'yarnPath: .yarn/releases/yarn-4.1.0.cjs\n',
      '.yarn/releases/yarn-4.1.0.cjs': '',
    }
    expect(signOf(files)).toMatchObject({ version: '4.1.0', brings: true, file: 'yarn.lock' })
    expect(signOf({ ...files, '.yarn/releases/yarn-4.1.0.cjs': '' })?.brings).toBe(true)
    const { '.yarn/releases/yarn-4.1.0.cjs': _, ...without } = files
    expect(signOf(without)?.brings).toBeFalsy()
  })

  it('counts for a part, after the root', () => {
    const place = { into: 'apps/web' }
    const part = { ...blueprint('template', 'web', { 'yarn.lock': '' }), place }
    const root = blueprint('template', 'mine', { 'README.md': '' })
    expect(packageManagerSign([part, root])).toMatchObject({
      name: 'yarn',
      file: 'apps/web/yarn.lock',
    })
    const own = blueprint('template', 'mine', { 'pnpm-lock.yaml': '' })
    expect(packageManagerSign([part, own])?.name).toBe('pnpm')
  })

  it('is not looked for in a template that asks', () => {
    const questions = [{ id: 'pm', message: 'Which?', type: 'select' as const }]
    const asking = blueprint('template', 'mine', { 'pnpm-lock.yaml': '' }, { questions })
    expect(packageManagerSign([asking])).toBeUndefined()
  })

  it('is explained by its sign', () => {
    const reason = (files: Files) => {
      const sign = signOf(files)
      return sign && reasonOfSign(sign)
    }
    expect(reason(manifest({ packageManager: 'pnpm@9.1.0' }))).toBe(
      'The template uses pnpm: package.json has "packageManager".',
    )
    expect(reason({ 'bun.lock': '' })).toBe('The template uses bun: it has bun.lock.')
  })
})
