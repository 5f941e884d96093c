import { chmod, mkdir, readFile, rename, symlink, unlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { manifestText } from '../support/fixtures.ts'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { fixtures, runProgram } from '../support/program.ts'
import { sampleTests } from '../support/sampled.ts'
import { git, isMarked, lines, madeProject } from '../support/updating.ts'

sampleTests(1 / 2)

const behind = { before: { 'plain/a.txt': '1\n' }, after: { 'plain/a.txt': '2\n' } }

describe('a dry run', () => {
  it('shows what becomes of each file, with its difference and the commands; writes nothing', async () => {
    const manifest = (version: string) =>
      JSON.stringify({ version, scripts: { test: 'node --test' } })
    const project = await madeProject({
      before: {
        ...{ 'plain/merged.txt': lines(), 'plain/both.txt': '1\n', 'plain/dropped.txt': '1\n' },
        ...{ 'plain/edited.txt': '1\n', 'plain/away.txt': '1\n' },
        'plain/package.json': manifest('1.0.0'),
      },
      after: {
        ...{ 'plain/merged.txt': lines({ 2: 'theirs' }), 'plain/both.txt': '2\n' },
        ...{ 'plain/new.txt': 'new\n', 'plain/away.txt': '2\n' },
        'plain/package.json': manifest('1.1.0'),
      },
    })
    const own = {
      'merged.txt': lines({ 11: 'mine' }),
      'both.txt': 'mine\n',
      'edited.txt': 'mine\n',
    }
    await project.write(own)
    await project.remove('away.txt')
    await project.commit()
    const before = await project.files()
    const { exitCode, stdout, stderr } = await project.run('update', '--dry-run')
    expect([exitCode, stderr]).toEqual([0, ''])
    const text = stdout.replaceAll(/\s+/g, ' ')
    for (const line of [
      '~ merged.txt merged with your changes',
      '! both.txt in conflict',
      '+ new.txt',
      '- dropped.txt no longer in the template',
      'edited.txt no longer in the template, but you changed it: it stays',
      'away.txt you deleted it, so it stays away',
      '--- a/merged.txt +++ b/merged.txt @@ -1,5 +1,5 @@ line 1 -line 2 +theirs line 3',
      '+<<<<<<< yours mine',
      'Nothing was written.',
    ]) {
      expect(text).toContain(line)
    }
    expect(await project.files()).toEqual(before)
    expect(await project.git('status', '--porcelain')).toBe('')
    // Nothing to undo, either.
    expect(await project.document('undo')).toMatchObject({ error: { code: 'NOTHING_TO_UNDO' } })
    const document = await project.document('update', '--dry-run')
    expect(document).toMatchObject({
      ...{ ok: true, exitCode: 0, status: 'planned', treeHash: null, replay: null },
      files: {
        created: ['new.txt'],
        deleted: ['dropped.txt'],
        conflicts: ['both.txt', 'edited.txt'],
        kept: ['away.txt', 'edited.txt'],
      },
    })
    expect(await project.files()).toEqual(before)
  })

  it('never shows a secret', async () => {
    const env = (text: string) => ({ 'tiny/.env.example': text })
    const project = await madeProject({
      ...{ template: 'tiny', before: env('SESSION_SECRET=\n') },
      after: { ...env('SESSION_SECRET=\nCOLOUR=red\n') },
    })
    const [, secret = ''] = /SESSION_SECRET=(\S+)/.exec(await project.read('.env')) ?? []
    expect(secret.length).toBeGreaterThan(20)
    const { stdout } = await project.run('update', '--dry-run')
    expect(stdout).toContain('COLOUR=red')
    expect(stdout).not.toContain(secret)
    expect(await project.update()).toMatchObject({ exitCode: 0 })
    expect(await project.read('.env')).toContain(`SESSION_SECRET=${secret}`)
    expect(await project.read('.env')).toContain('COLOUR=red')
  })
})

describe('--set', () => {
  it('changes an answer, and the files and the record with it', async () => {
    const project = await madeProject({ template: 'tiny' })
    expect(await project.update('--set', 'greeting=good-day')).toMatchObject({
      ...{ exitCode: 0, answers: { greeting: 'good-day' } },
    })
    expect(await project.read('src/greet.js')).toContain('good-day')
    expect(await project.read('.create-app.json')).toContain('"greeting": "good-day"')
    const { error } = await project.update('--set', 'greeting=shout')
    expect(error?.message).toContain('shout')
  })

  it('moves a project to another package manager, without the old lockfile', async () => {
    const project = await madeProject({ template: 'tiny' })
    await project.write({ 'package-lock.json': '{}\n', 'src/mine.js': '1\n' })
    await project.commit()
    const { exitCode, files, nextSteps } = await project.update('--set', 'pm=pnpm@10.20.0')
    expect(exitCode).toBe(0)
    expect(files.deleted?.toSorted()).toEqual(['NPM.md', 'package-lock.json'])
    expect(files.created).toEqual(['PNPM.md'])
    expect(await project.read('package.json')).toContain('"packageManager": "pnpm@10.20.0"')
    expect(nextSteps.map(({ command }) => command)).toContain('pnpm install')
    const kept = await project.files()
    expect(Object.keys(kept)).toContain('src/mine.js')
    // undo brings the old lockfile back.
    await project.document('undo', '--no-install')
    expect(await project.read('package-lock.json')).toBe('{}\n')
    expect(await project.read('package.json')).toContain('npm@11.0.0')
  })
})

describe('what is in the way', () => {
  it('of files that are not committed is exit 10, and nothing is written', async () => {
    const project = await madeProject({
      before: { ...behind.before, 'plain/b.txt': '1\n' },
      after: { ...behind.after, 'plain/b.txt': '1\n' },
    })
    await project.write({ 'a.txt': 'mine\n' })
    const before = await project.files()
    const { exitCode, status, error } = await project.update()
    expect([exitCode, status, error?.code]).toEqual([10, 'failed', 'UNCOMMITTED'])
    expect(error?.message).toContain('a.txt')
    expect(await project.files()).toEqual(before)
    // Only files that the update changes count.
    await project.git('checkout', '--', '.')
    await project.write({ 'b.txt': 'mine\n', 'new.txt': 'mine\n' })
    expect(await project.update()).toMatchObject({ exitCode: 0 })
    expect(await project.read('b.txt')).toBe('mine\n')
  })

  it('of an uncommitted file with any path is named', async () => {
    const path = 'm4â4ñ4a "x" y.txt'
    const project = await madeProject({
      ...{ at: 'apps/my shop', before: { 'plain/a.txt': lines() } },
      after: { 'plain/a.txt': lines({ 2: 'theirs' }) },
    })
    await project.git('mv', 'a.txt', path)
    await project.commit()
    await project.write({ [path]: lines({ 11: 'mine' }) })
    const { exitCode, error } = await project.update()
    expect([exitCode, error?.message.includes(path)]).toEqual([10, true])
  })

  it('is no file that create-app itself wrote last', async () => {
    const project = await madeProject({ before: { 'plain/a.txt': lines(), 'plain/b.txt': '1\n' } })
    for (const [version, text] of [
      ['3.0.0', 'two'],
      ['3.1.0', 'three'],
    ] as const) {
      // Nothing is committed in between.
      await project.release(version, { 'plain/a.txt': lines({ 2: text }), 'plain/b.txt': '1\n' })
      expect(await project.update(), text).toMatchObject({ exitCode: 0 })
      expect(await project.read('a.txt')).toBe(lines({ 2: text }))
    }
    await project.write({ 'a.txt': lines({ 2: 'three', 9: 'mine' }) })
    await project.release('3.2.0', { 'plain/a.txt': lines({ 2: 'four' }), 'plain/b.txt': '1\n' })
    expect(await project.update()).toMatchObject({ exitCode: 10 })
  })

  it.each([
    ['a rebase', ['rebase', 'main']],
    ['a merge', ['merge', 'main']],
    ['a cherry-pick', ['cherry-pick', 'main']],
  ] as const)('is %s in progress, except with --dirty', async (work, args) => {
    const project = await madeProject(behind)
    await project.git('checkout', '--quiet', '-b', 'other')
    await project.write({ 'own.txt': 'one\n' })
    await project.commit()
    await project.git('checkout', '--quiet', 'main')
    await project.write({ 'own.txt': 'two\n' })
    await project.commit()
    await project.git('checkout', '--quiet', 'other')
    await expect(project.git(...args)).rejects.toThrow()
    const before = await project.files()
    const { exitCode, error } = await project.update()
    expect([exitCode, error?.code]).toEqual([10, 'GIT_BUSY'])
    expect(error?.message).toContain(work)
    expect(await project.files()).toEqual(before)
    expect(await project.update('--dirty')).toMatchObject({ exitCode: 0 })
  })

  it('is no detached head', async () => {
    const project = await madeProject(behind)
    await project.git('checkout', '--quiet', '--detach')
    expect(await project.update()).toMatchObject({ exitCode: 0 })
    expect(await project.read('a.txt')).toBe('2\n')
  })

  it('is no shallow clone, and a conflict is marked there', async () => {
    const project = await madeProject(behind)
    await project.write({ 'a.txt': 'mine\n' })
    await project.commit()
    const clone = join(await temporaryFolder(), 'clone')
    await git(project.dir, 'clone', '--quiet', '--depth', '1', `file://${project.dir}`, clone)
    expect(await git(clone, 'rev-parse', '--is-shallow-repository')).toBe('true\n')
    const { exitCode } = await project.run('update', clone, '--no-install')
    expect(exitCode).toBe(4)
    expect(await git(clone, 'status', '--porcelain', 'a.txt')).toBe('UU a.txt\n')
  })

  it('is no missing repository: a conflict has markers, and undo works', async () => {
    const project = await madeProject({ ...behind, git: false })
    await project.write({ 'a.txt': 'mine\n' })
    const before = await project.files()
    const { exitCode, error } = await project.update()
    expect(exitCode).toBe(4)
    expect(error?.fix).not.toContain('git add')
    expect(isMarked(await project.read('a.txt'))).toBe(true)
    expect(await project.document('undo')).toMatchObject({ exitCode: 0, status: 'undone' })
    expect(await project.files()).toEqual(before)
  })

  it('is the repository of a git hook no more than our own', async () => {
    const project = await madeProject(behind)
    const other = await madeProject()
    const run = (command: string) =>
      runProgram([command, project.dir, '--no-install', '--json'], {
        cwd: other.dir,
        env: { ...project.env, GIT_DIR: join(other.dir, '.git'), GIT_WORK_TREE: other.dir },
        catalog: { ...fixtures, version: '2.9.0' },
      })
    await project.write({ 'a.txt': 'mine\n' })
    expect(JSON.parse((await run('update')).stdout)).not.toMatchObject({ exitCode: 1 })
    expect(await other.git('status', '--porcelain')).toBe('')
  })
})

describe('something else than a file', () => {
  it('is never followed out of the project, and stays', async () => {
    const outside = await temporaryFolder()
    await writeFile(join(outside, 'a.txt'), '1\n')
    const project = await madeProject({
      before: { 'plain/a.txt': '1\n', 'plain/dir/b.txt': '1\n', 'plain/c.txt': '1\n' },
      after: { 'plain/a.txt': '2\n', 'plain/dir/b.txt': '2\n', 'plain/c.txt': '2\n' },
    })
    await rename(join(project.dir, 'dir/b.txt'), join(outside, 'b.txt'))
    for (const path of ['a.txt', 'dir', 'c.txt']) await project.remove(path)
    await symlink(join(outside, 'a.txt'), join(project.dir, 'a.txt'))
    await symlink(outside, join(project.dir, 'dir'))
    await mkdir(join(project.dir, 'c.txt'))
    await writeFile(join(project.dir, 'c.txt/mine'), 'mine\n')
    await project.commit()
    const before = await snapshot(outside)
    const { exitCode, files } = await project.update()
    expect([exitCode, files.kept]).toEqual([0, ['a.txt', 'c.txt', 'dir/b.txt']])
    expect(await snapshot(outside)).toEqual(before)
    expect(await project.read('c.txt/mine')).toBe('mine\n')
    const { stdout } = await project.run('update', '--dry-run')
    expect(stdout).toContain('Nothing to change')
  })

  it('as the record is refused', async () => {
    const project = await madeProject(behind)
    const elsewhere = join(await temporaryFolder(), 'record.json')
    await rename(join(project.dir, '.create-app.json'), elsewhere)
    await symlink(elsewhere, join(project.dir, '.create-app.json'))
    const before = await readFile(elsewhere, 'utf8')
    await project.commit()
    expect((await project.update()).exitCode).not.toBe(1)
    expect(await readFile(elsewhere, 'utf8')).toBe(before)
  })

  it('that cannot be written leaves everything as it was', async (context) => {
    if (process.getuid?.() === 0) return context.skip()
    const project = await madeProject({
      before: { ...behind.before, 'plain/dir/b.txt': '1\n' },
      after: { ...behind.after, 'plain/dir/b.txt': '2\n' },
    })
    await chmod(join(project.dir, 'dir'), 0o555)
    const before = await project.files()
    expect(await project.update()).toMatchObject({ exitCode: 8 })
    expect(await project.files()).toEqual(before)
  })
})

describe('--restore', () => {
  it('makes files and folders again as the newer template has them, and no others', async () => {
    const files = { 'plain/src/a.txt': '1\n', 'plain/src/b.txt': '1\n', 'plain/c.txt': '1\n' }
    const project = await madeProject({
      before: files,
      after: { ...files, 'plain/src/a.txt': '2\n' },
    })
    await project.write({ 'src/a.txt': 'mine\n', 'src/own.txt': 'own\n', 'c.txt': 'mine\n' })
    await project.remove('src/b.txt')
    await project.commit()
    expect(await project.update('--restore', './src/')).toMatchObject({ exitCode: 0 })
    const texts = ['src/a.txt', 'src/b.txt', 'src/own.txt', 'c.txt'].map(project.read)
    expect(await Promise.all(texts)).toEqual(['2\n', '1\n', 'own\n', 'mine\n'])
  })

  it.each(['nothing.txt', '../a.txt', '.env', '/etc/passwd'])('refuses %s', async (path) => {
    const project = await madeProject({ template: 'tiny' })
    const before = await project.files()
    const { exitCode, error } = await project.update('--restore', path)
    expect([exitCode, error?.code]).toEqual([2, 'NOT_MADE'])
    expect(await project.files()).toEqual(before)
  })
})

describe('a base that cannot be rebuilt', () => {
  it('is said with the way out, and --two-way takes it: additions come, differences are conflicts', async () => {
    const project = await madeProject({
      before: { 'plain/a.txt': '1\n', 'plain/old.txt': '1\n', 'plain/same.txt': '1\n' },
      after: { 'plain/a.txt': '2\n', 'plain/new.txt': 'new\n', 'plain/same.txt': '1\n' },
    })
    const record = await project.read('.create-app.json')
    const other = record.replace(/sha256-[0-9a-f]{64}/, `sha256-${'0'.repeat(64)}`)
    expect(other).not.toBe(record)
    await project.write({ '.create-app.json': other })
    await project.commit()
    const before = await project.files()
    const { exitCode, error } = await project.update()
    expect([exitCode, error?.code]).toEqual([7, 'BASE_DIFFERS'])
    expect(error?.fix).toContain('--two-way')
    expect(await project.files()).toEqual(before)
    const { files } = await project.update('--two-way')
    expect(files).toMatchObject({ created: ['new.txt'], conflicts: ['a.txt'], kept: [] })
    expect(await project.read('old.txt')).toBe('1\n')
    expect(isMarked(await project.read('a.txt'))).toBe(true)
    expect(await project.git('ls-files', '--stage', 'a.txt')).not.toMatch(/ 1\t/)
  })

  it('is needed by nothing in a second update, because the record has the new hash', async () => {
    const project = await madeProject(behind)
    await project.update()
    expect((await project.run('check')).exitCode).toBe(0)
  })
})

describe('a template in a folder', () => {
  it('is named with --template, and compared two-way once it has changed', async () => {
    const mine = join(await temporaryFolder(), 'mine')
    await mkdir(mine)
    await writeFile(join(mine, 'a.txt'), '1\n')
    const cwd = await temporaryFolder()
    const run = async (...args: readonly string[]) => {
      const { stdout } = await runProgram([...args, '--json'], { cwd, catalog: fixtures })
      return JSON.parse(stdout)
    }
    await run('app', '--template', mine, '--pm', 'npm@11.0.0', '--no-git', '--no-install')
    expect(await run('update', 'app')).toMatchObject({ error: { code: 'TEMPLATE_ELSEWHERE' } })
    const update = ['update', 'app', '--template', mine]
    expect(await run(...update)).toMatchObject({ exitCode: 0, status: 'updated' })
    await writeFile(join(mine, 'a.txt'), '2\n')
    await writeFile(join(mine, 'new.txt'), 'new\n')
    expect(await run(...update)).toMatchObject({ exitCode: 7, error: { code: 'BASE_DIFFERS' } })
    expect(await run(...update, '--two-way')).toMatchObject({
      files: { created: ['new.txt'], conflicts: ['a.txt'] },
    })
    expect(await run(...update, '--to', '2')).toMatchObject({ exitCode: 2 })
  })
})

describe('--force', () => {
  it('deletes what was edited and dropped; the dry run shows what is lost', async () => {
    const project = await madeProject({ before: { 'plain/old.txt': '1\n' } })
    await project.write({ 'old.txt': 'mine\n' })
    await project.commit()
    const { stdout } = await project.run('update', '--force', '--dry-run')
    expect(stdout).toMatch(/^--- a\/old\.txt\n\+\+\+ \/dev\/null\n.*\n-mine$/m)
    expect(await project.update('--force')).toMatchObject({
      ...{ exitCode: 0, files: { deleted: ['old.txt'] } },
    })
    await project.document('undo')
    expect(await project.read('old.txt')).toBe('mine\n')
  })
})

describe('the tasks after an update', () => {
  it('install, check the types and run the tests; a failure says what to run', async () => {
    const manifest = (test: string) =>
      JSON.stringify({ name: 'app', scripts: { typecheck: 'node --version', test } })
    const project = await madeProject({
      before: { 'plain/package.json': manifest('node --version') },
      after: { 'plain/package.json': manifest('node -e 0') },
    })
    const { exitCode, tasks, nextSteps } = await project.document('update', '--trust')
    expect(exitCode).toBe(0)
    expect(tasks.map(({ id, status }) => `${id} ${status}`)).toEqual([
      ...['install ok', 'typecheck ok', 'verify ok'],
    ])
    expect(nextSteps.some(({ command }) => command.startsWith('git add'))).toBe(true)
    await project.commit()
    await project.release('3.1.0', { 'plain/package.json': manifest('node -e "process.exit(3)"') })
    const failed = await project.document('update', '--trust')
    expect(failed).toMatchObject({
      exitCode: 21,
      status: 'partial',
      error: { code: 'VERIFY_FAILED' },
    })
    expect(failed.files.updated).toContain('package.json')
  })

  it('do not run while files are in conflict', async () => {
    const manifest = (test: string) => JSON.stringify({ name: 'app', scripts: { test } })
    const project = await madeProject({
      before: { ...behind.before, 'plain/package.json': manifest('node --version') },
      after: { ...behind.after, 'plain/package.json': manifest('node -e 0') },
    })
    await project.write({ 'a.txt': 'mine\n' })
    await project.commit()
    const { exitCode, tasks, nextSteps } = await project.document('update')
    expect(exitCode).toBe(4)
    expect(tasks.map(({ status }) => status)).toEqual(['skipped', 'skipped'])
    expect(nextSteps.map(({ command }) => command)).toEqual(
      expect.arrayContaining(['npm install', 'npm test']),
    )
  })

  it('are none where only the record changes, and a second update has none either', async () => {
    const files = { 'plain/package.json': '{ "scripts": { "test": "x" } }' }
    const project = await madeProject({ before: files, after: files })
    const { stdout } = await project.run('update', '--dry-run')
    expect(stdout).toContain('~ .create-app.json  names the version of the template')
    const first = await project.document('update')
    expect(first).toMatchObject({
      exitCode: 0,
      tasks: [],
      files: { updated: ['.create-app.json'] },
    })
    const second = await project.document('update')
    expect(second).toMatchObject({ exitCode: 0, tasks: [], nextSteps: [], files: { created: [] } })
    expect(second.files.updated).toBeUndefined()
    expect((await project.run('update')).stdout).toContain('Nothing to change')
  })
})

describe('the output', () => {
  it('of --events counts the files, and ends with the document', async () => {
    const project = await madeProject({
      before: { ...behind.before, 'plain/old.txt': '1\n' },
      after: { ...behind.after, 'plain/new.txt': '1\n' },
    })
    const { stdout } = await project.run('update', '--no-install', '--events')
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(events.find(({ type }) => type === 'files')).toMatchObject({
      ...{ created: 1, updated: 2, deleted: 1 },
    })
    expect(events.at(-1)).toMatchObject({ type: 'run.end', result: { status: 'updated' } })
  })

  it('fits 80 columns, and leads out of a conflict', async () => {
    const project = await madeProject(behind)
    await project.write({ 'a.txt': 'mine\n' })
    await project.commit()
    const { stdout, stderr, exitCode } = await project.run('update', '--no-install')
    expect(exitCode).toBe(4)
    const wide = `${stdout}\n${stderr}`.split('\n').filter((line) => line.length > 80)
    expect(wide.filter((line) => !line.includes(dirname(project.dir)))).toEqual([])
    expect(stderr).toContain('You and the template both changed a.txt.')
    expect(stderr).toContain('git add -- a.txt')
  })

  it('outside of a project says what to type', async () => {
    const cwd = await temporaryFolder()
    for (const command of ['update', 'check', 'diff', 'undo']) {
      const { exitCode, stderr } = await runProgram([command], { cwd })
      expect([exitCode, stderr.includes('.create-app.json')], command).toEqual([2, true])
    }
  })

  it('is of the project around the folder that the person is in', async () => {
    const project = await madeProject({
      before: { ...behind.before, 'plain/src/deep/b.txt': '1\n' },
      after: { ...behind.after, 'plain/src/deep/b.txt': '1\n' },
    })
    const { exitCode } = await project.run('update', '--cwd', 'src/deep', '--no-install')
    expect(exitCode).toBe(0)
    expect(await project.read('a.txt')).toBe('2\n')
  })
})

describe('a template with questions that are new', () => {
  it('gets their defaults, with a note', async () => {
    const question = {
      ...{ id: 'colour', message: 'Colour?', type: 'select', default: 'red' },
      choices: ['red', 'blue'].map((value) => ({ value, label: value })),
    }
    const project = await madeProject({
      after: {
        'plain/template.json': manifestText({ questions: [question] }),
        'plain/a.txt': '{{COLOUR}}\n',
      },
    })
    const { warnings, answers } = await project.update()
    expect(warnings.map(({ code }) => code)).toContain('ANSWER_ADDED')
    expect(answers).toMatchObject({ colour: 'red' })
    expect(await project.read('a.txt')).toBe('red\n')
    await unlink(join(project.dir, 'a.txt'))
  })
})
