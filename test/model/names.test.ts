import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { folderNameProblem, namesIn, namesOf, packageNameProblem } from '../../src/model/names.ts'

/** Any text, also with incomplete characters, and text that is almost a name. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.nat(0xffff)).map((codes) => String.fromCharCode(...codes)),
  fc.string({ unit: fc.constantFrom(...'aB1-_. @/~é\u1100\u1161'), maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'aB1-'), minLength: 200, maxLength: 300 }),
)

describe('namesOf', () => {
  it.each([
    ['my-api', 'My API', 'my-api', 'my-api', 'my_api'],
    ['My App', 'My App', 'my-app', 'my-app', 'my_app'],
    ['MyApp', 'MyApp', 'my-app', 'my-app', 'my_app'],
    ['my_app', 'My App', 'my_app', 'my_app', 'my_app'],
    ['Bücher & Co', 'Bücher Co', 'bucher-co', 'bucher-co', 'bucher_co'],
    ['node.js-demo', 'Node.js Demo', 'node.js-demo', 'node-js-demo', 'node_js_demo'],
    ['ǰ-a', 'ǰ A', 'j-a', 'j-a', 'j_a'],
    ['日本', '日本', 'my-app', 'my-app', 'my_app'],
    ['node_modules', 'Node Modules', 'node-modules', 'node-modules', 'node_modules'],
    ['http', 'HTTP', 'http-app', 'http-app', 'http_app'],
    ['.hidden', '.hidden', 'hidden', 'hidden', 'hidden'],
    ['2048', '2048', '2048', '2048', 'app_2048'],
    ['a"b$(rm)', 'Abrm', 'a-b-rm', 'a-b-rm', 'a_b_rm'],
  ])('names %j', (folder, title, packageName, slug, database) => {
    expect(namesOf(folder)).toEqual({ title, packageName, slug, database })
  })

  it('derives names from a given package name', () => {
    expect(namesOf('My App', { packageName: '@acme/shop' })).toEqual({
      title: 'My App',
      packageName: '@acme/shop',
      slug: 'shop',
      database: 'shop',
    })
  })

  it('keeps a title as it was typed', () => {
    expect(namesOf('my-api', { title: 'the api' }).title).toBe('the api')
  })

  it('keeps a database name within the 63 bytes of Postgres', () => {
    expect(namesOf('x'.repeat(100)).database).toHaveLength(63)
  })

  it('derives no name that is a flag to a shell or another folder to a disk', () => {
    const titles = ['-rf', '- a', '--', '..', '...', ' .'].map((folder) => namesOf(folder).title)
    expect(titles).toEqual(['Rf', 'A', 'My App', 'My App', 'My App', 'My App'])
  })

  it('joins letters that become neighbours', () => {
    expect(namesOf('\u1100!\u1161').title).toBe('\uac00')
  })

  it('derives valid names from any text', () => {
    fc.assert(
      fc.property(text, (folder) => {
        const { title, packageName, slug, database } = namesOf(folder)
        expect(packageNameProblem(packageName)).toBeUndefined()
        expect(slug).toMatch(/^[a-z0-9][a-z0-9_-]*$/)
        expect(database).toMatch(/^[a-z][a-z0-9_]{0,62}$/)
        expect(title).toMatch(/^[\p{L}\p{N}._](?:[\p{L}\p{N} ._-]*[\p{L}\p{N}._-])?$/u)
      }),
      { numRuns: 1000 },
    )
  })

  it('derives the same names from a derived name', () => {
    fc.assert(
      fc.property(text, (folder) => {
        const { title, packageName } = namesOf(folder)
        expect(namesOf(packageName).packageName).toBe(packageName)
        expect(namesOf(title).title).toBe(title)
        expect(namesOf(folder, { packageName })).toEqual(namesOf(folder))
      }),
      { numRuns: 1000 },
    )
  })

  it('always derives a package name that npm accepts', () => {
    for (const folder of ['', '...', '-', 'favicon.ico', 'A'.repeat(300), '~tilde', 'a/b']) {
      expect(packageNameProblem(namesOf(folder).packageName), folder).toBeUndefined()
    }
  })
})

describe('packageNameProblem', () => {
  it.each(["@a'b/c", '@!()*~/x', '@../x', '@-x/y', '@/x', '@a/', '-x', '_x', 'X', 'a b', '\ud800'])(
    'refuses %j',
    (name) => {
      expect(packageNameProblem(name)).toBeTypeOf('string')
    },
  )

  it.each(['x', '@acme/shop', '@a_b.c-d/e.f_g-h', '@0/1'])('accepts %j', (name) => {
    expect(packageNameProblem(name)).toBeUndefined()
  })

  it('accepts only letters, digits and . _ - in any text', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.stringMatching(/^@[!-~]{1,4}\/[!-~]{1,4}$/)), (name) => {
        if (packageNameProblem(name) !== undefined) return
        expect(name).toMatch(/^(?:@[a-z0-9_][a-z0-9._-]*\/)?[a-z0-9_-][a-z0-9._-]*$/)
        expect(namesOf('x', { packageName: name }).slug).toMatch(/^[a-z0-9][a-z0-9_-]*$/)
      }),
      { numRuns: 1000 },
    )
  })
})

it('finds the problem of any folder name; a name that Windows accepts is accepted everywhere', () => {
  fc.assert(
    fc.property(text, (folder) => {
      const problems = (['linux', 'darwin'] as const).map((system) =>
        folderNameProblem(folder, system),
      )
      if (folderNameProblem(folder, 'win32') === undefined)
        expect(problems).toEqual([undefined, undefined])
    }),
  )
})
describe('namesIn', () => {
  it('names a part after the project and the last segment of its folder', () => {
    expect(namesIn('apps/web', namesOf('My Shop'))).toEqual({
      title: 'My Shop Web',
      packageName: '@my-shop/web',
      slug: 'my-shop-web',
      database: 'my_shop_web',
    })
  })

  it('gives two parts different databases, even in a project with a long name', () => {
    const names = namesOf('x'.repeat(100))
    const [web, api] = ['apps/web', 'apps/api'].map((folder) => namesIn(folder, names).database)
    expect(web).toHaveLength(63)
    expect(web).not.toBe(api)
  })
})
