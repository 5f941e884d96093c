import { printJson } from '../../edits/json/json.ts'
import type { Generator } from '../../model/generated/generator.ts'
import { hashOf } from '../../model/tree.ts'
import { plainText } from '../../text.ts'
import { readGenerator } from './generator-file.ts'

/**
 * A generator as the file that a project keeps of it, so that the same can be made again after a person edited the
 * generator. Nothing of it runs: hooks and the migration are left out.
 */
export function printKept({ id, params, types, files, insertions }: Generator): string {
  return printJson({ name: id, params, types, files, insertions })
}

/** Reads a file that `printKept` wrote; undefined where it is another one. */
export function readKept(text: string, hash: string, origin: Generator): Generator | undefined {
  const content = plainText(text)
  if (hashOf({ content }) !== hash) return undefined
  return readGenerator({ place: 'kept.json', text: content, origin }).generator
}
