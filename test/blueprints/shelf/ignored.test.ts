import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderOnDisk } from '../../../src/blueprints/locate.ts'
import { folderShelf } from '../../../src/blueprints/shelf/folder.ts'
import { temporaryFolder } from '../../support/folders.ts'
import { cleanEnvironment } from '../../support/program.ts'
import { type ShelfFiles, writeFiles } from '../../support/shelves.ts'

const { signal } = new AbortController()

/** What is read of a folder. */
async function read(dir: string, env: Record<string, string> = {}) {
  const folder = folderOnDisk(dir, { env: cleanEnvironment(env), signal })
  const { files, leftOut, ignored } = await folder.shelf.readFolder(folder.dir)
  return { files: [...files.keys()].sort(), leftOut, ignored }
}

function git(cwd: string, ...args: readonly string[]): string {
  const own = ['-c', 'protocol.file.allow=always', '-c', 'init.defaultBranch=main']
  return execFileSync('git', [...own, ...args], {
    cwd,
    env: cleanEnvironment(),
    encoding: 'utf8',
    stdio: 'pipe',
  })
}

/** A repository with files, of which those that no rule excludes are committed. */
async function repository(files: ShelfFiles, forced: readonly string[] = []): Promise<string> {
  const dir = await temporaryFolder()
  await writeFiles(dir, files)
  git(dir, 'init', '--quiet')
  git(dir, 'add', '--all')
  for (const path of forced) git(dir, 'add', '--force', path)
  git(dir, 'commit', '--quiet', '--allow-empty', '--message', 'First')
  return dir
}

const names = (files: readonly string[], content = '') =>
  Object.fromEntries(files.map((path) => [path, content]))

