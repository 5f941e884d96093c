import type { GeneratedEntry } from '../../model/generated/entry.ts'
import type { Model } from '../../model/generated/model.ts'
import { type ListItem, readItem, readList } from './list-items.ts'
import { filtered } from './words.ts'

/** The models that a project has by what was generated in it: those with a list of fields. They need no database. */
export function entryModels(entries: readonly Pick<GeneratedEntry, 'answers'>[]): readonly Model[] {
  return entries.flatMap(({ answers: { name = '', fields } }) => {
    if (fields === undefined) return []
    const items = readList(fields).flatMap((item) => readItem(item) ?? [])
    const model = filtered(name.slice(name.lastIndexOf('/') + 1), ['pascal'])
    return [{ name: model, file: '', fields: items.map(fieldOf) }]
  })
}

/** The types of Prisma for those of a list. */
const columns: Readonly<Record<string, string>> = {
  string: 'String',
  text: 'String',
  int: 'Int',
  float: 'Float',
  decimal: 'Decimal',
  boolean: 'Boolean',
  date: 'DateTime',
  datetime: 'DateTime',
}

function fieldOf({
  name,
  type,
  isOptional,
  default: value,
  isUnique,
  choices,
}: ListItem): Model['fields'][number] {
  return {
    name,
    type: columns[type] ?? type,
    ...{
      isList: false,
      isId: false,
      isUnique,
      isNullable: isOptional,
      isOptional: isOptional || value !== '' || type === 'boolean',
    },
    ...{ values: choices, relation: [] },
  }
}
