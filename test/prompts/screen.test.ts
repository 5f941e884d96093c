import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, it } from 'vitest'
import { displayWidth } from '../../src/edits/layout/display-width.ts'
import { temporaryFolder } from '../support/folders.ts'
import { pathWithHanging } from '../support/hanging.ts'
import { cleanEnvironment } from '../support/program.ts'
import { sampleTests } from '../support/sampled.ts'
import { program, start } from '../support/start.ts'
import { keys, type RunningTerminal } from '../support/terminal.ts'

sampleTests(1 / 2)

const quick = ['-t', 'tiny', '--pm', 'npm', '--set', 'greeting=hello', '--no-install', '--no-git']

/** Answers all questions of the fixture's template and waits for the end of the run. */
async function goThrough(terminal: RunningTerminal, folder: string): Promise<void> {
  await terminal.shows('Where should the project go?')
  terminal.press(`${folder}${keys.enter}`)
  for (const question of ['Which template?', 'Package manager', 'How should it greet?']) {
    await terminal.shows(`◆  ${question}`)
    terminal.press(keys.enter)
  }
  expect((await terminal.exit).exitCode, terminal.screen()).toBe(0)
}

/** The lines that the terminal wrapped because they are longer than a row. */
function brokenLines(terminal: RunningTerminal): readonly string[] {
  return terminal.lines().filter((line) => displayWidth(line) > terminal.emulator.cols)
}

/** The columns at which the texts start on the screen. */
function columnsOf(terminal: RunningTerminal, texts: readonly string[]): readonly number[] {
  return texts.map((text) => {
    const line = terminal.lines().findLast((candidate) => candidate.includes(text)) ?? ''
    return displayWidth(line.slice(0, line.indexOf(text)))
  })
}

describe('a run on a screen of another size', () => {
  it('wraps all text except commands at 40 columns, so that commands can be copied', async () => {
    const cwd = await temporaryFolder()
    const terminal = start([], { cwd, cols: 40 })
    await goThrough(terminal, 'shop')
    expect(brokenLines(terminal)).toEqual([
      expect.stringMatching(
        /^│ {2}create-app shop --template tiny --pm npm@[\d.]+ --set greeting=hello$/,
      ),
    ])
    expect(terminal.screen()).toMatch(
      /└ {2}Created\n {3}\/\S+shop\.\n {3}Tests passed\. \([\d.]+s\)$/,
    )
  })

  it('fits at 200 columns', async () => {
    const cwd = await temporaryFolder()
    const terminal = start([], { cwd, cols: 200 })
    await goThrough(terminal, 'shop')
    expect(brokenLines(terminal)).toEqual([])
    expect(terminal.screen()).toMatch(/└ {2}Created \/\S+shop\. Tests passed\. \([\d.]+s\)$/)
  })

  it('wraps an error between words at 40 columns', async () => {
    const cwd = await temporaryFolder()
    const args = ['app', '-t', 'broken', '--pm', 'npm', '--no-git']
    const terminal = start(args, { cwd, cols: 40, rows: 100 })
    expect((await terminal.exit).exitCode).toBe(21)
    expect(terminal.screen()).toContain('●  Start a git repository: skipped,\n│  --no-git\n')
    expect(terminal.screen()).toContain(
      [
        '✖ The project was created and installed,',
        '  but its tests failed. npm test ended',
        '  with exit code 1.',
        '',
        '  Correct what the output above shows.',
        '  To finish, run:',
        '    cd app',
        '    npm test',
      ].join('\n'),
    )
  })

  it('does not break a long path', async () => {
    const cwd = await temporaryFolder()
    const folder = 'a-folder-of-a-long-name/'.repeat(5)
    const terminal = start([`${folder}app`, ...quick], { cwd })
    await terminal.exit
    expect(terminal.lines()).toContain(`   ${cwd}/${folder}app.`)
    expect(terminal.lines()).toContain(`│  cd ${folder}app`)
    expect(terminal.lines()).toContain('│    Go into the folder')
  })
})

