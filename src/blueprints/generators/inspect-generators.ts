import { relative, resolve, sep } from 'node:path'
import { readJson } from '../../edits/json/json.ts'
import { yamlValue } from '../../edits/yaml/yaml.ts'
import { AppError, errors } from '../../errors/errors.ts'
import { type GeneratorSource, valuePlace } from '../../generators/value-place.ts'
import type { Generator } from '../../model/generated/generator.ts'
import { withoutMark } from '../../text.ts'
import { folderShelf, isFolder } from '../shelf/folder.ts'
import {
  type FoundText,
  type GeneratorLookup,
  ownTexts,
  textsOf,
  typedText,
} from './find-generators.ts'
import { parseGenerator } from './generator-file.ts'
import { generatorFile } from './generator-schema.ts'

/** A generator as its author sees it, with everything that keeps it from being used. */
export type InspectedGenerator = GeneratorSource & {
  /** What its file says, before it is checked. */
  readonly raw: unknown
  readonly problems: readonly GeneratorProblem[]
  /** Undefined where there are problems. */
  readonly generator: Generator | undefined
  /** The path of the folder that it is in, for the files that it is made from. */
  readonly besides: ReadonlyMap<string, string>
}

/** Why a generator cannot be used, and where in its file. */
export type GeneratorProblem = {
  readonly line: number
  readonly path: KeyPath
  readonly reason: string
}

type KeyPath = readonly (string | number)[]

/** The generators in a file or a folder, or all of a project. The places are paths in the project. */
export async function inspectGenerators(
  typed: string | undefined,
  lookup: GeneratorLookup,
): Promise<readonly InspectedGenerator[]> {
  const texts = typed === undefined ? await ownTexts(lookup.project) : await textsAt(typed, lookup)
  if (texts.length === 0) throw errors.noGenerators(typed ?? lookup.project)
  return texts.map((one) => inspected(one, lookup))
}

async function textsAt(typed: string, lookup: GeneratorLookup): Promise<readonly FoundText[]> {
  const path = resolve(lookup.cwd, typed)
  const inProject = (place: string) => relative(lookup.project, place).replaceAll(sep, '/')
  if (!(await isFolder(path))) {
    return [{ ...(await typedText(typed, lookup)), place: inProject(path) }]
  }
  const { files } = await folderShelf(path, async () => []).readFolder('')
  const own = [...files.keys()].find((one) => /^generator\.(?:ya?ml|json)$/.test(one))
  if (own === undefined) {
    return textsOf(files).map((one) => ({ ...one, place: inProject(resolve(path, one.place)) }))
  }
  const file = resolve(path, own)
  return [{ ...(await typedText(file, lookup)), place: inProject(file) }]
}

function inspected(found: FoundText, { catalog }: GeneratorLookup): InspectedGenerator {
  const { place, text, besides = new Map() } = found
  const origin = { version: catalog.version, source: `file:${place}` as const }
  const read = { place, text, besides, raw: rawOf(found), generator: undefined }
  const problem = problemOf({ ...found, origin })
  if (problem === undefined) {
    return { ...read, problems: [], generator: parseGenerator({ ...found, origin }) }
  }
  const [head, line = '1'] = /^line (\d+): /.exec(problem) ?? []
  const whole = { line: Number(line), path: [], reason: problem.slice(head?.length ?? 0) }
  if (head !== undefined) return { ...read, problems: [whole] }
  const ofSchema = schemaProblems(read)
  const problems = ofSchema.length > 0 ? ofSchema : soundProblems(read)
  return { ...read, problems: problems.length > 0 ? problems : [whole] }
}

type SourceRead = GeneratorSource & Pick<InspectedGenerator, 'raw' | 'besides'>

function rawOf({ place, text }: GeneratorSource): unknown {
  const plain = withoutMark(text)
  try {
    return place.endsWith('.json') ? readJson(plain) : yamlValue(plain)
  } catch {
    return undefined
  }
}

/** What the reader of generators refuses first; undefined if it takes the generator. */
function problemOf(found: Parameters<typeof parseGenerator>[0]): string | undefined {
  try {
    parseGenerator(found)
    return undefined
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { message } = errors.generatorInvalid(found.place, '')
    return error.message.slice(message.length)
  }
}

/** Every key that is not as the schema of generators wants it. */
function schemaProblems(read: SourceRead): readonly GeneratorProblem[] {
  const issues = generatorFile.safeParse(read.raw).error?.issues ?? []
  return issues.flatMap((issue) => {
    const path = issue.path.filter((key) => typeof key !== 'symbol')
    const keys = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : []
    return (keys.length === 0 ? [path] : keys).map((at) => {
      const reason = keys.length === 0 ? issue.message : 'it is not a key of a generator'
      const key = at.length === 0 ? '' : `${at.join('.')}: `
      return { line: valuePlace(read, at).line, path: at, reason: `${key}${reason}.` }
    })
  })
}

/**
 * Every file, insertion and param that the reader refuses although its keys are right. It says only the first reason, so
 * the part to blame is the one without which it says something else. That part is left out to find the next one.
 */
function soundProblems(read: SourceRead): readonly GeneratorProblem[] {
  const found: GeneratorProblem[] = []
  let left = partsOf(read.raw)
  for (;;) {
    const reason = problemWith(left, read)
    if (reason === undefined) return found
    const blamed = left.findLast((part) => {
      return (
        problemWith(
          left.filter((one) => one !== part),
          read,
        ) !== reason
      )
    })
    if (blamed === undefined) return found
    found.push({ line: valuePlace(read, blamed.path).line, path: blamed.path, reason })
    // Without a param, others would be refused for it.
    if (blamed.path[0] === 'params') return found
    left = left.filter((one) => one !== blamed)
  }
}

/** One member of a list of a generator. */
type GeneratorPart = {
  readonly path: readonly [list: string, index: number]
  readonly value: unknown
}

function partsOf(raw: unknown): readonly GeneratorPart[] {
  return partLists.flatMap((list) => {
    const members = (raw as Readonly<Record<string, unknown>> | undefined)?.[list]
    if (!Array.isArray(members)) return []
    return members.map((value: unknown, index) => ({ path: [list, index] as const, value }))
  })
}

const partLists = ['params', 'files', 'insertions'] as const

function problemWith(parts: readonly GeneratorPart[], read: SourceRead): string | undefined {
  const lists = partLists.map((list) => [
    list,
    parts.filter(({ path }) => path[0] === list).map(({ value }) => value),
  ])
  const { raw, place, besides } = read
  const text = JSON.stringify({ ...(raw as object), ...Object.fromEntries(lists) })
  return problemOf({
    ...{ place: `${place}.json`, text, besides },
    origin: { version: '', source: 'builtin' },
  })
}
