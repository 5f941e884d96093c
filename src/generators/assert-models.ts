import { errors } from '../errors/errors.ts'
import { closestTo } from '../flags/suggest.ts'
import type { Generator, ParamValues } from '../model/generated/generator.ts'
import type { Model } from '../model/generated/model.ts'
import { typeIn } from './render-text.ts'
import { readItem, readList } from './words/list-items.ts'
import { filtered } from './words/words.ts'

/** Refuses an item that refers to a model that the database of the project does not have. */
export function assertModels(
  { params, types, migration }: Generator,
  values: ParamValues,
  models: readonly Model[],
): void {
  if (migration === undefined || models.length === 0) return
  const known = [...models.map(({ name }) => name), filtered(values.name ?? '', ['pascal'])]
  const lists = params.filter(({ type }) => type === 'list')
  const items = lists.flatMap(({ name }) => readList(values[name] ?? ''))
  for (const item of items) {
    const type = readItem(item)?.type ?? ''
    if (typeIn(types, type) !== 'Model' || known.includes(filtered(type, ['pascal']))) continue
    throw errors.unknownModel(item, known.slice(0, -1), closestTo(type, known))
  }
}
