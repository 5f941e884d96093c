import { readJson } from '../../edits/json/json.ts'
import { jsonProblem } from '../../edits/json/json-place.ts'
import { yamlValue } from '../../edits/yaml/yaml.ts'
import { yamlProblem } from '../../edits/yaml/yaml-problem.ts'
import { errors } from '../../errors/errors.ts'
import { flagNames } from '../../flags/flags.ts'
import { valueProblem } from '../../generators/param-values.ts'
import { unknownFilters } from '../../generators/render-placeholders.ts'
import { namesKnown } from '../../generators/render-text.ts'
import { readSections, SectionError } from '../../generators/sections.ts'
import {
  type GeneratedInsertion,
  type Generator,
  nameParam,
  type Param,
} from '../../model/generated/generator.ts'
import { withoutMark } from '../../text.ts'
import { generatorFile, type ParamKeys } from './generator-schema.ts'
import { withParts } from './with-parts.ts'

/** Where the text of a generator is from. */
export type GeneratorText = {
  /** As a person knows it: `generators/component.yaml`. */
  readonly place: string
  readonly text: string
  /** The files beside it, by the names that `from` gives. */
  readonly besides?: ReadonlyMap<string, string>
  readonly origin: Pick<Generator, 'version' | 'source'> & Partial<Pick<Generator, 'integrity'>>
}

/** Whether a file in `templates/` or `generators/` is a generator: others have such files, too. */
export function isGenerator(place: string, text: string): boolean {
  const content = contentOf(place, text)
  return isObject(content) && 'name' in content && ('files' in content || 'insertions' in content)
}

/** Reads a generator. @throws AppError that names the file, the line and the key. */
export function parseGenerator({ place, text, besides, origin }: GeneratorText): Generator {
  const problem = isJson(place) ? jsonProblem(withoutMark(text)) : yamlProblem(withoutMark(text))
  if (problem) throw errors.generatorInvalid(place, `line ${problem.line}: ${problem.reason}.`)
  const read = generatorFile.safeParse(withParts(place, contentOf(place, text), besides))
  if (!read.success) {
    const [issue] = read.error.issues
    const key = issue?.path.join('.') || 'it'
    throw errors.generatorInvalid(place, `${key}: ${issue?.message ?? 'is not valid'}.`)
  }
  const { name, description = '', aliases = [], hooks, saves, needs = [] } = read.data
  const generator: Generator = {
    ...{ id: name, description, aliases, needs, ...origin },
    params: paramsOf(read.data.params ?? []),
    types: read.data.types ?? {},
    files: read.data.files.map(({ content, from, ...one }) => {
      const found = from === undefined ? content : besides?.get(from)
      if (found === undefined) throw errors.generatorInvalid(place, missingContent(one.path, from))
      return { path: one.path, content: found, ...(one.when !== undefined && { when: one.when }) }
    }),
    insertions: read.data.insertions ?? [],
    hooks: { before: hooks?.beforeGenerate ?? [], after: hooks?.afterGenerate ?? [] },
    ...(read.data.adds && { adds: read.data.adds }),
    ...(read.data.migration && { migration: read.data.migration }),
    minutes: saves?.minutes,
  }
  assertSound(place, generator)
  return generator
}

function missingContent(path: string, from: string | undefined): string {
  return from === undefined
    ? `the file ${path} has neither content nor from.`
    : `the file ${path} is to be made from ${from}, which is not there.`
}

/** The name is the first param, unless the generator asks for it elsewhere. */
function paramsOf(given: readonly ParamKeys[]): readonly Param[] {
  const params = given.map(
    ({ name, type, question, choices, default: value, reserved, folders }): Param => {
      const isChoice = choices !== undefined && type === 'text'
      return {
        name,
        type: name === nameParam.name && type === 'text' ? 'name' : isChoice ? 'choice' : type,
        question: question ?? `${name}?`,
        ...(choices && { choices }),
        ...(value !== undefined && { default: `${value}` }),
        ...(reserved && { reserved }),
        ...(folders !== undefined && { folders }),
      }
    },
  )
  return params.some(({ name }) => name === nameParam.name) ? params : [nameParam, ...params]
}

/** What only the whole generator shows: defaults that are no answers, filters and params that nobody knows. */
function assertSound(place: string, { params, files, insertions }: Generator): void {
  const fail = (problem: string): never => {
    throw errors.generatorInvalid(place, problem)
  }
  const names = params.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) fail(`two params are called ${twice}.`)
  for (const param of params) {
    const isFlag = param.name !== nameParam.name && flagNames.some((name) => name === param.name)
    if (isFlag) fail(`the param ${param.name} has the name of a flag of create-app.`)
    if (param.type === 'choice' && !param.choices?.length) fail(`${param.name} has no choices.`)
    const problem = param.default === undefined ? undefined : valueProblem(param, param.default)
    if (problem) fail(`the default of ${param.name} is not a valid answer. Use ${problem}.`)
  }
  const isKnown = namesKnown(params)
  const texts = [
    ...files.flatMap(({ path, content }) => [
      [path, path],
      [path, content],
    ]),
    ...insertions.flatMap(({ file, text }) => [
      [file, file],
      [file, text],
    ]),
  ]
  for (const [path = '', text = ''] of texts) {
    const problem = textProblem(text, isKnown)
    if (problem) fail(`${path}, line ${problem.line}: ${problem.reason}.`)
  }
  for (const { when, each } of [...files, ...insertions] as readonly GeneratedInsertion[]) {
    for (const one of [when, each].filter((given) => given !== undefined)) {
      const [name = ''] = one.split(/[/.]/)
      if (!names.includes(name)) fail(`${one}: there is no param ${name}.`)
    }
  }
}

/** A part without its end, or a filter that nobody knows. */
function textProblem(
  text: string,
  isKnown: (name: string) => boolean,
): { readonly line: number; readonly reason: string } | undefined {
  const [unknown] = unknownFilters(text, isKnown)
  if (unknown) {
    const line = text.slice(0, unknown.at).split('\n').length
    return { line, reason: `there is no filter "${unknown.filter}"` }
  }
  try {
    readSections(text, isKnown)
    return undefined
  } catch (error) {
    if (error instanceof SectionError) return { line: error.line, reason: error.message }
    throw error
  }
}

function isJson(place: string): boolean {
  return place.endsWith('.json')
}

function contentOf(place: string, text: string): unknown {
  const plain = withoutMark(text)
  try {
    return isJson(place) ? readJson(plain) : yamlValue(plain)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
