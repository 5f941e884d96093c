import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { programsIn, temporaryFolder } from '../support/folders.ts'
import { pathWithHanging } from '../support/hanging.ts'
import { sampled } from '../support/sampled.ts'
import { start, startShell, typed } from '../support/start.ts'
import { keys } from '../support/terminal.ts'

describe('a person at a terminal', () => {
  it('goes through the prompts with the arrow keys and gets a tested project', async () => {
    const cwd = await temporaryFolder()
    const terminal = start([], { cwd })
    await terminal.shows('Where should the project go?')
    terminal.press(`shop${keys.enter}`)
    await terminal.shows('Which template?')
    await terminal.shows('A module and its test')
    terminal.press(keys.enter)
    await terminal.shows('Package manager')
    terminal.press(keys.enter)
    await terminal.shows('How should it greet?')
    terminal.press(keys.down + keys.enter)
    await terminal.shows('Tests passed.', 60_000)
    const { exitCode } = await terminal.exit
    expect(exitCode).toBe(0)
    expect(terminal.screen()).toContain('1 test passed')
    expect(terminal.screen()).toMatch(
      /To do the same again:\n.*create-app shop --template tiny --pm npm@[\d.]+ --set greeting=good-day/,
    )
    expect(await readdir(cwd)).toEqual(['shop'])
  })

  it('goes back to the first question with Esc, changes the folder, and is not asked again without need', async () => {
    const cwd = await temporaryFolder()
    const terminal = start(['--no-install', '--no-git'], {
      cwd,
      env: { npm_config_user_agent: '' },
    })
    const answer = async (question: string, pressed: string) => {
      await terminal.shows(`◆  ${question}`)
      terminal.press(pressed)
    }
    await answer('Where should the project go?', `shop${keys.enter}`)
    await answer('Which template?', keys.enter)
    await answer('Package manager', keys.down + keys.enter)
    await answer('How should it greet?', keys.escape)
    await terminal.shows('● pnpm')
    await answer('Package manager', keys.escape)
    await answer('Which template?', keys.escape)
    await terminal.shows('│  shop')
    await answer('Where should the project go?', `${'\x7f'.repeat(4)}store${keys.enter}`)
    await answer('Which template?', keys.enter)
    await answer('Package manager', keys.up + keys.enter)
    await answer('How should it greet?', keys.enter)
    expect((await terminal.exit).exitCode).toBe(0)
    expect(terminal.screen().split('│\n◆  Write')[0]).toBe(
      [
        '┌  create-app 3.0.0-test',
        '│  Esc goes back, Ctrl+C stops',
        ...['│', '◇  Where should the project go?', '│  store'],
        ...['│', '◇  Which template?', '│  Tiny'],
        ...['│', '◇  Package manager', '│  npm'],
        ...['│', '◇  How should it greet?', '│  Hello', ''],
      ].join('\n'),
    )
    expect(await readdir(cwd)).toEqual(['store'])
  })

  it('is asked for another folder when the first one is not empty', async () => {
    const cwd = await temporaryFolder()
    await mkdir(join(cwd, 'taken'))
    await writeFile(join(cwd, 'taken/file'), '')
    const terminal = start([], { cwd })
    await terminal.shows('Where should the project go?')
    terminal.press(`taken${keys.enter}`)
    await terminal.shows('taken is not empty: it contains file.')
    terminal.press(keys.ctrlC)
    expect((await terminal.exit).exitCode).toBe(130)
  })

  const questions: readonly [string, readonly string[], string][] = [
    ['the first question', [], 'Where should the project go?'],
    ['the second question', ['shop'], 'Which template?'],
    ['the third question', ['shop', '-t', 'tiny'], 'Package manager'],
    ['the last question', ['shop', '-t', 'tiny', '--pm', 'npm'], 'How should it greet?'],
  ]

  it.each(sampled('questions', questions, 2))(
    'presses Ctrl+C at %s: exit 130, an intact terminal, an empty disk',
    async (_, args, question) => {
      const cwd = await temporaryFolder()
      const shell = startShell({ cwd })
      await shell.shows('$')
      shell.press(`stty -a > before; ${typed} ${args.join(' ')}; echo "code=$?"; stty -a > after\r`)
      await shell.shows(question)
      shell.press(keys.ctrlC)
      await shell.shows('code=130')
      await shell.shows('Nothing was written.')
      shell.press('cmp before after && echo "the terminal is"" intact"; rm before after\r')
      await shell.shows('the terminal is intact')
      shell.press('exit\r')
      await shell.exit
      expect(await readdir(cwd)).toEqual([])
    },
  )

  const commands: readonly [string, string, string, string][] = [
    ['git', 'init', 'Start a git repository', 'git -c init.defaultBranch=main init --quiet'],
    ['npm', 'install', 'Install the dependencies', 'npm install --no-audit'],
    [
      'git',
      'commit',
      'Make the first commit',
      'git -c core.hooksPath=/dev/null -c core.excludesFile=/dev/null -c core.safecrlf=false update-index --add',
    ],
    ['npm', 'test', 'Run the tests', 'npm test'],
  ]

  it.each(sampled('commands', commands, 2))(
    'presses Ctrl+C while %s %s runs: exit 130, an intact terminal, no process left, the remaining commands shown',
    async (program, word, title, left) => {
      const cwd = await temporaryFolder()
      const shell = startShell({ cwd, env: { PATH: await pathWithHanging(program, word) } })
      await shell.shows('$')
      shell.press(`stty -a > before; ${typed} shop -t tiny --pm npm\r`)
      await shell.shows('How should it greet?')
      shell.press(keys.enter)
      await shell.shows(`${title} 0.`, 60_000)
      await expect.poll(() => programsIn(join(cwd, 'shop')), { timeout: 20_000 }).not.toEqual([])
      await shell.shows(`no end of ${word}`)
      shell.press(keys.ctrlC)
      await shell.shows('To finish, run:')
      shell.press(
        'echo "code=$?"; stty -a > after; cmp before after && echo "the terminal is"" intact"\r',
      )
      await shell.shows('code=130')
      await shell.shows('the terminal is intact')
      expect(await programsIn(cwd)).toHaveLength(1)
      const screen = shell.screen().slice(shell.screen().indexOf('Stopped. All files are in'))
      // The terminal breaks a long line where it ends, without the indent of a line of ours.
      const told = screen.replace(/\n(?! )/g, '')
      expect(told).toContain(`${cwd}/shop`)
      expect(told).toContain(`To finish, run:\n    cd shop\n    ${left}`)
      expect(told).toContain('\n    npm test')
      // The progress lines are erased, and nothing was redrawn for the earlier questions.
      expect(shell.screen()).not.toMatch(/[◐◓◑◒]|no end of/)
      expect(shell.screen()).toMatch(/Hello\n│\n◆ {2}Write \d+ files.*\n[◆■]/)
      shell.press('exit\r')
      await shell.exit
    },
  )

  it('presses Ctrl+C while a resumed task runs: exit 130, no process left, the remaining commands shown', async () => {
    const cwd = await temporaryFolder()
    const shell = startShell({ cwd, env: { PATH: await pathWithHanging('npm', 'test') } })
    await shell.shows('$')
    shell.press(`${typed} shop -t tiny --pm npm --yes --no-verify\r`)
    await shell.shows('Tests were not run.', 60_000)
    shell.press(`${typed} resume shop\r`)
    await shell.shows('Run the tests 0.', 60_000)
    await expect.poll(() => programsIn(join(cwd, 'shop')), { timeout: 20_000 }).not.toEqual([])
    await shell.shows('no end of test')
    shell.press(keys.ctrlC)
    await shell.shows('To finish, run:\n    cd shop\n    npm test')
    shell.press('echo "code=$?"\r')
    await shell.shows('code=130')
    expect(await programsIn(cwd)).toHaveLength(1)
    shell.press('exit\r')
    await shell.exit
  })

  it('presses Ctrl+D at a question: exit 130 and a visible cursor', async () => {
    const cwd = await temporaryFolder()
    const shell = startShell({ cwd })
    await shell.shows('$')
    shell.press(`${typed}; echo "code=$?"\r`)
    await shell.shows('Where should the project go?')
    shell.press(keys.ctrlD)
    await shell.shows('code=130')
    shell.press('exit\r')
    await shell.exit
    expect(await readdir(cwd)).toEqual([])
  })

  it('can create a project in the current folder, which stays the current folder', async () => {
    const cwd = await temporaryFolder()
    const shell = startShell({ cwd })
    await shell.shows('$')
    shell.press(`mkdir x && cd x && ${typed} . -t tiny --pm npm --yes && ls && pwd -P\r`)
    await shell.shows('Tests passed.', 60_000)
    await shell.shows(`${cwd}/x`)
    await shell.shows('README.md')
    shell.press('git status --porcelain && echo "all"" committed"\r')
    await shell.shows('all committed')
    shell.press('exit\r')
    await shell.exit
  })

  it('is never asked in CI or with --yes', async () => {
    const cwd = await temporaryFolder()
    const inCi = start([], { cwd, env: { CI: 'true' } })
    expect((await inCi.exit).exitCode).toBe(2)
    expect(inCi.screen()).toContain('--template')
    const withYes = start(['--yes', '--no-install', '--no-git'], { cwd })
    expect((await withYes.exit).exitCode).toBe(0)
    expect(await readdir(cwd)).toEqual(['my-app'])
  })
})
