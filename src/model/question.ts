import { isYarnBerry, type PackageManager, parsePackageManager } from './package-manager.ts'

/** A question of a blueprint. Its id is also the name of the placeholder and of the options folder. */
export type Question = {
  readonly id: string
  readonly message: string
  /** The answer to a `multiselect` is a list with commas, in the order of its choices; it may be empty. */
  readonly type: 'select' | 'multiselect' | 'text' | 'confirm'
  readonly choices?: readonly Choice[]
  readonly default?: string
}

export type Choice = { readonly value: string; readonly label: string; readonly hint?: string }

/** Question id -> value. The value of a `confirm` is `true` or `false`. */
export type Answers = Readonly<Record<string, string>>

/** The allowed values of a question; undefined for free text. */
export function valuesOf(question: Question): readonly string[] | undefined {
  if (question.type === 'confirm') return ['true', 'false']
  return question.choices?.map((choice) => choice.value)
}

/** The id of the package manager question. Its answer also contains the version: `npm@11.19.1`. */
export const packageManagerQuestion = 'pm'

/** The id of the question whether a project gets its own name where its template has another one. */
export const newNameQuestion = 'rename'

/** The choice in an answer: `pnpm` of `pnpm@10.20.0`. */
export function choiceOf(questionId: string, answer: string): string {
  return questionId === packageManagerQuestion ? (answer.split('@')[0] ?? answer) : answer
}

/** The choices in an answer: none, one, or several of a `multiselect`. No other answer has a comma. */
export function choicesOf(questionId: string, answer: string): readonly string[] {
  return choiceOf(questionId, answer).split(',').filter(Boolean)
}

/** An answer as it is recorded: that of a `multiselect` in the order of its choices. */
export function inOrderOf({ type, choices = [] }: Question, answer: string): string {
  if (type !== 'multiselect') return answer
  const chosen = answer.split(',')
  return choices.flatMap(({ value }) => (chosen.includes(value) ? value : [])).join(',')
}

/** The answer to a question that nobody was asked; undefined where one is needed. */
export function defaultOf({ type, default: value }: Question): string | undefined {
  return value ?? { confirm: 'true', multiselect: '', select: undefined, text: undefined }[type]
}

/** The chosen package manager; npm when the template does not ask. */
export function packageManagerOf(answers: Answers): PackageManager {
  const chosen = parsePackageManager(answers[packageManagerQuestion] ?? '')
  return chosen ?? { name: 'npm', version: '' }
}

/**
 * The folders of `options/<question>/` that an answer includes: those with the names of its choices, and `any` unless
 * there is none. For Yarn, `yarn` is for both kinds; `yarn-classic` and `yarn-berry` are for one kind each.
 */
export function foldersFor(questionId: string, answer: string): readonly string[] {
  const choices = choicesOf(questionId, answer)
  if (questionId !== packageManagerQuestion)
    return choices.length > 0 ? [...choices, anyFolder] : []
  if (!choices.includes('yarn')) return choices
  const isBerry = isYarnBerry(packageManagerOf({ [questionId]: answer }))
  return [...choices, isBerry ? 'yarn-berry' : 'yarn-classic']
}

/** The options folders of all answers to a question. */
export function foldersOf(question: Question): readonly string[] {
  const values = valuesOf(question) ?? []
  if (question.type === 'multiselect') return [...values, anyFolder]
  const hasYarns = question.id === packageManagerQuestion && values.includes('yarn')
  return hasYarns ? [...values, ...yarnFolders] : values
}

/** The folder for one answer or more to a `multiselect`. */
export const anyFolder = 'any'

const yarnFolders = ['yarn-berry', 'yarn-classic']

/**
 * The allowed characters, when a text answer contains others; undefined when it is valid. An answer can be
 * inserted anywhere in code, so only safe characters are allowed.
 */
export function textProblem(question: Pick<Question, 'type'>, answer: string): string | undefined {
  if (question.type !== 'text' || /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u.test(answer)) return undefined
  return 'letters, digits, spaces and . _ - only, starting with a letter or digit'
}

/** The choice of an optional part of a template that leaves it out. */
export const offOf = 'none'

/** Whether a part of a template can be added and removed: one of the choices is to have none of it. */
export function isOptional(question: Question): boolean {
  return question.choices?.some(({ value }) => value === offOf) ?? false
}

/** The choice that adds an optional part. */
export function onOf({ choices = [] }: Question): string {
  return choices.find(({ value }) => value !== offOf)?.value ?? ''
}
