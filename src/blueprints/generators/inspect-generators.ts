import { relative, resolve, sep } from 'node:path'
import { errors } from '../../errors/errors.ts'
import { type MergedSource, valuePlace } from '../../generators/value-place.ts'
import type { Generator } from '../../model/generated/generator.ts'
import { folderShelf, isFolder } from '../shelf/folder.ts'
import {
  type FoundText,
  type GeneratorLookup,
  ownTexts,
  textsOf,
  typedText,
} from './find-generators.ts'
import { readGenerator } from './generator-file.ts'
import type { GeneratorProblem } from './generator-problems.ts'

/** A generator as its author sees it, with everything that keeps it from being used. */
export type InspectedGenerator = MergedSource & {
  /** What its file and its parts say, before it is checked. */
  readonly raw: unknown
  readonly problems: readonly PlacedProblem[]
  /** Undefined where there are problems. */
  readonly generator: Generator | undefined
}

type PlacedProblem = GeneratorProblem & { readonly file: string; readonly line: number }

/** The generators in a file or a folder, or all of a project. The places are paths in the project. */
export async function inspectGenerators(
  typed: string | undefined,
  lookup: GeneratorLookup,
): Promise<readonly InspectedGenerator[]> {
  const texts = typed === undefined ? await ownTexts(lookup.project) : await textsAt(typed, lookup)
  if (texts.length === 0) throw errors.noGenerators(typed ?? lookup.project)
  return texts.map((one) => inspected(one, lookup))
}

async function textsAt(typed: string, lookup: GeneratorLookup): Promise<readonly FoundText[]> {
  const path = resolve(lookup.cwd, typed)
  const inProject = (place: string) => relative(lookup.project, place).replaceAll(sep, '/')
  if (!(await isFolder(path))) {
    return [{ ...(await typedText(typed, lookup)), place: inProject(path) }]
  }
  const { files } = await folderShelf(path, async () => []).readFolder('')
  const own = [...files.keys()].find((one) => /^generator\.(?:ya?ml|json)$/.test(one))
  if (own === undefined) {
    return textsOf(files).map((one) => ({ ...one, place: inProject(resolve(path, one.place)) }))
  }
  const file = resolve(path, own)
  return [{ ...(await typedText(file, lookup)), place: inProject(file) }]
}

function inspected(found: FoundText, { catalog }: GeneratorLookup): InspectedGenerator {
  const { place, text, besides = new Map() } = found
  const origin = { version: catalog.version, source: `file:${place}` as const }
  const { content, origins, problems, generator } = readGenerator({ ...found, origin })
  const source = { place, text, besides, origins }
  return {
    ...{ ...source, raw: content, generator },
    problems: problems.map((one) => {
      const { file, line } = valuePlace(source, one.path)
      return { file, line, ...one }
    }),
  }
}
