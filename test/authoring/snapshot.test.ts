import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  differencesOf,
  printSnapshot,
  readSnapshot,
  snapshotOf,
} from '../../src/authoring/snapshot.ts'
import { anyTree } from '../support/trees.ts'

const projects = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-d]=[a-d]$/), anyTree), {
  selector: ([name]) => name,
  minLength: 1,
  maxLength: 4,
})

it('reads what was printed', () => {
  fc.assert(
    fc.property(projects, (made) => {
      const snapshot = snapshotOf(new Map(made))
      const again = readSnapshot(printSnapshot(snapshot))
      expect(differencesOf(snapshot, again ?? new Map(), { all: true })).toEqual([])
      expect([...(again ?? new Map()).keys()].sort()).toEqual([...snapshot.keys()].sort())
    }),
  )
})

const file = (content: string) => ({ content })
const one = new Map([
  ['same', file('1')],
  ['other', file('1')],
  ['old', file('1')],
])
const other = new Map([
  ['same', file('1')],
  ['other', file('2')],
  ['new', file('1')],
])

it('lists new, removed and changed files for each combination of answers', () => {
  const [before, now] = [snapshotOf(new Map([['a=1', one]])), snapshotOf(new Map([['a=1', other]]))]
  expect(differencesOf(before, now, { all: true })).toEqual([
    { made: 'a=1', path: 'new', kind: 'new' },
    { made: 'a=1', path: 'old', kind: 'gone' },
    { made: 'a=1', path: 'other', kind: 'changed' },
  ])
})

it('finds a changed permission', () => {
  const run = new Map([['run.sh', { ...file('1'), mode: 0o755 as const }]])
  const plain = new Map([['run.sh', file('1')]])
  const [before, now] = [run, plain].map((tree) => snapshotOf(new Map([['a=1', tree]])))
  expect(differencesOf(before ?? new Map(), now ?? new Map(), { all: true })).toHaveLength(1)
})

it('reports missing combinations only when all are tested', () => {
  const before = snapshotOf(
    new Map([
      ['a=1', one],
      ['a=2', one],
    ]),
  )
  const now = snapshotOf(new Map([['a=1', one]]))
  expect(differencesOf(before, now, { all: false })).toEqual([])
  expect(differencesOf(before, now, { all: true })).toHaveLength(3)
})

it.each([
  '',
  '{',
  '[]',
  '{"schema":"create-app/snapshot@2","made":{}}',
  '{"schema":"create-app/snapshot@1"}',
])('is not read from %s', (text) => {
  expect(readSnapshot(text)).toBeUndefined()
})
