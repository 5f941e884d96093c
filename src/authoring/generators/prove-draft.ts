import { parseProblem } from '../../generators/assert-parses.ts'
import { renderGenerator } from '../../generators/render-generator.ts'
import { type Generator, nameParam } from '../../model/generated/generator.ts'
import type { Warning } from '../../model/warning.ts'
import { formsOf, namePlaces } from './name-forms.ts'

type Proving = {
  /** The generator, as it was drafted and read again. */
  readonly generator: Generator
  /** What it was drafted from. */
  readonly files: ReadonlyMap<string, string>
  readonly name: string
}

/**
 * What a drafted generator does not do. With the name of the files it has to make the same bytes again; with another name
 * it has to make files that can be read and have the old name nowhere. Pure.
 */
export function draftWarnings(proving: Proving): readonly Warning[] {
  return [...unlikeOriginals(proving), ...faultsWithOther(proving)]
}

function unlikeOriginals({ generator, files, name }: Proving): readonly Warning[] {
  const again = renderGenerator(generator, { [nameParam.name]: name }).files
  return [...files].flatMap(([path, content]) => {
    const made = again.get(path)?.content
    if (made === content) return []
    return {
      code: 'DRAFT_DIFFERS',
      message: `With the name ${name}, the generator does not make ${path} as it is.`,
      fix: 'Compare both, and correct the generator.',
    }
  })
}

function faultsWithOther({ generator, files, name }: Proving): readonly Warning[] {
  const other = formsOf(name).some(({ text }) => text === 'OrderLine') ? 'StockItem' : 'OrderLine'
  const made = [...renderGenerator(generator, { [nameParam.name]: other }).files]
  const wereRead = [...files].every(([path, content]) => parseProblem(path, content) === undefined)
  return made.flatMap(([path, { content }]): readonly Warning[] => {
    const text = String(content)
    const problem = wereRead ? parseProblem(path, text) : undefined
    const lines = [...linesWith(name, path).map(() => 0), ...linesWith(name, text)]
    return [
      ...(problem
        ? [
            {
              code: 'DRAFT_UNREADABLE',
              message: `With the name ${other}, ${path}:${problem.line} cannot be parsed: ${problem.reason}.`,
              fix: 'Correct the placeholders of this file.',
            },
          ]
        : []),
      ...(lines.length > 0
        ? [
            {
              code: 'DRAFT_LEFTOVER',
              message: `With the name ${other}, ${path} still has the name ${name} ${whereOf(lines)}.`,
              fix: 'No placeholder can be there, or no filter writes the name like this. Change it by hand if it matters.',
            },
          ]
        : []),
    ]
  })
}

/** The lines that have the words of a name in any spelling, from 1. */
function linesWith(name: string, text: string): readonly number[] {
  const spellings = formsOf(name).flatMap(({ text: form, number, casings }) => {
    if (!casings.includes('snake')) return []
    const flat = form.replaceAll('_', '')
    return ['-', '_', ' ', ''].flatMap((joint) => {
      const written = form.replaceAll('_', joint)
      const titled = written.replaceAll(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase())
      return [written, written.toUpperCase(), titled, flat, flat.toUpperCase()].map((one) => {
        return { text: one, number, casings }
      })
    })
  })
  const places = namePlaces(text, [...formsOf(name), ...spellings])
  return [...new Set(places.map(({ at }) => text.slice(0, at).split('\n').length))]
}

function whereOf(lines: readonly number[]): string {
  const shown = lines.filter((line) => line > 0)
  if (shown.length === 0) return 'in its path'
  return `in line ${shown.slice(0, 5).join(', ')}${shown.length > 5 ? ' and more' : ''}`
}
