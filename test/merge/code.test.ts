import { describe, expect, it } from 'vitest'
import { mergeFile, textOf } from '../support/merging.ts'

const mergeCode = (base: string, disk: string, next: string, path = 'src/app.ts') =>
  mergeFile(path, { base, disk, next })

/** Lines between a first and a last one, with a final line end. */
const within = (first: string, last: string, ...lines: string[]) =>
  [first, ...lines, last, ''].join('\n')

describe('code that both added to at one place', () => {
  it('has both imports', async () => {
    const file = (...imports: string[]) =>
      [`import a from 'a'`, ...imports, '', 'run()', ''].join('\n')
    const fate = await mergeCode(
      file(),
      file(`import { mine } from './mine.ts'`),
      file(`import { theirs } from './theirs.ts'`),
    )
    expect(fate).toMatchObject({ kind: 'merged', notes: [{ kind: 'both-kept', at: 'line 2' }] })
    expect(textOf(fate)).toBe(
      file(`import { mine } from './mine.ts'`, `import { theirs } from './theirs.ts'`),
    )
  })

  it('has both names of one import', async () => {
    const file = (names: string) => `import { ${names} } from 'a';\n\nrun();\n`
    const fate = await mergeCode(file('a, z'), file('a, c, z'), file('a, b, z'))
    expect(textOf(fate)).toBe(file('a, b, c, z'))
    const lines = (...names: string[]) => within('import {', `} from 'a'`, ...names)
    const long = await mergeCode(
      lines('  b,', '  a,'),
      lines('  b,', '  a,', '  mine,'),
      lines('  b,', '  a,', '  theirs,'),
    )
    expect(textOf(long)).toBe(lines('  b,', '  a,', '  mine,', '  theirs,'))
  })

  it.each([
    ['object', 'export const routes = {', '}', '  a: one,', '  mine: two,', '  theirs: { x: 1 },'],
    ['array', 'export const routes = [', ']', '  one,', '  two,', '  { theirs: 1 },'],
    [
      'class',
      'class Routes {',
      '}',
      '  a = 1',
      '\n  mine() {\n    a()\n  }',
      '\n  theirs() {\n    a()\n  }',
    ],
    ['interface', 'interface Routes {', '}', '  a: 1', '  mine: 2', '  theirs?: 3'],
    ['enum', 'enum Routes {', '}', '  A,', '  B,', '  C,'],
  ])('has both members of an %s', async (_kind, first, last, known, mine, theirs) => {
    const fate = await mergeCode(
      within(first, last, known),
      within(first, last, known, mine),
      within(first, last, known, theirs),
    )
    expect(fate.kind).toBe('merged')
    expect(textOf(fate)).toBe(within(first, last, known, mine, theirs))
  })

  it('keeps comments, and puts commas where there was none', async () => {
    const fate = await mergeCode(
      within('const a = {', '}', '  a: 1'),
      within('const a = {', '}', '  a: 1,', '  // Mine', '  b: 2 // two'),
      within('const a = {', '}', '  a: 1,', '  /* Theirs */', '  c: 3'),
    )
    expect(textOf(fate)).toBe(
      within(
        'const a = {',
        '}',
        '  a: 1,',
        '  // Mine',
        '  b: 2, // two',
        '  /* Theirs */',
        '  c: 3',
      ),
    )
  })

  it('keeps CRLF', async () => {
    const crlf = (text: string) => text.replaceAll('\n', '\r\n')
    const fate = await mergeCode(
      within('const a = {', '}', '  a: 1,'),
      crlf(within('const a = {', '}', '  a: 1,', '  b: 2,')),
      within('const a = {', '}', '  a: 1,', '  c: 3,'),
    )
    expect(textOf(fate)).toBe(crlf(within('const a = {', '}', '  a: 1,', '  b: 2,', '  c: 3,')))
  })
})

it('keeps members where the person moved them, with what the template changed in them', async () => {
  const file = (...members: string[]) => within('const config = {', '}', ...members)
  const [old, now, mid, last] = ["  a: 'old',", "  a: 'now',", '  b: 1,', '  c: 2,']
  const fate = await mergeCode(file(old, mid, last), file(last, old, mid), file(now, mid, last))
  expect(fate.kind).toBe('merged')
  expect(textOf(fate)).toBe(file(last, now, mid))
})

