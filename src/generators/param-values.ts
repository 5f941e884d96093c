import { errors, type MissingInput } from '../errors/errors.ts'
import { closestTo } from '../flags/suggest.ts'
import type { Generator, Param, ParamValues } from '../model/generated/generator.ts'
import { typeIn } from './render-text.ts'
import { type ListItem, printList, readItem, readList } from './words/list-items.ts'
import { filtered } from './words/words.ts'

/** What a person typed for the params: by position, and as `<param>=<value>`. */
export type TypedParams = {
  readonly words: readonly string[]
  readonly pairs: readonly string[]
}

/**
 * The values that were typed. A word with an equals sign names its param; the others are taken in the order of the params.
 * @throws AppError for a value that the param does not take.
 */
export function typedValues(generator: Generator, { words, pairs }: TypedParams): ParamValues {
  const isPair = (word: string) => /^[a-z][A-Za-z0-9]*=/.test(word)
  const placed = words.filter((word) => !isPair(word))
  const named = new Map<string, string>()
  for (const pair of [...words.filter(isPair), ...pairs]) {
    const [name = ''] = pair.split('=', 1)
    named.set(nameIn(name, generator), pair.slice(name.length + 1))
  }
  const free = generator.params.filter(({ name }) => !named.has(name))
  const list = free.findIndex(({ type }) => type === 'list')
  // A list takes all words that are left.
  const single = list < 0 ? free : free.slice(0, list)
  for (const [index, { name }] of single.entries()) {
    const word = placed[index]
    if (word !== undefined) named.set(name, word)
  }
  const rest = placed.slice(single.length)
  if (rest.length > 0) {
    const taker = free[list]
    if (taker === undefined) throw errors.tooManyWords(rest, undefined)
    named.set(taker.name, printList(rest))
  }
  for (const param of generator.params) {
    const value = named.get(param.name)
    if (value !== undefined) assertValue(param, value, generator.types)
  }
  return Object.fromEntries(named)
}

/** The params without a value, and the defaults of those that have one. */
export function completed(
  { params }: Generator,
  typed: ParamValues,
): { readonly values: ParamValues; readonly open: readonly Param[] } {
  const defaults = params.flatMap((param): [string, string][] => {
    return param.default === undefined ? [] : [[param.name, param.default]]
  })
  const values = { ...Object.fromEntries(defaults), ...typed }
  return { values, open: params.filter(({ name }) => values[name] === undefined) }
}

/** The params that were not asked for, as an error lists them. */
export function missingParams(open: readonly Param[]): readonly MissingInput[] {
  return open.map(({ name, choices }) => {
    return { id: name, flag: `--${name} <${name}>`, ...(choices && { choices }) }
  })
}

/** Why a param does not take a value; undefined if it does. */
export function valueProblem(
  { type, choices = [], reserved = [], folders }: Param,
  value: string,
  types: Generator['types'] = {},
): string | undefined {
  switch (type) {
    case 'name':
      if (folders === false && value.includes('/')) return 'a name without folders'
      if (!isName(value)) {
        return 'letters, digits, - and _, starting with a letter; folders before it: admin/role'
      }
      return isIn(reserved, value.slice(value.lastIndexOf('/') + 1))
        ? `another name: ${value} has a meaning of its own`
        : undefined
    case 'boolean':
      return ['true', 'false'].includes(value) ? undefined : 'true or false'
    case 'choice':
      return choices.includes(value) ? undefined : choices.join(', ')
    case 'text':
      return /^\P{Cc}*$/u.test(value) ? undefined : 'text without control characters'
    case 'list':
      return listProblem(readList(value), { types, reserved })
  }
}

/** Every item has the form of one, its type is known, and no two have one name. */
function listProblem(
  items: readonly string[],
  { types, reserved }: { types: Generator['types']; reserved: readonly string[] },
): string | undefined {
  const names = new Set<string>()
  for (const one of items) {
    const read = readItem(one)
    if (read === undefined) return `<name>:<type>, which ${one} is not`
    if (names.has(read.name)) return `the name ${read.name} once`
    if (isIn(reserved, read.name)) return `another name: each one has ${read.name} already`
    names.add(read.name)
    const problem = typeProblem(one, read, types)
    if (problem) return problem
  }
  return undefined
}

function typeProblem(
  item: string,
  { type, choices, default: value }: ListItem,
  types: Generator['types'],
): string | undefined {
  const known = Object.keys(types)
  if (known.length === 0) return undefined
  const words = types[typeIn(types, type) ?? '']
  if (words === undefined) return `a type for ${item}: ${known.join(', ')}`
  if (words.requires === 'choices' && choices.length === 0)
    return `choices for ${item}: ${type}(a,b)`
  if (new Set(choices).size < choices.length) return `each choice of ${item} once`
  const isChoice = words.requires !== 'choices' || choices.includes(value)
  const isAccepted = new RegExp(words.accepts ?? '').test(value) && isChoice
  return value === '' || isAccepted ? undefined : `another default for ${item}`
}

/** In any case: `date-time` is `DateTime`. */
function isIn(names: readonly string[], name: string): boolean {
  const words = filtered(name, ['kebab'])
  return names.some((one) => filtered(one, ['kebab']) === words)
}

function isName(value: string): boolean {
  return value.split('/').every((segment) => /^[A-Za-z][\w-]*$/.test(segment))
}

function assertValue(param: Param, value: string, types: Generator['types']): void {
  const problem = valueProblem(param, value, types)
  if (problem === undefined) return
  throw errors.badFlagValue(
    `--${param.name}`,
    value,
    problem,
    closestTo(value, param.choices ?? []),
  )
}

/** `isAdmin`, or `is-admin` as a flag is written. */
function nameIn(typed: string, { id, params }: Generator): string {
  const names = params.map(({ name }) => name)
  const found = names.find((name) => name === typed || kebab(name) === typed)
  if (found !== undefined) return found
  throw errors.unknownParam(`--${typed}`, id, names, closestTo(typed, names))
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
