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
  const items = new Map<string, readonly string[]>()
  for (const pair of [...words.filter(isPair), ...pairs]) {
    const [typed = ''] = pair.split('=', 1)
    const { name, type } = paramNamed(typed, generator)
    const value = pair.slice(typed.length + 1)
    // A list may be typed in parts: --fields title:string --fields dueOn:date.
    if (type === 'list') items.set(name, [...(items.get(name) ?? []), ...readList(value)])
    else named.set(name, value)
  }
  const list = generator.params.findIndex(({ type }) => type === 'list')
  // A list takes all words that are left.
  const before = list < 0 ? generator.params : generator.params.slice(0, list)
  const single = before.filter(({ name }) => !named.has(name))
  for (const [index, { name }] of single.entries()) {
    const word = placed[index]
    if (word !== undefined) named.set(name, word)
  }
  const rest = placed.slice(single.length)
  const taker = generator.params[list]?.name
  if (rest.length > 0) {
    if (taker === undefined) throw errors.tooManyWords(rest, undefined)
    items.set(taker, [...(items.get(taker) ?? []), ...rest])
  }
  for (const [name, all] of items) named.set(name, printList(all))
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
  { type, choices = [], reserved = [], folders, default: usual }: Param,
  value: string,
  types: Generator['types'] = {},
): string | undefined {
  switch (type) {
    case 'name':
      if (value === '' && usual === '') return undefined
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

/** Every item has the form of one, its type is known, and no two have one name in any case. */
function listProblem(
  items: readonly string[],
  { types, reserved }: { types: Generator['types']; reserved: readonly string[] },
): string | undefined {
  const names: string[] = []
  for (const one of items) {
    const read = readItem(one)
    if (read === undefined) return `<name>:<type>, which ${one} is not`
    const { name, type } = read
    if (Object.keys(types).length > 0 && name.includes('-')) {
      return `a name without -: ${filtered(name, ['camel'])}`
    }
    if (isIn(reserved, name)) return `another name: each one has ${name} already`
    // An item that refers to a model has the id of the other row as well.
    const taken = typeIn(types, type) === 'Model' ? [name, `${name}Id`] : [name]
    const twice = taken.find((word) => isIn(names, word))
    if (twice !== undefined) return `the name ${twice} once`
    names.push(...taken)
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

/** @throws AppError for a value that the param does not take. */
export function assertValue(param: Param, value: string, types: Generator['types']): void {
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
function paramNamed(typed: string, { id, params }: Generator): Param {
  const found = params.find(({ name }) => name === typed || kebab(name) === typed)
  if (found !== undefined) return found
  const names = params.map(({ name }) => name)
  throw errors.unknownParam(`--${typed}`, id, names, closestTo(typed, names))
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
