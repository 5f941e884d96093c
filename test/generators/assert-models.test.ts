import { describe, expect, it } from 'vitest'
import { catalog } from '../../scripts/compose.ts'
import { builtInGenerators } from '../../src/blueprints/generators/find-generators.ts'
import { assertModels } from '../../src/generators/assert-models.ts'
import { readModels } from '../../src/insert/prisma/read-models.ts'

const generators = await builtInGenerators({ catalog })
const schema = `model Book {
  id    String @id
  title String
  isbn  String?
  pages Int
}`
const models = readModels(new Map([['prisma/schema/book.prisma', schema]]))

describe.each(generators.filter(({ id }) => id === 'feature'))('$description', (generator) => {
  const check = (fields: string) => () => assertModels(generator, { name: 'Loan', fields }, models)

  it.each([
    'book:Book',
    'book:Book(title)',
    'book:Book(id)?',
    'before:Loan? title:string',
    'title:string before:Loan(title)?',
  ])('may have %s', (fields) => {
    expect(check(fields)).not.toThrow()
  })

  it.each([
    ['book:Book(titel)', 'Use id, title.'],
    ['book:Book(isbn)', 'Use id, title.'],
    ['book:Book(pages)', 'Use id, title.'],
    ['book:Book(id,title)', 'Use id, title.'],
    ['before:Loan(title)?', 'Use id.'],
  ])('may not have %s', (fields, fix) => {
    expect(check(fields)).toThrow(expect.objectContaining({ fix: expect.stringContaining(fix) }))
  })
})
