import {
  type Generator,
  nameParam,
  type Param,
  type ParamValues,
} from '../../model/generated/generator.ts'
import { packageManagerQuestion, type Question } from '../../model/question.ts'
import { combinationsOf } from '../combinations.ts'

/** Names of every kind: one word, several words, and folders. */
export const sampleNames = ['Widget', 'order-line', 'admin/role'] as const

/**
 * Values for the params of a generator: each sample name with every combination of the choices and booleans, or with every
 * pair of them where there are many.
 */
export function sampleValues({ params }: Pick<Generator, 'params'>): readonly ParamValues[] {
  const others = params.filter(({ name }) => name !== nameParam.name)
  const combinations = combinationsOf(others.map(questionOf), {})
  return sampleNames.flatMap((name) => {
    return combinations.map(({ [packageManagerQuestion]: _, ...values }) => ({
      [nameParam.name]: name,
      ...values,
    }))
  })
}

function questionOf(param: Param): Question {
  const { name: id, type, question: message, choices = [], default: value } = param
  if (type === 'boolean') return { id, message, type: 'confirm', default: value ?? 'false' }
  if (type === 'choice') {
    const labelled = choices.map((choice) => ({ value: choice, label: choice }))
    return { id, message, type: 'select', choices: labelled, ...(value && { default: value }) }
  }
  return { id, message, type: 'text', default: value ?? (type === 'name' ? 'Thing' : 'example') }
}
