import { spawn } from '@lydell/node-pty'
import xterm from '@xterm/headless'

/** A program on a real pseudo-terminal of 80 by 30, and the screen it draws. */
export type RunningTerminal = {
  /** The lines of the screen with what has scrolled away, without colour. */
  screen(): string
  /** Waits until the screen shows the text. */
  shows(text: string, ms?: number): Promise<void>
  press(keys: string): void
  readonly pid: number
  readonly exit: Promise<{ exitCode: number; signal: number | undefined }>
}

export const keys = { enter: '\r', down: '\x1b[B', up: '\x1b[A', ctrlC: '\x03' } as const

export function runInTerminal(
  file: string,
  args: string[],
  { cwd, env }: { cwd: string; env: Record<string, string> },
): RunningTerminal {
  const terminal = new xterm.Terminal({
    cols: 80,
    rows: 30,
    scrollback: 5000,
    allowProposedApi: true,
  })
  const child = spawn(file, args, { name: 'xterm-256color', cols: 80, rows: 30, cwd, env })
  child.onData((data) => terminal.write(data))
  const exit = new Promise<{ exitCode: number; signal: number | undefined }>((resolve) => {
    child.onExit(({ exitCode, signal }) => terminal.write('', () => resolve({ exitCode, signal })))
  })
  const screen = () => {
    const { buffer } = { buffer: terminal.buffer.active }
    const lines = Array.from({ length: buffer.length }, (_, row) => {
      return buffer.getLine(row)?.translateToString(true) ?? ''
    })
    return lines.join('\n').trimEnd()
  }
  return {
    screen,
    press: (text) => child.write(text),
    pid: child.pid,
    exit,
    async shows(text, ms = 15_000) {
      const end = Date.now() + ms
      while (!screen().includes(text)) {
        if (Date.now() > end) throw new Error(`"${text}" never came. The screen:\n${screen()}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
  }
}
