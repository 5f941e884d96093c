import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keptPath } from '../../src/model/generated/entry.ts'
import { type MadeProject, madeProject } from '../support/updating.ts'

/** A generator whose file has a place for a person's edits between what it makes. */
function note(first: string, last = 'last'): string {
  const lines = [first, ...Array.from({ length: 8 }, (_, index) => `line ${index}`), last]
  const content = `${lines.join('\n')}\n`
  return JSON.stringify({ name: 'note', files: [{ path: '{{name|kebab}}.txt', content }] })
}

async function withNotes(...names: readonly string[]): Promise<MadeProject> {
  const project = await madeProject()
  await project.write({ 'generators/note.json': note('first') })
  await project.commit()
  for (const name of names) {
    expect(await project.document('generate', 'note', name)).toMatchObject({ exitCode: 0 })
  }
  await project.commit()
  return project
}

/** Edits the middle of what was made, and the generator around it. */
async function editBoth(project: MadeProject, path: string): Promise<void> {
  const made = await project.read(path)
  await project.write({
    [path]: made.replace('line 4', 'line 4, by hand'),
    'generators/note.json': note('new first'),
  })
  await project.commit()
}

function keptIn({ dir }: MadeProject): Promise<readonly string[]> {
  return readdir(join(dir, '.create-app/generators')).catch(() => [])
}

async function entryOf(project: MadeProject, name: string): Promise<{ readonly kept: string }> {
  return JSON.parse(await project.read(`.create-app/generated/note/${name}.json`))
}

describe('a generator of the project that was edited since', () => {
  it('changes what it made, and keeps what a person edited in it', async () => {
    const project = await withNotes('Clock')
    await editBoth(project, 'clock.txt')
    const done = await project.document('generate', 'note', 'Clock')
    expect(done).toMatchObject({
      exitCode: 0,
      files: { updated: expect.arrayContaining(['clock.txt']) },
    })
    const text = await project.read('clock.txt')
    expect(text.split('\n')[0]).toBe('new first')
    expect(text).toContain('line 4, by hand\n')
    const again = await project.document('generate', 'note', 'Clock')
    expect(again.files).toEqual({ created: [], kept: [] })
  })

  it('is kept as it was until nothing that it made is left', async () => {
    const project = await withNotes('Clock', 'Lamp')
    const { kept } = await entryOf(project, 'Clock')
    expect([await keptIn(project), (await entryOf(project, 'Lamp')).kept]).toEqual([
      [`${kept}.json`],
      kept,
    ])
    await project.write({ 'generators/note.json': note('new first') })
    await project.commit()
    await project.document('generate', 'note', 'Clock')
    const { kept: newer } = await entryOf(project, 'Clock')
    expect(await keptIn(project)).toEqual([`${kept}.json`, `${newer}.json`].sort())
    await project.document('generate', 'note', 'Lamp')
    expect(await keptIn(project)).toEqual([`${newer}.json`])
    await project.document('remove', 'note', 'Clock')
    expect(await keptIn(project)).toEqual([`${newer}.json`])
    await project.document('remove', 'note', 'Lamp')
    expect(await keptIn(project)).toEqual([])
    await project.document('undo')
    expect(await keptIn(project)).toEqual([`${newer}.json`])
  })

  it.each([
    ['is gone', (project: MadeProject, path: string) => project.remove(path)],
    [
      'is another generator',
      (project: MadeProject, path: string) => project.write({ [path]: note('another') }),
    ],
    ['is no generator', (project: MadeProject, path: string) => project.write({ [path]: '{' })],
  ])('leaves what a person edited where its copy %s', async (_, spoil) => {
    const project = await withNotes('Clock')
    await editBoth(project, 'clock.txt')
    await spoil(project, keptPath((await entryOf(project, 'Clock')).kept))
    await project.commit()
    const edited = await project.read('clock.txt')
    const done = await project.document('generate', 'note', 'Clock')
    expect(done.files.kept).toContain('clock.txt')
    expect(await project.read('clock.txt')).toBe(edited)
  })

  it('is not read from a copy in a checkout of Windows as another one', async () => {
    const project = await withNotes('Clock')
    const path = keptPath((await entryOf(project, 'Clock')).kept)
    await editBoth(project, 'clock.txt')
    await project.write({ [path]: (await project.read(path)).replaceAll('\n', '\r\n') })
    await project.commit()
    await project.document('generate', 'note', 'Clock')
    expect(await project.read('clock.txt')).toContain('new first\n')
  })
})
