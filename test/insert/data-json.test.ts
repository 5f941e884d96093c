import { describe, expect, it } from 'vitest'
import { insertData, takeOutData } from '../../src/insert/data/insert-data.ts'
import type { Position } from '../../src/model/generated/insertion.ts'

type Case = {
  readonly title: string
  readonly before: string
  readonly path?: readonly string[]
  readonly text: string
  readonly at?: Position
  readonly after: string
}

const cases: readonly Case[] = [
  {
    title: 'a member behind the last one',
    before: '{\n  "a": 1\n}\n',
    text: '"b": 2',
    after: '{\n  "a": 1,\n  "b": 2\n}\n',
  },
  {
    title: 'a member in tabs and Windows line ends',
    before: '{\r\n\t"scripts": {\r\n\t\t"dev": "x"\r\n\t}\r\n}\r\n',
    path: ['scripts'],
    text: '"build": {\n  "a": [\n    1\n  ]\n}',
    after:
      '{\r\n\t"scripts": {\r\n\t\t"dev": "x",\r\n\t\t"build": {\r\n\t\t\t"a": [\r\n\t\t\t\t1\r\n\t\t\t]\r\n\t\t}\r\n\t}\r\n}\r\n',
  },
  {
    title: 'a member behind a byte order mark',
    before: '\uFEFF{\n  "a": 1\n}',
    text: '"b": 2',
    after: '\uFEFF{\n  "a": 1,\n  "b": 2\n}',
  },
  {
    title: 'an element behind a trailing comma',
    before: '{\n  "a": [\n    1,\n  ],\n}\n',
    path: ['a'],
    text: '2',
    after: '{\n  "a": [\n    1,\n    2,\n  ],\n}\n',
  },
  {
    title: 'an element behind a trailing comma on one line',
    before: '{ "a": [1,] }\n',
    path: ['a'],
    text: '2',
    after: '{ "a": [1, 2,] }\n',
  },
  {
    title: 'an element before a comment that is last',
    before: '[\n  1 // one\n  // 3\n]\n',
    text: '2',
    after: '[\n  1, // one\n  2\n  // 3\n]\n',
  },
  {
    title: 'an element behind a block comment on one line',
    before: '[1 /* one */]\n',
    text: '2',
    after: '[1 /* one */, 2]\n',
  },
  {
    title: 'an element in an array of only a comment',
    before: '{\n  "a": [\n    // nothing yet\n  ]\n}\n',
    path: ['a'],
    text: '2',
    after: '{\n  "a": [\n    // nothing yet\n    2\n  ]\n}\n',
  },
  {
    title: 'an element in an array of only a comment on one line',
    before: '{ "a": [/* none */] }\n',
    path: ['a'],
    text: '2',
    after: '{ "a": [/* none */ 2] }\n',
  },
  {
    title: 'a member in an empty object of a file that has a line for each member',
    before: '{\n  "a": {}\n}\n',
    path: ['a'],
    text: '"b": 2',
    after: '{\n  "a": {\n    "b": 2\n  }\n}\n',
  },
  {
    title: 'a member in an empty object of a file that has objects on one line',
    before: '{\n  "a": {},\n  "b": { "c": 1 }\n}\n',
    path: ['a'],
    text: '"b": 2',
    after: '{\n  "a": { "b": 2 },\n  "b": { "c": 1 }\n}\n',
  },
  {
    title: 'a member in an empty file of braces',
    before: '{}\n',
    text: '"b": 2',
    after: '{\n  "b": 2\n}\n',
  },
  {
    title: 'an element that is too long for one line',
    before: '{\n  "a": []\n}\n',
    path: ['a'],
    text: `"${'x'.repeat(100)}"`,
    after: `{\n  "a": [\n    "${'x'.repeat(100)}"\n  ]\n}\n`,
  },
  {
    title: 'an element on one line',
    before: '{ "a": ["b"] }',
    path: ['a'],
    text: '"c"',
    after: '{ "a": ["b", "c"] }',
  },
  {
    title: 'an element without blanks',
    before: '{"a":[1,2]}',
    path: ['a'],
    text: '3',
    after: '{"a":[1,2,3]}',
  },
  {
    title: 'a member of several lines in an object on one line',
    before: '{ "a": { "b": 1 } }\n',
    path: ['a'],
    text: '"c": {\n  "d": [\n    1\n  ]\n}',
    after: '{ "a": { "b": 1, "c": { "d": [1] } } }\n',
  },
  {
    title: 'a member at the start, below the comment of the brace',
    before: '{ // all\n  // one\n  "a": 1\n}\n',
    text: '"b": 2',
    at: { at: 'start' },
    after: '{ // all\n  "b": 2,\n  // one\n  "a": 1\n}\n',
  },
  {
    title: 'an element at the start of a line',
    before: '[ 1, 2 ]\n',
    text: '0',
    at: { at: 'start' },
    after: '[ 0, 1, 2 ]\n',
  },
  {
    title: 'a member before another and its comment',
    before: '{\n  "a": 1,\n  // two\n  "c": 2\n}\n',
    text: '"b": 2',
    at: { before: 'c' },
    after: '{\n  "a": 1,\n  "b": 2,\n  // two\n  "c": 2\n}\n',
  },
  {
    title: 'an element after another on one line',
    before: '["a", /* c */ "c"]\n',
    text: '"b"',
    at: { after: 'a' },
    after: '["a", "b", /* c */ "c"]\n',
  },
  {
    title: 'an element after the one of a name',
    before: '[\n  { "name": "a" },\n  { "name": "c" }\n]\n',
    text: '{ "name": "b" }',
    at: { after: 'a' },
    after: '[\n  { "name": "a" },\n  { "name": "b" },\n  { "name": "c" }\n]\n',
  },
  {
    title: 'a member where commas lead',
    before: '{ "a": 1\n, "c": 2\n}\n',
    text: '"b": 2',
    at: { after: 'a' },
    after: '{ "a": 1\n, "b": 2, "c": 2\n}\n',
  },
  {
    title: 'an element of a list in a list',
    before: '{ "a": [[1], [2]] }\n',
    path: ['a', '1'],
    text: '3',
    after: '{ "a": [[1], [2, 3]] }\n',
  },
]

