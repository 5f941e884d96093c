import { errors } from '../errors/errors.ts'
import type { TypedParam } from '../flags/command-entry.ts'
import { closestTo } from '../flags/suggest.ts'
import type { Generator, Param, ParamValues } from '../model/generated/generator.ts'
import { assertValue } from './param-values.ts'
import { printList, readList } from './words/list-items.ts'

/** What a person typed for the params: by position, and as `<param>=<value>`. */
export type TypedParams = {
  readonly words: readonly string[]
  readonly pairs: readonly string[]
  readonly flags?: readonly TypedParam[]
}

/**
 * The values that were typed. A word with an equals sign names its param; the others are taken in the order of the params.
 * @throws AppError for a value that the param does not take.
 */
export function typedValues(generator: Generator, typed: TypedParams): ParamValues {
  const { words, pairs } = withSwitches(generator, typed)
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

/**
 * What `--only api,ui` says of the parts of a generator, which are its booleans that are true by default: `true` for those
 * that are named and for what these need, `false` for the others.
 */
export function onlyParts(
  { id, params }: Pick<Generator, 'id' | 'params'>,
  only: string | undefined,
): readonly string[] {
  if (only === undefined) return []
  const parts = params.filter(({ type, default: usual }) => type === 'boolean' && usual === 'true')
  const names = parts.map(({ name }) => name)
  const named = only.split(',').map((part) => part.trim())
  for (const part of named) {
    if (!names.includes(part)) throw errors.unknownPart(part, id, names, closestTo(part, names))
  }
  const needed = parts.flatMap(({ name, needs }) => (named.includes(name) && needs ? [needs] : []))
  return names.map((name) => `${name}=${[...named, ...needed].includes(name)}`)
}

/** A flag of a boolean takes no word after it but true and false: `--crud title:string`. */
function withSwitches(
  generator: Generator,
  { words: typed, pairs, flags = [] }: TypedParams,
): Pick<TypedParams, 'words' | 'pairs'> {
  const words = [...typed]
  const read: string[] = []
  for (const { pair, before = -1 } of flags) {
    const [name = ''] = pair.split('=', 1)
    const value = pair.slice(name.length + 1)
    const isSwitch = findParam(name, generator)?.type === 'boolean'
    const isOfIt = before < 0 || !isSwitch || ['true', 'false'].includes(value)
    if (!isOfIt) words.splice(before + words.length - typed.length, 0, value)
    read.push(isOfIt ? pair : `${name}=true`)
  }
  return { words, pairs: [...read, ...pairs] }
}

/** What is typed besides a switch; undefined where it is not on. */
export function besideSwitch(
  name: string,
  { words, pairs, flags = [] }: TypedParams,
): TypedParams | undefined {
  const on = `${name}=true`
  const index = flags.findIndex(({ pair }) => pair.startsWith(`${name}=`))
  const flag = flags[index]
  if (flag === undefined) {
    const rest = [words, pairs].map((all) => all.filter((one) => one !== on))
    const [otherWords = [], otherPairs = []] = rest
    const isOn = otherWords.length + otherPairs.length < words.length + pairs.length
    return isOn ? { words: otherWords, pairs: otherPairs, flags } : undefined
  }
  const { pair, before = -1 } = flag
  if (pair === `${name}=false`) return undefined
  const others = flags.filter((one) => one !== flag)
  if (pair === on || before < 0) return { words, pairs, flags: others }
  // The word after it is not its value, so it counts for the flags that come later.
  const later = others.map((one, at) => {
    return at < index || one.before === undefined ? one : { ...one, before: one.before + 1 }
  })
  const value = pair.slice(name.length + 1)
  return { words: words.toSpliced(before, 0, value), pairs, flags: later }
}

/** `isAdmin`, or `is-admin` as a flag is written. */
function findParam(typed: string, { params }: Pick<Generator, 'params'>): Param | undefined {
  return params.find(({ name }) => name === typed || kebab(name) === typed)
}

function paramNamed(typed: string, { id, params }: Generator): Param {
  const found = findParam(typed, { params })
  if (found !== undefined) return found
  const names = params.map(({ name }) => name)
  throw errors.unknownParam(`--${typed}`, id, names, closestTo(typed, names))
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
