import { chmod, mkdir, readdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { startHosts } from '../support/hosts.ts'
import { fixtures, runProgram } from '../support/program.ts'
import { created, editRecord } from '../support/rebuilding.ts'
import { sampleTests } from '../support/sampled.ts'
import { lines, type MadeProject, madeProject } from '../support/updating.ts'

sampleTests(1 / 2)

/** The document of `check`, with its exit code. */
async function checked(project: Pick<MadeProject, 'run'>, ...args: readonly string[]) {
  const { stdout, exitCode } = await project.run('check', ...args, '--json')
  const { files, ...document } = JSON.parse(stdout)
  expect(document.exitCode).toBe(exitCode)
  expect(document.ok).toBe(exitCode === 0)
  return { ...document, files }
}

const none = { changed: [], missing: [], behind: [], conflicting: [] }

describe('check', () => {
  it('finds every state of a file, and says what to do', async () => {
    const project = await madeProject({
      before: {
        ...{ 'plain/same.txt': '1\n', 'plain/mine.txt': '1\n', 'plain/away.txt': '1\n' },
        ...{ 'plain/behind.txt': '1\n', 'plain/merged.txt': lines(), 'plain/both.txt': '1\n' },
        ...{ 'plain/dropped.txt': '1\n', 'plain/kept.txt': '1\n' },
      },
      after: {
        ...{ 'plain/same.txt': '1\n', 'plain/mine.txt': '1\n', 'plain/away.txt': '1\n' },
        ...{ 'plain/behind.txt': '2\n', 'plain/merged.txt': lines({ 2: '2' }) },
        ...{ 'plain/both.txt': '2\n', 'plain/new.txt': '1\n' },
      },
    })
    await project.write({ 'mine.txt': 'mine\n', 'both.txt': 'mine\n', 'kept.txt': 'mine\n' })
    await project.write({ 'merged.txt': lines({ 11: 'mine' }), 'own.txt': 'own\n' })
    await project.remove('away.txt')
    const document = await checked(project)
    expect(document).toMatchObject({
      ...{ schema: 'create-app/check@1', exitCode: 4, projectDir: project.dir },
      template: { id: 'plain', made: 'builtin', newest: 'builtin', version: '3.0.0' },
      files: {
        asMade: 2,
        changed: ['mine.txt'],
        missing: ['away.txt'],
        behind: ['behind.txt', 'dropped.txt', 'merged.txt', 'new.txt'],
        conflicting: ['both.txt', 'kept.txt'],
      },
    })
    const { stdout, exitCode } = await project.run('check')
    expect(exitCode).toBe(4)
    expect(stdout).toContain('create-app update --dry-run')
    for (const path of ['mine.txt', 'away.txt', 'new.txt', 'both.txt']) {
      expect(stdout).toMatch(new RegExp(`^ {2}${path}$`, 'm'))
    }
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80)
  })

  it('ends with 0 where nothing waits; what the person changed counts only with --strict', async () => {
    const files = { 'plain/a.txt': '1\n' }
    const project = await madeProject({ before: files, after: files })
    expect(await checked(project)).toMatchObject({ exitCode: 0, files: { ...none, asMade: 2 } })
    expect(await checked(project, '--strict')).toMatchObject({ exitCode: 0 })
    await project.write({ 'a.txt': 'mine\n' })
    expect(await checked(project)).toMatchObject({ exitCode: 0, files: { changed: ['a.txt'] } })
    expect(await checked(project, '--strict')).toMatchObject({ exitCode: 9 })
    await project.remove('a.txt')
    expect(await checked(project)).toMatchObject({ exitCode: 9, files: { missing: ['a.txt'] } })
    expect((await project.run('check')).stdout).toContain('create-app update --restore <path>')
  })

  it('finds what an earlier update left, because it compares with the whole template', async () => {
    const project = await madeProject({
      before: { 'plain/a.txt': '1\n', 'plain/b.txt': '1\n' },
      after: { 'plain/a.txt': '2\n', 'plain/b.txt': '2\n' },
    })
    await project.remove('b.txt')
    await project.commit()
    await project.update()
    expect(await checked(project)).toMatchObject({ exitCode: 9, files: { missing: ['b.txt'] } })
  })

  it('takes a checkout with CRLF, or without the executable bit, for no drift', async () => {
    const files = { 'plain/a.txt': lines(), 'plain/run.sh': 'echo\n' }
    const project = await madeProject({ before: files, after: files })
    await project.write({ 'a.txt': lines().replaceAll('\n', '\r\n') })
    await chmod(join(project.dir, 'run.sh'), 0o644)
    expect(await checked(project, '--strict')).toMatchObject({ exitCode: 0, files: none })
  })

  it('does not look at secrets, lockfiles, migrations and generated files', async () => {
    const own = [
      'prisma/migrations/1/migration.sql',
      'src/generated/client.ts',
      'package-lock.json',
    ]
    const files = Object.fromEntries(own.map((path) => [`tiny/${path}`, '1\n']))
    const project = await madeProject({ template: 'tiny', before: files, after: files })
    await project.write({
      '.env': 'A=1\n',
      ...Object.fromEntries(own.map((path) => [path, 'x\n'])),
    })
    expect(await checked(project, '--strict')).toMatchObject({ exitCode: 0, files: none })
    for (const path of own) await project.remove(path)
    expect(await checked(project, '--strict')).toMatchObject({ exitCode: 0, files: none })
  })

  it('answers for another answer, and for another place', async () => {
    const project = await madeProject({ template: 'tiny' })
    expect(await checked(project)).toMatchObject({ exitCode: 0 })
    expect(await checked(project, '--set', 'greeting=good-day')).toMatchObject({
      ...{ exitCode: 9, files: { behind: ['src/greet.js'] } },
    })
    expect(await checked(project, '--cwd', 'src')).toMatchObject({ exitCode: 0 })
  })

  it('writes nothing and runs nothing of the project', async () => {
    const script = "node -e \"require('fs').writeFileSync('ran', '')\""
    const files = {
      'plain/package.json': JSON.stringify({ scripts: { test: script, preinstall: script } }),
    }
    const project = await madeProject({ before: files, after: { 'plain/package.json': '{}' } })
    const hook = '#!/bin/sh\ntouch "$(git rev-parse --show-toplevel)/ran"\n'
    const hooks = ['post-index-change', 'post-checkout', 'fsmonitor', 'pager']
    for (const name of hooks) {
      await writeFile(join(project.dir, '.git/hooks', name), hook)
      await chmod(join(project.dir, '.git/hooks', name), 0o755)
    }
    await project.write({ '.gitattributes': '* diff=evil merge=evil filter=evil\n' })
    for (const key of [
      'diff.evil.command',
      'diff.evil.textconv',
      'merge.evil.driver',
      'filter.evil.clean',
      'filter.evil.smudge',
      'core.pager',
      'diff.external',
    ]) {
      await project.git('config', key, 'touch ran')
    }
    // A file that is away makes create-app look for its new place.
    await project.remove('notes.txt')
    const before = await snapshot(project.dir)
    const inGit = await readdir(join(project.dir, '.git'))
    const cache = await snapshot(project.env.XDG_CACHE_HOME ?? '')
    for (const command of ['check', 'diff']) {
      expect((await project.run(command)).exitCode, command).toBeLessThan(10)
    }
    expect(await snapshot(project.dir)).toEqual(before)
    expect(await readdir(join(project.dir, '.git'))).toEqual(inGit)
    expect(await snapshot(project.env.XDG_CACHE_HOME ?? '')).toEqual(cache)
  })

  it('needs no network where the versions are equal, and no repository', async () => {
    const hosts = await startHosts()
    const dir = await created(fixtures, ['--template', 'tiny'], hosts.env)
    const { exitCode } = await runProgram(['check', dir], { cwd: dir, env: hosts.env })
    expect([exitCode, hosts.requests]).toEqual([0, []])
    expect(await readdir(hosts.cache)).toEqual([])
  })
})

