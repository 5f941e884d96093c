import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { expect, it } from 'vitest'
// @ts-expect-error: plain JavaScript, because Node runs it before the build.
import { packTemplates } from '../../../scripts/build/pack.mjs'
import { openShelf } from '../../../src/blueprints/shelf/open-shelf.ts'
import { PackError, readPack } from '../../../src/blueprints/shelf/pack.ts'
import { temporaryFolder } from '../../support/folders.ts'
import { writeFiles } from '../../support/shelves.ts'

const packed = (head: unknown, content = '') =>
  brotliCompressSync(`${typeof head === 'string' ? head : JSON.stringify(head)}\n${content}`)

const files = [
  ['api/run.sh', 3, 1],
  ['api/a', 1, 0],
]

it('a pack of the build is read as the folder that it was made of', async () => {
  const [folder, pack] = [await temporaryFolder(), join(await temporaryFolder(), 'templates.br')]
  const image = Buffer.from([0x89, 0, 0xff])
  await writeFiles(folder, { 'api/run.sh': '#!/bin/sh\n', 'api/ä.png': image, 'api/empty': '' })
  await chmod(join(folder, 'api/run.sh'), 0o755)
  await packTemplates(folder, pack)
  const { files: read } = await openShelf(pack).readFolder('api')
  expect(new Map([...read].sort())).toEqual((await openShelf(folder).readFolder('api')).files)
})

it('a pack is another one than that of another release', async () => {
  const dir = await temporaryFolder()
  for (const id of ['one', 'two']) {
    await writeFile(join(dir, `${id}.br`), packed({ format: 1, files: [[`${id}/a`, 0, 0]] }))
  }
  expect(await openShelf(join(dir, 'one.br')).foldersIn('')).toEqual(['one'])
  expect(await openShelf(join(dir, 'two.br')).foldersIn('')).toEqual(['two'])
})

it.each([
  ['0, which has no number', files],
  ['1', { format: 1, files }],
  ['1 with keys that are not known', { format: 1, files, later: true }],
])('format %s is read', (_, head) => {
  const read = readPack(packed(head, 'run1'))
  expect([...read].map(([path, { bytes, executable }]) => [path, `${bytes}`, executable])).toEqual([
    ['api/run.sh', 'run', true],
    ['api/a', '1', false],
  ])
})

it.each<[string, unknown, string?]>([
  ['a later format', { format: 2, files }],
  ['no format', { files }],
  ['a format that is no number', { format: '1', files }],
  ['no list', { format: 1 }],
  ['a list of something else', { format: 1, files: ['api/a'] }],
  [
    'a length below zero',
    {
      format: 1,
      files: [
        ['a', 5, 0],
        ['b', -1, 0],
      ],
    },
    'run1',
  ],
  ['a length that is no number', [['a', '4', 0]], 'run1'],
  ['more than it has', files, 'run'],
  ['less than it has', files, 'run12'],
  ['null', null],
  ['a text', 'files'],
])('a pack that says %s is refused', (_, head, content = '') => {
  expect(() => readPack(packed(head, content))).toThrow(PackError)
})

it('a pack that is not compressed, cut off, or unpacks to gigabytes is refused', () => {
  const whole = packed({ format: 1, files: [['a', 400_000_000, 0]] }, '')
  const bomb = brotliCompressSync(Buffer.alloc(200_000_001), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 1 },
  })
  for (const broken of [Buffer.from('a pack'), whole.subarray(0, 8), bomb]) {
    expect(() => readPack(broken)).toThrow('it cannot be unpacked')
  }
})

it('a later format is named', () => {
  expect(() => readPack(packed({ format: 7 }))).toThrow(
    expect.objectContaining({ format: 7, message: 'its format is 7' }),
  )
})
