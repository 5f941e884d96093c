import fc from 'fast-check'
import { expect, it } from 'vitest'
import { AppError } from '../../src/errors/errors.ts'
import { assertPlaceable, isInside } from '../../src/model/paths.ts'

const long = 'a'.repeat(256)

it.each([
  [
    'it leaves the project',
    ['../a', 'a/../../b', '/etc/passwd', 'C:/a', 'c:a', 'a\\b', 'a//b', ''],
  ],
  ['it leaves the project', ['.', './a', 'a/./b', 'a/', 'a\0b']],
  ['git would use it as its own folder', ['.git/config', '.GIT', 'a/.git/hooks/x', 'git~1/x']],
  [
    'git would use it as its own folder',
    ['.git./x', '.git /x', '.g\u200cit/x', 'GIT~23', '.gi\ufefft'],
  ],
  [
    'create-app reserves such names',
    ['.create-app-abc123/journal.json', 'a/.Create-App-1-abc-x/y'],
  ],
  [
    'Windows reserves this name for a device',
    ['con', 'NUL', 'a/aux.txt', 'com1.x.y', 'lpt¹', 'CONIN$', 'con .txt'],
  ],
  ['Windows does not allow < > : " | ? *', ['a?', 'a/b*c', 'x"y', '<a>', 'ab:c', 'a|b']],
  ['Windows does not allow a dot or a space', ['a.', 'a /b', 'a...', '...']],
  ['invisible characters', ['a\nb', '\x1b[2J', 'a\x7f', 'a\u0085b']],
  ['it is longer than 255 bytes', [long, `a/${long}`, 'é'.repeat(128)]],
  ['it is longer than 512 bytes', [`${'a/'.repeat(256)}a`]],
])('refuses a path because %s', (why, paths) => {
  for (const path of paths) expect(() => assertPlaceable([path]), path).toThrow(why)
})

it.each([
  ['case', ['A.txt', 'a.TXT']],
  ['the case of a folder', ['A/x', 'a/y']],
  ['how an accent is written', ['caf\u00e9', 'cafe\u0301']],
  ['letters that one case does not tell apart', ['straße', 'STRASSE']],
  ['the kelvin sign', ['\u212a', 'k']],
  ['what it is: a file and a folder', ['a', 'a/b']],
  ['what it is, the folder first', ['a/b', 'a']],
])('refuses two paths that differ only in %s', (_, paths) => {
  expect(() => assertPlaceable(paths)).toThrow('many disks treat it as the same as')
})

it.each([
  ['itself', ['HEAD', 'config', 'objects/a', 'refs/a']],
  ['a folder', ['a/HEAD', 'a/commondir']],
  ['a folder, in another case', ['a/b/head', 'a/b/Objects/c']],
])('refuses what git would use as a repository: %s', (_, paths) => {
  expect(() => assertPlaceable(paths)).toThrow('git would use its folder as a repository')
})

it('takes a name that the disk has, whatever other systems say; git keeps its own', () => {
  const path = 'a"b/c "d".txt'
  expect(() => assertPlaceable([path])).toThrow('Windows')
  expect(() => assertPlaceable([path], new Set(['a"b', path]))).not.toThrow()
  expect(() => assertPlaceable(['.git/config'], new Set(['.git', '.git/config']))).toThrow('git')
  expect(() => assertPlaceable(['../a'], new Set(['../a']))).toThrow('leaves the project')
})

it('accepts the paths of usual projects', () => {
  const paths = [
    ...['.gitignore', '.gitmodules', '.github/workflows/ci.yml', '.env', '.create-app.json'],
    ...['src/app/books/[id]/page.tsx', 'src/app/(library)/[...all].tsx', '@scope/a', 'git/HEAD'],
    ...['console.ts', 'auxiliary.ts', 'nul-test.ts', 'a b.txt', '日本.md', 'objects/a', '.gitx/a'],
  ]
  expect(() => assertPlaceable(paths)).not.toThrow()
})

it('throws no other error than the one in the catalogue, and accepts no path that leaves the project', () => {
  const segment = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.constantFrom('.', '..', '', '.git', '\\', 'C:', 'a', 'A', 'HEAD', 'objects', '\ud800'),
  )
  const path = fc
    .array(segment, { minLength: 1, maxLength: 4 })
    .map((segments) => segments.join('/'))
  fc.assert(
    fc.property(fc.uniqueArray(path, { maxLength: 5 }), (paths) => {
      try {
        assertPlaceable(paths)
        expect(paths.filter((one) => !isInside(one) || one.split('/').includes('..'))).toEqual([])
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        expect(error).toMatchObject({ code: 'UNSAFE_PATH', exitCode: 7 })
      }
    }),
    { numRuns: 1000 },
  )
})
