import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalog } from '../../scripts/compose.ts'
import type { TemplateFinding } from '../../src/authoring/lint/lint-finding.ts'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { type Ran, runProgram } from '../support/program.ts'

/** Runs create-app with the built-in generators. */
function ran(args: readonly string[], cwd: string): Promise<Ran> {
  return runProgram(args, { cwd, catalog })
}

async function documentOf(args: readonly string[], cwd: string) {
  return JSON.parse((await ran([...args, '--json'], cwd)).stdout)
}

/** A project of these files, which create-app did not make. */
async function projectOf(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const cwd = await temporaryFolder()
  for (const [path, content] of Object.entries({ 'package.json': '{}\n', ...files })) {
    await mkdir(dirname(join(cwd, path)), { recursive: true })
    await writeFile(join(cwd, path), content)
  }
  return cwd
}

const card = `import { user } from './user.ts'

export type UserCardProps = { userCards: readonly string[]; text: '{{name}} \\\\{{name|kebab}}' }
const USER_CARD_LIMIT = 3
const user_card = 'user-card__title'

/** A user card. */
export function UserCard({ userCards }: UserCardProps) {
  const price = \`\${{ a: 1 }}\${userCards.length}\`
  return (
    <div className="user-card" style={{ color: 'red' }}>
      {[price, user, user_card, USER_CARD_LIMIT]} User card of superuserCard
    </div>
  )
}
`
const sources = {
  'src/cards/user-card.tsx': card,
  'src/cards/user-card.test.tsx': "import { UserCard } from './user-card.tsx'\nUserCard\n",
  'src/cards/user-card.css': '.user-card {\r\n  color: red;\r\n}',
}

