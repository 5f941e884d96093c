import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeEnv, readEnv, setEnv } from '../../src/edits/env.ts'

describe('mergeEnv', () => {
  it('lets the later value and its comment win where the variable stands', () => {
    expect(mergeEnv('# old\nA=1\nB=2\n', '# new\nA=3\n')).toBe('# new\nA=3\nB=2\n')
    expect(mergeEnv('# old\nA=1\nB=2\n', 'A=3\n')).toBe('# old\nA=3\nB=2\n')
  })

  it('counts a variable that is commented out as that variable', () => {
    expect(mergeEnv('# DATABASE_URL=x\nB=2\n', 'DATABASE_URL=y\n')).toBe('DATABASE_URL=y\nB=2\n')
    expect(mergeEnv('DATABASE_URL=x\n', '# DATABASE_URL=y\n')).toBe('# DATABASE_URL=y\n')
  })

  it('appends new variables with the blank lines and headings of their source', () => {
    expect(mergeEnv('A=1\n', '# Section\n\nA=1\nB=2\n\n# why\nC=3\nD=4\n')).toBe(
      'A=1\nB=2\n\n# why\nC=3\nD=4\n',
    )
    expect(mergeEnv('A=1\n', '# Section\n\n# why\nC=3\n')).toBe('A=1\n\n# Section\n\n# why\nC=3\n')
  })

  it('changes nothing the second time, nor with itself, nor with nothing', () => {
    const above = fc.constantFrom(
      '',
      '',
      '\n',
      '# one\n',
      '\n# two\n',
      '# three\n\n',
      '# one\n# two\n',
    )
    const value = fc.constantFrom('=1\n', '=2\n', '="x y"\n', '=\n')
    const variable = fc.tuple(
      above,
      fc.constantFrom('', '# ', 'export '),
      fc.constantFrom('A', 'B', 'C', 'D'),
      value,
    )
    const text = fc
      .tuple(fc.uniqueArray(variable, { selector: ([, , name]) => name }), above)
      .map(([variables, tail]) => variables.flat().join('') + tail)
    fc.assert(
      fc.property(text, text, (base, over) => {
        const once = mergeEnv(base, over)
        expect(mergeEnv(once, over)).toBe(once)
        expect(mergeEnv(base, base)).toBe(base)
        expect(mergeEnv(base, '')).toBe(base)
      }),
      { numRuns: 2000 },
    )
  })
})

it('keeps an example right above its variable as a comment on it', () => {
  const over = '# Where it is.\n# URL=postgres://localhost\nURL=\n'
  expect(mergeEnv('A=1\n', over)).toBe(`A=1\n\n${over}`)
  expect(mergeEnv('URL=x\n', over)).toBe(over)
})

it('leaves a file with a variable twice alone when it meets itself', () => {
  const content = 'A=1\n# A=2\n\nA=3\n# A=4\n'
  expect(mergeEnv(content, content)).toBe(content)
  expect(readEnv(setEnv(content, new Map([['A', '9']]))).get('A')).toBe('9')
})

describe('setEnv', () => {
  it('sets in place, brings a commented-out variable to life, or appends', () => {
    expect(setEnv('# why\nA=\nB=2\n', new Map([['A', 'x']]))).toBe('# why\nA=x\nB=2\n')
    expect(setEnv('# A=1\nB=2\n', new Map([['A', 'x']]))).toBe('A=x\nB=2\n')
    expect(setEnv('B=2\n', new Map([['A', 'x']]))).toBe('B=2\nA=x\n')
    expect(setEnv('', new Map([['A', 'x']]))).toBe('A=x\n')
  })

  it('quotes only what needs quotes', () => {
    expect(setEnv('', new Map([['A', 'postgres://u:p@h/d?x=1&y=2']]))).toBe(
      'A=postgres://u:p@h/d?x=1&y=2\n',
    )
    expect(setEnv('', new Map([['A', 'two words']]))).toBe("A='two words'\n")
    expect(setEnv('', new Map([['A', 'a#b']]))).toBe("A='a#b'\n")
  })

  it('sets what readEnv reads back, and nothing the second time', () => {
    const value = fc
      .string()
      .map((text) => text.trim())
      .filter((text) => !(text.includes("'") && text.includes('"')))
    fc.assert(
      fc.property(value, (text) => {
        const once = setEnv('# c\nA=1\n\nB=2\n', new Map([['B', text]]))
        expect(readEnv(once)).toEqual(
          new Map([
            ['A', '1'],
            ['B', text],
          ]),
        )
        expect(setEnv(once, new Map([['B', text]]))).toBe(once)
      }),
    )
  })
})

it('reads quoted, bare, exported and empty values, and no comments', () => {
  const content = 'A=1 # one\nB="x # y" # z\nC=\'q\'\nexport D=a=b\nE=\n# F=1\nG="a\\nb"\n'
  expect(Object.fromEntries(readEnv(content))).toEqual({
    A: '1',
    B: 'x # y',
    C: 'q',
    D: 'a=b',
    E: '',
    G: 'a\nb',
  })
})