/** The template is the last entry. */
function sourceOf(record: string, source: string): string {
  const at = record.lastIndexOf('"builtin"')
  return `${record.slice(0, at)}${JSON.stringify(source)}${record.slice(at + '"builtin"'.length)}`
}

describe('a project that a stranger wrote', () => {
  const evil = 'npm:create-app@1.0.0'
  it.each<[string, (text: string) => string]>([
    [
      'a git address as its create-app',
      (text) => text.replace(/"3\.0\.0-test"/, '"git+https://a.b/c.git"'),
    ],
    [
      'a path in the id of its template',
      (text) => text.replace('"id": "tiny"', '"id": "../../tiny"'),
    ],
    ['a command as its source', (text) => sourceOf(text, '$(touch ran)')],
    ['a package without a hash as its source', (text) => sourceOf(text, evil)],
    [
      'a path in a kept file',
      (text) => text.replace('"treeHash"', '"kept": ["../../x"], "treeHash"'),
    ],
    ['no JSON as its record', () => '{'],
    ['a list as its record', () => '[]'],
  ])('with %s is refused or compared, and nothing is fetched, run or written', async (_, edit) => {
    const hosts = await startHosts()
    const dir = await created(fixtures, ['--template', 'tiny'])
    await editRecord(dir, edit)
    const before = await snapshot(join(dir, '..'))
    for (const command of ['check', 'diff', 'update', 'undo']) {
      const more = command === 'update' ? ['--dry-run', '--no-install'] : []
      const { exitCode, stderr } = await runProgram([command, dir, ...more], {
        ...{ cwd: dir, env: hosts.env },
      })
      expect([0, 2, 7, 9], `${command}: ${stderr}`).toContain(exitCode)
    }
    expect(hosts.requests).toEqual([])
    expect(await readdir(hosts.cache)).toEqual([])
    expect(await snapshot(join(dir, '..'))).toEqual(before)
  })

  it('with links out of it is compared without following them', async () => {
    const outside = await temporaryFolder()
    await writeFile(join(outside, 'secret.txt'), 'a secret\n')
    const files = { 'plain/a.txt': '1\n', 'plain/dir/secret.txt': '1\n' }
    const project = await madeProject({ before: files, after: files })
    for (const path of ['a.txt', 'dir']) await project.remove(path)
    await symlink(join(outside, 'secret.txt'), join(project.dir, 'a.txt'))
    await symlink(outside, join(project.dir, 'dir'))
    for (const command of ['check', 'diff']) {
      const { stdout, stderr, exitCode } = await project.run(command)
      expect(exitCode, stderr).toBe(0)
      expect(stdout + stderr).not.toContain('a secret')
    }
  })

  it('cannot control the terminal with the names of its files', async () => {
    const project = await madeProject({ before: { 'plain/a.txt': lines() } })
    await mkdir(join(project.dir, 'x'))
    await project.git('mv', 'a.txt', 'x/\u001b[2Jevil.txt')
    await project.write({ 'x/\u001b[2Jevil.txt': `${lines()}\u001b]0;title\u0007\n` })
    for (const [command, ...more] of [
      ...[['check'], ['diff', '--stat'], ['diff'], ['update', '--dry-run', '--dirty']],
      ['update', '--dirty', '--no-install', '--yes'],
    ]) {
      const { stdout, stderr } = await runProgram([command ?? '', ...more], {
        ...{ cwd: project.dir, env: { ...project.env, NO_COLOR: '1' } },
        ...{ catalog: { ...fixtures, version: '3.0.0' }, terminal: true },
      })
      const text = `${stdout}${stderr}`
      expect(text, command).toMatch(/evil\.txt/)
      expect(text.includes('\u001b[2J') || text.includes('\u001b]0'), command).toBe(false)
    }
  })
})
