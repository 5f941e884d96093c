import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { Cancelled } from '../../src/errors.ts'
import { askChoice, askQuestions, askText } from '../../src/prompts/ask.ts'
import { keys } from '../support/terminal.ts'

function terminal(signal = new AbortController().signal) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => {} })
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: 80 })
  const shown: string[] = []
  stdout.on('data', (chunk: Buffer) => shown.push(chunk.toString()))
  const press = async (...pressed: string[]) => {
    for (const key of pressed) {
      await new Promise((resolve) => setTimeout(resolve, 10))
      stdin.write(key)
    }
  }
  return { stdin, stdout, signal, press, shown: () => shown.join('') }
}

const choices = [
  { value: 'api', label: 'API' },
  { value: 'fullstack', label: 'Full stack' },
]

describe('a choice', () => {
  it('is made with the arrow keys', async () => {
    const screen = terminal()
    const answer = askChoice({ message: 'Which?', choices }, screen)
    await screen.press(keys.down, keys.enter)
    expect(await answer).toBe('fullstack')
  })

  it('is called off with Ctrl+C', async () => {
    const screen = terminal()
    const answer = askChoice({ message: 'Which?', choices }, screen)
    const refused = expect(answer).rejects.toBeInstanceOf(Cancelled)
    await screen.press(keys.ctrlC)
    await refused
  })

  it('is called off by a signal', async () => {
    const stopping = new AbortController()
    const screen = terminal(stopping.signal)
    const answer = askChoice({ message: 'Which?', choices }, screen)
    const refused = expect(answer).rejects.toMatchObject({ name: 'Cancelled', signal: 'SIGTERM' })
    stopping.abort('SIGTERM')
    await refused
  })
})

describe('a line of text', () => {
  const check = async (value: string) => (value === 'taken' ? 'That is taken.' : undefined)
  const how = { message: 'Where?', placeholder: 'my-app', check }

  it('is the default when nothing is typed', async () => {
    const screen = terminal()
    const answer = askText(how, screen)
    await screen.press(keys.enter)
    expect(await answer).toBe('my-app')
  })

  it('is asked for again until it can be used', async () => {
    const screen = terminal()
    const answer = askText(how, screen)
    await screen.press('taken', keys.enter)
    await expect.poll(screen.shown).toContain('That is taken.')
    await screen.press('\x7f'.repeat(5), 'free', keys.enter)
    expect(await answer).toBe('free')
  })
})

it('asks several questions in order and stops asking after a Ctrl+C', async () => {
  const questions = [
    { id: 'one', message: 'First?', type: 'select', choices },
    { id: 'two', message: 'Second?', type: 'confirm' },
    { id: 'three', message: 'Third?', type: 'text', default: 'x' },
  ] as const
  const screen = terminal()
  const answers = askQuestions(questions, screen)
  await screen.press(keys.enter)
  await expect.poll(screen.shown).toContain('Second?')
  await screen.press(keys.enter)
  await expect.poll(screen.shown).toContain('Third?')
  await screen.press(keys.enter)
  expect(await answers).toEqual({ one: 'api', two: 'true', three: 'x' })

  const cancelled = terminal()
  const refused = expect(askQuestions(questions, cancelled)).rejects.toBeInstanceOf(Cancelled)
  await cancelled.press(keys.ctrlC)
  await refused
  expect(cancelled.shown()).not.toContain('Second?')
})
