import { mkdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openStage } from '../../src/apply/in-stage.ts'
import { manifestText } from '../support/fixtures.ts'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { runProgram } from '../support/program.ts'
import { sampleTests } from '../support/sampled.ts'
import { documentOf, endsOf, git, uninstalled } from '../support/unfinished.ts'

sampleTests(1 / 2)

const files = ['--template', 'tiny', '--pm', 'npm@11.0.0', '--no-install', '--no-git']

/** A folder `app` with a project without install and git. */
async function unstarted(args: readonly string[] = files) {
  const cwd = await temporaryFolder()
  expect(await documentOf(['app', ...args], cwd)).toMatchObject({ exitCode: 0 })
  return { cwd, dir: join(cwd, 'app') }
}

async function edit(path: string, change: (text: string) => string): Promise<void> {
  await writeFile(path, change(await readFile(path, 'utf8')))
}

describe('a project whose install failed', () => {
  it('is installed, committed and tested, and only the lockfile is written', async () => {
    const { cwd, env, dir } = await uninstalled()
    const before = await snapshot(dir)
    const done = await documentOf(['resume', 'app'], cwd, env)
    expect(done).toMatchObject({
      ok: true,
      command: 'resume',
      status: 'created',
      projectDir: dir,
      template: { id: 'tiny', source: 'builtin' },
      files: { created: [], kept: [] },
      treeHash: null,
      replay: null,
      warnings: [],
    })
    expect(endsOf(done)).toEqual([
      'git skipped done already',
      'install ok',
      'commit ok',
      'verify ok',
    ])
    const { 'package-lock.json': lockfile, ...after } = await snapshot(dir)
    expect(lockfile).toBeDefined()
    expect(after).toEqual(before)
    expect(await git(dir, 'log', '--format=%s')).toBe('Initial commit')
    expect(await git(dir, 'status', '--porcelain')).toBe('')
    const committed = [...Object.keys(after), 'package-lock.json'].filter((path) => path !== '.env')
    expect(await git(dir, 'ls-tree', '-r', '--name-only', 'HEAD')).toBe(committed.sort().join('\n'))
  })

  it('stays unchanged while the registry is unreachable, with the exit code of a creation', async () => {
    const { cwd, env, dir } = await uninstalled()
    await rm(join(cwd, 'well'))
    const before = await snapshot(dir)
    const failed = await documentOf(['resume', 'app'], cwd, env)
    expect(failed).toMatchObject({
      exitCode: 20,
      status: 'partial',
      error: { code: 'INSTALL_FAILED' },
    })
    expect(failed.error?.fix).toMatch(/^cd app && npm install .* && npm test$/)
    expect(await snapshot(dir)).toEqual(before)
    expect(await git(dir, 'rev-list', '--all')).toBe('')
  })

  it('is committed with the user’s edits, and without files that are not part of the project', async () => {
    const { env, dir } = await uninstalled()
    await edit(join(dir, 'src/greet.js'), (text) => text.replace('hello', 'Ahoy'))
    await mkdir(join(dir, 'docs/mine'))
    await writeFile(join(dir, 'docs/mine/notes.txt'), 'mine')
    await writeFile(join(dir, 'secret.txt'), 'mine')
    await rm(join(dir, 'run.sh'))
    expect(await documentOf(['resume'], dir, env)).toMatchObject({ exitCode: 0, projectDir: dir })
    expect(await git(dir, 'show', 'HEAD:src/greet.js')).toContain('Ahoy')
    expect(await git(dir, 'status', '--porcelain')).toBe('?? docs/mine/\n?? secret.txt')
  })

  it('is committed when npm writes no lockfile', async () => {
    const { cwd, env, dir } = await uninstalled()
    const done = await documentOf(['resume', 'app'], cwd, {
      ...env,
      npm_config_package_lock: 'false',
    })
    expect(done).toMatchObject({ exitCode: 0 })
    expect(await git(dir, 'status', '--porcelain')).toBe('')
  })

  it('lists in a dry run what it would run and what is done, and changes nothing', async () => {
    const { cwd, env, dir } = await uninstalled()
    const before = await snapshot(cwd)
    const planned = await documentOf(['resume', 'app', '--dry-run'], cwd, env)
    expect(planned).toMatchObject({
      status: 'planned',
      files: { created: [], sizes: {} },
      replay: null,
    })
    expect(endsOf(planned)).toEqual([
      'git skipped done already',
      'install planned',
      'commit planned',
      'verify planned',
    ])
    const { stdout } = await runProgram(['resume', 'app', '-n'], { cwd, env })
    expect(stdout).toContain(
      `Would run in ${dir}:\n  Start a git repository: skipped, done already`,
    )
    expect(stdout).not.toMatch(/Would write|For real|sha256-\w+\n\n|--template/)
    expect(await snapshot(cwd)).toEqual(before)
  })

  it('prints its tasks as text, without the command that repeats a creation', async () => {
    const { cwd, env } = await uninstalled()
    const { stdout } = await runProgram(['resume', 'app'], { cwd, env, terminal: true })
    expect(stdout).toContain('Make the first commit')
    expect(stdout).toContain('Tests passed.')
    expect(stdout).not.toMatch(/To do the same again|Write \d+ file/)
  })

  it('prints the events of its tasks, but none for files', async () => {
    const { cwd, env } = await uninstalled()
    const { stdout } = await runProgram(['resume', 'app', '--events'], { cwd, env })
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(events.map(({ type }) => type)).not.toContain('files')
    expect(events.at(-1)).toMatchObject({
      type: 'run.end',
      result: { command: 'resume', ok: true },
    })
  })
})

