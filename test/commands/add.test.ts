import { readFile, rm, symlink, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addonFiles, addons, clock, ground, mail, shopProject } from '../support/addons.ts'
import { temporaryFolder } from '../support/folders.ts'
import { writeFiles } from '../support/shelves.ts'
import type { MadeProject } from '../support/updating.ts'

/** Adds or removes without an install, and commits. */
async function act(project: MadeProject, ...args: readonly string[]) {
  const [command = '', ...more] = args
  const done = await project.document(command, ...more, '--no-install')
  await project.commit()
  return done
}

/** The files of a project without what holds secrets. */
async function treeOf(project: MadeProject) {
  const { '.env': _, ...files } = await project.files()
  return files
}

describe('add', () => {
  it('merges files, packages and variables, adds to code, and records it', async () => {
    const project = await shopProject()
    const done = await act(project, 'add', 'clock', 'mail')
    expect(done).toMatchObject({
      ...{ ok: true, command: 'add', status: 'added', exitCode: 0, minutes: 5, warnings: [] },
    })
    expect(done.insertions?.map(({ outcome }) => outcome)).toEqual(['applied', 'applied'])
    expect(await project.read('src/clock.ts')).toEqual(expect.stringContaining("clock = 'app two'"))
    expect(await project.read('src/list.ts')).toBe(
      "export const list = [\n  'first',\n  'clock',\n  'last',\n  'mail',\n];\n",
    )
    const { dependencies, scripts } = JSON.parse(await project.read('package.json'))
    expect(dependencies).toEqual({ base: '1.0.0', gears: '1.0.0', shared: '1.0.0' })
    expect(scripts).toEqual({ test: 'node --test', mail: 'node src/mail.ts' })
    expect(await project.read('.env.example')).toContain('MAIL_URL=smtp://localhost')
    const entry = JSON.parse(await project.read('.create-app/addons/clock.json'))
    expect(entry).toMatchObject({
      ...{ kind: 'addon', id: 'clock', source: 'builtin', answers: { 'clock.hands': 'two' } },
      insertions: [{ file: 'src/list.ts', text: "'clock'" }],
    })
    expect(await project.document('check', '--strict')).toMatchObject({ exitCode: 0 })
  })

  it('changes nothing the second time, and takes another answer', async () => {
    const project = await shopProject()
    await act(project, 'add', 'clock')
    const before = await project.files()
    expect((await act(project, 'add', 'clock')).files).toMatchObject({ created: [], kept: [] })
    expect(await project.files()).toEqual(before)
    const done = await act(project, 'add', 'clock', '--set', 'clock.hands=three')
    expect(done.files.created).toEqual(['src/seconds.ts'])
    expect(await project.read('src/clock.ts')).toContain('app three')
    expect(await project.read('src/list.ts')).toContain("'seconds'")
    expect(await project.document('check', '--strict')).toMatchObject({ exitCode: 0 })
  })

  it.each([
    [
      'one after the other',
      [
        ['add', 'clock'],
        ['add', 'mail'],
      ],
    ],
    [
      'in the other order',
      [
        ['add', 'mail'],
        ['add', 'clock'],
      ],
    ],
    ['at once', [['add', 'mail,clock']]],
    [
      'around another one',
      [
        ['add', 'sundial'],
        ['add', 'mail'],
        ['remove', 'sundial'],
        ['add', 'clock'],
      ],
    ],
  ])('makes the same tree %s as a creation with both', async (_, commands) => {
    const created = await shopProject(addons, ['--add', 'clock', '--add', 'mail'])
    const project = await shopProject()
    for (const command of commands)
      expect(await act(project, ...command)).toMatchObject({ exitCode: 0 })
    expect(await treeOf(project)).toEqual(await treeOf(created))
    expect(await created.document('check', '--strict')).toMatchObject({ exitCode: 0 })
  })

  it('keeps what a person changed', async () => {
    const project = await shopProject()
    await project.write({
      'src/list.ts': "// Mine.\nexport const list = ['zero', 'first', 'last'];\n",
      'package.json': (await project.read('package.json')).replace(
        'node --test',
        'node --test --mine',
      ),
    })
    await project.commit()
    const done = await act(project, 'add', 'clock')
    expect(done.exitCode).toBe(0)
    expect(await project.read('src/list.ts')).toBe(
      "// Mine.\nexport const list = ['zero', 'first', 'clock', 'last'];\n",
    )
    expect(await project.read('package.json')).toContain('--mine')
  })

  it('shows what it cannot add, and does not try it again', async () => {
    const project = await shopProject()
    await project.write({ 'src/list.ts': 'export const other = [];\n' })
    await project.commit()
    const done = await act(project, 'add', 'clock')
    expect(done).toMatchObject({ exitCode: 0, insertions: [{ outcome: 'unable' }] })
    expect(done.warnings).toMatchObject([
      { code: 'INSERTION_UNABLE', fix: "Add it by hand:\n'clock'" },
    ])
    const entry = JSON.parse(await project.read('.create-app/addons/clock.json'))
    expect(entry.insertions).toEqual([])
    await project.write({ 'src/list.ts': await readGround() })
    await project.commit()
    await project.release('3.1.0', addons)
    await project.update()
    expect(await project.read('src/list.ts')).toBe(await readGround())
  })

  it('lists what there is, and what each add-on needs', async () => {
    const project = await shopProject()
    await act(project, 'add', 'mail')
    const { stdout } = await project.run('add', '--json')
    const listed = JSON.parse(stdout).addons.map((one: Record<string, unknown>) => {
      return [one.id, one.isThere, one.missing]
    })
    expect(listed).toEqual([
      ['clock', false, null],
      ['mail', true, null],
      ['sundial', false, null],
      ['example', true, null],
    ])
    const text = (await project.run('add')).stdout
    expect(text).toContain('is there; create-app remove mail')
  })

  it('writes nothing in a dry run, and can be taken back', async () => {
    const project = await shopProject()
    // git has to look at this file again, and would keep what it found.
    await utimes(join(project.dir, 'package.json'), 1, 1)
    const before = await project.files()
    const index = () => readFile(join(project.dir, '.git/index'), 'latin1')
    const unasked = await index()
    const planned = await project.document('add', 'clock', '--dry-run')
    expect(planned.files.created).toContain('src/clock.ts')
    expect(await project.files()).toEqual(before)
    expect(await index()).toBe(unasked)
    await project.document('add', 'clock', '--no-install')
    await project.document('undo', '--no-install')
    expect(await project.files()).toEqual(before)
  })

  it.each([
    ['an unknown add-on', ['cloc'], 'UNKNOWN_ADDON', 'Did you mean clock?'],
    [
      'two that exclude each other',
      ['clock', 'sundial'],
      'ADDON_CONFLICT',
      'Leave one of them out',
    ],
    [
      'an unknown question',
      ['clock', '--set', 'clock.legs=two'],
      'UNKNOWN_QUESTION',
      'clock.hands',
    ],
    ['an unknown answer', ['clock', '--set', 'clock.hands=four'], 'BAD_FLAG_VALUE', 'two or three'],
  ])('refuses %s', async (_, args, code, fix) => {
    const project = await shopProject()
    const before = await project.files()
    const { error, exitCode } = await project.document('add', ...args)
    expect([exitCode, error?.code]).toEqual([2, code])
    expect(`${error?.message} ${error?.fix}`).toContain(fix)
    expect(await project.files()).toEqual(before)
  })

  it('refuses what is not in the project, and what excludes an add-on that is', async () => {
    const project = await shopProject()
    await project.write({ 'package.json': '{ "name": "shop" }' })
    await project.commit()
    expect((await project.document('add', 'clock')).error).toMatchObject({
      ...{ code: 'NEED_MISSING', message: expect.stringContaining('the dependency base') },
    })
    const other = await shopProject()
    await act(other, 'add', 'clock')
    expect((await other.document('add', 'sundial')).error).toMatchObject({
      ...{ code: 'ADDON_CONFLICT', fix: expect.stringContaining('create-app remove clock') },
    })
  })

  it.each([
    ['text for a file outside of the project', { file: '../evil.txt' }],
    ["text for git's folder", { file: '.git/config' }],
    ['text for the record', { file: '.create-app.json' }],
    ['an unknown anchor', { anchor: 'everywhere' }],
    ['a link', {}],
  ])('refuses an add-on with %s', async (what, insertion) => {
    const project = await shopProject()
    const marker = { anchor: 'marker', comment: 'here', text: 'evil' }
    const insertions =
      Object.keys(insertion).length === 0 ? [] : [{ file: 'notes.txt', ...marker, ...insertion }]
    const evil = addonFiles('evil', { 'addon.json': { insertions } })
    const outside = await temporaryFolder()
    await writeFiles(outside, evil)
    if (what === 'a link') await symlink('/etc/passwd', join(outside, '_addons/evil/link'))
    const before = await project.files()
    const { error, exitCode } = await project.document(
      'add',
      join(outside, '_addons/evil'),
      '--trust',
    )
    expect([exitCode, error?.code]).toEqual([7, expect.stringMatching(/INVALID|UNSAFE/)])
    expect(await project.files()).toEqual(before)
  })

  it('takes neither a repository nor a record from an add-on', async () => {
    const project = await shopProject()
    const outside = await temporaryFolder()
    await writeFiles(outside, {
      'evil/addon.json': '{}',
      'evil/good.txt': 'good\n',
      'evil/.git/hooks/post-commit': 'evil\n',
      'evil/.create-app/addons/mail.json': '{}',
      'evil/.create-app.json': '{}',
    })
    const done = await act(project, 'add', join(outside, 'evil'), '--trust')
    expect(done.files).toMatchObject({
      ...{ created: ['.create-app/addons/evil.json', 'good.txt'], kept: [] },
    })
  })

  it('adds an optional part of the template again', async () => {
    const project = await shopProject(addons, ['--set', 'example=none'])
    expect((await act(project, 'add', 'example')).files.created).toEqual(['src/books.ts'])
    const done = await act(project, 'remove', 'example')
    expect(done.files.deleted).toEqual(['src/books.ts'])
  })

  it('takes an add-on from a folder, whose path it records from that of the project', async () => {
    const project = await shopProject()
    const own = { ...addonFiles('own', { 'addon.json': {}, 'own.txt': 'own\n' }) }
    await project.write(
      Object.fromEntries(Object.entries(own).map(([path, text]) => [`tools/${path}`, text])),
    )
    await project.commit()
    expect(await act(project, 'add', './tools/_addons/own')).toMatchObject({ exitCode: 0 })
    const entry = JSON.parse(await project.read('.create-app/addons/own.json'))
    expect(entry.source).toBe('file:./tools/_addons/own')
    expect(await project.document('check', '--strict')).toMatchObject({ exitCode: 0 })
    await act(project, 'add', 'mail')
    expect(await project.document('check', '--strict')).toMatchObject({ exitCode: 0 })
    const refused = await project.document('add', 'clock', './tools/_addons/own')
    expect(refused.error?.code).toBe('ADDON_NOT_TRUSTED')
    await project.write({ 'tools/_addons/own/own.txt': 'other\n' })
    await project.commit()
    expect((await project.document('update')).error?.message).toContain(
      'not the one that was added',
    )
    expect(await act(project, 'remove', 'own')).toMatchObject({ exitCode: 7 })
  })
})

