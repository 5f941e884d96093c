import { basename } from 'node:path'
import { loadBlueprints } from '../../blueprints/load.ts'
import { AppError, errors } from '../../errors/errors.ts'
import { type Blueprint, questionsOf } from '../../model/blueprint.ts'
import { answersOf, type FoundProject } from '../../model/generated/addon.ts'
import { type Names, namesOf, packageNameProblem } from '../../model/names.ts'
import type { Answers, Question } from '../../model/question.ts'
import { choiceIn, type FoundRecord, recordedTemplate } from '../../model/record.ts'
import type { PlanInput } from '../../plan/plan.ts'
import { defaultsOf, knownAnswers } from '../../prompts/known-answers.ts'
import { loadAddonsAgain } from './recorded-addons.ts'
import { fetchingFor } from './recorded-fetching.ts'
import { badRecord, type Choosing, type SourceFlags, templateAgain } from './recorded-source.ts'

type ChosenAgain = Pick<PlanInput, 'template' | 'blueprints' | 'addons' | 'answers' | 'names'>

/** Reads template, answers and names from a record, as the project was created. */
export async function chooseAgain(
  record: FoundProject,
  flags: SourceFlags,
  choosing: Choosing,
): Promise<ChosenAgain> {
  const template = await templateAgain(record, flags, choosing)
  const blueprints = await loadRecorded(template, flags, choosing)
  requireTemplate(blueprints, record, template)
  const addons = await loadAddonsAgain(record, flags, choosing)
  const questions = questionsOf([...blueprints, ...addons])
  const answers = answersAgain(questions, answersOf(record), choosing)
  return { template, blueprints, addons, answers, names: namesAgain(record, choosing) }
}

/** Loads a template that a record names, in the recorded or in another version. */
export function loadRecorded(
  template: string,
  flags: SourceFlags,
  choosing: Choosing,
): Promise<readonly Blueprint[]> {
  const { catalog, cwd } = choosing
  return loadBlueprints(template, catalog, cwd, fetchingFor(template, flags, choosing))
}

/** The names of the record. The package name goes into files as it is, so it must be one that `--name` takes. */
export function namesAgain(record: FoundRecord, choosing: Choosing): Names {
  const { packageName, title } = choiceIn(record)
  const problem = packageName === undefined ? undefined : packageNameProblem(packageName)
  if (problem) throw badRecord(choosing, `"${packageName}" is not a package name: ${problem}.`)
  return namesOf(basename(choosing.target.dir), { packageName, title })
}

/** The loaded template must be the recorded one: neither a built-in one nor another folder. */
export function requireTemplate(
  blueprints: readonly Blueprint[],
  record: FoundRecord,
  given: string,
): void {
  const [loaded, recorded] = [blueprints.at(-1), recordedTemplate(record)]
  if (loaded?.source === recorded?.source && loaded?.id === recorded?.id) return
  throw errors.otherTemplate(given, recorded?.source ?? '')
}

/** The answers of the record, checked against the template's questions. */
function answersAgain(
  questions: readonly Question[],
  { pm, ...others }: Answers,
  choosing: Choosing,
): Answers {
  const set = Object.entries(others).map(([id, value]) => `${id}=${value}`)
  try {
    const known = knownAnswers(questions, { pm, set }, { startedBy: undefined })
    return { ...defaultsOf(questions.filter(({ id }) => known[id] === undefined)), ...known }
  } catch (error) {
    if (error instanceof AppError) throw badRecord(choosing, error.message, error)
    throw error
  }
}
