import { yamlProblem } from '../../edits/yaml/yaml-problem.ts'
import type { MemberOrigin } from '../../generators/value-place.ts'
import { withoutMark } from '../../text.ts'
import { contentOf, type GeneratorObject, isKeys } from './generator-content.ts'
import type { GeneratorProblem } from './generator-problems.ts'

/** What a generator and its parts say, where each says it, and the parts that cannot be read. */
export type WithParts = {
  readonly content: unknown
  readonly origins: ReadonlyMap<string, MemberOrigin>
  readonly problems: readonly GeneratorProblem[]
}

/**
 * A generator with the parts that it includes: files beside it with params, types, files and insertions that several
 * generators have. With `in`, the paths of a part are in that folder. With `when`, it is made only for that answer. What is
 * not valid is left for the schema to refuse.
 */
export function withParts(content: unknown, besides: ReadonlyMap<string, string>): WithParts {
  if (!isKeys(content) || !Array.isArray(content.include)) {
    return { content, origins: new Map(), problems: [] }
  }
  const included = content.include.map((one: unknown, index) => {
    return readIncluded(one, { index, besides })
  })
  const written = { part: undefined, keys: content, merged: content, when: undefined }
  const sources = [...included.flatMap(({ source }) => source ?? []), written]
  const listed = (list: string) => sources.flatMap(({ merged }) => membersOf(merged, list))
  return {
    content: {
      ...content,
      params: listed('params'),
      types: mergedTypes(sources.map(({ merged }) => merged)),
      files: listed('files'),
      insertions: listed('insertions'),
    },
    origins: originsIn(sources),
    problems: included.flatMap(({ reason }, index) => {
      return reason === undefined ? [] : [{ path: ['include', index, 'part'], reason }]
    }),
  }
}

/** The file of a generator, or a part of it. */
type PartSource = Pick<MemberOrigin, 'part' | 'when'> & {
  /** What it says. */
  readonly keys: GeneratorObject
  /** What it says where it is included. */
  readonly merged: GeneratorObject
}

/** A part where it is included, or why it cannot be read. */
function readIncluded(
  one: unknown,
  { index, besides }: { readonly index: number; readonly besides: ReadonlyMap<string, string> },
): { readonly source?: PartSource; readonly reason?: string } {
  if (!isKeys(one) || typeof one.part !== 'string') return {}
  const { part } = one
  const text = besides.get(part)
  if (text === undefined) return { reason: `there is no part ${part}.` }
  const problem = yamlProblem(withoutMark(text))
  if (problem) return { reason: `${part}, line ${problem.line}: ${problem.reason}.` }
  const keys = contentOf(part, text)
  if (!isKeys(keys)) return { reason: `the part ${part} has no keys.` }
  const wanted = typeof one.when === 'string' ? onlyWhen(one.when, keys) : keys
  const merged = typeof one.in === 'string' ? inFolder(one.in, wanted) : wanted
  const when = typeof one.when === 'string' ? ['include', index, 'when'] : undefined
  return { source: { part, keys, merged, when } }
}

/** What has no condition of its own gets that of its part. */
function onlyWhen(when: string, part: GeneratorObject): GeneratorObject {
  const bound = (list: unknown) => {
    return Array.isArray(list) ? list.map((one) => (isKeys(one) ? { when, ...one } : one)) : list
  }
  return { ...part, files: bound(part.files) ?? [], insertions: bound(part.insertions) ?? [] }
}

function inFolder(folder: string, part: GeneratorObject): GeneratorObject {
  const moved = (list: unknown, key: string) => {
    if (!Array.isArray(list)) return list
    return list.map((one: unknown) => {
      const path = isKeys(one) ? one[key] : undefined
      return isKeys(one) && typeof path === 'string' ? { ...one, [key]: `${folder}/${path}` } : one
    })
  }
  const [files, insertions] = [moved(part.files, 'path'), moved(part.insertions, 'file')]
  return {
    ...part,
    ...(files !== undefined && { files }),
    ...(insertions !== undefined && { insertions }),
  }
}

/** The words of a type from all parts, in their order. */
function mergedTypes(parts: readonly GeneratorObject[]): GeneratorObject {
  const merged = new Map<string, GeneratorObject>()
  for (const { types } of parts) {
    for (const [type, words] of isKeys(types) ? Object.entries(types) : []) {
      merged.set(type, { ...merged.get(type), ...(isKeys(words) ? words : {}) })
    }
  }
  return Object.fromEntries(merged)
}

function originsIn(sources: readonly PartSource[]): ReadonlyMap<string, MemberOrigin> {
  const types = sources.flatMap(({ part, keys }) => {
    return Object.keys(isKeys(keys.types) ? keys.types : {}).map((type) => {
      return [`types.${type}`, { part, path: ['types', type], when: undefined }] as const
    })
  })
  const members = ['params', 'files', 'insertions'].flatMap((list) => {
    const all = sources.flatMap(({ part, keys, when }) => {
      return membersOf(keys, list).map((member, index) => {
        const isOwn = isKeys(member) && 'when' in member
        return { part, path: [list, index], when: isOwn ? undefined : when }
      })
    })
    return all.map((origin, index) => [`${list}.${index}`, origin] as const)
  })
  return new Map<string, MemberOrigin>([...types, ...members])
}

function membersOf(keys: GeneratorObject, list: string): readonly unknown[] {
  const members = keys[list]
  return Array.isArray(members) ? members : []
}
