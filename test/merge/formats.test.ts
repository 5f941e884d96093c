import { describe, expect, it } from 'vitest'
import { mergeFile, textOf } from '../support/merging.ts'

const workflow = (...jobs: string[]) => `name: CI\non: push\njobs:\n${jobs.join('')}`
const job = (name: string, run: string) =>
  `  ${name}:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}\n`

describe('YAML', () => {
  const path = '.github/workflows/ci.yml'

  it('keeps the jobs of a workflow that both added', async () => {
    const fate = await mergeFile(path, {
      disk: workflow(job('mine', 'a')),
      next: workflow(job('test', 'b')),
    })
    expect(fate.kind).toBe('merged')
    expect(textOf(fate)).toBe(workflow(job('mine', 'a'), '\n', job('test', 'b')))
  })

  it('has a conflict where both added one key with two values', async () => {
    const versions = {
      disk: 'jobs:\n  test:\n    runs-on: mine\n    timeout: 1\n',
      next: 'jobs:\n  test:\n    runs-on: theirs\n    needs: lint\n',
    }
    const fate = await mergeFile(path, versions)
    expect(fate).toMatchObject({ kind: 'conflict', places: ['jobs/test/runs-on'] })
    expect(textOf(fate)).toBe(
      'jobs:\n  test:\n<<<<<<< yours\n    runs-on: mine\n||||||| made before\n=======\n' +
        '    runs-on: theirs\n>>>>>>> template\n    timeout: 1\n    needs: lint\n',
    )
  })

  it('has a conflict where both added one job with other steps', async () => {
    const fate = await mergeFile(path, {
      disk: workflow(job('test', 'mine')),
      next: workflow(job('test', 'theirs')),
    })
    expect(fate).toMatchObject({ kind: 'conflict', places: ['jobs/test/steps'] })
    expect(textOf(fate)).toBe(
      'name: CI\non: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n' +
        '<<<<<<< yours\n      - run: mine\n||||||| made before\n=======\n' +
        '      - run: theirs\n>>>>>>> template\n',
    )
  })

  it('keeps both additions to a list at one place', async () => {
    const list = (...names: string[]) => `a:\n${names.map((name) => `  - ${name}\n`).join('')}`
    const fate = await mergeFile('a.yml', {
      base: list('aaa', 'bbb', 'zzz'),
      disk: list('aaa', 'bbb', 'jjj', 'zzz'),
      next: list('aaa', 'bbb', 'ccc', 'zzz'),
    })
    expect(textOf(fate)).toBe(list('aaa', 'bbb', 'jjj', 'ccc', 'zzz'))
  })

  it('keeps the action and the image that the person changed', async () => {
    const steps = (sha: string, image: string, name: string) =>
      `services:\n  db:\n    image: ${image}\nsteps:\n  - uses: actions/checkout@${sha}\n  - run: ${name}\n`
    const fate = await mergeFile(path, {
      base: steps('aaa # v4', 'postgres:16', 'x'),
      disk: steps('bbb # v5', 'postgres:17', 'x'),
      next: steps('ccc # v6', 'postgres:18', 'y'),
    })
    expect(textOf(fate)).toBe(steps('bbb # v5', 'postgres:17', 'y'))
    expect(fate).toMatchObject({
      kind: 'merged',
      notes: [
        { kind: 'pin-kept', at: 'services/db/image' },
        { kind: 'pin-kept', at: 'steps/uses "actions/checkout/uses' },
      ],
    })
  })

  it('changes the right one of several steps with the same action', async () => {
    const steps = (...withs: string[]) =>
      `steps:\n${withs.map((name) => `  - uses: actions/cache@v4\n    with: { path: ${name} }\n`).join('')}`
    const fate = await mergeFile(path, {
      base: steps('a', 'b'),
      disk: steps('mine', 'a', 'b'),
      next: steps('a', 'c'),
    })
    expect(textOf(fate)).toBe(steps('mine', 'a', 'c'))
  })

  it('merges the updates of Dependabot by ecosystem and directory', async () => {
    const update = (ecosystem: string, interval: string, more = '') =>
      `  - package-ecosystem: ${ecosystem}\n    directory: /\n    schedule:\n      interval: ${interval}\n${more}`
    const file = (...updates: string[]) => `version: 2\nupdates:\n${updates.join('')}`
    const fate = await mergeFile('.github/dependabot.yml', {
      base: file(update('npm', 'weekly')),
      disk: file(update('docker', 'daily'), update('npm', 'monthly')),
      next: file(
        update('npm', 'weekly', '    open-pull-requests-limit: 5\n'),
        update('bun', 'weekly'),
      ),
    })
    expect(textOf(fate)).toBe(
      file(
        update('docker', 'daily'),
        update('npm', 'monthly', '    open-pull-requests-limit: 5\n'),
        update('bun', 'weekly'),
      ),
    )
  })

  it('merges the lines of a script as git does', async () => {
    const file = (...lines: string[]) => `run: |\n${lines.map((line) => `  ${line}\n`).join('')}`
    const fate = await mergeFile('a.yml', {
      base: file('1', '2', '3'),
      disk: file('one', '2', '3'),
      next: file('1', '2', 'three'),
    })
    expect(textOf(fate)).toBe(file('one', '2', 'three'))
  })

  it('keeps the formatting of lines that nobody changed', async () => {
    const file = (a: string, b: string) =>
      `a:\n    - x:   ${a}\n      y: [1,2]\n\n\n# Three\nb:\n- 'one'\n- ${b}\n`
    const fate = await mergeFile('a.yml', {
      base: file('1', 'two'),
      disk: file('2', 'two'),
      next: file('1', '"2"'),
    })
    expect(textOf(fate)).toBe(file('2', '"2"'))
  })

  it('takes formatting and comments that only the template changed, as git does', async () => {
    const file = (list: string, value: number) => `a: ${list}\nb: 1\nc: 1\nd: ${value}\n# End\n`
    const fate = await mergeFile('a.yml', {
      base: file('[1,2]', 1),
      disk: file('[1,2]', 2),
      next: file('[1, 2]', 1),
    })
    expect(textOf(fate)).toBe(file('[1, 2]', 2))
  })

  it('has one key once that both added at two places', async () => {
    const lines = 'b: 1\nc: 1\nd: 1\n'
    const fate = await mergeFile('a.yml', {
      base: lines,
      disk: `x: 1\n${lines}`,
      next: `${lines}x: 1\ny: 1\n`,
    })
    expect(textOf(fate)).toBe(`x: 1\ny: 1\n${lines}`)
  })

  it('merges as text what it cannot edit', async () => {
    const file = (a: string, b: string) => `x: &x\n  a: ${a}\nm: 1\ny:\n  <<: *x\n  b: ${b}\n`
    const fate = await mergeFile('a.yml', {
      base: file('1', '1'),
      disk: file('2', '1'),
      next: file('1', '2'),
    })
    expect(textOf(fate)).toBe(file('2', '2'))
    const aliased = (own: string) => `a: &a\n  x: 1\n${own}b: *a\n`
    const versions = { disk: aliased('mine: 1\n'), next: 'a: &a\n  x: 2\nc: *a\n' }
    expect(await mergeFile('a.yml', versions)).toMatchObject({ kind: 'conflict', places: [] })
  })
})

