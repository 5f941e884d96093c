import { closestTo } from '../../flags/suggest.ts'
import { placeholdersOf, unknownFilters } from '../../generators/render-placeholders.ts'
import { namesKnown } from '../../generators/render-text.ts'
import { besideSource, type MergedSource, valuePlace } from '../../generators/value-place.ts'
import { filters } from '../../generators/words/words.ts'
import { type Generator, nameParam, type Param } from '../../model/generated/generator.ts'
import type { Found } from '../lint/lint-finding.ts'

/** A text of a generator that may have placeholders, and where it is. */
export type SourceText = {
  readonly text: string
  /** The member that it is of: the second file. */
  readonly part: readonly [list: string, index: number]
  readonly key: string
  readonly file: string
  readonly line: number
  /** Whether each of its lines is a line of the file. */
  readonly hasLines: boolean
}

/** A generator with its parts, and what they say. */
export type AuthoredSource = MergedSource & { readonly raw: unknown }

export type GeneratorOfSource = { readonly source: AuthoredSource; readonly generator: Generator }

/** The texts of files and insertions; of a file that is made from another one, the text of that one. */
export function textsOfSource(source: AuthoredSource): readonly SourceText[] {
  const { raw, besides } = source
  return lists.flatMap((list) =>
    membersOf(raw, list).flatMap((member, index): readonly SourceText[] => {
      const part = [list, index] as const
      const own = Object.entries(member).flatMap(([key, text]): readonly SourceText[] => {
        if (typeof text !== 'string' || ['from', 'when', 'anchor', 'at'].includes(key)) return []
        const { file, line, textLine } = valuePlace(source, [...part, key])
        const hasLines = textLine !== undefined
        return [{ text, part, key, file, line: textLine ?? line, hasLines }]
      })
      const { from } = member
      if (typeof from !== 'string' || !besides.has(from)) return own
      const { place: file, text } = besideSource(source, from)
      return [...own, { text, part, key: 'content', file, line: 1, hasLines: true }]
    }),
  )
}

const lists = ['files', 'insertions'] as const

type SourceMember = Readonly<Record<string, unknown>>

/** The members of a list by their index; one that has no keys is empty. */
function membersOf(raw: unknown, list: string): readonly SourceMember[] {
  const members = (raw as SourceMember | null | undefined)?.[list]
  if (!Array.isArray(members)) return []
  return members.map((one) => (typeof one === 'object' && one !== null ? one : {}))
}

/** Filters that nobody knows, in the placeholders of params and of their words. */
export function filterFindings(
  { raw }: Pick<AuthoredSource, 'raw'>,
  texts: readonly SourceText[],
): readonly Found[] {
  const params = membersOf(raw, 'params').map(({ name, type }): Param => {
    return { name: String(name), type: type === 'list' ? 'list' : 'text', question: '' }
  })
  const isKnown = namesKnown([nameParam, ...params])
  return texts.flatMap((one) =>
    unknownFilters(one.text, isKnown).map(({ filter, at }): Found => {
      const close = closestTo(filter, Object.keys(filters))
      return {
        ...{ rule: 'filter', level: 'problem', ...placeOf(one, at) },
        message: `There is no filter ${filter}.`,
        fix: close ? `Did you mean ${close}?` : `Use ${Object.keys(filters).join(', ')}.`,
      }
    }),
  )
}

/** A `when` with a value that its param never has. */
export function choiceFindings({ source, generator }: GeneratorOfSource): readonly Found[] {
  return lists.flatMap((list) =>
    generator[list].flatMap(({ when }, index): readonly Found[] => {
      const [name = '', value] = (when ?? '').split('/')
      const param = generator.params.find((one) => one.name === name)
      const values = param?.type === 'boolean' ? ['true', 'false'] : param?.choices
      if (value === undefined || values === undefined || values.includes(value)) return []
      const close = closestTo(value, values)
      return [
        {
          ...{ rule: 'choice', level: 'problem', ...lineOf(source, [list, index, 'when']) },
          message: `${name} never has the value ${value}, so this is never made.`,
          fix: close ? `Did you mean ${name}/${close}?` : `Use ${values.join(', ')}.`,
        },
      ]
    }),
  )
}

