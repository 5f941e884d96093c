import { mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, it } from 'vitest'
import { catalog } from '../../scripts/compose.ts'
import { programsIn, snapshot, temporaryFolder } from '../support/folders.ts'
import { cleanEnvironment, runProgram } from '../support/program.ts'
import { sampleTests } from '../support/sampled.ts'

// The long form runs all.
sampleTests(1 / 2)

const git = async (cwd: string, ...args: string[]) => {
  const { stdout } = await execa('git', args, { cwd, env: cleanEnvironment(), extendEnv: false })
  return stdout
}

const tiny = ['--template', 'tiny', '--pm', 'npm']

describe('create-app in process, on a real folder with real git and npm', {
  timeout: 60_000,
}, () => {
  it('creates a project that is installed, committed and tested', async () => {
    const cwd = await temporaryFolder()
    const ran = await runProgram(['My App', ...tiny], { cwd })
    expect(ran).toMatchObject({ exitCode: 0, stderr: '', killed: [] })
    expect(ran.stdout).toContain('1 test passed')
    expect(ran.stdout).toContain("cd 'My App'")
    const dir = join(cwd, 'My App')
    expect(await git(dir, 'log', '--format=%s %an')).toBe('Initial commit Ada')
    expect(await git(dir, 'status', '--porcelain')).toBe('')
    expect(await git(dir, 'branch', '--show-current')).toBe('main')
    expect(await git(dir, 'ls-files')).toContain('package-lock.json')
    const files = await snapshot(dir)
    expect(files['README.md']).toContain('my-app by my-app, database my_app. ${{ github.ref }}')
    expect(files['docs/my-app.png']).toBe('644 \x89PNG\x00\x01{{PROJECT_NAME}}\xff')
    expect(files['run.sh']).toMatch(/^755 /)
    expect(files['.env']).toMatch(/^600 .*SESSION_SECRET=[\w-]{43}\n/s)
    expect((await stat(dir)).mode & 0o777).toBe(0o777 & ~process.umask())
  })

  it('writes exactly the files and runs exactly the commands that the dry run lists', async () => {
    const cwd = await temporaryFolder()
    const args = ['app', ...tiny, '--json']
    const planned = JSON.parse((await runProgram([...args, '--dry-run'], { cwd })).stdout)
    expect(await snapshot(cwd)).toEqual({})
    const made = JSON.parse((await runProgram(args, { cwd })).stdout)
    expect(planned).toMatchObject({ status: 'planned', ok: true, exitCode: 0 })
    expect(made).toMatchObject({ status: 'created', ok: true, exitCode: 0 })
    const written = Object.keys(await snapshot(join(cwd, 'app')))
    expect(written.filter((path) => path !== 'package-lock.json')).toEqual(planned.files.created)
    const commands = (document: { tasks: { command: string }[] }) => {
      return document.tasks.map(({ command }) => command)
    }
    expect(commands(made)).toEqual(commands(planned))
    expect(made.treeHash).toBe(planned.treeHash)
    expect(made.replay).toMatch(/^create-app app --template tiny --pm npm@\d/)
  })

  it('prints the sizes and commands of a dry run as text', async () => {
    const cwd = await temporaryFolder()
    const { stdout, exitCode } = await runProgram(['app', ...tiny, '--dry-run'], { cwd })
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^ +17 {2}run\.sh$/m)
    expect(stdout).toContain('  npm install --no-audit --no-fund --no-workspaces --include=dev')
    expect(stdout).toMatch(/^Nothing was written\.\nsha256-\w{64}$/m)
  })

  it('creates the same tree for the same answers, except for the secrets', async () => {
    const [one, other] = await Promise.all(
      ['', ''].map(async () => {
        const cwd = await temporaryFolder()
        await runProgram(['app', ...tiny, '--no-install'], { cwd })
        return snapshot(join(cwd, 'app'))
      }),
    )
    expect(one?.['.env']).not.toBe(other?.['.env'])
    expect({ ...one, '.env': '' }).toEqual({ ...other, '.env': '' })
  })

  it('creates the same project again from its record', async () => {
    const cwd = await temporaryFolder()
    const first = ['First App', ...tiny, '--name', '@acme/first', '--set', 'greeting=good-day']
    await runProgram([...first, '--no-install'], { cwd })
    const record = 'First App/.create-app.json'
    await runProgram(['second', '--answers', record, '--no-install'], { cwd })
    const [one, other] = await Promise.all(
      ['First App', 'second'].map((dir) => snapshot(join(cwd, dir))),
    )
    expect(one?.['src/greet.js']).toContain('good-day, First App')
    expect({ ...one, '.env': '' }).toEqual({ ...other, '.env': '' })
  })

  it('reads answers from standard input', async () => {
    const cwd = await temporaryFolder()
    const stdin = JSON.stringify({
      template: 'tiny',
      name: 'shop',
      answers: { greeting: 'good-day' },
    })
    const { exitCode } = await runProgram(['x', '--answers', '-', '--no-install'], { cwd, stdin })
    expect(exitCode).toBe(0)
    expect(await readFile(join(cwd, 'x/package.json'), 'utf8')).toContain('"name": "shop"')
  })

  it('reports failed tests, prints their output, and keeps the project', async () => {
    const cwd = await temporaryFolder()
    const { exitCode, stderr } = await runProgram(['app', '--template', 'broken'], { cwd })
    expect(exitCode).toBe(21)
    expect(stderr).toContain('fails on purpose')
    expect(stderr).toContain('installed, but its tests failed')
    expect(stderr).toContain('To finish, run:\n    cd app\n    npm test\n')
    const log = /Full output: (\S+)/.exec(stderr)?.[1] ?? ''
    expect(await readFile(log, 'utf8')).toContain('fails on purpose')
    expect(await git(join(cwd, 'app'), 'log', '--format=%s')).toBe('Initial commit')
  })

  it('reports a failed install, and skips the tasks that need it', async () => {
    const cwd = await temporaryFolder()
    const env = { npm_config_registry: 'http://127.0.0.1:9', npm_config_fetch_retries: '0' }
    const args = ['app', '--template', 'needy', '--json']
    const { exitCode, stdout } = await runProgram(args, { cwd, env })
    const result = JSON.parse(stdout)
    expect(exitCode).toBe(20)
    expect(result).toMatchObject({
      ok: false,
      status: 'partial',
      error: { code: 'INSTALL_FAILED' },
    })
    expect(result.tasks.map(({ status }: { status: string }) => status)).toEqual([
      'ok',
      'failed',
      'skipped',
      'skipped',
    ])
    expect(result.error.fix).toMatch(
      /^cd app && npm install .* && git .* update-index .* && git .* commit .* && npm test$/,
    )
  })

  it('stops at once on a signal during the tests, lists the remaining commands, and dies of the signal', async () => {
    const cwd = await temporaryFolder()
    const ran = await runProgram(['app', '--template', 'slow'], {
      cwd,
      onStart: (outside) => {
        outside.io.stdout.on('data', (chunk: Buffer) => {
          if (chunk.includes('Run the tests')) setTimeout(() => outside.signal('SIGINT'), 300)
        })
      },
    })
    expect(ran.exitCode).toBe(130)
    expect(ran.killed).toEqual(['SIGINT'])
    expect(ran.stderr).toContain('All files are in')
    expect(ran.stderr).toContain('npm test')
    expect(await programsIn(cwd)).toEqual([])
  })

  it('starts no repository inside another one', async () => {
    const cwd = await temporaryFolder()
    await git(cwd, 'init', '--quiet')
    const { stdout, exitCode } = await runProgram(['app', ...tiny, '--no-install'], { cwd })
    expect(exitCode).toBe(0)
    expect(stdout).toContain('is inside another git repository')
    expect(await git(cwd, 'status', '--porcelain')).toBe('?? app/')
  })

  it('detects a repository behind a link', async () => {
    const cwd = await temporaryFolder()
    await mkdir(join(cwd, 'repository/inner'), { recursive: true })
    await git(join(cwd, 'repository'), 'init', '--quiet')
    await symlink(join(cwd, 'repository/inner'), join(cwd, 'link'))
    const ran = await runProgram(['link/app', ...tiny, '--no-install', '--json'], { cwd })
    expect(JSON.parse(ran.stdout).warnings[0].code).toBe('GIT_INSIDE_REPOSITORY')
  })

  it('stages only its own files in a repository of the user', async () => {
    const cwd = await temporaryFolder()
    await git(cwd, 'init', '--quiet')
    await writeFile(join(cwd, 'README.md'), 'mine\n')
    const { exitCode } = await runProgram(['.', ...tiny, '--no-install'], { cwd })
    expect(exitCode).toBe(0)
    const staged = await git(cwd, 'diff', '--cached', '--name-only')
    expect(staged).toContain('src/greet.js')
    expect(staged).not.toContain('README.md')
    expect(staged).not.toMatch(/^\.env$/m)
  })

  it('installs into the project inside an npm workspace', async () => {
    const cwd = await temporaryFolder()
    await writeFile(join(cwd, 'package.json'), '{ "name": "root", "workspaces": ["packages/*"] }')
    const { exitCode } = await runProgram(['packages/app', ...tiny], { cwd })
    expect(exitCode).toBe(0)
    const files = Object.keys(await snapshot(cwd))
    expect(files).toContain('packages/app/package-lock.json')
    expect(files).not.toContain('package-lock.json')
  })

  it('detects failing tests inside another test runner', async () => {
    const cwd = await temporaryFolder()
    const env = { NODE_TEST_CONTEXT: 'child-v8' }
    const { exitCode } = await runProgram(['app', '--template', 'broken'], { cwd, env })
    expect(exitCode).toBe(21)
  })

  it('continues when its output is closed', async () => {
    const cwd = await temporaryFolder()
    const entry = join(import.meta.dirname, '../support/entry.ts')
    const tsx = import.meta.resolve('tsx')
    const line = `"${process.execPath}" --import "${tsx}" "${entry}" app ${tiny.join(' ')} | head -1`
    await execa('sh', ['-c', line], { cwd, env: cleanEnvironment(), extendEnv: false })
    await expect
      .poll(async () => Object.keys(await snapshot(cwd)), { timeout: 20_000 })
      .toContain('app/package-lock.json')
    await expect.poll(() => programsIn(cwd), { timeout: 20_000 }).toEqual([])
    expect(await git(join(cwd, 'app'), 'log', '--format=%s')).toBe('Initial commit')
  })

  it('stages and warns without a git identity, and configures none', async () => {
    const cwd = await temporaryFolder()
    const env = {
      GIT_AUTHOR_NAME: undefined,
      GIT_AUTHOR_EMAIL: undefined,
      GIT_COMMITTER_NAME: undefined,
      GIT_COMMITTER_EMAIL: undefined,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
    }
    const ran = await runProgram(['app', ...tiny, '--no-install', '--json'], { cwd, env })
    const result = JSON.parse(ran.stdout)
    expect(result).toMatchObject({ ok: true, exitCode: 0 })
    expect(result.warnings.map(({ code }: { code: string }) => code)).toEqual(['GIT_NO_IDENTITY'])
    const dir = join(cwd, 'app')
    expect(await git(dir, 'diff', '--cached', '--name-only')).toContain('package.json')
    expect(await readFile(join(dir, '.git/config'), 'utf8')).not.toContain('user')
  })

  it('commits without the user’s hooks and signing, and ignores GIT_DIR', async () => {
    const cwd = await temporaryFolder()
    const hooks = join(cwd, 'hooks')
    await mkdir(hooks)
    await writeFile(join(hooks, 'post-commit'), '#!/bin/sh\ntouch ../hook-ran\n', { mode: 0o755 })
    await writeFile(
      join(cwd, 'gitconfig'),
      `[core]\nhooksPath = ${hooks}\n[commit]\ngpgsign = true\n[gpg]\nprogram = false\n`,
    )
    const env = { GIT_CONFIG_GLOBAL: join(cwd, 'gitconfig'), GIT_DIR: join(cwd, 'elsewhere') }
    const { exitCode } = await runProgram(['app', ...tiny, '--no-install'], { cwd, env })
    expect(exitCode).toBe(0)
    expect(await git(join(cwd, 'app'), 'log', '--format=%s')).toBe('Initial commit')
    expect(await snapshot(cwd)).not.toHaveProperty('hook-ran')
  })

  it('ignores the variables that npm sets for its children', async () => {
    const cwd = await temporaryFolder()
    const env = { npm_config_dry_run: 'true', NODE_ENV: 'production', npm_package_name: 'other' }
    const { exitCode } = await runProgram(['app', ...tiny], { cwd, env })
    expect(exitCode).toBe(0)
    expect(await snapshot(join(cwd, 'app'))).toHaveProperty('package-lock.json')
  })

  it('reads --template from npm’s variable when npm consumed the flag', async () => {
    const cwd = await temporaryFolder()
    const env = { npm_config_template: 'plain' }
    const { stdout, exitCode } = await runProgram(['notes', '--no-git'], { cwd, env })
    expect(exitCode).toBe(0)
    expect(stdout).toContain('npm took --template plain for itself')
    expect(await readFile(join(cwd, 'notes/notes.txt'), 'utf8')).toBe('Just a file of notes.\n')
  })

  it('accepts a folder as a template', async () => {
    const cwd = await temporaryFolder()
    await mkdir(join(cwd, 'mine'))
    await writeFile(join(cwd, 'mine/a.txt'), '{{PROJECT_TITLE}}\n')
    const { exitCode } = await runProgram(['out', '--template', './mine', '--no-git'], { cwd })
    expect(exitCode).toBe(0)
    expect(await readFile(join(cwd, 'out/a.txt'), 'utf8')).toBe('Out\n')
  })
})