describe('generator init', () => {
  it('writes a generator that works, with its schema beside it, and no file twice', async () => {
    const cwd = await projectOf()
    const planned = await documentOf(['generator', 'init', 'OrderLine', '--dry-run'], cwd)
    expect(planned).toMatchObject({ command: 'generator', status: 'planned' })
    expect(Object.keys(await snapshot(cwd))).toEqual(['package.json'])
    const made = await documentOf(['generator', 'init', 'OrderLine'], cwd)
    expect(made).toMatchObject({ ok: true, command: 'generator', status: 'created' })
    expect(made.files.created).toEqual(planned.files.created)
    expect(made.files.created).toEqual([
      'generators/generator.schema.json',
      'generators/order-line.yaml',
    ])
    expect((await ran(['generator', 'lint'], cwd)).stdout).toBe(
      'generators/order-line.yaml has no problems.\n',
    )
    const done = await documentOf(['generate', 'order-line', 'Clock', '--no-verify'], cwd)
    expect(done.files.created).toContain('src/clock.ts')
    const before = await snapshot(cwd)
    const again = await documentOf(['generator', 'init', 'order-line'], cwd)
    expect(again).toMatchObject({ exitCode: 3, error: { code: 'GENERATOR_THERE' } })
    expect(await snapshot(cwd)).toEqual(before)
  })

  it('writes what the built-in generator of generators makes, and a line for the editor', async () => {
    const cwd = await projectOf()
    await ran(['generate', 'generator', 'greeting', '--no-verify'], cwd)
    const other = await projectOf()
    await ran(['generator', 'init', 'greeting'], other)
    const [one, two] = await Promise.all(
      [cwd, other].map((dir) => readFile(join(dir, 'generators/greeting.yaml'), 'utf8')),
    )
    expect(two).toBe(`# yaml-language-server: $schema=./generator.schema.json\n${one}`)
    const written = await readFile(join(other, 'generators/generator.schema.json'), 'utf8')
    expect(written).toBe(await readFile('docs/schemas/generator.schema.json', 'utf8'))
  })

  it('works in an empty folder, and from a folder of the project', async () => {
    const empty = await temporaryFolder()
    expect((await ran(['generator', 'init', 'greeting'], empty)).exitCode).toBe(0)
    expect(Object.keys(await snapshot(empty))).toContain('generators/greeting.yaml')
    const cwd = await projectOf({ 'src/a.ts': '' })
    expect((await ran(['generator', 'init', 'greeting'], join(cwd, 'src'))).exitCode).toBe(0)
    expect(Object.keys(await snapshot(cwd))).toContain('generators/greeting.yaml')
  })

  it('drafts a generator that makes the same bytes again', async () => {
    const cwd = await projectOf(sources)
    const paths = Object.keys(sources)
    const drafted = await documentOf(['generator', 'init', 'card', ...paths], cwd)
    expect(drafted).toMatchObject({ ok: true, warnings: [] })
    const other = await projectOf({
      'generators/card.yaml': await readFile(join(cwd, 'generators/card.yaml'), 'utf8'),
    })
    await ran(['generate', 'card', 'UserCard', '--no-verify'], other)
    for (const [path, content] of Object.entries(sources)) {
      expect(await readFile(join(other, path), 'utf8'), path).toBe(content)
    }
  })

  it('drafts a generator that makes other names of it', async () => {
    const cwd = await projectOf(sources)
    const from = Object.keys(sources).flatMap((path) => ['--from', path])
    await ran(['generator', 'init', 'card', ...from], cwd)
    const done = await documentOf(['generate', 'card', 'OrderLine', '--no-verify'], cwd)
    expect(done.files.created).toContain('src/cards/order-line.test.tsx')
    const made = await readFile(join(cwd, 'src/cards/order-line.tsx'), 'utf8')
    expect(made).toContain('export function OrderLine({ orderLines }: OrderLineProps)')
    expect(made).toContain("text: '{{name}} \\\\{{name|kebab}}'")
    expect(made).toContain('ORDER_LINE_LIMIT = 3')
    expect(made).toContain("order_line = 'order-line__title'")
    expect(made).toContain('/** A order line. */')
    expect(made.replace('superuserCard', '')).not.toMatch(/user.?card/i)
    expect(made).toContain("import { user } from './user.ts'")
  })

  it('says where the old name stays, and takes another name on request', async () => {
    const cwd = await projectOf({ 'src/user-card.ts': 'export const $userCard = "User Card"\n' })
    const args = ['generator', 'init', 'card', '--from', 'src/user-card.ts']
    const { warnings } = await documentOf([...args, '--dry-run'], cwd)
    expect(warnings).toMatchObject([{ code: 'DRAFT_LEFTOVER' }])
    expect(warnings[0].message).toContain('src/order-line.ts still has the name UserCard in line 1')
    await ran([...args, '--name', 'user'], cwd)
    const text = await readFile(join(cwd, 'generators/card.yaml'), 'utf8')
    expect(text).toContain('src/{{name|kebab}}-card.ts')
  })

  it.each([
    [['a.ts', 'b.ts'], 'no name in common'],
    [['a.ts', 'b.ts', '--name', 'user'], 'does not have the name user'],
    [['gone.ts'], 'there is no such file'],
    [['../a.ts'], 'it is not in the project'],
    [['a.ts', '--name', 'a/b'], '--name'],
  ])('refuses to draft from %j', async (args, problem) => {
    const cwd = await projectOf({ 'a.ts': '', 'b.ts': '' })
    const { exitCode, error } = await documentOf(['generator', 'init', 'card', ...args], cwd)
    expect([exitCode, error.message]).toEqual([2, expect.stringContaining(problem)])
    expect(Object.keys(await snapshot(cwd))).not.toContain('generators/card.yaml')
  })
})

