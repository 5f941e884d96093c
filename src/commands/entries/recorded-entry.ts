import { errors } from '../../errors/errors.ts'
import { readItem, readList } from '../../generators/words/list-items.ts'
import { type GeneratedEntry, nameOfEntry } from '../../model/generated/entry.ts'
import type { Generator, ParamValues } from '../../model/generated/generator.ts'
import { unversioned } from '../../model/source.ts'
import { isSameName } from './place-generator.ts'

type Remaking = {
  readonly folder: string
  readonly values: ParamValues
  readonly force: boolean
}

/**
 * The entry that a generator made of the same name in the same package; undefined where the thing is new.
 * @throws AppError where another generator of that name made it, or where it has items that the new values lack.
 */
export function recordedEntry(
  entries: readonly GeneratedEntry[],
  generator: Generator,
  { folder, values, force }: Remaking,
): GeneratedEntry | undefined {
  const { name = '' } = values
  const found = entries.find((one) => {
    return one.id === generator.id && (one.folder ?? '') === folder && isSameName(one, name)
  })
  if (found === undefined || force) return found
  assertMaker(found, generator)
  for (const { name: list } of generator.params.filter(({ type }) => type === 'list')) {
    const named = new Set(itemNames(values[list]))
    const missing = itemNames(found.answers[list]).filter((item) => !named.has(item))
    if (missing.length > 0) throw errors.fewerItems(labelOf(found), missing)
  }
  return found
}

/** Two generators may have one id: a built-in one, and one of the project. */
export function assertMaker(entry: GeneratedEntry, { source }: Pick<Generator, 'source'>): void {
  if (unversioned(entry.source) === unversioned(source)) return
  throw errors.otherGenerator(labelOf(entry), { recorded: entry.source, given: source })
}

function labelOf(entry: GeneratedEntry): string {
  return `${entry.id} ${nameOfEntry(entry)}`
}

function itemNames(list = ''): readonly string[] {
  return readList(list).flatMap((item) => readItem(item)?.name ?? [])
}
