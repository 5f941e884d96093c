import { describe, expect, it } from 'vitest'
import { insert, takeOut } from '../../src/insert/insert.ts'
import type { Anchor } from '../../src/model/generated/insertion.ts'

type Case = {
  readonly title: string
  readonly text: string
  readonly anchor: Anchor
  readonly added: string
  readonly becomes: string
}

describe('insert', () => {
  const array: Anchor = { anchor: 'array', name: 'list' }
  const object: Anchor = { anchor: 'object', name: 'routers' }
  const plugins: Anchor = { anchor: 'array', name: 'default.plugins' }
  const imports: Anchor = { anchor: 'array', name: 'AppModule.imports' }
  const cases: readonly Case[] = [
    {
      title: 'behind the last element, before a comment that is last',
      text: 'const list = [\n  Foo,\n  Bar,\n  // more\n]\n',
      anchor: array,
      added: 'New',
      becomes: 'const list = [\n  Foo,\n  Bar,\n  New,\n  // more\n]\n',
    },
    {
      title: 'into an array of only a comment',
      text: 'const list = [\n  // none yet\n]\n',
      anchor: array,
      added: 'New',
      becomes: 'const list = [\n  // none yet\n  New\n]\n',
    },
    {
      title: 'into an object of only a comment, with the commas of the other lists',
      text: 'const other = {\n  a: 1,\n};\nexport const routers = {\n  // One line each.\n};\n',
      anchor: object,
      added: 'a: b',
      becomes:
        'const other = {\n  a: 1,\n};\nexport const routers = {\n  // One line each.\n  a: b,\n};\n',
    },
    {
      title: 'into an object of only a comment, with a comma where lines end in semicolons',
      text: 'export const routers = {\n  // One line each.\n};\n',
      anchor: object,
      added: 'a: b',
      becomes: 'export const routers = {\n  // One line each.\n  a: b,\n};\n',
    },
    {
      title: 'into an array with a trailing comma on one line',
      text: '@Module({ imports: [Bar,] })\nexport class AppModule {}\n',
      anchor: imports,
      added: 'New',
      becomes: '@Module({ imports: [Bar, New,] })\nexport class AppModule {}\n',
    },
    {
      title: 'behind a call with an object',
      text: '@Module({\n  imports: [ConfigModule.forRoot({ a: [b] })],\n})\nexport class AppModule {}\n',
      anchor: imports,
      added: 'New',
      becomes:
        '@Module({\n  imports: [ConfigModule.forRoot({ a: [b] }), New],\n})\nexport class AppModule {}\n',
    },
    {
      title: 'below a decorator before another',
      text: '@Global()\n@Module({\n  imports: [],\n})\nclass AppModule {}\n',
      anchor: imports,
      added: 'New',
      becomes: '@Global()\n@Module({\n  imports: [New],\n})\nclass AppModule {}\n',
    },
    {
      title: 'into an array with a spread',
      text: 'const list = [...base, A]\n',
      anchor: array,
      added: 'New',
      becomes: 'const list = [...base, A, New]\n',
    },
    {
      title: 'behind an element in parentheses',
      text: 'const list = [(a), ((b))] as const\n',
      anchor: array,
      added: 'New',
      becomes: 'const list = [(a), ((b)), New] as const\n',
    },
    {
      title: 'at the start of an array',
      text: 'const list = [\n\ta,\n\tb\n]',
      anchor: { ...array, at: 'start' },
      added: 'New',
      becomes: 'const list = [\n\tNew,\n\ta,\n\tb\n]',
    },
    {
      title: 'before an element, by its text',
      text: 'const list = [a, "b"]\n',
      anchor: { ...array, before: 'b' },
      added: "'new'",
      becomes: 'const list = [a, "new", "b"]\n',
    },
    {
      title: 'behind a plugin, by what it calls',
      text: 'export default { plugins: [react({ a: 1 }), last()] }\n',
      anchor: { ...plugins, after: 'react' },
      added: 'mine()',
      becomes: 'export default { plugins: [react({ a: 1 }), mine(), last()] }\n',
    },
    {
      title: 'a property, in the quotes and the indent of the file',
      text: "export const routers = {\n\tusers: usersRouter('a'),\n};\n",
      anchor: object,
      added: 'books: booksRouter({\n  a: "b"\n})',
      becomes:
        "export const routers = {\n\tusers: usersRouter('a'),\n\tbooks: booksRouter({\n\t\ta: 'b'\n\t}),\n};\n",
    },
    {
      title: 'into the first argument of a call',
      text: 'export const routers = router({\r\n  users,\r\n})\r\n',
      anchor: object,
      added: 'books,',
      becomes: 'export const routers = router({\r\n  users,\r\n  books,\r\n})\r\n',
    },
    {
      title: 'into an empty object',
      text: 'export const routers = {}\n',
      anchor: object,
      added: 'books',
      becomes: 'export const routers = { books }\n',
    },
    {
      title: 'into an empty object with no place on its line, with the commas of the file',
      text: `const a = [\n  b,\n]\nexport const routers = merge({}, '${'x'.repeat(70)}')\n`,
      anchor: object,
      added: 'books',
      becomes: `const a = [\n  b,\n]\nexport const routers = merge({\n  books,\n}, '${'x'.repeat(70)}')\n`,
    },
    {
      title: 'with a template of several lines as it is',
      text: 'class A {\r\n  b = {\r\n    routers: {\r\n      a,\r\n    },\r\n  }\r\n}\r\n',
      anchor: object,
      added: 'sql: `\n  a\nb`',
      becomes:
        'class A {\r\n  b = {\r\n    routers: {\r\n      a,\r\n      sql: `\r\n  a\r\nb`,\r\n    },\r\n  }\r\n}\r\n',
    },
    ...[
      'const plugins = [a()]\nexport default { plugins }\n',
      'export default () => ({ plugins: [a()] })\n',
      'export default { plugins: [a()] } satisfies Config\n',
      'export default { plugins: [a()] } as const\n',
      'const config: Config = { plugins: [a()] }\n\nexport default config\n',
      'export default defineConfig({ plugins: [a()] })\n',
      'export default defineConfig(({ mode }) => {\n  return { plugins: [a()], mode }\n})\n',
      'export default withX(defineConfig({ plugins: [a()] }), {})\n',
      'module.exports = { plugins: [a()] }\n',
    ].map((text) => ({
      title: `into the configuration ${JSON.stringify(text)}`,
      text,
      anchor: plugins,
      added: 'mine()',
      becomes: text.replace('[a()]', '[a(), mine()]'),
    })),
    {
      title: 'into the more exact of two',
      text: 'const a = { pages: [] }\nconst site = { pages: [] }\n',
      anchor: { anchor: 'array', name: 'site.pages' },
      added: '1',
      becomes: 'const a = { pages: [] }\nconst site = { pages: [1] }\n',
    },
    {
      title: 'into what is called so, not into what ends so',
      text: 'const site = { pages: [] }\nconst pages = []\n',
      anchor: { anchor: 'array', name: 'pages' },
      added: '1',
      becomes: 'const site = { pages: [] }\nconst pages = [1]\n',
    },
    {
      title: 'into the decorator of one of two classes',
      text: '@M({ list: [] })\nclass A {}\n@M({ list: [] })\nclass B {}\n',
      anchor: { anchor: 'array', name: 'B.list' },
      added: '1',
      becomes: '@M({ list: [] })\nclass A {}\n@M({ list: [1] })\nclass B {}\n',
    },
    {
      title: 'a property with a comment, on the line of the others',
      text: 'const routers = { users }\n',
      anchor: object,
      added: '// Lent.\nbooks',
      becomes: 'const routers = { users, /* Lent. */ books }\n',
    },
    {
      title: 'a method behind the first field of a class',
      text: 'class A {\n  a = 1\n}\n',
      anchor: { anchor: 'class', name: 'A' },
      added: 'b() {}',
      becomes: 'class A {\n  a = 1\n\n  b() {}\n}\n',
    },
    {
      title: 'a field before a method, below a comment that is about neither',
      text: 'class A {\n  a = 1\n  // Methods:\n\n  b() {}\n}\n',
      anchor: { anchor: 'class', name: 'A', before: 'b' },
      added: 'c = 1',
      becomes: 'class A {\n  a = 1\n  // Methods:\n\n  c = 1\n\n  b() {}\n}\n',
    },
    {
      title: 'a call behind the last one of its kind',
      text: 'const app = express();\napp.use(a);\napp.use(b); // b\n\napp.listen(1);\n',
      anchor: { anchor: 'call', name: 'app.use' },
      added: 'app.use(books)',
      becomes:
        'const app = express();\napp.use(a);\napp.use(b); // b\napp.use(books);\n\napp.listen(1);\n',
    },
    {
      title: 'a route before the catch-all, with its comment',
      text: "router.get('/', a)\n\n// All else.\nrouter.get('*', b)\n",
      anchor: { anchor: 'call', name: 'router', before: '*' },
      added: 'router.get("/books", books);',
      becomes:
        "router.get('/', a)\n\nrouter.get('/books', books)\n\n// All else.\nrouter.get('*', b)\n",
    },
    {
      title: 'a call of something else before the calls of a kind',
      text: "const app = make();\n\nserver.on('error', a);\nserver.listen(1);\n",
      anchor: { anchor: 'call', name: 'server.on', at: 'start' },
      added: 'addAuth(app)',
      becomes: "const app = make();\n\naddAuth(app);\nserver.on('error', a);\nserver.listen(1);\n",
    },
    {
      title: 'a call in a function, at the end of a file without a final line end',
      text: 'function make(app) {\n    app.use(a)\n    if (dev) {\n        app.use(b)\n    }\n}',
      anchor: { anchor: 'call', name: 'app' },
      added: 'app.use(() => {\n  go();\n});',
      becomes:
        'function make(app) {\n    app.use(a)\n    app.use(() => {\n        go()\n    })\n    if (dev) {\n        app.use(b)\n    }\n}',
    },
    {
      title: 'a method behind the methods of a class',
      text: 'class A {\n  a = 1\n\n  b() {}\n\n  c() {}\n}\n',
      anchor: { anchor: 'class', name: 'A' },
      added: 'd() {\n  return 1;\n}',
      becomes: 'class A {\n  a = 1\n\n  b() {}\n\n  c() {}\n\n  d() {\n    return 1\n  }\n}\n',
    },
    {
      title: 'a field behind a field of a class',
      text: 'class A {\n  a = 1;\n  b = 2;\n\n  c() {}\n}\n',
      anchor: { anchor: 'class', name: 'A', after: 'b' },
      added: '@D() d = 3',
      becomes: 'class A {\n  a = 1;\n  b = 2;\n  @D() d = 3;\n\n  c() {}\n}\n',
    },
    {
      title: 'into an empty class',
      text: 'export default class {}\n',
      anchor: { anchor: 'class', name: 'default' },
      added: 'a() {}',
      becomes: 'export default class {\n  a() {}\n}\n',
    },
    {
      title: 'behind the last child of an element',
      text: 'const a = (\n  <ul>\n    <li>a</li>\n    {b}\n  </ul>\n)\n',
      anchor: { anchor: 'jsx', name: 'ul' },
      added: '<li>\n  new\n</li>',
      becomes:
        'const a = (\n  <ul>\n    <li>a</li>\n    {b}\n    <li>\n      new\n    </li>\n  </ul>\n)\n',
    },
    {
      title: 'into an element without children',
      text: 'const a = <div></div>\n',
      anchor: { anchor: 'jsx', name: 'div' },
      added: '<New a="b" />',
      becomes: 'const a = <div><New a="b" /></div>\n',
    },
    {
      title: 'before a child on the same line',
      text: 'function Page() {\n  return <p>Hello <Old /></p>\n}\n',
      anchor: { anchor: 'jsx', name: 'Page.p', before: 'Old' },
      added: '<New />',
      becomes: 'function Page() {\n  return <p>Hello <New /><Old /></p>\n}\n',
    },
  ]

  it.each(cases)('adds $title, once, and takes it out', ({ text, anchor, added, becomes }) => {
    const insertion = { file: 'a.tsx', text: added, ...anchor }
    expect(insert(text, insertion)).toEqual({ outcome: 'applied', text: becomes })
    expect(insert(becomes, insertion)).toEqual({ outcome: 'already' })
    expect(takeOut(becomes, insertion)).toEqual({ outcome: 'applied', text })
    expect(takeOut(text, insertion)).toEqual({ outcome: 'already' })
  })
})