describe('a JSON gets', () => {
  it.each(cases)('$title, once, and loses it again', ({ before, path = [], text, at, after }) => {
    const insertion = { file: 'a.json', anchor: 'path', path, text, ...at } as const
    expect(insertData(before, insertion)).toEqual({ outcome: 'applied', text: after })
    expect(insertData(after, insertion)).toEqual({ outcome: 'already' })
    expect(takeOutData(after, insertion)).toEqual({ outcome: 'applied', text: before })
    expect(takeOutData(before, insertion)).toEqual({ outcome: 'already' })
  })
})

describe('a JSON keeps', () => {
  const member = {
    file: 'a.json',
    anchor: 'path',
    path: [],
    text: '"a": { "b": 1, "c": 2 }',
  } as const

  it('a member that means the same', () => {
    const text = '{"a":{"c":2,"b":1}}'
    expect(insertData(text, member)).toEqual({ outcome: 'already' })
    expect(takeOutData(text, member)).toEqual({ outcome: 'applied', text: '{}' })
  })

  it.each(['{ "a": 1 }', '{ "a": { "b": 1 } }'])('another value: %s', (text) => {
    expect(insertData(text, member)).toEqual({ outcome: 'differs' })
    expect(takeOutData(text, member)).toEqual({ outcome: 'differs' })
  })

  it.each([
    '{\n  "a": { "b": 1, "c": 2 } // mine\n}',
    '{\n  "a": { "b": 1, "c": 2 }, // mine\n  "d": 1\n}',
    '{ "a": { "b": 1, /* mine */ "c": 2 } }',
    '{ "a": { "b": 1, "c": 2 } /* mine */, "d": 1 }',
  ])('a comment that a person wrote at the member: %s', (text) => {
    expect(takeOutData(text, member)).toEqual({ outcome: 'differs' })
  })

  it('an object of the same name in a list', () => {
    const element = {
      file: 'a.json',
      anchor: 'path',
      path: [],
      text: '{ "name": "a", "x": 1 }',
    } as const
    expect(insertData('[{ "name": "a" }]', element)).toEqual({ outcome: 'differs' })
  })
})

describe('a JSON cannot get a member', () => {
  const member = { file: 'a.json', anchor: 'path', path: [], text: '"b": 1' } as const

  it.each([
    ['{ "a": }', {}, 'The file is not valid JSON.'],
    ['', {}, 'The file is not valid JSON.'],
    ['{ "a": 1 }', { path: ['b', 'c'] }, 'There is no "b.c".'],
    ['{ "a": 1 }', { path: ['a'] }, 'There is no list and no object at "a".'],
    ['{ "a": 1 }', { before: 'c' }, 'There is no "c" to insert it beside.'],
    ['[1, 1]', { text: '2', after: '1' }, '"1" is there more than once.'],
    ['{ "a": 1 }', { text: '"b": 1, "c": 2' }, 'The text is not one member of an object.'],
    ['{ "a": 1 }', { text: '"b": 1 // c' }, 'The text is not one member of an object.'],
    ['[1]', {}, 'The text is not one element of a list.'],
    ['{ "a": 1 }', { text: ' ' }, 'There is no text to insert.'],
  ])('%s %o', (text, change, why) => {
    expect(insertData(text, { ...member, ...change })).toEqual({ outcome: 'unable', why })
  })

  it('and has none to lose where there is no such path', () => {
    expect(takeOutData('{}', { ...member, path: ['a'] })).toEqual({ outcome: 'already' })
  })
})
