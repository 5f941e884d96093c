import { describe, expect, it } from 'vitest'
import {
  holdsSecret,
  idOf,
  isPinned,
  otherVersionOf,
  parseSource,
  pin,
  printSource,
} from '../../src/model/source.ts'

const sha = 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678'
const integrity = `sha512-${'A'.repeat(86)}==`

function parsed(text: string) {
  const source = parseSource(text)
  if (source === undefined) throw new Error(`${text} is no source`)
  return source
}

describe('a source', () => {
  it.each([
    ['gh:ada/shop', 'gh:ada/shop', 'shop'],
    ['github:ada/shop', 'gh:ada/shop', 'shop'],
    ['gh:ada/shop/templates/api#v2', 'gh:ada/shop/templates/api#v2', 'api'],
    ['gh:ada/shop::templates/api', 'gh:ada/shop/templates/api', 'api'],
    ['gh:ada/shop#feat/x', 'gh:ada/shop#feat/x', 'shop'],
    ['gitlab:group/sub/shop', 'gitlab:group/sub/shop', 'shop'],
    ['gitlab:group/sub/shop::web#next', 'gitlab:group/sub/shop::web#next', 'web'],
    ['bitbucket:ada/shop/web', 'bitbucket:ada/shop/web', 'web'],
    ['sourcehut:ada/shop', 'sourcehut:ada/shop', 'shop'],
    ['npm:create-shop', 'npm:create-shop@latest', 'create-shop'],
    ['npm:@ada/shop@^1.2/web', 'npm:@ada/shop@^1.2/web', 'web'],
    ['https://example.com/a/shop-1.0.tar.gz', 'https://example.com/a/shop-1.0.tar.gz', 'shop-1.0'],
    ['http://127.0.0.1:9/shop.tgz', 'http://127.0.0.1:9/shop.tgz', 'shop'],
  ])('%s is read, printed and named', (text, printed, id) => {
    expect(printSource(parsed(text))).toBe(printed)
    expect(printSource(parsed(printed))).toBe(printed)
    expect(idOf(parsed(text))).toBe(id)
  })

  it.each([
    'gh:shop',
    'gh:ada/../shop',
    'gh:ada/shop/../../x',
    'gh:ada/shop#a+b',
    'gh:ada/shop#../x',
    'gitlab:ada',
    'npm:',
    'npm:--ignore-scripts',
    'npm:shop@file:../x',
    'npm:shop/../x',
    'http://example.com/shop.tgz',
    'https://',
    'ftp://example.com/shop.tgz',
    'git@example.com:ada/shop',
    'ada/shop',
  ])('%s is not a source', (text) => {
    expect(parseSource(text)).toBeUndefined()
  })

  it('is pinned by a commit or a hash, but not by a version, which differs between registries', () => {
    const texts = [
      `gh:ada/shop#${sha}`,
      `npm:a@1.2.3#${integrity}`,
      `https://a.b/c.tgz#${integrity}`,
    ]
    expect(texts.map((text) => isPinned(parsed(text)))).toEqual([true, true, true])
    const open = ['gh:ada/shop#main', 'npm:shop@1.2.3', 'npm:shop', 'https://example.com/a.tgz']
    expect(open.map((text) => isPinned(parsed(text)))).toEqual([false, false, false, false])
  })

  it('can be pinned to what was fetched', () => {
    const pinned = (text: string, resolved?: string) => pin(parsed(text), { resolved, integrity })
    expect(printSource(pinned('gh:ada/shop/web#main', sha))).toBe(`gh:ada/shop/web#${sha}`)
    expect(pinned('gh:ada/shop#main', sha).integrity).toBeUndefined()
    expect(pinned('gh:ada/shop#main')).toMatchObject({ ref: 'main', integrity })
    expect(pinned('npm:shop', '1.2.3')).toMatchObject({ version: '1.2.3', integrity })
    expect(pinned('https://example.com/a.tgz', sha)).toMatchObject({ integrity })
  })

  it.each([
    [`gh:ada/shop/web#${sha}`, undefined, 'gh:ada/shop/web'],
    [`gh:ada/shop/web#${sha}`, 'v2', 'gh:ada/shop/web#v2'],
    [`gitlab:a/b/shop::web#${sha}`, 'feat/x', 'gitlab:a/b/shop::web#feat/x'],
    [`npm:@ada/shop@1.2.3/web#${integrity}`, undefined, 'npm:@ada/shop@latest/web'],
    [`npm:shop@1.2.3#${integrity}`, '^2', 'npm:shop@^2'],
    [`https://a.b/c.tgz#${integrity}`, 'https://a.b/d.tgz', 'https://a.b/d.tgz'],
  ])('%s in the version %s is %s', (text, to, other) => {
    const found = otherVersionOf(parsed(text), to)
    expect(found).toEqual(parsed(other))
    expect(found?.integrity).toBeUndefined()
  })

  it('from an address stays as it is until another address is given', () => {
    const source = parsed(`https://a.b/c.tgz#${integrity}`)
    expect(otherVersionOf(source, undefined)).toBe(source)
  })

  it.each([
    [`gh:ada/shop#${sha}`, '../../evil/shop'],
    [`gh:ada/shop#${sha}`, 'v2#v3'],
    [`gh:ada/shop#${sha}`, `v2#${integrity}`],
    [`npm:shop@1.2.3#${integrity}`, '2.0.0/../x'],
    [`npm:shop@1.2.3#${integrity}`, '2.0.0/web'],
    [`npm:shop@1.2.3#${integrity}`, 'file:../x'],
    [`npm:shop@1.2.3#${integrity}`, ''],
    [`https://a.b/c.tgz#${integrity}`, 'v2'],
    [`https://a.b/c.tgz#${integrity}`, 'gh:ada/shop'],
    [`https://a.b/c.tgz#${integrity}`, 'http://a.b/c.tgz'],
  ])('%s has no version %j', (text, to) => {
    expect(otherVersionOf(parsed(text), to)).toBeUndefined()
  })

  it('contains no secret', () => {
    const secrets = ['ada:x@a.b/c.tgz', 'a.b/c.tgz?private_token=x', 'a.b/c?X-Amz-Signature=x']
    expect(secrets.map((rest) => holdsSecret(`https://${rest}`))).toEqual([true, true, true])
    const others = ['https://a.b/c.tgz?ref=v1&design=2&author=ada', 'gh:ada/shop', './token?key=1']
    expect(others.map(holdsSecret)).toEqual([false, false, false])
  })
})
