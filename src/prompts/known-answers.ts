import { errors, type MissingInput } from '../errors/errors.ts'
import type { CreateFlags } from '../flags/flags.ts'
import { closestTo } from '../flags/suggest.ts'
import {
  type PackageManager,
  type PackageManagerName,
  packageManagers,
  parsePackageManager,
  printPackageManager,
} from '../model/package-manager.ts'
import {
  type Answers,
  choiceOf,
  choicesOf,
  defaultOf,
  inOrderOf,
  packageManagerQuestion,
  type Question,
  textProblem,
  valuesOf,
} from '../model/question.ts'

/** What detection knows about the package manager. */
export type Detected = {
  /** The package manager that started create-app. */
  readonly startedBy: PackageManager | undefined
  /** The package manager of a template that does not ask for one. */
  readonly uses?: PackageManager | undefined
  readonly versionOf: (packageManager: PackageManagerName) => Promise<string | undefined>
}

/**
 * The answers that are known without asking: from flags and from detection.
 * @throws AppError when a flag answers a question that does not exist, or with an invalid value.
 */
export function knownAnswers(
  questions: readonly Question[],
  flags: Pick<CreateFlags, 'pm' | 'set'>,
  machine: Pick<Detected, 'startedBy' | 'uses'>,
): Answers {
  const given = givenAnswers(questions, flags)
  return { ...detectedAnswers(questions, given, machine), ...given }
}

/** The default of every question. One error lists all questions that have none. */
export function defaultsOf(open: readonly Question[]): Answers {
  const missing: MissingInput[] = []
  const answers: Record<string, string> = {}
  for (const question of open) {
    const value = question.id === packageManagerQuestion ? 'npm' : defaultOf(question)
    if (value === undefined) missing.push(missingAnswer(question))
    else answers[question.id] = value
  }
  if (missing.length > 0) throw errors.missingInput(missing)
  return answers
}

/** Adds the version to the answer: a project is pinned to one version of its package manager. */
export async function withVersion(
  answer: string,
  { startedBy, versionOf }: Detected,
): Promise<string> {
  const chosen = parsePackageManager(answer)
  if (chosen?.version !== '') return answer
  const version =
    startedBy?.name === chosen.name && startedBy.version !== ''
      ? startedBy.version
      : await versionOf(chosen.name)
  return printPackageManager({ name: chosen.name, version: version ?? '' })
}

function givenAnswers(
  questions: readonly Question[],
  flags: Pick<CreateFlags, 'pm' | 'set'>,
): Answers {
  const pairs = (flags.set ?? []).map((pair) => splitPair(pair))
  const given = flags.pm === undefined ? pairs : [...pairs, ['pm', flags.pm] as const]
  for (const [id, value] of given) {
    if (given.filter(([other]) => other === id).length > 1) throw errors.flagTwice(`--set ${id}`)
    const question = questions.find((candidate) => candidate.id === id)
    if (id === packageManagerQuestion) assertPackageManager(value)
    else if (!question) {
      const known = questions.map((candidate) => candidate.id)
      throw errors.unknownQuestion(id, known, closestTo(id, known))
    }
    if (question) assertTakes(question, value)
  }
  const ordered = given.map(([id, value]): [string, string] => {
    const question = questions.find((candidate) => candidate.id === id)
    return [id, question ? inOrderOf(question, value) : value]
  })
  return Object.fromEntries(ordered)
}

function splitPair(pair: string): readonly [string, string] {
  const at = pair.indexOf('=')
  if (at < 1) throw errors.badFlagValue('--set', pair, '<question>=<value>')
  return [pair.slice(0, at), pair.slice(at + 1)]
}

function assertPackageManager(value: string): void {
  if (parsePackageManager(value)) return
  const allowed = `${packageManagers.join(', ')}, with or without @version`
  throw errors.badFlagValue('--pm', value, allowed, closestTo(value, packageManagers))
}

function assertTakes(question: Question, answer: string): void {
  const flag = question.id === packageManagerQuestion ? '--pm' : `--set ${question.id}`
  const problem = textProblem(question, answer)
  if (problem !== undefined) throw errors.badFlagValue(flag, answer, problem)
  const values = valuesOf(question)
  const chosen =
    question.type === 'multiselect'
      ? choicesOf(question.id, answer)
      : [choiceOf(question.id, answer)]
  const wrong = chosen.find((one) => !values?.includes(one))
  if (!values || wrong === undefined) return
  const allowed =
    question.type === 'multiselect'
      ? `${values.join(', ')}: none or several, with commas`
      : values.join(' or ')
  throw errors.badFlagValue(flag, wrong, allowed, closestTo(wrong, values))
}

/** Whether a person chose the package manager: only then the template's own does not count. */
export function choosesPackageManager({ pm, set }: Pick<CreateFlags, 'pm' | 'set'>): boolean {
  return pm !== undefined || (set ?? []).some((pair) => pair.startsWith('pm='))
}

/** The template's own package manager comes first. Detection answers only when the template allows what was detected. */
function detectedAnswers(
  questions: readonly Question[],
  given: Answers,
  { startedBy, uses }: Pick<Detected, 'startedBy' | 'uses'>,
): Answers {
  const question = questions.find(({ id }) => id === packageManagerQuestion)
  if (given.pm === undefined && !question && uses) return { pm: printPackageManager(uses) }
  if (given.pm !== undefined || !startedBy) return {}
  const taken = question ? valuesOf(question)?.includes(startedBy.name) : true
  return taken ? { pm: printPackageManager(startedBy) } : {}
}

function missingAnswer(question: Question): MissingInput {
  const choices = valuesOf(question)
  const flag = `--set ${question.id}=<value>`
  return { id: question.id, flag, ...(choices ? { choices } : {}) }
}
