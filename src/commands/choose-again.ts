import { basename, join } from 'node:path'
import { listTemplates, loadBlueprints } from '../blueprints/catalog.ts'
import { AppError, errors } from '../errors.ts'
import { type Blueprint, questionsOf } from '../plan/blueprint.ts'
import type { CreateFlags } from '../plan/flags.ts'
import { namesOf } from '../plan/names.ts'
import type { PlanInput } from '../plan/plan.ts'
import type { Answers, Question } from '../plan/question.ts'
import { type FoundRecord, recordedAnswers, recordedTemplate, recordPath } from '../plan/record.ts'
import type { Target } from '../plan/target.ts'
import { packageManagerIn } from '../project/found.ts'
import { startedBy } from '../project/probe.ts'
import { defaultsOf, knownAnswers } from '../prompts/answers.ts'
import { templateSaid } from '../prompts/choose.ts'
import type { Session } from './session.ts'

type Choosing = Session & { readonly target: Target }

type Choice = Pick<PlanInput, 'template' | 'blueprints' | 'answers' | 'names'>

/** What a creation was about, from its record; a person says only what no record can. */
export async function chooseAgain(
  record: FoundRecord,
  flags: CreateFlags,
  choosing: Choosing,
): Promise<Choice> {
  const { catalog, cwd, target } = choosing
  const template = await templateAgain(record, flags, choosing)
  const blueprints = await loadBlueprints(template, catalog, cwd)
  requireTemplate(blueprints, record, template)
  const { name, title = basename(target.dir), ...said } = recordedAnswers(record)
  const recorded = answersAgain(questionsOf(blueprints), said, choosing)
  const answers = { ...(await packageManagerAgain(recorded, flags, choosing)), ...recorded }
  return { template, blueprints, answers, names: namesOf(title, name) }
}

/** A template in a folder is named by a person, for a record does not say where it lies. */
async function templateAgain(
  record: FoundRecord,
  flags: CreateFlags,
  choosing: Choosing,
): Promise<string> {
  const recorded = recordedTemplate(record)
  if (recorded === undefined) throw errors.badRecord(fileOf(choosing), 'it names no template.')
  if (recorded.source !== 'builtin') {
    const said = templateSaid(flags, choosing)
    if (said === undefined) throw errors.templateElsewhere(fileOf(choosing), recorded.id)
    return said
  }
  if (flags.template !== undefined) throw errors.notTaken('--template', 'resume')
  const known = await listTemplates(choosing.catalog)
  if (known.some(({ id }) => id === recorded.id)) return recorded.id
  throw errors.badRecord(fileOf(choosing), `there is no template "${recorded.id}".`)
}

/** Nothing built in takes the place of a folder, and no folder that of another. */
function requireTemplate(
  blueprints: readonly Blueprint[],
  record: FoundRecord,
  given: string,
): void {
  const [loaded, recorded] = [blueprints.at(-1), recordedTemplate(record)]
  if (loaded?.source === recorded?.source && loaded?.id === recorded?.id) return
  throw errors.otherTemplate(given, recorded?.source ?? '')
}

/** The answers of the record, held against what the template asks. */
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
    if (error instanceof AppError) throw errors.badRecord(fileOf(choosing), error.message, error)
    throw error
  }
}

/** Where the template does not ask for one, the lockfile says what installed, or what started us. */
async function packageManagerAgain(
  { pm: recorded }: Answers,
  { pm }: CreateFlags,
  { io, target }: Choosing,
): Promise<Answers> {
  if (recorded !== undefined && pm !== undefined) throw errors.notTaken('--pm', 'resume')
  if (recorded !== undefined) return {}
  const found = pm ?? (await packageManagerIn(target.dir))
  return knownAnswers([], { pm: found, set: undefined }, { startedBy: startedBy(io.env) })
}

function fileOf({ target }: Choosing): string {
  return join(target.shown, recordPath)
}
