import { valueProblem } from '../../generators/param-values.ts'
import {
  type Generator,
  nameParam,
  type Param,
  type ParamValues,
} from '../../model/generated/generator.ts'
import { packageManagerQuestion, type Question } from '../../model/question.ts'
import { combinationsOf } from '../combinations.ts'

/** Names of every kind: one word, several words, and folders. */
const sampleNames = ['Widget', 'order-line', 'admin/role'] as const

/**
 * Values for the params of a generator: each sample name that it takes with every combination of the choices and booleans, or
 * with every pair of them where there are many.
 */
export function sampleValues({
  params,
  types,
}: Pick<Generator, 'params' | 'types'>): readonly ParamValues[] {
  const others = params.filter(({ name }) => name !== nameParam.name)
  const combinations = combinationsOf(
    others.map((param) => questionOf(param, types)),
    {},
  )
  const own = params.find(({ name }) => name === nameParam.name) ?? nameParam
  const names = sampleNames.filter((name) => valueProblem(own, name) === undefined)
  return names.flatMap((name) => {
    return combinations.map(({ [packageManagerQuestion]: _, ...values }) => ({
      [nameParam.name]: name,
      ...values,
    }))
  })
}

function questionOf(param: Param, types: Generator['types']): Question {
  const { name: id, type, question: message, choices = [], default: value } = param
  if (type === 'boolean') return { id, message, type: 'confirm', default: value ?? 'false' }
  if (type === 'choice') {
    const labelled = choices.map((choice) => ({ value: choice, label: choice }))
    return { id, message, type: 'select', choices: labelled, ...(value && { default: value }) }
  }
  if (type === 'list') return { id, message, type: 'text', default: sampleItems(types) }
  return { id, message, type: 'text', default: value ?? (type === 'name' ? 'Thing' : 'example') }
}

/** An item of each type that a generator knows; the second one of each kind of mark. */
function sampleItems(types: Generator['types']): string {
  const known = Object.keys(types).map((type) => (type === 'enum' ? 'enum(small,large)' : type))
  const all = known.length === 0 ? ['text', 'text'] : known
  return all
    .map((type, index) => `field${index + 1}:${type}${index % 2 === 0 ? '' : '?'}`)
    .join(' ')
}
