import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeConfigModule } from '../../src/edits/module/module.ts'
import { EditError } from '../../src/errors/edit-error.ts'
import { formatWithBiome } from './biome.ts'

const config = (body: string, imports = '') => `${imports}export default ${body};\n`

// Every module that a test below wrote. The last test checks them with Biome in one run.
const written = new Map<string, string>()

// Merges and checks the rules that hold for every merge before it returns the result.
function merge(base: string, over: string): string {
  const once = mergeConfigModule(base, over)
  written.set(`${written.size}/vite.config.ts`, once)
  expect(mergeConfigModule(once, over)).toBe(once)
  expect(mergeConfigModule(base, base)).toBe(base)
  expect(mergeConfigModule(base, 'export default {};\n')).toBe(base)
  return once
}

describe('mergeConfigModule merges imports', () => {
  const united = (base: string, over: string) =>
    merge(config('{}', base && `${base}\n`), config('{}', over && `${over}\n`)).replace(
      /\n*export default.*\n$/,
      '',
    )

  it.each([
    [
      'a name of the same source',
      'import { b } from "x";',
      'import { a, b } from "x";',
      'import { a, b } from "x";',
    ],
    [
      'a default beside names',
      'import { b } from "x";',
      'import a from "x";',
      'import a, { b } from "x";',
    ],
    [
      'a namespace beside names',
      'import { b } from "x";',
      'import * as a from "x";',
      'import * as a from "x";\nimport { b } from "x";',
    ],
    [
      'a namespace beside a default',
      'import b from "x";',
      'import * as a from "x";',
      'import b, * as a from "x";',
    ],
    [
      'a type beside values',
      'import { b } from "x";',
      'import type { A } from "x";',
      'import type { A } from "x";\nimport { b } from "x";',
    ],
    [
      'a type that is a value already',
      'import { A } from "x";',
      'import type { A } from "x";',
      'import { A } from "x";',
    ],
    [
      'a value that was a type',
      'import type { A } from "x";',
      'import { A } from "x";',
      'import { A } from "x";',
    ],
    [
      'an inline type that becomes a value',
      'import { type A, b } from "x";',
      'import { A } from "x";',
      'import { A, b } from "x";',
    ],
    [
      'an alias',
      'import { a as b } from "x";',
      'import { a } from "x";',
      'import { a, a as b } from "x";',
    ],
    [
      'effects, once',
      'import "./x";',
      'import "./x";\nimport "./y";',
      'import "./x";\nimport "./y";',
    ],
    [
      'attributes',
      'import a from "./a.json" with { type: "json" };',
      'import b from "b";',
      'import b from "b";\nimport a from "./a.json" with { type: "json" };',
    ],
    ['none with some', '', 'import a from "a";', 'import a from "a";'],
    [
      'sources in the order of Biome',
      'import m from "m";',
      'import fs from "node:fs";\nimport s from "@s/x";\nimport a2 from "a2";\nimport a10 from "a10";\nimport z from "@/z";\nimport p from "../p";\nimport q from "./q";',
      'import fs from "node:fs";\nimport s from "@s/x";\nimport a2 from "a2";\nimport a10 from "a10";\nimport m from "m";\nimport z from "@/z";\nimport p from "../p";\nimport q from "./q";',
    ],
    [
      'names in the order of Biome, over several lines when they grow too long',
      'import { aaaaaaaaaaaaaaaaaaaaaaaaaaa, x10, Z } from "x";',
      'import { aaaaaaaaaaaaaaaaaaaaaaaaaaA, B, x9 } from "x";',
      'import {\n  aaaaaaaaaaaaaaaaaaaaaaaaaaA,\n  aaaaaaaaaaaaaaaaaaaaaaaaaaa,\n  B,\n  x9,\n  x10,\n  Z,\n} from "x";',
    ],
    [
      'and carries the comments of new ones',
      '// the file\n\n// about m\nimport m from "m"; // m',
      '// about a\nimport a from "a"; // a',
      '// the file\n\n// about a\nimport a from "a"; // a\n// about m\nimport m from "m"; // m',
    ],
  ])('%s', (_, base, over, expected) => {
    expect(united(base, over)).toBe(expected)
  })

  it('refuses the same name from two modules', () => {
    const base = config('{}', 'import a from "x";\n')
    expect(() => mergeConfigModule(base, config('{}', 'import { a } from "y";\n'))).toThrow(
      'Both files import a: one from "x", the other from "y".',
    )
  })
})

