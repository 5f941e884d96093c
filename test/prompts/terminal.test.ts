import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../support/folders.ts'
import { cleanEnvironment } from '../support/program.ts'
import { keys, runInTerminal } from '../support/terminal.ts'

const program = [
  '--import',
  import.meta.resolve('tsx'),
  join(import.meta.dirname, '../support/entry.ts'),
]

function start(args: readonly string[], cwd: string) {
  return runInTerminal(process.execPath, [...program, ...args], { cwd, env: cleanEnvironment() })
}

/** A shell that stays, so that what the program leaves of the terminal can be looked at. */
function startInShell(cwd: string) {
  return runInTerminal('/bin/sh', [], { cwd, env: cleanEnvironment({ PS1: '$ ' }) })
}

const quoted = [process.execPath, ...program].map((word) => `'${word}'`).join(' ')

describe('a person at a terminal', () => {
  it('goes through the prompts with the arrow keys and gets a tested project', async () => {
    const cwd = await temporaryFolder()
    const terminal = start([], cwd)
    await terminal.shows('Where should the project go?')
    terminal.press(`shop${keys.enter}`)
    await terminal.shows('Which template?')
    await terminal.shows('A module and its test')
    terminal.press(keys.enter)
    await terminal.shows('Package manager')
    terminal.press(keys.enter)
    await terminal.shows('How should it greet?')
    terminal.press(keys.down + keys.enter)
    await terminal.shows('is ready and tested', 60_000)
    const { exitCode } = await terminal.exit
    expect(exitCode).toBe(0)
    expect(terminal.screen()).toContain('1 test passed')
    expect(terminal.screen()).toMatch(
      /The same again:\n.*create-app shop --template tiny --pm npm@[\d.]+ --set greeting=good-day/,
    )
    expect(await readdir(cwd)).toEqual(['shop'])
  })

  it('is asked for another folder while the first is taken', async () => {
    const cwd = await temporaryFolder()
    await mkdir(join(cwd, 'taken'))
    await writeFile(join(cwd, 'taken/file'), '')
    const terminal = start([], cwd)
    await terminal.shows('Where should the project go?')
    terminal.press(`taken${keys.enter}`)
    await terminal.shows('taken has files in it: file.')
    terminal.press(keys.ctrlC)
    expect((await terminal.exit).exitCode).toBe(130)
  })

  it.each([
    ['the first question', [], 'Where should the project go?', []],
    ['the second question', ['shop'], 'Which template?', []],
    ['the third question', ['shop', '-t', 'tiny'], 'Package manager', []],
    ['the last question', ['shop', '-t', 'tiny', '--pm', 'npm'], 'How should it greet?', []],
  ])(
    'presses Ctrl+C at %s: exit 130, an intact terminal, an empty disk',
    async (_, args, question) => {
      const cwd = await temporaryFolder()
      const shell = startInShell(cwd)
      await shell.shows('$')
      shell.press(
        `stty -a > before; ${quoted} ${args.join(' ')}; echo "code=$?"; stty -a > after\r`,
      )
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

  it('presses Ctrl+C while it works: the rest is told, and no process is left', async () => {
    const cwd = await temporaryFolder()
    const terminal = start(['shop', '-t', 'slow', '--pm', 'npm'], cwd)
    await terminal.shows('Run the tests', 60_000)
    await new Promise((resolve) => setTimeout(resolve, 500))
    terminal.press(keys.ctrlC)
    const { signal, exitCode } = await terminal.exit
    expect([signal, exitCode]).toEqual([2, 0])
    expect(terminal.screen()).toContain('The project is complete in')
    expect((await execa('ps', ['-eo', 'args'])).stdout).not.toContain(`--prefix=${cwd}`)
  })

  it('presses Ctrl+D at a question: exit 130 and a visible cursor', async () => {
    const cwd = await temporaryFolder()
    const shell = startInShell(cwd)
    await shell.shows('$')
    shell.press(`${quoted}; echo "code=$?"\r`)
    await shell.shows('Where should the project go?')
    shell.press('\x04')
    await shell.shows('code=130')
    shell.press('exit\r')
    await shell.exit
    expect(await readdir(cwd)).toEqual([])
  })

  it('stands in the new folder and still does afterwards', async () => {
    const cwd = await temporaryFolder()
    const shell = startInShell(cwd)
    await shell.shows('$')
    shell.press(`mkdir x && cd x && ${quoted} . -t tiny --pm npm --yes && ls && pwd -P\r`)
    await shell.shows('is ready and tested', 60_000)
    await shell.shows(`${cwd}/x`)
    await shell.shows('README.md')
    shell.press('git status --porcelain && echo "all"" committed"\r')
    await shell.shows('all committed')
    shell.press('exit\r')
    await shell.exit
  })

  it('is never asked in CI, nor with --yes', async () => {
    const cwd = await temporaryFolder()
    const env = cleanEnvironment({ CI: 'true' })
    const inCi = runInTerminal(process.execPath, program, { cwd, env })
    expect((await inCi.exit).exitCode).toBe(2)
    expect(inCi.screen()).toContain('--template')
    const withYes = start(['--yes', '--no-install', '--no-git'], cwd)
    expect((await withYes.exit).exitCode).toBe(0)
    expect(await readdir(cwd)).toEqual(['my-app'])
  })
})
