import { basename, relative, resolve } from 'node:path'
import { apply } from '../apply/apply.ts'
import { loadBlueprints } from '../blueprints/catalog.ts'
import { errors } from '../errors.ts'
import type { ExitCode } from '../exit-codes.ts'
import { questionsOf } from '../plan/blueprint.ts'
import type { CreateFlags } from '../plan/flags.ts'
import { namesOf } from '../plan/names.ts'
import { type Plan, planProject } from '../plan/plan.ts'
import { packageManagerOf } from '../plan/question.ts'
import { recordPath } from '../plan/record.ts'
import { resumed } from '../plan/resume.ts'
import { wishesOf } from '../plan/steps.ts'
import { readDone } from '../project/done.ts'
import { probe, startedBy } from '../project/probe.ts'
import { kindAt } from '../project/read.ts'
import { defaultsOf, knownAnswers } from '../prompts/answers.ts'
import { requireTools, requireTrust } from './require.ts'
import type { Session } from './session.ts'

/** Does what a creation left undone, planned again from the record it wrote. */
export async function resume(flags: CreateFlags, session: Session): Promise<ExitCode> {
  const { io, report, signal } = session
  const plan = await planResume(flags, session)
  if (flags['dry-run']) return report.planned(plan)
  if (!flags.trust) await requireTrust(plan, session)
  report.begin(plan)
  const outcome = await apply(plan, { env: io.env, signal, onEvent: report.event })
  return report.finished(plan, outcome)
}

/** Where the record of a project lies; nothing else is a project of ours. */
export async function recordOfProject(typed: string | undefined, cwd: string): Promise<string> {
  const path = resolve(cwd, typed ?? '.', recordPath)
  if ((await kindAt(path)) === 'missing') throw errors.noRecord(typed ?? 'This folder')
  return path
}

async function planResume(flags: CreateFlags, session: Session): Promise<Plan> {
  const { catalog, cwd, io, random, signal } = session
  const dir = resolve(cwd, flags.dir ?? '.')
  const template = flags.template ?? ''
  const blueprints = await loadBlueprints(template, catalog, cwd)
  const questions = questionsOf(blueprints)
  const known = knownAnswers(questions, flags, { startedBy: startedBy(io.env) })
  const answers = { ...defaultsOf(questions.filter(({ id }) => !known[id])), ...known }
  const packageManager = packageManagerOf(answers)
  const facts = await probe(io, { dir, packageManager, signal })
  const wishes = wishesOf(flags)
  requireTools(facts, wishes, packageManager)
  const plan = planProject({
    blueprints,
    answers,
    names: namesOf(flags.title ?? basename(dir), flags.name),
    target: { dir, shown: relative(io.cwd(), dir) || '.', state: 'existing', paths: new Set() },
    // The repository that the creation started is not somebody else's.
    facts: facts.repository === 'own' ? { ...facts, repository: 'none' } : facts,
    wishes,
    template,
    createApp: catalog.version,
    random,
  })
  const found = { packageManager: packageManager.name, env: io.env, signal }
  return resumed(plan, await readDone(dir, found))
}
