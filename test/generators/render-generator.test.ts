import { describe, expect, it } from 'vitest'
import { parseGenerator } from '../../src/blueprints/generators/generator-file.ts'
import { renderGenerator } from '../../src/generators/render-generator.ts'
import { typedValues } from '../../src/generators/typed-params.ts'
import { readModels } from '../../src/insert/prisma/read-models.ts'

const origin = { version: '1.0.0', source: 'file:test.yaml' } as const

function generatorOf(keys: object) {
  const text = JSON.stringify({ name: 'test', files: [], ...keys })
  return parseGenerator({ place: 'test.json', text, origin })
}

/** The content that a generator with these types makes of a text and the typed fields. */
function made(content: string, fields: string, types: object = {}) {
  const generator = generatorOf({
    params: [{ name: 'fields', type: 'list' }],
    ...{ types, files: [{ path: 'a.txt', content }] },
  })
  const words = ['Loan', ...fields.split(' ').filter((word) => word !== '')]
  const values = typedValues(generator, { words, pairs: [] })
  return renderGenerator(generator, values).files.get('a.txt')?.content
}

describe('a path', () => {
  it.each([
    ['src/{{name}}/{{name}}.tsx', 'Card', 'src/Card/Card.tsx'],
    ['src/{{name}}/{{name}}.tsx', 'admin/Role', 'src/admin/Role/Role.tsx'],
    ['src/{{name|plural|kebab}}.ts', 'Admin/UserRole', 'src/admin/user-roles.ts'],
  ])('%s with %s is %s', (path, name, expected) => {
    const generator = generatorOf({ files: [{ path, content: '{{name}}' }] })
    expect([...renderGenerator(generator, { name }).files.keys()]).toEqual([expected])
  })

  it('gives a name its folders; the text of a file has only its last word', () => {
    const files = [{ path: 'a.txt', content: '{{name|pascal}}: {{note}}' }]
    const generator = generatorOf({ params: [{ name: 'note' }], files })
    const { files: all } = renderGenerator(generator, { name: 'admin/user-role', note: 'and/or' })
    expect(all.get('a.txt')?.content).toBe('UserRole: and/or')
  })
})

describe('a list', () => {
  it('repeats the lines between its tags, which go with their lines', () => {
    const text =
      'type {{name}} = {\n  {{#fields}}\n  {{field.name}}: {{field.type}}\n  {{/fields}}\n}\n'
    expect(made(text, 'title:string dueOn:date')).toBe(
      'type Loan = {\n  title: string\n  dueOn: date\n}\n',
    )
  })

  it('within a line knows the first and the last item', () => {
    const text = '[{{#fields}}{{field.name}}{{^field.last}}, {{/field.last}}{{/fields}}]'
    expect(made(text, 'a b c')).toBe('[a, b, c]')
  })

  it('reads marks, a default and choices of an item', () => {
    const text =
      '{{#fields}}{{field.name}}{{#field.optional}}?{{/field.optional}}{{#field.unique}}!{{/field.unique}}' +
      '{{#field.default}}={{field.default}}{{/field.default}}' +
      '{{#field.choices}}<{{choice.name}}{{^choice.last}}|{{/choice.last}}>{{/field.choices}};{{/fields}}'
    expect(made(text, 'a:string? b:int!=5 c:enum(x,y)=x d:url=https://x.y/z?a=b')).toBe(
      'a?;b!=5;c=x<x|><y>;d=https://x.y/z?a=b;',
    )
  })

  it('takes a word for no only if it is empty; a boolean that is false by default has none', () => {
    const text = '{{#fields}}{{#field.default}}{{field.default}}{{/field.default}};{{/fields}}'
    expect(made(text, 'a:string=false b:boolean=false c:boolean=true d:int=0')).toBe(
      'false;;true;0;',
    )
    expect(made('{{#has fields.default}}yes{{/has}}', 'a:string=false')).toBe('yes')
  })

  it('has words for its types, and a type with a capital is a model', () => {
    const types = {
      string: { zod: 'z.string()', input: '{{field.zod}}.trim()' },
      Model: { zod: 'z.uuid()', relation: '{{field.type}}' },
    }
    const text =
      '{{#fields}}{{field.name}}: {{field.zod}} {{field.input}};{{/fields}}' +
      '{{#has fields.relation}} has{{/has}}{{#fields.relation}} {{field.relation}}{{/fields.relation}}' +
      '{{^has fields.input}} no input{{/has}}'
    expect(made(text, 'a:string b:Book', types)).toBe(
      'a: z.string() z.string().trim();b: z.uuid() {{field.input}}; has Book',
    )
    expect(() => made(text, 'a:colour', types)).toThrow('a:colour')
  })

  it('leaves the braces of other languages and of a backslash', () => {
    expect(made('{{#if a}}{{/if}} \\{{#fields}} {{#each x}}', 'a')).toBe(
      '{{#if a}}{{/if}} {{#fields}} {{#each x}}',
    )
  })

  it('repeats an insertion for the items that have a word', () => {
    const generator = generatorOf({
      params: [{ name: 'fields', type: 'list' }],
      types: { string: {}, Model: { relation: '{{field.type}}' } },
      insertions: [
        {
          ...{ file: 'schema.prisma', anchor: 'field', name: '{{field.relation}}' },
          ...{ text: '{{name|plural|camel}} {{name}}[]', each: 'fields.relation' },
        },
      ],
    })
    const values = { name: 'Loan', fields: 'a:string b:Book c:Person' }
    expect(
      renderGenerator(generator, values).insertions.map((one) => 'name' in one && one.name),
    ).toEqual(['Book', 'Person'])
  })

  it.each([
    ['a:string a:int', 'the name a once'],
    ['a:b:c', '<name>:<type>'],
    ['1a', '<name>:<type>'],
  ])('refuses %s', (fields, problem) => {
    const refused = expect.objectContaining({ fix: expect.stringContaining(problem) })
    expect(() => made('', fields)).toThrow(refused)
  })

  it.each([
    ['{{#fields}}\n\n', 'line 1: {{/fields}} is missing'],
    ['\n{{/fields}}', 'line 2: {{/fields}} has no beginning'],
    ['{{#fields}}{{#field.optional}}{{/fields}}', '{{/fields}} has no beginning'],
  ])('%j is refused when the generator is read', (content, problem) => {
    expect(() => made(content, 'a')).toThrow(problem)
  })
})