describe('mergeConfigModule merges objects and arrays', () => {
  it('deeply; the later scalar wins', () => {
    expect(
      merge(config('{ a: { b: 1, c: "x" } }'), config('{ a: { c: "y", d: null }, "e-f": true }')),
    ).toBe(config('{ a: { b: 1, c: "y", d: null }, "e-f": true }'))
  })

  it('by the printed source of the elements', () => {
    expect(
      merge(config('{ a: [x(), "b", { c: 1 }] }'), config('{ a: ["b", x(1), { c: 1 }, x()] }')),
    ).toBe(config('{ a: [x(), "b", { c: 1 }, x(1)] }'))
  })

  it('and breaks an array that becomes longer than a line', () => {
    const merged = merge(
      config('{\n  a: ["some/rather/long/path/**", "another/long/path/**"],\n}'),
      config('{ a: ["the/very/third/path/**"] }'),
    )
    expect(merged).toBe(
      config(
        '{\n  a: [\n    "some/rather/long/path/**",\n    "another/long/path/**",\n    "the/very/third/path/**",\n  ],\n}',
      ),
    )
  })

  it('and breaks an object that becomes longer than a line', () => {
    const base = config('defineConfig({ test: { include: ["test/**/*.test.ts"] } })')
    merge(base, config('defineConfig({ test: { exclude: ["test/e2e/**", "test/fixtures/**"] } })'))
  })

  it('keeps comments and blank lines of both', () => {
    const merged = merge(
      config('{\n  // one\n  a: 1, // two\n\n  b: [\n    // three\n    1,\n  ],\n}'),
      config('{\n  // four\n  c: 1, // five\n  b: [\n    // six\n    2,\n  ],\n}'),
    )
    expect(merged).toBe(
      config(
        '{\n  // one\n  a: 1, // two\n\n  b: [\n    // three\n    1,\n    // six\n    2,\n  ],\n  // four\n  c: 1, // five\n}',
      ),
    )
  })

  // What magicast prints wrongly: methods, other nodes, quotes.
  it.each([
    ['methods', 'm(a, b) {\n    return a + b;\n  },'],
    ['async generators', 'async *g() {\n    yield 1;\n  },'],
    [
      'getters and setters of one name',
      'get x() {\n    return 1;\n  },\n  set x(value) {\n    console.log(value);\n  },',
    ],
    ['arrow functions', 'f: async ({ mode }: Env): Promise<void> => {\n    await run(mode);\n  },'],
    ['calls over several lines', 'p: [\n    plugin({\n      a: 1,\n    }),\n  ],'],
    ['spreads', '...(process.env.CI ? { retries: 2 } : {}),'],
    ['template strings', 't: `one\n  ${two}\n`,'],
    ['as const', 'k: ["a", "b"] as const,'],
    ['regular expressions', 'r: /[/"]x\\/y/g,'],
    ['shorthands', 'short,'],
    ['computed keys', '[key]: 1,'],
    ['parenthesised members', 'q: [(a, b), 1],'],
    ['negative numbers and bigints', 'n: [-1, 2n, 0xff],'],
    ['new and member expressions', 'u: new URL("./x", import.meta.url).href,'],
    ['matrices', 'o: [\n    { a: 1, b: 2 },\n    { a: 3, b: 4 },\n  ],'],
  ])('copies %s as written', (_, member) => {
    const over = config(`{\n  ${member}\n} satisfies T`)
    expect(merge(config('{\n  a: 1,\n} satisfies T'), over)).toBe(
      config(`{\n  a: 1,\n  ${member}\n} satisfies T`),
    )
    expect(merge(over, config('{ z: 1 }'))).toBe(config(`{\n  ${member}\n  z: 1,\n} satisfies T`))
  })

  it('replaces a method or a call by the later one', () => {
    expect(merge(config('{ a: x(1), m() {} }'), config('{ a: x(2), m: null }'))).toBe(
      config('{ a: x(2), m: null }'),
    )
  })

  it('uses the form of the side that has one', () => {
    expect(merge(config('{ a: 1 }'), config('{ b: 1 } satisfies T'))).toBe(
      config('{ a: 1, b: 1 } satisfies T'),
    )
    expect(merge(config('defineConfig({ a: 1 })'), config('{ b: 1 }'))).toBe(
      config('defineConfig({ a: 1, b: 1 })'),
    )
  })

  it('in the constant that is exported', () => {
    const named = (body: string) => `const c = ${body} satisfies T;\n\nexport default c;\n`
    const unfinished = (body: string) => `const c = ${body} satisfies T\nexport default c\n`
    expect(merge(named('{ a: 1 }'), named('{ b: 1 }'))).toBe(named('{ a: 1, b: 1 }'))
    expect(merge(named('{ a: 1 }'), config('{ b: 1 }'))).toBe(named('{ a: 1, b: 1 }'))
    expect(merge(config('{ a: 1 }'), named('{ b: 1 }'))).toBe(named('{ a: 1, b: 1 }'))
    expect(mergeConfigModule(unfinished('{ a: 1 }'), named('{ a: 2 }'))).toBe(
      unfinished('{ a: 2 }'),
    )
    const annotated = 'const c: T = { a: 1 };\n\nexport default c;\n'
    expect(merge(annotated, 'const c: T = { b: 1 };\n\nexport default c;\n')).toBe(
      'const c: T = { a: 1, b: 1 };\n\nexport default c;\n',
    )
  })

  it('starts a new line after a line comment', () => {
    expect(merge('export default { a: 1 };\n', config('{\n  // why\n  a: 2,\n}'))).toBe(
      config('{\n  // why\n  a: 2,\n}'),
    )
  })

  it('changes only the edited members of a file in another style', () => {
    const base = "import x from 'x'\nexport default {\n\ta: [ 'b' ],\n\tc: { d:1 }\n}\n"
    expect(mergeConfigModule(base, config('{ e: 1 }'))).toBe(
      "import x from 'x'\nexport default {\n\ta: [ 'b' ],\n\tc: { d:1 },\n\te: 1,\n}\n",
    )
  })
})