describe('a project whose own scripts failed', () => {
  /** A project of a template with these scripts, and a local dependency, so that npm unpacks something. */
  async function failing(scripts: Record<string, string>, exitCode: number) {
    const cwd = await temporaryFolder()
    const template = join(cwd, 'templates/failing')
    await mkdir(join(template, 'dep'), { recursive: true })
    await writeFile(join(template, 'template.json'), manifestText({ title: 'Failing' }))
    await writeFile(join(template, '_gitignore'), 'node_modules/\n')
    await writeFile(join(template, 'dep/package.json'), '{ "name": "dep", "version": "1.0.0" }')
    await writeFile(join(template, 'test.mjs'), 'process.exit(1)\n')
    const manifest = { scripts, dependencies: { dep: 'file:./dep' } }
    await writeFile(join(template, 'package.json'), JSON.stringify(manifest))
    const catalog = { dir: join(cwd, 'templates'), version: '3.0.0-test' }
    const run = async (...args: readonly string[]) => {
      return JSON.parse((await runProgram([...args, '--json'], { cwd, catalog })).stdout)
    }
    expect(await run('app', '--template', 'failing')).toMatchObject({ exitCode })
    return { run, dir: join(cwd, 'app') }
  }

  const untested = () => failing({ test: 'node test.mjs' }, 21)

  it('is only tested again, and keeps the user’s edits', async () => {
    const { run, dir } = await untested()
    const failed = await run('resume', 'app')
    expect(failed).toMatchObject({ exitCode: 21, error: { code: 'VERIFY_FAILED' } })
    expect(endsOf(failed).slice(0, 3)).toEqual([
      'git skipped done already',
      'install skipped done already',
      'commit skipped done already',
    ])
    await writeFile(join(dir, 'test.mjs'), 'process.exit(0)\n')
    const done = await run('resume', 'app')
    expect(done).toMatchObject({ exitCode: 0, warnings: [] })
    expect(endsOf(done).at(-1)).toBe('verify ok')
    expect(await git(dir, 'rev-list', '--all', '--count')).toBe('1')
    expect(await git(dir, 'status', '--porcelain')).toBe(' M test.mjs')
  })

  it('is installed again when its postinstall failed after unpacking', async () => {
    const { run, dir } = await failing({ postinstall: 'node test.mjs' }, 20)
    expect(await readFile(join(dir, 'node_modules/.package-lock.json'), 'utf8')).toContain('dep')
    expect(endsOf(await run('resume', 'app'))[1]).toMatch(/^install failed/)
    await writeFile(join(dir, 'test.mjs'), '')
    expect(endsOf(await run('resume', 'app')).slice(1, 3)).toEqual(['install ok', 'commit ok'])
  })

  it('is installed again when node_modules is missing or older than package.json', async () => {
    const { run, dir } = await untested()
    await rm(join(dir, 'node_modules'), { recursive: true })
    expect(endsOf(await run('resume', 'app'))[1]).toBe('install ok')
    const soon = new Date(Date.now() + 60_000)
    await utimes(join(dir, 'package.json'), soon, soon)
    expect(endsOf(await run('resume', 'app'))[1]).toBe('install ok')
  })

  it('skips tasks that a flag turns off', async () => {
    const { run } = await untested()
    const skipped = await run('resume', 'app', '--no-git', '--no-verify')
    expect(skipped).toMatchObject({ exitCode: 0 })
    expect(endsOf(skipped)).toEqual([
      'git skipped --no-git',
      'install skipped done already',
      'commit skipped --no-git',
      'verify skipped --no-verify',
    ])
    const { nextSteps } = await run('resume', 'app', '--no-install')
    expect(nextSteps).toEqual([{ title: 'Run the tests', command: 'npm test' }])
  })
})

