import { jsonProblem } from '../../edits/json/json-place.ts'
import { yamlProblem } from '../../edits/yaml/yaml-problem.ts'
import { errors } from '../../errors/errors.ts'
import type { MemberOrigin } from '../../generators/value-place.ts'
import { type Generator, nameParam, type Param } from '../../model/generated/generator.ts'
import { withoutMark } from '../../text.ts'
import { contentOf, isJson, isKeys, partNames } from './generator-content.ts'
import {
  contentProblems,
  type GeneratorProblem,
  schemaProblems,
  soundProblems,
} from './generator-problems.ts'
import { type GeneratorKeys, generatorFile, type ParamKeys } from './generator-schema.ts'
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

/** Whether a file in `templates/` is a generator: others have such files, too. */
export function isGenerator(place: string, text: string): boolean {
  const content = contentOf(place, text)
  if (!isKeys(content) || !('name' in content)) return false
  return 'files' in content || 'insertions' in content || partNames(content).length > 0
}

/** A generator as it was read. */
export type ReadGenerator = {
  /** What its file and its parts say; undefined where it cannot be read. */
  readonly content: unknown
  /** Where it says it, if it includes parts. */
  readonly origins: ReadonlyMap<string, MemberOrigin>
  readonly problems: readonly GeneratorProblem[]
  /** Undefined where there are problems. */
  readonly generator: Generator | undefined
}

/** Reads a generator. @throws AppError that names the file, the line and the key of the first problem. */
export function parseGenerator(found: GeneratorText): Generator {
  const { problems, generator } = readGenerator(found)
  if (generator !== undefined) return generator
  const [{ line, reason } = { line: undefined, reason: '' }] = problems
  throw errors.generatorInvalid(
    found.place,
    line === undefined ? reason : `line ${line}: ${reason}`,
  )
}

/** Reads a generator, and finds everything that keeps it from being used. */
export function readGenerator(found: GeneratorText): ReadGenerator {
  const { place, text, besides = new Map() } = found
  const own = contentOf(place, text)
  const unread = isJson(place) ? jsonProblem(withoutMark(text)) : yamlProblem(withoutMark(text))
  if (unread) {
    const problem = { path: [], line: unread.line, reason: `${unread.reason}.` }
    return { content: own, origins: new Map(), problems: [problem], generator: undefined }
  }
  const { content, origins, problems: ofParts } = withParts(own, besides)
  const read = generatorFile.safeParse(content)
  const refused = [...ofParts, ...(read.success ? [] : schemaProblems(read.error, origins))]
  // Without a part, or with a key of another type, the rest would be refused for that.
  if (!read.success || refused.length > 0) {
    return { content, origins, problems: refused, generator: undefined }
  }
  const generator = generatorOf(read.data, found)
  const problems = [...contentProblems(read.data, besides), ...soundProblems(generator, read.data)]
  return { content, origins, problems, generator: problems.length === 0 ? generator : undefined }
}

function generatorOf(
  { name, description = '', aliases = [], hooks, saves, needs = [], ...keys }: GeneratorKeys,
  { besides, origin }: GeneratorText,
): Generator {
  return {
    ...{ id: name, description, aliases, needs, ...origin },
    params: paramsOf(keys.params ?? []),
    types: keys.types ?? {},
    files: keys.files.map(({ content, from, path, when }) => {
      const found = from === undefined ? content : besides?.get(from)
      return { path, content: found ?? '', ...(when !== undefined && { when }) }
    }),
    insertions: keys.insertions ?? [],
    hooks: { before: hooks?.beforeGenerate ?? [], after: hooks?.afterGenerate ?? [] },
    ...(keys.instead && { instead: keys.instead }),
    ...(keys.adds && { adds: keys.adds }),
    ...(keys.migration && { migration: keys.migration }),
    minutes: saves?.minutes,
  }
}

/** The name is the first param, unless the generator asks for it elsewhere. */
function paramsOf(given: readonly ParamKeys[]): readonly Param[] {
  const params = given.map(
    ({ name, type, question, choices, default: value, reserved, folders, needs }): Param => {
      const isChoice = choices !== undefined && type === 'text'
      return {
        name,
        type: name === nameParam.name && type === 'text' ? 'name' : isChoice ? 'choice' : type,
        question: question ?? `${name}?`,
        ...(choices && { choices }),
        ...(value !== undefined && { default: `${value}` }),
        ...(reserved && { reserved }),
        ...(folders !== undefined && { folders }),
        ...(needs !== undefined && { needs }),
      }
    },
  )
  return params.some(({ name }) => name === nameParam.name) ? params : [nameParam, ...params]
}
