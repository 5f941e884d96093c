import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { applyFiles } from '../../src/apply/apply-files.ts'
import { keepingImages } from '../../src/apply/keep-images.ts'
import { recover } from '../../src/apply/recover.ts'
import type { Change } from '../../src/model/tree.ts'
import { readImages } from '../../src/project/existing/read-images.ts'
import { readLeftovers } from '../../src/project/read-leftovers.ts'
import { readRestoredRecord } from '../../src/project/read-record.ts'
import { stagePrefix } from '../../src/project/stage.ts'
import { temporaryFolder } from '../support/folders.ts'

const never = new AbortController().signal

const record = (createApp: string) =>
  JSON.stringify({ schema: 'create-app/record@1', createApp, blueprints: [] })

/** A folder with the images of an older command, and what a run left of it that was killed at its end or before. */
async function killed(journal: 'journal.json' | 'finished.json', images?: string) {
  const root = await temporaryFolder()
  const [dir, folder] = [join(root, 'app'), join(root, 'images')]
  const stage = join(dir, `${stagePrefix(dir).replace(`${process.pid}`, '4194303')}abcdef`)
  for (const one of [folder, `${folder}.new`, join(stage, 'saved')]) {
    await mkdir(one, { recursive: true })
  }
  const list = (command: string) => JSON.stringify({ format: 1, command, files: [] })
  await writeFile(join(folder, 'images.json'), list('older'))
  await writeFile(join(`${folder}.new`, 'images.json'), list('newer'))
  await writeFile(join(stage, journal), JSON.stringify({ steps: [], folders: [], images }))
  return { dir, folder, stage }
}

it.each([
  ['journal.json', 'fresh', 'older'],
  ['journal.json', 'used-up', 'older'],
  ['finished.json', 'fresh', 'newer'],
  ['finished.json', 'used-up', undefined],
  ['finished.json', undefined, 'older'],
  ['finished.json', '../../elsewhere', 'older'],
] as const)(
  'a killed run with %s and %s leaves the images of: %s',
  async (journal, images, left) => {
    const { dir, folder } = await killed(journal, images)
    expect((await readImages(folder, await readLeftovers(dir)))?.command).toBe(left)
    await recover({ dir }, { folder })
    const leftovers = await readLeftovers(dir)
    expect(leftovers.stages).toEqual([])
    expect((await readImages(folder, leftovers))?.command).toBe(left)
  },
)

it('a command that does not know the images leaves the stage that says what becomes of them', async () => {
  const { dir, folder } = await killed('finished.json', 'fresh')
  expect(await recover({ dir })).toBe(false)
  expect((await readImages(folder, await readLeftovers(dir)))?.command).toBe('newer')
})

it('the record of a run that was killed before it had moved the other files does not count', async () => {
  const { dir, stage } = await killed('journal.json', 'fresh')
  const { createHash } = await import('node:crypto')
  const hash = (text: string) => createHash('sha256').update(text).digest('hex')
  const step = {
    path: '.create-app.json',
    before: hash(record('1.0.0')),
    after: hash(record('2.0.0')),
  }
  await writeFile(join(stage, 'saved/.create-app.json'), record('1.0.0'))
  await writeFile(join(dir, '.create-app.json'), record('2.0.0'))
  await writeFile(join(stage, 'journal.json'), JSON.stringify({ steps: [step], folders: [] }))
  expect((await readRestoredRecord(dir, await readLeftovers(dir))).createApp).toBe('1.0.0')
})

it('images are those of the last command that changed files, and none after they were used', async () => {
  const root = await temporaryFolder()
  const [dir, folder] = [join(root, 'app'), join(root, 'images')]
  await mkdir(dir)
  await writeFile(join(dir, 'a'), 'old')
  const target = { dir, shown: 'app', state: 'existing', paths: new Set<string>() } as const
  const changes: readonly Change[] = [
    { kind: 'update', path: 'a', before: { content: 'old' }, after: { content: 'new' } },
  ]
  const images = { folder, lockfiles: new Map() }
  const plan = { command: 'update', target, changes, images } as const
  await keepingImages(plan, () => applyFiles(plan, never))
  const leftovers = await readLeftovers(dir)
  expect(await readImages(folder, leftovers)).toMatchObject({
    command: 'update',
    files: [{ path: 'a', before: { content: 'old' } }],
  })
  await expect(keepingImages(plan, () => applyFiles(plan, never))).rejects.toThrow()
  expect((await readImages(folder, leftovers))?.files).toHaveLength(1)
  const back: readonly Change[] = [
    { kind: 'update', path: 'a', before: { content: 'new' }, after: { content: 'old' } },
  ]
  const undo = { ...plan, changes: back, images: { folder, lockfiles: undefined } }
  await keepingImages(undo, () => applyFiles(undo, never))
  expect(await readFile(join(dir, 'a'), 'utf8')).toBe('old')
  expect(await readImages(folder, leftovers)).toBeUndefined()
})

it.each([
  ['a file outside', { path: 'a', before: { file: '../../secret', executable: false } }],
  ['a file that is gone', { path: 'a', before: { file: '7', executable: false } }],
  ['a path that leads out', { path: '../a' }],
  ['no list', undefined],
])('images with %s are none', async (_, file) => {
  const root = await temporaryFolder()
  await writeFile(join(root, 'secret'), 'secret')
  await mkdir(join(root, 'x/images'), { recursive: true })
  const list = { format: 1, command: 'update', files: file ? [file] : 'none' }
  await writeFile(join(root, 'x/images/images.json'), JSON.stringify(list))
  expect(await readImages(join(root, 'x/images'), {})).toBeUndefined()
})
