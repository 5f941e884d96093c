import type { ParamValues } from '../model/generated/generator.ts'
import { filtered, filters } from './words/words.ts'

/**
 * Replaces `{{param}}` and `{{param|filter|filter}}`. Only the params are known: every other brace stays, as do
 * `${{ … }}` of GitHub Actions and `style={{ … }}` of JSX. With a backslash before it, a placeholder stays without it.
 */
export function renderPlaceholders(text: string, values: ParamValues): string {
  return text.replace(placeholder, (whole, name: string, chain: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined) return whole
    const isEscaped = whole.startsWith('\\')
    return isEscaped ? whole.slice(1) : wordFrom(value, filtersIn(chain), values)
  })
}

/**
 * The same in a path. Of a name with folders, `admin/role`, the first placeholder has the folders and the others only the
 * last word: `src/{{name}}/{{name}}.ts` becomes `src/admin/role/role.ts`.
 * @param folders those of each name.
 */
export function renderPath(
  path: string,
  values: ParamValues,
  folders: Readonly<Record<string, readonly string[]>>,
): string {
  const seen = new Set<string>()
  return path.replace(placeholder, (whole, name: string, chain: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined) return whole
    const above = seen.has(name) ? [] : (folders[name] ?? [])
    seen.add(name)
    const names = filtersIn(chain)
    const ofFolders = names.filter((filter) => !countsThings(filter))
    return [
      ...above.map((folder) => filtered(folder, ofFolders)),
      wordFrom(value, names, values),
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

/** The filters that nobody knows, in placeholders of the names that somebody does. */
export function unknownFilters(
  text: string,
  isKnown: (name: string) => boolean,
): readonly (Placeholder & { readonly filter: string })[] {
  return placeholdersOf(text).flatMap((one) => {
    if (!isKnown(one.name)) return []
    const filter = one.filters.find((name) => !Object.hasOwn(filters, name))
    return filter === undefined ? [] : [{ ...one, filter }]
  })
}

// A brace after `$` or, with a space inside, after `=` belongs to another language.
const placeholder =
  /\\?(?<!\$)(?<!=(?=\{\{\s))\{\{\s*([a-z][A-Za-z0-9]*(?:\.[a-z][A-Za-z0-9]*)?)((?:\s*\|\s*[a-z]+)*)\s*\}\}/g

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
