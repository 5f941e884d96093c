import { describe, expect, it } from 'vitest'
import { ordinaryManifest } from '../../../src/authoring/lint/manifest-findings.ts'
import { found, lint, manifest, scripts, sound } from '../../support/linting.ts'

const { 'template.json': _, 'options/style/tidy/tidy.md': __, ...plain } = sound
const files: Readonly<Record<string, string>> = {
  ...plain,
  ...manifest({ title: 'Shop' }),
  'README.md': '# {{PROJECT_TITLE}}\n',
}
const packageJson = (fields: object) => JSON.stringify({ scripts, ...fields }, null, 2)

describe('the name of the template', () => {
  it('is one warning with all its places, and the author another', async () => {
    const { findings } = await lint({
      ...files,
      'package.json': packageJson({ name: 'old-shop', author: 'Ada', repository: 'ada/old-shop' }),
      'fly.toml': 'app = "old-shop"\n',
      'README.md': '# Old Shop\n\nnpm install old-shop\n',
      '.github/FUNDING.yml': 'github: ada\n',
      'CHANGELOG.md': '- old-shop 2\n- old-shop 1\n',
    })
    expect(findings.map(({ rule, level, message }) => `${level} ${rule}: ${message}`)).toEqual([
      'warning old-name: Each project keeps the author or the repository of the template.',
      'warning old-name: Each project keeps the history of the template.',
      'warning old-name: Each project keeps the name of the template: old-shop.',
    ])
    const [authors, history, names] = findings.map(({ places }) =>
      places.map(({ file, line, text }) => `${file}:${line} ${text}`),
    )
    expect(names).toEqual([
      'README.md:1 # Old Shop',
      'README.md:3 npm install old-shop',
      'fly.toml:1 app = "old-shop"',
    ])
    expect(authors).toEqual([
      '.github/FUNDING.yml:1 ada',
      'package.json:15 Ada',
      'package.json:16 ada/old-shop',
    ])
    expect(history).toEqual(['CHANGELOG.md:undefined undefined'])
  })

  it('is not looked for in the manifest, which no project gets', async () => {
    const named = {
      ...manifest({ title: 'old-shop' }),
      'package.json': packageJson({ name: 'old-shop' }),
    }
    expect(await found({ ...files, ...named })).toEqual([])
  })
})

it('warns about steps of other tools', async () => {
  const steps = { 'copier.yml': '', 'remix.init/index.js': '' }
  expect(await found({ ...files, ...steps })).toEqual([
    'warning foreign-step copier.yml',
    'warning foreign-step remix.init',
  ])
})

describe('a template.json without the schema of create-app', () => {
  it.each([
    [{ questions: [] }, 'questions'],
    [{ title: 'x', extends: ['_base'] }, 'extends'],
    [{ compose: [], nextSteps: [] }, 'compose, nextSteps'],
    [{ aliases: ['a'] }, 'aliases'],
    [{ lint: { allow: [] } }, 'lint'],
  ])('is a problem if only our manifest has its keys: %j', (fields, keys) => {
    const [finding] = ordinaryManifest(JSON.stringify(fields))
    expect(finding).toMatchObject({ rule: 'manifest', level: 'problem', line: 1 })
    expect(finding?.message).toContain(`It has ${keys}, but`)
    expect(finding?.fix).toMatch(/\n {2}"\$schema": ".\/template.schema.json",$/)
  })

  it.each([
    ['of Create React App', '{ "package": { "dependencies": {} } }'],
    ['with a title alone', '{ "title": "x", "description": "y", "env": {}, "lint": {} }'],
    ['with keys of another meaning', '{ "questions": {}, "extends": "./base.json" }'],
    ['that is no JSON', 'hello'],
    ['that is a list', '[{ "questions": [] }]'],
  ])('is only a warning %s', (_, text) => {
    expect(ordinaryManifest(text)).toMatchObject([{ rule: 'manifest', level: 'warning' }])
  })

  it('is nothing to say where it names another schema', () => {
    const text = '{ "$schema": "http://json.schemastore.org/template", "extends": [] }'
    expect(ordinaryManifest(text)).toEqual([])
  })

  it('is found in a template, at the line of the key', async () => {
    const { 'template.json': _, ...rest } = files
    const text = '{\n  "title": "Shop",\n  "questions": []\n}'
    expect(await found({ ...rest, 'template.json': text })).toEqual([
      'problem manifest template.json:3',
    ])
  })

  it.each([
    './template.schema.json',
    'template.schema.json',
    '../docs/schemas/template.schema.json',
    'https://example.org/v3/template.schema.json?raw#',
  ])('is not one with the schema %s', async ($schema) => {
    expect(await found({ ...files, ...manifest({ $schema, title: 'Shop' }) })).toEqual([])
  })

  it('may have options of its own', async () => {
    const { 'template.json': _, ...rest } = files
    expect(await found({ ...rest, 'options/a.md': 'x' })).toEqual([
      'warning manifest template.json',
    ])
  })
})
