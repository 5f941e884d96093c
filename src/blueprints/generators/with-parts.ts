import { yamlValue } from '../../edits/yaml/yaml.ts'
import { errors } from '../../errors/errors.ts'

type Keys = Readonly<Record<string, unknown>>

/**
 * A generator with the parts that it includes: files beside it with params, types, files and insertions that several
 * generators have. With `in`, the paths of a part are in that folder. With `when`, it is made only for that answer. What is
 * not valid is left for the schema to refuse.
 */
export function withParts(
  place: string,
  content: unknown,
  besides: ReadonlyMap<string, string> = new Map(),
): unknown {
  if (!isKeys(content) || !Array.isArray(content.include)) return content
  const parts = content.include.filter(isKeys).map((one) => {
    const text = besides.get(String(one.part))
    const part = text === undefined ? undefined : yamlValue(text)
    if (!isKeys(part)) throw errors.generatorInvalid(place, `there is no part ${one.part}.`)
    const wanted = typeof one.when === 'string' ? onlyWhen(one.when, part) : part
    return typeof one.in === 'string' ? inFolder(one.in, wanted) : wanted
  })
  const all = [...parts, content]
  const listed = (key: string) => all.flatMap((one) => (Array.isArray(one[key]) ? one[key] : []))
  return {
    ...content,
    params: listed('params'),
    types: mergedTypes(all),
    files: listed('files'),
    insertions: listed('insertions'),
  }
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