describe('a local template', () => {
  /** A project of a local template named like a built-in one, and a function that tells whether its code ran. */
  async function ofFolder() {
    const cwd = await temporaryFolder()
    await mkdir(join(cwd, 'mine/tiny'), { recursive: true })
    const scripts = { preinstall: 'touch ../ran', test: 'touch ../ran' }
    await writeFile(join(cwd, 'mine/tiny/package.json'), JSON.stringify({ scripts }))
    const args = ['app', '--template', './mine/tiny', '--pm', 'npm', '--no-install']
    expect(await documentOf(args, cwd)).toMatchObject({ exitCode: 0 })
    const hasRun = async () => Object.keys(await snapshot(cwd)).includes('ran')
    return { cwd, hasRun }
  }

  it('must be named, and is never replaced by a built-in one', async () => {
    const { cwd, hasRun } = await ofFolder()
    const unnamed = await documentOf(['resume', 'app', '--trust'], cwd)
    expect(unnamed).toMatchObject({ exitCode: 2, error: { code: 'TEMPLATE_ELSEWHERE' } })
    expect(unnamed.error?.message).toContain('app/.create-app.json')
    const variable = { CREATE_APP_TEMPLATE: 'tiny' }
    const fromVariable = await documentOf(['resume', 'app', '--trust'], cwd, variable)
    expect(fromVariable.error).toMatchObject({ code: 'TEMPLATE_ELSEWHERE' })
    const builtIn = await documentOf(['resume', 'app', '--template', 'tiny'], cwd)
    expect(builtIn).toMatchObject({ exitCode: 2, error: { code: 'OTHER_TEMPLATE' } })
    expect(await hasRun()).toBe(false)
  })

  it('runs its code only with --trust', async () => {
    const { cwd, hasRun } = await ofFolder()
    const args = ['resume', 'app', '--template', './mine/tiny']
    const refused = await documentOf(args, cwd)
    expect(refused).toMatchObject({ exitCode: 7, error: { code: 'TEMPLATE_NOT_TRUSTED' } })
    const skipped = await documentOf([...args, '--no-install'], cwd)
    expect(skipped).toMatchObject({ exitCode: 0 })
    expect(await hasRun()).toBe(false)
    expect(await documentOf([...args, '--trust'], cwd)).toMatchObject({ exitCode: 0 })
    expect(await hasRun()).toBe(true)
  })

  it.each([
    ['n', 7],
    ['y', 0],
  ] as const)('runs its code only if the user accepts at the prompt: %s', async (key, exitCode) => {
    const { cwd, hasRun } = await ofFolder()
    const ran = await runProgram(['resume', 'app', '-t', './mine/tiny', '--no-verify'], {
      cwd,
      terminal: true,
      onStart: ({ io, type }) => {
        io.stdout.on('data', (chunk: Buffer) => {
          if (chunk.includes('Allow this?')) setTimeout(type, 100, key)
        })
      },
    })
    expect(ran.exitCode).toBe(exitCode)
    expect(await hasRun()).toBe(exitCode === 0)
  })

  it('is read from npm’s variable when npm consumed the flag', async () => {
    const { cwd } = await ofFolder()
    const env = { npm_config_template: './mine/tiny' }
    const done = await documentOf(['resume', 'app', '--trust'], cwd, env)
    expect(done).toMatchObject({ exitCode: 0, warnings: [{ code: 'NPM_TOOK_TEMPLATE' }] })
  })

  it('gets no trust from a record that calls it built in', async () => {
    const { cwd, hasRun } = await ofFolder()
    await edit(join(cwd, 'app/.create-app.json'), (text) => text.replace('file:tiny', 'builtin'))
    const refused = await documentOf(['resume', 'app'], cwd)
    expect(refused).toMatchObject({ exitCode: 7, error: { code: 'TEMPLATE_NOT_TRUSTED' } })
    expect(refused.error?.message).toContain('npm install')
    expect(await hasRun()).toBe(false)
  })
})

