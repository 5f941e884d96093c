import { mkdir, truncate, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { limits } from '../../src/model/limits.ts'
import { printBytes } from '../../src/model/tree.ts'
import { rowsOf } from '../support/contract.ts'
import { temporaryFolder } from '../support/folders.ts'
import { runProgram } from '../support/program.ts'

/** The text of the table for each limit; test/faults/hostile-templates.test.ts exceeds every limit. */
const said: Record<keyof typeof limits, readonly [string, string]> = {
  entries: [
    'files and folders of a template, and of each of its layers, options included',
    `${limits.entries}`,
  ],
  fileBytes: ['one file', printBytes(limits.fileBytes)],
  allBytes: [
    'all files of a template, and of each of its layers, together',
    printBytes(limits.allBytes),
  ],
  folders: ['nested folders', `${limits.folders}`],
  pathBytes: ['a path, in the template and in the project', `${limits.pathBytes} bytes`],
  layers: ['layers that a template extends', `${limits.layers}`],
  manifestBytes: ['`template.json`, `layer.json`', printBytes(limits.manifestBytes)],
  editedBytes: [
    'a file that is read to be changed: `package.json`, `.env.example`',
    printBytes(limits.editedBytes),
  ],
  mergedBytes: [
    'a file that is merged with one of the same name in a lower layer',
    printBytes(limits.mergedBytes),
  ],
}

it('documents every limit with its real value', () => {
  expect(rowsOf('limit')).toEqual(Object.values(said))
})

it('accepts a template that is just within the limits', async () => {
  const cwd = await temporaryFolder()
  const layers = Array.from({ length: limits.layers }, (_, at) => `_layer-${at}`)
  const write = async (path: string, content: string) => {
    await mkdir(join(cwd, dirname(path)), { recursive: true })
    await writeFile(join(cwd, path), content)
  }
  for (const layer of layers) await write(`${layer}/layer.json`, '{}')
  await write(
    'mine/template.json',
    padded({ $schema: './template.schema.json', extends: layers }, 'title', limits.manifestBytes),
  )
  await write('mine/package.json', padded({}, 'description', limits.editedBytes))
  await write('_layer-0/merged.json', padded({}, 'one', limits.mergedBytes))
  await write('mine/merged.json', padded({}, 'other', limits.mergedBytes))
  const deep = 'd/'.repeat(limits.folders)
  await write(`mine/${deep}${'x'.repeat(200)}`, '')
  const middle = `${'y'.repeat(200)}/${'y'.repeat(200)}/`
  await write(`mine/${middle}${'z'.repeat(limits.pathBytes - middle.length)}`, '')
  await write('mine/film.mp4', '')
  await truncate(join(cwd, 'mine/film.mp4'), limits.fileBytes)
  const { exitCode, stderr } = await runProgram(
    ['app', '--template', './mine', '--pm', 'npm@11.0.0', '--dry-run'],
    { cwd },
  )
  expect([exitCode, stderr]).toEqual([0, ''])
})

/** JSON with exactly this number of bytes. */
function padded(value: object, key: string, bytes: number): string {
  const empty = JSON.stringify({ ...value, [key]: '' })
  return empty.replace(/""\}$/, `"${'x'.repeat(bytes - empty.length)}"}`)
}
