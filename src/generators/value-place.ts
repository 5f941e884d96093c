import { lineOf } from '../edits/json/json-place.ts'
import { type ValuePlace, yamlPlace } from '../edits/yaml/yaml-place.ts'
import { withoutMark } from '../text.ts'

/** A file of a generator, as its author knows it: YAML or JSON, by its path. */
export type GeneratorSource = { readonly place: string; readonly text: string }

/** A generator with the parts that it includes. */
export type MergedSource = GeneratorSource & {
  /** The files beside it, by their paths from its folder. */
  readonly besides: ReadonlyMap<string, string>
  /** Where its members and types are written, by what leads to them: `files.2`, `types.string`. Those without are its own. */
  readonly origins: ReadonlyMap<string, MemberOrigin>
}

/** Where a member of a list, or a type, is written. */
export type MemberOrigin = {
  /** The part that it is in, if it is in one. */
  readonly part: string | undefined
  readonly path: KeyPath
  /** What leads to its condition in the file of the generator, where it has the condition of its part. */
  readonly when: KeyPath | undefined
}

type KeyPath = readonly (string | number)[]

/** Where a value of a generator is written. */
export function valuePlace(
  source: MergedSource,
  path: KeyPath,
): ValuePlace & { readonly file: string } {
  const origin = source.origins.get(path.slice(0, 2).join('.'))
  const keys = path.slice(2)
  if (origin === undefined) return placeIn(source, path)
  if (origin.when && keys[0] === 'when') return placeIn(source, origin.when)
  const { part } = origin
  const written = part === undefined ? source : besideSource(source, part)
  return placeIn(written, [...origin.path, ...keys])
}

/** A file beside a generator. */
export function besideSource({ place, besides }: MergedSource, name: string): GeneratorSource {
  const folder = place.slice(0, place.lastIndexOf('/') + 1)
  return { place: `${folder}${name}`, text: besides.get(name) ?? '' }
}

function placeIn(
  { place, text }: GeneratorSource,
  path: KeyPath,
): ValuePlace & { readonly file: string } {
  const plain = withoutMark(text)
  if (!place.endsWith('.json')) return { file: place, ...yamlPlace(plain, path) }
  return { file: place, line: lineOf(plain, path), textLine: undefined }
}
