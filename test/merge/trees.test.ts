import { describe, expect, it } from 'vitest'
import { mergedTree, mergeTrees, prepareMerge, textMergesOf } from '../../src/merge/merge-trees.ts'
import { isSameFile } from '../../src/merge/same-file.ts'
import type { Tree, TreeFile } from '../../src/model/tree.ts'
import { mergeTexts } from '../../src/project/existing/merge-texts.ts'
import { merge, mergeFile, textOf } from '../support/merging.ts'

const tree = (files: Record<string, string | TreeFile>): Tree =>
  new Map(
    Object.entries(files).map(([path, file]) => [
      path,
      typeof file === 'string' ? { content: file } : file,
    ]),
  )

describe('a file that one side changed', () => {
  it('takes what only the template changed', async () => {
    const fate = await mergeFile('a.txt', { base: '1\n', disk: '1\n', next: '2\n' })
    expect(fate).toMatchObject({ kind: 'taken', reason: 'changed', file: { content: '2\n' } })
  })

  it('keeps what only the person changed', async () => {
    const fate = await mergeFile('a.txt', { base: '1\n', disk: '2\n', next: '1\n' })
    expect(fate).toEqual({ kind: 'unchanged', reason: 'only-you-changed' })
  })

  it('makes the same change on both sides once', async () => {
    const fate = await mergeFile('a.txt', { base: '1\n', disk: '2\n', next: '2\n' })
    expect(fate).toEqual({ kind: 'unchanged', reason: 'same' })
  })

  it('adds and deletes what the template adds and drops', async () => {
    const fates = await merge({
      base: tree({ old: '1' }),
      disk: tree({ old: '1', own: '1' }),
      next: tree({ new: '1' }),
    })
    expect(Object.fromEntries(fates)).toEqual({
      new: { kind: 'taken', reason: 'added', file: { content: '1' } },
      old: { kind: 'taken', reason: 'dropped', file: undefined },
    })
    expect([...mergedTree(tree({ old: '1', own: '1' }), fates).keys()]).toEqual(['own', 'new'])
  })
})

describe('a file that the person deleted', () => {
  it('stays deleted, and is listed only if the template changed it', async () => {
    const fates = await merge({
      base: tree({ 'src/a.ts': '1', 'src/a.test.ts': '1', 'src/b.ts': '1' }),
      disk: tree({ 'src/a.test.ts': '1' }),
      next: tree({ 'src/a.ts': '2', 'src/a.test.ts': '2', 'src/b.ts': '1' }),
    })
    expect(fates.get('src/a.ts')).toEqual({ kind: 'kept', reason: 'you-deleted' })
    expect(fates.get('src/a.test.ts')).toMatchObject({ kind: 'taken', file: { content: '2' } })
    expect(fates.get('src/b.ts')).toEqual({ kind: 'unchanged', reason: 'you-deleted' })
  })
})

describe('a file that the person edited and the template drops', () => {
  const trees = { base: tree({ a: '1' }), disk: tree({ a: '2' }), next: tree({}) }

  it('stays, and is listed', async () => {
    expect((await merge(trees)).get('a')).toEqual({ kind: 'kept', reason: 'dropped-but-edited' })
  })

  it('goes with force', async () => {
    expect((await merge({ ...trees, force: true })).get('a')).toMatchObject({
      kind: 'taken',
      reason: 'dropped',
    })
  })
})

describe('a conflict', () => {
  it.each(['a b.txt', `it's "quoted".txt`, 'm4â4ñ4a/ä.txt', '-p', '$(x);.txt'])(
    'is marked in %s and has the three versions',
    async (path) => {
      const versions = { base: 'a\n', disk: 'b\n', next: 'c\n' }
      expect(await mergeFile(path, versions)).toEqual({
        kind: 'conflict',
        reason: 'both-changed',
        places: [],
        notes: [],
        isMarked: true,
        file: {
          content: '<<<<<<< yours\nb\n||||||| made before\na\n=======\nc\n>>>>>>> template\n',
          mode: 0o644,
        },
        stages: {
          base: { content: 'a\n' },
          disk: { content: 'b\n' },
          next: { content: 'c\n' },
        },
      })
    },
  )

  it('shows a text that both added', async () => {
    const fate = await mergeFile('a.md', { disk: 'x\nb\ny\n', next: 'x\nc\ny\n' })
    expect(fate).toMatchObject({ kind: 'conflict', reason: 'both-added' })
    expect(textOf(fate)).toBe(
      'x\n<<<<<<< yours\nb\n||||||| made before\n=======\nc\n>>>>>>> template\ny\n',
    )
  })

  it('leaves the bytes of a binary file that both changed', async () => {
    const [base, disk, next] = [1, 2, 3].map((byte) => new Uint8Array([0, 255, byte]))
    const fate = await mergeFile('a.png', { base, disk, next })
    expect(fate).toMatchObject({ kind: 'conflict', reason: 'binary', isMarked: false })
    expect(fate).toMatchObject({ file: { content: disk }, stages: { next: { content: next } } })
    expect(await mergeFile('a.png', { base, disk: base, next })).toMatchObject({
      kind: 'taken',
      file: { content: next },
    })
  })

  it('leaves a text with zero bytes, which git takes for binary', async () => {
    const fate = await mergeFile('a.txt', { base: '\0a\n', disk: '\0b\n', next: '\0c\n' })
    expect(fate).toMatchObject({ kind: 'conflict', reason: 'binary', file: { content: '\0b\n' } })
  })

  it('is found in a text that contains markers', async () => {
    const line = `${'='.repeat(20)}\n<<<<<<< HEAD\n`
    const fate = await mergeFile('a.md', { base: 'a\n', disk: `b\n${line}`, next: `c\n${line}` })
    expect(textOf(fate)).toBe(
      `<<<<<<< yours\nb\n||||||| made before\na\n=======\nc\n>>>>>>> template\n${line}`,
    )
  })
})

