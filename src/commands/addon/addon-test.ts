import {
  type AddonCase,
  casesOf,
  type Ground,
  unmetNeeds,
} from '../../authoring/addons/addon-case.ts'
import {
  type AddonTest,
  type AddonTrial,
  trialOf,
  tryAddon,
} from '../../authoring/addons/try-addon.ts'
import { inspectAddons } from '../../blueprints/addons/inspect-addons.ts'
import { AppError, errors } from '../../errors/errors.ts'
import type { ExitCode } from '../../errors/exit-codes.ts'
import type { Asked } from '../../flags/command-entry.ts'
import type { Flags } from '../../flags/flags.ts'
import { questionsOf } from '../../model/blueprint.ts'
import type { Addon } from '../../model/generated/addon.ts'
import { mergeFiles } from '../../project/existing/merge-texts.ts'
import { probe } from '../../project/probe.ts'
import { knownAnswers } from '../../prompts/known-answers.ts'
import { addonTestsReporter } from '../../report/author/addon-tests.ts'
import { exitCodeOfAddonTests, exitCodeOfFault } from '../../report/exit-code.ts'
import { openAuthorsProject } from '../open-authors-project.ts'
import type { Session } from '../session.ts'
import { tryOut } from '../template/run-trial.ts'
import { groundsOf } from './grounds.ts'

/**
 * Adds add-ons to projects in memory and removes them, for every combination of answers. With `--verify`, also makes each
 * project with the add-on, installs it and runs its checks: whoever types that wants the code of the add-on to run.
 */
export async function test(
  { words, flags }: Asked<'[folder…]'>,
  session: Session,
): Promise<ExitCode> {
  const { catalog, cwd, io, signal } = session
  const { target } = await openAuthorsProject(session)
  const asking = { env: io.env, signal }
  const inspected = await inspectAddons(words.folder, {
    ...{ catalog, cwd, project: target.dir, asking },
  })
  const grounds = await groundsOf(flags.template, session)
  const { gitVariables: scrub, git } = await probe(io, {
    ...{ dir: target.dir, packageManager: { name: 'npm', version: '' }, signal },
  })
  if (git === undefined) throw errors.gitNeeded()
  const report = addonTestsReporter(io, flags)
  const tests: AddonTest[] = []
  for (const { addon, place } of inspected) {
    if (addon instanceof AppError) throw addon
    // One error for an answer to a question that nobody asks.
    const asked = [
      ...grounds.flatMap((one) => questionsOf(one.blueprints)),
      ...addon.manifest.questions,
    ]
    knownAnswers(asked, { pm: undefined, set: flags.set }, { startedBy: undefined })
    const cases = grounds.flatMap((ground) => casesOf(addon, ground, given(addon, ground, flags)))
    if (cases.length === 0) throw fitsNone(addon, grounds)
    report.began(place, cases)
    const trials: AddonTrial[] = []
    for (const one of cases) {
      const onEvent = report.trying(one)
      const start = performance.now()
      const reason = await tryAddon(one, (input) => mergeFiles(input, { ...asking, scrub }))
      const ms = Math.round(performance.now() - start)
      const quick = trialOf(one, reason, { exitCode: exitCodeOfFault(reason), ms })
      const trial =
        reason === undefined && flags.verify ? await ranIn(one, { flags, session, onEvent }) : quick
      signal.throwIfAborted()
      report.tried(trial)
      trials.push(trial)
    }
    tests.push({ place, trials })
  }
  report.ended(target.dir, tests)
  return exitCodeOfAddonTests(tests)
}

/** The answers of `--set` that a template or an add-on asks for. */
function given(addon: Addon, { blueprints }: Ground, flags: Flags) {
  const questions = [...questionsOf(blueprints), ...addon.manifest.questions]
  const isAsked = (pair: string) => questions.some(({ id }) => pair.startsWith(`${id}=`))
  const set = flags.set?.filter(isAsked)
  return knownAnswers(questions, { pm: undefined, set }, { startedBy: undefined })
}

function fitsNone(addon: Addon, grounds: readonly Ground[]): AppError {
  const unmet = unmetNeeds(addon, grounds)
  const needs =
    unmet.length === 0
      ? 'no package has all that it needs'
      : `it needs ${unmet.map(([, words]) => words).join(', ')}`
  return errors.addonFitsNone(addon.id, needs)
}

async function ranIn(
  { ground, answers, addon }: AddonCase,
  trying: Omit<Parameters<typeof tryOut>[2], 'addons'>,
): Promise<AddonTrial> {
  const trial = await tryOut(ground.blueprints, answers, { ...trying, addons: [addon] })
  return { ...trial, template: ground.id, into: addon.place?.into }
}