describe('an existing target', () => {
  const quick = [...tiny, '--no-install', '--no-git']

  it.each(['.', 'app'])('is filled and keeps harmless files (%s)', async (shown) => {
    const cwd = await temporaryFolder()
    const dir = join(cwd, shown)
    await mkdir(join(dir, '.vscode'), { recursive: true })
    await writeFile(join(dir, '.vscode/settings.json'), '{}')
    await writeFile(join(dir, 'README.md'), 'mine\n')
    const { ino } = await stat(dir)
    const { stdout, exitCode } = await runProgram([shown, ...quick], { cwd })
    expect(exitCode).toBe(0)
    expect(stdout).toContain('README.md already exists and is kept.')
    const files = await snapshot(dir)
    expect(files['README.md']).toBe('644 mine\n')
    expect(files['.vscode/settings.json']).toBe('644 {}')
    expect(Object.keys(files)).toContain('src/greet.js')
    expect(Object.keys(files).filter((path) => path.includes('.create-app-'))).toEqual([])
    expect((await stat(dir)).ino).toBe(ino)
  })

  it('is refused when it has other files, and stays unchanged', async () => {
    const cwd = await temporaryFolder()
    await mkdir(join(cwd, 'app'))
    await writeFile(join(cwd, 'app/index.html'), 'mine')
    const { stderr, exitCode } = await runProgram(['app', ...quick], { cwd })
    expect(exitCode).toBe(3)
    expect(stderr).toContain('app is not empty: it contains index.html.')
    expect(await snapshot(cwd)).toEqual({ 'app/index.html': '644 mine' })
  })

  it('is refused before missing options are reported', async () => {
    const cwd = await temporaryFolder()
    await writeFile(join(cwd, 'app'), 'a file')
    const { stderr, exitCode } = await runProgram(['app'], { cwd })
    expect(exitCode).toBe(3)
    expect(stderr).toContain('is not a folder')
  })

  it('is refused when it contains a link that leads out', async () => {
    const cwd = await temporaryFolder()
    await mkdir(join(cwd, 'app'))
    await mkdir(join(cwd, 'outside'))
    await symlink(join(cwd, 'outside'), join(cwd, 'app/.vscode'))
    const dir = join(cwd, 'template/.vscode')
    await mkdir(dir, { recursive: true })
    await writeFile(join(dir, 'settings.json'), '{}')
    const args = ['app', '--template', './template', '--no-git']
    const { stderr, exitCode } = await runProgram(args, { cwd })
    expect(exitCode).toBe(7)
    expect(stderr).toContain(
      'Refused to write ".vscode": it is a link to a folder outside of the project',
    )
    expect(await snapshot(join(cwd, 'outside'))).toEqual({})
  })
})

