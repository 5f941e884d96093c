import {
  findGenerators,
  type GeneratorLookup,
} from '../../blueprints/generators/find-generators.ts'
import { besideSwitch, type TypedParams } from '../../generators/typed-params.ts'
import type { Generator, ParamValues } from '../../model/generated/generator.ts'
import type { AnyProject } from '../recorded/open-any.ts'
import { type PlacedGenerator, placeGenerator } from './place-generator.ts'

type MeantPlace = {
  readonly lookup: GeneratorLookup
  readonly project: AnyProject
  readonly place: { readonly cwd: string; readonly typed: string | undefined }
}

type PlacedMeant = PlacedGenerator & {
  readonly typed: TypedParams
  /** What is meant where a person says nothing. */
  readonly usual: ParamValues
}

/**
 * Chooses generator and package as `placeGenerator` does. With an answer of one generator another one may be meant:
 * `endpoint --crud` is a feature without pages.
 */
export async function placeMeant(
  found: readonly [Generator, ...Generator[]],
  typed: TypedParams,
  { lookup, project, place }: MeantPlace,
): Promise<PlacedMeant> {
  const { instead } = found.find((one) => one.instead) ?? {}
  const [param = ''] = instead?.when.split('/') ?? []
  const others = instead && besideSwitch(param, typed)
  if (instead === undefined || others === undefined) {
    return { ...(await placeGenerator(found, project, place)), typed, usual: {} }
  }
  const meant = await findGenerators(instead.generator, lookup)
  const placed = await placeGenerator(meant, project, place)
  const names = placed.generator.params.map(({ name }) => name)
  const usual = Object.entries(instead.values).filter(([name]) => names.includes(name))
  return { ...placed, typed: others, usual: Object.fromEntries(usual) }
}
