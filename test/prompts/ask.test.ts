import { PassThrough } from 'node:stream'
import xterm from '@xterm/headless'
import { describe, expect, it } from 'vitest'
import { Cancelled } from '../../src/errors/errors.ts'
import { ask, type Prompt } from '../../src/prompts/ask.ts'
import { askInTurn } from '../../src/prompts/ask-in-turn.ts'
import type { QuestionStep } from '../../src/prompts/open-questions.ts'
import type { Job } from '../../src/prompts/pause.ts'
import { keys } from '../support/terminal.ts'

/** A terminal made of streams: takes keys, and has the screen that a user would see. */
function terminal(signal = new AbortController().signal) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} })
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: 80 })
  const emulator = new xterm.Terminal({
    cols: 80,
    rows: 30,
    convertEol: true,
    allowProposedApi: true,
  })
  stdout.on('data', (chunk: Buffer) => emulator.write(chunk))
  const shown = () => {
    const { active: buffer } = emulator.buffer
    const rows = Array.from({ length: buffer.length }, (_, row) => {
      return buffer.getLine(row)?.translateToString(true)
    })
    return rows.join('\n').trimEnd()
  }
  const press = async (...pressed: string[]) => {
    for (const key of pressed) {
      await new Promise((resolve) => setTimeout(resolve, 10))
      stdin.write(key)
    }
  }
  const job: Job = { kill: () => {}, on: () => {}, off: () => {}, platform: 'linux' }
  return { stdin, stdout, signal, job, press, shown }
}

type Screen = ReturnType<typeof terminal>

const choices = [
  { value: 'api', label: 'API' },
  { value: 'fullstack', label: 'Full stack' },
]

const which: Prompt = { id: 'which', message: 'Which?', type: 'select', choices }

const first = { before: undefined, canGoBack: false }

describe('a choice', () => {
  it('is made with the arrow keys', async () => {
    const screen = terminal()
    const answer = ask(which, first, screen)
    await screen.press(keys.down, keys.enter)
    expect(await answer).toBe('fullstack')
  })

  it('is cancelled by Ctrl+C', async () => {
    const screen = terminal()
    const refused = expect(ask(which, first, screen)).rejects.toBeInstanceOf(Cancelled)
    await screen.press(keys.ctrlC)
    await refused
  })

  it('is cancelled by a signal', async () => {
    const stopping = new AbortController()
    const screen = terminal(stopping.signal)
    const answer = ask(which, first, screen)
    const refused = expect(answer).rejects.toMatchObject({ name: 'Cancelled', signal: 'SIGTERM' })
    stopping.abort('SIGTERM')
    await refused
  })

  it('is cancelled by Ctrl+D and by the end of the input, even an earlier one', async () => {
    const screen = terminal()
    const refused = expect(ask(which, first, screen)).rejects.toMatchObject({ signal: 'SIGINT' })
    await screen.press(keys.ctrlD)
    await refused
    const ending = terminal()
    const ended = expect(ask(which, first, ending)).rejects.toMatchObject({ signal: 'SIGINT' })
    ending.stdin.end()
    await ended
    await expect(ask(which, first, ending)).rejects.toMatchObject({ signal: 'SIGINT' })
  })

  it('removes its listeners, so that a later signal draws nothing', async () => {
    const stopping = new AbortController()
    const screen = terminal(stopping.signal)
    const answer = ask(which, first, screen)
    await screen.press(keys.enter)
    await answer
    const { stdin } = screen
    const listeners = stdin.listenerCount('keypress')
    let written = ''
    screen.stdout.on('data', (chunk: Buffer) => {
      written += chunk
    })
    stopping.abort('SIGINT')
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect({ written, ends: stdin.listenerCount('end') }).toEqual({ written: '', ends: 0 })
    const again = ask(which, first, { ...screen, signal: new AbortController().signal })
    await screen.press(keys.enter)
    await again
    expect(stdin.listenerCount('keypress')).toBe(listeners)
  })
})

