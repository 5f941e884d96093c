import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  choiceIn,
  createWith,
  type FoundRecord,
  type ProjectRecord,
  printRecord,
  recordSchema,
  renewRecord,
} from '../../src/model/record.ts'
import { parseRecord } from '../../src/project/read-record.ts'

const word = fc.stringMatching(/^[a-z][a-z-]{0,8}$/)
const answers = fc.dictionary(word, fc.string(), { maxKeys: 3 })
/** Values as a file has them: JSON prints -0 as 0. */
const unknownKeys = fc.dictionary(
  word.map((key) => `later-${key}`),
  fc.json({ maxDepth: 2 }).map((text): fc.JsonValue => JSON.parse(text)),
  { maxKeys: 2 },
)

const entry = fc.record(
  {
    kind: fc.constantFrom('template', 'layer'),
    id: word,
    version: fc.constantFrom('1.0.0', '3.1.0'),
    source: fc.constantFrom('builtin', 'file:mine', 'npm:mine@1.0.0'),
    integrity: fc.constant('sha512-AA=='),
    into: word.map((name) => `apps/${name}`),
    treeHash: fc.constant('sha256-00'),
    kept: fc.constant(['README.md']),
    answers,
  },
  { requiredKeys: ['kind', 'id', 'version', 'source', 'answers'] },
)

const knownEntry = fc.tuple(entry, unknownKeys).map(([known, more]) => ({ ...known, ...more }))
const unknownEntry = fc
  .tuple(fc.constantFrom('addon', 'generator', 'feature'), unknownKeys)
  .map(([kind, more]) => ({ kind, ...more }))

const anyRecord = fc
  .tuple(
    fc.uniqueArray(fc.oneof(knownEntry, unknownEntry), { selector: idOf, maxLength: 5 }),
    unknownKeys,
  )
  .map(([blueprints, more]) => ({ schema: recordSchema, createApp: '3.0.0', blueprints, ...more }))

function idOf(entry: Readonly<Record<string, unknown>>): string {
  return JSON.stringify([entry.kind, entry.id, entry.into])
}

function read(text: string): FoundRecord {
  const record = parseRecord(JSON.parse(text))
  if (typeof record === 'string') throw new Error(record)
  return record
}

/** What this version knows of a record. */
function knownOf({ schema, createApp, blueprints }: ReturnType<typeof anyRecordOf>): ProjectRecord {
  return {
    schema,
    createApp,
    blueprints: blueprints.flatMap((entry) => {
      if (!('answers' in entry)) return []
      const known = Object.entries(entry).filter(([key]) => !key.startsWith('later-'))
      return [Object.fromEntries(known)]
    }),
  } as unknown as ProjectRecord
}

declare function anyRecordOf(): typeof anyRecord extends fc.Arbitrary<infer Value> ? Value : never

describe('any record, with what only a later version knows,', () => {
  it('is written as it was read, byte for byte', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const text = printRecord(record)
        expect(printRecord(read(text).whole)).toBe(text)
      }),
    )
  })

  it('is written as it was read when nothing that this version knows has changed', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const text = printRecord(record)
        expect(printRecord(renewRecord(read(text), knownOf(record)))).toBe(text)
      }),
    )
  })

  it('keeps that when everything else is new', () => {
    fc.assert(
      fc.property(anyRecord, anyRecord, (old, record) => {
        const renewed = renewRecord(read(printRecord(old)), knownOf(record))
        expect(renewed).toMatchObject({ ...knownOf(record), blueprints: expect.any(Array) })
        const kept = Object.entries(old).filter(([key]) => key.startsWith('later-'))
        expect(renewed).toMatchObject(Object.fromEntries(kept))
        const unknown = old.blueprints.filter((entry) => !('answers' in entry))
        expect(renewed.blueprints).toEqual(expect.arrayContaining(unknown))
      }),
    )
  })
})

it('a record of a later format is read so far that its version is known', () => {
  const later = {
    schema: 'create-app/record@2',
    createApp: '4.0.0',
    blueprints: [{ kind: 'template' }],
  }
  expect(parseRecord(later)).toEqual({ createApp: '4.0.0', blueprints: [], whole: later })
})

it.each([
  [{}, 'schema: '],
  [
    { schema: recordSchema, createApp: '3.0.0', blueprints: [{ kind: 'template' }] },
    'blueprints.0.id: ',
  ],
  [{ schema: recordSchema, createApp: '3.0.0', blueprints: ['template'] }, 'blueprints.0: '],
])('%j is no record', (content, problem) => {
  expect(parseRecord(content)).toContain(problem)
})

it.each(['latest', '^3.0.0', '3.0.0/../4.0.0', 'git+ssh://git@a.b/c.git', '3.0.0; touch x', ''])(
  'a record of the create-app %j is no record',
  (createApp) => {
    const content = { schema: recordSchema, createApp, blueprints: [] }
    expect(parseRecord(content)).toBe('createApp: must be an exact version, such as 3.0.0.')
  },
)

it('has the names of its template, and not those of what was generated or composed', () => {
  const entryOf = (kind: string, answers: Record<string, string>, into?: string) => {
    return {
      ...{ kind, id: kind, version: '1.0.0', source: 'builtin', answers },
      ...(into && { into }),
    }
  }
  const record = read(
    JSON.stringify({
      schema: recordSchema,
      createApp: '3.0.0',
      blueprints: [
        entryOf('layer', { pm: 'npm@11.0.0', name: 'layer', title: 'Layer' }),
        entryOf('template', { style: 'tidy', name: 'part' }, 'apps/web'),
        entryOf('template', { name: 'shop', title: 'Shop', colour: 'red' }),
        entryOf('generator', { name: 'Order' }),
        entryOf('layer', { name: 'last' }),
      ],
    }),
  )
  expect(choiceIn(record)).toEqual({
    packageName: 'shop',
    title: 'Shop',
    answers: { pm: 'npm@11.0.0', style: 'tidy', colour: 'red' },
  })
})

it('names the create-app that made a record, and passes flags through npm', () => {
  const record = { createApp: '3.1.0' }
  expect(createWith(record, ['resume', 'app'])).toBe('npm create app@3.1.0 resume app')
  expect(createWith(record, ['--answers', 'a b.json'])).toBe(
    "npm create app@3.1.0 -- --answers 'a b.json'",
  )
})
