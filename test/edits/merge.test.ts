import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { mergerFor } from '../../src/edits/merge.ts'
import { formatWithBiome } from './biome.ts'

const GOLDEN = join(import.meta.dirname, 'golden')

// `base.tsconfig.json` is merged as tsconfig.json, `base.gitignore` as .gitignore, `base.yml` as any .yml.
const cases = readdirSync(GOLDEN).map((name) => {
  const file = readdirSync(join(GOLDEN, name)).find((entry) => entry.startsWith('base.')) ?? ''
  const kind = file.slice('base.'.length)
  const read = (side: string) => readFileSync(join(GOLDEN, name, `${side}.${kind}`), 'utf8')
  const path = [kind, `.${kind}`].find((candidate) => mergerFor(candidate) !== undefined) ?? kind
  const merge = mergerFor(path) ?? (() => 'no merger')
  return { name, path, merge, base: read('base'), over: read('over'), expected: read('expected') }
})

it.each(cases)('merges $name as in the golden folder', ({ merge, base, over, expected }) => {
  expect(merge(base, over)).toBe(expected)
})

it.each(cases)('merges $name a second time without a change', ({ merge, base, over, expected }) => {
  expect(merge(expected, over)).toBe(expected)
  expect(merge(base, base)).toBe(base)
})

const windows = (text: string) => text.replaceAll('\n', '\r\n')

it.each(cases)('merges $name with the line ends of the earlier file', (golden) => {
  const { merge, base, over, expected } = golden
  expect(merge(windows(base), windows(over))).toBe(windows(expected))
  expect(merge(windows(base), over)).toBe(windows(expected))
  expect(merge(base, windows(over))).toBe(expected)
  expect(merge(windows(expected), over)).toBe(windows(expected))
  // One line feed alone among others, as after a careless edit.
  const mixed = windows(base).replace('\r\n', '\n')
  expect(merge(mixed, over)).toBe(windows(expected))
})

it.each(cases)('merges $name without its byte order mark', ({ merge, base, over, expected }) => {
  expect(merge(`\ufeff${base}`, `\ufeff${over}`)).toBe(expected)
  expect(merge(`\ufeff${windows(base)}`, over)).toBe(windows(expected))
  expect(merge(base, `\ufeff${base}`)).toBe(base)
})

it('writes every golden file as Biome formats it', () => {
  const formatted = cases.filter(({ path }) => !/ignore|env/.test(path))
  const files = new Map(
    formatted.flatMap(({ name, path, expected, base, over }) => [
      [`${name}/expected/${path.replace(/^\./, 'x.')}`, expected] as const,
      [`${name}/base/${path.replace(/^\./, 'x.')}`, base] as const,
      [`${name}/over/${path.replace(/^\./, 'x.')}`, over] as const,
    ]),
  )
  expect(formatWithBiome(files)).toEqual(files)
})

it.each([
  'package.json',
  '.vscode/settings.json',
  'app.code-workspace',
  '.github/workflows/ci.yml',
  'pnpm-workspace.yaml',
  '_gitignore',
  'sub/.gitignore',
  '.dockerignore',
  '.npmignore',
  '.prettierignore',
  '.gitattributes',
  '_npmrc',
  '.npmrc',
  '.env',
  '.env.example',
  'vitest.config.ts',
  'next.config.mts',
])('has a merge function for %s', (path) => {
  expect(mergerFor(path)).toBeTypeOf('function')
})

it.each(['LICENSE', 'Dockerfile', 'src/app.ts', 'config.ts', 'src/env.ts', 'postcss.config.mjs'])(
  'leaves %s to one owner',
  (path) => {
    expect(mergerFor(path)).toBeUndefined()
  },
)
