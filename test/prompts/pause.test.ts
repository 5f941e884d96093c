import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { programsIn, temporaryFolder } from '../support/folders.ts'
import { pathWithHanging } from '../support/hanging.ts'
import { sampled } from '../support/sampled.ts'
import { type Shell, shellNames, startShell, typed } from '../support/start.ts'
import { keys } from '../support/terminal.ts'

const shells = sampled('shells', shellNames, 1)

/** A shell with jobs, and its state of the terminal before the program ran. */
async function shellWithJobs(shell: Shell, cwd: string, env: Record<string, string> = {}) {
  const started = startShell({ shell, cwd, env })
  await started.shows('$')
  started.press('stty -a > before\r')
  return started
}

describe.each(shells)('a person who presses Ctrl+Z in %s', (name) => {
  it('goes on at a question with what was typed, in an intact terminal', async () => {
    const cwd = await temporaryFolder()
    const shell = await shellWithJobs(name, cwd)
    const count = (text: string) => shell.screen().split(text).length - 1
    const times = (text: string, most: number) =>
      expect.poll(() => count(text), { timeout: 15_000 }).toBe(most)
    shell.press(`${typed} --no-install --no-git; echo "ended"" with $?"\r`)
    await shell.shows('Where should the project go?')
    shell.press('sho')
    await shell.shows('│  sho')
    shell.press(keys.ctrlZ)
    await shell.shows('topped')
    shell.press('\x15clear; stty -a | cmp - before && echo "the terminal is"" intact"\r')
    await shell.shows('the terminal is intact')
    shell.press('clear\rfg\r')
    await shell.shows('◆  Where should the project go?\n│  sho')
    shell.press(`p${keys.enter}`)
    await shell.shows('● Tiny')
    shell.press(keys.down)
    await shell.shows('● Broken')
    shell.press(keys.ctrlZ)
    await shell.shows('topped')
    shell.press('fg\r')
    await times('● Broken', 2)
    shell.press(keys.up + keys.enter)
    await shell.shows('◆  Package manager')
    shell.press(keys.escape)
    // The first one is the one that was paused.
    await times('◆  Which template?', 2)
    shell.press(keys.enter)
    await times('◆  Package manager', 2)
    shell.press(keys.enter)
    await shell.shows('● Hello')
    shell.press(keys.enter)
    await shell.shows('Created')
    shell.press('stty -a | cmp - before && rm before && echo "still"" intact"\r')
    await shell.shows('still intact')
    shell.press('exit\r')
    await shell.exit
    expect(await readdir(cwd)).toEqual(['shop'])
  })

  it('can end the stopped program', async () => {
    const cwd = await temporaryFolder()
    const shell = await shellWithJobs(name, cwd)
    shell.press(`${typed} --no-install --no-git\r`)
    await shell.shows('◆  Where should the project go?')
    shell.press(keys.ctrlZ)
    await shell.shows('topped')
    // Some shells let it go on at once, so that it gets the signal; others only with `fg`.
    shell.press('kill %1; fg\r')
    await shell.shows('Cancelled. Nothing was written.')
    await expect.poll(() => programsIn(cwd)).toHaveLength(1)
    shell.press('stty -a | cmp - before && echo "the terminal is"" intact"\r')
    await shell.shows('the terminal is intact')
    shell.press('exit\r')
    await shell.exit
  })

  it('goes on with a running task, below what the shell wrote', async () => {
    const cwd = await temporaryFolder()
    const shell = await shellWithJobs(name, cwd, { PATH: await pathWithHanging('npm', 'test') })
    shell.press(`${typed} shop -t tiny --pm npm --yes; echo "ended"" with $?"\r`)
    await shell.shows('no end of test', 60_000)
    shell.press(keys.ctrlZ)
    await shell.shows('topped')
    expect(shell.screen()).not.toContain('no end of test')
    shell.press('echo "a line"" of the shell"\r')
    await shell.shows('a line of the shell')
    shell.press('stty -a | cmp - before && echo "the terminal is"" intact"\r')
    await shell.shows('the terminal is intact')
    shell.press('fg\r')
    await shell.shows('no end of test')
    expect(shell.screen()).toContain('a line of the shell')
    shell.press(keys.ctrlC)
    await shell.shows('To finish, run:')
    expect(shell.screen()).toContain('a line of the shell')
    shell.press('exit\r')
    await shell.exit
    expect(await readdir(join(cwd, 'shop'))).toContain('package.json')
  })
})
