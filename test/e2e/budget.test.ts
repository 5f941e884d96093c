import { cp, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { transform } from 'esbuild'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
// @ts-expect-error: plain JavaScript, because Node runs it before the build.
import { bundle } from '../../scripts/build/bundle.mjs'
import { answersOf, catalog, compose, repository } from '../../scripts/compose.ts'
import { listTemplates } from '../../src/blueprints/catalog.ts'
import { loadBlueprints } from '../../src/blueprints/load.ts'
import type * as Api from '../../src/index.ts'
import { namesOf } from '../../src/model/names.ts'
import { cleanEnvironment } from '../support/program.ts'

/** Bytes that npm downloads. create-vite has 79 kB, create-next-app 189 kB, sv 753 kB. */
const largestPackage = 800_000

/** Every file that may be in the package. The name of a chunk ends with its hash. */
const expected = [
  /^dist\/(?:create-app|generate|load)\.cjs$/,
  /^dist\/(?:program|index)\.js$/,
  /^dist\/[a-z-]+-[A-Z0-9]{8}\.js$/,
  /^dist\/templates\.br$/,
  /^dist\/licences\.txt$/,
  /^dist\/types\/(?:[a-z]+\/)*[a-z-]+\.d\.ts$/,
  /^docs\/schemas\/[a-z-]+\.schema\.json$/,
  /^(?:README\.md|CHANGELOG\.md|LICENSE|package\.json)$/,
]

const templates = (await listTemplates(catalog)).map(({ id }) => id)

type Packed = { size: number; filename: string; files: { path: string; size: number }[] }
type Metafile = { outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }> }

let home: string
/** The installed package, which has no folder of templates. */
let installed: string
let packed: Packed
/** The same package, bundled again, because esbuild does not always give a chunk the same name. */
let bundled: string
/** The source files and packages in each file of `bundled`. */
let metafile: Metafile

beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'create-app-budget-')))
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', home]
  const { stdout } = await execa('npm', args, { cwd: repository })
  packed = JSON.parse(stdout.slice(stdout.indexOf('[')))[0]
  await execa('tar', ['-xzf', packed.filename], { cwd: home })
  installed = join(home, 'package')
  const { version } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'))
  bundled = join(home, 'bundled')
  await cp(installed, bundled, { recursive: true })
  metafile = await bundle({ outdir: join(bundled, 'dist'), version })
})

afterAll(() => rm(home, { recursive: true, force: true }))

describe('the package that npm downloads', () => {
  it('is small', () => {
    expect(packed.size).toBeLessThanOrEqual(largestPackage)
  })

  it('has no dependencies', async () => {
    const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'))
    const kinds = ['dependencies', 'optionalDependencies', 'peerDependencies']
    expect(kinds.filter((kind) => kind in manifest)).toEqual([])
  })

  it('contains only the expected files', () => {
    const paths = packed.files.map(({ path }) => path)
    expect(paths.filter((path) => !expected.some((pattern) => pattern.test(path)))).toEqual([])
    for (const pattern of expected) expect(paths.some((path) => pattern.test(path))).toBe(true)
  })

  it('contains all files of the templates in the repository, and no others', async () => {
    const { stdout } = await execa('git', ['ls-files', 'templates'], { cwd: repository })
    const inRepository = stdout.split('\n').map((path) => path.replace('templates/', ''))
    expect(await packedPaths()).toEqual(inRepository.sort())
  })

  it('lists every bundled package with its licence', async () => {
    const paths = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs))
    const dirs = paths.flatMap((path) => /.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [])
    const names = new Set(dirs.map((dir) => dir.replace(/^.*node_modules\//, '')))
    expect(names.size).toBeGreaterThan(30)
    const licences = await readFile(join(installed, 'dist/licences.txt'), 'utf8')
    for (const name of names) expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'))
  })
})

describe('a run', () => {
  it.each(['--version', '--help', 'help'])('loads only the entry for %s', async (word) => {
    expect((await runPackage([word])).loaded).toEqual(['create-app.cjs'])
  })

  it.each(['--version', '-v', '--help', '-h', 'help'])(
    'prints the same text for %s as the program',
    async (word) => {
      const { stdout, loaded } = await runPackage([word], { env: { FORCE_COLOR: '0' } })
      expect(loaded).toContain('program.js')
      expect((await runPackage([word])).stdout).toBe(stdout)
    },
  )

  it('creates a project without loading the libraries that download, unpack, prompt and run programs', async () => {
    const flags = ['--template', 'fullstack', '--pm', 'pnpm@12.0.1', '--no-install', '--no-git']
    const { loaded } = await runPackage(['shop', ...flags], { from: bundled })
    const sources = sourcesIn(loaded)
    expect(sources).toContain('src/commands/create.ts')
    const unneeded =
      /node_modules\/(?:giget|tar|execa|https-proxy-agent)\/|src\/prompts\/ask|src\/commands\/template\//
    expect(sources.filter((path) => unneeded.test(path))).toEqual([])
  })
})

describe('the package', () => {
  it.each(templates)('creates the same tree from %s as the source code', async (template) => {
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
            node: '24.0.0',
            git: '2.50.0',
            gitIdentity: true,
            leavesOutDev: false,
            hooksOff: false,
            repository: 'none',
            branch: undefined,
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

  it('has an entry that an old version of Node can parse', async () => {
    const shim = await readFile(join(installed, 'dist/create-app.cjs'), 'utf8')
    // esbuild refuses or rewrites syntax newer than ES5.
    const es5 = await transform(shim, { target: 'es5' })
    expect(es5.code).toBe((await transform(shim, { target: 'esnext' })).code)
  })
})

/** Runs the installed package, or a copy. Node's coverage names every file that was loaded. */
async function runPackage(
  args: readonly string[],
  { from = installed, env = {} }: { from?: string; env?: Record<string, string> } = {},
) {
  const coverage = await mkdtemp(join(home, 'coverage-'))
  const work = await mkdtemp(join(home, 'work-'))
  const { stdout } = await execa(process.execPath, [join(from, 'dist/create-app.cjs'), ...args], {
    cwd: work,
    env: cleanEnvironment({ NODE_V8_COVERAGE: coverage, ...env }),
    extendEnv: false,
    stdin: 'ignore',
  })
  const [file = ''] = await readdir(coverage)
  const { result } = JSON.parse(await readFile(join(coverage, file), 'utf8'))
  const dist = pathToFileURL(join(from, 'dist/')).href
  const urls: readonly string[] = result.map(({ url }: { url: string }) => url)
  const loaded = urls.filter((url) => url.startsWith(dist)).map((url) => url.slice(dist.length))
  return { stdout, loaded }
}

/** The source files whose code is in some files of `bundled`. */
function sourcesIn(files: readonly string[]): readonly string[] {
  const made = Object.entries(metafile.outputs).filter(([path]) => files.includes(basename(path)))
  expect(made.map(([path]) => basename(path)).sort()).toEqual(
    files.filter((file) => file.endsWith('.js')).sort(),
  )
  return made.flatMap(([, { inputs }]) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [path] : [],
    ),
  )
}

async function packagedApi(): Promise<typeof Api> {
  return import(pathToFileURL(join(installed, 'dist/index.js')).href)
}

async function packedPaths(): Promise<readonly string[]> {
  const { builtIn } = await packagedApi()
  const { brotliDecompressSync } = await import('node:zlib')
  const bytes = brotliDecompressSync(await readFile(builtIn.dir))
  const { files }: { files: readonly [path: string][] } = JSON.parse(
    bytes.toString('utf8', 0, bytes.indexOf('\n')),
  )
  return files.map(([path]) => path)
}