describe('JSON', () => {
  it('keeps the formatting and the comments of the person', async () => {
    const fate = await mergeFile('tsconfig.json', {
      base: '{ "a": 1, "list": ["x"], "gone": 1 }\n',
      disk: '{\n    // mine\n    "a" : 1, // too\n    "list": [ "x","mine" ],\n    "gone": 1\n}\n',
      next: '{ "a": 2, "list": ["x", "new"], "b": { "c": 1 } }\n',
    })
    expect(textOf(fate)).toBe(
      '{\n    // mine\n    "a": 2, // too\n    "list": ["x", "mine", "new"],\n    "b": { "c": 1 }\n}\n',
    )
  })

  it('takes a comment that only the template changed', async () => {
    const file = (comment: string, value: number) =>
      `{\n  // ${comment}\n  "a": 1,\n  "b": ${value}\n}\n`
    const fate = await mergeFile('a.json', {
      base: file('old', 1),
      disk: file('old', 2),
      next: file('new', 1),
    })
    expect(textOf(fate)).toBe(file('new', 2))
  })

  it('has a conflict where one side removed what the other changed', async () => {
    const fate = await mergeFile('a.json', {
      base: '{\n  "a": 1,\n  "b": 1\n}\n',
      disk: '{\n  "a": 1\n}\n',
      next: '{\n  "a": 1,\n  "b": 2\n}\n',
    })
    expect(fate).toMatchObject({ kind: 'conflict', places: ['b'], isMarked: true })
    expect(textOf(fate)).toContain('  "b": 2')
  })

  it('merges what both changed in one member without a name', async () => {
    const file = (value: object) => `${JSON.stringify({ overrides: [{ files: '*.x' }, value] })}\n`
    const fate = await mergeFile('biome.json', {
      base: file({ a: 1, b: 1 }),
      disk: file({ a: 2, b: 1 }),
      next: file({ a: 1, b: 2 }),
    })
    expect(JSON.parse(textOf(fate))).toEqual(JSON.parse(file({ a: 2, b: 2 })))
  })

  it('never has one key twice', async () => {
    // A text with a key twice has no single meaning, so it is merged as text.
    const fate = await mergeFile('a.json', {
      base: '{\n  "a": 1,\n  "a": 1,\n  "b": 1,\n  "c": 1,\n  "z": 1\n}\n',
      disk: '{\n  "x": 1,\n  "a": 1,\n  "a": 1,\n  "b": 1,\n  "c": 1,\n  "z": 1\n}\n',
      next: '{\n  "a": 1,\n  "a": 1,\n  "b": 1,\n  "c": 1,\n  "x": 2,\n  "z": 1\n}\n',
    })
    expect(fate).toMatchObject({ kind: 'conflict', reason: 'repeated-name', isMarked: false })
  })
})

