import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { repository } from '../scripts/compose.ts'
import { mutants, mutate } from '../scripts/mutants.ts'

const read = (file: string) => readFileSync(join(repository, file), 'utf8')

it.each(mutants)('can still break the program: $name', (mutant) => {
  const mutated = mutate(mutant, read)
  expect(mutated.size).toBeGreaterThan(0)
  for (const [file, source] of mutated) expect(source).not.toBe(read(file))
})

it('refuses a mutant that the source has left behind', () => {
  const edits = [{ file: 'src/io.ts', from: 'what is not there', to: '' }]
  expect(() => mutate({ name: 'old', edits }, read)).toThrow('no longer applies to src/io.ts')
})
