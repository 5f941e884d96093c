import { chmod, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sampleTests } from '../support/sampled.ts'
import { lines, madeProject } from '../support/updating.ts'

sampleTests(1 / 2)

const everything = {
  before: {
    ...{ 'plain/changed.txt': lines(), 'plain/both.txt': '1\n', 'plain/src/dropped.txt': '1\n' },
    ...{ 'plain/run': 'echo\n', 'plain/same.txt': '1\n', 'plain/data.bin': Buffer.from([0, 1, 2]) },
  },
  after: {
    ...{ 'plain/changed.txt': lines({ 2: 'theirs' }), 'plain/both.txt': '2\n' },
    ...{ 'plain/new/deep.txt': 'new\n', 'plain/run': 'echo\n', 'plain/same.txt': '1\n' },
    'plain/data.bin': Buffer.from([0, 255, 2]),
  },
  later: (dir: string) => chmod(join(dir, 'plain/run'), 0o755),
}

describe('undo', () => {
  it.each(['app', 'apps/my shop'])(
    'brings everything back, byte for byte and mode for mode, and clears the index: project in %s',
    async (at) => {
      const project = await madeProject({ ...everything, at })
      await project.write({ 'changed.txt': lines({ 11: 'mine' }), 'both.txt': 'mine\n' })
      await project.commit()
      const before = await project.files()
      const status = () => project.git('status', '--porcelain')
      const { exitCode, files } = await project.update()
      expect([exitCode, files.conflicts]).toEqual([4, ['both.txt']])
      expect(await status()).toContain('UU ')
      const updated = await project.files()
      for (const path of ['changed.txt', 'both.txt', 'run', 'data.bin', '.create-app.json']) {
        expect(updated[path], path).not.toBe(before[path])
      }
      const undone = await project.document('undo')
      expect(undone).toMatchObject({
        ...{ ok: true, command: 'undo', status: 'undone', exitCode: 0, warnings: [] },
        files: { created: ['src/dropped.txt'], deleted: ['new/deep.txt'], kept: [] },
      })
      expect(await project.files()).toEqual(before)
      expect(await status()).toBe('')
      await expect(stat(join(project.dir, 'new'))).rejects.toThrow('ENOENT')
    },
  )

  it('works once: a second one has nothing to take back', async () => {
    const project = await madeProject(everything)
    await project.update()
    await project.document('undo')
    const before = await project.files()
    const { exitCode, error } = await project.document('undo')
    expect([exitCode, error?.code]).toEqual([2, 'NOTHING_TO_UNDO'])
    expect(await project.files()).toEqual(before)
  })

  it('leaves a file that has changed since, and names it', async () => {
    const project = await madeProject(everything)
    await project.update()
    await project.write({ 'changed.txt': 'mine\n', 'new/own.txt': 'own\n' })
    await project.remove('same.txt')
    await project.remove('both.txt')
    const { exitCode, warnings, files } = await project.document('undo')
    expect([exitCode, files.kept]).toEqual([0, ['both.txt', 'changed.txt']])
    expect(warnings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'FILE_CHANGED both.txt has changed since the update, and stays as it is.',
      'FILE_CHANGED changed.txt has changed since the update, and stays as it is.',
    ])
    expect(await project.read('changed.txt')).toBe('mine\n')
    const after = Object.keys(await project.files())
    for (const path of ['both.txt', 'same.txt', 'new/deep.txt']) expect(after).not.toContain(path)
    expect(after).toEqual(expect.arrayContaining(['new/own.txt', 'src/dropped.txt']))
  })

  it('takes back the last update, and not the one before it', async () => {
    const project = await madeProject({ before: { 'plain/a.txt': '1\n', 'plain/b.txt': '1\n' } })
    await project.release('3.0.0', { 'plain/a.txt': '2\n', 'plain/b.txt': '1\n' })
    await project.update()
    await project.commit()
    const before = await project.files()
    await project.release('3.1.0', { 'plain/a.txt': '2\n', 'plain/b.txt': '2\n' })
    await project.update()
    await project.document('undo')
    expect(await project.files()).toEqual(before)
    // An update that changes nothing keeps what undo needs.
    await project.update()
    await project.update()
    await project.document('undo')
    expect(await project.files()).toEqual(before)
  })

  it('brings back uncommitted work that --dirty changed, and a lockfile that the tasks changed', async () => {
    const project = await madeProject(everything)
    await project.write({ 'changed.txt': lines({ 11: 'mine' }), 'package-lock.json': 'mine\n' })
    const before = await project.files()
    await project.update('--dirty')
    await project.write({ 'package-lock.json': 'installed\n' })
    await project.document('undo')
    expect(await project.files()).toEqual(before)
  })

  it('shows in a dry run what it would change, and writes nothing', async () => {
    const project = await madeProject(everything)
    await project.update()
    const before = await project.files()
    const { stdout, exitCode } = await project.run('undo', '--dry-run')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^~ changed\.txt$/m)
    expect(stdout).toMatch(/^-theirs\n\+line 2$/m)
    expect(stdout).toContain('Nothing was written.')
    expect(await project.files()).toEqual(before)
    expect(await project.document('undo')).toMatchObject({ exitCode: 0 })
  })

  it('keeps secrets to their owner, and what it needs out of every commit', async () => {
    const env = (text: string) => ({ 'tiny/.env.example': text })
    const project = await madeProject({
      ...{
        template: 'tiny',
        before: env('SESSION_SECRET=\n'),
        after: env('SESSION_SECRET=\nA=1\n'),
      },
    })
    const before = await project.files()
    expect(before['.env']).toMatch(/^600 /)
    await project.update()
    const updated = await project.files()
    expect(updated['.env']).toMatch(/^600 /)
    expect(updated['.env']).toContain('A=1')
    const untracked = await project.git(
      'status',
      '--porcelain',
      '--untracked-files=all',
      '--ignored',
    )
    expect(untracked).not.toMatch(/images|create-app\//)
    await project.document('undo', '--no-install')
    expect(await project.files()).toEqual(before)
  })

  it('says so where images are those of nobody', async () => {
    const project = await madeProject(everything)
    await project.update()
    const [folder = ''] = (await project.sh('ls -d .git/create-app/*')).trim().split('\n')
    const broken = JSON.stringify({
      ...{ format: 1, command: 'update' },
      files: [{ path: '../outside.txt', after: 'x' }],
    })
    await project.write({ [`${folder}/images.json`]: broken })
    expect(await project.document('undo')).toMatchObject({ error: { code: 'NOTHING_TO_UNDO' } })
    await project.write({ [`${folder}/images.json`]: '{' })
    expect(await project.document('undo')).toMatchObject({ error: { code: 'NOTHING_TO_UNDO' } })
    await project.write({ [`${folder}/images.json`]: '{ "format": 1 }' })
    expect(await project.document('undo')).toMatchObject({ error: { code: 'NOTHING_TO_UNDO' } })
  })
})