describe('modes', () => {
  const executable = (content: string): TreeFile => ({ content, mode: 0o755 })

  it('takes the executable bit beside a change of the person', async () => {
    const fate = await mergeFile('run', { base: 'a\n', disk: 'b\n', next: executable('a\n') })
    expect(fate).toMatchObject({ kind: 'merged', file: { content: 'b\n', mode: 0o755 } })
  })

  it('takes the executable bit beside a conflict', async () => {
    const fate = await mergeFile('run', { base: 'a\n', disk: 'b\n', next: executable('c\n') })
    expect(fate).toMatchObject({ kind: 'conflict', file: { mode: 0o755 } })
    expect(textOf(fate)).toContain('<<<<<<< yours\nb\n')
  })

  it('takes the executable bit alone', async () => {
    const fate = await mergeFile('run', { base: 'a\n', disk: 'a\n', next: executable('a\n') })
    expect(fate).toMatchObject({ kind: 'taken', file: { content: 'a\n', mode: 0o755 } })
  })

  it('sees no change in a checkout without the bit', async () => {
    const versions = { base: executable('a\n'), disk: 'a\n', next: executable('a\n') }
    expect(await mergeFile('run', versions)).toEqual({ kind: 'unchanged', reason: 'same' })
  })
})

describe('isSameFile', () => {
  it.each([
    [{ content: 'a\nb\n' }, { content: 'a\r\nb\r\n' }, true],
    [{ content: 'a\n', mode: 0o755 }, { content: 'a\n' }, true],
    [{ content: 'a\n' }, { content: 'a\n', mode: 0o755 }, false],
    [{ content: 'a\n' }, { content: 'a' }, false],
    [{ content: 'a\n' }, { content: new TextEncoder().encode('a\n') }, true],
  ] as const)('compares %j with %j', (made, onDisk, isSame) => {
    expect(isSameFile(made, onDisk)).toBe(isSame)
  })
})

describe('files outside of the merge', () => {
  it.each([
    ['package-lock.json', 'lockfile'],
    ['apps/web/pnpm-lock.yaml', 'lockfile'],
    ['prisma/migrations/1_init/migration.sql', 'migrations'],
    ['apps/api/prisma/migrations/1_init/migration.sql', 'migrations'],
    ['src/generated/prisma/client.ts', 'generated'],
    ['.create-app.json', 'record'],
    ['.create-app/generator/model/loan.json', 'record'],
    ['.env', 'secrets'],
  ])('leaves %s alone', async (path, reason) => {
    const fate = await mergeFile(path, { base: 'A=1\n', disk: 'A=2\n', next: 'A=3\n' })
    expect(fate).toEqual({ kind: 'outside', reason })
  })

  const [lock, first, own] = ['migration_lock.toml', '1_books/migration.sql', '2_own/migration.sql']
  const migrations = (...names: readonly (string | undefined)[]) =>
    tree(Object.fromEntries(names.map((name) => [`prisma/migrations/${name}`, `${name}\n`])))

  it.each([
    ['comes', { base: tree({}), disk: tree({}), next: migrations(lock, first) }, 'taken'],
    [
      'goes',
      { base: migrations(lock, first), disk: migrations(lock, first), next: tree({}) },
      'taken',
    ],
    [
      'stays',
      { base: migrations(lock, first), disk: migrations(lock, own), next: migrations(lock, first) },
      'outside',
    ],
    [
      'is there, in a comparison of two sides',
      { base: tree({}), disk: migrations(lock, own), next: migrations(lock, first) },
      'outside',
    ],
  ])('the migrations of a database that %s', async (_, trees, kind) => {
    const fates = await merge(trees)
    expect(fates.get(`prisma/migrations/${first}`)?.kind).toBe(kind)
  })

  it('gives .env the variables that are new in the template', async () => {
    const secret = (content: string): TreeFile => ({ content, mode: 0o600, secret: true })
    const fate = await mergeFile('.env', {
      base: secret('A=1\nGONE=1\n'),
      disk: secret('A=mine # why\n'),
      next: secret('A=2\nGONE=2\nNEW=x\n'),
    })
    expect(fate).toEqual({
      kind: 'outside',
      reason: 'secrets',
      file: secret('A=mine # why\nNEW=x\n'),
    })
  })
})

it('reports a git that did not run', async () => {
  const content = (text: string) => tree({ 'a.txt': text })
  const prepared = prepareMerge({
    base: content('1\n'),
    disk: content('2\n'),
    next: content('3\n'),
  })
  const { signal } = new AbortController()
  const answers = await mergeTexts(textMergesOf(prepared), { env: { PATH: '' }, scrub: [], signal })
  expect(() => mergeTrees(prepared, answers)).toThrow('git merge-file could not merge a.txt')
  expect(() => mergeTrees(prepared, new Map())).toThrow('git did not merge a.txt.')
})

it('follows a file that the person moved', async () => {
  const fates = await merge({
    base: tree({ 'src/a.txt': '1\n2\n3\n' }),
    disk: tree({ 'lib/a.txt': '1\n2\nthree\n' }),
    next: tree({ 'src/a.txt': 'one\n2\n3\n' }),
    moved: new Map([['src/a.txt', 'lib/a.txt']]),
  })
  expect([...fates.keys()]).toEqual(['lib/a.txt'])
  expect(textOf(fates.get('lib/a.txt'))).toBe('one\n2\nthree\n')
})
