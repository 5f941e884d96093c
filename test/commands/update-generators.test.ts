import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ShelfFiles } from '../support/shelves.ts'
import { type MadeProject, madeProject } from '../support/updating.ts'

const route = 'export const steps = [\n  1,\n  2,\n  3,\n  4,\n  5,\n  6,\n];\n'

/** A built-in generator of two releases, for two kinds of project. The later one makes, drops and adds something else. */
const first: ShelfFiles = {
  'plain/things.json': '{\n  "things": []\n}\n',
  '_generators/thing/generator.plain.yaml': `
name: thing
files:
  - { path: "src/{{name|kebab}}.ts", from: thing.ts }
  - { path: "src/{{name|kebab}}-old.ts", content: "export {};\\n" }
  - { path: "src/{{name|kebab}}-same.ts", content: "export {};\\n" }
insertions:
  - { file: things.json, anchor: path, path: [things], text: '"{{name|kebab}}"' }
  - { file: mine.json, anchor: path, path: [], text: '"{{name|kebab}}": 1' }
`,
  '_generators/thing/generator.other.yaml':
    'name: thing\nneeds: [{ file: other.txt }]\nfiles: [{ path: "lib/{{name}}.ts", content: "export {};\\n" }]\n',
  '_generators/thing/thing.ts': route,
}
const second: ShelfFiles = {
  'plain/things.json': '{\n  "version": 2,\n  "things": []\n}\n',
  '_generators/thing/generator.plain.yaml': `
name: thing
params: [{ name: size, choices: [small, large], default: small }]
files:
  - { path: "src/{{name|kebab}}.ts", from: thing.ts }
  - { path: "src/{{name|kebab}}-new.ts", content: "export const size = '{{size}}';\\n" }
  - { path: "src/{{name|kebab}}-same.ts", content: "export {};\\n" }
insertions:
  - { file: things.json, anchor: path, path: [things], text: '"{{name|kebab}}-{{size}}"' }
  - { file: mine.json, anchor: path, path: [], text: '"{{name|kebab}}": 2' }
`,
  '_generators/thing/generator.other.yaml':
    'name: thing\nneeds: [{ file: other.txt }]\nfiles: [{ path: "lib/{{name}}.ts", content: "export {}; // 2\\n" }]\n',
  '_generators/thing/thing.ts': route.replace('  5,', "  'five',"),
}
const record = '.create-app/generated/thing/Clock.json'

/** A project with a thing that the first release made, and edits of a person, before the second release. */
async function withClock(edits: ShelfFiles = {}): Promise<MadeProject> {
  const project = await madeProject({ after: first })
  await project.update()
  await project.write({ 'mine.json': '{}\n' })
  await project.commit()
  expect(await project.document('generate', 'thing', 'Clock')).toMatchObject({ exitCode: 0 })
  await project.write(edits)
  await project.commit()
  await project.release('3.1.0', second)
  return project
}

