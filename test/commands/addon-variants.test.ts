import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { addonFiles, addons, shopProject } from '../support/addons.ts'
import type { ShelfFiles } from '../support/shelves.ts'
import type { MadeProject } from '../support/updating.ts'

/** Another file and another line for each of two kinds of projects, with one more where mail is there. */
const lamp = addonFiles('lamp', {
  'addon.json': {
    description: 'Gives light',
    questions: [
      {
        ...{ id: 'colours', message: 'Which colours?', type: 'multiselect' },
        choices: [
          { value: 'red', label: 'Red' },
          { value: 'green', label: 'Green' },
        ],
      },
    ],
    variants: {
      power: { mains: [{ dependency: 'cable' }], battery: [{ dependency: 'base' }] },
      post: { yes: [{ file: 'src/mail.ts' }] },
    },
    insertions: [
      ...['mains', 'battery'].map((power) => {
        const to = { file: 'src/list.ts', anchor: 'array', name: 'list' }
        return { ...to, text: `'${power}'`, when: `power/${power}` }
      }),
      {
        ...{ file: 'src/list.ts', anchor: 'array', name: 'list', text: "'letter'" },
        when: ['power/battery', 'post/yes'],
      },
    ],
  },
  'src/lamp.ts': "export const colours = '{{LAMP_COLOURS}}';\n",
  'options/power/mains/src/mains.ts': 'export const mains = 1;\n',
  'options/power/battery/src/battery.ts': 'export const battery = 1;\n',
  'options/power/battery/options/post/yes/src/letter.ts': 'export const letter = 1;\n',
  'options/colours/any/src/paint.ts': 'export const paint = 1;\n',
  'options/colours/red/src/red.ts': 'export const red = 1;\n',
  'options/colours/green/src/green.ts': 'export const green = 1;\n',
})

const files: ShelfFiles = { ...addons, ...lamp }

/** Needs what `mail` brings. */
const stamp = addonFiles('stamp', {
  'addon.json': { description: 'For letters', needs: [{ file: 'src/mail.ts' }] },
  'src/stamp.ts': 'export const stamp = 1;\n',
})

async function act(project: MadeProject, ...args: readonly string[]) {
  const [command = '', ...more] = args
  const done = await project.document(command, ...more, '--no-install')
  await project.commit()
  return done
}

/** A value in `.env` stays once it is there. */
async function withoutEnv(project: MadeProject) {
  const { '.env': _, ...files } = await project.files()
  return files
}

async function sources(project: MadeProject) {
  return Object.keys(await project.files()).filter((path) => path.startsWith('src/'))
}

describe('the variants of an add-on', () => {
  it('are those that fit the project, and nobody is asked', async () => {
    const project = await shopProject(files)
    expect(await act(project, 'add', 'lamp')).toMatchObject({ exitCode: 0, warnings: [] })
    expect(await sources(project)).toEqual([
      ...['src/battery.ts', 'src/books.ts', 'src/lamp.ts', 'src/list.ts'],
    ])
    expect(await project.read('src/list.ts')).toContain("'battery'")
    expect(await project.document('check', '--strict')).toMatchObject({ exitCode: 0 })
  })

  it('follow what another add-on brings, and takes away again', async () => {
    const project = await shopProject(files)
    await act(project, 'add', 'lamp')
    const before = await withoutEnv(project)
    await act(project, 'add', 'mail')
    expect(await sources(project)).toContain('src/letter.ts')
    expect(await project.read('src/list.ts')).toContain("'letter'")
    const together = await shopProject(files, ['--add', 'mail,lamp'])
    expect(await together.read('src/list.ts')).toBe(await project.read('src/list.ts'))
    expect(await act(project, 'remove', 'mail')).toMatchObject({ exitCode: 0 })
    expect(await withoutEnv(project)).toEqual(before)
  })

  it('are those of what is there in a project that no template made', async () => {
    const project = await shopProject(files)
    const theirs = '{ "name": "theirs", "dependencies": { "cable": "1.0.0" } }\n'
    await rm(join(project.dir, '.create-app.json'))
    await project.write({ 'package.json': theirs })
    await project.commit()
    const before = await project.files()
    await act(project, 'add', 'lamp')
    expect(await sources(project)).toContain('src/mains.ts')
    expect(await sources(project)).not.toContain('src/letter.ts')
    // What the person changes later is no reason to take out something else than what was added.
    await project.write({ 'package.json': theirs.replace('cable', 'base') })
    await project.commit()
    expect(await act(project, 'remove', 'lamp')).toMatchObject({ exitCode: 0 })
    await project.write({ 'package.json': theirs })
    expect(await project.files()).toEqual(before)
  })
})

describe('a question with several answers', () => {
  it('adds what belongs to each of them, in the order of the choices', async () => {
    const project = await shopProject(files)
    await act(project, 'add', 'lamp', '--set', 'lamp.colours=green,red')
    expect(await sources(project)).toEqual(
      expect.arrayContaining(['src/green.ts', 'src/paint.ts', 'src/red.ts']),
    )
    expect(await project.read('src/lamp.ts')).toContain("'red,green'")
    await act(project, 'add', 'lamp', '--set', 'lamp.colours=')
    expect(await sources(project)).not.toContain('src/red.ts')
    expect(await sources(project)).not.toContain('src/paint.ts')
  })

  it('refuses an answer that is none of them', async () => {
    const project = await shopProject(files)
    const done = await project.document('add', 'lamp', '--set', 'lamp.colours=red,blu')
    expect(done).toMatchObject({
      exitCode: 2,
      error: {
        message: expect.stringContaining('blu'),
        fix: expect.stringContaining('red, green'),
      },
    })
  })
})

describe('an add-on that needs what another one brings', () => {
  const both = { ...files, ...stamp }

  it.each([['add'], ['create']])('can be added at once with it by %s', async (verb) => {
    const project = await shopProject(both, verb === 'create' ? ['--add', 'stamp,mail'] : [])
    if (verb === 'add')
      expect(await act(project, 'add', 'stamp', 'mail')).toMatchObject({ ok: true })
    expect(await sources(project)).toContain('src/stamp.ts')
  })

  it('keeps it from being removed alone', async () => {
    const project = await shopProject(both, ['--add', 'stamp,mail'])
    const before = await project.files()
    expect(await project.document('remove', 'mail')).toMatchObject({
      exitCode: 2,
      error: { code: 'ADDON_NEEDS', message: expect.stringMatching(/stamp needs src\/mail\.ts/) },
    })
    expect(await project.files()).toEqual(before)
    expect(await act(project, 'remove', 'mail', 'stamp')).toMatchObject({ exitCode: 0 })
  })
})
