import { describe, expect, it } from 'vitest'
import { isPartOfLockfile, mergeLockfile, withNewEntries } from '../../src/edits/json/lockfile.ts'

const text = (lockfile: object) => `${JSON.stringify(lockfile, null, 2)}\n`
const lock = (...names: readonly string[]) => {
  const entries = names.map((name) => [name, { version: '1.0.0' }])
  return text({ name: 'shop', lockfileVersion: 3, packages: Object.fromEntries(entries) })
}

describe('a lockfile of npm', () => {
  it('gets the entries of another one, sorted, and keeps its own', () => {
    const part = text({ packages: { b: { version: '2.0.0' }, '@a/c': { version: '1.0.0' } } })
    expect(isPartOfLockfile(part)).toBe(true)
    expect(mergeLockfile(lock('', 'b', 'c'), part)).toBe(lock('', '@a/c', 'b', 'c'))
  })

  it('gets what is new in the one of its template, and nothing that it dropped', () => {
    const sides = { before: lock('', 'a', 'b'), after: lock('', 'a', 'b', 'c') }
    expect(withNewEntries(lock('', 'a', 'z'), sides)).toBe(lock('', 'a', 'c', 'z'))
    expect(withNewEntries(lock('', 'c'), sides)).toBeUndefined()
  })

  it('stays as it is where one of them cannot be read', () => {
    const sides = { before: '{', after: lock('c') }
    expect(withNewEntries(lock(''), sides)).toBeUndefined()
    expect(withNewEntries('<<<<<<<', { ...sides, before: lock('') })).toBeUndefined()
  })
})
