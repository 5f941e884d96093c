import { errors } from '../errors/errors.ts'
import { alignSchema } from '../insert/prisma/align-schema.ts'
import type { GeneratedInsertion, Generator, ParamValues } from '../model/generated/generator.ts'
import type { Insertion } from '../model/generated/insertion.ts'
import { assertPlaceable } from '../model/paths.ts'
import { isRecord, sortTree, type Tree } from '../model/tree.ts'
import { renderPath } from './render-placeholders.ts'
import {
  hasAny,
  type ProjectWords,
  renderText,
  type Scope,
  scopeOf,
  scopesOf,
} from './render-text.ts'

/** What a generator makes of the values of its params. */
export type Generated = { readonly files: Tree; readonly insertions: readonly Insertion[] }

/** @throws AppError when it would write outside of the project, or the same file twice. */
export function renderGenerator(
  generator: Generator,
  values: ParamValues,
  project?: ProjectWords,
): Generated {
  const scope = scopeOf(generator, values, project)
  const isWanted = ({ when }: { when?: string | undefined }) =>
    when === undefined || isChosen(when, scope)
  const files = generator.files.filter(isWanted).map(({ path, content }) => {
    const at = renderPath(path, scope.values, scope.folders)
    const text = renderText(content, scope)
    return [at, { content: at.endsWith('.prisma') ? alignSchema(text) : text }] as const
  })
  const paths = files.map(([path]) => path)
  const twice = paths.find((path, index) => paths.indexOf(path) !== index)
  if (twice !== undefined) {
    throw errors.generatorInvalid(generator.id, `it writes ${twice} twice.`)
  }
  const insertions = generator.insertions.filter(isWanted).flatMap((one) => {
    return scopesOf(one.each, scope).map((each) => rendered(one, each))
  })
  const touched = [...new Set([...paths, ...insertions.map(({ file }) => file)])]
  const record = touched.find(isRecord)
  if (record !== undefined) {
    throw errors.generatorInvalid(generator.id, `${record} belongs to create-app.`)
  }
  assertPlaceable(touched)
  return { files: sortTree(new Map(files)), insertions }
}

/** The same in the folder of a package; the root of the project is the empty string. */
export function renderInFolder(
  folder: string,
  ...rendering: Parameters<typeof renderGenerator>
): Generated {
  const { files, insertions } = renderGenerator(...rendering)
  if (folder === '') return { files, insertions }
  return {
    files: new Map([...files].map(([path, file]) => [`${folder}/${path}`, file])),
    insertions: insertions.map((one) => ({ ...one, file: `${folder}/${one.file}` })),
  }
}

function rendered(insertion: GeneratedInsertion, scope: Scope): Insertion {
  const { when: _when, each: _each, file, ...rest } = insertion
  const texts = Object.entries(rest).map(([key, value]) => [key, renderedValue(value, scope)])
  // The reader of generators has checked the keys of each anchor.
  return {
    file: renderPath(file, scope.values, scope.folders),
    ...Object.fromEntries(texts),
  } as Insertion
}

function renderedValue(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((one) => renderedValue(one, scope))
  return typeof value === 'string' ? renderText(value, scope) : value
}

/** `<param>/<value>`, or what a part of a text depends on: `fields.date`. */
function isChosen(when: string, scope: Scope): boolean {
  const [name = '', value] = when.split('/')
  return value === undefined ? hasAny(name, scope) : scope.values[name] === value
}
