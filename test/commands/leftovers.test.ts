import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openStage } from '../../src/apply/in-stage.ts'
import { hashOf } from '../../src/model/tree.ts'
import { look } from '../faults/support/disk.ts'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { fixtures, runProgram } from '../support/program.ts'

const filesOnly = ['--template', 'plain', '--no-install', '--no-git']

/** A folder where a creation of the template plain was killed while it moved its files. */
async function killed(): Promise<{ cwd: string; dir: string }> {
  const cwd = await temporaryFolder()
  const dir = join(cwd, 'app')
  await mkdir(dir)
  await writeFile(join(dir, 'README.md'), 'mine\n')
  const stage = await openStage(dir, dir)
  const content = 'notes of a version that is gone\n'
  await writeFile(join(dir, 'notes.txt'), content)
  const steps = [{ path: 'notes.txt', after: hashOf({ content }) }]
  await writeFile(stage.journal, JSON.stringify({ steps, folders: [] }))
  await rename(stage.dir, stage.dir.replace(`-${process.pid}-`, `-${2 ** 22 + 1}-`))
  return { cwd, dir }
}

describe('the stage of a killed run', () => {
  it('is reported by a dry run, which plans without it and removes nothing', async () => {
    const { cwd, dir } = await killed()
    const before = await look(cwd)
    const { exitCode, stdout } = await runProgram(['app', ...filesOnly, '--dry-run', '--json'], {
      cwd,
    })
    expect(exitCode).toBe(0)
    const document = JSON.parse(stdout)
    expect(document.files).toMatchObject({ created: ['.create-app.json', 'notes.txt'] })
    expect(document.warnings).toMatchObject([{ code: 'LEFTOVERS' }])
    expect(document.warnings[0].message).toContain('app/.create-app-')
    const words = await runProgram(['app', ...filesOnly, '--dry-run'], { cwd })
    expect(words.stdout.replaceAll(/\s+/g, ' ')).toContain('An earlier run at app was killed')
    expect(await look(cwd)).toEqual(before)
    expect(dir).toBeDefined()
  })

  it('is reported by doctor, which removes nothing', async () => {
    const { cwd } = await killed()
    const before = await look(cwd)
    const { stdout } = await runProgram(['doctor', 'app', ...filesOnly, '--json'], { cwd })
    const { checks } = JSON.parse(stdout)
    expect(checks).toContainEqual(
      expect.objectContaining({ id: 'target', status: 'warning', code: 'LEFTOVERS' }),
    )
    expect(await look(cwd)).toEqual(before)
  })

  it.each([
    ['--json', 1],
    ['--events', 2],
  ] as const)(
    'is cleaned up by the next creation, which reports it with %s',
    async (form, times) => {
      const { cwd, dir } = await killed()
      const { exitCode, stdout } = await runProgram(['app', ...filesOnly, form], { cwd })
      expect(exitCode).toBe(0)
      expect(stdout.split('"RECOVERED"')).toHaveLength(times + 1)
      const files = await snapshot(dir)
      expect(Object.keys(files)).toEqual(['.create-app.json', 'README.md', 'notes.txt'])
      expect(files['notes.txt']).not.toContain('of a version that is gone')
      expect(files['README.md']).toBe('644 mine\n')
    },
  )

  it('is cleaned up by the next creation, which reports it as text', async () => {
    const { cwd } = await killed()
    const { stdout } = await runProgram(['app', ...filesOnly], { cwd })
    expect(stdout).toContain('Cleaned up app after an earlier run that was killed.')
    expect(stdout).not.toContain('An earlier run at app was killed')
  })

  it('is cleaned up by resume if the project is complete', async () => {
    const cwd = await temporaryFolder()
    const dir = join(cwd, 'app')
    await runProgram(['app', ...filesOnly], { cwd })
    const before = await snapshot(cwd)
    const { dir: stage } = await openStage(cwd, dir)
    await rename(stage, stage.replace(`-${process.pid}-`, `-${2 ** 22 + 1}-`))
    const refused = await runProgram(['app', ...filesOnly, '--json'], { cwd })
    expect(JSON.parse(refused.stdout)).toMatchObject({ exitCode: 3, warnings: [] })
    const resumed = await runProgram(['resume', 'app', '--no-git', '--json'], { cwd })
    expect(JSON.parse(resumed.stdout).warnings).toMatchObject([{ code: 'RECOVERED' }])
    expect(await snapshot(cwd)).toEqual(before)
    expect(
      Object.keys((await look(cwd)) ?? {}).filter((path) => path.includes('.create-app-')),
    ).toEqual([])
  })
})

describe('a record of a later create-app', () => {
  it('is refused by --answers, with the command of that version', async () => {
    const cwd = await temporaryFolder()
    const later = { schema: 'create-app/record@2', createApp: '3.9.0', blueprints: [] }
    await writeFile(join(cwd, 'record.json'), JSON.stringify(later))
    const { exitCode, stdout } = await runProgram(['app', '--answers', 'record.json', '--json'], {
      cwd,
    })
    expect(exitCode).toBe(2)
    const { error } = JSON.parse(stdout)
    expect(error.code).toBe('OTHER_CREATE_APP')
    expect(error.fix).toContain('npm create app@3.9.0 -- app --answers record.json')
    expect(fixtures.version).toBe('3.0.0-test')
  })
})

it('a record that names no exact create-app is refused by --answers, with what is wrong', async () => {
  const cwd = await temporaryFolder()
  const record = { schema: 'create-app/record@1', createApp: '>=3', blueprints: [] }
  await writeFile(join(cwd, 'record.json'), JSON.stringify(record))
  const args = ['app', '--answers', 'record.json', '--json']
  const { exitCode, stdout } = await runProgram(args, { cwd })
  expect(exitCode).toBe(2)
  expect(JSON.parse(stdout).error).toMatchObject({
    code: 'BAD_ANSWERS',
    message: expect.stringContaining('createApp: must be an exact version, such as 3.0.0.'),
  })
})