describe('a record', () => {
  const spoiled: readonly (readonly [string, (path: string) => Promise<unknown>, string])[] = [
    ['is missing', (path) => rm(path), 'NO_RECORD'],
    ['is not JSON', (path) => writeFile(path, '{'), 'BAD_RECORD'],
    ['has another format', (path) => writeFile(path, '{"template":"tiny"}'), 'BAD_RECORD'],
    ['is a folder', (path) => rm(path).then(() => mkdir(path)), 'BAD_RECORD'],
    ['names no template', (path) => replace(path, '"template"', '"layer"'), 'BAD_RECORD'],
    ['names an unknown template', (path) => replace(path, '"tiny"', '"x"'), 'BAD_RECORD'],
    ['names a path', (path) => replace(path, '"tiny"', '"../tiny"'), 'BAD_RECORD'],
    ['answers an unknown question', (path) => replace(path, 'greeting', 'x'), 'BAD_RECORD'],
    ['has an invalid answer', (path) => replace(path, 'hello', 'x'), 'BAD_RECORD'],
    ['has an unknown package manager', (path) => replace(path, 'npm@', 'x@'), 'BAD_RECORD'],
    ['is of another version', (path) => replace(path, '3.0.0-test', '2.9.0'), 'OTHER_CREATE_APP'],
  ]

  it('that is invalid is refused, and nothing is written', async () => {
    const { cwd, dir } = await unstarted()
    const path = join(dir, '.create-app.json')
    const record = await readFile(path)
    for (const [what, spoil, code] of spoiled) {
      await spoil(path)
      const before = await snapshot(cwd)
      const refused = await documentOf(['resume', 'app'], cwd)
      expect(refused, what).toMatchObject({ exitCode: 2, command: 'resume', error: { code } })
      expect(refused.error?.message, what).toContain('app')
      expect(await snapshot(cwd), what).toEqual(before)
      await rm(path, { recursive: true, force: true })
      await writeFile(path, record)
    }
  })

  it('of another version is refused, with the command of that version', async () => {
    const { cwd, dir } = await unstarted()
    await replace(join(dir, '.create-app.json'), '"3.0.0-test"', '"2.9.0"')
    const { error } = await documentOf(['resume', 'app'], cwd)
    expect(error?.fix).toBe(
      'Use the version that created it: npm create app@2.9.0 resume app\n' +
        'Or bring it up to date: npx create-app@latest update app',
    )
  })

  function replace(path: string, from: string, to: string): Promise<void> {
    return edit(path, (text) => text.replace(from, to))
  }
})

describe('trust in a project without a repository', () => {
  async function untouched() {
    const cwd = await temporaryFolder()
    const template = join(cwd, 'templates/own')
    await mkdir(template, { recursive: true })
    await writeFile(join(template, 'template.json'), manifestText({ title: 'Own' }))
    await writeFile(join(template, 'package.json'), '{ "scripts": { "test": "node --version" } }')
    const catalog = { dir: join(cwd, 'templates'), version: '3.0.0-test' }
    const run = async (...args: readonly string[]) => {
      return JSON.parse(
        (await runProgram([...args, '--no-git', '--json'], { cwd, catalog })).stdout,
      )
    }
    expect(await run('app', '--template', 'own', '--no-install')).toMatchObject({ exitCode: 0 })
    return { run, packageJson: join(cwd, 'app/package.json') }
  }

  it('is not required while the scripts are those of a built-in template', async () => {
    const { run } = await untouched()
    expect(await run('resume', 'app')).toMatchObject({ exitCode: 0, command: 'resume' })
  })

  it('is required for the current scripts', async () => {
    const { run, packageJson } = await untouched()
    await edit(packageJson, (text) => text.replace('node --version', 'node mine.js'))
    const { exitCode, error } = await run('resume', 'app')
    expect([exitCode, error?.code]).toEqual([7, 'TEMPLATE_NOT_TRUSTED'])
    expect(error.message).toMatch(/differ from those of the template own.*\(test: node mine\.js\)/)
  })
})