describe('what .gitignore excludes', () => {
  it('is no part of a folder, by the rules of each folder in it', async () => {
    const dir = await temporaryFolder()
    await writeFiles(dir, {
      '.gitignore': '/dist\n*.log\n.env\n!keep.log\n',
      'web/.gitignore': 'out/\n!debug.log\n',
      _gitignore: 'src\n',
      ...names(['.env', 'dist/a.js', 'src/dist/b.js', 'src/x.log', 'src/keep.log']),
      ...names(['web/out/deep/a.js', 'web/debug.log', 'out/a.js', '.env.example', 'DIST']),
    })
    expect(await read(dir)).toEqual({
      files: [
        ...['.env.example', '.gitignore', 'DIST', '_gitignore', 'out/a.js', 'src/dist/b.js'],
        ...['src/keep.log', 'web/.gitignore', 'web/debug.log'],
      ],
      leftOut: [],
      ignored: ['.env', 'dist', 'src/x.log', 'web/out'],
    })
  })

  it('is part of a folder that is read without git, as the built-in templates are', async () => {
    const dir = await temporaryFolder()
    await writeFiles(dir, { '.gitignore': 'a\n', a: '' })
    const { files, ignored } = await folderShelf(dirname(dir)).readFolder(basename(dir))
    expect([[...files.keys()].sort(), ignored]).toEqual([['.gitignore', 'a'], []])
  })

  it('is left out of the folders that are left out', async () => {
    const dir = await temporaryFolder()
    await writeFiles(dir, {
      '.gitignore': 'node_modules\n',
      ...names(['node_modules/a/x', 'web/node_modules/b/y', 'web/.DS_Store', 'web/z']),
    })
    const expected = { files: ['.gitignore', 'web/z'], leftOut: ['web/.DS_Store'], ignored: [] }
    expect(await read(dir)).toEqual(expected)
  })

  it('is excluded by the folders above it too, up to the top of its repository', async () => {
    const outside = await temporaryFolder()
    await writeFiles(outside, {
      '.gitignore': '*.md\n',
      'repo/.git/HEAD': 'no repository',
      'repo/.gitignore': '*.log\n/templates/web/out\nlocal\n',
      'repo/templates/.gitignore': 'b.txt\n!c.log\n',
      ...names(['repo/templates/web/README.md', 'repo/templates/web/out/x']),
      ...names(['a.log', 'b.txt', 'c.log', 'sub/local/x'].map((at) => `repo/templates/web/${at}`)),
    })
    expect(await read(join(outside, 'repo/templates/web'))).toMatchObject({
      files: ['README.md', 'c.log'],
      ignored: ['a.log', 'b.txt', 'out', 'sub/local'],
    })
    await symlink(join(outside, 'repo/templates/web'), join(outside, 'link'))
    expect(await read(join(outside, 'link'))).toMatchObject({ files: ['README.md', 'c.log'] })
  })

  it('is not the folder that a person names', async () => {
    const dir = await repository({
      '.gitignore': 'tmp/**\n/x.log\n',
      'tmp/.gitignore': '*.bak\n',
      ...names(['tmp/web/a', 'tmp/web/a.bak']),
    })
    expect(await read(join(dir, 'tmp/web'))).toMatchObject({ files: ['a'], ignored: ['a.bak'] })
  })

  it('may be readmitted by a nearer .gitignore, with what is in it', async () => {
    const dir = await temporaryFolder()
    await writeFiles(dir, {
      '.gitignore': 'build\n*.map\n',
      'packages/[a] b/.gitignore': '!build\n',
      ...names(['packages/[a] b/build/x.js', 'packages/[a] b/build/x.map', 'packages/c/build/x']),
      ...names(['packages/[a] b/build/sub/y.js', 'packages/[a] b/build/sub/build/z.js']),
    })
    expect(await read(dir)).toMatchObject({
      files: [
        '.gitignore',
        ...['.gitignore', 'build/sub/build/z.js', 'build/sub/y.js', 'build/x.js'].map(
          (path) => `packages/[a] b/${path}`,
        ),
      ],
      ignored: ['packages/[a] b/build/x.map', 'packages/c/build'],
    })
  })

  it('stays when git tracks it, and nothing else beside it does', async () => {
    const paths = ['dist/keep/a.js', 'dist/keep/b.js', 'dist/other/c.js', '.env', 'deep/.env']
    const dir = await repository(
      { '.gitignore': 'dist\n.env\n', 'dist/.gitignore': '!*\n', ...names(paths) },
      ['dist/keep/a.js', 'deep/.env'],
    )
    expect(await read(dir)).toEqual({
      files: ['.gitignore', 'deep/.env', 'dist/keep/a.js'],
      leftOut: ['.git'],
      ignored: ['.env', 'dist/.gitignore', 'dist/keep/b.js', 'dist/other'],
    })
    expect(await read(join(dir, 'deep'))).toMatchObject({ files: ['.env'] })
  })

  it('is what git says it is', async () => {
    const dir = await repository(
      {
        '.gitignore': [
          ...['# a comment', '', '*.o', '!keep.o', '/root.txt', 'docs/*.md', '**/cache/', 'a/**/z'],
          ...['\\#hash', '\\!bang', 'space\\ ', 'trail   ', 'q?z', '[a-c].txt', 'logs/', 'x/y'],
          ...['only-folder/', '!/logs/', '/logs/*', '!/logs/.keep', 'über', '*.{js,ts}', 'CASE'],
        ].join('\r\n'),
        'sub/.gitignore': '\uFEFF!*.o\n/inner\n*\n!*/\n!*.txt\n',
        ...names(['m.o', 'keep.o', 'root.txt', 'in/root.txt', 'docs/a.md', 'docs/in/b.md']),
        ...names(['cache/a', 'in/cache/b', 'a/z', 'a/b/c/z', '#hash', '!bang', 'space ', 'trail']),
        ...names(['qxz', 'q/z', 'b.txt', 'd.txt', 'logs/.keep', 'logs/x', 'in/logs/y', 'in/x/y']),
        ...names(['x/y/z', 'only-folder', 'in/only-folder/x', 'über', 'f.{js,ts}', 'case', 'f.js']),
        ...names(['sub/n.o', 'sub/inner/x.txt', 'sub/x.txt', 'sub/deep/y.txt', 'sub/deep/y']),
      },
      ['docs/a.md', 'sub/deep/y'],
    )
    const list = ['ls-files', '-z', '--cached', '--others', '--exclude-per-directory=.gitignore']
    const expected = git(dir, ...list)
      .split('\0')
      .filter(Boolean)
      .sort()
    expect((await read(dir)).files).toEqual(expected)
    expect(expected.length).toBeGreaterThan(10)
  })

  it('is judged in a submodule, a worktree or a clone by its own repository', async () => {
    const inner = await repository({ '.gitignore': 'out\n', out: '', lib: '' }, ['out'])
    const dir = await repository({ '.gitignore': 'lib\nlocal\n', a: '' })
    git(dir, 'submodule', '--quiet', 'add', inner, 'sub')
    git(dir, 'commit', '--quiet', '--message', 'Submodule')
    await writeFiles(dir, names(['sub/local', 'local', 'sub/new/out']))
    const tree = join(await temporaryFolder(), 'tree')
    git(dir, 'worktree', 'add', '--quiet', '--detach', tree)
    git(tree, 'submodule', '--quiet', 'update', '--init')
    await writeFiles(tree, names(['lib', 'sub/local', 'sub/new/out']))
    const own = ['sub/.gitignore', 'sub/lib', 'sub/local', 'sub/out']
    expect(await read(dir)).toEqual({
      files: ['.gitignore', '.gitmodules', 'a', ...own],
      leftOut: ['.git', 'sub/.git'],
      ignored: ['local', 'sub/new/out'],
    })
    expect(await read(tree)).toMatchObject({
      files: ['.gitignore', '.gitmodules', 'a', ...own],
      ignored: ['lib', 'sub/new/out'],
    })
    // The `.git` of a submodule that was copied alone leads nowhere, so git cannot say what it tracks.
    await rm(join(dir, '.git'), { recursive: true })
    expect(await read(join(dir, 'sub'))).toMatchObject({ ignored: ['new/out', 'out'] })
  })

  it('is not looked at, whatever it is', async () => {
    const dir = await temporaryFolder()
    await writeFiles(dir, {
      '.gitignore': 'data\npipe\nlink\n',
      a: '',
      link: { target: '/etc' },
      'data/large': '',
      [`data/${'d/'.repeat(40)}x`]: '',
    })
    for (const at of [1, 2, 3, 4]) {
      await writeFile(join(dir, 'data', `${at}`), '')
      await truncate(join(dir, 'data', `${at}`), 19_000_000)
    }
    execFileSync('mkfifo', [join(dir, 'pipe')])
    expect(await read(dir)).toMatchObject({ files: ['.gitignore', 'a'] })
    await symlink('data', join(dir, 'x'))
    await expect(read(dir)).rejects.toThrow('x is a link to data, which is no part of the template')
  })

  it('is nothing if the .gitignore is a link or a folder, and refused if it is too large', async () => {
    const dir = await temporaryFolder()
    await writeFiles(dir, { rules: '*\n', '.gitignore': { target: 'rules' }, 'a/.gitignore/b': '' })
    expect((await read(dir)).files).toEqual(['.gitignore', 'a/.gitignore/b', 'rules'])
    await writeFiles(dir, { 'c/.gitignore': '#'.repeat(70_000) })
    await expect(read(dir)).rejects.toThrow('.gitignore is larger than 64 kB')
  })

  it('takes little time for patterns that are made to take long', async () => {
    const dir = await temporaryFolder()
    const patterns = [`${'*a'.repeat(60)}b`, `${'**/a/'.repeat(4)}b`, `${'[a-z]*'.repeat(60)}1`]
    const deep = `${'a/'.repeat(31)}${'a'.repeat(250)}`
    await writeFiles(dir, { '.gitignore': patterns.join('\n'), [deep]: '', ['a'.repeat(250)]: '' })
    const started = performance.now()
    expect((await read(dir)).files).toHaveLength(3)
    expect(performance.now() - started).toBeLessThan(5000)
    await writeFiles(dir, { '.gitignore': `# ${'** '.repeat(9)}\n${'**/a/'.repeat(30)}b` })
    await expect(read(dir)).rejects.toThrow('.gitignore has a pattern with more than 4 "**"')
  })
})

