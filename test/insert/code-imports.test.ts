import { describe, expect, it } from 'vitest'
import { insert, takeOut } from '../../src/insert/insert.ts'

const as = (text: string) => ({ file: 'a.ts', anchor: 'import', text }) as const

describe('an import', () => {
  it.each([
    [
      'behind the last one',
      "import a from 'x'\nimport b from 'a'\n\na(b)\n",
      'import n from "n";',
      "import a from 'x'\nimport b from 'a'\nimport n from 'n'\n\na(b)\n",
    ],
    [
      'in the order of the others',
      "import a from 'a';\nimport x from './x';\n",
      "import n from 'n'",
      "import a from 'a';\nimport n from 'n';\nimport x from './x';\n",
    ],
    [
      "in Biome's order of signs",
      "import a from './a.ts'\nimport b from './a_b.ts'\nimport c from './a-b.ts'\nimport d from './a0.ts'\n",
      "import n from '@/n.ts'",
      "import n from '@/n.ts'\nimport a from './a.ts'\nimport b from './a_b.ts'\nimport c from './a-b.ts'\nimport d from './a0.ts'\n",
    ],
    [
      'among those of its kind',
      "import a from 'a'\nimport c from 'c'\n\nimport x from './x'\n",
      "import b from 'b'",
      "import a from 'a'\nimport b from 'b'\nimport c from 'c'\n\nimport x from './x'\n",
    ],
    [
      'before the first one, below the comment on the file',
      "// The app.\nimport x from './x'\n",
      "import b from 'b'",
      "// The app.\nimport b from 'b'\nimport x from './x'\n",
    ],
    [
      'above a comment on the first one',
      "// @ts-expect-error no types\nimport x from './x'\n",
      "import b from 'b'",
      "import b from 'b'\n// @ts-expect-error no types\nimport x from './x'\n",
    ],
    [
      'into a file without imports',
      'const a = 1\n',
      "import b from 'b'",
      "import b from 'b'\n\nconst a = 1\n",
    ],
    [
      'below a directive',
      "'use client'\n\nexport const a = 1\n",
      "import b from 'b'",
      "'use client'\n\nimport b from 'b'\n\nexport const a = 1\n",
    ],
    [
      'below a directive without a blank line',
      "'use client';\nexport const a = 1;\n",
      'import b from "b"',
      "'use client';\nimport b from 'b';\nexport const a = 1;\n",
    ],
    [
      'below the first line of a script',
      '#!/usr/bin/env node\n\nstart()\n',
      "import b from 'b'",
      "#!/usr/bin/env node\n\nimport b from 'b'\n\nstart()\n",
    ],
    [
      'below the comment on the file',
      '/* Licence: MIT */\nstart()\n',
      "import b from 'b'",
      "/* Licence: MIT */\nimport b from 'b'\nstart()\n",
    ],
    [
      'above the comment on the first statement',
      '/** Starts. */\nstart()\n',
      "import b from 'b'",
      "import b from 'b'\n\n/** Starts. */\nstart()\n",
    ],
    ['into an empty file', '', "import b from 'b'", "import b from 'b'\n"],
    [
      'at the end of a file without a final line end',
      '\uFEFFimport a from "a"',
      "import './n.css'",
      '\uFEFFimport a from "a"\nimport "./n.css"',
    ],
    [
      'with the line ends of the file',
      "import a from 'a'\r\n\r\na()\r\n",
      "import b from 'b'",
      "import a from 'a'\r\nimport b from 'b'\r\n\r\na()\r\n",
    ],
    [
      'as names of the one that is there',
      "import { a, c } from 'x'\n\na(c)\n",
      "import { b, d } from 'x'",
      "import { a, b, c, d } from 'x'\n\na(c)\n",
    ],
    [
      'as names on lines of their own',
      "import {\n  c,\n  a,\n} from 'x'\n\na(c)\n",
      "import { b, d as e } from 'x'",
      "import {\n  c,\n  a,\n  b,\n  d as e,\n} from 'x'\n\na(c)\n",
    ],
    [
      'as the names that are missing',
      "import { a } from 'x'\n\na()\n",
      "import { a, b } from 'x'",
      "import { a, b } from 'x'\n\na()\n",
    ],
    [
      'of types, apart from values',
      "import { a } from 'x'\n\na()\n",
      "import type { B } from 'x'",
      "import type { B } from 'x'\nimport { a } from 'x'\n\na()\n",
    ],
    [
      'of a type among values',
      "import { a } from 'x'\n\na()\n",
      "import { type B } from 'x'",
      "import { a, type B } from 'x'\n\na()\n",
    ],
    [
      'of a name beside a default',
      "import a from 'x'\n\na()\n",
      "import { b } from 'x'",
      "import a from 'x'\nimport { b } from 'x'\n\na()\n",
    ],
    [
      'of a default and of names of one that is there',
      "import { a } from 'x'\n\na()\n",
      "import d, { a, b } from 'x'",
      "import { a, b } from 'x'\nimport d from 'x'\n\na()\n",
    ],
    [
      'with attributes',
      "import a from 'a'\n\na()\n",
      'import n from "./n.json" with { type: "json" };',
      "import a from 'a'\nimport n from './n.json' with { type: 'json' }\n\na()\n",
    ],
    ['beside code on the same line', "import a from 'a'; a()\n", "import b from 'b'", undefined],
  ])('is added %s, once, and taken out', (_, text, added, becomes) => {
    if (becomes === undefined) {
      const why = 'The imports share their lines with other code.'
      expect(insert(text, as(added))).toEqual({ outcome: 'unable', why })
      return
    }
    expect(insert(text, as(added))).toEqual({ outcome: 'applied', text: becomes })
    expect(insert(becomes, as(added))).toEqual({ outcome: 'already' })
    expect(takeOut(becomes, as(added))).toEqual({ outcome: 'applied', text })
  })

  it.each([
    ["import { a as b } from 'x'", "import { a } from 'x'"],
    ["import * as x from 'x'", "import { a } from 'x'"],
    ["import b from 'x'", "import a from 'x'"],
    ["import a from 'x'", "import 'x'"],
    ["import { A } from 'x'", "import type { A } from 'x'"],
    ["import { type A } from 'x'", "import type { A } from 'x'"],
  ])('is there already in %s for %s', (text, added) => {
    expect(insert(text, as(added))).toEqual({ outcome: 'already' })
  })

  it.each([
    ["import { a } from 'y'", "import { a } from 'x'"],
    ['const { a } = b', "import { a } from 'x'"],
    ['export function a() {}', "import a from 'x'"],
    ["import type { A } from 'x'", "import { A } from 'x'"],
  ])('differs in %s for %s', (text, added) => {
    expect(insert(text, as(added))).toEqual({ outcome: 'differs' })
  })

  it('stays while something uses it', () => {
    const text = "import { a, b } from 'x'\n\na({ b: 1 }, c.b)\n"
    const added = as("import { a, b } from 'x'")
    const left = "import { a } from 'x'\n\na({ b: 1 }, c.b)\n"
    expect(takeOut(text, added)).toEqual({ outcome: 'applied', text: left })
    expect(takeOut(left, added)).toEqual({ outcome: 'differs' })
  })

  it('stays under a name of the person', () => {
    const text = "import { a as b } from 'x'\n"
    expect(takeOut(text, as("import { a } from 'x'"))).toEqual({ outcome: 'differs' })
  })
})
