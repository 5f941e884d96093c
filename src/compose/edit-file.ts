import { reasonOf } from '../errors/edit-error.ts'
import { errors } from '../errors/errors.ts'
import { printBytes } from '../model/tree.ts'

/** Texts of a blueprint that are about to be read, and how many bytes each may have. */
export type Edited = {
  readonly blueprint: string
  readonly path: string
  readonly contents: readonly string[]
  readonly most: number
}

/** Edits what a blueprint brought; where that cannot be done, the blueprint is at fault. */
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
