import { chmod, mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { manifestText } from '../support/fixtures.ts'
import { besides, madeBeside } from '../support/generated-project.ts'
import { sampleTests } from '../support/sampled.ts'
import { isMarked, lines, type MadeProject } from '../support/updating.ts'

sampleTests(1 / 4)

/** Paths that programs have got wrong in conflicts. A template cannot have a quote, but a person can move a file there. */
const hardPaths = ['with space.txt', 'm4â4ñ4a.txt', "it's.txt", '[a-z] $b.txt']
const quoted = 'a "quoted".txt'

const under = (folder: string, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]))

/** The paths that git reports as changed by both. */
async function unmerged(project: MadeProject): Promise<readonly string[]> {
  const status = await project.git('status', '--porcelain', '-z')
  return status.split('\0').flatMap((line) => (/^(?:UU|AA) /.test(line) ? [line.slice(3)] : []))
}

describe.each(besides)('an update of a project with %s', (beside) => {
  const madeProject = madeBeside(beside)

  it('takes what the template changed, and keeps what the person changed', async () => {
    const project = await madeProject({
      before: { 'plain/a.txt': lines(), 'plain/b.txt': '1\n', 'plain/c.txt': '1\n' },
      after: { 'plain/a.txt': lines({ 2: 'theirs' }), 'plain/b.txt': '2\n', 'plain/c.txt': '1\n' },
    })
    await project.write({ 'a.txt': lines({ 11: 'mine' }), 'c.txt': 'mine\n', 'own.txt': 'own\n' })
    await project.commit()
    expect(await project.update()).toMatchObject({
      ...{ ok: true, command: 'update', status: 'updated', exitCode: 0, error: null },
      files: { created: [], updated: ['.create-app.json', 'a.txt', 'b.txt'], kept: [] },
      template: { id: 'plain', version: '3.0.0' },
    })
    expect(await project.read('a.txt')).toBe(lines({ 2: 'theirs', 11: 'mine' }))
    const own = [await project.read('b.txt'), await project.read('c.txt')]
    expect([...own, await project.read('own.txt')]).toEqual(['2\n', 'mine\n', 'own\n'])
    expect(JSON.parse(await project.read('.create-app.json'))).toMatchObject({ createApp: '3.0.0' })
    expect(await unmerged(project)).toEqual([])
  })

  it('leaves the choice to a person where both changed a script', async () => {
    const withTest = (test: string) => JSON.stringify({ name: 'app', scripts: { test } })
    const project = await madeProject({
      before: { 'plain/package.json': withTest('one') },
      after: { 'plain/package.json': withTest('two') },
    })
    await project.write({ 'package.json': withTest('mine') })
    await project.commit()
    const { exitCode, files } = await project.update()
    expect([exitCode, files.conflicts]).toEqual([4, ['package.json']])
    expect(isMarked(await project.read('package.json'))).toBe(true)
  })

  it('leaves a deleted file away and lists it; a file whose name begins alike stays', async () => {
    const files = { 'src/a.txt': '1\n', 'src/a.txt.md': '1\n', 'src/a': '1\n' }
    const project = await madeProject({
      before: under('plain', files),
      after: under('plain', { ...files, 'src/a.txt': '2\n' }),
    })
    await project.remove('src/a.txt')
    await project.commit()
    const { exitCode, files: done } = await project.update()
    expect([exitCode, done.kept, done.created]).toEqual([0, ['src/a.txt'], []])
    const after = Object.keys(await project.files())
    expect(after).not.toContain('src/a.txt')
    expect(after).toEqual(expect.arrayContaining(['src/a', 'src/a.txt.md']))
    const { stdout } = await project.run('update', '--no-install', '--dry-run')
    expect(stdout).not.toContain('src/a.txt.md')
  })

  it('keeps the jobs that both added to a workflow, and asks about two of one name', async () => {
    const ci = (jobs: Readonly<Record<string, string>>) => {
      const bodies = Object.entries(jobs).map(([name, run]) => {
        return `  ${name}:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}\n`
      })
      return `name: CI\non: [push]\njobs:\n${bodies.join('')}`
    }
    const made = () =>
      madeProject({ after: { 'plain/.github/workflows/ci.yml': ci({ test: 'npm test' }) } })
    const project = await made()
    await project.write({ '.github/workflows/ci.yml': ci({ lint: 'npm run lint' }) })
    await project.commit()
    expect(await project.update()).toMatchObject({ exitCode: 0 })
    const merged = await project.read('.github/workflows/ci.yml')
    expect(merged).toContain('npm test')
    expect(merged).toContain('npm run lint')
    const other = await made()
    await other.write({ '.github/workflows/ci.yml': ci({ test: 'make test' }) })
    await other.commit()
    const { exitCode, files } = await other.update()
    expect([exitCode, files.conflicts]).toEqual([4, ['.github/workflows/ci.yml']])
    expect(isMarked(await other.read('.github/workflows/ci.yml'))).toBe(true)
  })

  it('leaves no trace in the index of a change that both made', async () => {
    const project = await madeProject({
      before: { 'plain/a.txt': lines() },
      after: { 'plain/a.txt': lines({ 3: 'both' }) },
    })
    await project.write({ 'a.txt': lines({ 3: 'both' }) })
    await project.commit()
    const { files } = await project.update()
    expect(files.updated).toEqual(['.create-app.json'])
    const changed = await project.git('status', '--porcelain', '.create-app.json', 'a.txt')
    expect(changed).toBe(' M .create-app.json\n')
  })

  it.each(['app', 'apps/my shop'])(
    'marks conflicts in files with any path, in the file and in the index: project in %s',
    async (at) => {
      const all = (text: string) =>
        Object.fromEntries([...hardPaths, 'plain.txt'].map((path) => [path, text]))
      const texts = [lines(), lines({ 3: 'mine' }), lines({ 3: 'theirs' })] as const
      const project = await madeProject({
        ...{ at, before: under('plain', all(texts[0])), after: under('plain', all(texts[2])) },
      })
      await project.git('mv', 'plain.txt', quoted)
      const paths = [...hardPaths, quoted].toSorted()
      await project.write(Object.fromEntries(paths.map((path) => [path, texts[1]])))
      await project.commit()
      const { exitCode, status, error, files } = await project.update()
      expect([exitCode, status, error?.code]).toEqual([4, 'conflicts', 'CONFLICTS'])
      expect(files.conflicts?.toSorted()).toEqual(paths)
      const prefix = at === 'app' ? '' : `${at}/`
      expect((await unmerged(project)).toSorted()).toEqual(paths.map((path) => prefix + path))
      for (const path of paths) {
        expect(isMarked(await project.read(path)), path).toBe(true)
        const stages = [1, 2, 3].map((stage) => project.git('show', `:${stage}:./${path}`))
        expect(await Promise.all(stages), path).toEqual(texts)
      }
      // The command that the error names settles them.
      const [, add = ''] = /^Then run: (.*)$/m.exec(error?.fix ?? '') ?? []
      expect(add).toMatch(/^git add /)
      await project.sh(add)
      expect(await unmerged(project)).toEqual([])
    },
  )

  it('keeps a line in the function that it was added to, although its lines are everywhere', async () => {
    const body = (name: string, more = '') =>
      `function ${name}() {\n  open()\n  work()\n${more}  close()\n}\n`
    const project = await madeProject({
      before: { 'plain/a.js': `${body('one')}${body('two')}` },
      after: { 'plain/a.js': `${body('zero')}${body('one')}${body('two')}` },
    })
    await project.write({ 'a.js': `${body('one')}${body('two', '  mine()\n')}` })
    await project.commit()
    expect(await project.update()).toMatchObject({ exitCode: 0 })
    expect(await project.read('a.js')).toBe(
      `${body('zero')}${body('one')}${body('two', '  mine()\n')}`,
    )
  })

  it('asks about two entries at one place of a text, and keeps both in YAML', async () => {
    const list = (...names: readonly string[]) =>
      `list:\n${names.map((n) => `  - ${n}\n`).join('')}`
    const [base, mine, next] = [
      list('aaa', 'bbb', 'zzz'),
      list('aaa', 'bbb', 'jjj', 'zzz'),
      list('aaa', 'bbb', 'ccc', 'zzz'),
    ]
    const project = await madeProject({
      before: { 'plain/a.txt': base, 'plain/a.yml': base },
      after: { 'plain/a.txt': next, 'plain/a.yml': next },
    })
    await project.write({ 'a.txt': mine, 'a.yml': mine })
    await project.commit()
    const { files } = await project.update()
    expect(files.conflicts).toEqual(['a.txt'])
    expect(await project.read('a.txt')).toMatch(
      /^list:\n {2}- aaa\n {2}- bbb\n<{7}.*\n {2}- jjj\n[\s\S]*={7}\n {2}- ccc\n>{7}.*\n {2}- zzz\n$/,
    )
    const merged = await project.read('a.yml')
    for (const name of ['aaa', 'bbb', 'ccc', 'jjj', 'zzz'])
      expect(merged).toContain(`  - ${name}\n`)
    expect(isMarked(merged)).toBe(false)
  })

  it('makes a file executable, even if git does not look at modes, and beside a conflict', async () => {
    // A name that ends with .sh is executable in these templates.
    const project = await madeProject({
      before: { 'plain/run': 'echo 1\n', 'plain/both': 'echo 1\n' },
      after: { 'plain/run': 'echo 1\n', 'plain/both': 'echo 2\n' },
      later: async (dir) => {
        for (const name of ['run', 'both']) await chmod(join(dir, 'plain', name), 0o755)
      },
    })
    await project.git('config', 'core.fileMode', 'false')
    await project.write({ both: 'echo mine\n' })
    await project.commit()
    expect(await project.update()).toMatchObject({ exitCode: 4, files: { conflicts: ['both'] } })
    for (const name of ['run', 'both']) {
      expect((await stat(join(project.dir, name))).mode & 0o111, name).not.toBe(0)
    }
    expect(isMarked(await project.read('both'))).toBe(true)
    // Not only on the disk: git would not notice the mode of the file there.
    expect(await project.git('ls-files', '--stage', 'both')).toMatch(/^100755 \S+ 3\t/m)
  })

  it('changes a git-ignored file of the template', async () => {
    const project = await madeProject({
      before: { 'plain/.gitignore': 'local.txt\n', 'plain/local.txt': lines() },
      after: { 'plain/.gitignore': 'local.txt\n', 'plain/local.txt': lines({ 2: 'theirs' }) },
    })
    await project.write({ 'local.txt': lines({ 11: 'mine' }) })
    expect(await project.git('status', '--porcelain')).toBe('')
    expect(await project.update()).toMatchObject({ exitCode: 0 })
    expect(await project.read('local.txt')).toBe(lines({ 2: 'theirs', 11: 'mine' }))
  })

  it('deletes what the template leaves out, with its empty folder; what was edited stays', async () => {
    const project = await madeProject({
      before: { 'plain/old/a.txt': '1\n', 'plain/edited/b.txt': '1\n' },
    })
    await project.write({ 'edited/b.txt': 'mine\n' })
    await project.commit()
    const { exitCode, error, files } = await project.update()
    expect([exitCode, error?.code]).toEqual([4, 'EDITED_AND_DROPPED'])
    expect([files.deleted, files.kept]).toEqual([['old/a.txt'], ['edited/b.txt']])
    await expect(stat(join(project.dir, 'old'))).rejects.toThrow('ENOENT')
    expect(await project.read('edited/b.txt')).toBe('mine\n')
  })

  it('keeps a missing final newline, and the line ends of the person, markers too', async () => {
    const crlf = (text: string) => text.replaceAll('\n', '\r\n')
    const project = await madeProject({
      before: { 'plain/a.txt': lines(), 'plain/b.txt': lines(), 'plain/c.txt': lines() },
      after: {
        'plain/a.txt': lines({ 1: 'theirs' }),
        'plain/b.txt': lines({ 1: 'theirs' }),
        'plain/c.txt': lines({ 1: 'theirs' }),
      },
    })
    await project.write({
      'a.txt': lines().trimEnd(),
      'b.txt': crlf(lines()),
      'c.txt': crlf(lines({ 1: 'mine' })),
    })
    await project.commit()
    const { files } = await project.update()
    expect(files.conflicts).toEqual(['c.txt'])
    expect(await project.read('a.txt')).toBe(lines({ 1: 'theirs' }).trimEnd())
    expect(await project.read('b.txt')).toBe(crlf(lines({ 1: 'theirs' })))
    const marked = await project.read('c.txt')
    expect(isMarked(marked)).toBe(true)
    expect(marked.replaceAll('\r\n', '')).not.toContain('\n')
  })

  it('adds no dependency back that the person removed, and keeps their newer version', async () => {
    const manifest = (dependencies: Readonly<Record<string, string>>) =>
      `${JSON.stringify({ name: 'app', dependencies }, null, 2)}\n`
    const project = await madeProject({
      before: { 'plain/package.json': manifest({ a: '^1.0.0', b: '^1.0.0', c: '^1.0.0' }) },
      after: { 'plain/package.json': manifest({ a: '^1.5.0', b: '^1.5.0', c: '^2.0.0' }) },
    })
    await project.write({ 'package.json': manifest({ b: '^1.9.0', c: '^1.0.0' }) })
    await project.commit()
    const { stdout } = await project.run('update', '--no-install', '--dry-run')
    expect(stdout).toContain('dependencies/a: you removed it, so it is not added back')
    expect(stdout).toContain('dependencies/b: your newer version stays')
    expect(await project.update()).toMatchObject({ exitCode: 0 })
    const { dependencies } = JSON.parse(await project.read('package.json'))
    expect(dependencies).toEqual({ b: '^1.9.0', c: '^2.0.0' })
  })

  it('keeps imports and fields that both added, and asks about one key with two values', async () => {
    const code = (imports: string, fields: string) =>
      `import { a } from './a.js'\n${imports}\nexport const all = {\n  a,\n${fields}}\n`
    const settings = (port: number) => `export const settings = {\n  port: ${port},\n}\n`
    const project = await madeProject({
      before: { 'plain/all.js': code('', ''), 'plain/settings.js': settings(1) },
      after: {
        'plain/all.js': code("import { b } from './b.js'\n", '  b,\n'),
        'plain/settings.js': settings(2),
      },
    })
    await project.write({
      'all.js': code("import { mine } from './mine.js'\n", '  mine,\n'),
      'settings.js': settings(3),
    })
    await project.commit()
    const { files } = await project.update()
    expect(files.conflicts).toEqual(['settings.js'])
    const merged = await project.read('all.js')
    for (const name of ["'./a.js'", "'./b.js'", "'./mine.js'", '  b,', '  mine,']) {
      expect(merged).toContain(name)
    }
    expect(isMarked(await project.read('settings.js'))).toBe(true)
  })

  it('makes the same in one step as in two, and a second update changes nothing', async () => {
    const two = { 'plain/a.txt': lines({ 2: 'two' }), 'plain/new.txt': 'two\n' }
    const three = { 'plain/a.txt': lines({ 2: 'three', 6: 'three' }), 'plain/new.txt': 'three\n' }
    const ended = await Promise.all(
      [
        [
          ['3.0.0', two],
          ['3.1.0', three],
        ] as const,
        [['3.1.0', three]] as const,
      ].map(async (steps) => {
        const project = await madeProject({ before: { 'plain/a.txt': lines() } })
        await project.write({ 'a.txt': lines({ 11: 'mine' }) })
        for (const [version, files] of steps) {
          await project.commit()
          await project.release(version, files)
          expect(await project.update()).toMatchObject({ exitCode: 0 })
        }
        const files = await project.files()
        const again = await project.update()
        expect(again).toMatchObject({ exitCode: 0, files: { created: [] }, tasks: [] })
        expect(again.files.updated).toBeUndefined()
        expect(await project.files()).toEqual(files)
        return files
      }),
    )
    expect(ended[0]).toEqual(ended[1])
    expect(ended[0]?.['a.txt']).toBe(`644 ${lines({ 2: 'three', 6: 'three', 11: 'mine' })}`)
  })
})