describe('code in conflict', () => {
  it.each([
    ['one key with two values', '  a: 1,', '  x: 1,', '  x: 2,'],
    ['statements', 'a()', 'mine()', 'theirs()'],
  ])('stays so with %s', async (kind, known, mine, theirs) => {
    const [first, last] = kind === 'statements' ? ['{', '}'] : ['const a = {', '}']
    const fate = await mergeCode(
      within(first, last, known),
      within(first, last, known, mine),
      within(first, last, known, theirs),
    )
    expect(fate).toMatchObject({ kind: 'conflict', isMarked: true })
    expect(textOf(fate)).toContain(
      `<<<<<<< yours\n${mine}\n||||||| made before\n=======\n${theirs}\n`,
    )
  })

  it('stays so where both renamed one member', async () => {
    const [base, disk, next] = ['a', 'b', 'c'].map((key) =>
      within('const x = {', '}', `  ${key}: 1,`),
    )
    expect((await mergeCode(base ?? '', disk ?? '', next ?? '')).kind).toBe('conflict')
  })

  it('is marked where both import one name in two ways', async () => {
    const [base = '', disk = '', next = ''] = ['a', 'a, x', 'a, type x'].map(
      (names) => `import { ${names} } from 'a'\n\nrun()\n`,
    )
    const fate = await mergeCode(base, disk, next)
    expect(fate).toMatchObject({ kind: 'conflict', isMarked: true, notes: [] })
  })

  it('is found where git would write one key twice', async () => {
    const lines = ['  b: 1,', '  c: 1,', '  d: 1,', '  e: 1,']
    const fate = await mergeCode(
      within('const a = {', '}', ...lines),
      within('const a = {', '}', '  x: 1,', ...lines),
      within('const a = {', '}', ...lines, '  x: 2,'),
    )
    expect(fate).toMatchObject({ kind: 'conflict', reason: 'repeated-name', isMarked: false })
    expect(textOf(fate)).toBe(within('const a = {', '}', '  x: 1,', ...lines))
  })

  it('is not looked at again where a side cannot be parsed', async () => {
    const fate = await mergeCode(
      within('const a = {', '}', '  a: 1,'),
      within('const a = {', '}', '  a: 1,', '  b: = 2,'),
      within('const a = {', '}', '  a: 1,', '  c: 3,'),
    )
    expect(fate).toMatchObject({ kind: 'conflict', isMarked: true })
  })

  it('settles only the conflicts that it can', async () => {
    const file = (value: number, ...more: string[]) =>
      `export const x = ${value}\n\n${within('const a = {', '}', '  a: 1,', ...more)}`
    const fate = await mergeCode(file(1), file(2, '  b: 2,'), file(3, '  c: 3,'))
    expect(fate).toMatchObject({ kind: 'conflict', notes: [{ kind: 'both-kept' }] })
    expect(textOf(fate)).toContain('  a: 1,\n  b: 2,\n  c: 3,\n}')
    expect(textOf(fate)).toContain('<<<<<<< yours\nexport const x = 2\n')
  })
})

it('keeps what the person wrote above an import that the template changes', async () => {
  const fate = await mergeFile('a.ts', {
    base: "import { a } from 'a'\nimport type { B } from './b.ts'\n\na()\n",
    disk: "import { a } from 'a'\n// Mine.\nimport type { B } from './b.ts'\n\na()\n",
    next: "import { a } from 'a'\nimport type { B, C } from './b.ts'\n\na()\n",
  })
  expect(fate.kind).toBe('merged')
  expect(textOf(fate)).toContain("// Mine.\nimport type { B, C } from './b.ts'\n")
})

it('does not choose between two comments above one import', async () => {
  const fate = await mergeFile('a.ts', {
    base: "// Old.\nimport type { B } from './b.ts'\n",
    disk: "// Mine.\nimport type { B } from './b.ts'\n",
    next: "// New.\nimport type { B, C } from './b.ts'\n",
  })
  expect(fate).toMatchObject({ kind: 'conflict', isMarked: true })
})
