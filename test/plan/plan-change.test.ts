import { describe, expect, it } from 'vitest'
import { recordPath } from '../../src/model/record.ts'
import type { Tree, TreeFile } from '../../src/model/tree.ts'
import { planChange, treeAfter, withUnknownOf } from '../../src/plan/change/plan-change.ts'
import { type Plan, planProject, treeOf } from '../../src/plan/plan.ts'
import { parseRecord } from '../../src/project/read-record.ts'
import { blueprint, planInput } from '../support/planning.ts'

const target = { dir: '/app', shown: 'app', state: 'existing', paths: new Set<string>() } as const

function planOf(files: Record<string, string>): Plan {
  return planProject(planInput([blueprint('template', 'api', files)]))
}

/** The changes between two versions of the files, if the disk has other content at some paths. */
function changed(
  before: Record<string, string>,
  after: Record<string, string>,
  onDisk: Record<string, string | undefined> = {},
) {
  const from = treeOf(planOf(before))
  const to = planOf(after)
  const others = Object.entries(onDisk)
  const there = [...from].filter(([path]) => !(path in onDisk))
  const disk: Tree = new Map<string, TreeFile>([
    ...there,
    ...others.flatMap(([path, content]) =>
      content === undefined ? [] : [[path, { content }] as const],
    ),
  ])
  const change = { target, from, to, disk }
  const plan = planChange(change)
  return {
    // The record has the hash of the files, so it changes with each of them.
    changes: plan.changes
      .filter(({ path }) => path !== recordPath)
      .map(({ kind, path }) => `${kind} ${path}`),
    kept: plan.kept,
    after: Object.fromEntries(
      [...treeAfter(change, plan)]
        .filter(([path]) => path !== recordPath)
        .map(([path, { content }]) => [path, content]),
    ),
  }
}

describe('a change of a project', () => {
  it('creates, updates and deletes the same files as its template', () => {
    expect(changed({ a: '1', b: '1', c: '1' }, { a: '2', b: '1', d: '1' })).toEqual({
      changes: ['update a', 'delete c', 'create d'],
      kept: [],
      after: { a: '2', b: '1', d: '1' },
    })
  })

  it.each([
    ['that was edited', { a: '1' }, { a: '2' }, { a: 'mine' }, { a: '1' }],
    ['that was edited, instead of deleting it', { a: '1' }, {}, { a: 'mine' }, { a: '1' }],
    ['at the path of a new one', {}, { a: '2' }, { a: 'mine' }, {}],
  ] as const)('keeps a file %s', (_, before, after, onDisk, known) => {
    expect(changed(before, after, onDisk)).toEqual({ changes: [], kept: ['a'], after: known })
  })

  it.each([
    ['updated', { a: '1' }, { a: '2' }, { a: '2' }],
    ['deleted', { a: '1' }, {}, { a: undefined }],
    ['created', {}, { a: '2' }, { a: '2' }],
  ] as const)('changes nothing if the file is already %s', (_, before, after, onDisk) => {
    expect(changed(before, after, onDisk)).toMatchObject({ changes: [], kept: [], after })
  })

  it('leaves the lockfile that an install wrote', () => {
    const lockfile = 'package-lock.json'
    for (const after of [{ [lockfile]: '2' }, {}]) {
      const { changes, kept } = changed({ [lockfile]: '1' }, after, { [lockfile]: 'installed' })
      expect([changes, kept]).toEqual([[], []])
    }
    expect(changed({}, { [lockfile]: '1' }).changes).toEqual([`create ${lockfile}`])
    expect(changed({ [lockfile]: '1' }, { [lockfile]: '2' }).changes).toEqual([
      `update ${lockfile}`,
    ])
  })

  it('creates a changed file again if it was deleted', () => {
    const { changes } = changed({ a: '1' }, { a: '2' }, { a: undefined })
    expect(changes).toEqual(['create a'])
  })

  it('keeps entries of later versions in the record', () => {
    const plan = planOf({ a: '1' })
    const old = { ...plan.record, later: { is: 'kept' }, blueprints: [{ kind: 'feature', x: 1 }] }
    const found = parseRecord(old)
    if (typeof found === 'string') throw new Error(found)
    const written = treeOf(withUnknownOf(found, plan)).get(recordPath)?.content
    expect(JSON.parse(String(written))).toEqual({
      ...plan.record,
      later: { is: 'kept' },
      blueprints: [{ kind: 'feature', x: 1 }, ...plan.record.blueprints],
    })
  })
})
