import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import type { DataInsertion } from '../../../src/insert/data/insert-data.ts'
import type { Position } from '../../../src/model/generated/insertion.ts'

/** A file in some layout, something to insert into it, and what reads it. */
export type DataLayout = {
  readonly text: string
  readonly insertion: DataInsertion
  /** Throws if the text cannot be read. */
  readonly parse: (text: string) => void
}

export const ending = fc.record({
  isWindows: fc.boolean(),
  isMarked: fc.boolean(),
  isEnded: fc.boolean(),
})

export const position = fc.constantFrom('start', 'end', 'before', 'after', 'none')

/** The texts of the real files of the built-in templates whose name fits. */
export function realFiles(name: RegExp): readonly string[] {
  const root = join(import.meta.dirname, '..', '..', '..', 'templates')
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => name.test(path) && !/node_modules|lock|_generators/.test(path))
    .toSorted()
    .map((path) => readFileSync(join(root, path), 'utf8'))
}

export function pick<Value>(values: readonly Value[], seed: number): Value {
  const value = values[seed % values.length]
  if (value === undefined) throw new Error('Nothing to pick from.')
  return value
}

export function end(
  text: string,
  { isWindows, isMarked, isEnded }: Record<string, boolean>,
): string {
  const ended = isEnded ? text : text.trimEnd()
  return (isMarked ? '\uFEFF' : '') + (isWindows ? ended.replaceAll('\n', '\r\n') : ended)
}

export function place(
  position: string,
  names: readonly (string | undefined)[],
  seed: number,
): Position {
  if (position === 'start' || position === 'end') return { at: position }
  const name = names[seed % Math.max(names.length, 1)]
  const isClear = name !== undefined && names.filter((other) => other === name).length === 1
  if (!isClear || position === 'none') return {}
  return position === 'before' ? { before: name } : { after: name }
}

/** Comments behind some lines, and on lines of their own. */
export function noteLines(text: string, comment: string, seed: number): string {
  if (comment === '') return text
  const lines = text.split('\n').flatMap((line, at) => {
    const chosen = (seed + at * 7) % 5
    const margin = /^\s*/.exec(line)?.[0] ?? ''
    if (line.trim() === '' || chosen > 1) return [line]
    return chosen === 0 ? [`${line} ${comment}`] : [line, `${margin}${comment}`]
  })
  return lines.join('\n')
}
