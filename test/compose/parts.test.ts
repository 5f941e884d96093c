import { describe, expect, it } from 'vitest'
import type { Blueprint, Manifest, Place } from '../../src/model/blueprint.ts'
import { printCommands } from '../../src/model/command.ts'
import { namesOf } from '../../src/model/names.ts'
import { type PlanInput, planProject } from '../../src/plan/plan.ts'
import { foreignRun } from '../../src/plan/trust.ts'
import { blueprint, planInput } from '../support/planning.ts'

const pm = {
  id: 'pm',
  message: 'Package manager',
  type: 'select',
  choices: [{ value: 'npm', label: 'npm' }],
} as const

const site = {
  id: 'site',
  message: 'Which site?',
  type: 'select',
  choices: [
    { value: 'big', label: 'Big' },
    { value: 'small', label: 'Small' },
  ],
} as const

function part(
  place: Place,
  files: Record<string, string>,
  manifest: Partial<Manifest> = {},
): Blueprint {
  return { ...blueprint('template', 'site', files, manifest), place }
}

const whole = blueprint(
  'template',
  'whole',
  { 'package.json': '{ "private": true, "workspaces": ["apps/*"] }\n' },
  { questions: [pm, site] },
)

function planned(parts: readonly Blueprint[], over: Partial<PlanInput> = {}) {
  const names = namesOf('My Shop')
  const plan = planProject(planInput([...parts, whole], { names, ...over }))
  const files = Object.fromEntries(
    plan.changes.map((change) => [
      change.path,
      change.kind === 'create' ? String(change.after.content) : '',
    ]),
  )
  return { plan, files }
}

const web = { into: 'apps/web' }

describe('a part of a composed template', () => {
  it('is in its folder, except for files that are read only at the root', () => {
    const { files } = planned([
      part(web, {
        'src/a.ts': 'export {};\n',
        '.gitignore': 'dist/\n',
        '.github/workflows/ci.yml': 'name: CI\n',
        '.vscode/settings.json': '{}\n',
        'pnpm-workspace.yaml': 'packages: []\n',
        'compose.yaml': 'name: x\n',
      }),
    ])
    expect(Object.keys(files)).toEqual([
      '.create-app.json',
      '.github/workflows/ci.yml',
      '.gitignore',
      '.vscode/settings.json',
      'apps/web/.gitignore',
      'apps/web/src/a.ts',
      'compose.yaml',
      'package.json',
      'pnpm-workspace.yaml',
    ])
  })

  it('moves fields to the root that package managers read only there', () => {
    const { files } = planned([
      part(web, {
        'package.json': '{ "version": "0.1.0", "overrides": { "a": "1" }, "allowScripts": {} }\n',
      }),
    ])
    expect(JSON.parse(files['apps/web/package.json'] ?? '')).toEqual({
      name: '@my-shop/web',
      version: '0.1.0',
    })
    expect(JSON.parse(files['package.json'] ?? '')).toEqual({
      name: 'my-shop',
      private: true,
      packageManager: 'npm@11.0.0',
      workspaces: ['apps/*'],
      overrides: { a: '1' },
      allowScripts: {},
    })
  })

  it('has its own names, folder and port', () => {
    const text = '{{PACKAGE_NAME}} {{PROJECT_NAME}} {{DATABASE_NAME}} {{PACKAGE_FOLDER}}x {{PORT}}'
    const files = { 'a.txt': text }
    const plan = planned([
      part(web, files),
      part({ into: 'apps/api', port: 3001 }, files),
      blueprint('layer', '_repo', files),
    ])
    expect(plan.files).toMatchObject({
      'apps/web/a.txt': '@my-shop/web my-shop-web my_shop_web apps/web/x 3000',
      'apps/api/a.txt': '@my-shop/api my-shop-api my_shop_api apps/api/x 3001',
      'a.txt': 'my-shop my-shop my_shop x 3000',
    })
  })

  it('is included when an answer selects it', () => {
    const parts = [
      part({ ...web, when: 'site/big' }, { 'big.txt': 'big' }),
      part({ ...web, when: 'site/small' }, { 'small.txt': 'small' }),
    ]
    const { files, plan } = planned(parts, { answers: { pm: 'npm@11.0.0', site: 'small' } })
    expect(Object.keys(files)).toContain('apps/web/small.txt')
    expect(Object.keys(files)).not.toContain('apps/web/big.txt')
    expect(plan.record.blueprints).toHaveLength(2)
  })

  it('is recorded with its folder, and the project with its names', () => {
    const { plan } = planned([part(web, { 'a.txt': 'a' })])
    const recorded = { kind: 'template', version: '1.0.0', source: 'builtin' }
    expect(plan.record.blueprints).toEqual([
      { ...recorded, id: 'site', into: 'apps/web', answers: {} },
      {
        ...recorded,
        id: 'whole',
        treeHash: plan.treeHash,
        answers: { name: 'my-shop', title: 'My Shop', pm: 'npm@11.0.0' },
      },
    ])
  })

  it('overrides files and replaces values in its own folder', () => {
    const below = { ...blueprint('layer', '_base', { 'a.md': 'a', 'b.json': '[1]' }), place: web }
    const above = part(
      web,
      { 'a.md': 'b', 'b.json': '[2]' },
      { overrides: ['a.md'], replace: { 'b.json': [''] } },
    )
    expect(planned([below, above]).files).toMatchObject({
      'apps/web/a.md': 'b',
      'apps/web/b.json': '[2]\n',
    })
  })

  it('has its own .env, which the .gitignore of the root lists', () => {
    const root = blueprint('layer', '_repo', { '.gitignore': '.env\n' })
    const secret = part(web, { '.env.example': 'KEY=\n' }, { env: { KEY: 'secret' } })
    const { plan, files } = planned([root, secret])
    expect(files['apps/web/.env']).toBe('KEY=random\n')
    expect(plan.changes.find(({ path }) => path === 'apps/web/.env')).toMatchObject({
      after: { secret: true, mode: 0o600 },
    })
    const anchored = blueprint('layer', '_repo', { '.gitignore': '/.env\n' })
    expect(planned([anchored, secret]).files['.gitignore']).toBe('/.env\nnode_modules/\n.env\n')
  })

  it('adds no next steps of its own', () => {
    const nextSteps = [{ title: 'Start', command: 'start' }]
    expect(planned([part(web, { 'a.txt': 'a' }, { nextSteps })]).plan.nextSteps).toEqual([])
  })

  it('does not change the template of the project, whose commands need trust if it is not built in', () => {
    const own = { ...whole, source: 'file:whole' } as const
    const plan = planProject(planInput([part(web, { 'a.txt': 'a' }), own]))
    expect(foreignRun(plan)?.commands).not.toEqual([])
  })
})

it('makes npm install only the workspaces of the project, not those of a project around it', () => {
  const install = planned([]).plan.tasks.find(({ id }) => id === 'install')
  expect(printCommands(install?.commands ?? [])).toBe(
    'npm install --no-audit --no-fund --prefix=. --include=dev --include=optional --include=peer --bin-links --package-lock --save',
  )
})
