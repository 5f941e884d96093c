import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { mergeJson, readJson } from '../../src/edits/json/json.ts'
import { mergeYaml, setYaml } from '../../src/edits/yaml/yaml.ts'
import { EditError } from '../../src/errors/edit-error.ts'
import { jsonObject, plainObject } from './arbitrary.ts'
import { formatWithBiome } from './biome.ts'

describe('mergeYaml', () => {
  it('keeps the comments of both sides at their nodes', () => {
    const base = '# head\n\na: 1 # one\nb:\n  # two\n  - x # three\n# tail\n'
    const over = 'b:\n  # four\n  - y # five\n# six\nc:\n  d: 2\n'
    expect(mergeYaml(base, over)).toBe(
      '# head\n\na: 1 # one\nb:\n  # two\n  - x # three\n  # four\n  - y # five\n# six\nc:\n  d: 2\n# tail\n',
    )
  })

  it('keeps quotes, block scalars, anchors and long lines as they are written', () => {
    const long = `long: ${'word '.repeat(40).trim()}\n`
    const base = `${long}s: 'x: "y"'\nb: |-\n  one\n\n    two\nf: >+\n  folded\n\nanchor: &a\n  x: 1\nalias: *a\n`
    expect(mergeYaml(base, 'z: 1\n')).toBe(`${base}z: 1\n`)
  })

  it('treats values as equal, whatever their quotes', () => {
    expect(mergeYaml("a: ['x', y]\n", 'a: ["x", \'y\', z]\n')).toBe("a: ['x', y, z]\n")
  })

  it('removes a key with a written null, and keeps a key without a value', () => {
    expect(mergeYaml('a: 1\nb: 2\nc: 3\n', 'a: ~\nb: null\nd:\n')).toBe('c: 3\nd:\n')
  })

  it('changes flow style to block style when a comment or a block scalar is added', () => {
    expect(mergeYaml('a: { x: 1 }\n', 'a:\n  # why\n  y: |\n    z\n')).toBe(
      'a:\n  x: 1\n  # why\n  y: |\n    z\n',
    )
  })

  it('merges steps with the same name or id in place, and replaces what a pointer names', () => {
    const base = 's:\n  - name: A\n    run: x\n  - id: b\n    run: y\n'
    expect(mergeYaml(base, 's:\n  - id: b\n    run: z\n  - name: A\n    if: q\n')).toBe(
      's:\n  - name: A\n    run: x\n    if: q\n  - id: b\n    run: z\n',
    )
    expect(mergeYaml(base, 's:\n  - run: z\n', ['/s'])).toBe('s:\n  - run: z\n')
  })

  it("merges Dependabot's updates of the same ecosystem in the same directory in place", () => {
    const update = (ecosystem: string, rest: string) =>
      `  - package-ecosystem: ${ecosystem}\n    directory: ${rest}\n`
    const base = `updates:\n${update('npm', '/')}${update('docker', '/a')}`
    expect(
      mergeYaml(base, `updates:\n${update('docker', '/b')}${update('npm', '/\n    x: 1')}`),
    ).toBe(
      `updates:\n${update('npm', '/\n    x: 1')}${update('docker', '/a')}${update('docker', '/b')}`,
    )
  })

  it('separates a new job from the others by a blank line', () => {
    const job = (name: string) => `  ${name}:\n    runs-on: x\n    steps: []\n`
    expect(mergeYaml(`jobs:\n${job('a')}`, `jobs:\n${job('b')}`)).toBe(
      `jobs:\n${job('a')}\n${job('b')}`,
    )
  })

  it('prints no blank line after a comment that ends a block, as Biome does', () => {
    const base = 'jobs:\n  a:\n    x: 1\n    y: 1\n    # end\n'
    expect(mergeYaml(base, 'jobs:\n  b:\n    x: 1\n    y: 1\n')).toBe(
      `${base}  b:\n    x: 1\n    y: 1\n`,
    )
  })

  it('refuses YAML that it cannot read', () => {
    expect(() => mergeYaml('a: [', 'b: 1')).toThrow(EditError)
    expect(() => mergeYaml('a: 1', 'a: 1\na: 2')).toThrow(/Cannot read the later YAML.*unique/s)
    expect(() => mergeYaml('a: 1\n---\nb: 1\n', 'c: 1')).toThrow(EditError)
  })

  it('gives the same result as mergeJson, changes nothing the second time, and is formatted as Biome does', () => {
    const pairs = fc.sample(fc.tuple(plainObject, plainObject), { numRuns: 50, seed: 5 })
    const sources = new Map(
      pairs.flatMap(([base, over], index) => [
        [`${index}/base.yml`, stringify(noNulls(base), { lineWidth: 0 })] as const,
        [
          `${index}/over.yml`,
          stringify(over, { lineWidth: 0, collectionStyle: index % 3 ? 'any' : 'flow' }),
        ] as const,
      ]),
    )
    const clean = formatWithBiome(sources)
    const results = pairs.map(([, over], index) => {
      const base = clean.get(`${index}/base.yml`) ?? ''
      const later = clean.get(`${index}/over.yml`) ?? ''
      const once = mergeYaml(base, later)
      expect(mergeYaml(once, later)).toBe(once)
      expect(mergeYaml(base, base)).toBe(base)
      expect(mergeYaml(base, '{}')).toBe(base)
      expect(mergeYaml(base, '')).toBe(base)
      expect(parse(once)).toEqual(
        readJson(mergeJson(JSON.stringify(parse(base)), JSON.stringify(over))),
      )
      return [`${index}.yml`, once] as const
    })
    expect(formatWithBiome(new Map(results))).toEqual(new Map(results))
  }, 30_000)

  it('gives the same result as mergeJson for any value, and changes nothing the second time', () => {
    fc.assert(
      fc.property(jsonObject, jsonObject, fc.constantFrom('any', 'flow'), (base, over, style) => {
        const earlier = stringify(noNulls(base), { lineWidth: 0 })
        const later = stringify(over, { lineWidth: 0, collectionStyle: style })
        const once = mergeYaml(earlier, later)
        expect(mergeYaml(once, later)).toBe(once)
        expect(mergeYaml(earlier, earlier)).toBe(earlier)
        expect(parse(once)).toEqual(
          readJson(mergeJson(JSON.stringify(noNulls(base)), JSON.stringify(over))),
        )
      }),
      { numRuns: 100 },
    )
  })
})

describe('setYaml', () => {
  it('sets, adds and removes a value, and keeps all other lines', () => {
    const content = '# head\nname: CI # why\njobs:\n  a:\n    steps: [x, y]\n'
    expect(setYaml(content, ['name'], 'x: y')).toBe(
      '# head\nname: "x: y" # why\njobs:\n  a:\n    steps: [x, y]\n',
    )
    expect(setYaml(content, ['jobs', 'a', 'steps', 1], 'z')).toBe(
      content.replace('[x, y]', '[x, z]'),
    )
    expect(setYaml(content, ['env', 'A B'], { c: [1] })).toBe(
      `${content}env:\n  A B:\n    c:\n      - 1\n`,
    )
    expect(setYaml(content, ['jobs'], undefined)).toBe('# head\nname: CI # why\n')
    expect(setYaml('', ['a'], true)).toBe('a: true\n')
  })

  it('returns its input when nothing changes', () => {
    const content = "a:   'x'\n"
    expect(setYaml(content, ['a'], 'x')).toBe(content)
    expect(setYaml(content, ['b'], undefined)).toBe(content)
  })
})

// The base files have no nulls: the meaning of a null on both sides depends on how it is written.
function noNulls(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, item) => (item === null ? 0 : item)))
}
