import { describe, expect, it } from 'vitest'
import { mergeFile, textOf } from '../support/merging.ts'

type Lists = Record<string, unknown>

const print = (value: Lists) => `${JSON.stringify(value, null, 2)}\n`

async function mergePackages(base: Lists, disk: Lists, next: Lists) {
  const fate = await mergeFile('package.json', {
    base: print(base),
    disk: print(disk),
    next: print(next),
  })
  if (!('notes' in fate)) return { kind: fate.kind }
  const { kind, notes } = fate
  const places = fate.kind === 'conflict' ? fate.places : []
  return { kind, notes, places, file: places.length > 0 ? undefined : JSON.parse(textOf(fate)) }
}

/** Merges the dependencies of three package.json files. Something else changes on both sides too. */
async function mergeDependencies(base: Lists, disk: Lists, next: Lists) {
  const merged = await mergePackages(
    { version: '1.0.0', dependencies: base },
    { version: '1.0.1', dependencies: disk },
    { version: '1.0.0', dependencies: next, type: 'module' },
  )
  return { ...merged, file: merged.file?.dependencies }
}

describe('an object that the template drops', () => {
  const base = { scripts: { a: '1', b: '2' } }

  it('keeps the members of the person alone', async () => {
    const { kind, places, file } = await mergePackages(
      base,
      { scripts: { a: '1', mine: '3', b: '2' } },
      {},
    )
    expect([kind, places, file]).toEqual(['merged', [], { scripts: { mine: '3' } }])
  })

  it('is a conflict if the person changed one of its members', async () => {
    const disk = { scripts: { a: 'mine', b: '2', more: '3' } }
    expect((await mergePackages(base, disk, {})).places).toEqual(['scripts'])
  })

  it('goes if the person has none', async () => {
    expect((await mergePackages(base, { ...base, version: '1.0.0' }, {})).file).toEqual({
      version: '1.0.0',
    })
  })
})

describe('a dependency', () => {
  it('that the person removed is not added back, and is listed if the template changed it', async () => {
    const before = { zod: '^4.0.0', pino: '^9.0.0' }
    expect(await mergeDependencies(before, {}, { zod: '^4.1.0', pino: '^9.0.0' })).toEqual({
      kind: 'merged',
      notes: [{ kind: 'not-added-back', at: 'dependencies/zod' }],
      places: [],
      file: {},
    })
  })

  it('that the person removed and the template moves to another list stays away', async () => {
    const merged = await mergePackages(
      { dependencies: { zod: '4.0.0' }, devDependencies: { a: '1.0.0' } },
      { dependencies: {}, devDependencies: { a: '1.0.0' } },
      { dependencies: {}, devDependencies: { a: '1.0.0', zod: '4.0.0' } },
    )
    expect(merged.notes).toEqual([{ kind: 'not-added-back', at: 'devDependencies/zod' }])
  })

  it('that the template moves to another list is in that list', async () => {
    const merged = await mergePackages(
      { dependencies: { zod: '4.0.0' }, devDependencies: { a: '1.0.0' } },
      { dependencies: { zod: '4.0.0' }, devDependencies: { a: '1.0.0', b: '1.0.0' } },
      { dependencies: {}, devDependencies: { a: '1.0.0', zod: '4.0.0' } },
    )
    expect(merged.file).toEqual({
      dependencies: {},
      devDependencies: { a: '1.0.0', b: '1.0.0', zod: '4.0.0' },
    })
  })

  it('that both added to two lists is there once', async () => {
    const merged = await mergePackages(
      { dependencies: { a: '1.0.0' }, devDependencies: { b: '1.0.0' } },
      { dependencies: { a: '1.0.0', zod: '4.0.0' }, devDependencies: { b: '1.0.0' } },
      { dependencies: { a: '1.0.0' }, devDependencies: { b: '1.0.0', zod: '4.0.0' } },
    )
    expect(merged.notes).toEqual([{ kind: 'already-there', at: 'devDependencies/zod' }])
    expect(merged.file.devDependencies).toEqual({ b: '1.0.0' })
  })

  it('that the template drops stays if the person changed its version', async () => {
    expect(
      await mergeDependencies({ a: '1.0.0', b: '1.0.0' }, { a: '1.1.0', b: '1.0.0' }, {}),
    ).toEqual({
      kind: 'merged',
      notes: [{ kind: 'kept-though-dropped', at: 'dependencies/a' }],
      places: [],
      file: { a: '1.1.0' },
    })
  })

  it('is added at its place in a sorted list', async () => {
    const merged = await mergeDependencies(
      { a: '1.0.0', z: '1.0.0' },
      { a: '1.0.0', m: '1.0.0', z: '1.0.0' },
      { a: '1.0.0', c: '1.0.0', z: '1.0.0' },
    )
    expect(Object.keys(merged.file)).toEqual(['a', 'c', 'm', 'z'])
  })
})

