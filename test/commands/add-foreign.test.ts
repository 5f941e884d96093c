import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { shopProject } from '../support/addons.ts'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { shop, startHosts } from '../support/hosts.ts'
import { runProgram } from '../support/program.ts'
import { hostTarball } from '../support/tarballs.ts'
import type { MadeProject } from '../support/updating.ts'

const list = "// Mine.\nexport const list = [\n  'first',\n];\n"

/** A project that no template made. */
async function foreignProject(files: Readonly<Record<string, string>> = {}): Promise<MadeProject> {
  const project = await shopProject()
  for (const path of Object.keys(await project.files())) {
    if (!path.startsWith('.git/'))
      await rm(join(project.dir, path), { force: true, recursive: true })
  }
  await project.write({
    'package.json': '{\n  "name": "theirs",\n  "dependencies": {\n    "base": "2.0.0"\n  }\n}\n',
    'src/list.ts': list,
    ...files,
  })
  await project.commit()
  return project
}

async function act(project: MadeProject, ...args: readonly string[]) {
  const [command = '', ...more] = args
  const done = await project.document(command, ...more, '--no-install')
  await project.commit()
  return done
}

describe('add in a project that no template made', () => {
  it('merges what can be merged, and takes all of it out again', async () => {
    const project = await foreignProject({ '.env.example': 'THEIRS=1\n' })
    const before = await project.files()
    const done = await act(project, 'add', 'clock', 'mail')
    expect(done).toMatchObject({ exitCode: 0, status: 'added', warnings: [] })
    expect(done.insertions?.map(({ outcome }) => outcome)).toEqual(['applied', 'applied'])
    expect(JSON.parse(await project.read('package.json'))).toEqual({
      name: 'theirs',
      dependencies: { base: '2.0.0', gears: '1.0.0', shared: '1.0.0' },
      scripts: { mail: 'node src/mail.ts' },
    })
    expect(await project.read('src/clock.ts')).toContain('theirs two')
    expect(await project.read('src/list.ts')).toContain("'clock',\n  'mail'")
    expect(await project.read('.env.example')).toMatch(/THEIRS=1[\s\S]*MAIL_URL/)
    expect((await act(project, 'remove', 'clock')).warnings).toEqual([])
    expect(JSON.parse(await project.read('package.json')).dependencies).toEqual({
      ...{ base: '2.0.0', shared: '1.0.0' },
    })
    expect(await act(project, 'remove', 'mail')).toMatchObject({ exitCode: 0 })
    expect(await project.files()).toEqual(before)
  })

  it('keeps a file of the person, and shows what it lacks', async () => {
    const mine = 'export const mine = 1;\n'
    const project = await foreignProject({ 'src/clock.ts': mine, 'src/list.ts': 'export {};\n' })
    const before = await project.files()
    const done = await act(project, 'add', 'clock')
    expect(done.exitCode).toBe(0)
    expect(await project.read('src/clock.ts')).toBe(mine)
    expect(done.warnings.map(({ code, fix }) => [code, fix])).toEqual([
      ['ADDON_FILE_THERE', expect.stringContaining("export const clock = 'theirs two'")],
      ['INSERTION_UNABLE', "Add it by hand:\n'clock'"],
    ])
    await act(project, 'remove', 'clock')
    expect(await project.files()).toEqual(before)
  })

  it('takes another answer, and keeps what a person edited', async () => {
    const project = await foreignProject()
    await act(project, 'add', 'clock')
    await project.write({ 'src/clock.ts': `${await project.read('src/clock.ts')}// Mine.\n` })
    await project.commit()
    const done = await act(project, 'add', 'clock', '--set', 'clock.hands=three')
    expect([done.exitCode, done.files.created]).toEqual([0, ['src/seconds.ts']])
    expect(await project.read('src/clock.ts')).toMatch(/three'[\s\S]*\/\/ Mine\.\n$/)
    const removed = await act(project, 'remove', 'clock')
    expect([removed.exitCode, removed.files.kept]).toEqual([4, ['src/clock.ts']])
  })

  it('leaves the choice to a person where both have a value', async () => {
    const project = await foreignProject({
      'package.json': '{ "name": "theirs", "scripts": { "mail": "mutt" } }',
    })
    const done = await act(project, 'add', 'mail')
    expect(done).toMatchObject({ exitCode: 4, files: { conflicts: ['package.json'] } })
    expect(done.error?.message).toBe('You and the add-on both changed package.json.')
    expect(await project.read('package.json')).toContain('mutt')
  })

  it('leaves the choice with an add-on of others, too, and runs nothing', async () => {
    const project = await foreignProject({
      'package.json': '{ "name": "theirs", "scripts": { "test": "mutt" } }',
      'trace/addon.json': '{}',
      'trace/package.json': '{ "scripts": { "test": "trace" } }',
    })
    const done = await act(project, 'add', './trace', '--yes')
    expect(done).toMatchObject({ exitCode: 4, files: { conflicts: ['package.json'] } })
  })

  it('lists add-ons, and refuses one that it lacks something for', async () => {
    const project = await foreignProject({ 'package.json': '{ "name": "theirs" }' })
    const { stdout } = await project.run('add')
    expect(stdout).toContain('needs the dependency base')
    expect(stdout).not.toContain('example')
    expect((await project.document('add', 'clock')).error?.code).toBe('NEED_MISSING')
  })

  it('keeps what the person had of what it brings, as they had it', async () => {
    const project = await foreignProject({
      'package.json':
        '{\n  "name": "theirs",\n  "dependencies": {\n    "shared": "1.0.0"\n  }\n}\n',
      'tsconfig.json':
        '{\n  // Mine.\n  "odd": { "last": [1,], },\n  "include": ["src", "both"]\n}\n',
      '.gitignore': 'both/\nmine/\n',
      'README.md': '# Mine\n',
      'other/addon.json': '{}',
      'other/package.json': '{ "dependencies": { "shared": "1.0.0", "tracer": "1.0.0" } }',
      'trace/addon.json': '{}',
      'trace/package.json': '{ "dependencies": { "shared": "1.0.0", "tracer": "1.0.0" } }',
      'trace/tsconfig.json': '{ "include": ["both", "traces"] }',
      'trace/_gitignore': 'both/\ntraces/\n',
      'trace/README.md': '## Traces\n',
    })
    const before = await project.files()
    const done = await act(project, 'add', './trace', '--trust')
    expect(done.exitCode).toBe(0)
    expect(done.warnings).toMatchObject([
      { code: 'ADDON_FILE_THERE', fix: expect.stringContaining('## Traces') },
    ])
    expect(await project.read('tsconfig.json')).toContain('["src", "both", "traces"]')
    expect(await act(project, 'remove', 'trace')).toMatchObject({ exitCode: 0 })
    expect(await project.files()).toEqual(before)
    for (const command of ['add ./trace', 'add ./other', 'remove trace', 'remove other']) {
      const done = await act(project, ...command.split(' '), '--trust')
      expect(done, command).toMatchObject({ exitCode: 0 })
    }
    expect(await project.files()).toEqual(before)
  })

  it('can be taken back', async () => {
    const project = await foreignProject()
    const before = await project.files()
    await project.document('add', 'mail', '--no-install')
    await project.document('undo', '--no-install')
    expect(await project.files()).toEqual(before)
  })
})

it('an add-on that names no place for a secret brings no .env', async () => {
  const project = await foreignProject()
  const { files } = await act(project, 'add', 'mail')
  expect(files.created).not.toContain('.env')
})

describe('an add-on from elsewhere', () => {
  const lamp = {
    'addon.json': '{ "description": "Gives light" }',
    'lamp.txt': 'on\n',
    'package.json': '{ "scripts": { "test": "touch ran #" } }',
  }

  it.each([
    ['a repository', shop, /^gh:ada\/shop#[0-9a-f]{40}$/, 'shop'],
    ['a package', 'npm:lamp', /^npm:lamp@1\.0\.0$/, 'lamp'],
  ])(
    'of %s is pinned in its record, and runs only what is trusted',
    async (_, typed, source, id) => {
      const hosts = await startHosts()
      hosts.github('HEAD', hostTarball(lamp))
      hosts.registry('lamp', '1.0.0', hostTarball(lamp, { top: 'package' }))
      const dir = await temporaryFolder()
      await writeFile(join(dir, 'package.json'), '{\n  "name": "theirs"\n}\n')
      await mkdir(join(dir, 'node_modules/a'), { recursive: true })
      const before = await snapshot(dir)
      const how = { cwd: dir, env: hosts.env }
      const refused = await runProgram(['add', typed, '--json'], how)
      expect(JSON.parse(refused.stdout).error).toMatchObject({
        ...{ code: 'ADDON_NOT_TRUSTED', message: expect.stringContaining('npm test') },
      })
      expect(await snapshot(dir)).toEqual(before)
      const added = await runProgram(['add', typed, '--no-install'], how)
      expect(added.exitCode, added.stderr).toBe(0)
      const entry = await readFile(join(dir, `.create-app/addons/${id}.json`), 'utf8')
      expect(JSON.parse(entry).source).toMatch(source)
      const removed = await runProgram(['remove', id, '--no-install'], how)
      expect(removed.exitCode, removed.stderr).toBe(0)
      expect(await snapshot(dir)).toEqual(before)
    },
  )
})
