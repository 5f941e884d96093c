import { describe, expect, it } from 'vitest'
import { catalog, repository } from '../../scripts/compose.ts'
import { builtInGenerators } from '../../src/blueprints/generators/find-generators.ts'
import { typedValues } from '../../src/generators/typed-params.ts'

const generators = await builtInGenerators({ catalog })
const feature = generators.filter(({ id }) => id === 'feature')

describe.each(feature)('the values of a feature: $description', (generator) => {
  const typed = (...words: readonly string[]) => typedValues(generator, { words, pairs: [] })

  it('are kept as one text, with quotes around an item that has blanks', () => {
    expect(typed('Loan', 'title:string=two words', "note:text?=it's").fields).toBe(
      `"title:string=two words" note:text?=it's`,
    )
  })

  it.each([
    'n:int=-3',
    'n:float=1.5',
    'n:decimal=5',
    'is:boolean=false',
    'on:date=2027-01-31',
    'at:datetime=2027-01-31T12:00:00Z',
    'kind:enum(a,b)=b',
    'book:Book(isbn)?',
  ])('may be %s', (field) => {
    expect(typed('Loan', field).fields).toBe(field)
  })

  it.each([
    ['n:int=abc', 'another default for n:int=abc'],
    ['on:date=soon', 'another default'],
    ['kind:enum', 'choices for kind:enum: enum(a,b)'],
    ['kind:enum(a,a)', 'each choice'],
    ['kind:enum(a-b)', '<name>:<type>'],
    ['kind:enum(a,b)=c', 'another default'],
    ['book:Book=1', 'another default'],
    ['id:string', 'another name'],
    ['due-on:date', 'a name without -: dueOn'],
    ['dueOn:date due_on:date', 'the name due_on once'],
    ['book:Book bookId:string', 'the name bookId once'],
    ['bookId:string book:Book', 'the name bookId once'],
  ])('may not be %s', (field, fix) => {
    expect(() => typed('Loan', ...field.split(' '))).toThrow(
      expect.objectContaining({ fix: expect.stringContaining(fix) }),
    )
  })

  it('take all words that are left as fields, and those of each --fields', () => {
    const pairs = ['fields=title:string', 'fields=due:date', 'plural=Loans']
    const words = ['Loan', 'paid:boolean']
    expect(typedValues(generator, { words, pairs })).toEqual({
      ...{ name: 'Loan', plural: 'Loans' },
      fields: 'title:string due:date paid:boolean',
    })
  })

  it.each(['', 'people'])('may have the plural "%s"', (plural) => {
    expect(typedValues(generator, { words: ['Loan'], pairs: [`plural=${plural}`] }).plural).toBe(
      plural,
    )
  })

  it.each(['two words', 'a/b', '../a'])('may not have the plural %s', (plural) => {
    const typing = () => typedValues(generator, { words: ['Loan'], pairs: [`plural=${plural}`] })
    expect(typing).toThrow(expect.objectContaining({ exitCode: 2 }))
  })

  it.each(['admin/Loan', 'date-time', 'Link'])('may not have the name %s', (name) => {
    expect(() => typed(name, 'title:string')).toThrow(expect.objectContaining({ exitCode: 2 }))
  })
})

it('there is a feature for each kind of project', () => {
  expect(feature.length, repository).toBe(6)
})
