import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { sampleTests } from '../support/sampled.ts'
import { documentOf, endsOf, git, repositoryOf, uncommitted } from '../support/unfinished.ts'

sampleTests(1 / 2)

/** Resumes a project, expects that its repository is unchanged, and returns the reason. */
async function leftAlone(
  { cwd, env, dir }: { cwd: string; env?: Record<string, string | undefined>; dir: string },
  args: readonly string[] = [],
): Promise<string | undefined> {
  const [files, repository] = [await snapshot(cwd), await repositoryOf(dir)]
  const left = await documentOf(['resume', dir, ...args], cwd, env)
  expect(left).toMatchObject({ exitCode: 0, ok: true })
  expect(await snapshot(cwd)).toEqual(files)
  expect(await repositoryOf(dir)).toBe(repository)
  const [git, , commit] = left.tasks
  expect([git?.status, commit?.status]).toEqual(['skipped', 'skipped'])
  expect(commit?.reason).toBe(git?.reason)
  const [warning] = left.warnings
  if (commit?.reason !== 'done already') expect(warning?.fix).toMatch(/commit/i)
  return `${warning?.code}: ${commit?.reason}`
}

/** A project in a folder that the user prepared. */
async function inFolder(prepare: (dir: string) => Promise<unknown>) {
  const cwd = await temporaryFolder()
  const dir = join(cwd, 'app')
  await mkdir(dir)
  await prepare(dir)
  expect(await documentOf(['app', '--template', 'plain'], cwd)).toMatchObject({ exitCode: 0 })
  return { cwd, dir }
}

const commit = ['commit', '--quiet', '--message', 'mine']

describe('a repository that create-app did not start', () => {
  it('keeps its index and files when it existed before, without a commit', async () => {
    const { cwd, dir } = await inFolder((dir) => git(dir, 'init'))
    await writeFile(join(dir, 'staged.txt'), 'mine')
    await writeFile(join(dir, 'loose.txt'), 'mine')
    await git(dir, 'add', 'staged.txt')
    await git(dir, 'rm', '--cached', '--quiet', 'notes.txt')
    expect(await leftAlone({ cwd, dir })).toBe(
      'GIT_LEFT_ALONE: create-app did not start the repository',
    )
  })

  it('keeps them when it had commits and a README of the user', async () => {
    const { cwd, dir } = await inFolder(async (dir) => {
      await git(dir, 'init')
      await writeFile(join(dir, 'README.md'), 'mine')
      await git(dir, 'add', '.')
      await git(dir, ...commit)
    })
    await git(dir, 'reset', '--quiet')
    await writeFile(join(dir, 'README.md'), 'changed')
    expect(await leftAlone({ cwd, dir })).toMatch('create-app did not start the repository')
  })

  it('keeps them when it is in a parent folder, also with --verify', async () => {
    const cwd = await temporaryFolder()
    await git(cwd, 'init')
    await documentOf(['app', '--template', 'plain'], cwd)
    await writeFile(join(cwd, 'app/loose.txt'), 'mine')
    const reason = await leftAlone({ cwd, dir: join(cwd, 'app') }, ['--verify'])
    expect(reason).toBe('GIT_INSIDE_REPOSITORY: inside another repository')
    await git(cwd, 'add', 'app/.create-app.json')
    await git(cwd, ...commit)
    expect(await leftAlone({ cwd, dir: join(cwd, 'app') })).toBe('undefined: done already')
  })

  it('keeps them when it is a worktree of another', async () => {
    const { cwd, dir } = await inFolder(async (dir) => {
      const other = join(dir, '../other')
      await git(join(dir, '..'), 'init', 'other')
      await git(other, ...commit, '--allow-empty')
      await rm(dir, { recursive: true })
      await git(other, 'worktree', 'add', '--quiet', '../app')
    })
    expect(await leftAlone({ cwd, dir })).toMatch('create-app did not start the repository')
  })

  it('keeps them when the user replaced the repository after the creation', async () => {
    const project = await uncommitted()
    await rm(join(project.dir, '.git'), { recursive: true })
    await git(project.dir, 'init')
    expect(await leftAlone(project)).toMatch('create-app did not start the repository')
  })

  it.each([
    ['an empty folder', (path: string) => mkdir(path)],
    ['a link to itself', (path: string) => symlink('.git', path)],
  ])('keeps them when .git is not a repository: %s', async (_, make) => {
    const cwd = await temporaryFolder()
    const made = await documentOf(['app', '--template', 'plain', '--no-git'], cwd)
    await git(cwd, 'init')
    await git(cwd, 'config', 'create-app.tree', String(made.treeHash))
    await make(join(cwd, 'app/.git'))
    const before = await repositoryOf(cwd)
    const left = await documentOf(['resume', 'app'], cwd)
    expect(endsOf(left)[0]).toBe('git skipped create-app did not start the repository')
    expect(await repositoryOf(cwd)).toBe(before)
  })
})

