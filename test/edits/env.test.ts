import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeEnv, readEnv, setEnv } from '../../src/edits/env.ts'

describe('mergeEnv', () => {
  it('replaces the value and its comment in place', () => {
    expect(mergeEnv('# old\nA=1\nB=2\n', '# new\nA=3\n')).toBe('# new\nA=3\nB=2\n')
    expect(mergeEnv('# old\nA=1\nB=2\n', 'A=3\n')).toBe('# old\nA=3\nB=2\n')
  })

  it('treats a commented-out variable as that variable', () => {
    expect(mergeEnv('# DATABASE_URL=x\nB=2\n', 'DATABASE_URL=y\n')).toBe('DATABASE_URL=y\nB=2\n')
    expect(mergeEnv('DATABASE_URL=x\n', '# DATABASE_URL=y\n')).toBe('# DATABASE_URL=y\n')
  })

  it('appends new variables with their blank lines and headings', () => {
    expect(mergeEnv('A=1\n', '# Section\n\nA=1\nB=2\n\n# why\nC=3\nD=4\n')).toBe(
      'A=1\nB=2\n\n# why\nC=3\nD=4\n',
    )
    expect(mergeEnv('A=1\n', '# Section\n\n# why\nC=3\n')).toBe('A=1\n\n# Section\n\n# why\nC=3\n')
  })

  it('changes nothing the second time, with itself, or with an empty file', () => {
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

it('keeps an example directly above its variable as a comment', () => {
  const over = '# Where it is.\n# URL=postgres://localhost\nURL=\n'
  expect(mergeEnv('A=1\n', over)).toBe(`A=1\n\n${over}`)
  expect(mergeEnv('URL=x\n', over)).toBe(over)
})

it('does not change a file with a duplicate variable when it is merged with itself', () => {
  const content = 'A=1\n# A=2\n\nA=3\n# A=4\n'
  expect(mergeEnv(content, content)).toBe(content)
  expect(readEnv(setEnv(content, new Map([['A', '9']]))).get('A')).toBe('9')
})

describe('setEnv', () => {
  it('sets a variable in place, also a commented-out one, or appends it', () => {
    expect(setEnv('# why\nA=\nB=2\n', new Map([['A', 'x']]))).toBe('# why\nA=x\nB=2\n')
    expect(setEnv('# A=1\nB=2\n', new Map([['A', 'x']]))).toBe('A=x\nB=2\n')
    expect(setEnv('B=2\n', new Map([['A', 'x']]))).toBe('B=2\nA=x\n')
    expect(setEnv('', new Map([['A', 'x']]))).toBe('A=x\n')
  })

  it('adds quotes only where needed', () => {
    expect(setEnv('', new Map([['A', 'postgres://u:p@h/d?x=1&y=2']]))).toBe(
      'A=postgres://u:p@h/d?x=1&y=2\n',
    )
    expect(setEnv('', new Map([['A', 'two words']]))).toBe("A='two words'\n")
    expect(setEnv('', new Map([['A', 'a#b']]))).toBe("A='a#b'\n")
  })

  it('writes values that readEnv reads back, and changes nothing the second time', () => {
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

it('reads quoted, unquoted, exported and empty values, but no comments', () => {
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
