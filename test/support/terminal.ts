import { spawn } from '@lydell/node-pty'
import xterm from '@xterm/headless'

/** A program on a real pseudo-terminal, and its screen. */
export type RunningTerminal = {
  /** The rows of the screen without colours, including those that have scrolled away. */
  screen(): string
  /** The same, with wrapped rows joined. */
  lines(): readonly string[]
  /** All output of the program, with control characters. */
  written(): string
  /** The terminal behind the screen, to read colours. */
  readonly emulator: xterm.Terminal
  /** Waits until the screen shows the text. */
  shows(text: string, ms?: number): Promise<void>
  press(keys: string): void
  resize(cols: number, rows: number): void
  /** Closes the window: the terminal disappears, and the program gets SIGHUP. */
  close(): void
  readonly pid: number
  readonly exit: Promise<{ exitCode: number; signal: number | undefined }>
}

export const keys = {
  enter: '\r',
  down: '\x1b[B',
  up: '\x1b[A',
  escape: '\x1b',
  ctrlC: '\x03',
  ctrlD: '\x04',
  ctrlZ: '\x1a',
} as const

export function runInTerminal(
  file: string,
  args: string[],
  how: { cwd: string; env: Record<string, string>; cols?: number; rows?: number },
): RunningTerminal {
  const { cwd, env, cols = 80, rows = 30 } = how
  const emulator = new xterm.Terminal({ cols, rows, scrollback: 5000, allowProposedApi: true })
  const name = env.TERM ?? 'xterm-256color'
  const child = spawn(file, args, { name, cols, rows, cwd, env })
  const chunks: string[] = []
  child.onData((text) => {
    chunks.push(text)
    emulator.write(text)
  })
  const exit = new Promise<{ exitCode: number; signal: number | undefined }>((resolve) => {
    child.onExit(({ exitCode, signal }) => emulator.write('', () => resolve({ exitCode, signal })))
  })
  const rowsShown = () => {
    const { active: buffer } = emulator.buffer
    return Array.from({ length: buffer.length }, (_, row) => {
      const line = buffer.getLine(row)
      return { text: line?.translateToString(true) ?? '', broken: line?.isWrapped ?? false }
    })
  }
  const screen = () =>
    rowsShown()
      .map(({ text }) => text)
      .join('\n')
      .trimEnd()
  return {
    screen,
    lines: () =>
      rowsShown()
        .map(({ text, broken }, row) => (row === 0 || broken ? text : `\n${text}`))
        .join('')
        .split('\n'),
    written: () => chunks.join(''),
    emulator,
    press: (text) => child.write(text),
    resize: (width, height) => {
      emulator.resize(width, height)
      child.resize(width, height)
    },
    // Missing in the types, but available on systems that have SIGHUP.
    close: () => {
      if ('destroy' in child && typeof child.destroy === 'function') child.destroy()
    },
    pid: child.pid,
    exit,
    async shows(text, ms = 15_000) {
      const end = Date.now() + ms
      while (!screen().includes(text)) {
        if (Date.now() > end)
          throw new Error(`"${text}" was never printed. The screen:\n${screen()}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
  }
}