describe('a repository that create-app started', () => {
  it('gets its first commit, with only the files of the project', async () => {
    const { cwd, env, dir } = await uncommitted()
    await writeFile(join(dir, 'loose.txt'), 'mine')
    const done = await documentOf(['resume', 'app'], cwd, env)
    expect(done).toMatchObject({ exitCode: 0, warnings: [] })
    expect(await git(dir, 'ls-tree', '-r', '--name-only', 'HEAD')).toBe(
      '.create-app.json\nnotes.txt',
    )
    expect(await git(dir, 'status', '--porcelain')).toBe('?? loose.txt')
    expect(await leftAlone({ cwd, env, dir })).toBe('undefined: done already')
  })

  it('gets the commit without hooks and signature, even inside a git hook', async () => {
    const { cwd, env, dir } = await uncommitted()
    await writeFile(join(dir, '.git/hooks/pre-commit'), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
    await git(dir, 'config', 'commit.gpgsign', 'true')
    await git(dir, 'config', 'gpg.program', 'false')
    await git(cwd, 'init', '--quiet', 'hooked')
    const GIT_DIR = join(cwd, 'hooked/.git')
    const done = await documentOf(['resume', 'app'], cwd, { ...env, GIT_DIR })
    expect(done).toMatchObject({ exitCode: 0 })
    expect(await git(dir, 'rev-list', '--count', 'HEAD')).toBe('1')
    expect(await git(join(cwd, 'hooked'), 'rev-list', '--all')).toBe('')
  })

  it.each([
    [
      'something else is staged',
      async (dir: string) => {
        await writeFile(join(dir, 'mine.txt'), 'mine')
        await git(dir, 'add', 'mine.txt')
      },
      'mine.txt is staged, but does not belong to the project',
    ],
    [
      'the user has committed something else',
      async (dir: string) => {
        await writeFile(join(dir, 'mine.txt'), 'mine')
        await git(dir, 'reset', '--quiet')
        await git(dir, 'add', 'mine.txt')
        await git(dir, ...commit)
      },
      'the repository already has commits',
    ],
    [
      'the user is on a branch without commits',
      async (dir: string) => {
        await git(dir, ...commit)
        await git(dir, 'checkout', '--quiet', '--orphan', 'other')
      },
      'the repository already has commits',
    ],
    [
      'something was fetched',
      async (dir: string) => {
        await git(dir, 'init', '--quiet', '../remote')
        await git(join(dir, '../remote'), ...commit, '--allow-empty')
        await git(dir, 'fetch', '--quiet', '../remote', 'HEAD:refs/remotes/origin/main')
      },
      'the repository already has commits',
    ],
    [
      'the record was edited so that it makes other files',
      async (dir: string) => {
        const path = join(dir, '.create-app.json')
        const record = JSON.parse(await readFile(path, 'utf8'))
        record.blueprints[0].kept = ['notes.txt']
        await writeFile(path, JSON.stringify(record))
      },
      'the repository was started for other files',
    ],
  ])('is left alone when %s', async (_, change, reason) => {
    const project = await uncommitted()
    await change(project.dir)
    expect(await leftAlone(project)).toBe(`GIT_LEFT_ALONE: ${reason}`)
  })

  it('is left alone when its local template has changed', async () => {
    const template = (dir: string) => join(dir, '../mine')
    const args = ['--template', './mine']
    const project = await uncommitted('commit', {
      args,
      before: async (dir) => {
        await mkdir(template(dir), { recursive: true })
        await writeFile(join(template(dir), 'one.txt'), 'one')
      },
    })
    await writeFile(join(template(project.dir), 'two.txt'), 'two')
    await writeFile(join(project.dir, 'two.txt'), 'mine')
    const reason = await leftAlone(project, args)
    expect(reason).toMatch('the repository was started for other files')
  })

  it('does not commit ignored files, links, and files behind links', async () => {
    const { cwd, env, dir } = await uncommitted('commit', {
      args: ['--template', 'tiny', '--no-install'],
    })
    await git(dir, 'rm', '-r', '--cached', '--quiet', '.')
    await writeFile(join(dir, '.git/info/exclude'), 'NPM.md\n')
    await rename(join(dir, 'src'), join(cwd, 'src'))
    await symlink('../src', join(dir, 'src'))
    await rm(join(dir, 'README.md'))
    await symlink('/etc/hostname', join(dir, 'README.md'))
    const done = await documentOf(['resume', 'app', '--no-install'], cwd, env)
    expect(done).toMatchObject({ exitCode: 0 })
    const paths = ['.create-app.json', '.env.example', '.gitignore', 'docs/app.png']
    expect(await git(dir, 'ls-tree', '-r', '--name-only', 'HEAD')).toBe(
      [...paths, 'package.json', 'run.sh', 'test/greet.test.js'].join('\n'),
    )
  })

  it('is staged while git has no identity, and committed once it has one', async () => {
    const { cwd, env, dir } = await uncommitted()
    await git(dir, 'rm', '--cached', '--quiet', 'notes.txt')
    await writeFile(join(dir, 'loose.txt'), 'mine')
    const noIdentity = {
      ...env,
      ...{ HOME: cwd, XDG_CONFIG_HOME: cwd, GIT_CONFIG_NOSYSTEM: '1' },
      ...{ GIT_AUTHOR_NAME: '', GIT_AUTHOR_EMAIL: '', EMAIL: '' },
      ...{ GIT_COMMITTER_NAME: '', GIT_COMMITTER_EMAIL: '' },
    }
    const staged = await documentOf(['resume', 'app'], cwd, noIdentity)
    expect(staged).toMatchObject({ exitCode: 0, warnings: [{ code: 'GIT_NO_IDENTITY' }] })
    expect(await git(dir, 'ls-files')).toBe('.create-app.json\nnotes.txt')
    expect(await git(dir, 'rev-list', '--all')).toBe('')
    expect(await documentOf(['resume', 'app'], cwd, env)).toMatchObject({ warnings: [] })
    expect(await git(dir, 'status', '--porcelain')).toBe('?? loose.txt')
  })
})

describe('a project in a folder that had files', () => {
  it.each(['init', 'commit'])(
    'is committed with the README that creation kept, after git %s failed',
    async (word) => {
      const { cwd, env, dir } = await uncommitted(word, {
        args: ['--template', 'tiny', '--no-install'],
        before: async (folder) => {
          await mkdir(folder)
          await writeFile(join(folder, 'README.md'), 'mine')
        },
      })
      const done = await documentOf(['resume', 'app', '--no-install'], cwd, env)
      expect(endsOf(done)).toContain('commit ok')
      expect(await git(dir, 'status', '--porcelain')).toBe('')
      expect(await git(dir, 'show', 'HEAD:README.md')).toBe('mine')
    },
  )
})

describe('a folder without a repository', () => {
  it('gets the repository that its creation could not start', async () => {
    const { cwd, env, dir } = await uncommitted('init')
    await writeFile(join(dir, 'loose.txt'), 'mine')
    const done = await documentOf(['resume', 'app'], cwd, env)
    expect(endsOf(done).filter((end) => end.endsWith(' ok'))).toEqual(['git ok', 'commit ok'])
    expect(await git(dir, 'status', '--porcelain')).toBe('?? loose.txt')
  })

  it('gets none when its files were changed, or with --no-git', async () => {
    const { cwd, env, dir } = await uncommitted('init')
    const without = await documentOf(['resume', 'app', '--no-git'], cwd, env)
    expect(endsOf(without)[0]).toBe('git skipped --no-git')
    await writeFile(join(dir, 'notes.txt'), 'mine')
    const left = await documentOf(['resume', 'app'], cwd, env)
    expect(endsOf(left)[2]).toBe('commit skipped some files have been changed')
    expect(left.warnings[0]?.fix).toContain('git init && git add --all && git commit')
    expect(Object.keys(await snapshot(dir))).toEqual(['.create-app.json', 'notes.txt'])
    await expect(git(dir, 'rev-parse', '--git-dir')).rejects.toThrow()
  })
})
