import fc from 'fast-check'
import { expect, it } from 'vitest'
import { diff } from '../../src/compose/diff.ts'
import { type Change, hashOf, modeOf, type Tree } from '../../src/model/tree.ts'
import { anyTree } from '../support/trees.ts'

it('lists what to create, update and delete, by path', () => {
  const before: Tree = new Map([
    ['same', { content: 'x' }],
    ['text', { content: 'old' }],
    ['mode', { content: 'x' }],
    ['gone', { content: 'x' }],
  ])
  const after: Tree = new Map([
    ['text', { content: 'new' }],
    ['same', { content: 'x', mode: 0o644 }],
    ['mode', { content: 'x', mode: 0o755 }],
    ['added', { content: 'x' }],
  ])
  expect(diff(before, after)).toEqual([
    { kind: 'create', path: 'added', after: { content: 'x' } },
    { kind: 'delete', path: 'gone', before: { content: 'x' } },
    {
      kind: 'update',
      path: 'mode',
      before: { content: 'x' },
      after: { content: 'x', mode: 0o755 },
    },
    { kind: 'update', path: 'text', before: { content: 'old' }, after: { content: 'new' } },
  ])
})

it('turns any tree into any other, and back when reversed', () => {
  fc.assert(
    fc.property(anyTree, anyTree, (one, other) => {
      const changes = diff(one, other)
      expect(contentOf(applied(one, changes))).toEqual(contentOf(other))
      expect(contentOf(applied(other, changes.map(inverse)))).toEqual(contentOf(one))
    }),
    { numRuns: 500 },
  )
})

it('is empty for equal trees, and independent of the order of the trees', () => {
  fc.assert(
    fc.property(anyTree, anyTree, (one, other) => {
      const turned = (tree: Tree): Tree => new Map([...tree].reverse())
      expect(diff(one, turned(one))).toEqual([])
      expect(diff(turned(one), turned(other))).toEqual(diff(one, other))
    }),
    { numRuns: 500 },
  )
})

function applied(tree: Tree, changes: readonly Change[]): Tree {
  const next = new Map(tree)
  for (const change of changes) {
    expect(next.has(change.path)).toBe(change.kind !== 'create')
    if (change.kind === 'delete') next.delete(change.path)
    else next.set(change.path, change.after)
  }
  return next
}

function inverse(change: Change): Change {
  const { path } = change
  switch (change.kind) {
    case 'create':
      return { kind: 'delete', path, before: change.after }
    case 'delete':
      return { kind: 'create', path, after: change.before }
    case 'update':
      return { kind: 'update', path, before: change.after, after: change.before }
  }
}

/** The content and modes of a tree, as written to a disk. */
function contentOf(tree: Tree): Record<string, string> {
  return Object.fromEntries(
    [...tree].map(([path, file]) => [path, `${modeOf(file)} ${hashOf(file)}`]),
  )
}
