import { lineOf } from '../edits/json/json-place.ts'
import { type ValuePlace, yamlPlace } from '../edits/yaml/yaml-place.ts'
import { withoutMark } from '../text.ts'

/** A file of a generator, as its author knows it: YAML or JSON, by its path. */
export type GeneratorSource = { readonly place: string; readonly text: string }

/** Where a value is in the file of a generator. */
export function valuePlace(
  { place, text }: GeneratorSource,
  path: readonly (string | number)[],
): ValuePlace {
  const plain = withoutMark(text)
  if (!place.endsWith('.json')) return yamlPlace(plain, path)
  return { line: lineOf(plain, path), textLine: undefined }
}
