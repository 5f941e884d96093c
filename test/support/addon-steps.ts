import { answersOf, catalog, repository } from '../../scripts/compose.ts'
import { listTemplates } from '../../src/blueprints/catalog.ts'
import { loadBlueprints } from '../../src/blueprints/load.ts'
import { questionsOf } from '../../src/model/blueprint.ts'
import { isOptional, offOf } from '../../src/model/question.ts'
import {
  type Addable,
  type AddonGround,
  addablesFor,
  changeParts,
  createdWith,
  fitTogether,
} from './addon-trees.ts'
import { expectSame } from './same-trees.ts'

export type FittedGround = {
  readonly id: string
  readonly ground: AddonGround
  readonly addables: readonly Addable[]
}

/** Each template without its optional parts, and all that can be added to it. */
export async function addonGrounds(): Promise<readonly FittedGround[]> {
  const templates = await listTemplates(catalog)
  return Promise.all(
    templates.map(async ({ id }) => {
      const blueprints = await loadBlueprints(id, catalog, repository)
      const optional = questionsOf(blueprints).filter(isOptional)
      const [first = {}] = await answersOf(id)
      const none = Object.fromEntries(optional.map((question) => [question.id, offOf]))
      const ground = { blueprints, answers: { ...first, pm: 'npm@11.0.0', ...none } }
      return { id, ground, addables: await addablesFor(ground, optional) }
    }),
  )
}

/** One part that is added to a project with some others, and taken out of it again. */
export type PartStep = { readonly from: readonly Addable[]; readonly one: Addable }

/** All parts, added to a project with none of the others and with one of them. */
export function stepsBesideOne(addables: readonly Addable[]): readonly PartStep[] {
  const others: readonly (readonly Addable[])[] = [[], ...addables.map((one) => [one])]
  return others.flatMap((from) => stepsBeside(from, addables))
}

/** All parts, each added to a project with all others. */
export function stepsBesideAll(addables: readonly Addable[]): readonly PartStep[] {
  return addables.flatMap((one) => stepsBeside(besides(one, addables), [one]))
}

/** As many parts as can be in one project, the first ones first. */
export function fitting(addables: readonly Addable[]): readonly Addable[] {
  const chosen: Addable[] = []
  for (const one of addables) if (fitTogether([...chosen, one])) chosen.push(one)
  return chosen
}

/** All other parts that can be in a project with one. */
export function besides(one: Addable, addables: readonly Addable[]): readonly Addable[] {
  return fitting([one, ...addables.filter((other) => other !== one)]).slice(1)
}

function stepsBeside(from: readonly Addable[], addables: readonly Addable[]): readonly PartStep[] {
  return addables.flatMap((one) => {
    return from.includes(one) || !fitTogether([...from, one]) ? [] : [{ from, one }]
  })
}

/** Expects that a part makes of a project the one that is created with it, and that without it the project is as before. */
export async function expectStep(ground: AddonGround, { from, one }: PartStep): Promise<void> {
  const what = `${one.name} beside ${from.map(({ name }) => name).join(', ') || 'nothing'}`
  const all = [...from, one]
  const [before, after] = [createdWith(ground, from), createdWith(ground, all)]
  const added = await changeParts(ground, before, { from, to: all })
  expectSame(added.tree, after, `add ${what}`)
  const removed = await changeParts(ground, after, { from: all, to: from })
  expectSame(removed.tree, before, `remove ${what}`)
}
