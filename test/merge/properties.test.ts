import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { jsonNodes } from '../../src/edits/json/json.ts'
import { readMembers, repeatedNames } from '../../src/merge/code/read-members.ts'
import { mergeByFormat } from '../../src/merge/formats/merge-formats.ts'
import { repeatedKeys } from '../../src/merge/formats/repeated-keys.ts'
import { plainObject } from '../edits/arbitrary.ts'
import { temporaryFolder } from '../support/folders.ts'
import { merge, textOf } from '../support/merging.ts'
import { isLong, seeded } from '../support/sampled.ts'

type Versions<Value> = { readonly base: Value; readonly disk: Value; readonly next: Value }

/** Three versions of a list of lines that have much in common. */
function versionsOf(line: fc.Arbitrary<string>): fc.Arbitrary<Versions<readonly string[]>> {
  const edit = fc.record({
    at: fc.nat({ max: 20 }),
    removed: fc.nat({ max: 2 }),
    added: fc.array(line, { maxLength: 2 }),
  })
  const edits = fc.array(edit, { maxLength: 3 })
  return fc
    .record({ base: fc.array(line, { maxLength: 14 }), own: edits, made: edits })
    .map(({ base, own, made }) => {
      const edited = (all: typeof own) =>
        all.reduce((lines, { at, removed, added }) => {
          return lines.toSpliced(at % (lines.length + 1), removed, ...added)
        }, base)
      return { base, disk: edited(own), next: edited(made) }
    })
}

describe('texts', () => {
  const text = fc.tuple(
    versionsOf(fc.constantFrom(...'abcdefgh')),
    fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
  )
  const samples = fc.sample(
    text.map(([versions, [a, b, c]]) => {
      const print = (lines: readonly string[], isEnded: boolean) =>
        lines.map((line, at) => line + (isEnded || at < lines.length - 1 ? '\n' : '')).join('')
      return {
        base: print(versions.base, a || b || c),
        disk: print(versions.disk, b || c),
        next: print(versions.next, a || c),
      }
    }),
    seeded(60, 3000),
  )

  it('are merged as git merges them', async () => {
    const dir = await temporaryFolder()
    const fates = await mergeAll('txt', samples)
    const counts = { clean: 0, conflicts: 0 }
    for (const [index, versions] of samples.entries()) {
      const git = await mergeWithGit(dir, versions)
      const fate = fates.get(`${index}.txt`)
      const merged = fate && 'file' in fate ? textOf(fate) : versions.disk
      if (git.exitCode === 0)
        expect({ ...versions, merged }).toEqual({ ...versions, merged: git.stdout })
      counts[fate?.kind === 'conflict' ? 'conflicts' : 'clean'] += 1
    }
    expect(Math.min(counts.clean, counts.conflicts)).toBeGreaterThan(samples.length / 20)
  }, 600_000)
})

/** What git itself makes of three texts. */
async function mergeWithGit(dir: string, versions: Versions<string>) {
  for (const [side, text] of Object.entries(versions)) await writeFile(join(dir, side), text)
  const args = ['merge-file', '-p', 'disk', 'base', 'next']
  return execa('git', args, { cwd: dir, reject: false, stripFinalNewline: false })
}

function mergeAll(ending: string, all: readonly Versions<string>[]) {
  const treeOf = (side: keyof Versions<string>) =>
    new Map(all.map((versions, index) => [`${index}.${ending}`, { content: versions[side] }]))
  return merge({ base: treeOf('base'), disk: treeOf('disk'), next: treeOf('next') })
}

type Value = Record<string, unknown>

/** Three versions of an object, of which each side changed some members. */
const objects: fc.Arbitrary<Versions<Value>> = fc
  .tuple(
    plainObject,
    plainObject,
    plainObject,
    fc.array(fc.nat({ max: 3 }), { minLength: 24, maxLength: 24 }),
  )
  .map(([base, own, made, choices]) => {
    const changed = (other: Value, start: number): Value => {
      const kept = Object.entries(base).filter((_, at) => choices[start + at] !== 0)
      const replaced = kept.map(([key, value], at) => {
        const values = Object.values(other)
        return [key, choices[start + 6 + at] === 1 ? (values[at % values.length] ?? value) : value]
      })
      const added = Object.entries(other).slice(0, 2)
      return Object.fromEntries([...replaced, ...added])
    }
    return { base, disk: changed(own, 0), next: changed(made, 12) }
  })

const formats = [
  {
    path: 'a.json',
    print: (value: Value) => `${JSON.stringify(value, null, 2)}\n`,
    read: readJson,
  },
  { path: 'narrow.json', print: (value: Value) => `${JSON.stringify(value)}\n`, read: readJson },
  {
    path: 'a.yml',
    print: (value: Value) => stringify(value, { aliasDuplicateObjects: false }),
    read: readYaml,
  },
]

function readJson(text: string): Value {
  return JSON.parse(text)
}

function readYaml(text: string): Value {
  return parse(text)
}

