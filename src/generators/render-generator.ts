import { errors } from '../errors/errors.ts'
import type { GeneratedInsertion, Generator, ParamValues } from '../model/generated/generator.ts'
import type { Insertion } from '../model/generated/insertion.ts'
import { assertPlaceable } from '../model/paths.ts'
import { isRecord, sortTree, type Tree } from '../model/tree.ts'
import { renderPath, renderPlaceholders } from './render-placeholders.ts'

/** What a generator makes of the values of its params. */
export type Generated = { readonly files: Tree; readonly insertions: readonly Insertion[] }

/** @throws AppError when it would write outside of the project, or the same file twice. */
export function renderGenerator(generator: Generator, values: ParamValues): Generated {
  const isWanted = ({ when }: { when?: string | undefined }) =>
    when === undefined || isChosen(when, values)
  const files = generator.files.filter(isWanted).map(({ path, content }) => {
    return [renderPath(path, values), { content: renderPlaceholders(content, values) }] as const
  })
  const paths = files.map(([path]) => path)
  const twice = paths.find((path, index) => paths.indexOf(path) !== index)
  if (twice !== undefined) {
    throw errors.generatorInvalid(generator.id, `it writes ${twice} twice.`)
  }
  const record = paths.find(isRecord)
  if (record !== undefined) {
    throw errors.generatorInvalid(generator.id, `${record} belongs to create-app.`)
  }
  const insertions = generator.insertions.filter(isWanted).map((one) => rendered(one, values))
  assertPlaceable([...paths, ...new Set(insertions.map(({ file }) => file))].filter(isFirst))
  return { files: sortTree(new Map(files)), insertions }
}

function isFirst(path: string, index: number, paths: readonly string[]): boolean {
  return paths.indexOf(path) === index
}

function rendered(insertion: GeneratedInsertion, values: ParamValues): Insertion {
  const { when: _, file, ...rest } = insertion
  const texts = Object.entries(rest).map(([key, value]) => [key, renderedValue(value, values)])
  // The reader of generators has checked the keys of each anchor.
  return { file: renderPath(file, values), ...Object.fromEntries(texts) } as Insertion
}

function renderedValue(value: unknown, values: ParamValues): unknown {
  if (Array.isArray(value)) return value.map((one) => renderedValue(one, values))
  return typeof value === 'string' ? renderPlaceholders(value, values) : value
}

function isChosen(when: string, values: ParamValues): boolean {
  const [name = '', value = ''] = when.split('/')
  return values[name] === value
}
