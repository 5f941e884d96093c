import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fixtures } from '../support/fixtures.ts'
import { temporaryFolder } from '../support/folders.ts'
import { sampled } from '../support/sampled.ts'
import { startShell, typed } from '../support/start.ts'
import { keys, type RunningTerminal } from '../support/terminal.ts'

/** Columns and rows; 0 is what a terminal says that does not know its size, such as a serial line. */
const sizes = sampled(
  'sizes',
  [[0, 0], ...[0, 1, 2, 5, 10, 20, 80, 1000].map((columns) => [columns, 30])],
  1,
).map(([columns = 0, rows = 0]) => ({ columns, rows, size: `${columns}×${rows}` }))

/** Waits for a text, however it is wrapped. */
async function showsWrapped(terminal: RunningTerminal, text: string): Promise<void> {
  const dense = (shown: string) => shown.replace(/[\s│]/g, '')
  const shown = () => dense(terminal.screen())
  await expect.poll(shown, { timeout: 60_000 }).toContain(dense(text))
}

/** Control sequences that are cut in two, or whose parts end up as text. */
function brokenSequences(written: string): readonly string[] {
  return written.split('\x1b').filter((part, index) => {
    const text = index === 0 ? part : part.replace(/^\[[\d;?]*[A-Za-z]/, '')
    return (index > 0 && text === part) || /\[\d+m/.test(text)
  })
}

it.each(sizes)(
  'a terminal of $size columns and rows shows prompts, tasks and reports',
  async ({ columns, rows }) => {
    const cwd = await temporaryFolder()
    const shell = startShell({ cwd, cols: columns || 80, rows: rows || 30 })
    await shell.shows('$')
    shell.press(`stty cols ${columns} rows ${rows}; ${typed} --no-git\r`)
    for (const question of ['Where should the project go?', 'Which template?', 'Package manager']) {
      await showsWrapped(shell, `◆ ${question}`)
      if (columns === 0) expect(shell.lines()).toContain(`◆  ${question}`)
      shell.press(keys.down + keys.up + keys.enter)
    }
    await showsWrapped(shell, '◆ How should it greet?')
    shell.press(keys.down)
    await showsWrapped(shell, '● Good day')
    shell.press(keys.enter)
    await showsWrapped(shell, 'Tests passed.')
    const template = join(fixtures.dir, 'tiny')
    for (const line of [
      '--help',
      'list',
      'other -t tiny --yes --dry-run',
      'doctor other -t tiny --no-install',
      `template lint ${template}`,
      `template test ${template} --no-install`,
      'my-app -t tiny --yes',
    ]) {
      shell.press(`${typed} ${line}; echo "end"" of $?"\r`)
      await showsWrapped(shell, 'end of')
      shell.press('clear\r')
      await expect.poll(() => shell.screen()).not.toContain('end of')
    }
    expect(brokenSequences(shell.written())).toEqual([])
    shell.press('exit\r')
    await shell.exit
  },
)