describe('a version that both changed', () => {
  it.each([
    ['^1.1.0', '^1.5.0', '^1.3.0', '^1.5.0', ['newer-kept']],
    ['^1.1.0', '^1.2.0', '^1.3.0', '^1.3.0', []],
    ['1.1.0', '^1.3.0', '1.3.0', '^1.3.0', []],
    ['0.4.0', '0.4.2', '0.4.1', '0.4.2', ['newer-kept']],
  ])('of %s: %s and %s become %s', async (base, disk, next, chosen, kinds) => {
    const merged = await mergeDependencies({ a: base }, { a: disk }, { a: next })
    expect(merged.file).toEqual({ a: chosen })
    expect(merged.notes?.map(({ kind }) => kind)).toEqual(kinds)
  })

  it.each([
    ['^1.1.0', '^2.0.0', '^1.3.0'],
    ['^1.1.0', '^1.2.0', '^2.0.0'],
    ['0.4.0', '0.5.0', '0.4.1'],
    ['^1.1.0', 'workspace:*', '^1.2.0'],
    ['^1.1.0', '^1.2.0', '1.3.0-rc.1'],
  ])('of %s: %s and %s are a conflict', async (base, disk, next) => {
    const merged = await mergeDependencies({ a: base }, { a: disk }, { a: next })
    expect(merged).toMatchObject({ kind: 'conflict', places: ['dependencies/a'] })
  })

  it('of the package manager follows the same rule', async () => {
    const versions = ['npm@11.1.0', 'npm@11.5.0', 'npm@11.3.0'].map((packageManager) => ({
      packageManager,
    }))
    const [base = {}, disk = {}, next = {}] = versions
    const merged = await mergePackages(base, disk, { ...next, type: 'module' })
    expect(merged.file).toEqual({ packageManager: 'npm@11.5.0', type: 'module' })
    const other = await mergePackages(base, { packageManager: 'pnpm@11.5.0' }, next)
    expect(other.kind).toBe('conflict')
  })
})

describe('packages that need the same version', () => {
  const prisma = (cli: string, client = cli, adapter = client) => ({
    '@prisma/adapter-pg': adapter,
    '@prisma/client': client,
    prisma: cli,
  })

  it('stay together at the newer version of the person', async () => {
    const merged = await mergeDependencies(prisma('6.1.0'), prisma('6.5.0'), prisma('6.3.0'))
    expect(merged.file).toEqual(prisma('6.5.0'))
  })

  it('move together to the newer version of the template', async () => {
    const merged = await mergeDependencies(prisma('6.1.0'), prisma('6.2.0'), prisma('6.3.0'))
    expect(merged.file).toEqual(prisma('6.3.0'))
  })

  it('are a conflict where the person has only some of them newer', async () => {
    const merged = await mergeDependencies(
      prisma('6.1.0'),
      prisma('6.5.0', '6.1.0'),
      prisma('6.3.0'),
    )
    expect(merged).toMatchObject({
      kind: 'conflict',
      places: [
        'dependencies/@prisma/adapter-pg',
        'dependencies/@prisma/client',
        'dependencies/prisma',
      ],
    })
  })

  it('are a conflict where the person has another major version', async () => {
    const react = (version: string) => ({ react: version, 'react-dom': version })
    const merged = await mergeDependencies(react('18.1.0'), react('19.0.0'), react('18.3.0'))
    expect(merged.places).toEqual(['dependencies/react', 'dependencies/react-dom'])
  })
})

it('marks the lines in conflict, and merges the others', async () => {
  const file = (test: string, version: string, more: object = {}) =>
    print({ version, scripts: { test, build: 'tsc' }, ...more })
  const fate = await mergeFile('package.json', {
    base: file('a', '1.0.0'),
    disk: file('b', '1.0.1'),
    next: file('c', '1.0.0', { type: 'module' }),
  })
  expect(fate).toMatchObject({ kind: 'conflict', places: ['scripts/test'] })
  expect(textOf(fate)).toBe(
    '{\n  "version": "1.0.1",\n  "scripts": {\n<<<<<<< yours\n    "test": "b",\n' +
      '||||||| made before\n    "test": "a",\n=======\n    "test": "c",\n>>>>>>> template\n' +
      '    "build": "tsc"\n  },\n  "type": "module"\n}\n',
  )
})

it('merges the catalogs of pnpm by the same rule', async () => {
  const file = (a: string, more = '') => `catalog:\n  a: ${a}\n${more}`
  const fate = await mergeFile('pnpm-workspace.yaml', {
    base: file('^1.0.0'),
    disk: file('^1.5.0'),
    next: file('^1.2.0', '  b: 1.0.0\n'),
  })
  expect(textOf(fate)).toBe(file('^1.5.0', '  b: 1.0.0\n'))
})