describe('an update with a newer generator', () => {
  it('brings what was generated up to date, and undo takes it back', async () => {
    const project = await withClock()
    const before = await project.files()
    const checked = await project.run('check', '--json')
    expect(JSON.parse(checked.stdout)).toMatchObject({
      files: { behind: expect.arrayContaining(['src/clock.ts', 'mine.json', 'things.json']) },
    })
    expect(checked.exitCode).toBe(9)
    const done = await project.update()
    expect(done).toMatchObject({ exitCode: 0, warnings: [] })
    expect(done.files.created).toContain('src/clock-new.ts')
    expect(done.files.deleted).toContain('src/clock-old.ts')
    expect(await project.read('src/clock.ts')).toContain("'five'")
    expect(await project.read('src/clock-new.ts')).toBe("export const size = 'small';\n")
    expect(await project.read('things.json')).toBe(
      '{\n  "version": 2,\n  "things": ["clock-small"]\n}\n',
    )
    expect(JSON.parse(await project.read('mine.json'))).toEqual({ clock: 2 })
    const entry = JSON.parse(await project.read(record))
    expect(entry).toMatchObject({ createApp: '3.1.0', version: '3.1.0' })
    expect(entry.answers).toEqual({ name: 'Clock', size: 'small' })
    expect(Object.keys(entry.files)).toEqual([
      'src/clock-new.ts',
      'src/clock-same.ts',
      'src/clock.ts',
    ])
    const after = await project.files()
    expect((await project.update()).files).toEqual({ created: [], kept: [] })
    expect(await project.files()).toEqual(after)
    expect(await project.document('undo', '--no-install')).toMatchObject({ exitCode: 0 })
    expect(await project.files()).toEqual(before)
  })

  it('can be removed afterwards, without a trace', async () => {
    const project = await withClock()
    await project.update()
    await project.commit()
    expect(await project.document('remove', 'thing', 'Clock')).toMatchObject({ exitCode: 0 })
    const paths = Object.keys(await project.files())
    expect(paths.filter((path) => /clock/i.test(path))).toEqual([])
    expect(await project.read('things.json')).toBe('{\n  "version": 2,\n  "things": []\n}\n')
    expect(JSON.parse(await project.read('mine.json'))).toEqual({})
  })

  it('keeps what a person changed beside it', async () => {
    const project = await withClock({ 'src/clock.ts': route.replace('  1,', '  0,\n  1,') })
    expect(await project.update()).toMatchObject({ exitCode: 0 })
    const text = await project.read('src/clock.ts')
    expect(text).toBe(route.replace('  1,', '  0,\n  1,').replace('  5,', "  'five',"))
    await project.commit()
    // What was merged is still known to be edited.
    const removed = await project.document('remove', 'thing', 'Clock')
    expect(removed).toMatchObject({ exitCode: 4, files: { kept: ['src/clock.ts'] } })
  })

  it('is in conflict where both changed the same line', async () => {
    const project = await withClock({ 'src/clock.ts': route.replace('  5,', '  55,') })
    const done = await project.update()
    expect(done).toMatchObject({ exitCode: 4, files: { conflicts: ['src/clock.ts'] } })
    expect(await project.read('src/clock.ts')).toContain('<<<<<<<')
  })

  it('leaves deleted what a person deleted, and keeps what they edited and it drops', async () => {
    const project = await withClock({ 'src/clock-old.ts': 'export const mine = 1;\n' })
    await project.remove('src/clock.ts')
    await project.commit()
    const done = await project.update()
    expect(done).toMatchObject({ exitCode: 4, files: { kept: ['src/clock-old.ts'] } })
    const files = await project.files()
    expect(files['src/clock-old.ts']).toContain('mine')
    expect(Object.keys(files)).not.toContain('src/clock.ts')
  })

  it('changes only what nobody edited where the earlier release cannot be had', async () => {
    const project = await withClock({ 'src/clock-old.ts': 'export const mine = 1;\n' })
    const cache = join(project.env.XDG_CACHE_HOME ?? '', 'create-app')
    // The record is of the later release, so only the generator's own release is missing.
    await project.write({
      '.create-app.json': (await project.read('.create-app.json')).replace('"3.0.0"', '"3.1.0"'),
    })
    await project.commit()
    await rm(cache, { recursive: true })
    const done = await project.update('--offline', '--two-way', '--dry-run')
    expect(done.warnings).toMatchObject([{ code: 'GENERATED_UNKNOWN' }])
    expect(done.files.updated).toContain('src/clock.ts')
    expect(done.files.updated).not.toContain('src/clock-old.ts')
    expect(done.files.deleted ?? []).not.toContain('src/clock-old.ts')
  })

  it('merges as the formatter of the project prints it, and check runs nothing', async () => {
    const prettier = 'node_modules/prettier/bin/prettier.cjs'
    const quotes = `require('node:fs').writeFileSync('ran', '')
process.stdin.on('data', (text) => process.stdout.write(String(text).replaceAll(', ', ' , ').replaceAll("'", '"')))\n`
    const project = await madeProject({ after: first })
    await project.update()
    await project.write({ [prettier]: quotes, 'mine.json': '{}\n', '.gitignore': 'ran\n' })
    await project.commit()
    await project.document('generate', 'thing', 'Clock', '--no-verify')
    const text = await project.read('src/clock.ts')
    await project.write({ 'src/clock.ts': text.replace('  1,', '  0,\n  1,') })
    await project.commit()
    await project.release('3.1.0', second)
    await project.remove('ran')
    const { stdout } = await project.run('check', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ warnings: [], files: { conflicting: [] } })
    expect(JSON.parse(stdout).files.behind).toContain('src/clock.ts')
    expect(Object.keys(await project.files())).not.toContain('ran')
    expect(await project.update('--no-verify')).toMatchObject({ exitCode: 0 })
    expect(await project.read('src/clock.ts')).toBe(
      route.replace('  1,', '  0,\n  1,').replace('  5,', '  "five",'),
    )
  })
})
