import { basename, resolve } from 'node:path'
import { apply } from '../apply/apply.ts'
import { recover } from '../apply/journal.ts'
import { listTemplates, loadBlueprints } from '../blueprints/catalog.ts'
import { AppError, errors } from '../errors.ts'
import type { ExitCode } from '../exit-codes.ts'
import { questionsOf } from '../plan/blueprint.ts'
import { type Facts, printPackageManager } from '../plan/facts.ts'
import type { CreateFlags } from '../plan/flags.ts'
import { type Names, namesOf, packageNameProblem } from '../plan/names.ts'
import { type Plan, planProject } from '../plan/plan.ts'
import { packageManagerOf } from '../plan/question.ts'
import type { Wishes } from '../plan/steps.ts'
import type { Target } from '../plan/target.ts'
import { probe, startedBy, versionOf } from '../project/probe.ts'
import { readTarget } from '../project/target.ts'
import { chooseAnswers } from '../prompts/answers.ts'
import { chooseDir, chooseTemplate, requireChoices } from '../prompts/choose.ts'
import { isYarnBerry, type PackageManager } from '../tasks/install.ts'
import type { Session } from './session.ts'

/** Makes a project: asks, plans, and carries the plan out. */
export async function create(flags: CreateFlags, session: Session): Promise<ExitCode> {
  const { io, report, signal } = session
  const plan = await planCreate(flags, session)
  if (flags['dry-run']) return report.planned(plan)
  report.begin(plan)
  const outcome = await apply(plan, { env: io.env, signal, onEvent: report.event })
  return report.finished(plan, outcome)
}

/** Everything before the first byte is written. */
async function planCreate(flags: CreateFlags, session: Session): Promise<Plan> {
  const { catalog, cwd, io, random, signal } = session
  const offered = await listTemplates(catalog)
  if (flags.dir !== undefined) await openTarget(flags.dir, flags, session)
  requireChoices(flags, offered, session)
  const dir = await chooseDir(flags, session, (typed) => problemWith(typed, flags, session))
  const template = await chooseTemplate(flags, offered, session)
  const blueprints = await loadBlueprints(template, catalog, cwd)
  const target = await openTarget(dir, flags, session)
  const names = nameProject(flags, target, session)
  const answers = await chooseAnswers(questionsOf(blueprints), flags, {
    ...session,
    startedBy: startedBy(io.env),
    versionOf: (packageManager) => versionOf(packageManager, { env: io.env, cwd, signal }),
  })
  const wishes = wishesOf(flags)
  const packageManager = packageManagerOf(answers)
  const facts = await probe(io, { dir: target.dir, packageManager, signal })
  requireTools(facts, wishes, packageManager)
  const createApp = catalog.version
  const chosen = { blueprints, template, answers, names }
  return planProject({ ...chosen, target, facts, wishes, createApp, random })
}

/** Looks at the target, after taking back what a killed run may have left of it. */
async function openTarget(dir: string, flags: CreateFlags, session: Session): Promise<Target> {
  const { cwd, io, report } = session
  if (!flags['dry-run'] && (await recover(resolve(cwd, dir)))) {
    report.warn({
      code: 'RECOVERED',
      message: `An earlier run at ${dir} was killed half way; what it left was taken back.`,
      fix: '',
    })
  }
  return readTarget(dir, cwd, io.cwd())
}

async function problemWith(
  dir: string,
  flags: CreateFlags,
  session: Session,
): Promise<string | undefined> {
  try {
    await openTarget(dir, flags, session)
    return undefined
  } catch (error) {
    if (error instanceof AppError) return error.message
    throw error
  }
}

function nameProject(flags: CreateFlags, target: Target, { report }: Session): Names {
  const problem = flags.name === undefined ? undefined : packageNameProblem(flags.name)
  if (flags.name !== undefined && problem) throw errors.badName(flags.name, problem)
  const folder = basename(target.dir)
  const names = namesOf(flags.title ?? folder, flags.name ?? namesOf(folder).packageName)
  if (flags.name === undefined && names.packageName !== folder) {
    report.warn({
      code: 'NAME_CHANGED',
      message: `The package is named ${names.packageName}.`,
      fix: 'Choose another with --name.',
    })
  }
  return names
}

function wishesOf(flags: CreateFlags): Wishes {
  const network = flags.offline ? 'offline' : flags['prefer-offline'] ? 'prefer-offline' : 'online'
  return {
    install: flags.install ?? true,
    git: flags.git,
    verify: flags.verify ?? 'quick',
    network,
  }
}

function requireTools(facts: Facts, wishes: Wishes, asked: PackageManager): void {
  if (wishes.git !== false && facts.git === undefined) {
    throw errors.toolMissing('git', 'Install git, or add --no-git.')
  }
  if (facts.packageManager === undefined) requireNone(wishes, asked)
  else if (wishes.install) requireYarnOf(asked, facts.packageManager)
}

/** What pnpm, Yarn and Bun are set up with reads the pinned version, installed or not. */
function requireNone({ install }: Wishes, { name, version }: PackageManager): void {
  const isPinned = name === 'npm' || version !== ''
  if (!install && isPinned) return
  const pin = isPinned ? '' : ` and a version: --pm ${name}@<version>`
  const how = `Install it, choose another with --pm, or add --no-install${pin}.`
  throw errors.toolMissing(name, how)
}

function requireYarnOf(asked: PackageManager, found: string): void {
  if (isYarnBerry(asked) === isYarnBerry({ ...asked, version: found })) return
  throw errors.otherYarn(printPackageManager(asked), found)
}
