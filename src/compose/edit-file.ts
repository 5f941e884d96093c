import { reasonOf } from '../errors/edit-error.ts'
import { errors } from '../errors/errors.ts'
import { printBytes, type TreeFile } from '../model/tree.ts'
import { encodingProblem } from '../text.ts'

/** The text of a file of a blueprint that has to be read. */
export function readText({ content }: TreeFile, path: string, blueprint: string): string {
  if (typeof content === 'string') return content
  const problem = encodingProblem(content) ?? 'is not text.'
  throw errors.templateInvalid(blueprint, `${path} ${problem}`, undefined, path)
}

/** Texts of a blueprint that are going to be parsed, and how many bytes each may have. */
export type Edited = {
  readonly blueprint: string
  readonly path: string
  readonly contents: readonly string[]
  readonly most: number
}

/** Edits a file of a blueprint. If that fails, the error names the blueprint. */
export function editFile<Value>(
  { blueprint, path, contents, most }: Edited,
  edit: () => Value,
): Value {
  if (contents.some((content) => Buffer.byteLength(content) > most)) {
    const problem = `${path} cannot be edited. It is larger than ${printBytes(most)}.`
    throw errors.templateInvalid(blueprint, problem, undefined, path)
  }
  try {
    return edit()
  } catch (cause) {
    const problem = `${path} cannot be edited. ${reasonOf(cause)}`
    throw errors.templateInvalid(blueprint, problem, cause, path)
  }
}
