import { chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalog } from '../../scripts/compose.ts'
import { programsIn, snapshot, temporaryFolder } from '../support/folders.ts'
import { styleQuestion } from '../support/planning.ts'
import { fixtures, type Ran, runProgram } from '../support/program.ts'

const tiny = join(fixtures.dir, 'tiny')

/** Runs a verb with our own templates, of which `init` needs the one that others begin with. */
function template(args: readonly string[], cwd: string, env = {}): Promise<Ran> {
  return runProgram(['template', ...args], { cwd, catalog, env })
}

async function documentOf(args: readonly string[], cwd: string) {
  return JSON.parse((await template([...args, '--json'], cwd)).stdout)
}

/** A template of these files in the folder `mine`. */
async function mine(files: Readonly<Record<string, string>>): Promise<string> {
  const cwd = await temporaryFolder()
  await write(cwd, files)
  return cwd
}

async function write(cwd: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(cwd, 'mine', path, '..'), { recursive: true })
    await writeFile(join(cwd, 'mine', path), content)
  }
}

const asksStyle = {
  'template.json': JSON.stringify({
    questions: [styleQuestion],
  }),
  'style.txt': '{{STYLE}}\n',
  'options/style/tidy/tidy.txt': 'tidy\n',
}

const tested = (test: string) => JSON.stringify({ scripts: { test, check: 'npm test' } })

describe('create-app template', () => {
  it.each([
    [['template'], 'init, lint, preview, test, dev'],
    [['template', 'lnt'], 'Did you mean create-app template lint?'],
    [['template', 'init'], '<dir>'],
    [['template', 'dev', 'mine'], '<project>'],
    [['template', 'lint', 'one', 'two'], '"two"'],
    [['template', 'test', 'nowhere'], 'nowhere does not exist'],
    [['template', 'lint', 'nowhere'], 'nowhere does not exist'],
  ])('says what is missing or wrong: %j', async (args, said) => {
    const { exitCode, stderr } = await runProgram(args, { cwd: await temporaryFolder() })
    expect(exitCode).toBe(2)
    expect(stderr.replaceAll(/\n +/g, ' ')).toContain(said)
  })

  it('is a folder when it is written ./template', async () => {
    const args = ['./template', '--template', 'plain', '--no-git', '--dry-run', '--json']
    const { stdout } = await runProgram(args, { cwd: await temporaryFolder() })
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, command: 'create' })
  })
})

describe('template init', () => {
  it('writes what a dry run lists: a template without problems that creates a project', async () => {
    const cwd = await temporaryFolder()
    const planned = await documentOf(['init', 'my-kit', '--dry-run'], cwd)
    expect(await snapshot(cwd)).toEqual({})
    const made = await documentOf(['init', 'my-kit'], cwd)
    expect(made).toMatchObject({ ok: true, command: 'template', treeHash: planned.treeHash })
    const files = await snapshot(join(cwd, 'my-kit'))
    expect(Object.keys(files)).toEqual(made.files.created.toSorted())
    expect(made.files.created).toEqual(planned.files.created)
    const { title, $schema } = JSON.parse(await readFile(join(cwd, 'my-kit/template.json'), 'utf8'))
    expect(title).toBe('my-kit')
    expect(Object.keys(files)).toContain($schema.replace('./', ''))
    expect((await template(['lint', 'my-kit'], cwd)).stdout).toBe('my-kit has no problems.\n')
  })

  it('writes the very schema that the manifest is read by', async () => {
    const cwd = await temporaryFolder()
    await template(['init', 'my-kit'], cwd)
    const [written, shipped] = await Promise.all(
      [join(cwd, 'my-kit/template.schema.json'), 'docs/schemas/template.schema.json'].map((path) =>
        readFile(path, 'utf8'),
      ),
    )
    expect(written).toBe(shipped)
  })

  it('makes a template of a project, and leaves all of it as it is', async () => {
    const cwd = await mine({ 'package.json': tested('true'), 'src/a.js': '// a\n' })
    const before = await snapshot(join(cwd, 'mine'))
    expect((await template(['init', 'mine', '--title', 'My Shop'], cwd)).exitCode).toBe(0)
    const after = await snapshot(join(cwd, 'mine'))
    expect(after).toMatchObject(before)
    const added = Object.keys(after).filter((path) => !(path in before))
    expect(added).toEqual(['template.json', 'template.schema.json'])
    expect(JSON.parse(after['template.json']?.slice(4) ?? '').title).toBe('My Shop')
    expect((await template(['lint', 'mine'], cwd)).exitCode).toBe(0)
  })

  it('refuses a folder that is a template already', async () => {
    const cwd = await mine(asksStyle)
    const before = await snapshot(cwd)
    const { exitCode, error } = await documentOf(['init', 'mine'], cwd)
    expect([exitCode, error.code]).toEqual([3, 'TEMPLATE_THERE'])
    expect(await snapshot(cwd)).toEqual(before)
  })
})