describe.each(formats)('$path', ({ path, print, read }) => {
  const merged = (versions: Versions<string>) => {
    const found = mergeByFormat(path, versions)
    return found?.versions === undefined ? found?.text : undefined
  }

  it('can be read without a conflict, has no key twice, and is the same when merged again', () => {
    fc.assert(
      fc.property(objects, ({ base, disk, next }) => {
        const versions = { base: print(base), disk: print(disk), next: print(next) }
        const text = merged(versions)
        if (text === undefined) return
        const value = read(text)
        if (path.endsWith('.json')) expect(repeatedKeys(jsonNodes(text))).toEqual([])
        for (const [key, expected] of Object.entries(expectedMembers({ base, disk, next }))) {
          expect(value[key]).toEqual(expected)
        }
        expect(merged({ ...versions, disk: text })).toBe(text)
      }),
      seeded(80, 5000),
    )
  }, 120_000)

  it('ends the same in one step as in two', () => {
    fc.assert(
      fc.property(steps, ({ own, versions }) => {
        const [one = '', two = '', three = ''] = versions.map((version) => print(version))
        const disk = print(own)
        const direct = merged({ base: one, disk, next: three })
        const between = merged({ base: one, disk, next: two })
        const after = between && merged({ base: two, disk: between, next: three })
        if (direct === undefined || after === undefined) return
        expect(read(after)).toEqual(read(direct))
      }),
      seeded(80, 5000),
    )
  }, 120_000)
})

/** The members of which it is certain what they must be: those that at most one side changed. */
function expectedMembers({ base, disk, next }: Versions<Value>): Value {
  const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
  const keys = [...new Set([...Object.keys(base), ...Object.keys(disk), ...Object.keys(next)])]
  return Object.fromEntries(
    keys.flatMap((key) => {
      const [was, own, made] = [base[key], disk[key], next[key]]
      if (isSame(own, made) || isSame(made, was)) return [[key, own]]
      return isSame(own, was) ? [[key, made]] : []
    }),
  )
}

/** Three versions of a template, and what a person made of the first. The person's own keys are no keys of the template. */
const steps = fc
  .record({
    versions: fc.array(
      fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fc.nat({ max: 3 })),
      { minLength: 3, maxLength: 3 },
    ),
    changed: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constant('mine')),
    added: fc.dictionary(fc.constantFrom('x', 'y', 'z'), fc.nat({ max: 3 })),
    removed: fc.constantFrom('d', 'e', ''),
  })
  .map(({ versions, changed, added, removed }) => {
    const [first = {}, , last = {}] = versions
    const kept = Object.entries({ ...first, ...added }).filter(([key]) => key !== removed)
    const own = Object.fromEntries(kept.map(([key, value]) => [key, changed[key] ?? value]))
    // A key that the template drops and adds again is another key to whom it was dropped.
    const middle = versions.map((version) => ({
      ...version,
      ...pick(last, [removed, ...Object.keys(changed)]),
    }))
    return { own, versions: [first, middle[1] ?? {}, last] }
  })

function pick(value: Value, keys: readonly string[]): Value {
  return Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key)))
}

describe('lists of lines', () => {
  it.each(['.gitignore', '.env.example'])(
    'of %s have all that only one side changed',
    (path) => {
      const name = fc.constantFrom(...'ABCDEFGHIJ')
      const line = path === '.gitignore' ? name : name.map((chosen) => `${chosen}=1`)
      fc.assert(
        fc.property(versionsOf(line), (lists) => {
          const print = (lines: readonly string[]) =>
            [...new Set(lines)].map((l) => `${l}\n`).join('')
          const versions = {
            base: print(lists.base),
            disk: print(lists.disk),
            next: print(lists.next),
          }
          const text = mergeByFormat(path, versions)?.text ?? ''
          const all = new Set([...lists.disk, ...lists.next])
          const expected = [...all].filter((l) => {
            const [was, own, made] = [lists.base, lists.disk, lists.next].map((list) =>
              list.includes(l),
            )
            return own === made || made === was ? own : made
          })
          expect(text.split('\n').filter(Boolean).sort()).toEqual(expected.sort())
          expect(mergeByFormat(path, { ...versions, disk: text })?.text).toBe(text)
        }),
        seeded(200, 10_000),
      )
    },
    120_000,
  )
})

describe('code', () => {
  const shapes = [
    { first: 'export const a = {', last: '}', print: (key: string) => `  ${key}: 1,\n` },
    { first: 'class A {', last: '}', print: (key: string) => `  ${key}() {\n    run()\n  }\n` },
  ]

  it.each(shapes)(
    '$first has all members that one side added',
    async ({ first, last, print }) => {
      const file = (keys: readonly string[]) => `${first}\n${keys.map(print).join('')}${last}\n`
      const adding = fc.uniqueArray(fc.tuple(fc.nat({ max: 5 }), fc.constantFrom(...'pqrstu')), {
        maxLength: 3,
        selector: ([, key]) => key,
      })
      const samples = fc.sample(
        fc.record({ size: fc.nat({ max: 5 }), own: adding, made: adding }),
        seeded(20, 1000),
      )
      const cases = samples.map(({ size, own, made }) => {
        const base = [...'abcde'].slice(0, size)
        const edited = (all: typeof own, mark: string) =>
          all.reduce(
            (keys, [at, key]) => keys.toSpliced(at % (keys.length + 1), 0, `${mark}${key}`),
            base,
          )
        return { base, disk: edited(own, 'own_'), next: edited(made, 'made_') }
      })
      const fates = await mergeAll(
        'ts',
        cases.map(({ base, disk, next }) => ({
          base: file(base),
          disk: file(disk),
          next: file(next),
        })),
      )
      for (const [index, { disk, next }] of cases.entries()) {
        const fate = fates.get(`${index}.ts`)
        if (fate === undefined || !('file' in fate)) continue
        const text = textOf(fate)
        expect(fate.kind, text).not.toBe('conflict')
        const lists = readMembers(text) ?? []
        expect(repeatedNames(lists)).toEqual([])
        const keys = lists.find(({ kind }) => kind !== 'module')?.members.map(({ key }) => key)
        expect(keys?.toSorted()).toEqual([...new Set([...disk, ...next])].sort())
      }
    },
    isLong ? 600_000 : 120_000,
  )
})
