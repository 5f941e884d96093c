import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { unifiedDiff } from '../../src/compare/lines-diff.ts'
import { temporaryFolder } from '../support/folders.ts'

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', '', 'end'), { maxLength: 30 })
  .chain((lines) => fc.constantFrom(lines.join('\n'), lines.map((line) => `${line}\n`).join('')))

it('can be applied by git', async () => {
  const cwd = await temporaryFolder()
  const pairs = fc.sample(fc.tuple(text, text), 150)
  // One git for all of them, because it takes long to start on a busy machine.
  const diffs = pairs.map(([before, after], at) => unifiedDiff(`file${at}`, before, after))
  for (const [at, [before]] of pairs.entries()) await writeFile(join(cwd, `file${at}`), before)
  await writeFile(join(cwd, 'patch'), diffs.join(''))
  await execa('git', ['apply', '-p0', '--unidiff-zero', 'patch'], { cwd })
  for (const [at, [before, after]] of pairs.entries()) {
    expect(await readFile(join(cwd, `file${at}`), 'utf8'), before).toBe(after)
    expect(diffs[at] === '').toBe(before === after)
  }
})

it('compares long texts in little time and memory, in a form that git can apply', async () => {
  const cwd = await temporaryFolder()
  const line = (at: number) => (at % 3 === 0 ? 'a line that is there often' : `line ${at}`)
  const lines = Array.from({ length: 30_000 }, (_, at) => line(at))
  const after = [
    ...lines.slice(0, 9),
    'new',
    ...lines.slice(12, 20_000),
    ...lines.slice(20_500),
    'end',
  ]
  const texts = [lines, after].map((some) => `${some.join('\n')}\n`)
  const [before = '', now = ''] = texts
  const patch = unifiedDiff('file', before, now)
  expect(patch.split('\n').length).toBeLessThan(600)
  await writeFile(join(cwd, 'file'), before)
  await writeFile(join(cwd, 'patch'), patch)
  await execa('git', ['apply', '-p0', 'patch'], { cwd })
  expect((await readFile(join(cwd, 'file'), 'utf8')) === now).toBe(true)
  // Nothing in common, so no place to cut.
  const other = lines.map((text) => `other ${text}`).join('\n')
  expect(unifiedDiff('file', before, other).split('\n').length).toBeGreaterThan(60_000)
})

it('shows three lines of context around each change', () => {
  const lines = Array.from({ length: 40 }, (_, at) => `${at}\n`)
  const after = lines.toSpliced(30, 2).toSpliced(4, 1, 'new\n').join('')
  expect(unifiedDiff('file', lines.join(''), after)).toBe(
    `--- file
+++ file
@@ -2,7 +2,7 @@
 1
 2
 3
-4
+new
 5
 6
 7
@@ -28,8 +28,6 @@
 27
 28
 29
-30
-31
 32
 33
 34
`,
  )
})
