import { flagNames } from '../../flags/flags.ts'
import { valueProblem } from '../../generators/param-values.ts'
import { unknownFilters } from '../../generators/render-placeholders.ts'
import { namesKnown } from '../../generators/render-text.ts'
import { readSections, SectionError } from '../../generators/sections.ts'
import type { MemberOrigin } from '../../generators/value-place.ts'
import { type Generator, nameParam, type Param } from '../../model/generated/generator.ts'
import type { GeneratorKeys, SchemaError } from './generator-schema.ts'

/** Why a generator cannot be used. */
export type GeneratorProblem = {
  /** The keys that lead to what is wrong. */
  readonly path: readonly (string | number)[]
  /** The line, where the text cannot be read at all. */
  readonly line?: number
  readonly reason: string
  /** The filter that does not exist, where that is what is wrong. */
  readonly filter?: string
}

/**
 * Every key that is not as the schema of generators wants it.
 * @param origins where members and types are written; those of a part are called as the part has them.
 */
export function schemaProblems(
  { issues }: SchemaError,
  origins: ReadonlyMap<string, MemberOrigin>,
): readonly GeneratorProblem[] {
  const nameOf = (path: GeneratorProblem['path']) => {
    const origin = origins.get(path.slice(0, 2).join('.'))
    const own = [...(origin?.path ?? path.slice(0, 2)), ...path.slice(2)].join('.') || 'it'
    return origin?.part === undefined ? own : `${origin.part}, ${own}`
  }
  return issues.flatMap((issue) => {
    const path = issue.path.filter((key) => typeof key !== 'symbol')
    if (issue.code !== 'unrecognized_keys') {
      return [{ path, reason: `${nameOf(path)}: ${issue.message}.` }]
    }
    return issue.keys.map((key) => {
      const own = [...path, key]
      return { path: own, reason: `${nameOf(own)}: it is not a key of a generator.` }
    })
  })
}

/** The files without content. */
export function contentProblems(
  { files }: GeneratorKeys,
  besides: ReadonlyMap<string, string>,
): readonly GeneratorProblem[] {
  return files.flatMap(({ path: file, content, from }, index): readonly GeneratorProblem[] => {
    const path = ['files', index]
    if (from === undefined) {
      const reason = `the file ${file} has neither content nor from.`
      return content === undefined ? [{ path, reason }] : []
    }
    if (besides.has(from)) return []
    const reason = `the file ${file} is to be made from ${from}, which is not there.`
    return [{ path, reason }]
  })
}

/**
 * What only the whole generator shows: defaults that are no answers, filters and params that nobody knows.
 * @param keys what the generator is made from.
 */
export function soundProblems(
  generator: Generator,
  { params: asked = [] }: GeneratorKeys,
): readonly GeneratorProblem[] {
  const { params, files, insertions } = generator
  // The name is the first param where the file does not ask for it.
  const pathOf = (index: number) => ['params', index - (params.length - asked.length)]
  const texts = [
    ...files.flatMap(({ path, content }, index) => [
      { path: ['files', index, 'path'], file: path, text: path },
      { path: ['files', index, 'content'], file: path, text: content },
    ]),
    ...insertions.flatMap(({ file, text }, index) => [
      { path: ['insertions', index, 'file'], file, text: file },
      { path: ['insertions', index, 'text'], file, text },
    ]),
  ]
  const isKnown = namesKnown(params)
  return [
    ...params.flatMap(({ name }, index) => {
      const isAgain = params.findIndex((one) => one.name === name) < index
      return isAgain ? [{ path: pathOf(index), reason: `two params are called ${name}.` }] : []
    }),
    ...params.flatMap((param, index) => {
      return paramProblems(param, params).map((reason) => ({ path: pathOf(index), reason }))
    }),
    ...texts.flatMap(({ path, file, text }) => {
      return textProblems(text, isKnown).map(({ line, reason, filter }) => {
        const known = filter === undefined ? {} : { filter }
        return { path, reason: `${file}, line ${line}: ${reason}.`, ...known }
      })
    }),
    ...unknownParams(generator),
  ]
}

function paramProblems(param: Param, params: readonly Param[]): readonly string[] {
  const { name, type, choices = [], default: value, needs } = param
  const isFlag = name !== nameParam.name && flagNames.some((flag) => flag === name)
  const isLacking = needs !== undefined && !params.some((one) => one.name === needs)
  const named = [
    ...(isFlag ? [`the param ${name} has the name of a flag of create-app.`] : []),
    ...(isLacking ? [`${name} needs ${needs}: there is no param ${needs}.`] : []),
  ]
  if (type === 'choice' && choices.length === 0) return [...named, `${name} has no choices.`]
  const problem = value === undefined ? undefined : valueProblem(param, value)
  return problem === undefined
    ? named
    : [...named, `the default of ${name} is not a valid answer. Use ${problem}.`]
}

type TextProblem = Pick<GeneratorProblem, 'reason' | 'filter'> & { readonly line: number }

/** Filters that nobody knows, and the first part without its end. */
function textProblems(text: string, isKnown: (name: string) => boolean): readonly TextProblem[] {
  const unknown = unknownFilters(text, isKnown).map(({ filter, at }) => {
    const line = text.slice(0, at).split('\n').length
    return { line, reason: `there is no filter "${filter}"`, filter }
  })
  try {
    readSections(text, isKnown)
    return unknown
  } catch (error) {
    if (!(error instanceof SectionError)) throw error
    return [...unknown, { line: error.line, reason: error.message }]
  }
}

/** Each `when` and `each` with a param that is not there. */
function unknownParams(generator: Generator): readonly GeneratorProblem[] {
  const { params, files, insertions, instead } = generator
  const wanted = [
    { path: ['instead'], when: instead?.when, each: undefined },
    ...files.map(({ when }, index) => ({ path: ['files', index], when, each: undefined })),
    ...insertions.map(({ when, each }, index) => ({ path: ['insertions', index], when, each })),
  ]
  return wanted.flatMap(({ path, when, each }) => {
    return Object.entries({ when, each }).flatMap(([key, value]) => {
      const [name = ''] = value?.split(/[/.]/) ?? []
      if (value === undefined || params.some((param) => param.name === name)) return []
      return [{ path: [...path, key], reason: `${value}: there is no param ${name}.` }]
    })
  })
}