describe('refused input', () => {
  it('lists all missing options at once without a terminal', async () => {
    const cwd = await temporaryFolder()
    const { stdout, exitCode } = await runProgram(['--json'], { cwd })
    expect(exitCode).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      status: 'needs_input',
      missing: [
        { id: 'dir', flag: '<dir>' },
        {
          id: 'template',
          flag: '--template',
          choices: ['tiny', 'broken', 'needy', 'slow', 'plain'],
        },
      ],
    })
  })

  it.each([
    [['app', '-t', 'tinny'], 2, 'There is no template "tinny".', 'Did you mean tiny?'],
    [['app', '-t', 'gh:a'], 2, 'Cannot get a template from', 'gh:user/repo'],
    [['app', '-t', './none'], 7, 'does not exist', 'Fix the template'],
    [
      ['app', ...tiny, '--set', 'greting=x'],
      2,
      'has no question "greting"',
      'Did you mean greeting?',
    ],
    [
      ['app', ...tiny, '--set', 'greeting=helo'],
      2,
      '"helo" is not a valid value',
      'Did you mean hello?',
    ],
    [['app', '-t', 'tiny', '--pm', 'yarn'], 2, 'not a valid value for --pm', 'npm or pnpm'],
    [
      ['app', '-t', 'tiny', '--pm', 'npx'],
      2,
      '"npx" is not a valid value for --pm',
      'Did you mean npm?',
    ],
    [['app', ...tiny, '--name', 'No Good'], 2, 'is not a valid package name', '--name'],
    [['app', ...tiny, '--answers', 'none.json'], 2, 'ENOENT', '.create-app.json'],
  ])('refuses %j with exit code %i', async (args, code, message, fix) => {
    const cwd = await temporaryFolder()
    const { stderr, exitCode } = await runProgram(args, { cwd })
    expect(stderr).toContain(message)
    expect(stderr).toContain(fix)
    expect(exitCode).toBe(code)
    expect(await snapshot(cwd)).toEqual({})
  })

  it('needs git unless --no-git is given, and the package manager unless --no-install is given', async () => {
    const cwd = await temporaryFolder()
    const env = { PATH: '/nonexistent' }
    const withoutTools = (...more: string[]) => runProgram(['app', ...tiny, ...more], { cwd, env })
    expect(await withoutTools()).toMatchObject({ exitCode: 5 })
    expect(await withoutTools('--no-git')).toMatchObject({ exitCode: 5 })
    expect(await withoutTools('--no-git', '--no-install')).toMatchObject({ exitCode: 0 })
  })
})

