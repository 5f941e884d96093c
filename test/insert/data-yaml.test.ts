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
  { title: 'a member behind the last one', before: 'a: 1\n', text: 'b: 2', after: 'a: 1\nb: 2\n' },
  {
    title: 'a member at the end of a file without a line end',
    before: 'a: 1',
    text: 'b: 2',
    after: 'a: 1\nb: 2',
  },
  {
    title: 'a member of several lines, in Windows line ends',
    before: '\uFEFFa:\r\n    b: 1\r\nc: 2\r\n',
    path: ['a'],
    text: 'd:\n  - 1\n\n  - 2',
    after: '\uFEFFa:\r\n    b: 1\r\n    d:\r\n      - 1\r\n\r\n      - 2\r\nc: 2\r\n',
  },
  {
    title: 'an element before a comment that is last',
    before: 'a:\n  - x # one\n  # - z\n\nb: 1\n',
    path: ['a'],
    text: 'y',
    after: 'a:\n  - x # one\n  - y\n  # - z\n\nb: 1\n',
  },
  {
    title: 'an element with a dash, in a list without indent',
    before: 'a:\n- x\nb: 1\n',
    path: ['a'],
    text: '- k: 1\n  l: 2',
    after: 'a:\n- x\n- k: 1\n  l: 2\nb: 1\n',
  },
  {
    title: 'an element in a list of wide dashes',
    before: 'a:\n  -   x: 1\n      y: 2\n',
    path: ['a'],
    text: 'x: 2\ny: 3',
    after: 'a:\n  -   x: 1\n      y: 2\n  -   x: 2\n      y: 3\n',
  },
  {
    title: 'a step with a blank line as between its neighbours, and a comment',
    before: 'steps:\n  - uses: a@1 # v1\n\n  - run: b\n',
    path: ['steps'],
    text: 'uses: c@2 # v2\nwith:\n  d: 1',
    after:
      'steps:\n  - uses: a@1 # v1\n\n  - run: b\n\n  - uses: c@2 # v2\n    with:\n      d: 1\n',
  },
  {
    title: 'a first step with a blank line',
    before: 'steps:\n  # one\n  - run: a\n\n  - run: b\n',
    path: ['steps'],
    text: 'run: c',
    at: { at: 'start' },
    after: 'steps:\n  - run: c\n\n  # one\n  - run: a\n\n  - run: b\n',
  },
  {
    title: 'a member before the first one of an element',
    before: '- a: 1\n  b: 2\n',
    path: ['0'],
    text: 'c: 3',
    at: { at: 'start' },
    after: '- c: 3\n  a: 1\n  b: 2\n',
  },
  {
    title: 'a member of a job, in front of the deeper comment of the job before',
    before: 'jobs:\n  a:\n    x: 1\n    # y: 2\n\n  b:\n    x: 1\n',
    path: ['jobs'],
    text: 'c:\n  x: 3',
    at: { after: 'a' },
    after: 'jobs:\n  a:\n    x: 1\n    # y: 2\n\n  c:\n    x: 3\n\n  b:\n    x: 1\n',
  },
  {
    title: 'a member below a key without a value',
    before: 'a: # none yet\nb:\n    c: 1\n',
    path: ['a'],
    text: 'd: 1',
    after: 'a: # none yet\n    d: 1\nb:\n    c: 1\n',
  },
  {
    title: 'an element below a key without a value, as the other lists',
    before: 'a:\nb:\n- c\n',
    path: ['a'],
    text: '- d',
    after: 'a:\n- d\nb:\n- c\n',
  },
  {
    title: 'an element below the last key',
    before: 'a:\n  b:',
    path: ['a', 'b'],
    text: 'd',
    after: 'a:\n  b:\n    - d',
  },
  {
    title: 'a member in a file of only a comment',
    before: '# why\n',
    text: 'a: 1',
    after: '# why\na: 1\n',
  },
  { title: 'a member in an empty file', before: '', text: 'a: 1', after: 'a: 1\n' },
  {
    title: 'an element between brackets',
    before: 'a: [x, y] # two\n',
    path: ['a'],
    text: 'z',
    after: 'a: [x, y, z] # two\n',
  },
  {
    title: 'an element in quotes as its neighbours',
    before: "a:\n  - 'x/*'\n  - 'y/*'\n",
    path: ['a'],
    text: '"z/*"',
    after: "a:\n  - 'x/*'\n  - 'y/*'\n  - 'z/*'\n",
  },
  {
    title: 'a member of several lines between braces',
    before: 'a: {}\n',
    path: ['a'],
    text: 'b:\n  - c: 1\n    d: "x, y"',
    after: 'a: { b: [ { c: 1, d: "x, y" } ] }\n',
  },
  {
    title: 'an element in brackets on several lines',
    before: 'a:\n  [\n    x, # one\n    y\n  ]\n',
    path: ['a'],
    text: 'z',
    after: 'a:\n  [\n    x, # one\n    y,\n    z\n  ]\n',
  },
  {
    title: 'a member behind a text of which every line end counts',
    before: 'a: |+\n  x\n\nb: |\n  y\n\n',
    text: 'c: 1',
    at: { after: 'a' },
    after: 'a: |+\n  x\n\nc: 1\nb: |\n  y\n\n',
  },
  {
    title: 'a member below the header of the file',
    before: '# yaml-language-server: $schema=x\na: 1\n',
    text: 'b: 2',
    at: { at: 'start' },
    after: '# yaml-language-server: $schema=x\nb: 2\na: 1\n',
  },
]

