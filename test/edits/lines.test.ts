import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mergeLines } from '../../src/edits/lines.ts'

it('merges lines by their trimmed text', () => {
  expect(mergeLines('a\n  b\n', 'b  \nc\na\nc\n')).toBe('a\n  b\n\nc\n')
})

it('adds a comment only together with the lines below it', () => {
  const over = '# known\na\n# new\n# and more\nb\n\n# other\nc\n'
  expect(mergeLines('a\n', over)).toBe('a\n\n# new\n# and more\nb\n\n# other\nc\n')
})

it('puts new lines into the group of the same heading', () => {
  expect(mergeLines('# out\ndist\n\n# deps\nnode_modules\n', '# out\n.next\n')).toBe(
    '# out\ndist\n.next\n\n# deps\nnode_modules\n',
  )
})

it('leaves no double blank line and ends with one line end', () => {
  expect(mergeLines('a\n\n\n\nb', 'c')).toBe('a\n\nb\n\nc\n')
})

it('changes nothing the second time, with itself, or with an empty file', () => {
  const line = fc.constantFrom('', '', '# one', '# two', 'a', ' a', 'b', '!c', 'd ', '#')
  const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'))
  fc.assert(
    fc.property(text, text, (base, over) => {
      const once = mergeLines(base, over)
      expect(mergeLines(once, over)).toBe(once)
      expect(mergeLines(base, base)).toBe(base)
      expect(mergeLines(base, '')).toBe(base)
    }),
    { numRuns: 1000 },
  )
})
