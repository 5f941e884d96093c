import { describe, expect, it } from 'vitest'
import { memoryShelf } from '../../../src/blueprints/shelf/memory.ts'
import { type ShelfFiles, shelves } from '../../support/shelves.ts'

const files = {
  'web/template.json': '{}',
  'web/_gitignore': 'dist\n',
  'web/bin/run.sh': '#!/bin/sh\n',
  'web/logo.png': Buffer.from([0x89, 0, 0xff]),
  'web/.git/config': '[core]\n',
  'web/packages/a/node_modules/b/index.js': '',
  'web/.DS_Store': '',
  '_base/layer.json': '{}',
  'webb/a.txt': '',
}

describe.each(Object.entries(shelves))('a %s', (_, shelve) => {
  it('lists the folders in a folder, and no file', async () => {
    const shelf = await shelve(files)
    expect([...(await shelf.foldersIn(''))].sort()).toEqual(['_base', 'web', 'webb'])
    expect(await shelf.foldersIn('webb')).toEqual([])
  })

  it('says what is at a path', async () => {
    const shelf = await shelve(files)
    const paths = ['web', 'web/bin', 'web/template.json', 'we', 'web/template.json/x', 'none']
    expect(await Promise.all(paths.map((path) => shelf.kindOf(path)))).toEqual([
      'folder',
      'folder',
      'file',
      undefined,
      undefined,
      undefined,
    ])
  })

  it('reads a text', async () => {
    const shelf = await shelve({
      ...files,
      'web/large.json': 'x'.repeat(20_000_001),
      'web/latin': Buffer.from([0xff]),
    })
    expect(await shelf.readText('web/template.json')).toBe('{}')
    expect(await shelf.readText('web/layer.json')).toBeUndefined()
    await expect(shelf.readText('web/large.json')).rejects.toThrow(
      'Cannot use the template web: large.json is larger than 20 MB',
    )
    await expect(shelf.readText('web/latin')).rejects.toThrow('latin is not UTF-8')
  })

  it('reads a folder with modes, and names what it leaves out', async () => {
    const shelf = await shelve(files)
    const { files: read, leftOut } = await shelf.readFolder('web')
    expect(Object.fromEntries(read)).toEqual({
      'template.json': { content: '{}' },
      _gitignore: { content: 'dist\n' },
      'bin/run.sh': { content: '#!/bin/sh\n', mode: 0o755 },
      'logo.png': { content: Buffer.from([0x89, 0, 0xff]) },
    })
    expect(leftOut).toEqual(['.DS_Store', '.git', 'packages/a/node_modules'])
  })

  it.each<[string, ShelfFiles, string]>([
    ['folders too deep', { [`web/${'a/'.repeat(33)}b`]: '' }, 'are more than 32 deep'],
    [
      'a path too long',
      { [`web/${'a'.repeat(200)}/${'b'.repeat(200)}/${'c'.repeat(200)}`]: '' },
      'is longer than 512 bytes',
    ],
    ['a name that is not UTF-8', { 'web/\uFFFD': '' }, 'is not UTF-8'],
    ['a file too large', { 'web/a': Buffer.alloc(20_000_001) }, 'a is larger than 20 MB'],
  ])('refuses %s', async (__, refused, problem) => {
    const shelf = await shelve(refused)
    // What is read is dropped, because a failure would print 20 MB.
    const reading = shelf.readFolder('web').then(() => 'read')
    await expect(reading).rejects.toMatchObject({
      code: 'TEMPLATE_INVALID',
      message: expect.stringContaining(problem),
    })
  })

  it('takes what is just within the limits', async () => {
    const path = `${'a/'.repeat(32)}b`
    const shelf = await shelve({ [`web/${path}`]: '' })
    expect([...(await shelf.readFolder('web')).files.keys()]).toEqual([path])
  })
})

describe('files in memory', () => {
  const empty = { bytes: Buffer.alloc(0), executable: false }

  it('are refused when they are too many with their folders', async () => {
    const many = Array.from({ length: 10_001 }, (_, at) => [`a/${at}/b`, empty] as const)
    const reading = memoryShelf(new Map(many))
      .readFolder('a')
      .then(() => 'read')
    await expect(reading).rejects.toThrow('more than 20000 files and folders')
  })

  it('are refused when they are too large together', async () => {
    const large = { ...empty, bytes: Buffer.alloc(17_000_000) }
    const all = new Map(['a/1', 'a/2', 'a/3'].map((path) => [path, large] as const))
    const reading = memoryShelf(all)
      .readFolder('a')
      .then(() => 'read')
    await expect(reading).rejects.toThrow('larger than 50 MB together')
  })

  it('are refused with the names of the largest folders', async () => {
    const sized = (size: number) => ({ ...empty, bytes: Buffer.alloc(size) })
    const all = {
      'a/public/videos/1.mp4': sized(16_000_000),
      'a/public/videos/2.mp4': sized(16_000_000),
      'a/public/icon.svg': sized(1000),
      'a/data/1.bin': sized(8_000_000),
      'a/data/more/2.bin': sized(4_500_000),
      'a/film.mp4': sized(10_000_000),
      'a/src/index.ts': sized(10),
      'a/many/1': empty,
    }
    const reading = memoryShelf(new Map(Object.entries(all)))
      .readFolder('a')
      .then(() => 'read')
    await expect(reading).rejects.toThrow(
      'together. The largest: public/videos (32 MB), data (12 MB), film.mp4 (10 MB).',
    )
    const many = Array.from({ length: 20_000 }, (_, at) => [`a/data/x/${at}`, empty] as const)
    const counting = memoryShelf(new Map([...Object.entries(all), ...many]))
      .readFolder('a')
      .then(() => 'read')
    await expect(counting).rejects.toThrow('files and folders. The largest: data/x (20000 files).')
  })
})
