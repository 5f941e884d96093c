import { describe, expect, it } from 'vitest'
import { insertData, takeOutData } from '../../src/insert/data/insert-data.ts'

const marker = { file: 'a', anchor: 'marker', comment: 'more', text: 'one(\n  2,\n)' } as const

describe('a file with a marker gets', () => {
  it.each([
    ['a\n  // more\n', 'a\n  one(\n    2,\n  )\n  // more\n'],
    ['\t{/* more */}', '\tone(\n\t  2,\n\t)\n\t{/* more */}'],
    ['a\r\n<!-- more -->\r\n', 'a\r\none(\r\n  2,\r\n)\r\n<!-- more -->\r\n'],
    ['\uFEFF# more\nb\n', '\uFEFFone(\n  2,\n)\n# more\nb\n'],
    ['const a = [] // more\n', 'one(\n  2,\n)\nconst a = [] // more\n'],
    ['-- more\n', 'one(\n  2,\n)\n-- more\n'],
    [
      'a {\n  one(\n  2,\n  )\n}\nb {\n  // more\n}\n',
      'a {\n  one(\n  2,\n  )\n}\nb {\n  one(\n    2,\n  )\n  // more\n}\n',
    ],
  ])('lines above it, once, and loses them again: %j', (before, after) => {
    expect(insertData(before, marker)).toEqual({ outcome: 'applied', text: after })
    expect(insertData(after, marker)).toEqual({ outcome: 'already' })
    expect(takeOutData(after, marker)).toEqual({ outcome: 'applied', text: before })
    expect(takeOutData(before, marker)).toEqual({ outcome: 'already' })
  })

  it.each(['// more', 'more', '/* more */'])('them for the comment %s', (comment) => {
    expect(insertData('// more\n', { ...marker, comment }).outcome).toBe('applied')
  })
})

describe('a file without the marker', () => {
  it.each([
    ['// no more\n', 'There is no comment "more".'],
    ['more\n', 'There is no comment "more".'],
    ['// more\n# more\n', 'There is more than one comment "more".'],
  ])('cannot get lines: %j', (text, why) => {
    expect(insertData(text, marker)).toEqual({ outcome: 'unable', why })
  })

  it('loses them where they are once', () => {
    expect(takeOutData('a\none(\n2,\n)\n', marker)).toEqual({ outcome: 'applied', text: 'a\n' })
    expect(takeOutData('one(\n2,\n)\none(\n2,\n)\n', marker)).toEqual({
      outcome: 'unable',
      why: 'The lines are there more than once.',
    })
  })
})