describe('template lint', () => {
  it('names file, line, reason and what to do, and ends with 7', async () => {
    const cwd = await mine({ ...asksStyle, 'src/a.md': 'one\n{{STILE}}\n' })
    const { exitCode, stdout } = await template(['lint', 'mine'], cwd)
    expect(exitCode).toBe(7)
    expect(stdout).toContain('✖ mine/src/a.md:2  placeholder\n')
    expect(stdout).toContain('    Did you mean {{STYLE}}?\n')
    expect(stdout).toMatch(/mine: 1 problem\.\n$/)
    const document = await documentOf(['lint', 'mine'], cwd)
    expect(document).toMatchObject({ ok: false, dir: join(cwd, 'mine') })
    expect(document.findings).toMatchObject([{ file: 'src/a.md', line: 2, rule: 'placeholder' }])
  })

  it('ends with 0 where there are warnings at most', async () => {
    const cwd = await mine({ ...asksStyle, 'package.json': tested('true') })
    const { ok, findings } = await documentOf(['lint', 'mine'], cwd)
    expect(ok).toBe(true)
    expect(findings.map(({ level }: { level: string }) => level)).toEqual(['warning'])
    expect((await template(['lint', 'mine'], cwd)).exitCode).toBe(0)
  })

  it('takes the folder it is in, and knows the path of whoever runs it', async () => {
    const cwd = await mine({ ...asksStyle, 'a.txt': '/srv/people/ada/shop\n' })
    const { stdout } = await template(['lint'], join(cwd, 'mine'), { HOME: '/srv/people/ada' })
    expect(stdout).toContain('✖ a.txt:1  absolute-path\n')
  })
})

describe('template preview', () => {
  it('lists what an answer makes, and writes nothing', async () => {
    const cwd = await mine(asksStyle)
    const before = await snapshot(cwd)
    const { stdout } = await template(['preview', 'mine', '--set', 'style=tidy'], cwd)
    expect(stdout).toMatch(/^style=tidy pm=npm@\d/)
    expect(stdout).toMatch(/^ {2,} 5 {2}tidy\.txt$/m)
    expect(await snapshot(cwd)).toEqual(before)
  })

  it('lists what other answers change, and shows it line by line', async () => {
    const cwd = await mine(asksStyle)
    const against = ['preview', 'mine', '--against', 'style=tidy']
    expect((await template(against, cwd)).stdout).toMatch(
      /\n~ style\.txt\n\+ tidy\.txt\n3 changes\n$/,
    )
    expect((await template([...against, '--file', 'style.txt'], cwd)).stdout).toBe(
      '--- style.txt\n+++ style.txt\n@@ -1,1 +1,1 @@\n-plain\n+tidy\n',
    )
    const { against: compared } = await documentOf(against, cwd)
    expect(compared.changes).toContainEqual({ path: 'tidy.txt', kind: 'create' })
  })

  it('prints a file with the names that were said', async () => {
    const cwd = await mine({ 'README.md': '# {{PROJECT_TITLE}}, {{PACKAGE_NAME}}\n' })
    const args = ['preview', 'mine', '--file', 'README.md', '--title', 'Shop', '--name', '@a/shop']
    expect((await template(args, cwd)).stdout).toBe('# Shop, @a/shop\n')
  })

  it.each([
    [['--set', 'stile=tidy'], 'UNKNOWN_QUESTION'],
    [['--name', 'My Shop'], 'BAD_NAME'],
    [['--against', 'style=neat'], 'BAD_FLAG_VALUE'],
    [['--file', 'stile.txt'], 'NO_SUCH_FILE'],
  ])('refuses what it does not know: %j', async (args, code) => {
    const { exitCode, error } = await documentOf(
      ['preview', 'mine', ...args],
      await mine(asksStyle),
    )
    expect([exitCode, error.code]).toEqual([2, code])
  })
})