describe('mergeConfigModule refuses a module of another form', () => {
  it.each([
    [
      'a constant',
      'const a = 1;\nexport default { a };\n',
      'only imports are allowed before the export, but found VariableDeclaration on line 1',
    ],
    [
      'a named export',
      'export const a = 1;\nexport default {};\n',
      'ExportNamedDeclaration on line 1',
    ],
    [
      'no export',
      'import "x";\n',
      'it must end with an export default, but found ImportDeclaration on line 1',
    ],
    ['nothing', '', 'but found nothing'],
    ['an unknown name', 'export default config;\n', 'but found Identifier on line 1'],
    [
      'another constant',
      'const a = {};\nexport default b;\n',
      'but found VariableDeclaration on line 1',
    ],
    [
      'a constant that is a call',
      'const a = withX({});\nexport default a;\n',
      'but found CallExpression on line 1',
    ],
    [
      'a function',
      'export default defineConfig(() => ({}));\n',
      'defineConfig must be given one object, but found ArrowFunctionExpression',
    ],
    ['another call', '\nexport default withX({});\n', 'but found CallExpression on line 2'],
    ['as', 'export default {} as T;\n', 'but found TSAsExpression'],
    ['a directive', '"use client";\nexport default {};\n', 'directives are not allowed'],
    [
      'what does not parse',
      'export default {',
      'The later config cannot be parsed: Unexpected token (1:16)',
    ],
  ])('%s', (_, over, message) => {
    expect(() => mergeConfigModule('export default {};\n', over)).toThrow(EditError)
    expect(() => mergeConfigModule('export default {};\n', over)).toThrow(message)
  })

  it('two different forms', () => {
    expect(() => mergeConfigModule(config('defineConfig({})'), config('{} satisfies T'))).toThrow(
      'The two configs have different forms: export default defineConfig({…}); and export default {…} satisfies T;',
    )
    const named = (name: string) => `const ${name} = {};\n\nexport default ${name};\n`
    expect(() => mergeConfigModule(named('a'), named('b'))).toThrow(
      'forms: const a = {…}; export default a; and const b = {…}; export default b;',
    )
  })
})

describe('mergeConfigModule of any two configs', () => {
  const source = fc.constantFrom('a', 'node:fs', './b', '@/c')
  const kind = fc.constantFrom(
    'x from',
    '* as s from',
    '{ p, type U } from',
    '{ q as r } from',
    'type { T } from',
    '',
  )
  const imported = fc.tuple(kind, source)
  const comment = fc.constantFrom('', '', '\n', '// one\n', '/* two */ ', '\n\n// three\n')
  const { value } = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('1', '"x"', "'y'", 'x', 'p()', '(1)', '() => 1', '`${x}`', 'null', '-1'),
      fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
      members(tie('value')).map((text) => `{${text}}`),
    ),
  }))
  const module = fc
    .tuple(
      fc.uniqueArray(imported, { maxLength: 3, selector: ([names]) => names }),
      comment,
      members(value),
    )
    .map(([imports, above, text]) => {
      const lines = imports.map(([names, from]) => `import ${names} "${from}"\n`)
      return `${lines.join('')}${above}export default {${text}}\n`
    })

  function members(content: fc.Arbitrary<string>): fc.Arbitrary<string> {
    const key = fc.constantFrom(
      'a',
      'b',
      '"c-d"',
      '[x]',
      '1',
      '...y',
      'm() {}',
      'get g() { return 1 }',
    )
    return fc
      .uniqueArray(fc.tuple(key, comment, content), { maxLength: 4, selector: ([name]) => name })
      .map((all) => {
        const texts = all.map(([name, above, text]) => {
          return above + (/^\w$|^["[]/.test(name) ? `${name}: ${text}` : name)
        })
        return texts.join(',\n')
      })
  }

  it('changes nothing the second time, with itself, or with an empty config', () => {
    fc.assert(
      fc.property(module, module, (base, over) => {
        expect(mergeConfigModule(base, base)).toBe(base)
        expect(mergeConfigModule(base, 'export default {};\n')).toBe(base)
        const once = mergedOrRefused(base, over)
        if (once !== undefined) expect(mergeConfigModule(once, over)).toBe(once)
      }),
      { numRuns: 100 },
    )
  })

  /** The same name from two modules is refused, and random configs contain such cases. */
  function mergedOrRefused(base: string, over: string): string | undefined {
    try {
      return mergeConfigModule(base, over)
    } catch (error) {
      if (error instanceof EditError) return undefined
      throw error
    }
  }
})

it('writes every module of these tests as Biome formats it, with sorted imports', () => {
  expect(written.size).toBeGreaterThan(30)
  expect(formatWithBiome(written)).toEqual(written)
}, 30_000)
