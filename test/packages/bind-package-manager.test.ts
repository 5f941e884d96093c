import { describe, expect, it } from 'vitest'
import type { Plan } from '../../src/plan/plan.ts'
import { planProject, treeOf } from '../../src/plan/plan.ts'
import { blueprint, everything, machine, planInput } from '../support/planning.ts'

type Files = Record<string, string>

const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`

/** A project of a template from elsewhere. */
function made(files: Files, pm: string, over: Parameters<typeof planInput>[1] = {}): Plan {
  const all = { '.gitignore': 'node_modules/\n.env\n', ...files }
  const foreign = { ...blueprint('template', 'mine', all), source: 'file:mine' as const }
  const facts = { ...machine, packageManager: pm.split('@')[1] }
  return planProject(planInput([foreign], { answers: { pm }, facts, ...over }))
}

function filesOf(plan: Plan): Files {
  const {
    '.create-app.json': _,
    '.gitignore': __,
    ...files
  } = Object.fromEntries([...treeOf(plan)].map(([path, { content }]) => [path, String(content)]))
  return files
}

function packageOf(plan: Plan, path = 'package.json') {
  return JSON.parse(filesOf(plan)[path] ?? 'null')
}

function warningsOf({ warnings }: Plan): readonly string[] {
  return warnings.map(({ code, message }) => `${code}: ${message}`)
}

/** A workspace of pnpm with everything that binds it to pnpm. */
const pnpmWorkspace: Files = {
  'package.json': json({
    name: 'shop',
    private: true,
    packageManager: 'pnpm@10.1.0+sha512.abc',
    engines: { node: '>=18', npm: 'please-use-pnpm', pnpm: '>=9' },
    devEngines: { packageManager: { name: 'pnpm', version: '^10', onFail: 'error' } },
    scripts: { preinstall: 'npx only-allow pnpm', build: 'pnpm -r build' },
    devDependencies: { typescript: 'catalog:' },
  }),
  'pnpm-workspace.yaml':
    'packages:\n  - "packages/*"\n  - "!packages/old"\ncatalog:\n  typescript: 5.9.3\ncatalogs:\n  next:\n    react: 20.0.0\n',
  'pnpm-lock.yaml': 'lockfileVersion: 9.0\n',
  'packages/ui/package.json': json({
    name: '@shop/ui',
    version: '1.2.0',
    peerDependencies: { react: 'catalog:next' },
  }),
  'packages/web/package.json': json({
    name: '@shop/web',
    dependencies: { '@shop/ui': 'workspace:^', '@shop/core': 'workspace:^2.0.0' },
  }),
  'packages/core/package.json': json({ name: '@shop/core', version: '2.1.0' }),
  'packages/old/package.json': json({ name: 'old', dependencies: { gone: 'workspace:*' } }),
}

describe("a template's own package manager", () => {
  it('keeps every byte, with the hash of the version', () => {
    const plan = made(pnpmWorkspace, 'pnpm@10.1.0')
    const { 'package.json': manifest = '', ...others } = filesOf(plan)
    const { 'package.json': source = '', ...same } = pnpmWorkspace
    expect(manifest).toBe(source.replace('"shop"', '"my-api"'))
    expect(others).toEqual(same)
    expect(plan.warnings).toEqual([])
  })

  it('gets another version without the hash', () => {
    const { packageManager, devEngines } = packageOf(made(pnpmWorkspace, 'pnpm@11.2.0'))
    expect(packageManager).toBe('pnpm@11.2.0')
    expect(devEngines.packageManager.version).toBe('11.2.0')
  })
})

describe('another package manager', () => {
  it.each(['npm@11.0.0', 'yarn@1.22.22'])('changes all that binds a workspace: %s', (pm) => {
    const plan = made(pnpmWorkspace, pm)
    const [name] = pm.split('@')
    expect(packageOf(plan)).toMatchObject({
      packageManager: pm,
      engines: { node: '>=18' },
      devEngines: { packageManager: { name, onFail: 'error' } },
      scripts: { preinstall: `npx only-allow ${name}` },
      devDependencies: { typescript: '5.9.3' },
    })
    expect(packageOf(plan).engines).toEqual({ node: '>=18' })
    expect(packageOf(plan, 'packages/ui/package.json').peerDependencies.react).toBe('20.0.0')
    expect(packageOf(plan, 'packages/web/package.json').dependencies).toEqual({
      '@shop/ui': '*',
      '@shop/core': '^2.0.0',
    })
    const paths = Object.keys(filesOf(plan))
    expect(paths).not.toContain('pnpm-workspace.yaml')
    expect(paths).not.toContain('pnpm-lock.yaml')
    expect(warningsOf(plan)).toEqual([
      `OTHER_PACKAGE_MANAGER: The project uses ${name}, but these files run pnpm: package.json.`,
    ])
  })

  it('lists the members as each can read them', () => {
    const patterns = packageOf(made(pnpmWorkspace, 'npm@11.0.0')).workspaces
    expect(patterns).toEqual(['packages/*', '!packages/old'])
    const classic = made(pnpmWorkspace, 'yarn@1.22.22')
    expect(packageOf(classic).workspaces.toSorted()).toEqual([
      ...['packages/core', 'packages/ui', 'packages/web'],
    ])
    // Yarn 1 ignores a member without a version.
    expect(packageOf(classic, 'packages/web/package.json').version).toBe('0.0.0')
  })

  it('keeps workspace: for a package manager that knows it', () => {
    for (const pm of ['yarn@4.18.1', 'bun@1.4.5']) {
      const plan = made(pnpmWorkspace, pm)
      const { dependencies } = packageOf(plan, 'packages/web/package.json')
      expect(dependencies['@shop/ui']).toBe('workspace:^')
      expect(packageOf(plan).devDependencies.typescript).toBe('5.9.3')
    }
  })

  it('gets a pnpm-workspace.yaml for pnpm, which links members by a plain version', () => {
    const files = {
      'package.json': json({ name: 'shop', workspaces: ['apps/*'] }),
      'package-lock.json': '{}',
      'apps/web/package.json': json({ name: 'web', dependencies: { api: '*' } }),
    }
    const plan = made(files, 'pnpm@10.1.0')
    expect(filesOf(plan)['pnpm-workspace.yaml']).toBe(
      'packages:\n  - apps/*\nlinkWorkspacePackages: true\n',
    )
    expect(packageOf(plan).workspaces).toBeUndefined()
  })

  it('names the settings that it does not read', () => {
    const files = {
      'package.json': json({ packageManager: 'yarn@4.1.0', resolutions: { a: '1.0.0' } }),
      '.yarnrc.yml': 'nodeLinker: node-modules\n',
      '.yarn/releases/yarn-4.1.0.cjs': '',
    }
    const plan = made(files, 'npm@11.0.0')
    expect(Object.keys(filesOf(plan))).toEqual(['package.json'])
    expect(warningsOf(plan)).toEqual([
      'OTHER_PACKAGE_MANAGER: The template is for yarn, and npm does not read these settings: .yarn, .yarnrc.yml, resolutions in package.json.',
    ])
  })

  it('leaves a template without signs as it is, with any package manager', () => {
    const files = { 'package.json': json({ name: 'x', engines: { node: '>=18' } }) }
    for (const pm of ['npm@11.0.0', 'pnpm@10.1.0', 'yarn@1.22.22']) {
      expect(filesOf(made(files, pm))['package.json']).toBe(
        files['package.json'].replace('"x"', '"my-api"'),
      )
    }
  })

  it('does not read the other lockfile of Yarn with Yarn 1', () => {
    const files = { 'package.json': '{}\n', 'yarn.lock': '__metadata:\n  version: 8\n' }
    expect(Object.keys(filesOf(made(files, 'yarn@1.22.22')))).toEqual(['package.json'])
    expect(Object.keys(filesOf(made(files, 'yarn@4.18.1')))).toContain('yarn.lock')
  })
})

describe('a version that cannot be installed', () => {
  const wants = (name: string, version: string, files: Files = {}) => ({
    'package.json': json({ packageManager: 'pnpm@10.1.0', dependencies: { [name]: version } }),
    ...files,
  })

  it.each([
    ['a package that is not in the tree', wants('@acme/ui', 'workspace:*'), 'has no package'],
    ['a catalog that is not in the tree', wants('react', 'catalog:'), 'has no catalog'],
    ['a folder above the template', wants('a', 'file:../a'), 'has nothing at that path'],
    ['a folder that is not there', wants('a', 'link:./a'), 'has nothing at that path'],
    ['a protocol of Yarn', wants('a', 'patch:a@npm%3A1.0.0#a.patch'), 'pnpm cannot install that'],
  ])('is an error: %s', (_, files, why) => {
    expect(() => made(files, 'pnpm@10.1.0')).toThrow(why)
    expect(() => made(files, 'pnpm@10.1.0')).toThrow(/^package\.json wants .+ as ".+", but /)
  })

  it('says how to go on when the package manager was chosen', () => {
    const files = wants('a', 'link:./a', { 'a/index.js': '' })
    expect(() => made(files, 'pnpm@10.1.0')).not.toThrow()
    expect(() => made(files, 'npm@11.0.0')).toThrow(
      expect.objectContaining({
        code: 'UNRESOLVED_VERSION',
        exitCode: 7,
        message: 'package.json wants a as "link:./a", but npm cannot install that.',
        fix: 'Use --pm pnpm, or add --no-install to take the files as they are. Nothing was written.',
      }),
    )
  })

  it('is a warning where nothing is installed', () => {
    const wishes = { ...everything, install: false }
    const plan = made(wants('react', 'catalog:'), 'pnpm@10.1.0', { wishes })
    expect(plan.warnings).toMatchObject([{ code: 'UNRESOLVED_VERSION' }])
  })

  it('is looked for in the members of the workspace, and in no other folder', () => {
    const member = json({ name: 'x', dependencies: { y: 'workspace:*' } })
    const files = wants('react', '19.0.0', { 'test/fixture/package.json': member })
    expect(() => made(files, 'pnpm@10.1.0')).not.toThrow()
    const listed = { ...files, 'pnpm-workspace.yaml': 'packages:\n  - test/**\n' }
    expect(() => made(listed, 'pnpm@10.1.0')).toThrow('test/fixture/package.json wants y')
  })
})

describe('commands of another package manager', () => {
  const npmProject = { 'package.json': json({ packageManager: 'npm@11.0.0' }) }

  it.each<[string, string, string]>([
    ['.github/workflows/ci.yml', '      - uses: pnpm/action-setup@v4\n', 'pnpm'],
    ['.github/workflows/ci.yml', '      - run: bun install\n', 'bun'],
    ['Dockerfile', 'RUN corepack enable pnpm && pnpm i\n', 'pnpm'],
    ['apps.Dockerfile', 'CMD ["yarn", "start"]\n', 'yarn'],
  ])('are named: %s with %j', (path, text, name) => {
    expect(warningsOf(made({ ...npmProject, [path]: text }, 'npm@11.0.0'))).toEqual([
      `OTHER_PACKAGE_MANAGER: The project uses npm, but these files run ${name}: ${path}.`,
    ])
  })

  it.each([
    ['.github/workflows/ci.yml', '      - name: Install without pnpm or yarn install\n'],
    ['.github/workflows/ci.yml', '      # pnpm install\n      - run: npm ci\n'],
    ['Dockerfile', 'RUN npm install -g pnpm\n'],
    ['README.md', 'Run `pnpm install`.\n'],
  ])('are not seen in other texts: %s with %j', (path, text) => {
    expect(made({ ...npmProject, [path]: text }, 'npm@11.0.0').warnings).toEqual([])
  })

  it('do not include npx and npm run, which every Node has', () => {
    const scripts = { prepare: 'npx husky', all: 'npm run build && npm install -g serve' }
    const files = { 'package.json': json({ packageManager: 'pnpm@10.1.0', scripts }) }
    expect(made(files, 'pnpm@10.1.0').warnings).toEqual([])
  })
})

it('reads a package.json with thousands of dependencies within seconds', () => {
  const dependencies = Object.fromEntries(
    Array.from({ length: 4000 }, (_, at) => [`package-${at}`, '1.0.0']),
  )
  const start = process.cpuUsage()
  made({ 'package.json': json({ name: 'x', dependencies }) }, 'pnpm@10.1.0')
  expect(process.cpuUsage(start).user).toBeLessThan(5_000_000)
})
