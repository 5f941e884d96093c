import { appendFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { shop, startHosts } from '../support/hosts.ts'
import { runProgram } from '../support/program.ts'
import { hostTarball } from '../support/tarballs.ts'
import { madeProject } from '../support/updating.ts'

/** A generator with a param, an option and an insertion, as a person writes it. */
const widget = `
name: widget
description: A widget with its style.
aliases: [gadget]
params:
  - name: name
  - name: size
    choices: [small, large]
    default: small
saves: { minutes: 7 }
files:
  - path: "src/{{name|kebab}}.ts"
    content: |
      export const {{name|camel}} = { size: '{{size}}' };
  - path: "src/{{name|kebab}}.large.txt"
    content: "large\\n"
    when: size/large
insertions:
  - file: widgets.json
    anchor: path
    path: [widgets]
    text: '"{{name|kebab}}"'
`

const widgets = '{\n  "widgets": ["clock"]\n}\n'

async function withWidgets(more: Readonly<Record<string, string>> = {}) {
  const project = await madeProject()
  await project.write({ 'generators/widget.yaml': widget, 'widgets.json': widgets, ...more })
  await project.commit()
  return project
}

describe('a generator that includes a part', () => {
  const included = {
    'inc.yaml': 'name: inc\ninclude: [{ part: part.yaml }, { part: more/part.yaml }]\n',
    'part.yaml': 'files: [{ path: "{{name|kebab}}.a.txt", from: more/a.txt }]\n',
    'more/part.yaml': 'files: [{ path: "{{name|kebab}}.b.json", from: b.json }]\n',
    'more/a.txt': 'import {{name|camel}} from a\n',
    'b.json': '{ "a": "{{name}}" }\n',
  }
  const inFolder = (folder: string) => {
    return Object.fromEntries(Object.entries(included).map(([path, text]) => [folder + path, text]))
  }

  it.each([
    ['by its name', 'generators/', 'inc'],
    ['by its name in templates', 'templates/', 'inc'],
    ['as a file', 'generators/', './generators/inc.yaml'],
    ['as a file beside others', '', 'inc.yaml'],
  ])('is found %s', async (_, folder, typed) => {
    const project = await madeProject()
    await project.write(inFolder(folder))
    await project.commit()
    const done = await project.document('generate', typed, 'WorldClock')
    expect([done.error?.message, done.exitCode]).toEqual([undefined, 0])
    expect(await project.read('world-clock.a.txt')).toBe('import worldClock from a\n')
    expect(await project.read('world-clock.b.json')).toBe('{ "a": "WorldClock" }\n')
  })

  it.each([['lint'], ['test']])('is read by generator %s', async (verb) => {
    const project = await madeProject()
    await project.write(inFolder('generators/'))
    for (const place of [[], ['generators'], ['generators/inc.yaml']]) {
      const { exitCode, stdout, stderr } = await project.run('generator', verb, ...place)
      expect(exitCode, stdout + stderr).toBe(0)
    }
  })
})

describe('a generator in a file', () => {
  it('is made from the files that it names, and no other file is read', async () => {
    const project = await madeProject()
    const outside = await temporaryFolder()
    await writeFile(join(outside, 'secret.txt'), 'secret\n')
    await symlink(outside, join(project.dir, 'out'))
    await project.write({
      'here.txt': 'import a from "a"\n',
      'inc.yaml': 'name: inc\nfiles: [{ path: "{{name}}.txt", from: here-too.txt }]\n',
      'other.yaml': 'name: other\nfiles: [{ path: "{{name}}.txt", from: out/secret.txt }]\n',
    })
    await symlink('here.txt', join(project.dir, 'here-too.txt'))
    const done = await project.document('generate', './inc.yaml', 'clock', '--no-verify')
    expect([done.error?.message, done.exitCode]).toEqual([undefined, 0])
    expect(await project.read('clock.txt')).toBe('import a from "a"\n')
    const refused = await project.document('generate', './other.yaml', 'clock')
    expect(refused.error?.message).toContain('from out/secret.txt, which is not there')
  })
})

describe('generate', () => {
  it('writes the files, adds to a file that is there, and records both', async () => {
    const project = await withWidgets()
    const done = await project.document('generate', 'widget', 'WorldClock')
    expect(done).toMatchObject({
      ...{ ok: true, command: 'generate', status: 'generated', exitCode: 0, minutes: 7 },
      insertions: [{ file: 'widgets.json', outcome: 'applied' }],
    })
    expect(done.files.created).toEqual([
      '.create-app/generated/widget/WorldClock.json',
      expect.stringMatching(/^\.create-app\/generators\/[0-9a-f]{64}\.json$/),
      'src/world-clock.ts',
    ])
    expect(await project.read('src/world-clock.ts')).toBe(
      "export const worldClock = { size: 'small' };\n",
    )
    expect(await project.read('widgets.json')).toBe('{\n  "widgets": ["clock", "world-clock"]\n}\n')
  })

  it('takes another generator instead for an answer that says so', async () => {
    const project = await madeProject()
    const crud = { name: 'crud', type: 'boolean', default: false }
    const instead = { when: 'crud/true', generator: 'thing', values: { ui: 'no', rows: 'a:b' } }
    const params = [
      { name: 'rows', type: 'list' },
      { name: 'ui', default: 'yes' },
    ]
    const text = '{{ui}}{{#rows}} {{row.name}}{{/rows}}'
    await project.write({
      'generators/route.json': JSON.stringify({
        ...{ name: 'route', params: [crud], instead },
        files: [{ path: '{{name}}.txt', content: 'route' }],
      }),
      'generators/thing.json': JSON.stringify({
        ...{ name: 'thing', params },
        files: [{ path: '{{name}}.txt', content: text }],
      }),
    })
    const made = async (name: string, ...args: readonly string[]) => {
      const words = args.map((one) => one.replace('NAME', name))
      expect(await project.document('generate', 'route', ...words)).toMatchObject({ exitCode: 0 })
      return project.read(`${name}.txt`)
    }
    expect(await made('a', 'NAME')).toBe('route')
    expect(await made('b', 'NAME', '--crud')).toBe('no a')
    expect(await made('c', 'NAME', '--crud', 'x:y', 'z:y')).toBe('no x z')
    expect(await made('d', '--crud', 'NAME', 'x:y')).toBe('no x')
    expect(await made('e', 'NAME', 'x:y', '--crud=true', '--ui', 'mine')).toBe('mine x')
    expect(await made('f', 'NAME', '--crud', 'x:y', '--rows', 'z:y')).toBe('no z x')
    expect(await made('g', 'NAME', '--crud=false')).toBe('route')
    expect(await made('h', 'NAME', 'crud=true')).toBe('no a')
    const removed = await project.document('remove', 'thing', 'b', '--dirty')
    expect(removed).toMatchObject({ exitCode: 0 })
  })

  it('gives a param that a generator has only now its default', async () => {
    const project = await madeProject()
    const rows = { name: 'rows', type: 'list' }
    const generator = (params: readonly object[], text: string) =>
      JSON.stringify({ name: 'g', params, files: [{ path: '{{name}}.txt', content: text }] })
    await project.write({
      'generators/g.json': generator([rows], '{{#rows}}{{row.name}}\n{{/rows}}'),
      'generators/more.json': JSON.stringify({
        ...{ name: 'more', params: [rows], needs: [{ entry: 'g' }] },
        adds: { to: 'g', list: 'rows' },
      }),
    })
    await project.document('generate', 'g', 'a', 'x:y')
    const size = { name: 'size', default: 'small' }
    await project.write({
      'generators/g.json': generator([rows, size], '{{size}}\n{{#rows}}{{row.name}}\n{{/rows}}'),
    })
    await project.commit()
    expect(await project.document('generate', 'more', 'a', 'z:y')).toMatchObject({ exitCode: 0 })
    expect(await project.read('a.txt')).toBe('small\nx\nz\n')
  })

  it('takes the word after a switch for what it is', async () => {
    const project = await madeProject()
    const params = [
      { name: 'isOpen', type: 'boolean', default: false },
      { name: 'isOld', type: 'boolean', default: false },
      { name: 'note', default: '' },
    ]
    const text = '{{isOpen}} {{isOld}} {{note}}'
    const generator = { name: 'g', params, files: [{ path: '{{name}}.txt', content: text }] }
    await project.write({ 'generators/g.json': JSON.stringify(generator) })
    await project.document('generate', 'g', '--is-open', 'a', '--isOld', '--note', 'mine')
    expect(await project.read('a.txt')).toBe('true true mine')
    await project.document('generate', 'g', '--is-open', 'true', '--isOld', 'b', '--note=mine')
    expect(await project.read('b.txt')).toBe('true true mine')
    await project.document('generate', 'g', '--isOld', 'false', '--isOpen', 'c')
    expect(await project.read('c.txt')).toBe('true false ')
  })

  it('runs no checks where packages are new, and says how to install them', async () => {
    const project = await madeProject()
    const generator = {
      ...{ name: 'dates', files: [{ path: 'src/{{name}}.ts', content: 'export {}\n' }] },
      insertions: [
        { file: 'package.json', anchor: 'path', path: ['dependencies'], text: '"dayjs": "1.0.0"' },
      ],
    }
    await project.write({
      'generators/dates.json': JSON.stringify(generator),
      'node_modules/typescript/package.json': '{}',
      'package.json': JSON.stringify({
        scripts: { typecheck: 'exit 1', test: 'exit 1' },
        dependencies: { zod: '1.0.0' },
      }),
    })
    await project.commit()
    const done = await project.document('generate', 'dates', 'clock')
    const reason = 'new dependencies are not installed'
    expect(done).toMatchObject({
      exitCode: 0,
      tasks: expect.arrayContaining([expect.objectContaining({ id: 'typecheck', reason })]),
      nextSteps: [{ title: 'Install the dependencies', command: 'npm install' }],
    })
    expect(done.tasks.every(({ status }) => status === 'skipped')).toBe(true)
    await project.commit()
    const removed = await project.document('remove', 'dates', 'clock', '--dry-run')
    expect(removed.nextSteps).toMatchObject([{ command: 'npm install' }])
    expect(removed.tasks.map(({ status }) => status)).not.toContain('skipped')
  })

  it('the second time changes nothing', async () => {
    const project = await withWidgets()
    await project.document('generate', 'widget', 'Clock')
    const before = await project.files()
    const again = await project.document('generate', 'widget', 'Clock')
    expect([again.exitCode, again.files.created]).toEqual([0, []])
    expect(await project.files()).toEqual(before)
  })

  it('takes a name in another case for the same thing', async () => {
    const project = await withWidgets()
    await project.document('generate', 'widget', 'WorldClock')
    const before = await project.files()
    const again = await project.document('generate', 'widget', 'world-clock')
    expect([again.exitCode, again.files.created]).toEqual([0, []])
    expect(await project.files()).toEqual(before)
    const removed = await project.document('remove', 'widget', 'world_clock')
    expect([removed.exitCode, removed.files.deleted?.length]).toEqual([0, 3])
  })

  it('refuses what another generator of that name made, unless it is forced', async () => {
    const project = await withWidgets()
    await project.document('generate', 'widget', 'Clock')
    await project.write({ 'other/widget.yaml': widget.replace('export const', 'export let') })
    await project.commit()
    const other = ['generate', './other', 'Clock'] as const
    await project.sh('mv other/widget.yaml other/generator.yaml')
    const { exitCode, error } = await project.document(...other)
    expect([exitCode, error?.code]).toEqual([2, 'OTHER_GENERATOR'])
    expect((await project.document(...other, '--force')).files.updated).toContain('src/clock.ts')
  })

  it('refuses a path that another entry has', async () => {
    const project = await withWidgets()
    const twin = widget.replace('name: widget', 'name: twin').replace('[gadget]', '[]')
    await project.write({ 'generators/twin.yaml': twin })
    await project.document('generate', 'widget', 'Clock')
    const { error } = await project.document('generate', 'twin', 'Clock')
    expect(error).toMatchObject({
      code: 'FILE_EXISTS',
      message: 'src/clock.ts belongs to widget Clock.',
    })
  })

  it('with other answers changes what it made, and keeps what a person edited', async () => {
    const project = await withWidgets()
    await project.document('generate', 'widget', 'Clock', 'small')
    const large = await project.document('generate', 'gadget', 'Clock', '--size', 'large')
    expect(large.files.created).toEqual(['src/clock.large.txt'])
    expect(large.files.updated).toContain('src/clock.ts')
    await appendFile(join(project.dir, 'src/clock.ts'), '// mine\n')
    const back = await project.document('generate', 'widget', 'Clock', '--set', 'size=small')
    expect(back.files).toMatchObject({ deleted: ['src/clock.large.txt'], kept: ['src/clock.ts'] })
    expect(await project.read('src/clock.ts')).toContain("'large' };\n// mine")
  })

  it('shows in a dry run what it would write, and writes nothing', async () => {
    const project = await withWidgets()
    const before = await project.files()
    const { stdout, exitCode } = await project.run('generate', 'widget', 'Watch', '--dry-run')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('+ src/watch.ts')
    expect(stdout).toContain("+export const watch = { size: 'small' };")
    expect(stdout).toContain('~ widgets.json')
    expect(await project.files()).toEqual(before)
  })

  it('never replaces a file that no generator made', async () => {
    const project = await withWidgets({ 'src/clock.ts': 'mine\n' })
    const before = await project.files()
    const done = await project.document('generate', 'widget', 'Clock')
    expect(done).toMatchObject({ exitCode: 3, error: { code: 'FILE_EXISTS' } })
    expect(await project.files()).toEqual(before)
  })

  it('says what to paste where a file cannot be changed, and does the rest', async () => {
    const project = await withWidgets({ 'widgets.json': '{ "other": 1 }\n' })
    const { exitCode, stdout, stderr } = await project.run('generate', 'widget', 'Clock')
    expect(exitCode).toBe(0)
    expect(`${stdout}${stderr}`).toMatch(/widgets\.json was not changed[\s\S]*"clock"/)
    expect(await project.read('widgets.json')).toBe('{ "other": 1 }\n')
    expect(await project.read('src/clock.ts')).toContain('clock')
  })

  it.each([
    ['TypeScript', 'a.ts', 'const = 1\n', /a\.ts:1:7/],
    ['JSON', 'a.json', '{ "a": }\n', /a\.json:1/],
    ['YAML', 'a.yaml', 'a: [1\n', /a\.yaml:\d/],
  ])('writes nothing if the %s that it makes cannot be read', async (_, path, content, place) => {
    const bad = { name: 'bad', files: [{ path, content }] }
    const project = await withWidgets({ 'generators/bad.json': JSON.stringify(bad) })
    const before = await project.files()
    const done = await project.document('generate', 'bad', 'Clock')
    expect(done).toMatchObject({ exitCode: 7, error: { code: 'GENERATED_INVALID' } })
    expect(done.error?.message).toMatch(place)
    expect(await project.files()).toEqual(before)
  })

  it.each(['.create-app.json', '.create-app/generated/a/b.json', '../out.txt', '.git/config'])(
    'refuses a generator that writes %s',
    async (path) => {
      const bad = { name: 'bad', files: [{ path, content: '{}\n' }] }
      const project = await withWidgets({ 'generators/bad.json': JSON.stringify(bad) })
      const before = await project.files()
      expect(await project.document('generate', 'bad', 'Clock')).toMatchObject({ exitCode: 7 })
      expect(await project.files()).toEqual(before)
    },
  )

  it('refuses a generator that adds to what was generated', async () => {
    const file = '.create-app/generated/widget/Clock.json'
    const insertions = [{ file, anchor: 'path', path: ['files'], text: '"src/app.ts": "0"' }]
    const bad = JSON.stringify({ name: 'bad', insertions })
    const project = await withWidgets({ 'generators/bad.json': bad })
    await project.document('generate', 'widget', 'Clock')
    const before = await project.files()
    expect(await project.document('generate', 'bad', 'Clock')).toMatchObject({ exitCode: 7 })
    expect(await project.files()).toEqual(before)
  })

  it('refuses what a generator cannot mean, with its file and key', async () => {
    const bad = 'name: Bad Name\nfiles: []\n'
    const project = await withWidgets({ 'generators/bad.yaml': bad })
    const done = await project.document('generate', 'widget', 'Clock')
    expect(done).toMatchObject({ exitCode: 7, error: { code: 'GENERATOR_INVALID' } })
    expect(done.error?.message).toContain('generators/bad.yaml')
  })

  it.each([
    ['a.ts', 'const a = 1\nconst = 2', 2],
    ['a.tsx', 'export const a = <p>', 1],
    ['a.json', '{\n  "a":\n}', 3],
    ['a.yaml', 'a: [1\nb: 2', 2],
    ['a.prisma', 'model A {\n  id String @id\n}\nmodel B', 4],
  ])('writes nothing if %s could not be read', async (path, content, line) => {
    const bad = JSON.stringify({ name: 'bad', files: [{ path, content }] })
    const project = await withWidgets({ 'generators/bad.json': bad })
    const before = await project.files()
    const done = await project.document('generate', 'bad', 'Clock')
    expect(done).toMatchObject({ exitCode: 7, error: { code: 'GENERATED_INVALID' } })
    expect(done.error?.message).toContain(`${path}:${line}:`)
    expect(await project.files()).toEqual(before)
  })

  it('writes nothing if the formatter of the project cannot read a file', async () => {
    const files = [{ path: 'a.css', content: 'p { color: red; }\np {' }]
    const bad = JSON.stringify({ name: 'bad', files })
    const project = await withWidgets({ 'generators/bad.json': bad, 'biome.json': '{}' })
    await project.commit()
    const packages = join(import.meta.dirname, '../../node_modules')
    await symlink(packages, join(project.dir, 'node_modules'))
    const { exitCode, error } = await project.document('generate', 'bad', 'Clock')
    expect([exitCode, error?.code]).toEqual([7, 'GENERATED_INVALID'])
    expect(error?.message).toContain('a.css:2:4, which cannot be parsed: expected `}`')
  })

  it('says so when the name is a word of the language', async () => {
    const project = await withWidgets()
    const done = await project.document('generate', 'widget', 'class')
    expect(done.error).toMatchObject({ fix: expect.stringContaining('another name than class') })
  })

  it('built in, refuses a project of another release, and names both commands', async () => {
    const project = await madeProject({ after: { '_generators/widget.yaml': widget } })
    const { exitCode, error } = await project.document('generate', 'widget', 'Clock')
    expect([exitCode, error?.code]).toEqual([2, 'OTHER_CREATE_APP'])
    expect(error?.fix).toContain('app@2.9.0 -- generate widget Clock')
    expect(error?.fix).toContain('npx create-app@latest update')
    await project.write({ 'generators/widget.yaml': widget })
    expect(await project.document('generate', 'widget', 'Clock')).toMatchObject({ exitCode: 0 })
  })

  it.each([
    ['widget', ['--name <name>']],
    ['nope', []],
  ])('of %s without more says what is missing', async (generator, missing) => {
    const project = await withWidgets()
    const done = await project.document('generate', generator)
    expect(done.exitCode).toBe(2)
    expect(done.missing.map(({ flag }) => flag)).toEqual(missing)
  })

  it.each([
    [['Clock', '--colour', 'red'], 'UNKNOWN_PARAM'],
    [['Clock', 'huge'], 'BAD_FLAG_VALUE'],
    [['1Clock'], 'BAD_FLAG_VALUE'],
    [['../Clock'], 'BAD_FLAG_VALUE'],
    [['Clock', 'small', 'more'], 'TOO_MANY_WORDS'],
  ])('refuses %s', async (args, code) => {
    const project = await withWidgets()
    const done = await project.document('generate', 'widget', ...args)
    expect(done).toMatchObject({ exitCode: 2, error: { code } })
  })

  it('alone lists the generators that fit, and --schema describes the params of one', async () => {
    const project = await withWidgets()
    const { generators } = JSON.parse((await project.run('generate', '--json')).stdout)
    expect(generators.map(({ id }: { id: string }) => id)).toContain('widget')
    const schema = JSON.parse((await project.run('generate', 'widget', '--schema')).stdout)
    expect(schema).toMatchObject({
      properties: { size: { enum: ['small', 'large'], default: 'small' } },
      required: ['name'],
    })
    const help = (await project.run('generate', 'widget', '--help')).stdout
    expect(help).toContain('--size')
    for (const line of help.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
  })

  it('refuses uncommitted changes in a file that it would add to', async () => {
    const project = await withWidgets()
    await project.write({ 'widgets.json': '{ "widgets": [] }\n' })
    const done = await project.document('generate', 'widget', 'Clock')
    expect(done).toMatchObject({ exitCode: 10, error: { code: 'UNCOMMITTED' } })
  })

  it('works in a project that create-app did not make, with the form of one file', async () => {
    const dir = await temporaryFolder()
    await writeFile(join(dir, 'package.json'), '{ "name": "other" }\n')
    await mkdir(join(dir, 'templates/chart'), { recursive: true })
    await writeFile(join(dir, 'templates/chart/values.yaml'), 'name: chart\n')
    await writeFile(join(dir, 'templates/values.yaml'), 'name: chart\nimage: {}\n')
    const form =
      'name: part\nfiles:\n  - path: "src/{{name}}/{{name}}.txt"\n    content: "{{name}}\\n"\n'
    await writeFile(join(dir, 'templates/part.yaml'), form)
    const { exitCode, stderr } = await runProgram(['generate', 'part', 'admin/Role'], { cwd: dir })
    expect(exitCode, stderr).toBe(0)
    expect(await readFile(join(dir, 'src/admin/Role/Role.txt'), 'utf8')).toBe('Role\n')
    const undone = await runProgram(['undo', '--no-install'], { cwd: dir })
    expect(undone.exitCode, undone.stderr).toBe(0)
    expect(Object.keys(await snapshot(dir))).not.toContain('src/admin/Role/Role.txt')
    await runProgram(['generate', 'part', 'admin/Role'], { cwd: dir })
    const removed = await runProgram(['remove', 'part', 'admin/Role'], { cwd: dir })
    expect(removed.exitCode, removed.stderr).toBe(0)
    expect(Object.keys(await snapshot(dir))).not.toContain('src/admin/Role/Role.txt')
  })
})

it('undo asks for no trust in a project that create-app did not make', async () => {
  const dir = await temporaryFolder()
  const before = '{ "name": "other", "scripts": { "a": "echo" } }\n'
  const script = { file: 'package.json', anchor: 'path', path: ['scripts'], text: '"{{name}}": ""' }
  await mkdir(join(dir, 'generators'))
  await writeFile(join(dir, 'package.json'), before)
  await writeFile(
    join(dir, 'generators/script.json'),
    JSON.stringify({ name: 'script', insertions: [script] }),
  )
  const done = await runProgram(['generate', 'script', 'b'], { cwd: dir })
  expect(done.exitCode, done.stderr).toBe(0)
  const undone = await runProgram(['undo', '--offline'], { cwd: dir })
  expect(undone.exitCode, undone.stderr).toBe(0)
  expect(await readFile(join(dir, 'package.json'), 'utf8')).toBe(before)
})

describe('a generator that adds to what another one made', () => {
  const list = { params: [{ name: 'fields', type: 'list', reserved: ['id'] }] }
  const kind = JSON.stringify({
    ...{ name: 'kind', ...list },
    files: [
      {
        path: 'src/{{name|kebab}}.txt',
        content: 'top\n\n\n{{#fields}}\n{{field.name}}\n{{/fields}}\n\n\nend\n',
      },
    ],
  })
  const more = JSON.stringify({
    ...{ name: 'more', ...list, needs: [{ entry: 'kind' }], adds: { to: 'kind', list: 'fields' } },
  })
  const kinds = async () => {
    const project = await madeProject()
    await project.write({ 'generators/kind.json': kind, 'generators/more.json': more })
    await project.document('generate', 'kind', 'Loan', 'borrower:string')
    await project.commit()
    return project
  }

  it('makes it again with more items, and keeps what a person changed', async () => {
    const project = await kinds()
    await appendFile(join(project.dir, 'src/loan.txt'), 'mine\n')
    const done = await project.document('generate', 'more', 'Loan', 'dueOn:date', 'fee:int')
    expect(done).toMatchObject({ exitCode: 0, files: { kept: [] } })
    expect(await project.read('src/loan.txt')).toBe(
      'top\n\n\nborrower\ndueOn\nfee\n\n\nend\nmine\n',
    )
    const entry = JSON.parse(await project.read('.create-app/generated/kind/Loan.json'))
    expect(entry.answers.fields).toBe('borrower:string dueOn:date fee:int')
  })

  it('refuses to make it again with fewer items, unless it is forced', async () => {
    const project = await kinds()
    const fewer = ['generate', 'kind', 'Loan', 'dueOn:date'] as const
    const { exitCode, error } = await project.document(...fewer)
    expect([exitCode, error?.message]).toEqual([2, 'kind Loan also has borrower.'])
    expect((await project.document(...fewer, '--force')).exitCode).toBe(0)
    expect(await project.read('src/loan.txt')).toBe('top\n\n\ndueOn\n\n\nend\n')
  })

  it('leaves a file alone in which both changed the same lines, and names it', async () => {
    const project = await kinds()
    await project.write({ 'src/loan.txt': 'top\n\n\nlender\n\n\nend\n' })
    const done = await project.document('generate', 'more', 'Loan', 'dueOn:date')
    expect(done.files).toMatchObject({ kept: ['src/loan.txt'] })
    expect(await project.read('src/loan.txt')).toContain('lender\n\n')
  })

  it.each([
    [['Loan', 'borrower:int'], 'ITEM_THERE'],
    [['Lone', 'fee:int'], 'NO_ENTRY'],
    [['Loan', 'id:int'], 'BAD_FLAG_VALUE'],
    [['Loan', 'fee:int', 'fee:int'], 'BAD_FLAG_VALUE'],
    [['Loan', 'dueOn:date', 'due_on:date'], 'BAD_FLAG_VALUE'],
    [['Loan', 'Borrower:int'], 'BAD_FLAG_VALUE'],
  ])('refuses %s', async (args, code) => {
    const project = await kinds()
    const { exitCode, error } = await project.document('generate', 'more', ...args)
    expect([exitCode, error?.code]).toEqual([2, code])
  })
})

describe('in a monorepo', () => {
  const shop = {
    'package.json': '{ "name": "shop", "workspaces": ["apps/*"] }',
    'apps/api/package.json': '{ "dependencies": { "express": "1" } }',
    'apps/web/package.json': '{ "dependencies": { "next": "1" } }',
  }
  const list = '[]\n'
  const generatorFor = (dependency: string) =>
    JSON.stringify({
      ...{ name: 'note', needs: [{ dependency }] },
      files: [{ path: 'src/{{name}}.txt', content: '{{name}}\n' }],
      insertions: [{ file: 'list.json', anchor: 'path', path: [], text: '"{{name}}"' }],
    })
  const monorepo = async (dependency: string) => {
    const project = await madeProject()
    await project.write({
      ...{ ...shop, 'generators/note.json': generatorFor(dependency) },
      ...{ 'apps/api/list.json': list, 'apps/web/list.json': list },
    })
    await project.commit()
    return project
  }

  it('writes into the one package that a generator fits, and removes it from there', async () => {
    const project = await monorepo('next')
    const done = await project.document('generate', 'note', 'Hello')
    expect(done.files.created).toContain('apps/web/src/Hello.txt')
    expect(await project.read('apps/web/list.json')).toBe('["Hello"]\n')
    await project.document('remove', 'note', 'Hello')
    expect(await project.read('apps/web/list.json')).toBe(list)
  })

  it('asks which of several packages, and takes the one where a person stands', async () => {
    const project = await monorepo('next')
    await project.write({ 'apps/api/package.json': shop['apps/web/package.json'] })
    const { exitCode, error } = await project.document('generate', 'note', 'Hello')
    expect([exitCode, error?.code]).toEqual([2, 'SEVERAL_PACKAGES'])
    const inApi = ['--cwd', join(project.dir, 'apps/api')]
    for (const place of [inApi, ['--in', 'apps/web']]) {
      const made = await project.document('generate', 'note', 'Hello', ...place)
      expect(made.exitCode).toBe(0)
    }
    const which = await project.document('remove', 'note', 'Hello')
    expect(which.error?.code).toBe('SEVERAL_PACKAGES')
    const removed = await project.document('remove', 'note', 'Hello', ...inApi)
    expect(removed.files.deleted).toContain('apps/api/src/Hello.txt')
    expect(await project.read('apps/web/src/Hello.txt')).toBe('Hello\n')
  })

  it.each([
    [['--in', 'apps/nowhere'], 'NO_PACKAGE', 'apps/web'],
    [['--in', 'apps/api'], 'NEED_MISSING', ''],
  ])('refuses %s', async (flags, code, named) => {
    const project = await monorepo('next')
    const { exitCode, error } = await project.document('generate', 'note', 'Hello', ...flags)
    expect([exitCode, error?.code]).toEqual([2, code])
    expect(error?.fix).toContain(named)
  })
})

describe('a migration', () => {
  const draft = JSON.stringify({ name: 'migration', migration: { name: '{{name}}', draft: true } })

  it('is planned with the script of the project, is recorded nowhere, and is written once', async () => {
    const project = await madeProject()
    await project.write({ 'generators/migration.json': draft })
    await mkdir(join(project.dir, 'node_modules'))
    const planned = () => project.document('generate', 'migration', 'add-index', '--dry-run')
    const [first] = (await planned()).tasks
    expect(first?.command).toBe('npm run db:migrate -- --name add-index --create-only')
    expect((await planned()).files.created).toEqual([])
    await project.write({ 'prisma/migrations/20261130120000_add_index/migration.sql': '' })
    expect((await planned()).tasks).toEqual([])
  })
})

it('a model that goes gets a migration that drops its table, and never its rows unasked', async () => {
  const model = JSON.stringify({
    name: 'model',
    files: [
      {
        path: 'prisma/schema/{{name|kebab}}.prisma',
        content: 'model {{name}} {\n  id String @id\n  @@map("{{name|plural|snake}}")\n}\n',
      },
    ],
    migration: { name: 'add-{{name|kebab}}' },
  })
  const project = await madeProject()
  const scripts = { 'db:migrate': 'node scripts/db/migrate.ts' }
  await project.write({
    ...{ 'generators/model.json': model, 'package.json': JSON.stringify({ scripts }) },
    'node_modules/.package-lock.json': '{}',
  })
  await project.commit()
  const added = await project.document('generate', 'model', 'OrderLine', '--dry-run')
  expect(added.tasks[0]?.command).toBe('npm run db:migrate -- --name add-order-line')
  await project.document('generate', 'model', 'OrderLine')
  const { tasks, warnings } = await project.document('remove', 'model', 'OrderLine', '--dry-run')
  expect(tasks[0]?.command).toBe('npm run db:migrate -- --name remove-order-line')
  expect(warnings).toMatchObject([
    { code: 'TABLES_DROPPED', fix: expect.stringContaining('--name remove-order-line --force') },
  ])
})

it('three runs in a row need no commit between them', async () => {
  const project = await withWidgets()
  for (const name of ['Alarm', 'Bell', 'Chime']) await project.document('generate', 'widget', name)
  const removed = await project.document('remove', 'widget', 'Alarm')
  expect([removed.exitCode, removed.files.deleted?.length]).toEqual([0, 2])
  await appendFile(join(project.dir, 'widgets.json'), '\n')
  const { error } = await project.document('remove', 'widget', 'Bell')
  expect(error?.code).toBe('UNCOMMITTED')
})

describe('the hooks of a generator', () => {
  const hooked = (hooks: object) =>
    JSON.stringify({
      ...{ name: 'hooked', hooks },
      files: [{ path: '{{name}}.txt', content: 'made\n' }],
    })

  it('run before and after the files, with the values of the params', async () => {
    const generator = hooked({
      beforeGenerate: ['test ! -e {{name}}.txt'],
      afterGenerate: ['cp {{name}}.txt "copy of {{name}}"'],
    })
    const project = await withWidgets({ 'generators/hooked.json': generator })
    const done = await project.document('generate', 'hooked', 'clock')
    expect(done.exitCode).toBe(0)
    expect(await project.read('copy of clock')).toBe('made\n')
  })

  it('are shown by a dry run, in their order', async () => {
    const hooks = { beforeGenerate: ['false'], afterGenerate: ['echo {{name}}'] }
    const project = await withWidgets({ 'generators/hooked.json': hooked(hooks) })
    const { tasks } = await project.document('generate', 'hooked', 'clock', '--dry-run')
    expect(tasks.map(({ command }) => command).slice(0, 2)).toEqual(['false', 'echo clock'])
  })

  it('get a value with blanks and quotes as one argument', async () => {
    const generator = JSON.stringify({
      ...{ name: 'hooked', params: [{ name: 'name' }, { name: 'text' }] },
      ...{
        hooks: { afterGenerate: ['touch {{ text }}'] },
        files: [{ path: 'a.txt', content: '' }],
      },
    })
    const project = await withWidgets({ 'generators/hooked.json': generator })
    const value = 'one; touch two "three"'
    const done = await project.document('generate', 'hooked', 'x', value)
    expect(done.exitCode).toBe(0)
    expect(await project.read(value)).toBe('')
    expect(Object.keys(await project.files())).not.toContain('two')
  })

  it('that fail before the files leave nothing written', async () => {
    const generator = hooked({ beforeGenerate: ['false'] })
    const project = await withWidgets({ 'generators/hooked.json': generator })
    const before = await project.files()
    const done = await project.document('generate', 'hooked', 'clock')
    expect(done).toMatchObject({ exitCode: 24, error: { code: 'HOOK_FAILED' } })
    expect(done.error?.message).toContain('false')
    expect(await project.files()).toEqual(before)
  })

  it('that fail after the files have them taken back', async () => {
    const generator = hooked({ afterGenerate: ['false'] })
    const project = await withWidgets({ 'generators/hooked.json': generator })
    const before = await project.files()
    const done = await project.document('generate', 'hooked', 'clock')
    expect(done).toMatchObject({ exitCode: 24, error: { code: 'HOOK_FAILED' } })
    expect(await project.files()).toEqual(before)
  })
})

describe('a generator from elsewhere', () => {
  const generator = {
    'generator.yaml': 'name: note\nfiles: [{ path: "{{name}}.txt", from: note.txt }]\n',
    'note.txt': 'A note on {{name|title}}.\n',
  }
  const hooked = {
    ...generator,
    'generator.yaml': `${generator['generator.yaml']}hooks: { afterGenerate: [touch ran] }\n`,
  }

  it('of a repository is fetched, pinned in its entry, and can be taken out without it', async () => {
    const hosts = await startHosts()
    hosts.github('HEAD', hostTarball(generator))
    const dir = await temporaryFolder()
    await writeFile(join(dir, 'package.json'), '{}\n')
    const how = { cwd: dir, env: hosts.env }
    const { exitCode, stderr } = await runProgram(['generate', shop, 'MyTopic'], how)
    expect(exitCode, stderr).toBe(0)
    expect(await readFile(join(dir, 'MyTopic.txt'), 'utf8')).toBe('A note on My topic.\n')
    const entry = await readFile(join(dir, '.create-app/generated/note/MyTopic.json'), 'utf8')
    expect(JSON.parse(entry).source).toMatch(/^gh:ada\/shop#[0-9a-f]{40}$/)
    const before = hosts.requests.length
    expect((await runProgram(['remove', 'note', 'MyTopic'], how)).exitCode).toBe(0)
    expect(hosts.requests.length).toBe(before)
    expect(Object.keys(await snapshot(dir))).not.toContain('MyTopic.txt')
  })

  it('of a package runs its hooks only if it is trusted', async () => {
    const hosts = await startHosts()
    hosts.registry('notes', '1.0.0', hostTarball(hooked, { top: 'package' }))
    const dir = await temporaryFolder()
    await writeFile(join(dir, 'package.json'), '{}\n')
    const how = { cwd: dir, env: hosts.env }
    const refused = await runProgram(['generate', 'npm:notes', 'a', '--json'], how)
    expect(JSON.parse(refused.stdout)).toMatchObject({
      ok: false,
      error: { code: 'GENERATOR_NOT_TRUSTED' },
    })
    expect(Object.keys(await snapshot(dir))).toEqual(['package.json'])
    const trusted = await runProgram(['generate', 'npm:notes', 'a', '--trust'], how)
    expect(trusted.exitCode, trusted.stderr).toBe(0)
    expect(Object.keys(await snapshot(dir))).toContain('ran')
  })

  it('of a package runs its tests only if it is trusted', async () => {
    const tested = {
      'generator.yaml': 'name: note\nfiles: [{ path: "{{name}}.test.js", content: "" }]\n',
    }
    const hosts = await startHosts()
    hosts.registry('notes', '1.0.0', hostTarball(tested, { top: 'package' }))
    const dir = await temporaryFolder()
    await writeFile(join(dir, 'package.json'), '{ "scripts": { "test": "touch ran #" } }\n')
    await mkdir(join(dir, 'node_modules/a'), { recursive: true })
    const how = { cwd: dir, env: hosts.env }
    const refused = await runProgram(['generate', 'npm:notes', 'a', '--json'], how)
    const { error } = JSON.parse(refused.stdout)
    expect([error.code, error.message]).toEqual([
      'GENERATOR_NOT_TRUSTED',
      expect.stringContaining('npm test'),
    ])
    expect(Object.keys(await snapshot(dir))).toEqual(['package.json'])
    const unverified = await runProgram(['generate', 'npm:notes', 'a', '--no-verify'], how)
    expect(unverified.exitCode, unverified.stderr).toBe(0)
    expect(Object.keys(await snapshot(dir))).not.toContain('ran')
    const trusted = await runProgram(['generate', 'npm:notes', 'b', '--trust'], how)
    expect(trusted.exitCode, trusted.stderr).toBe(0)
    expect(Object.keys(await snapshot(dir))).toContain('ran')
  })
})

describe('remove', () => {
  it('takes out what was generated, and leaves the rest as it was', async () => {
    const project = await withWidgets()
    const before = await project.files()
    await project.document('generate', 'widget', 'Clock2', 'large')
    const done = await project.document('remove', 'widget', 'Clock2')
    expect(done).toMatchObject({ exitCode: 0, status: 'removed' })
    expect(await project.files()).toEqual(before)
  })

  it('keeps an edited file, says so, and --force deletes it', async () => {
    const project = await withWidgets()
    await project.document('generate', 'widget', 'Clock')
    await appendFile(join(project.dir, 'src/clock.ts'), '// mine\n')
    const done = await project.document('remove', 'widget', 'Clock')
    expect(done).toMatchObject({ exitCode: 4, files: { kept: ['src/clock.ts'] } })
    expect(done.error?.fix).toBe('To delete src/clock.ts, add --force.')
    expect(await project.read('src/clock.ts')).toContain('// mine')
    await project.commit()
    const forced = await project.document('remove', 'widget', 'Clock', '--force')
    expect(forced).toMatchObject({
      exitCode: 0,
      files: { deleted: expect.arrayContaining(['src/clock.ts']) },
    })
    expect(Object.keys(await project.files())).not.toContain(
      '.create-app/generated/widget/Clock.json',
    )
  })

  it('leaves text that a person changed, names it, and knows it until it is gone', async () => {
    const project = await madeProject()
    const generator = {
      ...{ name: 'row', files: [] },
      insertions: [{ file: 'config.json', anchor: 'path', path: [], text: '"{{name}}": 1' }],
    }
    await project.write({ 'generators/row.json': JSON.stringify(generator), 'config.json': '{}\n' })
    await project.commit()
    await project.document('generate', 'row', 'a')
    await project.write({ 'config.json': '{ "a": 2 }\n' })
    await project.commit()
    const done = await project.document('remove', 'row', 'a')
    expect(done).toMatchObject({ exitCode: 4, warnings: [{ code: 'INSERTION_DIFFERS' }] })
    expect(done.error?.fix).toContain('config.json')
    expect(await project.read('config.json')).toBe('{ "a": 2 }\n')
    await project.write({ 'config.json': '{}\n' })
    await project.commit()
    expect((await project.document('remove', 'row', 'a')).exitCode).toBe(0)
    expect(Object.keys(await project.files())).not.toContain('.create-app/generated/row/a.json')
  })

  it('names what there is where nothing has that name', async () => {
    const project = await withWidgets()
    await project.document('generate', 'widget', 'Clock')
    const done = await project.document('remove', 'widget', 'Watch')
    expect(done).toMatchObject({ exitCode: 2, error: { code: 'NO_ENTRY' } })
    expect(done.error?.fix).toContain('widget Clock')
  })
})

describe('the other verbs', () => {
  it('undo takes the last generate back', async () => {
    const project = await withWidgets()
    const before = await project.files()
    await project.document('generate', 'widget', 'Clock')
    const done = await project.document('undo')
    expect(done.exitCode).toBe(0)
    expect(await project.files()).toEqual(before)
  })

  it('check takes an insertion into a file of the template for no change, and update keeps it', async () => {
    const files = (version: number) => ({
      'plain/widgets.json': `{\n  "version": ${version},\n  "widgets": ["clock"]\n}\n`,
    })
    const project = await madeProject({ before: files(1), after: files(2) })
    await project.write({ 'generators/widget.yaml': widget })
    await project.commit()
    await project.document('generate', 'widget', 'Watch')
    await project.commit()
    const { stdout } = await project.run('check', '--json')
    expect(JSON.parse(stdout).files.behind).toEqual(['widgets.json'])
    const updated = await project.update()
    expect(updated.exitCode).toBe(0)
    expect(await project.read('widgets.json')).toBe(
      '{\n  "version": 2,\n  "widgets": ["clock", "watch"]\n}\n',
    )
    expect((await project.run('diff')).stdout).not.toContain('watch')
  })
})

it('a run is written to the log that the environment names, and to none otherwise', async () => {
  const dir = await temporaryFolder()
  const log = join(await temporaryFolder(), 'usage.jsonl')
  await mkdir(join(dir, 'generators'))
  await writeFile(join(dir, 'package.json'), '{}\n')
  await writeFile(join(dir, 'widgets.json'), widgets)
  await writeFile(join(dir, 'generators/widget.yaml'), widget)
  const env = { CREATE_APP_USAGE_LOG: log }
  await runProgram(['generate', 'widget', 'Clock3'], { cwd: dir, env })
  await runProgram(['generate', 'widget', 'Clock4'], { cwd: dir })
  await runProgram(['remove', 'widget', 'Clock3'], { cwd: dir, env })
  const lines = (await readFile(log, 'utf8')).trim().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { tool: 'widget', command: 'generate', exit: 0, minutes: 7 },
    { tool: 'widget', command: 'remove', exit: 0, minutes: 0 },
  ])
})