async function readGround(): Promise<string> {
  return String(ground['shop/src/list.ts'])
}

describe('remove', () => {
  it.each([['clock'], ['mail']])(
    'takes out all of %s, and what another one has stays',
    async (id) => {
      const project = await shopProject()
      const none = await treeOf(project)
      const other = id === 'clock' ? 'mail' : 'clock'
      await act(project, 'add', other)
      const before = await treeOf(project)
      await act(project, 'add', id)
      expect(await act(project, 'remove', id)).toMatchObject({ exitCode: 0, status: 'removed' })
      expect(await treeOf(project)).toEqual(before)
      await act(project, 'remove', other)
      expect(await treeOf(project)).toEqual(none)
      expect(await project.document('check', '--strict')).toMatchObject({ exitCode: 0 })
    },
  )

  it('keeps a file that a person edited, and a value in .env', async () => {
    const project = await shopProject()
    await act(project, 'add', 'mail')
    await project.write({
      'src/mail.ts': 'export const mail = 2;\n',
      '.env': 'MAIL_URL=smtp://mine\n',
    })
    await project.commit()
    const done = await act(project, 'remove', 'mail')
    expect([done.exitCode, done.files.kept]).toEqual([4, ['src/mail.ts']])
    expect(await project.read('.env')).toBe('MAIL_URL=smtp://mine\n')
    expect(await project.read('.env.example')).not.toContain('MAIL_URL')
    expect(await project.read('package.json')).not.toContain('shared')
  })

  it('deletes it with --force', async () => {
    const project = await shopProject()
    const none = await treeOf(project)
    await act(project, 'add', 'mail')
    await project.write({ 'src/mail.ts': 'export const mail = 2;\n' })
    await project.commit()
    expect(await act(project, 'remove', 'mail', '--force')).toMatchObject({ exitCode: 0 })
    expect(await treeOf(project)).toEqual(none)
  })

  it('names what the project has instead', async () => {
    const project = await shopProject()
    await act(project, 'add', 'mail')
    const { error } = await project.document('remove', 'clock')
    expect(error).toMatchObject({ code: 'NO_ENTRY', fix: 'There is mail, example.' })
  })
})