describe.each(besides)('a manifest with renames, with %s', (beside) => {
  const madeProject = madeBeside(beside)

  it('moves a file with the edits of the person', async () => {
    const project = await madeProject({
      before: { 'plain/old/a.txt': lines() },
      after: {
        'plain/template.json': manifestText({ renames: { 'old/a.txt': 'new/b.txt' } }),
        'plain/new/b.txt': lines({ 2: 'theirs' }),
      },
    })
    await project.write({ 'old/a.txt': lines({ 11: 'mine' }) })
    await project.commit()
    const { exitCode, files } = await project.update()
    expect([exitCode, files.created, files.deleted]).toEqual([0, ['new/b.txt'], ['old/a.txt']])
    expect(await project.read('new/b.txt')).toBe(lines({ 2: 'theirs', 11: 'mine' }))
  })
})

describe.each(besides)('a file that the person moved, with %s', (beside) => {
  const madeProject = madeBeside(beside)

  it('is followed, as git does it', async () => {
    const project = await madeProject({
      before: { 'plain/old/a.txt': lines() },
      after: { 'plain/old/a.txt': lines({ 2: 'theirs' }) },
    })
    await mkdir(join(project.dir, 'new'))
    await project.git('mv', 'old/a.txt', 'new/b.txt')
    await writeFile(join(project.dir, 'new/b.txt'), lines({ 11: 'mine' }))
    await project.commit()
    const { exitCode, files } = await project.update()
    expect([exitCode, files.created]).toEqual([0, []])
    expect(files.updated).toContain('new/b.txt')
    expect(await project.read('new/b.txt')).toBe(lines({ 2: 'theirs', 11: 'mine' }))
  })
})