describe('resume refuses', () => {
  it('a missing folder and a file', async () => {
    const cwd = await temporaryFolder()
    await writeFile(join(cwd, 'file'), '')
    for (const dir of ['nowhere', 'file', '.']) {
      const refused = await documentOf(['resume', dir], cwd)
      expect(refused, dir).toMatchObject({ exitCode: 2, error: { code: 'NO_RECORD' } })
      expect(refused.error?.message).toContain(`in ${dir === '.' ? 'this folder' : dir},`)
    }
  })

  it.each([
    ['missing', (path: string) => rm(path)],
    ['not JSON', (path: string) => writeFile(path, '{')],
  ])('a project whose package.json is %s', async (_, spoil) => {
    const { cwd, dir } = await unstarted()
    await spoil(join(dir, 'package.json'))
    const refused = await documentOf(['resume', 'app'], cwd)
    expect(refused).toMatchObject({ exitCode: 2, error: { code: 'PACKAGE_MISSING' } })
  })

  it('a folder with the journal of a killed creation', async () => {
    const { cwd, dir } = await unstarted()
    const { dir: stage, journal } = await openStage(dir, dir)
    await writeFile(journal, JSON.stringify({ steps: [], folders: [] }))
    await rename(stage, stage.replace(`-${process.pid}-`, `-${2 ** 30}-`))
    const before = await snapshot(cwd)
    const refused = await documentOf(['resume', 'app'], cwd)
    expect(refused).toMatchObject({ exitCode: 2, error: { code: 'HALF_WRITTEN' } })
    expect(await snapshot(cwd)).toEqual(before)
  })
})

describe('the flags of resume', () => {
  it('do not include those that the record decides', async () => {
    const { cwd } = await unstarted()
    const decided = [
      ['--template', 'tiny'],
      ['--pm', 'npm'],
      ['--name', 'x'],
      ['--title', 'x'],
      ['--set', 'greeting=hello'],
      ['--answers', '-'],
    ] as const
    for (const [flag, value] of decided) {
      const refused = await documentOf(['resume', 'app', flag, value], cwd)
      expect(refused).toMatchObject({ exitCode: 2, command: 'resume' })
      expect(refused.error).toMatchObject({
        code: 'FLAG_NOT_TAKEN',
        message: `create-app resume does not take ${flag}.`,
      })
    }
  })

  it('ignore the variables of flags that the record decides', async () => {
    const { cwd } = await unstarted()
    const env = {
      CREATE_APP_TEMPLATE: 'plain',
      CREATE_APP_PM: 'pnpm',
      CREATE_APP_NAME: 'other',
      CREATE_APP_SET: 'greeting=good-day',
      CREATE_APP_NO_INSTALL: '1',
    }
    const planned = await documentOf(['resume', 'app', '--dry-run', '--no-git'], cwd, env)
    expect(planned.answers).toEqual({
      name: 'app',
      title: 'App',
      pm: 'npm@11.0.0',
      greeting: 'hello',
    })
    expect(endsOf(planned)[1]).toBe('install skipped --no-install')
  })

  it('do not need --pm if the template does not ask for it', async () => {
    const cwd = await temporaryFolder()
    await mkdir(join(cwd, 'mine'))
    await writeFile(join(cwd, 'mine/package.json'), '{"scripts":{"test":"x"}}')
    const args = ['--template', './mine', '--no-git']
    await documentOf(['app', ...args, '--pm', 'yarn@1.22.22', '--no-install'], cwd)
    const { error } = await documentOf(['resume', 'app', ...args], cwd, { PATH: cwd })
    expect(error?.message).toBe('yarn was not found on this machine.')
  })

  it('cause errors that name the command, with --json and --events', async () => {
    const cwd = await temporaryFolder()
    expect(await documentOf(['resume', '--bogus'], cwd)).toMatchObject({ command: 'resume' })
    const { stdout } = await runProgram(['resume', 'a', 'b', '--events'], { cwd })
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '').result.command).toBe('resume')
    expect(await documentOf(['--bogus'], cwd)).toMatchObject({ command: 'create' })
  })

  it('are the only ones that an error about a missing tool suggests', async () => {
    const { cwd } = await unstarted()
    const refused = await documentOf(['resume', 'app', '--no-git'], cwd, { PATH: cwd })
    expect(refused).toMatchObject({ exitCode: 5, error: { code: 'TOOL_MISSING' } })
    expect(refused.error?.fix).toBe('Install it, or add --no-install.')
  })
})

it('resumes a project that has moved', async () => {
  const { cwd, dir } = await unstarted()
  await rename(dir, join(cwd, 'elsewhere'))
  const planned = await documentOf(['resume', 'elsewhere', '-n'], cwd)
  expect(planned.answers).toMatchObject({ name: 'app', title: 'App' })
  expect(endsOf(planned)).toEqual([
    'git planned',
    'install planned',
    'commit planned',
    'verify planned',
  ])
})
