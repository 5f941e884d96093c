import {
  findGenerators,
  type GeneratorLookup,
} from '../../blueprints/generators/find-generators.ts'
import { errors } from '../../errors/errors.ts'
import { assertValue, completed } from '../../generators/param-values.ts'
import { renderText, scopeOf } from '../../generators/render-text.ts'
import { printList, readItem, readList } from '../../generators/words/list-items.ts'
import { nameOfEntry } from '../../model/generated/entry.ts'
import type { Generator, ParamValues } from '../../model/generated/generator.ts'
import { readEntries } from '../../project/existing/read-entries.ts'
import type { AnyProject } from '../recorded/open-any.ts'
import { entryNamed, placeGenerator } from './place-generator.ts'
import { assertMaker } from './recorded-entry.ts'

type Extending = {
  /** Of the generator that adds: the name of the entry, and the new items. */
  readonly values: ParamValues
  readonly project: AnyProject
  readonly lookup: GeneratorLookup
  readonly place: { readonly cwd: string; readonly typed: string | undefined }
}

type Extended = {
  readonly generator: Generator
  readonly folder: string
  readonly values: ParamValues
}

/** What makes an entry again with more items in one of its lists, and the migration for them. */
export async function extendEntry(
  adding: Generator,
  { values, project, lookup, place }: Extending,
): Promise<Extended> {
  const { to, list } = adding.adds ?? { to: '', list: '' }
  const { name = '' } = values
  const entries = await readEntries(project.target.dir, project.leftovers)
  const entry = entryNamed(entries, { id: to, name }, { project, place })
  if (entry === undefined) {
    const known = entries.filter(({ id }) => id === to).map((one) => `${to} ${nameOfEntry(one)}`)
    throw errors.noEntry(to, name, known)
  }
  const old = readList(entry.answers[list] ?? '')
  const taken = new Set(old.map((item) => readItem(item)?.name))
  const more = readList(values[list] ?? '')
  const twice = more.find((item) => taken.has(readItem(item)?.name))
  if (twice !== undefined) throw errors.itemThere(twice, `${to} ${name}`)
  const { folder = '' } = entry
  const placed = await placeGenerator(await findGenerators(to, lookup), project, {
    ...{ cwd: place.cwd, typed: folder },
  })
  assertMaker(entry, placed.generator)
  const { params, types } = placed.generator
  const all = printList([...old, ...more])
  for (const param of params.filter((one) => one.name === list)) assertValue(param, all, types)
  const { migration } = placed.generator
  const named = adding.migration && renderText(adding.migration.name, scopeOf(adding, values))
  return {
    folder,
    values: completed(placed.generator, { ...entry.answers, [list]: all }).values,
    generator: {
      ...placed.generator,
      minutes: adding.minutes,
      ...(migration && { migration: { ...migration, name: named ?? migration.name } }),
    },
  }
}
