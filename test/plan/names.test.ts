import { describe, expect, it } from 'vitest'
import { namesIn, namesOf, packageNameProblem } from '../../src/plan/names.ts'

describe('namesOf', () => {
  it.each([
    ['my-api', 'my-api', 'my-api', 'my-api', 'my_api'],
    ['My App', 'My App', 'my-app', 'my-app', 'my_app'],
    ['MyApp', 'MyApp', 'my-app', 'my-app', 'my_app'],
    ['my_app', 'my_app', 'my_app', 'my_app', 'my_app'],
    ['Bücher & Co', 'Bücher Co', 'bucher-co', 'bucher-co', 'bucher_co'],
    ['日本', '日本', 'my-app', 'my-app', 'my_app'],
    ['node_modules', 'node_modules', 'node-modules', 'node-modules', 'node_modules'],
    ['http', 'http', 'http-app', 'http-app', 'http_app'],
    ['.hidden', '.hidden', 'hidden', 'hidden', 'hidden'],
    ['2048', '2048', '2048', '2048', 'app_2048'],
    ['a"b$(rm)', 'abrm', 'a-b-rm', 'a-b-rm', 'a_b_rm'],
  ])('names %j', (folder, title, packageName, slug, database) => {
    expect(namesOf(folder)).toEqual({ title, packageName, slug, database })
  })

  it('takes a given package name apart', () => {
    expect(namesOf('My App', '@acme/shop')).toEqual({
      title: 'My App',
      packageName: '@acme/shop',
      slug: 'shop',
      database: 'shop',
    })
  })

  it('keeps a database name within the 63 bytes of Postgres', () => {
    expect(namesOf('x'.repeat(100)).database).toHaveLength(63)
  })

  it('always derives a name that npm takes', () => {
    for (const folder of ['', '...', '-', 'favicon.ico', 'A'.repeat(300), '~tilde', 'a/b']) {
      expect(packageNameProblem(namesOf(folder).packageName), folder).toBeUndefined()
    }
  })
})

describe('namesIn', () => {
  it('names a part after the project and the last segment of its folder', () => {
    expect(namesIn('apps/web', namesOf('My Shop'))).toEqual({
      title: 'My Shop web',
      packageName: '@my-shop/web',
      slug: 'my-shop-web',
      database: 'my_shop_web',
    })
  })

  it('keeps the databases of two parts apart where the project has a long name', () => {
    const names = namesOf('x'.repeat(100))
    const [web, api] = ['apps/web', 'apps/api'].map((folder) => namesIn(folder, names).database)
    expect(web).toHaveLength(63)
    expect(web).not.toBe(api)
  })
})