describe('something that is there', () => {
  it.each<readonly [string, string, string, Anchor, string]>([
    ['already', 'const a = ["x"]', "'x'", { anchor: 'array', name: 'a' }, 'applied'],
    ['already', 'const a = { b: (c) }', 'b: c,', { anchor: 'object', name: 'a' }, 'applied'],
    ['differs', 'const a = { b: c }', 'b: d', { anchor: 'object', name: 'a' }, 'differs'],
    ['differs', 'const a = [x({ y: 1 })]', 'x()', { anchor: 'array', name: 'a' }, 'differs'],
    ['differs', 'class A { b() {} }', 'b() { c }', { anchor: 'class', name: 'A' }, 'differs'],
    ['differs', "a.get('/', b)", "a.get('/', c)", { anchor: 'call', name: 'a' }, 'differs'],
    ['differs', 'x = <a><B c /></a>', '<B />', { anchor: 'jsx', name: 'a' }, 'differs'],
    ['applied', "a.use('/', b)", "a.use('/', c)", { anchor: 'call', name: 'a' }, 'already'],
  ])('is %s in %s for %s', (outcome, text, added, anchor, takenOut) => {
    const insertion = { file: 'a.tsx', text: added, ...anchor }
    expect(insert(text, insertion).outcome).toBe(outcome)
    expect(takeOut(text, insertion).outcome).toBe(takenOut)
  })

  it('is kept where a person wrote a comment at it', () => {
    const insertion = { file: 'a.ts', text: 'app.use(b)', anchor: 'call', name: 'app' } as const
    const text = 'app.use(a)\napp.use(b) // Do not touch.\n'
    expect(takeOut(text, insertion)).toEqual({ outcome: 'differs' })
  })

  it('may be a call of another name', () => {
    const insertion = { file: 'a.ts', text: 'start()', anchor: 'call', name: 'app' } as const
    const text = 'app.use(a)\n'
    const added = 'app.use(a)\nstart()\n'
    expect(insert(text, insertion)).toEqual({ outcome: 'applied', text: added })
    expect(insert(added, insertion).outcome).toBe('already')
    expect(takeOut(added, insertion)).toEqual({ outcome: 'applied', text })
  })

  it('is found where a formatter wrote it anew, and elsewhere', () => {
    const insertion = {
      ...{ file: 'a.ts', text: "b: f((x) => x, 'y')" },
      ...({ anchor: 'object', name: 'a' } as const),
    }
    const text = 'const a = {\n  "b": f(\n    x => x,\n    "y",\n  ),\n  c,\n};\n'
    expect(takeOut(text, insertion)).toEqual({
      outcome: 'applied',
      text: 'const a = {\n  c,\n};\n',
    })
  })
})

