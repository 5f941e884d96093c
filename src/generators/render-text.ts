import { type Generator, nameParam, type ParamValues } from '../model/generated/generator.ts'
import type { Model } from '../model/generated/model.ts'
import { renderPlaceholders } from './render-placeholders.ts'
import { readSections, rootOf, type TemplatePart } from './sections.ts'
import { entryModels } from './words/entry-models.ts'
import { readItem, readList, wordsOf } from './words/list-items.ts'
import { modelWords } from './words/model-words.ts'
import { filtered } from './words/words.ts'

/** What a text of a generator is rendered with. */
export type Scope = {
  /** Of the params, and within a part that repeats, of the item: `field.name`. */
  readonly values: ParamValues
  /** The folders of each name: `admin` of `admin/role`. */
  readonly folders: Readonly<Record<string, readonly string[]>>
  /** The items of each list, by the name of its param. */
  readonly lists: Readonly<Record<string, readonly ParamValues[]>>
}

/** What a project is, for what is generated in it. */
export type ProjectWords = {
  /** The name of its package, without a scope. */
  readonly project: string
  /** Its models, for items that refer to one. */
  readonly models: readonly Model[]
}

export function scopeOf(
  generator: Generator,
  values: ParamValues,
  { project, models }: ProjectWords = { project: 'my-app', models: [] },
): Scope {
  const names = generator.params.flatMap(({ name, type }): [string, readonly string[]][] => {
    return type === 'name' ? [[name, (values[name] ?? '').split('/')]] : []
  })
  const last = names.flatMap(([name, segments]): [string, string][] => {
    const path = segments.map((segment) => filtered(segment, ['kebab'])).join('/')
    return [
      [name, segments.at(-1) ?? ''],
      [`${name}.path`, path],
    ]
  })
  const plain = { 'project.name': project, ...values, ...Object.fromEntries(last) }
  const lists = generator.params.flatMap(({ name, type }): [string, readonly ParamValues[]][] => {
    return type === 'list' ? [[name, itemsOf(name, { generator, values: plain, models })]] : []
  })
  return {
    values: plain,
    folders: Object.fromEntries(names.map(([name, segments]) => [name, segments.slice(0, -1)])),
    lists: Object.fromEntries(lists),
  }
}

/** A text with its parts repeated or left out, and its placeholders filled in. */
export function renderText(text: string, scope: Scope): string {
  return rendered(
    readSections(text, (name) => isKnownIn(scope, name)),
    scope,
  )
}

/** The scopes in which something is rendered that is to be made for each item: `fields`, or `fields.date`. */
export function scopesOf(each: string | undefined, scope: Scope): readonly Scope[] {
  if (each === undefined) return [scope]
  return partsOf(each, scope).map((values) => ({
    ...scope,
    values: { ...scope.values, ...values },
  }))
}

/** Whether there is what a part depends on. */
export function hasAny(of: string, scope: Scope): boolean {
  return partsOf(of, scope).length > 0
}

/** Whether a name in a text can be one of a generator: a param, an item of a list, or a word of one. */
export function namesKnown(params: Generator['params']): (name: string) => boolean {
  const lists = params.flatMap(({ name, type }) => (type === 'list' ? [itemName(name)] : []))
  const known = new Set([...params.map(({ name }) => name), ...lists, 'choice', 'project'])
  return (name) => known.has(rootOf(name))
}

/** What an item of a list is called in placeholders: `field` of `fields`. */
function itemName(list: string): string {
  return filtered(list, ['singular'])
}

function rendered(parts: readonly TemplatePart[], scope: Scope): string {
  return parts.map((part) => renderedPart(part, scope)).join('')
}

function renderedPart(part: TemplatePart, scope: Scope): string {
  if (part.kind === 'text') return renderPlaceholders(part.text, scope.values)
  const { of, mode, parts } = part
  if (mode === 'each' || mode === 'first') {
    const all = scopesOf(of, scope)
    const wanted = mode === 'first' ? all.slice(0, 1) : all
    return wanted.map((one) => rendered(parts, one)).join('')
  }
  return hasAny(of, scope) === (mode === 'has') ? rendered(parts, scope) : ''
}