describe('an update of a project with add-ons', () => {
  const newer = {
    ...addons,
    ...addonFiles('mail', {
      'src/mail.ts': 'export const mail = 3;\n',
      'src/more.ts': 'export const more = 1;\n',
      'addon.json': {
        insertions: [
          { file: 'src/list.ts', anchor: 'array', name: 'list', text: "'mail'" },
          { file: 'src/list.ts', anchor: 'array', name: 'list', text: "'more'" },
        ],
      },
    }),
  }

  it('brings them to the newer release', async () => {
    const project = await shopProject()
    await act(project, 'add', 'clock,mail')
    await project.release('3.1.0', newer)
    expect(await project.document('check')).toMatchObject({ exitCode: 9 })
    expect(await project.update()).toMatchObject({ exitCode: 0 })
    expect(await project.read('src/more.ts')).toBe('export const more = 1;\n')
    expect(await project.read('src/list.ts')).toContain("'more'")
    const entry = JSON.parse(await project.read('.create-app/addons/mail.json'))
    expect([entry.createApp, entry.version, entry.insertions.length]).toEqual(['3.1.0', '3.1.0', 2])
    await project.commit()
    expect(await project.document('check', '--strict')).toMatchObject({ exitCode: 0 })
    await act(project, 'remove', 'mail')
    expect(await project.read('src/list.ts')).not.toContain('mail')
  })

  it('refuses to add before it', async () => {
    const project = await shopProject()
    await project.release('3.1.0', newer)
    const { error, exitCode } = await project.document('add', 'clock')
    expect([exitCode, error?.fix]).toEqual([2, expect.stringContaining('create-app@latest update')])
  })

  it('says so where the record of an add-on is none', async () => {
    const project = await shopProject()
    await act(project, 'add', 'clock')
    await project.write({ '.create-app/addons/clock.json': '{}' })
    const { stderr, exitCode } = await project.run('check')
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining('.create-app/addons/clock.json'),
    ])
    await rm(join(project.dir, '.create-app/addons/clock.json'))
    expect(await project.document('check')).toMatchObject({ exitCode: 0 })
  })
})

it('features generated before or after an add-on make no difference', async () => {
  const generator = JSON.stringify({
    ...{ name: 'item', files: [{ path: '{{name}}.txt', content: '' }] },
    insertions: [{ file: 'src/list.ts', anchor: 'array', name: 'list', text: "'{{name}}'" }],
  })
  const files = { ...ground, ...clock, ...mail, 'shop/generators/item.json': generator }
  const [first, last] = [await shopProject(files), await shopProject(files)]
  await act(first, 'generate', 'item', 'lamp')
  await act(first, 'add', 'mail')
  await act(last, 'add', 'mail')
  await act(last, 'generate', 'item', 'lamp')
  for (const project of [first, last]) {
    expect(await project.document('check', '--strict')).toMatchObject({ exitCode: 0 })
    await act(project, 'remove', 'mail')
    await act(project, 'remove', 'item', 'lamp')
    expect(await project.read('src/list.ts')).toBe(await readGround())
    expect(await project.document('check', '--strict')).toMatchObject({ exitCode: 0 })
  }
})
