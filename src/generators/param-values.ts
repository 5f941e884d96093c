import { errors, type MissingInput } from '../errors/errors.ts'
import { closestTo } from '../flags/suggest.ts'
import type { Generator, Param, ParamValues } from '../model/generated/generator.ts'
import { typeIn } from './render-text.ts'
import { type ListItem, readItem, readList } from './words/list-items.ts'
import { filtered } from './words/words.ts'

/** The params without a value, and the defaults of those that have one. */
export function completed(
  { params }: Generator,
  typed: ParamValues,
): { readonly values: ParamValues; readonly open: readonly Param[] } {
  const defaults = params.flatMap((param): [string, string][] => {
    return param.default === undefined ? [] : [[param.name, param.default]]
  })
  const all: ParamValues = { ...Object.fromEntries(defaults), ...typed }
  const alone = params.filter(({ needs = '' }) => all[needs] === 'false')
  for (const { name, needs = '' } of alone) {
    if (typed[name] === 'true') throw errors.paramNeeds(name, needs)
  }
  const values = { ...all, ...Object.fromEntries(alone.map(({ name }) => [name, 'false'])) }
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
