// Goes into the bundle: what pure functions make of the built-in templates is known when the package is
// built, so that a creation from them loads no parser.
import { packedFiles } from '../../src/blueprints/shelf/pack.ts'
import { keyOf } from './key.mjs'

let known

/** The result of a function for what it was given: the known one, or the one it makes now. */
export function recall(name, given, otherwise) {
  known ??= JSON.parse(packedFiles().get('.known.json').bytes)
  return known[keyOf(name, given)] ?? otherwise()
}
