import { readJson } from '../../edits/json/json.ts'
import { yamlValue } from '../../edits/yaml/yaml.ts'
import { withoutMark } from '../../text.ts'

/** An object of a generator's file, before it is checked. */
export type GeneratorObject = Readonly<Record<string, unknown>>

/** What the text of a generator or of a part says, before it is checked; undefined where it cannot be read. */
export function contentOf(place: string, text: string): unknown {
  const plain = withoutMark(text)
  try {
    return isJson(place) ? readJson(plain) : yamlValue(plain)
  } catch {
    return undefined
  }
}

export function isJson(place: string): boolean {
  return place.endsWith('.json')
}

/** The names of the parts that a generator includes. */
export function partNames(content: unknown): readonly string[] {
  return namesIn(content, 'include', 'part')
}

/**
 * The names of all files beside a generator that it is made from: its parts, and those that have the content of its files.
 * @param parts the texts of its parts, by their names.
 */
export function namesBeside(
  content: unknown,
  parts: ReadonlyMap<string, string> = new Map(),
): readonly string[] {
  const names = partNames(content)
  const contents = [content, ...names.map((name) => contentOf(name, parts.get(name) ?? ''))]
  return [...names, ...contents.flatMap((one) => namesIn(one, 'files', 'from'))]
}

function namesIn(content: unknown, list: string, key: string): readonly string[] {
  const members = isKeys(content) ? content[list] : undefined
  if (!Array.isArray(members)) return []
  return members.flatMap((one: unknown) => {
    const name = isKeys(one) ? one[key] : undefined
    return typeof name === 'string' ? [name] : []
  })
}

export function isKeys(value: unknown): value is GeneratorObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