describe('a line of text', () => {
  const check = async (value: string) => (value === 'taken' ? 'That is taken.' : undefined)
  const where: Prompt = { id: 'w', message: 'Where?', type: 'text', default: 'my-app', check }

  it('is the default when nothing is typed', async () => {
    const screen = terminal()
    const answer = ask(where, first, screen)
    await screen.press(keys.enter)
    expect(await answer).toBe('my-app')
  })

  it('is asked again until the answer is valid', async () => {
    const screen = terminal()
    const answer = ask(where, first, screen)
    await screen.press('taken', keys.enter)
    await expect.poll(screen.shown).toContain('That is taken.')
    await screen.press('\x7f'.repeat(5), 'free', keys.enter)
    expect(await answer).toBe('free')
  })
})

describe('several questions', () => {
  const steps: readonly QuestionStep[] = [
    () => [which],
    () => [{ id: 'two', message: 'Second?', type: 'confirm' }],
    ({ which: chosen }) => {
      if (chosen === undefined) return []
      return [{ id: `for-${chosen}`, message: `For ${chosen}?`, type: 'text', default: 'x' }]
    },
  ]

  async function answer(screen: Screen, question: string, ...pressed: string[]) {
    await expect.poll(screen.shown).toContain(`◆  ${question}`)
    await screen.press(...pressed)
  }

  function start(said = {}) {
    const screen = terminal()
    const hints: string[] = []
    const answers = askInTurn(steps, said, screen, () => hints.push('hint'))
    return { screen, hints, answers }
  }

  it('are asked in order, without those that are already answered', async () => {
    const { screen, answers } = start()
    await answer(screen, 'Which?', keys.enter)
    await answer(screen, 'Second?', keys.enter)
    await answer(screen, 'For api?', keys.enter)
    expect(await answers).toEqual({ which: 'api', two: 'true', 'for-api': 'x' })
    const one = start({ which: 'api', two: 'false' })
    await answer(one.screen, 'For api?', 'y', keys.enter)
    expect(await one.answers).toEqual({ which: 'api', two: 'false', 'for-api': 'y' })
    await expect.poll(one.screen.shown).toBe('│\n◇  For api?\n│  y')
    expect(one.hints).toEqual([])
  })

  it('are not asked after Ctrl+C', async () => {
    const { screen, answers } = start()
    const refused = expect(answers).rejects.toBeInstanceOf(Cancelled)
    await answer(screen, 'Which?', keys.ctrlC)
    await refused
    expect(screen.shown()).not.toContain('Second?')
  })

  it('are asked again in reverse with Esc, each with its previous answer', async () => {
    const { screen, hints, answers } = start()
    await answer(screen, 'Which?', keys.down, keys.enter)
    await answer(screen, 'Second?', keys.down, keys.enter)
    await answer(screen, 'For fullstack?', 'mine', keys.escape)
    await expect
      .poll(screen.shown)
      .toBe('│\n◇  Which?\n│  Full stack\n│\n◆  Second?\n│  ○ Yes / ● No\n└')
    await screen.press(keys.escape)
    await expect.poll(screen.shown).toBe('│\n◆  Which?\n│  ○ API\n│  ● Full stack\n└')
    await screen.press(keys.enter)
    await answer(screen, 'Second?', keys.enter)
    await answer(screen, 'For fullstack?', keys.enter)
    expect(await answers).toEqual({ which: 'fullstack', two: 'false', 'for-fullstack': 'x' })
    expect(hints).toEqual(['hint'])
  })

  it('are asked again when they depend on a changed answer', async () => {
    const { screen, answers } = start({ two: 'true' })
    await answer(screen, 'Which?', keys.enter)
    await answer(screen, 'For api?', keys.escape)
    await answer(screen, 'Which?', keys.down, keys.enter)
    await answer(screen, 'For fullstack?', keys.enter)
    expect(await answers).toEqual({ two: 'true', which: 'fullstack', 'for-fullstack': 'x' })
  })

  it('ignore Esc at the first one', async () => {
    const { screen, answers } = start()
    await answer(screen, 'Which?', keys.escape)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(screen.shown()).toBe('│\n◆  Which?\n│  ● API\n│  ○ Full stack\n└')
    await screen.press(keys.down, keys.enter)
    await answer(screen, 'Second?', keys.enter)
    await answer(screen, 'For fullstack?', keys.enter)
    expect(await answers).toMatchObject({ which: 'fullstack' })
  })
})
