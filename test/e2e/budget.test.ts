import { cp, mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { transform } from 'esbuild'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
// @ts-expect-error: plain JavaScript, as Node runs it before anything is built.
import { bundle } from '../../scripts/build/bundle.mjs'
import { answersOf, catalog, compose, repository } from '../../scripts/compose.ts'
import { listTemplates } from '../../src/blueprints/catalog.ts'
import { loadBlueprints } from '../../src/blueprints/load.ts'
import type * as Api from '../../src/index.ts'
import { namesOf } from '../../src/model/names.ts'
import { cleanEnvironment } from '../support/program.ts'

/** Bytes, as they go over the wire. create-vite has 79 kB, create-next-app 189, sv 753. */
const budgets = { package: 400_000, tool: 290_000 }

/** Every file that may be in the package; a chunk's name ends with its hash. */
const expected = [
  /^dist\/(?:create-app|base|main|later|index)\.cjs$/,
  /^dist\/(?:main|later|templates)\.br$/,
  /^dist\/index\.js$/,
  /^dist\/licences\.txt$/,
  /^dist\/[a-z-]+-[A-Z0-9]{8}\.cjs$/,
  /^dist\/types\/(?:[a-z]+\/)*[a-z-]+\.d\.ts$/,
  /^docs\/schemas\/[a-z]+\.schema\.json$/,
  /^(?:README\.md|CHANGELOG\.md|LICENSE|package\.json)$/,
]

const templates = (await listTemplates(catalog)).map(({ id }) => id)

type Packed = { size: number; filename: string; files: { path: string; size: number }[] }

let home: string
/** The package as it is installed: without a folder of templates. */
let installed: string
let packed: Packed

beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'create-app-budget-')))
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', home]
  const { stdout } = await execa('npm', args, { cwd: repository })
  packed = JSON.parse(stdout.slice(stdout.indexOf('[')))[0]
  await execa('tar', ['-xzf', packed.filename], { cwd: home })
  installed = join(home, 'package')
})

afterAll(() => rm(home, { recursive: true, force: true }))

