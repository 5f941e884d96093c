import { basename, resolve } from 'node:path'
import { apply } from '../apply/apply.ts'
import { listTemplates } from '../blueprints/catalog.ts'
import { loadBlueprints } from '../blueprints/load.ts'
import { databaseWarning } from '../doctor/database.ts'
import { gitProblem, packageManagerProblem } from '../doctor/tools.ts'
import { AppError, errors } from '../errors/errors.ts'
import type { ExitCode } from '../errors/exit-codes.ts'
import { type Asked, reservedWords } from '../flags/command-entry.ts'
import type { CreateFlags } from '../flags/flags.ts'
import { isLive } from '../io.ts'
import { type Blueprint, questionsOf } from '../model/blueprint.ts'
import type { Addon } from '../model/generated/addon.ts'
import { folderNameProblem, hasOtherCharacters, type Names, namesOf } from '../model/names.ts'
import { packageManagerOf } from '../model/question.ts'
import type { Warning } from '../model/warning.ts'
import { packageManagerSign } from '../packages/signs.ts'
import { type Plan, planProject } from '../plan/plan.ts'
import { packageJsonIn } from '../plan/plan-resume.ts'
import type { Target } from '../plan/target.ts'
import { addedRun, foreignRun } from '../plan/trust.ts'
import { wishesOf } from '../plan/wishes.ts'
import { lookForNewer } from '../project/look-up-release.ts'
import { probe, startedBy, versionOf } from '../project/probe.ts'
import { readTarget } from '../project/read-target.ts'
import { addonsIn, choose } from '../prompts/choose.ts'
import { choosesPackageManager } from '../prompts/known-answers.ts'
import { withAnswers } from './answers-file.ts'
import { addonsFor, loadNamed, placeAddons, setFor } from './chosen-addons.ts'
import { environmentFor } from './recorded/recorded-fetching.ts'
import { engineProblem, requireName, requireTools, requireTrust } from './requirements.ts'
import type { Session } from './session.ts'

/** Makes a project: asks, plans, and carries the plan out. */
export async function create(asked: Asked<'[dir]'>, session: Session): Promise<ExitCode> {
  const { catalog, cwd, io, report, signal } = session
  report.open()
  const flags = await withAnswers({ ...asked.flags, ...asked.words }, session)
  const recorded = asked.flags.template === undefined ? flags.template : undefined
  const { plan, added } = await planCreate({ ...flags, recorded }, session)
  if (flags['dry-run']) return report.planned(plan)
  if (!flags.trust) {
    const foreign = added.map((addon) => addedRun(plan, addon, packageJsonIn(plan)))
    await requireTrust(foreignRun(plan) ?? foreign.find(Boolean), session)
  }
  report.begin(plan)
  const lookup = isWorthLooking(plan, flags, io)
    ? lookForNewer(catalog.version, { env: io.env, cwd, signal })
    : undefined
  try {
    const outcome = await apply(plan, { env: io.env, signal, onEvent: report.event })
    const newer = lookup?.end()
    if (newer) report.aside(`create-app ${newer} is available; this is ${catalog.version}.`)
    return report.finished(plan, outcome)
  } finally {
    // Node would wait for npm's answer.
    lookup?.end()
  }
}

/** Only for a person, and only during an install, which asks the same registry and takes longer. */
function isWorthLooking({ tasks }: Plan, flags: CreateFlags, io: Session['io']): boolean {
  const installs = tasks.some(({ id, skipped }) => id === 'install' && skipped === undefined)
  const isSilent = flags.quiet || flags.json || flags.events
  return installs && !isSilent && wishesOf(flags).network === 'online' && isLive(io)
}

type AnsweredFlags = CreateFlags & {
  /** The template, if only the file of `--answers` names it. */
  readonly recorded: string | undefined
}

type PlannedCreation = { readonly plan: Plan; readonly added: readonly Addon[] }