describe('generator lint', () => {
  const head = 'name: bad\nparams:\n  - name: name\n  - { name: size, choices: [small, large] }\n'
  const files = (...lines: readonly string[]) =>
    `${head}files:\n  - path: "{{name|kebab}}-{{size}}.ts"\n${lines.join('\n')}\n`

  it.each([
    ['generator', 'name: bad\nfiles:\n  - path: a\n   content: b\n', 4, 'Sequence item'],
    ['generator', 'name: Bad\nfiles: []\n', 1, 'kebab-case'],
    ['generator', 'name: bad\nfoo: 1\nfiles: []\n', 2, 'not a key'],
    ['generator', files('    from: gone.ts'), 6, 'gone.ts, which is not there'],
    ['generator', 'name: bad\nfiles: []\nparams:\n  - name: force\n', 4, 'name of a flag'],
    ['generator', files('    content: a', '    when: side/left'), 8, 'no param side'],
    ['generator', 'name: bad\ninclude:\n  - part: gone.yaml\n', 3, 'no part gone.yaml'],
    ['generator', 'name: bad\nfiles: [{ path: "{{name}}" }]\n', 2, 'neither content nor from'],
    ['filter', files('    content: |', '', '      {{name|kebap}}'), 9, 'no filter kebap'],
    ['choice', files('    content: a', '    when: size/larg'), 8, 'never has the value larg'],
    [
      'path',
      files('    content: a', '  - { path: "{{name|kebab}}-small.ts", content: a }'),
      8,
      ' twice',
    ],
    ['unreadable', files('    content: |', '      let a', '      let {{name}} = ;'), 9, 'parsed'],
    ['misspelt-param', files('    content: |', '      // {{nmae|kebab}}'), 8, 'no param nmae'],
  ])('finds a problem: %s', async (rule, text, line, message) => {
    const cwd = await projectOf({ 'generators/bad.yaml': text })
    const { exitCode, stdout } = await ran(['generator', 'lint', '--json'], cwd)
    const [finding, ...others] = JSON.parse(stdout).findings
    expect(others).toEqual([])
    expect(finding).toMatchObject({
      ...{ rule, level: 'problem', message: expect.stringContaining(message) },
      places: [{ file: 'generators/bad.yaml', line }],
    })
    expect(exitCode).toBe(7)
  })

  it.each([
    ['unused-param', 'name: ok\nfiles: [{ path: a.ts, content: "" }]\n', 1],
    ['unused-param', `${head}files: [{ path: "{{name}}.ts", content: "" }]\n`, 4],
    ['misspelt-param', files('    content: |', '      // {{nmae}}'), 8],
    [
      'insertion',
      `${files('    content: ""')}insertions:\n  - { file: a.ts, anchor: import, text: "import 'a'" }\n`,
      9,
    ],
  ])('warns of %s', async (rule, text, line) => {
    const cwd = await projectOf({ 'generators/ok.yaml': text })
    const { exitCode, stdout } = await ran(['generator', 'lint', '--json'], cwd)
    const [finding, ...others] = JSON.parse(stdout).findings
    expect(others).toEqual([])
    expect(finding).toMatchObject({ rule, level: 'warning', places: [{ line }] })
    expect(exitCode).toBe(0)
  })

  it('finds all problems at once, each at its line', async () => {
    const text = `name: bad
params:
  - name: force
  - { name: size, choices: [small], default: large }
  - { name: size, type: boolean, default: maybe }
  - { name: fields, type: list, needs: nothing }
files:
  - path: "{{name}}.ts"
    from: gone.ts
  - path: "{{name|kebap}}.ts"
    content: |
      {{#fields}}
      {{field.name|snek}}
    when: side/left
insertions:
  - { file: a.ts, anchor: import, text: "{{/fields}}", each: rows, when: columns }
`
    const cwd = await projectOf({ 'generators/bad.yaml': text })
    const { findings } = await documentOf(['generator', 'lint'], cwd)
    const found = findings.map(({ message, places }: { message: string; places: object[] }) => {
      return [message, ...places.map((one) => 'line' in one && one.line)]
    })
    expect(found).toEqual([
      ['the param force has the name of a flag of create-app.', 3],
      ['the default of size is not a valid answer. Use small.', 4],
      ['two params are called size.', 5],
      ['the default of size is not a valid answer. Use true or false.', 5],
      ['fields needs nothing: there is no param nothing.', 6],
      ['the file {{name}}.ts is to be made from gone.ts, which is not there.', 8],
      ['{{name|kebap}}.ts, line 1: {{/fields}} is missing.', 11],
      ['side/left: there is no param side.', 14],
      ['a.ts, line 1: {{/fields}} has no beginning.', 16],
      ['columns: there is no param columns.', 16],
      ['rows: there is no param rows.', 16],
      ['There is no filter kebap.', 10],
      ['There is no filter snek.', 13],
    ])
    const { error } = await documentOf(['generate', 'bad', 'A'], cwd)
    expect(error.message).toBe(
      'The generator generators/bad.yaml cannot be used: the file {{name}}.ts is to be made from gone.ts, which is not there.',
    )
  })

  it('finds the line in a file that the generator is made from, and reads JSON', async () => {
    const json = { name: 'two', files: [{ path: '{{name}}.ts', content: '{{name|kebap}}' }] }
    const cwd = await projectOf({
      'generators/one/generator.yaml': 'name: one\nfiles: [{ path: "{{name}}.ts", from: a.txt }]\n',
      'generators/one/a.txt': '//\n//{{name|kebap}}\n',
      'generators/two.json': JSON.stringify(json, null, 2),
    })
    const { findings } = await documentOf(['generator', 'lint'], cwd)
    expect(findings).toMatchObject([
      {
        places: [
          { file: 'generators/one/a.txt', line: 2 },
          { file: 'generators/two.json', line: 6 },
        ],
      },
    ])
    const only = await documentOf(['generator', 'lint', 'generators/two.json'], cwd)
    expect(only.findings).toHaveLength(1)
    expect(only.findings[0].places).toHaveLength(1)
  })

  it('finds mistakes in the parts that a generator includes, each at its line and once', async () => {
    const cwd = await projectOf({
      'generators/two/generator.yaml': `name: two
include:
  - { part: part.yaml, in: a }
  - part: part.yaml
    in: b
  - part: only.yaml
    when: size/larg
params: [{ name: size, choices: [small, large] }]
files:
  - path: "{{name}}.{{size}}.txt"
    content: ""
    when: size/smal
`,
      'generators/two/part.yaml': `types:
  string: { ts: string }
files:
  - path: "{{name}}.ts"
    from: a.txt
  - path: "{{name}}.md"
    content: |
      #
      {{siez|kebab}}
`,
      'generators/two/a.txt': '//\n// {{nmae|kebab}}\n',
      'generators/two/only.yaml': 'files:\n  - { path: "{{name}}.only", content: "" }\n',
    })
    const expected = [
      ['size never has the value larg, so this is never made.', 'generator.yaml', 7],
      ['size never has the value smal, so this is never made.', 'generator.yaml', 12],
      ['There is no param nmae, so {{nmae}} stays as it is in the file.', 'a.txt', 2],
      ['There is no param siez, so {{siez}} stays as it is in the file.', 'part.yaml', 9],
    ]
    for (const place of [[], ['generators/two'], ['generators/two/generator.yaml']]) {
      const { findings } = await documentOf(['generator', 'lint', ...place], cwd)
      const found = findings.map(({ message, places }: TemplateFinding) => {
        return [message, ...places.flatMap(({ file, line }) => [basename(file), line])]
      })
      expect(found).toEqual(expected)
    }
    await writeFile(
      join(cwd, 'generators/two/part.yaml'),
      'types: { a: { B: c } }\nfiles:\n  - { content: a }\n',
    )
    const { findings } = await documentOf(['generator', 'lint'], cwd)
    const places = (line: number) => [{ file: 'generators/two/part.yaml', line }]
    expect(findings).toMatchObject([
      { message: expect.stringContaining('part.yaml, types.a.B: '), places: places(1) },
      { message: expect.stringContaining('part.yaml, files.0.path: '), places: places(3) },
    ])
    await writeFile(join(cwd, 'generators/two/part.yaml'), 'files:\n  - path: [\n')
    const broken = await documentOf(['generator', 'lint'], cwd)
    expect(broken.findings[0].message).toMatch(/^part\.yaml, line 3: /)
  })

  it('takes a param as used in a migration, a type, a tag, or each, and in what it adds to', async () => {
    const cwd = await projectOf({
      'generators/one.yaml': `name: one
params: [{ name: prefix }, { name: rows, type: list }, { name: lists, type: list }]
types: { string: { ts: "{{prefix}}" } }
files: [{ path: a.ts, content: "{{#has rows}}{{/has}}" }]
insertions:
  - { file: package.json, anchor: path, path: [], text: '"{{list.name}}": 1', each: lists }
migration: { name: "add-{{name|kebab}}" }
`,
      'generators/two.yaml':
        'name: two\nparams: [{ name: rows, type: list }]\nadds: { to: one, list: rows }\n',
    })
    expect((await documentOf(['generator', 'lint'], cwd)).findings).toEqual([])
  })

  it('finds nothing in the built-in generators', async () => {
    const feature = ['feature/generator.api.yaml', 'feature/generator.field.yaml']
    for (const id of ['component', ...feature, 'generator', 'job', 'migration']) {
      const place = join(catalog.dir, '_generators', id)
      const { findings } = await documentOf(['generator', 'lint', place], await projectOf())
      expect(findings.filter(({ level }: { level: string }) => level === 'problem')).toEqual([])
    }
  })

  it('says so where there is no generator', async () => {
    const { exitCode, error } = await documentOf(['generator', 'lint'], await projectOf())
    expect([exitCode, error.code]).toEqual([2, 'NO_GENERATORS'])
  })
})