describe('a YAML gets', () => {
  it.each(cases)('$title, once, and loses it again', ({ before, path = [], text, at, after }) => {
    const insertion = { file: 'a.yml', anchor: 'path', path, text, ...at } as const
    expect(insertData(before, insertion)).toEqual({ outcome: 'applied', text: after })
    expect(insertData(after, insertion)).toEqual({ outcome: 'already' })
    expect(takeOutData(after, insertion)).toEqual({ outcome: 'applied', text: before })
    expect(takeOutData(before, insertion)).toEqual({ outcome: 'already' })
  })
})

describe('a YAML keeps', () => {
  const member = { file: 'a.yaml', anchor: 'path', path: ['a'], text: 'b: "x" # ours' } as const

  it('a member that means the same', () => {
    expect(insertData("a:\n  b: 'x'\n", member)).toEqual({ outcome: 'already' })
  })

  it('another value', () => {
    expect(insertData('a:\n  b: y\n', member)).toEqual({ outcome: 'differs' })
    expect(takeOutData('a:\n  b: y\n', member)).toEqual({ outcome: 'differs' })
  })

  it.each(['a:\n  b: x # mine\n', 'a:\n  b: x\n    # mine\n', 'a: { b: x } # ok\n'])(
    'a comment that a person wrote at the member: %s',
    (text) => {
      const outcome = text.includes('mine') ? 'differs' : 'applied'
      expect(takeOutData(text, member).outcome).toBe(outcome)
    },
  )

  it('a step of the same name', () => {
    const step = { ...member, text: 'name: t\nrun: a' }
    expect(insertData('a:\n  - name: t\n    run: b\n', step)).toEqual({ outcome: 'differs' })
  })
})

describe('a YAML cannot get a member', () => {
  const member = { file: 'a.yml', anchor: 'path', path: ['a'], text: 'b: 1' } as const

  it.each([
    ['a: [', {}, 'The file is not valid YAML.'],
    ['a: 1\n---\na: 2\n', {}, 'The file is not valid YAML.'],
    ['c: 1\n', {}, 'There is no "a".'],
    ['a: 1\n', {}, 'There is no list and no map at "a".'],
    ['a: ~\n', {}, 'There is no list and no map at "a".'],
    ['- \n', { path: ['0'] }, 'There is no list and no map at "0".'],
    ['a: &x\n  c: 1\nd: *x\n', {}, 'The anchor "x" puts "a" in other places, too.'],
    ['a:\n  c: 1\n', { text: 'b: 1\nd: 2' }, 'The text is not one member of an object.'],
    ['a:\n  c: 1\n', { text: '# why\nb: 1' }, 'The text is not one member of an object.'],
    ['a:\n  c: 1\n', { after: 'd' }, 'There is no "d" to insert it beside.'],
  ])('%s %o', (text, change, why) => {
    expect(insertData(text, { ...member, ...change })).toEqual({ outcome: 'unable', why })
  })
})
