import { dirname } from 'node:path'
import { renamesIn } from '../../compose/lay-blueprint.ts'
import { AppError } from '../../errors/errors.ts'
import { questionsOf } from '../../model/blueprint.ts'
import type { FoundProject } from '../../model/generated/addon.ts'
import { type Answers, packageManagerOf, type Question } from '../../model/question.ts'
import { choiceIn } from '../../model/record.ts'
import type { Warning } from '../../model/warning.ts'
import { withUnknownOf } from '../../plan/change/plan-change.ts'
import type { Facts } from '../../plan/facts.ts'
import { type Plan, planProject } from '../../plan/plan.ts'
import { wishesOf } from '../../plan/wishes.ts'
import { probe, versionOf } from '../../project/probe.ts'
import { defaultsOf, knownAnswers, withVersion } from '../../prompts/known-answers.ts'
import { type AddonsWanted, addonsWanted } from './recorded-addons.ts'
import { loadRecorded, namesAgain, requireTemplate } from './recorded-choice.ts'
import {
  type Choosing,
  isOfFolder,
  type SourceFlags,
  templateAgain,
  templateNow,
} from './recorded-source.ts'

/** A project as the newer template would make it. */
export type PlannedNext = {
  /** The plan of its creation, with the record's keys that this version does not know. Its secrets are new ones. */
  readonly next: Plan
  readonly facts: Facts
  /** What became of the answers. */
  readonly notes: readonly Warning[]
  /** The old and the new paths of files that the template has renamed. */
  readonly renames: ReadonlyMap<string, string>
}

export type Planning = Choosing &
  AddonsWanted & {
    /** Returns a new secret with every call. */
    readonly random: () => string
    /** Asks what only the newer template wants to know. Without it, the defaults are taken. */
    readonly ask?: (questions: readonly Question[]) => Promise<Answers>
  }

/** Plans a project of a record again, with the newest version of its template, or with the one of `--to`. */
export async function planNext(
  record: FoundProject,
  flags: SourceFlags,
  planning: Planning,
): Promise<PlannedNext> {
  const { catalog, io, random, signal, target } = planning
  // A change of the add-ons is no update of the template.
  const isSameTemplate = planning.added !== undefined || planning.dropped !== undefined
  const template = isSameTemplate
    ? await templateAgain(record, flags, planning)
    : templateNow(record, flags, planning)
  const blueprints = await loadRecorded(template, flags, planning)
  if (isOfFolder(record)) requireTemplate(blueprints, record, template)
  const { addons, recorded } = await addonsWanted(record, flags, planning)
  const { answers, notes } = await answersNow(questionsOf([...blueprints, ...addons]), {
    ...{ recorded, set: flags.set ?? [], planning },
  })
  const wishes = wishesOf(flags)
  const packageManager = packageManagerOf(answers)
  const isSame = packageManager.name === packageManagerOf(choiceIn(record).answers).name
  const pmDir = isSame ? undefined : dirname(target.dir)
  const facts = await probe(io, { dir: target.dir, packageManager, pmDir, signal, wishes })
  const names = namesAgain(record, planning)
  const plan = planProject({
    ...{ template, blueprints, addons, answers, names },
    ...{ target, facts, wishes, createApp: catalog.version, random },
    ...{ isContinued: true, isCompared: true },
  })
  const renames = renamesIn(blueprints, { answers, names })
  return { next: withUnknownOf(record, plan), facts, notes, renames }
}

type Answering = {
  readonly recorded: Answers
  /** What `--set` says, as `<question>=<value>`. */
  readonly set: readonly string[]
  readonly planning: Planning
}

type AnswersNow = { readonly answers: Answers; readonly notes: readonly Warning[] }

/** The recorded answers that the newer template still takes, those of `--set`, and the defaults of new questions. */
export async function answersNow(
  questions: readonly Question[],
  { recorded, set, planning }: Answering,
): Promise<AnswersNow> {
  const typed = new Set(set.map((pair) => pair.split('=')[0]))
  const before = Object.entries(recorded).filter(([id]) => !typed.has(id))
  const pairs = before.map(([id, value]) => `${id}=${value}`)
  const dropped = pairs.flatMap((pair) => droppedBy(questions, pair) ?? [])
  const taken = pairs.filter((pair) => droppedBy(questions, pair) === undefined)
  const known = givenAnswers(questions, [...taken, ...set])
  const open = questions.filter(({ id }) => known[id] === undefined)
  const asked = planning.ask && open.length > 0 ? await planning.ask(open) : defaultsOf(open)
  const answers = { ...asked, ...known }
  const added = (planning.added ?? []).flatMap(({ manifest }) =>
    manifest.questions.map(({ id }) => id),
  )
  const unasked = Object.entries(asked).filter(([id]) => !added.includes(id))
  const defaults = planning.ask ? [] : unasked.map(byDefault)
  return {
    answers: typed.has('pm') ? await withOwnVersion(answers, planning) : answers,
    notes: [...dropped, ...defaults],
  }
}

function givenAnswers(questions: readonly Question[], set: readonly string[]): Answers {
  return knownAnswers(questions, { pm: undefined, set }, { startedBy: undefined })
}

/** Why a recorded answer is dropped; undefined for one that the template still takes. */
function droppedBy(questions: readonly Question[], pair: string): Warning | undefined {
  try {
    givenAnswers(questions, [pair])
    return undefined
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const message = `The recorded answer ${pair} is dropped. ${error.message}`
    return { code: 'ANSWER_DROPPED', message, fix: '' }
  }
}

function byDefault([id, value]: readonly [string, string]): Warning {
  return {
    code: 'ANSWER_ADDED',
    message: `The template has a new question "${id}". It was answered with its default, ${value}.`,
    fix: `Choose another answer with --set ${id}=<value>.`,
  }
}

/** A package manager that is typed without a version gets the one of this machine, as in a creation. */
async function withOwnVersion(
  answers: Answers,
  { target, io, signal }: Planning,
): Promise<Answers> {
  const how = { env: io.env, cwd: dirname(target.dir), signal }
  const pm = await withVersion(answers.pm ?? 'npm', {
    startedBy: undefined,
    versionOf: (packageManager) => versionOf(packageManager, how),
  })
  return { ...answers, pm }
}
