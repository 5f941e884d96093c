import { resolve } from 'node:path'
import { apply } from '../../apply/apply.ts'
import { cacheFolder } from '../../blueprints/released.ts'
import { databaseWarning } from '../../doctor/database.ts'
import { gitProblem, recordedPackageManagerProblem } from '../../doctor/tools.ts'
import { errors } from '../../errors/errors.ts'
import type { ExitCode } from '../../errors/exit-codes.ts'
import type { Asked } from '../../flags/command-entry.ts'
import type { CreateFlags } from '../../flags/flags.ts'
import { packageManagerOf } from '../../model/question.ts'
import type { FoundRecord } from '../../model/record.ts'
import type { Change } from '../../model/tree.ts'
import { packageManagerSign } from '../../packages/signs.ts'
import { type Plan, planProject } from '../../plan/plan.ts'
import { type Progress, resumed, runsAsMade, scriptsOf } from '../../plan/plan-resume.ts'
import { changedRun, type ForeignRun, foreignRun } from '../../plan/trust.ts'
import { wishesOf } from '../../plan/wishes.ts'
import { kindAt } from '../../project/disk.ts'
import { readAddons } from '../../project/existing/read-addons.ts'
import { imagesPlace } from '../../project/existing/read-images.ts'
import { readRepositoryOf } from '../../project/existing/repository.ts'
import { probe } from '../../project/probe.ts'
import { type Leftovers, readLeftovers } from '../../project/read-leftovers.ts'
import { readProgress } from '../../project/read-progress.ts'
import { readRecord } from '../../project/read-record.ts'
import { projectTarget } from '../../project/read-target.ts'
import type { OpenedProject } from '../recorded/open-recorded.ts'
import { chooseAgain } from '../recorded/recorded-choice.ts'
import { requireSame } from '../recorded/recorded-version.ts'
import { engineProblem, requireTools, requireTrust } from '../requirements.ts'
import type { Session } from '../session.ts'

/** Runs the tasks that a creation left undone. It plans them again from the project's record. */
export async function resume(asked: Asked<'[dir]'>, session: Session): Promise<ExitCode> {
  const { cwd, io, report, signal } = session
  report.open()
  const flags = { ...asked.flags, ...asked.words }
  const record = await readRecord(flags.dir, cwd)
  const { plan, unvouched } = await planResume(flags, record, session)
  if (flags['dry-run']) return report.planned(plan)
  if (!flags.trust) await requireTrust(unvouched, session)
  report.begin(plan)
  const outcome = await apply(plan, { env: io.env, signal, onEvent: report.event })
  return report.finished(plan, outcome)
}

/** Plans the tasks that are left, and finds which of them run code that is not ours. */
async function planResume(
  flags: CreateFlags,
  recorded: FoundRecord,
  session: Session,
): Promise<{ plan: Plan; unvouched: ForeignRun | undefined }> {
  const { catalog, io, random, report, signal } = session
  const { target, leftovers } = await openProject(flags, recorded, session)
  const record = { ...recorded, addons: await readAddons(target.dir, leftovers) }
  const args = ['resume', ...(target.shown === '.' ? [] : [target.shown])]
  requireSame(record, { shown: target.shown, running: catalog.version, args })
  const chosen = await chooseAgain(record, flags, { ...session, target, command: 'resume' })
  const packageManager = packageManagerOf(chosen.answers)
  const facts = await probe(io, { dir: target.dir, packageManager, signal })
  const wishes = wishesOf(flags)
  requireTools(
    gitProblem(facts, wishes),
    recordedPackageManagerProblem(
      facts,
      wishes,
      packageManager,
      packageManagerSign(chosen.blueprints),
    ),
  )
  const createApp = catalog.version
  const plan = planProject({
    ...{ ...chosen, target, facts, wishes, createApp, random },
    isContinued: true,
  })
  const warning = databaseWarning(plan, io.env.DATABASE_URL)
  if (warning) report.warn(warning)
  const found = await readProgress(plan, { packageManager, env: io.env, signal })
  requireFiles(plan, found)
  // Answers that were interrupted by a signal cannot be trusted.
  signal.throwIfAborted()
  const images = await imagesLeft(leftovers, { plan, session })
  const left = { ...resumed(plan, found, { facts, wishes }), ...images }
  const planned = { ...withManifest(plan, found.packageJson), tasks: left.tasks }
  requireTools(await engineProblem(planned, { ...session, facts, packageManager }))
  const changed = runsAsMade(plan, found) ? undefined : changedRun(left, found.packageJson)
  return { plan: left, unvouched: foreignRun(left, found.packageJson) ?? changed }
}

/** The plan with the package.json that the project has now. */
function withManifest(plan: Plan, packageJson: string | undefined): Plan {
  const changes = plan.changes.map((change): Change => {
    if (change.path !== 'package.json' || change.kind !== 'create') return change
    return { ...change, after: { ...change.after, content: packageJson ?? '' } }
  })
  return { ...plan, changes }
}

/** A folder that a run was killed in the middle of changing is no project that can be continued. */
async function openProject(
  { dir = '.' }: CreateFlags,
  record: FoundRecord,
  { cwd, io }: Session,
): Promise<Pick<OpenedProject, 'target' | 'leftovers'>> {
  const path = resolve(cwd, dir)
  const leftovers = await readLeftovers(path)
  const target = projectTarget(path, { from: io.cwd(), leftovers, record })
  for (const { journal } of leftovers.stages) {
    if ((await kindAt(journal)) !== 'missing') throw errors.halfWritten(target.shown)
  }
  return { target, leftovers }
}

/** Where an update or undo that was killed at its end left the images of the project. */
async function imagesLeft(
  { images: after }: Leftovers,
  { plan: { target, scrub }, session: { io, signal } }: { plan: Plan; session: Session },
): Promise<Pick<Plan, 'images'>> {
  if (after === undefined) return {}
  const repository = await readRepositoryOf(target.dir, { env: io.env, scrub, signal })
  const folder = imagesPlace(target.dir, { repository, cache: cacheFolder(io.env) })
  return { images: { folder, lockfiles: undefined } }
}

/** Any other file may be changed or gone; without package.json there is nothing to run. */
function requireFiles({ changes, target }: Plan, { packageJson }: Progress): void {
  const isPackage = changes.some(({ path }) => path === 'package.json')
  if (isPackage && scriptsOf(packageJson) === undefined) throw errors.packageMissing(target.shown)
}
