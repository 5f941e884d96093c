import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { repository } from '../scripts/compose.ts'
import { generatedDocs } from '../scripts/docs.ts'
import { exitCodes } from '../src/exit-codes.ts'

it('has tables and schemas that say what the code says', async () => {
  for (const [path, content] of await generatedDocs()) {
    expect(await readFile(join(repository, path), 'utf8'), `${path}: npm run docs`).toBe(content)
  }
})

it('has a contract that names every exit code', async () => {
  const contract = await readFile(join(repository, 'docs/contract.md'), 'utf8')
  const section = contract.split('## Exit codes')[1]?.split('\n## ')[0] ?? ''
  const documented = [...section.matchAll(/^\| ([\d, ]+) \|/gm)].flatMap(([, codes = '']) =>
    codes.split(', ').map(Number),
  )
  expect(documented).toEqual(expect.arrayContaining(Object.values(exitCodes)))
  expect(documented.filter((code) => !new Set<number>(Object.values(exitCodes)).has(code))).toEqual(
    [4],
  )
})
