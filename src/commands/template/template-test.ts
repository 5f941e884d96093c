import { resolve } from 'node:path'
import { applyFiles } from '../../apply/apply-files.ts'
import { combinationsOf } from '../../authoring/combinations.ts'
import { filesOf, nameOfAnswers, sampleOf } from '../../authoring/sample.ts'
import { differencesOf, printSnapshot, readSnapshot, snapshotOf } from '../../authoring/snapshot.ts'
import type { Held, Trial } from '../../authoring/trial.ts'
import { loadTemplate } from '../../blueprints/inspect.ts'
import { errors } from '../../errors/errors.ts'
import type { ExitCode } from '../../errors/exit-codes.ts'
import type { Asked } from '../../flags/command-entry.ts'
import { type Blueprint, questionsOf, snapshotPath } from '../../model/blueprint.ts'
import type { Answers } from '../../model/question.ts'
import type { Change } from '../../model/tree.ts'
import { bytesOf } from '../../project/disk.ts'
import { wordFor } from '../../project/read-target.ts'
import { knownAnswers } from '../../prompts/known-answers.ts'
import { trialsReporter } from '../../report/author/trials-reporter.ts'
import { exitCodeOfTrials } from '../../report/exit-code.ts'
import type { Session } from '../session.ts'
import { tryOut } from './run-trial.ts'

/**
 * Makes a template with every combination of its answers, holds that against its snapshot, and installs,
 * checks and tests each project. Who types it means to run what the template runs.
 */
export async function test({ words, flags }: Asked<'[dir]'>, session: Session): Promise<ExitCode> {
  const { catalog, cwd, io, signal } = session
  const dir = resolve(cwd, words.dir ?? '.')
  const blueprints = await loadTemplate(dir, catalog)
  const questions = questionsOf(blueprints)
  const said = knownAnswers(questions, flags, { startedBy: undefined })
  const all = Object.keys(said).length === 0
  if (flags.accept && !all) {
    throw errors.flagsDisagree('--accept', '--set', 'a snapshot always contains every combination.')
  }
  const combinations = combinationsOf(questions, said)
  const snapshot = await holdSnapshot(dir, printedNow(blueprints, combinations), {
    accept: flags.accept ?? false,
    all,
    signal,
  })
  const report = trialsReporter(io, flags)
  report.began({ shown: wordFor(dir, io.cwd()), combinations, snapshot })
  const trials: Trial[] = []
  // What is not as it was is looked at before minutes are spent on it.
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

/** What the template makes now, as its snapshot would say it. */
function printedNow(blueprints: readonly Blueprint[], combinations: readonly Answers[]): string {
  const projects = combinations.map((answers) => {
    return [nameOfAnswers(answers), filesOf(sampleOf(blueprints, answers))] as const
  })
  return printSnapshot(snapshotOf(new Map(projects)))
}

type Holding = {
  readonly accept: boolean
  /** Whether every combination was made. */
  readonly all: boolean
  readonly signal: AbortSignal
}

/** Holds what is made against what was accepted; only `--accept` writes. */
async function holdSnapshot(dir: string, text: string, holding: Holding): Promise<Held> {
  const { accept, all, signal } = holding
  const found = await bytesOf(`${dir}/${snapshotPath}`)
  const before = found === undefined ? undefined : readSnapshot(String(found))
  const differences = differencesOf(before ?? new Map(), readSnapshot(text) ?? new Map(), { all })
  if (found !== undefined && before !== undefined && differences.length === 0) {
    return { status: 'same', differences }
  }
  if (!accept) {
    return found === undefined
      ? { status: 'missing', differences: [] }
      : { status: 'differs', differences }
  }
  const after = { content: text }
  const change: Change = found
    ? { kind: 'update', path: snapshotPath, before: { content: String(found) }, after }
    : { kind: 'create', path: snapshotPath, after }
  const target = { dir, shown: dir, state: 'existing', paths: new Set<string>() } as const
  await applyFiles({ target, changes: [change] }, signal)
  return { status: 'accepted', differences }
}
