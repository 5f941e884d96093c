import { expect, it } from 'vitest'
import { diff } from '../../src/plan/diff.ts'
import type { Tree } from '../../src/plan/tree.ts'

it('says what to create, update and delete, by path', () => {
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