/** The values that a part adds, once for each time that it is there. */
function partsOf(of: string, { values, lists }: Scope): readonly ParamValues[] {
  const [root, word] = [rootOf(of), of.slice(rootOf(of).length + 1)]
  const list = lists[root]
  if (list) {
    const item = itemName(root)
    const wanted = word === '' ? list : list.filter((one) => (one[word] ?? '') !== '')
    return wanted.map((one, index) => asItem(item, one, { index, count: wanted.length }))
  }
  const value = values[of] ?? ''
  // Of a param that is a boolean, the value may be `false`; a word of an item is empty instead.
  if (value === '' || (value === 'false' && word === '')) return []
  if (word !== 'choices') return [{}]
  const choices = value.split(',')
  return choices.map((name, index) => asItem('choice', { name }, { index, count: choices.length }))
}

function asItem(
  item: string,
  words: ParamValues,
  { index, count }: { readonly index: number; readonly count: number },
): ParamValues {
  const all = { ...words, first: yesIf(index === 0), last: yesIf(index === count - 1) }
  return Object.fromEntries(Object.entries(all).map(([word, value]) => [`${item}.${word}`, value]))
}

function isKnownIn({ values, lists }: Scope, name: string): boolean {
  if (Object.hasOwn(values, name) || Object.hasOwn(lists, name) || name === 'choice') return true
  return Object.keys(lists).some((list) => itemName(list) === name)
}

type Listing = {
  readonly generator: Generator
  readonly values: ParamValues
  readonly models: readonly Model[]
}

/** The items of a list, with the words for what they refer to and those of their types. */
function itemsOf(name: string, { generator, values, models }: Listing): readonly ParamValues[] {
  const { types } = generator
  const items = readList(values[name] ?? '').flatMap((one) => readItem(one) ?? [])
  const own = wordIn(values[nameParam.name] ?? '')
  // What is generated is no model yet, but may refer to itself.
  const all = [...models, ...entryModels([{ answers: { ...values, fields: values[name] ?? '' } }])]
  return items.map((item, index) => {
    const isSelf = wordIn(item.type) === own
    const isAlone = !isSelf && items.filter(({ type }) => type === item.type).length === 1
    const isModel = typeIn(types, item.type) === 'Model'
    const isAgain = items.findIndex(({ type }) => type === item.type) < index
    const words = {
      ...{
        mapped: mappedName(item.name),
        self: yesIf(isSelf),
        alone: yesIf(isAlone),
        again: yesIf(isAgain),
      },
      ...(isModel && modelWords(item, all)),
    }
    return withTypeWords({ ...wordsOf(item), ...words }, { list: name, types, values })
  })
}

/** The name in the database; empty where it is the same. */
function mappedName(name: string): string {
  const column = filtered(name, ['snake'])
  return column === name ? '' : column
}

function yesIf(is: boolean): string {
  return is ? 'true' : ''
}

function wordIn(name: string): string {
  return filtered(name, ['pascal'])
}

type Typing = {
  readonly list: string
  readonly types: Generator['types']
  readonly values: ParamValues
}

/** An item with the words that the generator has for its type. Each word may use those before it. */
function withTypeWords(given: ParamValues, { list, types, values }: Typing): ParamValues {
  const words = new Map(Object.entries(given))
  const ofType = Object.entries(types[typeIn(types, given.type ?? '') ?? ''] ?? {})
  for (const [word, text] of ofType) {
    const item = asItem(itemName(list), Object.fromEntries(words), { index: 0, count: 1 })
    const scope = { values: { ...values, ...item }, folders: {}, lists: { [list]: [] } }
    words.set(word, renderText(text, scope))
  }
  return Object.fromEntries(words)
}

/** The name in the table of types: a type with a capital that is not in it is a `Model`. */
export function typeIn(types: Generator['types'], type: string): string | undefined {
  if (Object.hasOwn(types, type)) return type
  return /^[A-Z]/.test(type) && Object.hasOwn(types, 'Model') ? 'Model' : undefined
}
