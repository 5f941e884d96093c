import { jsonProblem } from '../edits/json/json-place.ts'
import { codeProblem } from '../edits/module/parse-code.ts'
import { yamlProblem } from '../edits/yaml/yaml-problem.ts'
import { errors } from '../errors/errors.ts'
import { prismaProblem } from '../insert/prisma/prisma-blocks.ts'
import type { Generator, ParamValues } from '../model/generated/generator.ts'
import type { Tree } from '../model/tree.ts'
import { filtered } from './words/words.ts'

/** Where a text cannot be parsed, and why. Lines and columns from 1. */
export type ParseProblem = {
  readonly line: number
  readonly column?: number
  readonly reason: string
}

/** Refuses files that nobody could read, before anything is written. Formats without a parser are taken as they are. */
export function assertParses(generator: Generator, files: Tree, values: ParamValues): void {
  for (const [path, { content }] of files) {
    const problem = typeof content === 'string' ? parseProblem(path, content) : undefined
    if (problem === undefined) continue
    const { line, column = 1, reason } = problem
    const place = { path, line, column, problem: reason }
    throw errors.generatedUnreadable(generator.id, place, reservedName(generator, values))
  }
}

/** Why a file cannot be parsed; undefined if it can, and for formats without a parser. */
export function parseProblem(path: string, content: string): ParseProblem | undefined {
  if (/\.[cm]?[jt]sx?$/.test(path)) return codeProblem(content)
  // tsconfig.json and its like may have comments, which the reader of JSON allows.
  if (/\.jsonc?$/.test(path)) return jsonProblem(content)
  if (/\.ya?ml$/.test(path)) return yamlProblem(content)
  return path.endsWith('.prisma') ? prismaProblem(content) : undefined
}

/** The name that means something in the language, so that no variable can have it: `class`. */
export function reservedName({ params }: Generator, values: ParamValues): string | undefined {
  const names = params.flatMap(({ name, type }) => (type === 'name' ? [values[name] ?? ''] : []))
  return names.find((name) => {
    const variable = filtered(name.slice(name.lastIndexOf('/') + 1), ['camel'])
    return /^\w+$/.test(variable) && codeProblem(`export const ${variable} = 0`) !== undefined
  })
}
