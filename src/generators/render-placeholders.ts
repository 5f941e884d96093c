import type { ParamValues } from '../model/generated/generator.ts'
import { filtered, filters } from './words.ts'

/**
 * Replaces `{{param}}` and `{{param|filter|filter}}`. Only the params are known: every other brace stays, as do
 * `${{ … }}` of GitHub Actions and `style={{ … }}` of JSX. With a backslash before it, a placeholder stays without it.
 */
export function renderPlaceholders(text: string, values: ParamValues): string {
  return text.replace(placeholder, (whole, name: string, chain: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined) return whole
    const isEscaped = whole.startsWith('\\')
    return isEscaped ? whole.slice(1) : wordFrom(lastSegment(value), filtersIn(chain), values)
  })
}

/**
 * The same in a path. Of a name with folders, `admin/role`, the first placeholder has the folders and the others only the
 * last word: `src/{{name}}/{{name}}.ts` becomes `src/admin/role/role.ts`.
 */
export function renderPath(path: string, values: ParamValues): string {
  const seen = new Set<string>()
  return path.replace(placeholder, (whole, name: string, chain: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined) return whole
    const folders = seen.has(name) ? [] : value.split('/').slice(0, -1)
    seen.add(name)
    const names = filtersIn(chain)
    return [
      ...folders.map((folder) =>
        filtered(
          folder,
          names.filter((filter) => !countsThings(filter)),
        ),
      ),
      wordFrom(lastSegment(value), names, values),
    ].join('/')
  })
}

/** A placeholder of a text: its param and its filters. */
export type Placeholder = {
  readonly name: string
  readonly filters: readonly string[]
  /** Where it begins, in characters. */
  readonly at: number
}

export function placeholdersOf(text: string): readonly Placeholder[] {
  return [...text.matchAll(placeholder)].map((match) => {
    const [, name = '', chain = ''] = match
    return { name, filters: filtersIn(chain), at: match.index }
  })
}

/** The filters that nobody knows, in placeholders of these params. */
export function unknownFilters(
  text: string,
  params: readonly string[],
): readonly (Placeholder & { readonly filter: string })[] {
  return placeholdersOf(text).flatMap((one) => {
    if (!params.includes(one.name)) return []
    const filter = one.filters.find((name) => !Object.hasOwn(filters, name))
    return filter === undefined ? [] : [{ ...one, filter }]
  })
}

// A brace after `$` or, with a space inside, after `=` belongs to another language.
const placeholder =
  /\\?(?<!\$)(?<!=(?=\{\{\s))\{\{\s*([a-z][A-Za-z0-9]*)((?:\s*\|\s*[a-z]+)*)\s*\}\}/g

function filtersIn(chain: string): readonly string[] {
  return chain
    .split('|')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

function countsThings(filter: string): boolean {
  return filter === 'plural' || filter === 'singular'
}

/** The plural of a name may be a param of its own, for words that have another one. */
function wordFrom(text: string, names: readonly string[], { plural }: ParamValues): string {
  const [first, ...rest] = names
  return first === 'plural' && plural ? filtered(plural, rest) : filtered(text, names)
}

function lastSegment(value: string): string {
  return value.slice(value.lastIndexOf('/') + 1)
}
