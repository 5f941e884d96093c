import { stripVTControlCharacters } from 'node:util'
import { displayWidth } from '../../edits/layout/display-width.ts'
import type { IO, Output } from '../../io.ts'
import { type Colours, coloursFor } from './colours.ts'

/** What is written on: the columns there are, and the colours it takes. */
export type Page = { readonly columns: number; readonly colours: Colours }

export function pageOf(env: IO['env'], output: Pick<Output, 'columns' | 'isTTY'>): Page {
  return { columns: columnsOf(output), colours: coloursFor(env, output) }
}

/** How many columns there are to write in; a file and a pipe are taken for a screen of 80. */
export function columnsOf({ columns }: Pick<Output, 'columns'>): number {
  return columns || 80
}

/** Columns a text takes on a screen; colours take none. */
export function widthOf(text: string): number {
  // Nearly all texts are, and to look at each letter is most of the time that the help takes.
  const isPlain = /^[ -~’]*$/.test(text)
  return isPlain ? text.length : displayWidth(stripVTControlCharacters(text))
}

/** Fills a text with spaces up to a width. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}

/**
 * Breaks prose between words, so that no line is wider. A word that is too long stays whole, and
 * commands are not for this: what the terminal breaks can still be copied as one line.
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
