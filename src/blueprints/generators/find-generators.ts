import { basename, dirname, resolve } from 'node:path'
import { errors } from '../../errors/errors.ts'
import { closestTo } from '../../flags/suggest.ts'
import type { BlueprintSource } from '../../model/blueprint.ts'
import type { Generator } from '../../model/generated/generator.ts'
import type { Tree } from '../../model/tree.ts'
import { type Lookup, locate } from '../locate.ts'
import { folderShelf, readTextBelow } from '../shelf/folder.ts'
import { openShelf } from '../shelf/open-shelf.ts'
import type { Shelf } from '../shelf/shelf.ts'
import { contentOf, namesBeside, partNames } from './generator-content.ts'
import { type GeneratorText, isGenerator, parseGenerator } from './generator-file.ts'

/** The text of a generator, before it is read. */
export type FoundText = Omit<GeneratorText, 'origin'>

/** Where generators are looked for. */
export type GeneratorLookup = Lookup & {
  /** Absolute path of the project. */
  readonly project: string
}

/** The generators of a project, in the order in which a name finds them: its own ones, then the built-in ones. */
export async function listGenerators(lookup: GeneratorLookup): Promise<readonly Generator[]> {
  const own = await ownGenerators(lookup)
  const ids = new Set(own.map(({ id }) => id))
  const builtIn = await builtInGenerators(lookup)
  return [...own, ...builtIn.filter(({ id }) => !ids.has(id))]
}

/**
 * Finds the generators that a person can mean: of the project, a built-in one, a folder or a file, or one to fetch. A
 * built-in name may have one generator for each kind of project.
 */
export async function findGenerators(
  typed: string,
  lookup: GeneratorLookup,
): Promise<readonly [Generator, ...Generator[]]> {
  if (isFilePath(typed)) return [await readTyped(typed, lookup)]
  if (/[:/\\]/.test(typed)) return [await readLocated(typed, lookup)]
  const known = await listGenerators(lookup)
  const named = known.filter(({ id }) => id === typed)
  const [first, ...more] =
    named.length > 0 ? named : known.filter(({ aliases }) => aliases.includes(typed))
  if (first) return [first, ...more]
  const names = known.flatMap(({ id, aliases }) => [id, ...aliases])
  throw errors.unknownGenerator(
    typed,
    [...new Set(known.map(({ id }) => id))],
    closestTo(typed, names),
  )
}

async function ownGenerators(lookup: GeneratorLookup): Promise<readonly Generator[]> {
  return (await ownTexts(lookup.project)).map((one) => {
    return parseGenerator({ ...one, origin: originOf(`file:${one.place}`, lookup) })
  })
}

/** `generators/` is for generators alone. `templates/` also has what others keep there, such as Helm charts. */
export async function ownTexts(project: string): Promise<readonly FoundText[]> {
  const shelf = folderShelf(project, async () => [])
  const [own, among] = await Promise.all([
    textsIn(shelf, 'generators'),
    textsIn(shelf, 'templates'),
  ])
  return [...own, ...among.filter(({ place, text }) => isGenerator(place, text))]
}

/** Those that come with create-app, sorted by their folders. */
export async function builtInGenerators(
  lookup: Pick<Lookup, 'catalog'>,
): Promise<readonly Generator[]> {
  const shelf = openShelf(lookup.catalog.dir)
  const texts = await textsIn(shelf, '_generators')
  return texts.map((one) => parseGenerator({ ...one, origin: originOf('builtin', lookup) }))
}

function originOf(
  source: BlueprintSource,
  { catalog }: Pick<Lookup, 'catalog'>,
): GeneratorText['origin'] {
  return { version: catalog.version, source }
}

/** The generators in a folder: each is a file, or a folder with `generator.yaml`. */
async function textsIn(shelf: Shelf, dir: string): Promise<readonly FoundText[]> {
  if ((await shelf.kindOf(dir)) !== 'folder') return []
  const { files } = await shelf.readFolder(dir)
  return textsOf(files).map((one) => ({ ...one, place: `${dir}/${one.place}` }))
}

/** The generators among the files of a folder. What one of them is made from is no generator. */
export function textsOf(files: Tree): readonly FoundText[] {
  const found = [...files].flatMap(([path, { content }]) => {
    const isOne = /^[^/]+\.(?:ya?ml|json)$/.test(path) || inFolder.test(path)
    if (!isOne || typeof content !== 'string' || /\.(?:schema|snapshot)\.json$/.test(path))
      return []
    return [{ place: path, text: content, besides: besidesOf(path, files) }]
  })
  const named = new Set(
    found.flatMap(({ place, text, besides }) => {
      return place.includes('/') ? [] : namesBeside(contentOf(place, text), besides)
    }),
  )
  return found.filter(({ place }) => !named.has(place))
}

/** `endpoint/generator.yaml`; of a generator with a variant for each kind of project, `endpoint/generator.trpc.yaml`. */
const inFolder = /^[^/]+\/generator(?:\.[a-z]+)?\.(?:ya?ml|json)$/

/** The files in the folder of a generator, from that folder. */
function besidesOf(path: string, files: Tree): ReadonlyMap<string, string> {
  const folder = path.includes('/') ? `${path.slice(0, path.lastIndexOf('/'))}/` : ''
  return new Map(
    [...files].flatMap(([other, { content }]): [string, string][] => {
      const isBeside = other !== path && other.startsWith(folder) && typeof content === 'string'
      return isBeside ? [[other.slice(folder.length), String(content)]] : []
    }),
  )
}

function isFilePath(typed: string): boolean {
  return /\.(?:ya?ml|json)$/.test(typed) && !/^[a-z]+:/.test(typed)
}

async function readTyped(typed: string, lookup: GeneratorLookup): Promise<Generator> {
  const source: BlueprintSource = `file:${basename(typed)}`
  return parseGenerator({ ...(await typedText(typed, lookup)), origin: originOf(source, lookup) })
}

/** The text of the generator in a file. */
export async function typedText(typed: string, { cwd }: Pick<Lookup, 'cwd'>): Promise<FoundText> {
  const path = resolve(cwd, typed)
  const shelf = folderShelf(dirname(path), async () => [])
  const text = await shelf.readText(basename(path))
  if (text === undefined) throw errors.generatorInvalid(typed, 'there is no such file.')
  const own = contentOf(path, text)
  const parts = await readBeside(dirname(path), partNames(own))
  const besides = await readBeside(dirname(path), namesBeside(own, parts))
  return { place: typed, text, besides }
}

async function readBeside(
  dir: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const texts = await Promise.all(
    [...new Set(names)].map(async (name) => [name, await readTextBelow(dir, name)] as const),
  )
  return new Map(texts.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])))
}

async function readLocated(typed: string, lookup: GeneratorLookup): Promise<Generator> {
  const { shelf, dir, origin } = await locate(typed, lookup)
  const { files } = await shelf.readFolder(dir)
  const found = [...files].find(([path]) => /^generator\.(?:ya?ml|json)$/.test(path))
  if (found === undefined) {
    throw errors.generatorInvalid(typed, 'it has no generator.yaml or generator.json.')
  }
  const [place, { content }] = found
  return parseGenerator({
    ...{ place: `${typed}/${place}`, text: String(content), besides: besidesOf(place, files) },
    origin,
  })
}
