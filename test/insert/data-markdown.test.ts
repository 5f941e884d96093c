import { describe, expect, it } from 'vitest'
import { insertData, takeOutData } from '../../src/insert/data/insert-data.ts'
import type { Position } from '../../src/model/generated/insertion.ts'

type Case = {
  readonly title: string
  readonly before: string
  readonly heading?: string
  readonly text: string
  readonly at?: Position
  readonly after: string
}

const cases: readonly Case[] = [
  {
    title: 'an item behind the last one',
    before: '# A\n\n- a\n- b\n\nText.\n',
    text: 'c',
    after: '# A\n\n- a\n- b\n- c\n\nText.\n',
  },
  {
    title: 'an item with its own marker, in the marker of its neighbours',
    before: '# A\r\n\r\n  *   a\r\n',
    text: '- c\n  d',
    after: '# A\r\n\r\n  *   a\r\n  *   c\r\n      d\r\n',
  },
  {
    title: 'an item at the end of a file without a line end',
    before: '\uFEFF# A\n- a',
    text: 'b',
    after: '\uFEFF# A\n- a\n- b',
  },
  {
    title: 'an item with a blank line as between its neighbours',
    before: '# A\n\n- a\n\n  more\n\n- b\n\n## B\n',
    text: 'c',
    after: '# A\n\n- a\n\n  more\n\n- b\n\n- c\n\n## B\n',
  },
  {
    title: 'a first item',
    before: '# A\n\n- a\n- b\n',
    text: 'c',
    at: { at: 'start' },
    after: '# A\n\n- c\n- a\n- b\n',
  },
  {
    title: 'an item behind one with items, lines and code of its own',
    before: '# A\n\n- **a**: x\n  - y\ngoes on\n  ```\n  # no heading\n  - no item\n  ```\n- b\n',
    text: 'c',
    at: { after: 'a' },
    after:
      '# A\n\n- **a**: x\n  - y\ngoes on\n  ```\n  # no heading\n  - no item\n  ```\n- c\n- b\n',
  },
  {
    title: 'a step with the next number',
    before: '# A\n\n9. a\n10. b\n',
    text: 'c',
    after: '# A\n\n9. a\n10. b\n11. c\n',
  },
  {
    title: 'a step where all have the same number',
    before: '# A\n\n1. a\n1. b\n',
    text: 'c',
    after: '# A\n\n1. a\n1. b\n1. c\n',
  },
  {
    title: 'an item of the list under one of two headings',
    before: '---\n## A\n---\n\n# A\n\n```\n## A\n```\n\n<!--\n## A\n-->\n- a\n\n## A\n\n- b\n',
    heading: '## A',
    text: 'c',
    after: '---\n## A\n---\n\n# A\n\n```\n## A\n```\n\n<!--\n## A\n-->\n- a\n\n## A\n\n- b\n- c\n',
  },
  {
    title: 'an item above code that looks like items, behind an item that is code',
    before: '# A\n\n- ```\n  - x\n  ```\n```\n- y\n```\n',
    text: 'c',
    after: '# A\n\n- ```\n  - x\n  ```\n- c\n```\n- y\n```\n',
  },
  {
    title: 'a row in the widths of its table',
    before: '# A #\n\n- a\n\n| one  | two |\n| ---- | --: |\n| a\\|b |   1 |\n\n- - -\n',
    text: '|c|22|',
    after:
      '# A #\n\n- a\n\n| one  | two |\n| ---- | --: |\n| a\\|b |   1 |\n| c    |  22 |\n\n- - -\n',
  },
  {
    title: 'a row in a table without widths',
    before: '# A\n\n| one | two |\n|---|---|\n| a long one | b |\n',
    text: '| c | d |',
    at: { at: 'start' },
    after: '# A\n\n| one | two |\n|---|---|\n| c | d |\n| a long one | b |\n',
  },
  {
    title: 'a row in a table without bars at its sides',
    before: '# A\n\none | two\n--- | ---\na | b\n',
    text: '| c | d |',
    at: { before: 'a' },
    after: '# A\n\none | two\n--- | ---\nc | d\na | b\n',
  },
  {
    title: 'a row in a table without rows',
    before: '# A\n\n| one | two |\n| --- | --- |',
    text: '| c | d |',
    after: '# A\n\n| one | two |\n| --- | --- |\n| c   | d   |',
  },
]

describe('a Markdown document gets', () => {
  it.each(cases)(
    '$title, once, and loses it again',
    ({ before, heading = 'A', text, at, after }) => {
      const insertion = { file: 'a.md', anchor: 'list', heading, text, ...at } as const
      expect(insertData(before, insertion)).toEqual({ outcome: 'applied', text: after })
      expect(insertData(after, insertion)).toEqual({ outcome: 'already' })
      expect(takeOutData(after, insertion)).toEqual({ outcome: 'applied', text: before })
      expect(takeOutData(before, insertion)).toEqual({ outcome: 'already' })
    },
  )
})

describe('a Markdown document keeps', () => {
  const item = { file: 'a.md', anchor: 'list', heading: 'A', text: '`a`: what it is' } as const
  const row = { ...item, text: '| a | b |' }

  it.each([
    [item, '# A\n\n* `a`: what\n  it is\n'],
    [{ ...item, text: '- [ ] do it' }, '# A\n\n- [x] do it\n'],
    [row, '# A\n\n|x|y|\n|-|-|\n|a|b|\n'],
  ])('what says the same: %o', (insertion, text) => {
    expect(insertData(text, insertion)).toEqual({ outcome: 'already' })
    expect(takeOutData(text, insertion).outcome).toBe('applied')
  })

  it.each([
    [item, '# A\n\n- `a`: something else\n'],
    [{ ...item, text: '**a** - x' }, '# A\n\n- **a:** y\n'],
    [{ ...item, text: '[a](b) x' }, '# A\n\n- [a](b) y\n'],
    [row, '# A\n\n|x|y|\n|-|-|\n|a|c|\n'],
  ])('what says something else of the same: %o', (insertion, text) => {
    expect(insertData(text, insertion)).toEqual({ outcome: 'differs' })
    expect(takeOutData(text, insertion)).toEqual({ outcome: 'differs' })
  })
})

describe('a Markdown document cannot get', () => {
  const item = { file: 'a.md', anchor: 'list', heading: 'A', text: 'a' } as const

  it.each([
    ['# B\n\n- b\n', {}, 'There is no heading "A".'],
    ['# A\n\n## A\n', {}, 'There is more than one heading "A".'],
    ['# A\n\nText.\n\n# B\n\n- b\n', {}, 'There is no list under the heading "A".'],
    ['# A\n\n- a\n\n* b\n', {}, 'There is more than one list under the heading "A".'],
    ['# A\n\n- a\n', { text: '| a |' }, 'There is no table under the heading "A".'],
    ['# A\n\n|x|y|\n|-|-|\n', { text: '| a |' }, 'The text is not a row of 2 cells.'],
    ['# A\n\n- b\n', { after: 'c' }, 'There is no "c" to insert it beside.'],
  ])('%j %o', (text, change, why) => {
    expect(insertData(text, { ...item, ...change })).toEqual({ outcome: 'unable', why })
  })
})