/** Params that nothing uses, and placeholders that look like a misspelt param. */
export function paramFindings(
  { source, generator }: GeneratorOfSource,
  texts: readonly SourceText[],
): readonly Found[] {
  const names = generator.params.map(({ name }) => name)
  const isKnown = namesKnown(generator.params)
  const misspelt = texts.flatMap((one) =>
    placeholdersOf(one.text).flatMap(({ name, at, filters: used }): readonly Found[] => {
      const close = isKnown(name) ? undefined : meantBy(name, names)
      if (close === undefined) return []
      // With a filter of ours it can be nothing else; without one it may belong to another language.
      const level = used.some((filter) => Object.hasOwn(filters, filter)) ? 'problem' : 'warning'
      const message = `There is no param ${name}, so {{${name}}} stays as it is in the file.`
      return [
        {
          ...{ rule: 'misspelt-param', level, ...placeOf(one, at), message },
          fix: `Did you mean ${close}?`,
        },
      ]
    }),
  )
  return [...misspelt, ...unusedParams({ source, generator }, texts)]
}

/** The param that a misspelt one means: `nmae` has the letters of `name` in another order. */
function meantBy(name: string, params: readonly string[]): string | undefined {
  const lettersOf = (word: string) => [...word.toLowerCase()].sort().join('')
  const isTransposed = (param: string) => lettersOf(param) === lettersOf(name)
  return closestTo(name, params) ?? params.find(isTransposed)
}

function unusedParams(
  { source, generator }: GeneratorOfSource,
  texts: readonly SourceText[],
): readonly Found[] {
  const { params, files, insertions, hooks, types, migration, adds, instead } = generator
  const words = Object.values(types).flatMap((one) => Object.values(one))
  const commands = [...hooks.before, ...hooks.after, migration?.name ?? '']
  const all = [...texts.map(({ text }) => text), ...commands, ...words]
  const eaches = insertions.flatMap(({ each }) => each ?? [])
  const whens = [
    ...[...files, ...insertions, instead].flatMap((one) => one?.when ?? []),
    ...params.flatMap(({ needs }) => needs ?? []),
    ...eaches,
  ]
  const isUsed = (name: string) => {
    // Another generator uses what it gives to that one's entry, under the same name.
    if (adds !== undefined && [adds.list, nameParam.name].includes(name)) return true
    const use = new RegExp(String.raw`\{\{\s*[#^/]?\s*(?:has |first )?${name}\b`)
    // A param called plural is the plural of the name.
    const counts = name === 'plural' && all.some((text) => /\|\s*plural\b/.test(text))
    return counts || all.some((text) => use.test(text)) || whens.some((one) => isOf(one, name))
  }
  const asked = membersOf(source.raw, 'params')
  return params.flatMap(({ name }): readonly Found[] => {
    if (isUsed(name)) return []
    const index = asked.findIndex((one) => one.name === name)
    const isName = name === nameParam.name
    return [
      {
        ...{ rule: 'unused-param', level: 'warning' },
        ...lineOf(source, index < 0 ? [] : ['params', index]),
        message: isName
          ? 'Nothing uses the name, so everything that is generated has the same paths.'
          : `Nothing uses the param ${name}.`,
        fix: isName
          ? 'Write {{name|kebab}} in the paths of the files.'
          : 'Remove it, or write its placeholder.',
      },
    ]
  })
}

function isOf(when: string, name: string): boolean {
  return when.split(/[/.]/)[0] === name
}

function placeOf({ file, text, line, hasLines }: SourceText, at: number) {
  return { file, line: line + (hasLines ? text.slice(0, at).split('\n').length - 1 : 0) }
}

/** The file and the line of a value. */
export function lineOf(source: AuthoredSource, path: readonly (string | number)[]) {
  const { file, line } = valuePlace(source, path)
  return { file, line }
}
