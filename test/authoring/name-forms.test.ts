import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commonName } from '../../src/authoring/generators/common-name.ts'
import { draftGenerator } from '../../src/authoring/generators/draft-generator.ts'
import { formsOf, withPlaceholders } from '../../src/authoring/generators/name-forms.ts'
import { draftWarnings } from '../../src/authoring/generators/prove-draft.ts'
import { parseGenerator } from '../../src/blueprints/generators/generator-file.ts'
import { renderGenerator } from '../../src/generators/render-generator.ts'

function drafted(text: string, name: string, path = 'src/a.ts'): string {
  return withPlaceholders(text, formsOf(name), { path, isPath: false })
}

describe('a name becomes a placeholder', () => {
  it.each([
    ['UserCard userCard user-card user_card USER_CARD', 'pascal camel kebab snake constant'],
    [
      'UserCards userCards user-cards user_cards USER_CARDS',
      'pascal camel kebab snake constant',
      'plural|',
    ],
    ["'User card'", 'title'],
    ['// a user card', 'words'],
    ['IUserCardProps useUserCards x', 'pascal', 'plural|'],
  ])('%s', (text, filters, number = '') => {
    const found = [...drafted(text, 'UserCard').matchAll(/\{\{name\|([a-z|]+)\}\}/g)]
    const [expected] = [filters.split(' ').map((filter) => `${number}${filter}`)]
    const read = found.map(([, chain]) => chain)
    expect(expected.every((one) => read.includes(one))).toBe(true)
  })

  it.each([
    ['superuserCard', 'UserCard'],
    ['UserCardigan userCardinal', 'UserCard'],
    ['superuser username reuse', 'User'],
    ['$user \\user', 'User'],
  ])('but not as a part of another word: %s', (text, name) => {
    expect(drafted(text, name)).toBe(text)
  })

  it.each([
    ['user.load()', 'src/a.ts', '{{name|camel}}.load()'],
    ["import './user.css'", 'src/a.ts', "import './{{name|kebab}}.css'"],
    ["get('/user/:id')", 'src/a.ts', "get('/{{name|kebab}}/:id')"],
    ['a-user-b', 'src/a.ts', 'a-{{name|kebab}}-b'],
    ['user_id', 'src/a.ts', '{{name|snake}}_id'],
    ['<p className="user">', 'src/a.tsx', '<p className="{{name|kebab}}">'],
    ['select * from user', 'a.sql', 'select * from {{name|snake}}'],
    ['.user {}', 'a.css', '.{{name|kebab}} {}'],
    ['class User {}', 'src/a.ts', 'class {{name|pascal}} {}'],
    ['<h1>User</h1>', 'src/a.tsx', '<h1>{{name|title}}</h1>'],
    ["'User not found'", 'src/a.ts', "'{{name|title}} not found'"],
    ['// the user, once', 'src/a.ts', '// the {{name|words}}, once'],
    ['The user in `user`', 'a.md', 'The {{name|words}} in `{{name|kebab}}`'],
  ])('of one word in the casing of its neighbours: %s', (text, path, expected) => {
    expect(drafted(text, 'User', path)).toBe(expected)
  })

  it('keeps what looks like a placeholder', () => {
    expect(drafted('{{name}} \\{{ name | kebab }} {{other}} ${{name}}', 'User')).toBe(
      '\\{{name}} \\\\{{ name | kebab }} {{other}} ${{name}}',
    )
  })
})

it.each([
  [['src/user-card.tsx', 'src/user-card.test.tsx'], 'UserCard'],
  [['src/UserCard.tsx', 'test/use-user-card.ts'], 'UserCard'],
  [['src/users.ts', 'src/user.test.ts'], 'User'],
  [['src/opening-hours/routes.ts', 'src/opening-hours/routes.test.ts'], 'OpeningHours'],
  [['src/a.ts', 'src/b.ts'], undefined],
])('%j have the name %s in common', (paths, name) => {
  expect(commonName(paths)).toBe(name)
})

it('makes the same bytes of any files again', () => {
  const word = fc.constantFrom('user', 'card', 'order', 'people', 'API', 'sheep', 'name', 'x2')
  const joint = fc.constantFrom('-', '_', '', ' ', '\\', '$', '{{', '}}', '\r\n', '\n', '\t', '  ')
  const odd = fc.constantFrom(
    '{{name}}',
    '\\{{name|kebab}}',
    '${{ name }}',
    '={{ name }}',
    '\uFEFF',
    '# ',
    "'",
    '"',
  )
  const form = fc.constantFrom(
    ...['UserCard', 'People', 'API', 'Sheep'].flatMap((one) =>
      formsOf(one).map(({ text }) => text),
    ),
  )
  const text = fc.array(fc.oneof(word, joint, odd, form)).map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.constantFrom('UserCard', 'People', 'API', 'Sheep'), text, (name, content) => {
      const files = new Map([[`src/${formsOf(name)[0]?.text}.txt`.replaceAll(' ', '-'), content]])
      const yaml = draftGenerator({ id: 'a', name, files })
      const origin = { version: '1.0.0', source: 'builtin' as const }
      const generator = parseGenerator({ place: 'a.yaml', text: yaml, origin })
      const made = renderGenerator(generator, { name }).files
      expect([...made].map(([path, file]) => [path, file.content])).toEqual([...files])
      const codes = draftWarnings({ generator, files, name }).map(({ code }) => code)
      expect(codes).not.toContain('DRAFT_DIFFERS')
    }),
    { numRuns: 400 },
  )
})