/** Everything before the first byte is written. */
async function planCreate(flags: AnsweredFlags, session: Session): Promise<PlannedCreation> {
  const { catalog, cwd, io, report, random, signal } = session
  requireName(flags)
  if (flags.dir !== undefined) await openTarget(flags.dir, session)
  // While a prompt is on the screen, warnings wait.
  const waiting: Warning[] = []
  const warn = (warning: Warning) => void waiting.push(warning)
  const listening = { ...session, report: { ...report, warn } }
  const load = loadOnce(flags, listening)
  // The optional parts of a template are answers to its questions.
  const given = flags.template ?? flags.recorded
  const set = given === undefined ? flags.set : setFor(addonsIn(flags), await load(given), flags)
  const named = async (id: string, names: readonly string[]) => {
    return loadNamed(names, await load(id), { flags, session: listening })
  }
  const { dir, template, addons, answers } = await choose(
    { ...flags, set },
    {
      ...session,
      offered: await listTemplates(catalog),
      checkDir: (typed) => problemWith(typed, session),
      questionsOf: async (id, names) =>
        questionsOf([...(await load(id)), ...(await named(id, names))]),
      addonsFor: async (id, answers) => addonsFor(await load(id), answers, session),
      usedBy: async (id) => packageManagerSign(await load(id)),
      startedBy: startedBy(io.env),
      versionOf: (packageManager) => versionOf(packageManager, { env: io.env, cwd, signal }),
    },
  ).finally(() => waiting.forEach(report.warn))
  const blueprints = await load(template)
  const target = await openTarget(dir, session)
  const names = nameProject(flags, target, session)
  const wishes = wishesOf(flags)
  const packageManager = packageManagerOf(answers)
  const facts = await probe(io, { dir: target.dir, packageManager, signal, wishes })
  const sign = choosesPackageManager(flags) ? undefined : packageManagerSign(blueprints)
  requireTools(
    gitProblem(facts, wishes),
    packageManagerProblem(facts, wishes, packageManager, sign),
  )
  const createApp = catalog.version
  const reserved = reservedWords(session.commands)
  const chosen = { blueprints, template, answers, names }
  const input = { ...chosen, createApp, present: target.paths, random }
  const added = placeAddons(await named(template, addons), target.dir, input)
  const plan = planProject({
    ...chosen,
    addons: added,
    target,
    facts,
    wishes,
    createApp,
    reserved,
    random,
  })
  requireTools(await engineProblem(plan, { ...session, facts, packageManager }))
  const warning = databaseWarning(plan, io.env.DATABASE_URL)
  if (warning) report.warn(warning)
  return { plan, added }
}

/** Loads each template once, however often a person goes back and forth. */
function loadOnce(
  flags: AnsweredFlags,
  { catalog, cwd, io, report, signal }: Session,
): (template: string) => Promise<readonly Blueprint[]> {
  const how = { cwd, network: wishesOf(flags).network, signal, report }
  const envFor = (template: string) => {
    if (template !== flags.recorded) return io.env
    return environmentFor(template, { trust: flags.trust, typed: undefined }, { io, report })
  }
  const loaded = new Map<string, Promise<readonly Blueprint[]>>()
  return (template) => {
    const fetching = { ...how, env: envFor(template) }
    const blueprints = loaded.get(template) ?? loadBlueprints(template, catalog, cwd, fetching)
    loaded.set(template, blueprints)
    return blueprints
  }
}

type TargetLookup = Pick<Session, 'cwd' | 'io'>

/** Looks at the folder that the project is to go to. */
async function openTarget(dir: string, { cwd, io }: TargetLookup): Promise<Target> {
  const problem = folderNameProblem(basename(resolve(cwd, dir)), io.platform)
  if (problem) throw errors.badFolder(dir, problem)
  return readTarget(dir, cwd, io.cwd())
}

async function problemWith(dir: string, lookup: TargetLookup): Promise<string | undefined> {
  try {
    await openTarget(dir, lookup)
    return undefined
  } catch (error) {
    if (error instanceof AppError) return error.message
    throw error
  }
}

function nameProject(flags: CreateFlags, target: Target, { report }: Session): Names {
  const folder = basename(target.dir)
  const names = namesOf(folder, { packageName: flags.name, title: flags.title })
  if (flags.title === undefined ? hasOtherCharacters(folder) : names.title !== flags.title) {
    report.warn({
      code: 'TITLE_CHANGED',
      message: `The title is “${names.title}”, because a title may contain only letters, digits, spaces and . _ -`,
      fix: 'Choose another one with --title.',
    })
  }
  if (flags.name === undefined && names.packageName !== folder) {
    report.warn({
      code: 'NAME_CHANGED',
      message: `The package is named ${names.packageName}.`,
      fix: 'Choose another with --name.',
    })
  }
  return names
}
