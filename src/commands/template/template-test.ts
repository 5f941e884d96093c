import { resolve } from 'node:path'
import { combinationsOf, signedAnswers } from '../../authoring/combinations.ts'
import { filesOf, nameOfAnswers, sampleOf } from '../../authoring/sample.ts'
import { printSnapshot, snapshotOf } from '../../authoring/snapshot.ts'
import type { Trial } from '../../authoring/trial.ts'
import { loadTemplate } from '../../blueprints/inspect.ts'
import { errors } from '../../errors/errors.ts'
import type { ExitCode } from '../../errors/exit-codes.ts'
import type { Asked } from '../../flags/command-entry.ts'
import { type Blueprint, questionsOf, snapshotPath } from '../../model/blueprint.ts'
import type { Answers } from '../../model/question.ts'
import { wordFor } from '../../project/read-target.ts'
import { knownAnswers } from '../../prompts/known-answers.ts'
import { trialsReporter } from '../../report/author/trials-reporter.ts'
import { exitCodeOfTrials } from '../../report/exit-code.ts'
import { compareSnapshot } from '../compare-snapshot.ts'
import type { Session } from '../session.ts'
import { tryOut } from './run-trial.ts'

/**
 * Makes a project for every combination of a template's answers, compares them with its snapshot, and
 * installs, checks and tests each project. Whoever types it wants the template's code to run.
 */
export async function test({ words, flags }: Asked<'[dir]'>, session: Session): Promise<ExitCode> {
  const { catalog, cwd, io, signal } = session
  const dir = resolve(cwd, words.dir ?? '.')
  const blueprints = await loadTemplate(dir, catalog, { env: io.env, signal })
  const questions = questionsOf(blueprints)
  const said = knownAnswers(questions, flags, { startedBy: undefined })
  const all = Object.keys(said).length === 0
  if (flags.accept && !all) {
    throw errors.flagsDisagree('--accept', '--set', 'a snapshot always contains every combination.')
  }
  const combinations = combinationsOf(questions, { ...signedAnswers(blueprints), ...said })
  const text = printSnapshotOf(blueprints, combinations)
  const shown = wordFor(dir, io.cwd())
  const args = ['template', 'test', shown, '--accept']
  const comparing = { dir, path: snapshotPath, text, accept: flags.accept ?? false, all, args }
  const snapshot = await compareSnapshot(comparing, session)
  const report = trialsReporter(io, flags)
  report.began({ shown, combinations, snapshot })
  const trials: Trial[] = []
  // The author looks at a difference before minutes are spent on the projects.
  for (const answers of snapshot.status === 'differs' ? [] : combinations) {
    const onEvent = report.trying(answers)
    const trial = await tryOut(blueprints, answers, { flags, session, onEvent })
    signal.throwIfAborted()
    report.tried(trial)
    trials.push(trial)
  }
  report.ended({ dir, snapshot, trials })
  return exitCodeOfTrials({ dir, snapshot, trials })
}

/** The snapshot of what the template makes now. */
function printSnapshotOf(
  blueprints: readonly Blueprint[],
  combinations: readonly Answers[],
): string {
  const projects = combinations.map((answers) => {
    return [
      nameOfAnswers(answers),
      filesOf(sampleOf(blueprints, answers, undefined, false)),
    ] as const
  })
  return printSnapshot(snapshotOf(new Map(projects)))
}
