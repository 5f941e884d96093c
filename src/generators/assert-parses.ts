import { jsonProblem } from '../edits/json/json-place.ts'
import { codeProblem } from '../edits/module/parse-code.ts'
import { yamlProblem } from '../edits/yaml/yaml-problem.ts'
import { errors } from '../errors/errors.ts'
import type { Tree } from '../model/tree.ts'

/** Where a text cannot be parsed, and why. Lines and columns from 1. */
export type ParseProblem = {
  readonly line: number
  readonly column?: number
  readonly reason: string
}

/** Refuses files that nobody could read, before anything is written. Formats without a parser are taken as they are. */
export function assertParses(generator: string, files: Tree): void {
  for (const [path, { content }] of files) {
    const problem = typeof content === 'string' ? parseProblem(path, content) : undefined
    if (problem === undefined) continue
    const { line, column = 1, reason } = problem
    throw errors.generatedUnreadable(generator, { path, line, column, problem: reason })
  }
}

/** Why a file cannot be parsed, by its format; undefined if it can, or if there is no parser for it. */
export function parseProblem(path: string, content: string): ParseProblem | undefined {
  if (/\.[cm]?[jt]sx?$/.test(path)) return codeProblem(content)
  // tsconfig.json and its like may have comments, which the reader of JSON allows.
  if (/\.jsonc?$/.test(path)) return jsonProblem(content)
  return /\.ya?ml$/.test(path) ? yamlProblem(content) : undefined
}
