import { join } from 'node:path'
import { apply } from '../../apply/apply.ts'
import { inScratch } from '../../apply/scratch.ts'
import { sampleFolder } from '../../authoring/sample.ts'
import type { Trial } from '../../authoring/trial.ts'
import { packageManagerProblem } from '../../doctor/tools.ts'
import { type AppError, errors } from '../../errors/errors.ts'
import { exitCodes } from '../../errors/exit-codes.ts'
import type { Flags } from '../../flags/flags.ts'
import type { IO } from '../../io.ts'
import type { Blueprint } from '../../model/blueprint.ts'
import type { Addon } from '../../model/generated/addon.ts'
import { namesOf } from '../../model/names.ts'
import { type PackageManager, printPackageManager } from '../../model/package-manager.ts'
import { type Answers, packageManagerOf, packageManagerQuestion } from '../../model/question.ts'
import { packageManagerSign, type Sign } from '../../packages/signs.ts'
import type { ApplyEvent } from '../../plan/event.ts'
import type { Facts } from '../../plan/facts.ts'
import { planProject } from '../../plan/plan.ts'
import { type Wishes, wishesOf } from '../../plan/wishes.ts'
import { changedIn } from '../../project/existing/uncommitted.ts'
import { probe } from '../../project/probe.ts'
import { choosesPackageManager } from '../../prompts/known-answers.ts'
import { engineProblem } from '../requirements.ts'
import type { Session } from '../session.ts'

type Trying = {
  /** What the project has besides its template. */
  readonly addons?: readonly Addon[]
  readonly flags: Flags
  readonly session: Session
  readonly onEvent: (event: ApplyEvent) => void
}

/** Makes one project in a temporary folder, and runs its install and its checks. */
export async function tryOut(
  blueprints: readonly Blueprint[],
  answers: Answers,
  trying: Trying,
): Promise<Trial> {
  const start = performance.now()
  const { io, signal } = trying.session
  return inScratch(async (home) => {
    const asked = packageManagerOf(answers)
    const dir = join(home, sampleFolder)
    const facts = await probe(io, { dir, packageManager: { ...asked, version: '' }, signal })
    const wishes = wishesFor(trying.flags, facts)
    const sign = choosesPackageManager(trying.flags) ? undefined : packageManagerSign(blueprints)
    const problem = packageManagerProblem(facts, wishes, asked, sign)
    const since = () => Math.round(performance.now() - start)
    if (problem) {
      const { exitCode, message: reason } = problem
      return { answers, status: 'skipped', reason, exitCode, ms: since(), tasks: [] }
    }
    const real = { ...answers, [packageManagerQuestion]: onThisMachine(asked, facts, sign) }
    const plan = planProject({
      ...{ blueprints, addons: trying.addons ?? [] },
      answers: real,
      names: namesOf(sampleFolder),
      target: { dir, shown: sampleFolder, state: 'missing', paths: new Set() },
      facts: { ...facts, gitIdentity: true },
      wishes,
      template: blueprints.at(-1)?.id ?? '',
      createApp: trying.session.catalog.version,
      random: trying.session.random,
    })
    const used = packageManagerOf(real)
    const refusal = await engineProblem(plan, { io, signal, facts, packageManager: used })
    if (refusal) {
      const { exitCode, message: reason } = refusal
      return { answers, status: 'skipped', reason, exitCode, ms: since(), tasks: [] }
    }
    const env = { ...io.env, ...checking }
    const outcome = await apply(plan, { env, signal, onEvent: trying.onEvent })
    const failure =
      outcome.error ??
      (wishes.git ? await leftBehind(dir, { env, scrub: plan.scrub, signal }) : undefined)
    const { tasks, logFile } = outcome
    return {
      answers: real,
      ...(failure
        ? { status: 'failed', reason: failure.message, exitCode: failure.exitCode }
        : { status: 'ok', exitCode: exitCodes.ok }),
      ...{ ms: since(), tasks },
      ...(logFile === undefined ? {} : { logFile }),
    }
  })
}

/** Everything is checked unless a flag says less. Without git, files that checks leave behind are not seen. */
function wishesFor(flags: Flags, facts: Facts): Wishes {
  return { ...wishesOf(flags), verify: flags.verify ?? 'full', git: facts.git !== undefined }
}

/** A version that the template shows is that of its projects. */
function onThisMachine({ name, version }: PackageManager, facts: Facts, sign?: Sign): string {
  if (sign && sign.version !== '') return printPackageManager(sign)
  return printPackageManager({ name, version: facts.packageManager ?? version })
}

/** A CI machine may have no git identity. */
const checking = {
  GIT_AUTHOR_NAME: 'create-app',
  GIT_AUTHOR_EMAIL: 'create-app@example.com',
  GIT_COMMITTER_NAME: 'create-app',
  GIT_COMMITTER_EMAIL: 'create-app@example.com',
}

type GitQuery = {
  readonly env: IO['env']
  readonly scrub: readonly string[]
  readonly signal: AbortSignal
}

/** A project fails if its own checks change committed files, or leave files that git would add. */
async function leftBehind(dir: string, looking: GitQuery): Promise<AppError | undefined> {
  const changed = await changedIn(dir, looking)
  return changed.length > 0 ? errors.checksChangedFiles(changed) : undefined
}