describe('the question which files git tracks', () => {
  it('is about the folder, whatever repository the caller is in', async () => {
    const dir = await repository({ '.gitignore': 'a\n', a: '' }, ['a'])
    const other = await repository({ b: '' })
    const caller = {
      GIT_DIR: join(other, '.git'),
      GIT_INDEX_FILE: join(other, '.git/index'),
      GIT_WORK_TREE: other,
      GIT_LITERAL_PATHSPECS: '1',
      GIT_CEILING_DIRECTORIES: dir,
    }
    expect(await read(dir, caller)).toMatchObject({ files: ['.gitignore', 'a'] })
  })

  it('runs nothing that the configuration of the repository names', async () => {
    const dir = await repository({ '.gitignore': 'a\nhook.sh\n', a: '', b: '' }, ['a'])
    await writeFiles(dir, { 'hook.sh': '#!/bin/sh\ntouch "$(dirname "$0")/pwned"\n' })
    const hook = join(dir, 'hook.sh')
    for (const name of ['core.fsmonitor', 'core.pager', 'core.sshCommand', 'alias.ls-files']) {
      git(dir, 'config', name, name.startsWith('alias') ? `!${hook}` : hook)
    }
    // Writes what only fsmonitor has to the index, so that git would ask it again.
    git(dir, 'update-index', '--fsmonitor')
    git(dir, 'status')
    expect(existsSync(join(dir, 'pwned'))).toBe(true)
    await rm(join(dir, 'pwned'))
    expect(await read(dir)).toMatchObject({ files: ['.gitignore', 'a', 'b'] })
    expect(existsSync(join(dir, 'pwned'))).toBe(false)
  })

  it('has no answer without git, so that what is excluded is left out', async () => {
    const dir = await repository({ '.gitignore': 'a\n', a: '' }, ['a'])
    const none = await temporaryFolder()
    expect(await read(dir, { PATH: none })).toMatchObject({ ignored: ['a'] })
    const { shelf, dir: name } = folderOnDisk(dir)
    expect(await shelf.readFolder(name)).toMatchObject({ ignored: ['a'] })
  })

  it('is asked only where something is excluded, and once', async () => {
    const dir = await repository({ '.gitignore': 'x\n', 'sub/.gitignore': 'y\n', a: '' })
    const asked: string[] = []
    const shelf = folderShelf(dirname(dir), async (folder) => {
      asked.push(folder)
      return []
    })
    await shelf.readFolder(basename(dir))
    expect(asked).toEqual([])
    await writeFiles(dir, names(['x', 'sub/y', 'sub/x']))
    expect((await shelf.readFolder(basename(dir))).ignored).toEqual(['sub/x', 'sub/y', 'x'])
    expect(asked).toEqual([dir])
  })
})