describe('files of lines', () => {
  it('merges ignore lists by line', async () => {
    const fate = await mergeFile('.gitignore', {
      base: '# Build\ndist/\nold/\n',
      disk: '# Build\ndist/\nmine/\nold/\n',
      next: '# Build\ndist/\nnew/\n\n# Tools\n.cache/\n',
    })
    expect(textOf(fate)).toBe('# Build\ndist/\nmine/\nnew/\n\n# Tools\n.cache/\n')
  })

  it('merges environment files by variable', async () => {
    const fate = await mergeFile('.env.example', {
      base: '# The port\nPORT=3000\n# DEBUG=1\nGONE=1\n',
      disk: '# The port\nPORT=4000\nDEBUG=1\nGONE=1\n\n# Mine\nMINE=1\n',
      next: '# The port of the API\nPORT=3000\n# DEBUG=1\n\n# Mail\nMAIL=x\n',
    })
    expect(textOf(fate)).toBe(
      '# The port of the API\nPORT=4000\nDEBUG=1\n\n# Mail\nMAIL=x\n\n# Mine\nMINE=1\n',
    )
  })

  it('has a conflict where both changed one variable or one setting', async () => {
    const [base, disk, next] = [1, 2, 3].map((value) => `A=${value}\nB=1\n`)
    expect(await mergeFile('.env.example', { base, disk, next })).toMatchObject({
      kind: 'conflict',
      places: ['A'],
    })
    expect(await mergeFile('.npmrc', { disk, next })).toMatchObject({ kind: 'conflict' })
  })
})

describe('a list or an object that the template drops', () => {
  it.each([
    ['as Biome formats it', '{ "list": ["mine", "made"], "map": { "mine": 1, "made": 2 } }\n'],
    ['in another layout', '{"list":["mine","made"] , "map": {"mine":1, "made":2,},\n}\n'],
  ])('keeps what the person added, in a file %s', async (_, disk) => {
    const base = '{ "list": ["made"], "map": { "made": 2 } }\n'
    const text = textOf(await mergeFile('a.json', { base, disk, next: '{}\n' }))
    expect(text).toMatch(/^\{\s*"list": ?\["mine"\]\s*,\s*"map": ?\{\s*"mine": ?1\s*\}\s*\}\n$/)
  })
})