describe('generator test', () => {
  const widget = `
name: widget
params:
  - name: name
  - { name: size, choices: [small, large], default: small }
  - { name: isOpen, type: boolean, default: false }
files:
  - path: "src/{{name|kebab}}.ts"
    content: |
      export const {{name|camel}} = '{{size}} {{isOpen}}';
insertions:
  - file: widgets.json
    anchor: path
    path: [widgets]
    text: '"{{name|kebab}}"'
`
  const files = {
    'generators/widget.yaml': widget,
    'widgets.json': '{\n  "widgets": ["clock"]\n}\n',
  }
  const accept = ['generator', 'test', '--accept']

  it('tries every combination with every kind of name, and writes only the snapshot', async () => {
    const cwd = await projectOf(files)
    const before = await snapshot(cwd)
    const tested = await documentOf(['generator', 'test'], cwd)
    expect(tested).toMatchObject({ ok: true, exitCode: 0 })
    const [{ place, snapshot: held, notes, trials }] = tested.generators
    expect([place, held.status, notes]).toEqual(['generators/widget.yaml', 'missing', []])
    expect(trials).toHaveLength(12)
    expect(trials.every(({ status }: { status: string }) => status === 'ok')).toBe(true)
    const { answers } = trials.at(-1)
    expect(answers).toEqual({ name: 'admin/role', size: 'large', isOpen: 'true' })
    expect(await snapshot(cwd)).toEqual(before)
    expect((await documentOf(accept, cwd)).generators[0].snapshot.status).toBe('accepted')
    const { 'generators/widget.snapshot.json': written, ...others } = await snapshot(cwd)
    expect(others).toEqual(before)
    expect(written).toContain('"src/admin/role.ts": "644 ')
    expect((await documentOf(['generator', 'test'], cwd)).generators[0].snapshot.status).toBe(
      'same',
    )
    const { generators } = await documentOf(['generate'], cwd)
    expect(generators.map(({ id }: { id: string }) => id)).toContain('widget')
  })

  it('tries no name that the generator refuses', async () => {
    const params = `
name: widget
params:
  - { name: name, reserved: [widget], folders: false }
  - { name: size, choices: [small, large], default: small }
  - { name: isOpen, type: boolean, default: false }
`
    const text = params + widget.slice(widget.indexOf('files:'))
    const cwd = await projectOf({
      ...files,
      'generators/widget.yaml': text,
      'node_modules/prettier/bin/prettier.cjs':
        "process.stdin.on('data', (text) => process.stdout.write(String(text).replaceAll(';', '')))\n",
    })
    const { exitCode, generators } = await documentOf(['generator', 'test'], cwd)
    expect(exitCode).toBe(0)
    const names = generators[0].trials.map((one: { answers: { name: string } }) => one.answers.name)
    expect([...new Set(names)]).toEqual(['order-line'])
    expect(generators[0].notes).toEqual([expect.stringContaining('src/order-line.ts is not as')])
    const schema = JSON.parse((await ran(['generate', 'widget', '--schema'], cwd)).stdout)
    const { pattern } = schema.properties.name
    expect(['Role', 'admin/Role'].map((name) => new RegExp(pattern).test(name))).toEqual([
      true,
      false,
    ])
  })

  it.each([
    ['a text', 'export', 'export default', 'src/widget.ts'],
    ['an insertion', `'"{{name|kebab}}"'`, `'"{{name|snake}}"'`, '(insertions)'],
  ])('exits with 7 if %s differs from the snapshot', async (_, old, other, path) => {
    const cwd = await projectOf(files)
    await documentOf(accept, cwd)
    await writeFile(join(cwd, 'generators/widget.yaml'), widget.replace(old, other))
    const tested = await documentOf(['generator', 'test'], cwd)
    expect(tested.exitCode).toBe(7)
    const { status, differences } = tested.generators[0].snapshot
    expect(status).toBe('differs')
    const paths = differences.map((one: { path: string }) => one.path)
    expect(paths).toContain(path)
    const { stdout } = await ran(['generator', 'test'], cwd)
    expect(stdout).toContain('create-app generator test generators/widget.yaml --accept')
  })

  it.each([
    [
      'a file cannot be parsed',
      { 'generators/widget.yaml': widget.replace('camel', 'kebab') },
      /parsed/,
    ],
    [
      'a place is not there',
      { 'widgets.json': '{ "other": 1 }\n' },
      /widgets\.json was not changed/,
    ],
    [
      'two insertions undo each other',
      {
        'generators/widget.yaml': `${widget}  - file: widgets.json\n    anchor: path\n    path: []\n    text: '"widgets": 1'\n`,
      },
      /widgets\.json was not changed/,
    ],
  ])('fails if %s', async (_, changed, reason) => {
    const cwd = await projectOf({ ...files, ...changed })
    const tested = await documentOf(['generator', 'test'], cwd)
    expect(tested.exitCode).toBe(7)
    const failed = tested.generators[0].trials.filter(
      ({ status }: { status: string }) => status === 'failed',
    )
    expect(failed[0].reason).toMatch(reason)
  })

  it('fails if something stays in a file once it is taken out', async () => {
    const imports = `
name: widget
files: []
insertions:
  - { file: a.ts, anchor: import, text: "import { widget } from './{{name|kebab}}.ts'" }
`
    const cwd = await projectOf({ 'generators/widget.yaml': imports, 'a.ts': 'widget()\n' })
    const tested = await documentOf(['generator', 'test'], cwd)
    expect(tested.exitCode).toBe(7)
    expect(tested.generators[0].trials[0].reason).toContain('it leaves changes in a.ts')
  })

  it('names the files that the formatter of the project prints in another way', async () => {
    const cwd = await projectOf({
      ...files,
      'node_modules/prettier/bin/prettier.cjs':
        "process.stdin.on('data', (text) => process.stdout.write(String(text).replaceAll(';', '')))\n",
    })
    const { exitCode, generators } = await documentOf(['generator', 'test'], cwd)
    expect(exitCode).toBe(0)
    expect(generators[0].notes).toEqual([
      'src/widget.ts is not as the formatter of the project prints it. create-app generate formats it.',
    ])
  })

  it('says what it could not try', async () => {
    const cwd = await projectOf({ 'generators/widget.yaml': widget })
    const { exitCode, generators } = await documentOf(['generator', 'test'], cwd)
    expect(exitCode).toBe(0)
    expect(generators[0].notes).toEqual(['There is no widgets.json, so nothing was added to it.'])
  })
})
