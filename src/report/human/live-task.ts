import { stripVTControlCharacters } from 'node:util'
import type { IO, Output } from '../../io.ts'
import { widthOf } from './page.ts'

/** A running task on the screen: its title and time and, below, the last lines of its output. */
export type Live = {
  push(text: string): void
  /** Shows for how many milliseconds nothing was printed, until the next output. */
  silent(ms: number): void
  end(): void
}

const frames = ['◐', '◓', '◑', '◒']
const tailHeight = 4

/** The terminal, and the process, which a person may stop with Ctrl+Z. */
export type LiveIO = Pick<IO, 'stdout' | 'pid' | 'kill' | 'on' | 'off'>

/**
 * Draws a running task on a terminal. clack's spinner puts the terminal in raw mode and turns
 * Ctrl+C into an exit with code 0, which would leave the task behind and call it a success.
 */
export function startLive(title: string, io: LiveIO, dim: (text: string) => string): Live {
  const output = io.stdout
  const start = performance.now()
  let tail: readonly string[] = []
  let rest = ''
  let drawn: readonly string[] = []
  let frame = 0
  let note = ''
  const draw = () => {
    const width = realColumns(output) - 1
    const head = `${frames[frame++ % frames.length]}  ${title} ${seconds(performance.now() - start)}${note}`
    const lines = [cut(head, width), ...tail.map((line) => dim(cut(`│  ${line}`, width)))]
    output.write(`${erase(drawn, output)}${lines.join('\n')}\n`)
    drawn = lines
  }
  // What the shell writes while the program is stopped must not be taken for these lines.
  const pause = () => {
    output.write(erase(drawn, output))
    drawn = []
    io.off('SIGTSTP', pause)
    io.kill(io.pid, 'SIGTSTP')
    io.on('SIGTSTP', pause)
  }
  io.on('SIGTSTP', pause)
  const timer = setInterval(draw, 120)
  draw()
  return {
    push(text) {
      note = ''
      const lines = (rest + stripVTControlCharacters(text)).split(/\r?\n|\r/)
      rest = lines.pop() ?? ''
      tail = [...tail, ...lines.filter((line) => line.trim() !== '')].slice(-tailHeight)
    },
    silent(ms) {
      note = `, silent for ${minutes(ms)}. Ctrl+C stops it.`
    },
    end() {
      clearInterval(timer)
      io.off('SIGTSTP', pause)
      output.write(erase(drawn, output))
    },
  }
}

/** A duration for people: `0.4s`, `31.2s`, `1m 04s`. */
export function seconds(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)}s`
  const whole = Math.round(ms / 1000)
  return `${Math.floor(whole / 60)}m ${String(whole % 60).padStart(2, '0')}s`
}

/** A long duration in words: `2 minutes`. */
export function minutes(ms: number): string {
  const whole = Math.floor(ms / 60_000)
  return whole === 1 ? '1 minute' : `${whole} minutes`
}

/** Erases lines; after a resize they may take more rows than before. */
function erase(lines: readonly string[], output: Output): string {
  const columns = realColumns(output)
  const rows = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / columns)), 0)
  return rows === 0 ? '' : `\x1b[${rows}A\r\x1b[J`
}

/** However few there are: a line must not be wrapped, because it is erased again. */
function realColumns({ columns }: Output): number {
  return columns || 80
}

function cut(line: string, width: number): string {
  const text = line.replaceAll('\t', '  ')
  if (widthOf(text) <= width) return text
  let kept = ''
  for (const character of text) {
    if (widthOf(kept + character) >= width) break
    kept += character
  }
  return `${kept}…`
}