describe('what npm create downloads', () => {
  it('is small', async () => {
    const templates = await stat(join(installed, 'dist/templates.br'))
    expect(packed.size, 'the package').toBeLessThanOrEqual(budgets.package)
    // What is compressed already goes over the wire as it is.
    expect(packed.size - templates.size, 'the tool alone').toBeLessThanOrEqual(budgets.tool)
  })

  it('holds no file that should not be there', () => {
    const paths = packed.files.map(({ path }) => path)
    expect(paths.filter((path) => !expected.some((pattern) => pattern.test(path)))).toEqual([])
    for (const pattern of expected) expect(paths.some((path) => pattern.test(path))).toBe(true)
  })

  it('carries the templates that are in the repository, and no other file', async () => {
    const { stdout } = await execa('git', ['ls-files', 'templates'], { cwd: repository })
    const carried = await packedPaths()
    expect(carried.filter((path) => !path.startsWith('.'))).toEqual(
      stdout
        .split('\n')
        .map((path) => path.replace('templates/', ''))
        .sort(),
    )
  })

  it('names every package that is in it, with its licence', async () => {
    const outdir = join(home, 'again')
    await mkdir(outdir)
    const define = { VERSION: '0.0.0', LISTED: [] }
    const { outputs } = await bundle({ outdir, recall: 'scripts/build/record.mjs', define })
    const inputs = Object.values(outputs as Record<string, { inputs: object }>).flatMap((output) =>
      Object.keys(output.inputs),
    )
    const dirs = inputs.flatMap((path) => /.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [])
    const names = new Set(dirs.map((dir) => dir.replace(/^.*node_modules\//, '')))
    expect(names.size).toBeGreaterThan(30)
    const licences = await readFile(join(installed, 'dist/licences.txt'), 'utf8')
    for (const name of names) expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'))
  })
})

describe('a run', () => {
  it.each(['--version', '--help'])('loads one small file for %s', async (flag) => {
    expect(await loadedBy([flag])).toEqual(['create-app.cjs', 'base.cjs'])
    expect((await stat(join(installed, 'dist/base.cjs'))).size).toBeLessThan(50_000)
    expect(await readFile(join(home, 'streams.json'), 'utf8')).toBe('[]')
  })

  it.each(['api', 'frontend', 'fullstack'])(
    'makes a project from %s without a parser, a library to run programs, or prompts',
    async (template) => {
      const dir = `A shop ${template}`
      const flags = ['--template', template, '--pm', 'pnpm@12.0.1', '--no-install', '--no-git']
      expect(await loadedBy([dir, ...flags])).toEqual(['create-app.cjs', 'base.cjs', 'main.cjs'])
    },
  )

  it('loads a parser for what is not known beforehand', async () => {
    await cp(join(repository, 'templates'), join(home, 'mine'), { recursive: true })
    const config = join(home, 'mine/api/vitest.config.ts')
    await writeFile(config, (await readFile(config, 'utf8')).replace('test: {', 'test: { bail: 7,'))
    const flags = ['--template', '../mine/api', '--no-install', '--no-git', '--pm', 'npm@11.0.0']
    expect(await loadedBy(['changed', ...flags])).toContain('later.cjs')
    expect(await readFile(join(home, 'work/changed/vitest.config.ts'), 'utf8')).toContain('bail: 7')
  })
})

describe('the package', () => {
  it.each(templates)('makes of %s the very tree that its source makes', async (template) => {
    const { planProject, loadBlueprints: load, builtIn } = await packagedApi()
    const blueprints = await load(template, builtIn, home)
    expect(blueprints).toEqual(await loadBlueprints(template, catalog, home))
    for (const packageManager of ['npm@11.0.0', 'pnpm@12.21.0', 'yarn@4.18.1', 'yarn@1.22.22']) {
      for (const answers of await answersOf(template)) {
        const plan = await compose(template, { packageManager, dir: 'a.b-c', answers })
        const made = planProject({
          blueprints,
          answers: { ...answers, pm: packageManager },
          names: namesOf('a.b-c'),
          target: plan.target,
          facts: {
            packageManager: '11.0.0',
            git: '2.50.0',
            gitIdentity: true,
            repository: 'none',
            gitVariables: [],
          },
          wishes: { install: true, git: undefined, verify: 'quick', network: 'online' },
          template,
          createApp: builtIn.version,
          random: () => 'a-secret-for-the-maintainer',
        })
        expect(made.treeHash).toBe(plan.treeHash)
      }
    }
  })

  it('says what is wrong with an old Node in words that it can read', async () => {
    const shim = await readFile(join(installed, 'dist/create-app.cjs'), 'utf8')
    // What ES5 lacks is refused, or written anew.
    const es5 = await transform(shim, { target: 'es5' })
    expect(es5.code).toBe((await transform(shim, { target: 'esnext' })).code)
  })
})

/** The files of ours that a run loads, in order. */
async function loadedBy(args: readonly string[]): Promise<readonly string[]> {
  const work = join(home, 'work')
  await mkdir(work, { recursive: true })
  const hook = join(home, 'loaded.cjs')
  const list = 'Object.keys(require.cache).filter((path) => path !== __filename)'
  const streams = "process.moduleLoadList.filter((name) => name === 'NativeModule stream')"
  const notes = [`note('LOADED', ${list})`, `note('STREAMS', ${streams})`]
  await writeFile(
    hook,
    `const note = (name, it) => require('fs').writeFileSync(process.env[name], JSON.stringify(it))
    process.on('exit', () => { ${notes.join('; ')} })`,
  )
  const file = join(home, 'loaded.json')
  const bin = join(installed, 'dist/create-app.cjs')
  await execa(process.execPath, ['--require', hook, bin, ...args], {
    cwd: work,
    env: cleanEnvironment({ LOADED: file, STREAMS: join(home, 'streams.json') }),
    extendEnv: false,
    stdin: 'ignore',
  })
  const paths: readonly string[] = JSON.parse(await readFile(file, 'utf8'))
  return paths.map((path) => path.replace(join(installed, 'dist/'), ''))
}

async function packagedApi(): Promise<typeof Api> {
  return import(pathToFileURL(join(installed, 'dist/index.js')).href)
}

async function packedPaths(): Promise<readonly string[]> {
  const { builtIn } = await packagedApi()
  const { brotliDecompressSync } = await import('node:zlib')
  const bytes = brotliDecompressSync(await readFile(builtIn.dir))
  const head: readonly [path: string][] = JSON.parse(bytes.toString('utf8', 0, bytes.indexOf('\n')))
  return head.map(([path]) => path)
}