describe('a terminal that changes its size', () => {
  it('during a question still shows the question once and accepts the answer', async () => {
    const cwd = await temporaryFolder()
    const terminal = start(quick.slice(2), { cwd })
    await terminal.shows('Where should the project go?')
    terminal.press(`shop${keys.enter}`)
    await terminal.shows('● Tiny')
    terminal.resize(40, 30)
    terminal.press(keys.down)
    await terminal.shows('○ Tiny')
    terminal.resize(80, 30)
    terminal.press(keys.up)
    await terminal.shows('● Tiny')
    expect(terminal.screen().match(/Which template\?/g)).toHaveLength(1)
    terminal.press(keys.escape)
    await terminal.shows('◆  Where should the project go?')
    terminal.press(keys.enter)
    await terminal.shows('● Tiny')
    terminal.press(keys.enter)
    expect((await terminal.exit).exitCode).toBe(0)
  })

  // The program may draw in the moment between the terminal's resize and the signal that tells it, hence the retries.
  it('during a task leaves no progress lines behind', { retry: 3 }, async () => {
    const cwd = await temporaryFolder()
    const long = `no end of install ${'日本語 and more '.repeat(4)}`
    const env = { PATH: await pathWithHanging('npm', 'install', long) }
    const terminal = start(['shop', ...quick.slice(0, -2), '--no-git'], { cwd, env })
    await terminal.shows('│  no end of install')
    expect(brokenLines(terminal)).toEqual([])
    for (const columns of [40, 100, 33]) {
      terminal.resize(columns, 30)
      await new Promise((resolve) => setTimeout(resolve, 400))
      expect(terminal.screen().match(/[◐◓◑◒]/g)).toHaveLength(1)
      expect(terminal.screen().match(/no end of install/g)).toHaveLength(1)
    }
    terminal.press(keys.ctrlC)
    await terminal.exit
    expect(terminal.screen()).not.toMatch(/[◐◓◑◒]|no end of/)
    expect(terminal.screen()).toContain('■  Install the dependencies')
  })
})

describe('colours', () => {
  // Foreground colours and dim, which most terminals treat as a colour.
  const colour = new RegExp(`${'\x1b'}\\[(?:2|3\\d|9\\d)m`)

  it('are used on a terminal, but not with NO_COLOR', async () => {
    const cwd = await temporaryFolder()
    const coloured = start([], { cwd })
    await goThrough(coloured, 'one')
    expect(coloured.written()).toMatch(colour)
    const plain = start([], { cwd, env: { NO_COLOR: '1' } })
    await goThrough(plain, 'two')
    expect(plain.written()).not.toMatch(colour)
    const steps = (terminal: RunningTerminal) => {
      return terminal
        .lines()
        .filter((line) => /^[┌◇◆]/.test(line))
        .map((line) => line.replace(/ {2}[\d.]+s.*$/, '').slice(0, 20))
    }
    expect(steps(plain)).toEqual(steps(coloured))
  })

  it('are not used in a pipe, except with FORCE_COLOR', async () => {
    const cwd = await temporaryFolder()
    const print = async (folder: string, env: Record<string, string>) => {
      const args = [...program, folder, ...quick]
      const how = { cwd, env: cleanEnvironment(env), extendEnv: false }
      return (await execa(process.execPath, args, how)).stdout
    }
    expect(await print('one', {})).not.toContain('\x1b')
    expect(await print('two', { FORCE_COLOR: '1' })).toMatch(colour)
  })
})

describe('a dumb terminal', () => {
  const env = { TERM: 'dumb' }

  it('shows no prompts and lists the missing options', async () => {
    const cwd = await temporaryFolder()
    const terminal = start([], { cwd, env })
    expect((await terminal.exit).exitCode).toBe(2)
    expect(terminal.screen()).toContain('--template')
    expect(terminal.written()).not.toContain('\x1b')
  })

  it('shows the run line by line, without control characters', async () => {
    const cwd = await temporaryFolder()
    const terminal = start(['shop', ...quick.slice(0, -2), '--no-git'], { cwd, env })
    expect((await terminal.exit).exitCode).toBe(0)
    expect(terminal.screen()).toContain(
      '│  Install the dependencies …\n◆  Install the dependencies',
    )
    expect(terminal.written()).not.toContain('\x1b')
  })
})

describe('names that are not ASCII', () => {
  it.each([
    ['Café Überblick', 'cafe-uberblick'],
    ['日本語', 'my-app'],
  ])('are typed, shown and aligned: %s', async (folder, packageName) => {
    const cwd = await temporaryFolder()
    const terminal = start(quick, { cwd })
    await terminal.shows('Where should the project go?')
    terminal.press(folder + keys.enter)
    expect((await terminal.exit).exitCode).toBe(0)
    expect(terminal.screen()).toContain(`◇  Where should the project go?\n│  ${folder}\n`)
    expect(terminal.screen()).toContain(`▲  The package is named ${packageName}.`)
    expect(terminal.lines().join('')).toContain(join(cwd, folder))
    const columns = columnsOf(terminal, ['Go into the folder', 'Install the dep', 'Run it'])
    expect(new Set(columns).size).toBe(1)
    const manifest = JSON.parse(await readFile(join(cwd, folder, 'package.json'), 'utf8'))
    expect(manifest.name).toBe(packageName)
  })
})
