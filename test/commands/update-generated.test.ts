import { describe, expect, it } from 'vitest'
import { besides, madeBeside } from '../support/generated-project.ts'

const registries = ['things/all.json', 'things/all.md', 'things/all.ts']

/** What happens to the registries themselves, to which generators have added. */
describe.each(besides.slice(1))('the registries of a project with %s', (beside) => {
  const made = madeBeside(beside)

  it('are updated in a checkout with CRLF, and keep it', async () => {
    const project = await made()
    for (const path of registries) {
      await project.write({ [path]: (await project.read(path)).replaceAll('\n', '\r\n') })
    }
    await project.commit()
    const { files } = JSON.parse((await project.run('check', '--json')).stdout)
    expect(files).toMatchObject({ changed: [], missing: [], conflicting: [] })
    expect(await project.update()).toMatchObject({ exitCode: 0, error: null })
    for (const path of registries) {
      expect((await project.read(path)).replaceAll('\r\n', ''), path).not.toContain('\n')
    }
  })

  it('are updated together with a change of the package manager', async () => {
    const project = await made({ template: 'plain' })
    expect(await project.update('--set', 'pm=pnpm@10.20.0')).toMatchObject({ exitCode: 0 })
    expect(await project.read('.create-app.json')).toContain('pnpm@10.20.0')
  })

  it('are updated, and undo takes the update back', async () => {
    const project = await made()
    const before = await project.files()
    expect(await project.update()).toMatchObject({ exitCode: 0 })
    const after = await project.files()
    expect(await project.document('undo', '--no-install')).toMatchObject({ exitCode: 0 })
    expect(await project.files()).toEqual(before)
    expect(await project.update()).toMatchObject({ exitCode: 0 })
    expect(await project.files()).toEqual(after)
  })

  it('can be removed from after an update', async () => {
    const project = await made()
    await project.update()
    await project.commit()
    const after = await project.files()
    for (const name of ['Tree', 'Lamp']) {
      expect(await project.document('remove', 'thing', name)).toMatchObject({ exitCode: 0 })
    }
    for (const path of registries) expect(await project.read(path)).not.toMatch(/tree|lamp/i)
    for (const name of ['Lamp', 'Tree']) {
      expect(await project.document('generate', 'thing', name, '--dirty')).toMatchObject({
        exitCode: 0,
      })
    }
    expect(Object.keys(await project.files())).toEqual(Object.keys(after))
  })
})

describe('a registry', () => {
  it('that the person deleted stays deleted, and check says that it is missing', async () => {
    const project = await madeBeside('generated things')({}, { isLooked: false })
    await project.remove('things/all.md')
    await project.commit()
    const { exitCode } = await project.update()
    expect(exitCode).toBe(0)
    const files = await project.files()
    expect(Object.keys(files)).not.toContain('things/all.md')
    expect(files['things/all.ts']).toContain('tree,')
    const { stdout } = await project.run('check', '--json')
    expect(JSON.parse(stdout).files.missing).toEqual(['things/all.md'])
  })

  it('is no conflict in a comparison of two sides where the template has not changed it', async () => {
    const project = await madeBeside('generated things')({}, { isLooked: false, from: '3.0.0' })
    const tried = await project.document('update', '--two-way', '--dry-run')
    expect(tried.files.conflicts ?? []).toEqual([])
  })
})