describe('what cannot be done', () => {
  const array = { anchor: 'array', name: 'a' } as const
  it.each<readonly [string, string, Anchor, string]>([
    ['const a = [', 'b', array, 'The file cannot be parsed.'],
    ['const a = {}', 'b', array, 'There is no array "a".'],
    [
      'f(() => { const a = [] })\ng(() => { const a = [] })',
      'b',
      array,
      'There is more than one array "a".',
    ],
    ['const a = []', 'b, c', array, 'The text is not one element of an array.'],
    ['const a = [1, , 2]', 'b', array, 'The array "a" has holes.'],
    ['const a = []', 'b', { ...array, before: 'c' }, 'There is no "c" to insert it beside.'],
    [
      'x = <A />',
      '<B />',
      { anchor: 'jsx', name: 'A' },
      'The element "A" closes itself, so it has no children.',
    ],
    [
      'f(() => { a.b(); a.c() })',
      'a.d()',
      { anchor: 'call', name: 'a' },
      'The calls of "a" share their lines with other code.',
    ],
    ['b()', 'a.b()', { anchor: 'call', name: 'a' }, 'There is no call of "a".'],
  ])('in %s for %s says why', (text, added, anchor, why) => {
    expect(insert(text, { file: 'a.tsx', text: added, ...anchor })).toEqual({
      outcome: 'unable',
      why,
    })
  })
})
