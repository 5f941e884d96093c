import { describe, expect, it } from 'vitest'
import { recordPath } from '../../src/model/record.ts'
import { type Tree, type TreeFile, treeAfter } from '../../src/model/tree.ts'
import {
  conflictsIn,
  keepingConflicts,
  madeAfter,
  planChange,
  withUnknownOf,
} from '../../src/plan/change/plan-change.ts'
import { type Plan, planProject, treeOf } from '../../src/plan/plan.ts'
import { parseRecord } from '../../src/project/read-record.ts'
import { merge } from '../support/merging.ts'
import { blueprint, planInput } from '../support/planning.ts'

const target = { dir: '/app', shown: 'app', state: 'existing', paths: new Set<string>() } as const

type Files = Readonly<Record<string, string>>

function planOf(files: Files): Plan {
  return planProject(planInput([blueprint('template', 'api', files)]))
}

/** The change from one version of the files to another, if the disk has other content at some paths. */
async function change(
  before: Files,
  after: Files,
  onDisk: Readonly<Record<string, string | undefined>> = {},
) {
  const [base, to] = [treeOf(planOf(before)), planOf(after)]
  const disk: Tree = new Map([
    ...[...base].filter(([path]) => !(path in onDisk)),
    ...Object.entries(onDisk).flatMap(([path, content]): [string, TreeFile][] =>
      content === undefined ? [] : [[path, { content }]],
    ),
  ])
  const fates = await merge({ base, disk, next: treeOf(to) })
  return { base, to, disk, fates, plan: planChange({ command: 'update', target, disk, fates, to }) }
}

/** What the plan of a change does. The record has the hash of the files, so it changes with each of them. */
async function changed(...versions: Parameters<typeof change>) {
  const { plan, disk } = await change(...versions)
  const files = [...treeAfter(disk, plan.changes)].filter(([path]) => path !== recordPath)
  return {
    changes: plan.changes
      .filter(({ path }) => path !== recordPath)
      .map(({ kind, path }) => `${kind} ${path}`),
    kept: plan.kept,
    after: Object.fromEntries(files.map(([path, { content }]) => [path, content])),
  }
}

describe('a change of a project', () => {
  it('creates, updates and deletes the same files as its template', async () => {
    expect(await changed({ a: '1', b: '1', c: '1' }, { a: '2', b: '1', d: '1' })).toEqual({
      changes: ['update a', 'delete c', 'create d'],
      kept: [],
      after: { a: '2', b: '1', d: '1' },
    })
  })

  it('merges what both changed', async () => {
    const text = (first: string, last: string) => `${first}\n2\n3\n4\n5\n${last}\n`
    const files = [{ a: text('1', '6') }, { a: text('one', '6') }, { a: text('1', 'six') }] as const
    expect(await changed(...files)).toEqual({
      ...{ changes: ['update a'], kept: [] },
      after: { a: text('one', 'six') },
    })
  })

  it('marks what both changed at one place', async () => {
    const { plan, fates } = await change({ a: '1\n' }, { a: '2\n' }, { a: 'mine\n' })
    expect(plan.changes.map(({ kind, path }) => `${kind} ${path}`)).toContain('update a')
    expect(String(treeAfter(new Map(), plan.changes).get('a')?.content)).toMatch(
      /^<{7} .*\nmine\n\|{7} .*\n1\n={7}\n2\n>{7} .*\n$/,
    )
    expect([conflictsIn(fates), plan.kept]).toEqual([['a'], []])
  })

  it.each([
    ['that was edited and is dropped', { a: '1' }, {}, { a: 'mine' }],
    ['that was deleted', { a: '1' }, { a: '2' }, { a: undefined }],
  ] as const)('keeps a file as it is %s', async (_, before, after, onDisk) => {
    const { a } = onDisk
    expect(await changed(before, after, onDisk)).toEqual({
      ...{ changes: [], kept: ['a'] },
      after: a === undefined ? {} : { a },
    })
  })

  it.each([
    ['updated', { a: '1' }, { a: '2' }, { a: '2' }],
    ['deleted', { a: '1' }, {}, { a: undefined }],
    ['created', {}, { a: '2' }, { a: '2' }],
  ] as const)('changes nothing if the file is already %s', async (_, before, after, onDisk) => {
    expect(await changed(before, after, onDisk)).toEqual({ changes: [], kept: [], after })
  })

  it('leaves the lockfile that an install wrote', async () => {
    const lockfile = 'package-lock.json'
    for (const after of [{ [lockfile]: '2' }, {}]) {
      const own = { [lockfile]: 'installed' }
      const { changes, kept } = await changed({ [lockfile]: '1' }, after, own)
      expect([changes, kept]).toEqual([[], []])
    }
    expect((await changed({}, { [lockfile]: '1' })).changes).toEqual([`create ${lockfile}`])
    const { changes } = await changed({ [lockfile]: '1' }, { [lockfile]: '2' })
    expect(changes).toEqual([`update ${lockfile}`])
  })

  it('leaves a record that says the same in another layout', async () => {
    const files = { a: '1' }
    const record = JSON.stringify(planOf(files).record)
    expect((await change(files, files, { [recordPath]: record })).plan.changes).toEqual([])
  })

  it('keeps files in conflict as they are, where nobody is asked to choose', async () => {
    const { base, to, disk, fates } = await change(
      { a: '1\n', b: '1\n' },
      { a: '2\n', b: '2\n' },
      { a: 'mine\n' },
    )
    const kept = keepingConflicts(fates)
    const plan = planChange({ command: 'template', target, disk, fates: kept, to })
    expect(plan.kept).toEqual(['a'])
    const after = treeAfter(disk, plan.changes)
    expect([after.get('a')?.content, after.get('b')?.content]).toEqual(['mine\n', '2\n'])
    // What was made is still the old version, so that the next change of the template finds the same edit.
    const made = madeAfter(base, plan, treeOf(to))
    expect([made.get('a')?.content, made.get('b')?.content]).toEqual(['1\n', '2\n'])
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
