import type { ParamValues } from '../../model/generated/generator.ts'
import type { Model, ModelField } from '../../model/generated/model.ts'
import type { ListItem } from './list-items.ts'
import { filtered } from './words.ts'

/**
 * The words of an item that refers to a model: `label`, the field by which people know a row of it, and `labelled`, whether
 * it is another one than the id; `file`, where it is, and `row`, what the smallest row of it needs, as the argument of
 * Prisma's create.
 */
export function modelWords(
  { name: field, type, choices }: ListItem,
  models: readonly Model[],
): ParamValues {
  const name = filtered(type, ['pascal'])
  const model = models.find((one) => one.name === name)
  const label = choices[0] ?? labelOf(model)
  return {
    label,
    // The id is there anyway.
    labelled: label === 'id' ? '' : 'true',
    row: model ? rowOf(model, { models, above: [], path: [field] }) : '{}',
    file: model?.file || `prisma/schema/${filtered(type, ['kebab'])}.prisma`,
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

/** A row in a test may need others, and these may be of one model. */
type RowPlace = {
  readonly models: readonly Model[]
  /** The models that need the row, from the first one. */
  readonly above: readonly string[]
  /** The relations that lead to it: `product`, `supplier`. */
  readonly path: readonly string[]
}

function rowOf(model: Model, { models, above, path }: RowPlace): string {
  const keys = new Set(model.fields.flatMap(({ relation }) => relation))
  const needed = model.fields.filter((field) => {
    return !field.isOptional && !field.isList && !field.isId && !keys.has(field.name)
  })
  const parts = needed.flatMap((field) => {
    const next = { models, above: [...above, model.name], path: [...path, field.name] }
    const value = sampleOf(field, next)
    return value === undefined ? [] : [`${field.name}: ${value}`]
  })
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`
}

function sampleOf(
  { type, name, isUnique, values: [first] }: ModelField,
  place: RowPlace,
): string | undefined {
  if (first !== undefined) return `'${first}'`
  const { models, above, path } = place
  const model = models.find((one) => one.name === type)
  if (model) return above.includes(type) ? undefined : `{ create: ${rowOf(model, place)} }`
  const own = isUnique ? uniqueSamples[type]?.(numberOf(path)) : undefined
  const words = isUnique ? path.join('-') : name
  return own ?? samples[type] ?? `'${filtered(words, ['title'])}'`
}

/** A number from 1 to 8999 for a path, so that unique fields of several rows differ. */
function numberOf(path: readonly string[]): number {
  const letters = [...path.join('.')].map((letter) => letter.charCodeAt(0))
  return letters.reduce((sum, code) => (sum * 31 + code) % 8999, 0) + 1
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

const uniqueSamples: Readonly<Record<string, (number: number) => string>> = {
  Int: String,
  BigInt: String,
  Float: String,
  Decimal: String,
  DateTime: (number) => `'${1000 + number}-01-01T00:00:00Z'`,
}