describe('the package manager', () => {
  /** A machine whose package managers only print their version. */
  async function machineWith(programs: Record<string, string>) {
    const cwd = await temporaryFolder()
    for (const [name, script] of Object.entries(programs)) {
      await writeFile(join(cwd, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
    }
    return async (args: readonly string[], env: Record<string, string> = {}) => {
      const ran = await runProgram(['app', '-t', 'api', '--dry-run', '--json', ...args], {
        cwd,
        env: { PATH: `${cwd}:${process.env.PATH}`, ...env },
        catalog,
      })
      return JSON.parse(ran.stdout)
    }
  }

  it.each([
    [
      'yarn/1.22.22 npm/? node/v20.20.2 linux x64',
      'yarn@1.22.22',
      'yarn install --production=false',
    ],
    ['yarn/4.18.1 npm/? node/v20.20.2 linux x64', 'yarn@4.18.1', 'yarn install --no-immutable'],
    ['bun/1.4.5 npm/? node/v26.3.0 linux x64', 'bun@1.4.5', 'bun install'],
  ])('is the one that started create-app: %s', async (agent, pm, install) => {
    const version = pm.split('@')[1]
    const plan = await machineWith({ yarn: `echo ${version}`, bun: `echo ${version}` })
    const found = await plan([], { npm_config_user_agent: agent })
    expect(found.answers.pm).toBe(pm)
    expect(found.tasks[1].command).toBe(install)
    expect(found.warnings).toEqual([])
    const chosen = await plan(['--pm', 'npm'], { npm_config_user_agent: agent })
    expect(chosen.answers.pm).toMatch(/^npm@\d/)
  })

  it('pins the installed version of Yarn, and writes its files', async () => {
    const classic = await (await machineWith({ yarn: 'echo 1.22.22' }))(['--pm', 'yarn'])
    expect(classic.answers.pm).toBe('yarn@1.22.22')
    expect(classic.files.created).not.toContain('.yarnrc.yml')
    const berry = await (await machineWith({ yarn: 'echo 4.18.1' }))(['--pm', 'yarn'])
    expect(berry.answers.pm).toBe('yarn@4.18.1')
    expect(berry.files.created).toContain('.yarnrc.yml')
  })

  it('refuses Yarn 4 if Yarn 1 is installed', async () => {
    const plan = await machineWith({ yarn: 'echo 1.22.22' })
    const refused = await plan(['--pm', 'yarn@4.18.1'])
    expect(refused).toMatchObject({ exitCode: 5, error: { code: 'OTHER_YARN' } })
    expect(refused.error.message).toContain('This machine has yarn 1.22.22')
    expect(await plan(['--pm', 'yarn@4.18.1', '--no-install'])).toMatchObject({ exitCode: 0 })
  })

  it('accepts any version that Corepack provides', async () => {
    const corepack = '[ "$COREPACK_HOME" = /dev/null ] && exit 1; echo 1.22.22'
    const plan = await machineWith({ yarn: corepack })
    expect(await plan(['--pm', 'yarn@4.18.1'])).toMatchObject({
      exitCode: 0,
      answers: { pm: 'yarn@4.18.1' },
      warnings: [],
    })
  })

  it('pins the requested version, and warns which version installs instead', async () => {
    const plan = await machineWith({ pnpm: 'echo 12.21.0' })
    const { answers, warnings } = await plan(['--pm', 'pnpm@10.20.0'])
    expect(answers.pm).toBe('pnpm@10.20.0')
    expect(warnings).toMatchObject([{ code: 'OTHER_VERSION' }])
  })

  it('pins a version even without an install, because the image needs it', async () => {
    const plan = await machineWith({ yarn: 'exit 1' })
    const refused = await plan(['--pm', 'yarn', '--no-install'])
    expect(refused).toMatchObject({ exitCode: 5, error: { code: 'TOOL_MISSING' } })
    expect(refused.error.fix).toContain('--pm yarn@<version>')
    expect(await plan(['--pm', 'yarn@4.18.1', '--no-install'])).toMatchObject({ exitCode: 0 })
  })
})

describe('the other commands', () => {
  it('lists the templates as text and as JSON', async () => {
    const cwd = await temporaryFolder()
    expect((await runProgram(['list'], { cwd })).stdout).toContain('A module and its test')
    const { stdout } = await runProgram(['list', '--json'], { cwd })
    const { schema, templates } = JSON.parse(stdout)
    expect(schema).toBe('create-app/list@1')
    expect(templates[0]).toEqual({
      id: 'tiny',
      title: 'Tiny',
      description: 'A module and its test',
      version: '3.0.0-test',
    })
  })

  it('prints help within 80 columns, and its version', async () => {
    const cwd = await temporaryFolder()
    const { stdout } = await runProgram(['--help'], { cwd })
    expect(stdout).toContain('--template')
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
    expect((await runProgram(['-v'], { cwd })).stdout).toBe('3.0.0-test\n')
  })
})
