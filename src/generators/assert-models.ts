import { errors } from '../errors/errors.ts'
import { closestTo } from '../flags/suggest.ts'
import type { Generator, ParamValues } from '../model/generated/generator.ts'
import type { Model } from '../model/generated/model.ts'
import { typeIn } from './render-text.ts'
import { entryModels } from './words/entry-models.ts'
import { readItem, readList } from './words/list-items.ts'
import { filtered } from './words/words.ts'

/** Refuses an item that refers to a model that the database of the project does not have, or to a field that it has not. */
export function assertModels(
  { params, types, migration }: Generator,
  values: ParamValues,
  models: readonly Model[],
): void {
  const lists = params.filter(({ type }) => type === 'list')
  const items = lists.flatMap(({ name }) => readList(values[name] ?? ''))
  // What is generated is no model yet, but may refer to itself.
  const all = [...models, ...entryModels([{ answers: { fields: '', ...values } }])]
  for (const item of items) {
    const { type = '', choices = [] } = readItem(item) ?? {}
    if (typeIn(types, type) !== 'Model') continue
    const model = all.find(({ name }) => name === filtered(type, ['pascal']))
    if (model) assertLabel(item, choices, model)
    else if (migration !== undefined && models.length > 0) {
      const known = models.map(({ name }) => name)
      throw errors.unknownModel(item, known, closestTo(type, known))
    }
  }
}

/** What stands in parentheses is the field by which people know a row, so each row must have it. */
function assertLabel(item: string, [label, ...more]: readonly string[], model: Model): void {
  if (label === undefined) return
  const labels = model.fields.filter(({ type, isNullable, isList }) => {
    return type === 'String' && !isNullable && !isList
  })
  const names = ['id', ...labels.map(({ name }) => name).filter((name) => name !== 'id')]
  if (names.includes(label) && more.length === 0) return
  throw errors.unknownLabel(item, model.name, names)
}
