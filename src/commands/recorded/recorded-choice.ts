import { basename, join } from 'node:path'
import { listTemplates } from '../blueprints/catalog.ts'
import { loadBlueprints } from '../blueprints/load.ts'
import { AppError, errors } from '../errors/errors.ts'
import type { CreateFlags } from '../flags/flags.ts'
import { type Blueprint, isFetched, questionsOf } from '../model/blueprint.ts'
import { namesOf } from '../model/names.ts'
import type { Answers, Question } from '../model/question.ts'
import {
  askedAgain,
  type FoundRecord,
  type RecordedName,
  recordedAnswers,
  recordedTemplate,
  recordPath,
} from '../model/record.ts'
import { isPinned, parseSource } from '../model/source.ts'
import type { PlanInput } from '../plan/plan.ts'
import type { Target } from '../plan/target.ts'
import { wishesOf } from '../plan/wishes.ts'
import { givenTemplate } from '../prompts/choose.ts'
import { defaultsOf, knownAnswers } from '../prompts/known-answers.ts'
import type { Session } from './session.ts'

type ChoiceInput = Session & { readonly target: Target }

type RecordedChoice = Pick<PlanInput, 'template' | 'blueprints' | 'answers' | 'names'>

/** Reads template, answers and names from a record. A person names only what no record can. */
export async function chooseAgain(
  record: FoundRecord,
  flags: CreateFlags,
  choosing: ChoiceInput,
): Promise<RecordedChoice> {
  const { catalog, cwd, io, report, signal, target } = choosing
  const template = await templateAgain(record, flags, choosing)
  const fetching = { env: io.env, cwd, network: wishesOf(flags).network, signal, report }
  const blueprints = await loadBlueprints(template, catalog, cwd, fetching)
  requireTemplate(blueprints, record, template)
  const { name, title, ...said } = recordedAnswers(record)
  const answers = answersAgain(questionsOf(blueprints), said, choosing)
  return {
    template,
    blueprints,
    answers,
    names: namesOf(basename(target.dir), { packageName: name, title }),
  }
}

/** A template in a folder has to be named, because a record does not say where it is. */
async function templateAgain(
  record: FoundRecord,
  flags: CreateFlags,
  choosing: ChoiceInput,
): Promise<string> {
  const recorded = recordedTemplate(record)
  if (recorded === undefined) throw errors.badRecord(fileOf(choosing), 'it names no template.')
  if (recorded.source.startsWith('file:')) {
    const said = givenTemplate(flags, choosing)
    if (said === undefined) throw errors.templateElsewhere(fileOf(choosing), recorded.id)
    return said
  }
  if (flags.template !== undefined) throw errors.notTaken('--template', 'resume')
  if (isFetched(recorded.source)) return pinnedIn(recorded, choosing)
  const known = await listTemplates(choosing.catalog)
  if (known.some(({ id }) => id === recorded.id)) return recorded.id
  throw errors.badRecord(fileOf(choosing), `there is no template "${recorded.id}".`)
}

/** A fetched template is fetched again only if the record fixes its content. */
function pinnedIn(recorded: RecordedName, choosing: ChoiceInput): string {
  const asked = askedAgain(recorded)
  const source = parseSource(asked)
  if (source && isPinned(source)) return asked
  throw errors.badRecord(
    fileOf(choosing),
    `"${asked}" is not pinned, so its content may have changed.`,
  )
}

/** The loaded template must be the recorded one: neither a built-in one nor another folder. */
function requireTemplate(
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
  choosing: ChoiceInput,
): Answers {
  const set = Object.entries(others).map(([id, value]) => `${id}=${value}`)
  try {
    const known = knownAnswers(questions, { pm, set }, { startedBy: undefined })
    return { ...defaultsOf(questions.filter(({ id }) => known[id] === undefined)), ...known }
  } catch (error) {
    if (error instanceof AppError) throw errors.badRecord(fileOf(choosing), error.message, error)
    throw error
  }
}

function fileOf({ target }: ChoiceInput): string {
  return join(target.shown, recordPath)
}