describe('template test', () => {
  it('makes and tests every combination, and leaves no folder behind', async () => {
    const cwd = await mine({ ...asksStyle, 'package.json': tested('node --test') })
    const temporary = await temporaryFolder()
    process.env.TMPDIR = temporary
    try {
      const document = await documentOf(['test', 'mine'], cwd)
      expect(document).toMatchObject({ ok: true, exitCode: 0, snapshot: { status: 'missing' } })
      const { trials } = document
      expect(trials.map(({ answers }: { answers: { style: string } }) => answers.style)).toEqual([
        'plain',
        'tidy',
      ])
      for (const { status, tasks } of trials) {
        expect(status).toBe('ok')
        expect(tasks.map((task: { command: string }) => task.command).join('\n')).toMatch(
          /npm install.*\n.*git.*\nnpm run check$/,
        )
      }
      expect(await snapshot(temporary)).toEqual({})
    } finally {
      delete process.env.TMPDIR
    }
  })

  it('tells what is not as in the snapshot before it installs anything, until it is accepted', async () => {
    const cwd = await mine({ ...asksStyle, 'package.json': tested('exit 1') })
    const files = ['test', 'mine', '--no-install']
    expect((await documentOf([...files, '--accept'], cwd)).snapshot.status).toBe('accepted')
    expect(await documentOf(files, cwd)).toMatchObject({ ok: true, snapshot: { status: 'same' } })
    await write(cwd, { 'options/style/tidy/tidy.txt': 'tidier\n' })
    const changed = await documentOf(['test', 'mine'], cwd)
    expect(changed).toMatchObject({ ok: false, exitCode: 7, trials: [] })
    expect(changed.snapshot).toEqual({
      status: 'differs',
      differences: [{ made: 'style=tidy pm=npm@11.0.0', path: 'tidy.txt', kind: 'changed' }],
    })
    const { stdout } = await template(['test', 'mine'], cwd)
    expect(stdout).toContain('~ tidy.txt  style=tidy pm=npm@11.0.0\n')
    expect(stdout).toContain('create-app template test --accept')
    expect((await documentOf([...files, '--accept'], cwd)).snapshot.status).toBe('accepted')
    expect(await documentOf(files, cwd)).toMatchObject({ ok: true, snapshot: { status: 'same' } })
  })

  it('gets its snapshot into no project', async () => {
    const cwd = await mine(asksStyle)
    await template(['test', 'mine', '--no-install', '--accept'], cwd)
    const { files } = await documentOf(['preview', 'mine'], cwd)
    expect(files.map(({ path }: { path: string }) => path)).toEqual([
      '.create-app.json',
      'style.txt',
    ])
  })

  it('holds a part of the combinations against its part of the snapshot', async () => {
    const cwd = await mine(asksStyle)
    await template(['test', 'mine', '--accept'], cwd)
    const one = await documentOf(['test', 'mine', '--set', 'style=tidy'], cwd)
    expect(one).toMatchObject({ ok: true, snapshot: { status: 'same' } })
    expect(one.trials).toHaveLength(1)
    const { error } = await documentOf(['test', 'mine', '--set', 'style=tidy', '--accept'], cwd)
    expect(error.code).toBe('FLAGS_DISAGREE')
  })

  it.each([
    ['the tests', tested('exit 1'), 21],
    ['what only check finds', JSON.stringify({ scripts: { test: 'true', check: 'exit 1' } }), 21],
    ['the install', JSON.stringify({ scripts: { preinstall: 'exit 1', test: 'true' } }), 20],
    ['what the checks leave behind', tested('touch made.txt'), 21],
  ])('ends as a creation would that fails at %s', async (_, packageJson, exitCode) => {
    const cwd = await mine({ 'package.json': packageJson })
    const document = await documentOf(['test', 'mine'], cwd)
    expect(document).toMatchObject({ ok: false, exitCode })
    expect(document.trials[0]).toMatchObject({ status: 'failed', reason: expect.any(String) })
    if (document.trials[0].logFile)
      await rm(join(document.trials[0].logFile, '..'), { recursive: true })
  })

  it('stops at once on a signal, with every folder gone', async () => {
    const cwd = await temporaryFolder()
    const temporary = await temporaryFolder()
    process.env.TMPDIR = temporary
    try {
      const slow = join(fixtures.dir, 'slow')
      const ran = await runProgram(['template', 'test', slow, '--verify', '--verbose'], {
        cwd,
        onStart: ({ stdout, signal }) => {
          const waiting = setInterval(() => {
            if (!stdout().includes('> node slow-test-of-create-app.mjs')) return
            clearInterval(waiting)
            signal('SIGINT')
          }, 20)
        },
      })
      expect([ran.exitCode, ran.killed]).toEqual([130, ['SIGINT']])
      expect(await snapshot(temporary)).toEqual({})
      expect(await programsIn(temporary)).toEqual([])
    } finally {
      delete process.env.TMPDIR
    }
  })

  it('makes no project of a layer', async () => {
    const { exitCode, error } = await documentOf(['test', join(catalog.dir, '_base')], catalog.dir)
    expect([exitCode, error.code]).toEqual([7, 'TEMPLATE_INVALID'])
    expect(error.message).toContain('it is a layer')
  })

  it('says which package manager is missing, and ends with 5 where none is there', async () => {
    const cwd = await mine({ 'package.json': tested('true') })
    await mkdir(join(cwd, 'bin'))
    const script = '#!/bin/sh\nexit 127\n'
    await writeFile(join(cwd, 'bin/bun'), script)
    await chmod(join(cwd, 'bin/bun'), 0o755)
    const env = { PATH: `${join(cwd, 'bin')}:${process.env.PATH}` }
    const { exitCode, stdout } = await template(['test', 'mine', '--pm', 'bun'], cwd, env)
    expect(exitCode).toBe(5)
    expect(stdout).toContain('bun was not found on this machine.')
  })
})

