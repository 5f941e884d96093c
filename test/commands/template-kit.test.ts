import { chmod, cp, lstat, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalog } from '../../scripts/compose.ts'
import { programsIn, snapshot, temporaryFolder } from '../support/folders.ts'
import { styleQuestion } from '../support/planning.ts'
import { fixtures, type Ran, runProgram } from '../support/program.ts'
import { sampleTests } from '../support/sampled.ts'

sampleTests(1 / 2)

const tiny = join(fixtures.dir, 'tiny')

/** Runs a subcommand with the built-in templates, because `init` needs the starter template. */
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
    $schema: './template.schema.json',
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
  ])('reports what is missing or wrong: %j', async (args, printed) => {
    const { exitCode, stderr } = await runProgram(args, { cwd: await temporaryFolder() })
    expect(exitCode).toBe(2)
    expect(stderr.replaceAll(/\n +/g, ' ')).toContain(printed)
  })

  it('creates a folder named template for ./template', async () => {
    const args = ['./template', '--template', 'plain', '--no-git', '--dry-run', '--json']
    const { stdout } = await runProgram(args, { cwd: await temporaryFolder() })
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, command: 'create' })
  })
})

describe('template init', () => {
  it('writes the files that a dry run lists, a template without problems', async () => {
    const cwd = await temporaryFolder()
    const planned = await documentOf(['init', 'my-kit', '--dry-run'], cwd)
    expect(await snapshot(cwd)).toEqual({})
    const made = await documentOf(['init', 'my-kit'], cwd)
    expect(made).toMatchObject({ ok: true, command: 'template', treeHash: planned.treeHash })
    const files = await snapshot(join(cwd, 'my-kit'))
    expect(Object.keys(files)).toEqual(made.files.created.toSorted())
    expect(made.files.created).toEqual(planned.files.created)
    const { title, $schema } = JSON.parse(await readFile(join(cwd, 'my-kit/template.json'), 'utf8'))
    expect(title).toBe('My Kit')
    expect(Object.keys(files)).toContain($schema.replace('./', ''))
    expect((await template(['lint', 'my-kit'], cwd)).stdout).toBe('my-kit has no problems.\n')
  })

  it('writes the published schema of the manifest', async () => {
    const cwd = await temporaryFolder()
    await template(['init', 'my-kit'], cwd)
    const [written, shipped] = await Promise.all(
      [join(cwd, 'my-kit/template.schema.json'), 'docs/schemas/template.schema.json'].map((path) =>
        readFile(path, 'utf8'),
      ),
    )
    expect(written).toBe(shipped)
  })

  it('turns a project into a template, and changes none of its files', async () => {
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

  it('writes placeholders for the name of a project where it is certain, if that is wished', async () => {
    const files = {
      'package.json': JSON.stringify({ name: 'old-name', bin: { 'old-name': 'a.js' } }),
      'README.md': '# old-name\n\nnpx old-name\n',
    }
    const cwd = await mine({ ...files, 'src/a.js': "log('old-name')\n" })
    await symlink('README.md', join(cwd, 'mine/CLAUDE.md'))
    const { files: listed } = await documentOf(['init', 'mine', '--dry-run', '--yes'], cwd)
    expect(listed).toMatchObject({
      created: ['template.json', 'template.schema.json'],
      updated: ['README.md', 'package.json'],
    })
    expect((await template(['init', 'mine', '--set', 'rename=true'], cwd)).exitCode).toBe(0)
    const after = await snapshot(join(cwd, 'mine'))
    expect(after).toMatchObject({
      'README.md': '644 # {{PROJECT_NAME}}\n\nnpx {{PACKAGE_NAME}}\n',
      'package.json': '644 {"name":"old-name","bin":{"{{PROJECT_NAME}}":"a.js"}}',
      'src/a.js': "644 log('old-name')\n",
    })
    expect((await lstat(join(cwd, 'mine/CLAUDE.md'))).isSymbolicLink()).toBe(true)
    const wrong = await documentOf(['init', 'other', '--set', 'rname=true'], cwd)
    expect(wrong.exitCode).toBe(2)
  })

  it('refuses a folder that is already a template', async () => {
    const cwd = await mine(asksStyle)
    const before = await snapshot(cwd)
    const { exitCode, error } = await documentOf(['init', 'mine'], cwd)
    expect([exitCode, error.code]).toEqual([3, 'TEMPLATE_THERE'])
    expect(await snapshot(cwd)).toEqual(before)
  })
})

describe('template lint', () => {
  it('prints a command that creates a missing template.json', async () => {
    const cwd = await temporaryFolder()
    await write(cwd, { 'package.json': '{}' })
    const { stdout } = await template(['lint'], cwd)
    const [, command = ''] = /create-app template (.+) to create one/.exec(stdout) ?? []
    expect((await template(command.split(' '), cwd)).exitCode).toBe(0)
    expect(await snapshot(cwd)).toHaveProperty('template.json')
  })

  it('prints file, line, reason and fix, and exits with 7', async () => {
    const cwd = await mine({ ...asksStyle, 'src/a.md': 'one\n{{STILE}}\n' })
    const { exitCode, stdout } = await template(['lint', 'mine'], cwd)
    expect(exitCode).toBe(7)
    expect(stdout).toContain('✖ placeholder  mine/src/a.md:2\n')
    expect(stdout).toContain('  → Did you mean {{STYLE}}?\n')
    expect(stdout).toMatch(/mine: 1 problem\.\n$/)
    const document = await documentOf(['lint', 'mine'], cwd)
    expect(document).toMatchObject({ ok: false, dir: join(cwd, 'mine') })
    expect(document.findings).toMatchObject([
      { rule: 'placeholder', places: [{ file: 'src/a.md', line: 2, text: null }] },
    ])
    expect(document.acknowledged).toEqual([])
  })

  it('exits with 0 if there are only warnings', async () => {
    const cwd = await mine({ ...asksStyle, 'package.json': tested('true') })
    const { ok, findings } = await documentOf(['lint', 'mine'], cwd)
    expect(ok).toBe(true)
    const levels = findings.map(({ level }: { level: string }) => level)
    expect([...new Set(levels)]).toEqual(['warning'])
    expect((await template(['lint', 'mine'], cwd)).exitCode).toBe(0)
  })

  it('shows the first places of one finding, and says how many are accepted', async () => {
    const steps = Array.from({ length: 13 }, () => '  - uses: actions/checkout@v4\n').join('')
    const allow = [{ rule: 'leftover', path: 'dist/', reason: 'The site' }]
    const cwd = await mine({
      'template.json': JSON.stringify({ $schema: 'template.schema.json', lint: { allow } }),
      '.github/workflows/ci.yml': `steps:\n${steps}`,
      'dist/index.html': '',
    })
    const { exitCode, stdout } = await template(['lint', 'mine'], cwd)
    expect(exitCode).toBe(7)
    const [head, ...lines] = stdout.split('\n')
    expect(head).toBe('✖ unpinned-action  13 places')
    expect(lines).toContain('    mine/.github/workflows/ci.yml:2   actions/checkout@v4')
    expect(lines).toContain('    mine/.github/workflows/ci.yml:11  actions/checkout@v4')
    expect(lines).toContain('    and 3 more')
    expect(stdout.match(/actions\/checkout@v4/g)).toHaveLength(10)
    expect(lines).toContain(
      '    actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2',
    )
    expect(stdout).toMatch(/mine: 1 problem, 1 acknowledged\.\n$/)
    const { findings, acknowledged } = await documentOf(['lint', 'mine'], cwd)
    expect(findings[0].places).toHaveLength(13)
    expect(acknowledged).toMatchObject([{ rule: 'leftover', reason: 'The site' }])
  })

  it('checks the current folder by default, and detects the user’s home in paths', async () => {
    const cwd = await mine({ ...asksStyle, 'a.txt': '/srv/people/ada/shop\n' })
    const { stdout } = await template(['lint'], join(cwd, 'mine'), { HOME: '/srv/people/ada' })
    expect(stdout).toContain('✖ absolute-path  a.txt:1\n')
  })
})

describe('template preview', () => {
  it('lists the files for an answer, and writes nothing', async () => {
    const cwd = await mine(asksStyle)
    const before = await snapshot(cwd)
    const { stdout } = await template(['preview', 'mine', '--set', 'style=tidy'], cwd)
    expect(stdout).toMatch(/^style=tidy pm=npm@\d/)
    expect(stdout).toMatch(/^ {2,} 5 {2}tidy\.txt$/m)
    expect(await snapshot(cwd)).toEqual(before)
  })

  it('lists the changes for other answers, and prints them line by line', async () => {
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

  it('prints a file with the given names', async () => {
    const cwd = await mine({ 'README.md': '# {{PROJECT_TITLE}}, {{PACKAGE_NAME}}\n' })
    const args = ['preview', 'mine', '--file', 'README.md', '--title', 'Shop', '--name', '@a/shop']
    expect((await template(args, cwd)).stdout).toBe('# Shop, @a/shop\n')
  })

  it.each([
    [['--set', 'stile=tidy'], 'UNKNOWN_QUESTION'],
    [['--name', 'My Shop'], 'BAD_NAME'],
    [['--against', 'style=neat'], 'BAD_FLAG_VALUE'],
    [['--file', 'stile.txt'], 'NO_SUCH_FILE'],
  ])('refuses unknown or invalid values: %j', async (args, code) => {
    const { exitCode, error } = await documentOf(
      ['preview', 'mine', ...args],
      await mine(asksStyle),
    )
    expect([exitCode, error.code]).toEqual([2, code])
  })
})

describe('template test', () => {
  it('creates and tests every combination, and leaves no folder behind', async () => {
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

  it('reports differences from the snapshot before any install, until they are accepted', async () => {
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
    expect(stdout).toContain('create-app template test mine --accept')
    expect((await documentOf([...files, '--accept'], cwd)).snapshot.status).toBe('accepted')
    expect(await documentOf(files, cwd)).toMatchObject({ ok: true, snapshot: { status: 'same' } })
  })

  it('does not copy the snapshot into projects', async () => {
    const cwd = await mine(asksStyle)
    await template(['test', 'mine', '--no-install', '--accept'], cwd)
    const { files } = await documentOf(['preview', 'mine'], cwd)
    expect(files.map(({ path }: { path: string }) => path)).toEqual([
      '.create-app.json',
      'style.txt',
    ])
  })

  it('compares some of the combinations with their part of the snapshot', async () => {
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
    ['the check script', JSON.stringify({ scripts: { test: 'true', check: 'exit 1' } }), 21],
    ['the install', JSON.stringify({ scripts: { preinstall: 'exit 1', test: 'true' } }), 20],
    ['files that the checks leave behind', tested('touch made.txt'), 21],
  ])('exits with the code of a creation that fails at %s', async (_, packageJson, exitCode) => {
    const cwd = await mine({ 'package.json': packageJson })
    const document = await documentOf(['test', 'mine'], cwd)
    expect(document).toMatchObject({ ok: false, exitCode })
    expect(document.trials[0]).toMatchObject({ status: 'failed', reason: expect.any(String) })
    if (document.trials[0].logFile)
      await rm(join(document.trials[0].logFile, '..'), { recursive: true })
  })

  it('stops at once on a signal, and removes every folder', async () => {
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

  it('refuses a layer', async () => {
    const { exitCode, error } = await documentOf(['test', join(catalog.dir, '_base')], catalog.dir)
    expect([exitCode, error.code]).toEqual([7, 'TEMPLATE_INVALID'])
    expect(error.message).toContain('it is a layer')
  })

  it('names the missing package manager, and exits with 5', async () => {
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
  /** Runs `template dev`, does `work` while it follows the template, and stops it. */
  async function followed(
    args: readonly string[],
    cwd: string,
    work: (printed: (text: string) => Promise<void>) => Promise<void>,
  ): Promise<Ran> {
    let working: Promise<void> | undefined
    const ran = await runProgram(['template', 'dev', ...args], {
      cwd,
      catalog,
      onStart: ({ stdout, stderr, signal }) => {
        const printed = async (text: string) => {
          const end = Date.now() + 20_000
          while (!`${stdout()}${stderr()}`.includes(text)) {
            if (Date.now() > end)
              throw new Error(`"${text}" was never printed:\n${stdout()}${stderr()}`)
            await new Promise((resolve) => setTimeout(resolve, 20))
          }
        }
        working = printed('Ctrl+C ends it')
          .then(() => work(printed))
          .finally(() => signal('SIGINT'))
      },
    })
    await working
    return ran
  }

  it('creates a project that follows its template', async () => {
    const cwd = await mine({ ...asksStyle, '.env.example': 'A=1\n' })
    const ran = await followed(['mine', 'app', '--no-git'], cwd, async (printed) => {
      await write(cwd, { 'style.txt': 'very {{STYLE}}\n', 'new/file.txt': 'new\n' })
      await printed('+ new/file.txt')
      await printed('~ style.txt')
      await rm(join(cwd, 'mine/new'), { recursive: true })
      await printed('- new/file.txt')
      await write(cwd, { 'template.json': '{ "$schema": "./template.schema.json"' })
      await printed('not valid JSON')
      await write(cwd, { 'template.json': asksStyle['template.json'], 'last.txt': '' })
      await printed('+ last.txt')
    })
    expect(ran.killed).toEqual(['SIGINT'])
    expect(Object.keys(await snapshot(join(cwd, 'app')))).toEqual([
      '.create-app.json',
      '.env',
      '.env.example',
      '.gitignore',
      'last.txt',
      'style.txt',
    ])
    expect(await readFile(join(cwd, 'app/style.txt'), 'utf8')).toBe('very plain\n')
  })

  it('continues with its own project, and refuses any other', async () => {
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

  it('keeps a file that was edited in the project, warns once, and updates the others', async () => {
    const cwd = await mine({ ...asksStyle, 'other.txt': 'one\n' })
    const ran = await followed(['mine', 'app', '--no-git'], cwd, async (printed) => {
      await writeFile(join(cwd, 'app/style.txt'), 'a person’s\n')
      await write(cwd, { 'style.txt': 'very {{STYLE}}\n', 'other.txt': 'two\n' })
      await printed('~ other.txt')
      await write(cwd, { 'style.txt': 'most {{STYLE}}\n', 'other.txt': 'three\n' })
      await expect.poll(() => readFile(join(cwd, 'app/other.txt'), 'utf8')).toBe('three\n')
    })
    expect(await readFile(join(cwd, 'app/style.txt'), 'utf8')).toBe('a person’s\n')
    expect(ran.stdout.split('style.txt was edited in app')).toHaveLength(2)
    expect(ran.stdout).not.toContain('~ style.txt')
  })

  it('keeps unknown entries of the record, and refuses the record of a later version', async () => {
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
