import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalog } from '../../scripts/compose.ts'
import { commandTable } from '../../src/cli/command-table.ts'
import { type FlagEntry, flagTable } from '../../src/flags/flags.ts'
import { rowsOf } from '../support/contract.ts'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { runProgram } from '../support/program.ts'

type How = Partial<Omit<Parameters<typeof runProgram>[1], 'cwd'>>

const tiny = ['--template', 'tiny', '--pm', 'npm@11.0.0']
const files = ['app', ...tiny, '--no-install', '--no-git']

async function documentOf(args: readonly string[], cwd: string, how: How = {}) {
  return JSON.parse((await runProgram([...args, '--json'], { cwd, ...how })).stdout)
}

/** The proof of each rule, by its name in docs/contract.md. */
const proofs: Record<string, (cwd: string) => Promise<void>> = {
  'an unknown flag, value, template, question or command': async (cwd) => {
    const mistakes = [
      [['app', '--tempalte', 'tiny'], '--template'],
      [['app', ...tiny, '--verify=ful'], 'full'],
      [['lst', 'app'], 'list'],
      [['app', '--template', 'tinny'], 'tiny'],
      [['app', ...tiny, '--set', 'greting=hello'], 'greeting'],
      [['app', ...tiny, '--set', 'greeting=helo'], 'hello'],
    ] as const
    for (const [args, meant] of mistakes) {
      const { exitCode, error } = await documentOf(args, cwd)
      expect(exitCode).toBe(2)
      expect(error.fix).toMatch(new RegExp(`^Did you mean (the command )?${meant}\\?$`))
    }
    expect(await snapshot(cwd)).toEqual({})
  },

  'a flag that the command does not take': async (cwd) => {
    const idle = [
      ['list', '--template', 'tiny'],
      ['list', '--events'],
      ['doctor', '--quiet'],
      ['resume', '--name', 'app'],
      ['completion', 'bash', '--yes'],
      ['app', '--accept'],
      ['doctor', '--file', 'README.md'],
      ['template', 'lint', '--pm', 'npm'],
      ['template', 'preview', '--trust'],
    ]
    for (const args of idle) {
      const { error, exitCode } = await documentOf(args, cwd)
      expect([exitCode, error.code], args.join(' ')).toEqual([2, 'FLAG_NOT_TAKEN'])
    }
  },

  'every switch': async (cwd) => {
    const switches = Object.entries<FlagEntry>(flagTable).filter(([name, { kind }]) => {
      const isTaken = commandTable.create?.takes.some((taken) => taken === name)
      return (kind === 'switch' || kind === 'level') && isTaken
    })
    for (const [name] of switches) {
      const others = [...files.slice(1), '--dry-run'].filter((arg) => !arg.endsWith(`-${name}`))
      const ran = await runProgram([`app-${name}`, `--no-${name}`, ...others], { cwd })
      expect(ran.exitCode, `--no-${name}: ${ran.stderr}`).toBe(0)
    }
    await mkdir(join(cwd, 'mine'))
    const test = await runProgram(['template', 'test', 'mine', '--no-accept'], { cwd })
    expect([test.exitCode, Object.keys(await snapshot(join(cwd, 'mine')))]).toEqual([0, []])
  },

  'position of flags': async (cwd) => {
    const before = await documentOf([...tiny, '--dry-run', 'app'], cwd)
    const after = await documentOf(['app', ...tiny, '--dry-run'], cwd)
    expect(before).toEqual(after)
  },

  'a flag with one value given twice': async (cwd) => {
    const { exitCode, error } = await documentOf([...files, '--template', 'plain'], cwd)
    expect([exitCode, error.code]).toEqual([2, 'FLAG_TWICE'])
  },

  'a stray leading `--`': async (cwd) => {
    expect(await documentOf(['--', ...files, '--dry-run'], cwd)).toMatchObject({ ok: true })
  },

  variables: async (cwd) => {
    const env = { CREATE_APP_TEMPLATE: 'tiny', CREATE_APP_NO_INSTALL: '1', CREATE_APP_GIT: 'false' }
    const { template, tasks, replay } = await documentOf(['app', '--dry-run'], cwd, { env })
    expect(template.id).toBe('tiny')
    expect(tasks.every(({ status }: { status: string }) => status === 'skipped')).toBe(true)
    expect(replay).toMatch(/ --no-install --no-git$/)
    const full = { ...env, CREATE_APP_VERIFY: 'full' }
    expect((await documentOf(['app', '--dry-run'], cwd, { env: full })).replay).toBe(replay)
  },

  precedence: async (cwd) => {
    const answers = join(cwd, 'answers.json')
    await writeFile(answers, JSON.stringify({ template: 'tiny', name: 'from-answers' }))
    const nameOf = async (args: readonly string[], env: Record<string, string> = {}) => {
      return (await documentOf(['app', '--dry-run', '--pm', 'npm', ...args], cwd, { env })).answers
        .name
    }
    const file = ['--answers', answers]
    const variable = { CREATE_APP_NAME: 'from-variable' }
    expect(await nameOf([...file, '--name', 'from-flag'], variable)).toBe('from-flag')
    expect(await nameOf(file, variable)).toBe('from-variable')
    expect(await nameOf(file)).toBe('from-answers')
    expect(await nameOf(['--template', 'tiny'])).toBe('app')
    const template = async (args: readonly string[]) => {
      const env = { npm_config_template: 'plain' }
      return (await documentOf(['app', '--dry-run', ...args], cwd, { env })).template.id
    }
    expect(await template(file)).toBe('tiny')
    expect(await template([])).toBe('plain')
    const pm = async (args: readonly string[]) => {
      const env = { npm_config_user_agent: 'pnpm/10.20.0 npm/? node/v20.20.2 linux x64' }
      const run = ['app', '--template', 'tiny', '--no-install', '--dry-run', ...args]
      return (await documentOf(run, cwd, { env })).answers.pm
    }
    expect(await pm([])).toBe('pnpm@10.20.0')
    expect(await pm(['--pm', 'npm@11.0.0'])).toBe('npm@11.0.0')
    await mkdir(join(cwd, 'mine'))
    await writeFile(join(cwd, 'mine/package.json'), '{ "packageManager": "yarn@4.18.1" }')
    await writeFile(join(cwd, 'pm.json'), '{ "template": "./mine", "pm": "bun@1.4.5" }')
    const mine = ['--answers', join(cwd, 'pm.json')]
    const own = async (args: readonly string[]) => {
      const env = { npm_config_user_agent: 'pnpm/10.20.0 npm/? node/v20.20.2 linux x64' }
      const run = ['app', '--no-install', '--dry-run', ...args]
      return (await documentOf(run, cwd, { env })).answers.pm
    }
    expect(await own(['--template', './mine'])).toBe('yarn@4.18.1')
    expect(await own(mine)).toBe('bun@1.4.5')
    expect(await own([...mine, '--pm', 'npm@11.0.0'])).toBe('npm@11.0.0')
  },

  'a flag that npm kept': async (cwd) => {
    const env = {
      npm_config_template: 'plain',
      npm_config_yes: 'true',
      npm_config_json: 'true',
      npm_config_dry_run: 'true',
    }
    const { stdout, exitCode } = await runProgram(['notes', '--no-git'], { cwd, env })
    expect(exitCode).toBe(0)
    expect(stdout).toContain('npm took --template plain for itself')
    expect(Object.keys(await snapshot(cwd))).toContain('notes/notes.txt')
    const missing = await documentOf([], cwd, { env: { npm_config_yes: 'true' } })
    expect(missing.status).toBe('needs_input')
  },

  'an answer is missing without a terminal': async (cwd) => {
    const { exitCode, missing } = await documentOf([], cwd)
    expect(exitCode).toBe(2)
    expect(missing).toEqual([
      { id: 'dir', flag: '<dir>' },
      { id: 'template', flag: '--template', choices: expect.arrayContaining(['tiny', 'plain']) },
    ])
    const { stderr } = await runProgram([], { cwd })
    expect(stderr).toContain('<dir>')
    expect(stderr).toContain('--template')
  },

  'a target that is not empty': async (cwd) => {
    await mkdir(join(cwd, 'app'))
    await writeFile(join(cwd, 'app/mine.txt'), 'mine')
    const ran = await runProgram(['app'], { cwd, terminal: true })
    expect(ran.exitCode).toBe(3)
    expect(ran.stdout).not.toContain('Which template?')
    expect(await snapshot(cwd)).toEqual({ 'app/mine.txt': '644 mine' })
  },

  '`--no-install`': async (cwd) => {
    const { tasks } = await documentOf([...files, '--dry-run'], cwd)
    expect(tasks.at(-1)).toMatchObject({ id: 'verify', status: 'skipped', reason: '--no-install' })
    expect(await documentOf([...files, '--verify'], cwd)).toMatchObject({ exitCode: 2 })
  },

  '`--pm pnpm@10.20.0`': async (cwd) => {
    const planned = (pm: string) =>
      documentOf([...files.slice(0, 3), '--pm', pm, '--no-install', '-n'], cwd)
    expect((await planned('pnpm@10.20.0')).answers.pm).toBe('pnpm@10.20.0')
    expect((await planned('npm')).answers.pm).toMatch(/^npm@\d+\.\d+\.\d+$/)
    const other = await documentOf(['app', ...tiny, '--no-git', '--dry-run'], cwd)
    expect(other.warnings[0]).toMatchObject({ code: 'OTHER_VERSION' })
  },

  '`--pm yarn@4.18.1`': async (cwd) => {
    await mkdir(join(cwd, 'bin'))
    await writeFile(join(cwd, 'bin/yarn'), '#!/bin/sh\necho 1.22.22\n', { mode: 0o755 })
    const env = { PATH: [join(cwd, 'bin'), process.env.PATH].join(delimiter) }
    const args = ['app', '--template', 'api', '--pm', 'yarn@4.18.1', '--no-git', '--dry-run']
    const refused = await documentOf(args, cwd, { env, catalog })
    expect(refused).toMatchObject({ exitCode: 5, error: { code: 'OTHER_YARN' } })
    const planned = await documentOf([...args, '--no-install'], cwd, { env, catalog })
    expect(planned).toMatchObject({ ok: true, answers: { pm: 'yarn@4.18.1' } })
  },

  '`--no-install` with pnpm, yarn or bun': async (cwd) => {
    await mkdir(join(cwd, 'bin'))
    const env = { PATH: join(cwd, 'bin') }
    for (const name of ['pnpm', 'yarn', 'bun']) {
      const args = ['app', '--template', 'api', '--no-install', '--no-git', '--dry-run', '--pm']
      const refused = await documentOf([...args, name], cwd, { env, catalog })
      expect(refused).toMatchObject({ exitCode: 5, error: { code: 'TOOL_MISSING' } })
      const planned = await documentOf([...args, `${name}@4.0.0`], cwd, { env, catalog })
      expect(planned).toMatchObject({ ok: true, answers: { pm: `${name}@4.0.0` } })
    }
  },

  '`--offline`, `--prefer-offline`': async (cwd) => {
    for (const flag of ['--offline', '--prefer-offline']) {
      const { tasks } = await documentOf(['app', ...tiny, '--no-git', '--dry-run', flag], cwd)
      expect(tasks[1].command).toMatch(new RegExp(`^npm install .*${flag}$`))
    }
  },

  '`--answers`': async (cwd) => {
    const plain = JSON.stringify({ template: 'tiny', name: 'shop', answers: { greeting: 'hello' } })
    const first = await documentOf(['app', '--answers', '-', '--no-install', '--no-git'], cwd, {
      stdin: plain,
    })
    const record = ['other', '--answers', 'app/.create-app.json', '--dry-run']
    expect(await documentOf(record, cwd)).toMatchObject({ treeHash: first.treeHash })
    await mkdir(join(cwd, 'mine/tiny'), { recursive: true })
    await writeFile(join(cwd, 'mine/tiny/a.txt'), '')
    await runProgram(['theirs', '--template', './mine/tiny', '--no-git'], { cwd })
    const again = ['more', '--answers', 'theirs/.create-app.json', '--dry-run']
    const elsewhere = { exitCode: 2, error: { code: 'TEMPLATE_ELSEWHERE' } }
    expect(await documentOf(again, cwd)).toMatchObject(elsewhere)
    expect(await documentOf([...again, '--template', './mine/tiny'], cwd)).toMatchObject({
      ok: true,
    })
  },

  '`--trust`': async (cwd) => {
    await mkdir(join(cwd, 'mine'))
    await writeFile(join(cwd, 'mine/package.json'), '{"scripts":{"test":"node --version"}}')
    const args = ['app', '--template', './mine', '--pm', 'npm', '--no-git']
    expect(await documentOf(args, cwd)).toMatchObject({ exitCode: 7 })
    for (const [key, exitCode] of [
      ['n', 7],
      ['y', 0],
    ] as const) {
      const ran = await runProgram(args, {
        cwd,
        terminal: true,
        onStart: ({ io, type }) => {
          io.stdout.on('data', (chunk: Buffer) => {
            if (chunk.includes('Allow this?')) setTimeout(type, 100, key)
          })
        },
      })
      expect(ran.exitCode).toBe(exitCode)
    }
  },

  '`--git`': async (cwd) => {
    await runProgram([...files.slice(0, -1), '--git'], { cwd })
    const inner = ['app/inner', ...tiny, '--no-install', '--dry-run']
    expect((await documentOf(inner, cwd)).tasks[0]).toMatchObject({ status: 'skipped' })
    expect((await documentOf([...inner, '--git'], cwd)).tasks[0]).toMatchObject({
      status: 'planned',
    })
  },

  '`--cwd`': async (cwd) => {
    await mkdir(join(cwd, 'there/mine'), { recursive: true })
    await writeFile(join(cwd, 'there/mine/a.txt'), '')
    const answers = JSON.stringify({ template: './mine', name: 'shop' })
    await writeFile(join(cwd, 'there/answers.json'), answers)
    const args = ['app', '--cwd', 'there', '--answers', 'answers.json', '--no-git']
    expect(await documentOf(args, cwd)).toMatchObject({
      ok: true,
      projectDir: join(cwd, 'there/app'),
      answers: { name: 'shop' },
    })
    expect(await readFile(join(cwd, 'there/app/a.txt'), 'utf8')).toBe('')
  },

  '`NO_COLOR`, `FORCE_COLOR`, `TERM=dumb`, `CI=0`': async (cwd) => {
    const drawn = async (env: Record<string, string>, terminal: boolean) => {
      return (
        await runProgram([...files, '--set', 'greeting=hello', '--dry-run'], { cwd, env, terminal })
      ).stdout
    }
    const colour = '\u001b['
    expect(await drawn({}, true)).toContain(colour)
    expect(await drawn({ NO_COLOR: '1' }, true)).not.toContain(`${colour}3`)
    expect(await drawn({ FORCE_COLOR: '1' }, false)).toContain(colour)
    expect(await drawn({}, false)).not.toContain(colour)
    const asked = (env: Record<string, string>) => {
      return runProgram([], {
        cwd,
        env,
        terminal: true,
        onStart: ({ io, type }) =>
          io.stdout.on('data', (chunk: Buffer) => {
            if (chunk.includes('Where')) setTimeout(type, 100, '\x03')
          }),
      })
    }
    expect((await asked({ CI: '0' })).exitCode).toBe(130)
    expect((await asked({ CI: '1' })).exitCode).toBe(2)
    const { stdout } = await runProgram(['--help'], { cwd })
    expect(Math.max(...stdout.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80)
  },

  'a run with prompts': async (cwd) => {
    const ran = await runProgram(['app', '--pm', 'npm@11.0.0', '--no-install', '--no-git'], {
      cwd,
      terminal: true,
      onStart: ({ io, type }) => {
        io.stdout.on('data', (chunk: Buffer) => {
          if (/Which template\?|How should it greet\?/.test(chunk.toString()))
            setTimeout(type, 100, '\r')
        })
      },
    })
    expect(ran.exitCode).toBe(0)
    expect(ran.stdout).toContain('create-app app --template tiny --pm npm@11.0.0')
  },
}

describe('a rule of the contract', () => {
  it('has a row for each test and a test for each row', () => {
    expect(Object.keys(proofs)).toEqual(rowsOf('rule').map(([rule = '']) => quoted(rule)))
  })

  it.each(Object.entries(proofs))('%s', async (_, prove) => {
    await prove(await temporaryFolder())
  })
})

function quoted(text: string): string {
  return text.replaceAll("'", '’')
}
