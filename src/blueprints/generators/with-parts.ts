import { yamlValue } from '../../edits/yaml/yaml.ts'
import { yamlProblem } from '../../edits/yaml/yaml-problem.ts'
import { withoutMark } from '../../text.ts'
import type { GeneratorProblem } from './generator-problems.ts'

type Keys = Readonly<Record<string, unknown>>

/** What a generator and its parts say, and the parts that are not there. */
export type WithParts = {
  readonly content: unknown
  readonly problems: readonly GeneratorProblem[]
}

/**
 * A generator with the parts that it includes: files beside it with params, types, files and insertions that several
 * generators have. With `in`, the paths of a part are in that folder. With `when`, it is made only for that answer. What is
 * not valid is left for the schema to refuse.
 */
export function withParts(content: unknown, besides: ReadonlyMap<string, string>): WithParts {
  if (!isKeys(content) || !Array.isArray(content.include)) return { content, problems: [] }
  const included = content.include.map((one: unknown) => readIncluded(one, besides))
  const parts = included.map(({ keys = {} }) => keys)
  const all = [...parts, content]
  const listed = (key: string) => all.flatMap((one) => (Array.isArray(one[key]) ? one[key] : []))
  return {
    content: {
      ...content,
      params: listed('params'),
      types: mergedTypes(all),
      files: listed('files'),
      insertions: listed('insertions'),
    },
    problems: included.flatMap(({ reason }, index) => {
      return reason === undefined ? [] : [{ path: ['include', index, 'part'], reason }]
    }),
  }
}

/** The keys of a part, as they are included, or why there are none. */
function readIncluded(
  one: unknown,
  besides: ReadonlyMap<string, string>,
): { readonly keys?: Keys; readonly reason?: string } {
  if (!isKeys(one) || typeof one.part !== 'string') return {}
  const text = besides.get(one.part)
  if (text === undefined) return { reason: `there is no part ${one.part}.` }
  const problem = yamlProblem(withoutMark(text))
  if (problem) return { reason: `${one.part}, line ${problem.line}: ${problem.reason}.` }
  const keys = yamlValue(withoutMark(text))
  if (!isKeys(keys)) return { reason: `the part ${one.part} has no keys.` }
  const wanted = typeof one.when === 'string' ? onlyWhen(one.when, keys) : keys
  return { keys: typeof one.in === 'string' ? inFolder(one.in, wanted) : wanted }
}

/** What has no condition of its own gets that of its part. */
function onlyWhen(when: string, part: Keys): Keys {
  const bound = (list: unknown) => {
    return Array.isArray(list) ? list.map((one) => (isKeys(one) ? { when, ...one } : one)) : list
  }
  return { ...part, files: bound(part.files) ?? [], insertions: bound(part.insertions) ?? [] }
}

function inFolder(folder: string, part: Keys): Keys {
  const moved = (list: unknown, key: string) => {
    return Array.isArray(list)
      ? list.map((one) => (isKeys(one) ? { ...one, [key]: `${folder}/${one[key]}` } : one))
      : list
  }
  const [files, insertions] = [moved(part.files, 'path'), moved(part.insertions, 'file')]
  return {
    ...part,
    ...(files !== undefined && { files }),
    ...(insertions !== undefined && { insertions }),
  }
}

/** The words of a type from all parts, in their order. */
function mergedTypes(parts: readonly Keys[]): Keys {
  const merged = new Map<string, Keys>()
  for (const { types } of parts) {
    for (const [type, words] of isKeys(types) ? Object.entries(types) : []) {
      merged.set(type, { ...merged.get(type), ...(isKeys(words) ? words : {}) })
    }
  }
  return Object.fromEntries(merged)
}

function isKeys(value: unknown): value is Keys {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