describe('a part that a generator includes', () => {
  const part = [
    'params: [{ name: isLoud, type: boolean, default: false }]',
    'files: [{ path: a.txt, content: "{{name}}" }, { path: b.txt, content: "", when: isLoud/false }]',
    'insertions: [{ file: list.json, anchor: path, path: [], text: "1" }]',
  ].join('\n')
  const included = (include: object, besides = { 'part.yaml': part }) =>
    parseGenerator({
      ...{ place: 'generator.json', origin, besides: new Map(Object.entries(besides)) },
      text: JSON.stringify({ name: 'test', include: [include] }),
    })

  it('has its paths in the folder of the part, and the condition of the part', () => {
    const generator = included({ part: 'part.yaml', in: 'apps/api', when: 'isLoud/true' })
    const made = (isLoud: string) => renderGenerator(generator, { name: 'Loan', isLoud })
    expect([...made('true').files.keys()]).toEqual(['apps/api/a.txt'])
    expect(made('true').insertions).toMatchObject([{ file: 'apps/api/list.json' }])
    expect([...made('false').files.keys()]).toEqual(['apps/api/b.txt'])
    expect(made('false').insertions).toEqual([])
  })

  it('that is not there is named', () => {
    expect(() => included({ part: 'none.yaml' })).toThrow('there is no part none.yaml')
  })
})

describe('an item that refers to a model', () => {
  const generator = generatorOf({
    params: [{ name: 'fields', type: 'list' }],
    types: { string: {}, int: {}, Model: { model: '{{field.type}}' } },
    files: [
      {
        path: 'a.txt',
        content:
          '{{#fields.model}}{{field.name}}: {{field.label}} {{field.row}}{{#field.self}} self{{/field.self}}' +
          '{{#field.again}} again{{/field.again}}{{#field.alone}} alone{{/field.alone}}\n{{/fields.model}}',
      },
    ],
  })
  const schema = `
    enum Kind { big small }
    model Author { id String @id
      name String @unique
      books Book[] }
    model Book { id String @id
      pages Int
      title String
      note String?
      kind Kind
      author Author @relation(fields: [authorId], references: [id])
      authorId String
      at DateTime @default(now()) }`

  it('has the label of the model, and the smallest row of it', () => {
    const models = readModels(new Map([['prisma/schema/all.prisma', schema]]))
    const values = {
      name: 'Loan',
      fields: 'book:Book other:Book? parent:Loan? size:int title:string',
    }
    const { files } = renderGenerator(generator, values, { project: 'shop', models })
    const row = (name: string) =>
      `{ pages: 1, title: 'Title', kind: 'big', author: { create: { name: '${name}' } } }`
    expect(files.get('a.txt')?.content).toBe(
      [
        `book: title ${row('Book author name')}`,
        `other: title ${row('Other author name')} again`,
        `parent: title { book: { create: ${row('Parent book author name')} }, size: 1, title: 'Title' } self`,
        '',
      ].join('\n'),
    )
  })

  it('has other values in the unique fields of each row', () => {
    const people = `model Person { id String @id
      name String @unique
      rank Int @unique
      born DateTime @unique }
    model Book { id String @id
      title String
      author Person @relation(fields: [authorId], references: [id])
      authorId String }`
    const models = readModels(new Map([['prisma/schema/all.prisma', people]]))
    const values = { name: 'Loan', fields: 'person:Person book:Book' }
    const { files } = renderGenerator(generator, values, { project: 'shop', models })
    const text = String(files.get('a.txt')?.content)
    expect(text).toContain("name: 'Person name'")
    expect(text).toContain("title: 'Title', author: { create: { name: 'Book author name'")
    for (const values of [/rank: (\d+)/g, /born: '([^']+)'/g]) {
      const found = [...text.matchAll(values)].map(([, value]) => value)
      expect([found.length, new Set(found).size]).toEqual([2, 2])
    }
  })
})
