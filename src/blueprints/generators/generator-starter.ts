import type { Generator } from '../../model/generated/generator.ts'
import type { Catalog } from '../catalog.ts'
import { openShelf } from '../shelf/open-shelf.ts'
import { builtInGenerators } from './find-generators.ts'

/** What a new generator begins with. */
export type GeneratorStarter = {
  /** The built-in generator that makes a generator. */
  readonly generator: Generator
  /** The schema of generators. */
  readonly schema: string
}

/** Reads what a new generator begins with. */
export async function readGeneratorStarter(catalog: Catalog): Promise<GeneratorStarter> {
  const generators = await builtInGenerators({ catalog })
  const generator = generators.find(({ id }) => id === 'generator')
  const schema = await openShelf(catalog.dir).readText(
    '_generators/generator/generator.schema.json',
  )
  if (generator === undefined || schema === undefined) {
    throw new Error('The built-in generator of generators is missing.')
  }
  return { generator, schema }
}
