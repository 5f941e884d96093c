/** One thing a blueprint wants to know. Its id is the placeholder and the options folder. */
import { isYarnBerry, type PackageManager, parsePackageManager } from './package-manager.ts'
export type Question = {
  readonly id: string
  readonly message: string
  readonly type: 'select' | 'text' | 'confirm'
  readonly choices?: readonly Choice[]
  readonly default?: string
}

export type Choice = { readonly value: string; readonly label: string; readonly hint?: string }

/** Question id -> value. A `confirm` answers `true` or `false`. */
export type Answers = Readonly<Record<string, string>>

/** The values a question takes, or undefined when any text will do. */
export function valuesOf(question: Question): readonly string[] | undefined {
  if (question.type === 'confirm') return ['true', 'false']
  return question.choices?.map((choice) => choice.value)
}

/** The package manager is a question like any other, but its answer carries a version: `npm@11.19.1`. */
export const packageManagerQuestion = 'pm'

/** The part of an answer that names a choice: `pnpm` of `pnpm@10.20.0`. */
export function choiceOf(questionId: string, answer: string): string {
  return questionId === packageManagerQuestion ? (answer.split('@')[0] ?? answer) : answer
}

/** The package manager that was chosen; npm where nobody asks. */
export function packageManagerOf(answers: Answers): PackageManager {
  const chosen = parsePackageManager(answers[packageManagerQuestion] ?? '')
  return chosen ?? { name: 'npm', version: '' }
}

/**
 * The folders of `options/<question>/` that an answer lays: the one named after its choice. The
 * Yarns share a choice and `yarn`; what is only one's own lies in `yarn-classic` and `yarn-berry`.
 */
export function foldersFor(questionId: string, answer: string): readonly string[] {
  const choice = choiceOf(questionId, answer)
  if (questionId !== packageManagerQuestion || choice !== 'yarn') return [choice]
  const isBerry = isYarnBerry(packageManagerOf({ [questionId]: answer }))
  return [choice, isBerry ? 'yarn-berry' : 'yarn-classic']
}

/** Every folder of options that some answer to the question lays. */
export function foldersOf(question: Question): readonly string[] {
  const values = valuesOf(question) ?? []
  const hasYarns = question.id === packageManagerQuestion && values.includes('yarn')
  return hasYarns ? [...values, ...yarnFolders] : values
}

const yarnFolders = ['yarn-berry', 'yarn-classic']

/**
 * What is wrong with a text answer, undefined when nothing is. It may stand anywhere in code, so it
 * has only what is safe there; free text would have to go in by an edit.
 */
export function textProblem(question: Pick<Question, 'type'>, answer: string): string | undefined {
  if (question.type !== 'text' || /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u.test(answer)) return undefined
  return 'letters, digits, space and any of . _ -, a letter or digit first'
}
