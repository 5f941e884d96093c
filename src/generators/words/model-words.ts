import type { ParamValues } from '../../model/generated/generator.ts'
import type { Model, ModelField } from '../../model/generated/model.ts'
import type { ListItem } from './list-items.ts'
import { filtered } from './words.ts'

/**
 * The words of an item that refers to a model: `label`, the field by which people know a row of it, and
 * `labelled`, whether it is another one than the id; `file`, where it
 * is, and `row`, what the
 * smallest row of it needs, as the argument of Prisma's create.
 */
export function modelWords({ type, choices }: ListItem, models: readonly Model[]): ParamValues {
  const name = filtered(type, ['pascal'])
  const model = models.find((one) => one.name === name)
  const label = choices[0] ?? labelOf(model)
  return {
    label,
    // The id is there anyway.
    labelled: label === 'id' ? '' : 'true',
    row: model ? rowOf(model, models, []) : '{}',
    file: model?.file ?? `prisma/schema/${filtered(type, ['kebab'])}.prisma`,
  }
}

/** Of a model that nobody knows, such as one of the example, it is `title`. */
function labelOf(model: Model | undefined): string {
  if (model === undefined) return 'title'
  return model.fields.find((field) => field.type === 'String' && isLabel(field))?.name ?? 'id'
}

function isLabel({ name, isId, isNullable, isList }: ModelField): boolean {
  return !isId && !isNullable && !isList && !/Id$/.test(name)
}

function rowOf(model: Model, models: readonly Model[], above: readonly string[]): string {
  const keys = new Set(model.fields.flatMap(({ relation }) => relation))
  const needed = model.fields.filter((field) => {
    return !field.isOptional && !field.isList && !field.isId && !keys.has(field.name)
  })
  const parts = needed.flatMap((field) => {
    const value = sampleOf(field, models, [...above, model.name])
    return value === undefined ? [] : [`${field.name}: ${value}`]
  })
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`
}

function sampleOf(
  { type, name, values: [first] }: ModelField,
  models: readonly Model[],
  above: readonly string[],
): string | undefined {
  if (first !== undefined) return `'${first}'`
  const model = models.find((one) => one.name === type)
  if (model) return above.includes(type) ? undefined : `{ create: ${rowOf(model, models, above)} }`
  return samples[type] ?? `'${filtered(name, ['title'])}'`
}

/** A value of each type of Prisma. */
const samples: Readonly<Record<string, string>> = {
  Int: '1',
  BigInt: '1',
  Float: '1.5',
  Decimal: '1.5',
  Boolean: 'true',
  DateTime: "'1970-01-01T00:00:00Z'",
  Json: '{}',
}