describe('template dev', () => {
  /** Runs until it has been stopped; `work` is done while it follows. */
  async function followed(
    args: readonly string[],
    cwd: string,
    work: (said: (text: string) => Promise<void>) => Promise<void>,
  ): Promise<Ran> {
    let working: Promise<void> | undefined
    const ran = await runProgram(['template', 'dev', ...args], {
      cwd,
      catalog,
      onStart: ({ stdout, stderr, signal }) => {
        const said = async (text: string) => {
          const end = Date.now() + 20_000
          while (!`${stdout()}${stderr()}`.includes(text)) {
            if (Date.now() > end) throw new Error(`"${text}" never came:\n${stdout()}${stderr()}`)
            await new Promise((resolve) => setTimeout(resolve, 20))
          }
        }
        working = said('Ctrl+C ends it')
          .then(() => work(said))
          .finally(() => signal('SIGINT'))
      },
    })
    await working
    return ran
  }

  it('makes a project that follows what its template becomes', async () => {
    const cwd = await mine({ ...asksStyle, '.env.example': 'A=1\n' })
    const ran = await followed(['mine', 'app', '--no-git'], cwd, async (said) => {
      await write(cwd, { 'style.txt': 'very {{STYLE}}\n', 'new/file.txt': 'new\n' })
      await said('+ new/file.txt')
      await said('~ style.txt')
      await rm(join(cwd, 'mine/new'), { recursive: true })
      await said('- new/file.txt')
      await write(cwd, { 'template.json': '{' })
      await said('not valid JSON')
      await write(cwd, { 'template.json': asksStyle['template.json'], 'last.txt': '' })
      await said('+ last.txt')
    })
    expect(ran.killed).toEqual(['SIGINT'])
    expect(Object.keys(await snapshot(join(cwd, 'app')))).toEqual([
      '.create-app.json',
      '.env',
      '.env.example',
      'last.txt',
      'style.txt',
    ])
    expect(await readFile(join(cwd, 'app/style.txt'), 'utf8')).toBe('very plain\n')
  })

  it('takes up again the project that it made, and no other', async () => {
    const cwd = await mine({ ...asksStyle, '.env.example': 'A=1\n' })
    await followed(['mine', 'app', '--no-git'], cwd, async () => {})
    await write(cwd, { 'style.txt': 'other\n' })
    await writeFile(join(cwd, 'app/.env'), 'A=2\n')
    await writeFile(join(cwd, 'app/mine.txt'), 'a person’s')
    const again = await followed(['mine', 'app', '--no-git'], cwd, async () => {})
    expect(again.stdout).toContain('~ style.txt\n')
    expect(await readFile(join(cwd, 'app/.env'), 'utf8')).toBe('A=2\n')
    expect(await readFile(join(cwd, 'app/mine.txt'), 'utf8')).toBe('a person’s')
    await cp(tiny, join(cwd, 'other'), { recursive: true })
    const other = await runProgram(['template', 'dev', 'other', 'app', '--no-git'], {
      cwd,
      catalog,
    })
    expect(other.exitCode).toBe(3)
  })

  it('leaves a file alone that was edited in the project, says so once, and brings the rest', async () => {
    const cwd = await mine({ ...asksStyle, 'other.txt': 'one\n' })
    const ran = await followed(['mine', 'app', '--no-git'], cwd, async (said) => {
      await writeFile(join(cwd, 'app/style.txt'), 'a person’s\n')
      await write(cwd, { 'style.txt': 'very {{STYLE}}\n', 'other.txt': 'two\n' })
      await said('~ other.txt')
      await write(cwd, { 'style.txt': 'most {{STYLE}}\n', 'other.txt': 'three\n' })
      await expect.poll(() => readFile(join(cwd, 'app/other.txt'), 'utf8')).toBe('three\n')
    })
    expect(await readFile(join(cwd, 'app/style.txt'), 'utf8')).toBe('a person’s\n')
    expect(ran.stdout.split('style.txt was edited in app')).toHaveLength(2)
    expect(ran.stdout).not.toContain('~ style.txt')
  })

  it('keeps what its record has of a later version, and refuses the record of one', async () => {
    const cwd = await mine(asksStyle)
    await followed(['mine', 'app', '--no-git'], cwd, async () => {})
    const path = join(cwd, 'app/.create-app.json')
    const record = JSON.parse(await readFile(path, 'utf8'))
    await writeFile(path, JSON.stringify({ ...record, later: true }))
    await followed(['mine', 'app', '--no-git'], cwd, async () => {})
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ ...record, later: true })
    await writeFile(path, JSON.stringify({ ...record, createApp: '3.9.0' }))
    const { exitCode, stderr } = await template(['dev', 'mine', 'app', '--no-git'], cwd)
    expect(exitCode).toBe(2)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('npm create app@3.9.0 template dev mine app')
  })

  it('refuses a project inside its template', async () => {
    const cwd = await mine(asksStyle)
    const { exitCode, stderr } = await template(['dev', 'mine', 'mine/app'], cwd)
    expect(exitCode).toBe(2)
    expect(stderr).toContain('it is inside the template')
  })
})
