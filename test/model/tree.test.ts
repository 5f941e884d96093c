import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { hashTree, sortTree, type Tree } from '../../src/model/tree.ts'

const sha = (text: string) => createHash('sha256').update(text).digest('hex')

it('hashes mode, content and path in byte order, without secrets, lockfiles and records', () => {
  const tree: Tree = new Map([
    ['b.txt', { content: 'b' }],
    ['.env', { content: 'SECRET=1', mode: 0o600, secret: true }],
    ['package-lock.json', { content: '{}' }],
    ['.create-app.json', { content: '{}' }],
    ['.create-app/addon/auth.json', { content: '{}' }],
    ['a.sh', { content: new TextEncoder().encode('a'), mode: 0o755 }],
  ])
  const lines = `755 ${sha('a')}  a.sh\n644 ${sha('b')}  b.txt\n`
  expect(hashTree(tree)).toBe(`sha256-${sha(lines)}`)
})

it('sorts paths by bytes, not by language', () => {
  const paths = ['b', 'B', 'a/c', 'a.c', 'é', 'z']
  const tree = new Map(paths.map((path) => [path, { content: '' }]))
  expect([...sortTree(tree).keys()]).toEqual(['B', 'a.c', 'a/c', 'b', 'z', 'é'])
})
