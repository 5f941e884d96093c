import { stripVTControlCharacters } from 'node:util'
import { displayWidth } from '../../edits/layout/display-width.ts'
import { columnsOf, type IO, type Output } from '../../io.ts'
import { type Colours, coloursFor } from './colours.ts'

/** The width of the output and the colours that it supports. */
export type Page = { readonly columns: number; readonly colours: Colours }

export function pageOf(env: IO['env'], output: Pick<Output, 'columns' | 'isTTY'>): Page {
  return { columns: columnsOf(output), colours: coloursFor(env, output) }
}

/** The number of columns that a text takes; colour codes take none. */
export function widthOf(text: string): number {
  return displayWidth(stripVTControlCharacters(text))
}

/** Fills a text with spaces up to a width. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}

/**
 * Breaks prose between words at the given width. A word that is too long stays whole. Do not use it for
 * commands: a line that the terminal wraps can still be copied as one line.
 */
export function wrap(prose: string, width: number): readonly string[] {
  return prose.split('\n').flatMap((line) => wrapLine(line, width))
}

function wrapLine(text: string, width: number): readonly string[] {
  if (widthOf(text) <= width) return [text.trimEnd()]
  const lines = ['']
  for (const [word] of text.matchAll(/ *[^ ]+/g)) {
    const line = `${lines.at(-1)}${word}`
    if (lines.at(-1) !== '' && widthOf(line) > width) lines.push(word.trimStart())
    else lines[lines.length - 1] = line
  }
  return lines
}
