import { basename } from 'node:path'
import { combinationsOf } from '../authoring/combinations.ts'
import type { Rehearsal } from '../doctor/findings.ts'
import { AppError } from '../errors/errors.ts'
import type { CreateFlags } from '../flags/flags.ts'
import { type Blueprint, questionsOf } from '../model/blueprint.ts'
import { namesOf } from '../model/names.ts'
import { type PackageManager, printPackageManager } from '../model/package-manager.ts'
import { packageManagerQuestion } from '../model/question.ts'
import type { Facts } from '../plan/facts.ts'
import { type Plan, planProject } from '../plan/plan.ts'
import { wishesOf } from '../plan/wishes.ts'
import { knownAnswers } from '../prompts/known-answers.ts'
import { engineProblem } from './requirements.ts'
import type { Session } from './session.ts'

type Rehearsing = Pick<Session, 'io' | 'signal' | 'catalog'> & {
  readonly facts: Facts
  readonly packageManager: PackageManager
  /** Absolute path of the folder that a project would go into. */
  readonly dir: string
}

/** Plans what `create` would do with these flags, with the defaults of the questions, to find what would stop it. */
export async function rehearse(
  blueprints: readonly Blueprint[],
  flags: CreateFlags,
  rehearsing: Rehearsing,
): Promise<Rehearsal> {
  if (blueprints.length === 0) return { warnings: [] }
  try {
    const plan = planFor(blueprints, flags, rehearsing)
    return { warnings: plan.warnings, refusal: await engineProblem(plan, rehearsing) }
  } catch (error) {
    if (error instanceof AppError) return { warnings: [], unplanned: error }
    throw error
  }
}

function planFor(
  blueprints: readonly Blueprint[],
  flags: CreateFlags,
  { catalog, dir, facts, packageManager: { name, version } }: Rehearsing,
): Plan {
  const questions = questionsOf(blueprints)
  const pm = printPackageManager({ name, version: version || (facts.packageManager ?? '') })
  const known = knownAnswers(questions, { ...flags, pm: undefined, set: others(flags) }, nobody)
  const [answers = {}] = combinationsOf(questions, known)
  return planProject({
    blueprints,
    answers: { ...answers, [packageManagerQuestion]: pm },
    names: namesOf(basename(dir)),
    target: { dir, shown: basename(dir), state: 'missing', paths: new Set() },
    facts,
    wishes: wishesOf(flags),
    template: blueprints.at(-1)?.id ?? '',
    createApp: catalog.version,
    random: () => 'a-secret-that-is-not-written',
  })
}

const nobody = { startedBy: undefined }

function others({ set = [] }: CreateFlags): readonly string[] {
  return set.filter((pair) => !pair.startsWith(`${packageManagerQuestion}=`))
}
