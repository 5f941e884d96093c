import { apply } from '../../apply/apply.ts'
import { cacheFolder } from '../../blueprints/released.ts'
import { databaseWarning } from '../../doctor/database.ts'
import { packageManagerProblem } from '../../doctor/tools.ts'
import { Cancelled, errors } from '../../errors/errors.ts'
import type { ExitCode } from '../../errors/exit-codes.ts'
import type { Asked } from '../../flags/command-entry.ts'
import type { NextStep } from '../../model/blueprint.ts'
import { allLockfiles, lockfileOf, type PackageManager } from '../../model/package-manager.ts'
import { type Answers, packageManagerOf, type Question } from '../../model/question.ts'
import { choiceIn } from '../../model/record.ts'
import { type Tree, type TreeFile, treeAfter } from '../../model/tree.ts'
import { planChangeTasks } from '../../plan/change/change-tasks.ts'
import { droppedWarnings } from '../../plan/change/migration-task.ts'
import { conflictsIn, planChange } from '../../plan/change/plan-change.ts'
import { restoring, withoutLockfilesOf } from '../../plan/change/plan-update.ts'
import type { Plan } from '../../plan/plan.ts'
import { type ForeignRun, foreignRun } from '../../plan/trust.ts'
import { wishesOf } from '../../plan/wishes.ts'
import { kindAt } from '../../project/disk.ts'
import { formatFiles } from '../../project/existing/format-files.ts'
import { imagesPlace } from '../../project/existing/read-images.ts'
import {
  type ComparedProject,
  type CompareFlags,
  compareProject,
  openRecorded,
} from '../recorded/compare-project.ts'
import { migratingIn } from '../recorded/migrating.ts'
import { requireCommitted } from '../recorded/require-committed.ts'
import { engineProblem, requireTools, requireTrust } from '../requirements.ts'
import type { Session } from '../session.ts'

type UpdateFlags = CompareFlags & {
  readonly restore?: readonly string[] | undefined
  readonly dirty?: boolean | undefined
}

/** Brings a project to what its template makes now, and keeps what its people changed. */
export async function update(asked: Asked<'[dir]'>, session: Session): Promise<ExitCode> {
  const { io, report, signal, interactive } = session
  report.open()
  const flags = { ...asked.flags, ...asked.words }
  const { plan, unvouched } = await planUpdate(flags, session)
  if (flags['dry-run']) return report.planned(plan)
  report.begin(plan)
  if (plan.changes.length > 0 && interactive && !flags.yes) {
    const { askToGoOn } = await import('../../prompts/ask-to-go-on.ts')
    if (!(await askToGoOn('Make these changes?', session))) throw new Cancelled()
  }
  if (!flags.trust) await requireTrust(unvouched, session)
  const outcome = await apply(plan, { env: io.env, signal, onEvent: report.event })
  return report.finished(plan, outcome)
}

type PlannedUpdate = { readonly plan: Plan; readonly unvouched: ForeignRun | undefined }

/** Everything before the first byte is written. */
async function planUpdate(flags: UpdateFlags, session: Session): Promise<PlannedUpdate> {
  const { catalog, cwd, io, random, report, signal } = session
  const opened = await openRecorded(flags.dir, session)
  const isAsking = session.interactive && !flags.yes
  const planning = {
    ...{ command: 'update', catalog, cwd, io, report, signal, random },
    format: async (files: Tree) => {
      return (await formatFiles(opened.target.dir, files, { env: io.env, signal })).files
    },
    ...(isAsking && { ask: (questions: readonly Question[]) => askOnly(questions, session) }),
  }
  const compared = await compareProject(opened, flags, planning)
  const { facts, next, target, made, disk, repository } = compared
  if (compared.unresolved.length > 0) throw errors.unresolved(compared.unresolved)
  const wishes = wishesOf(flags)
  const question = { env: io.env, scrub: facts.gitVariables, signal }
  const folder = imagesPlace(target.dir, { repository, cache: cacheFolder(io.env) })
  const changed = planFiles(compared, flags)
  const packageManager = packageManagerOf(choiceIn(next.record).answers)
  const { leftovers } = compared
  const earlier = await requireCommitted(changed, {
    ...{ repository, question, leftovers, disk, made, images: folder, dirty: flags.dirty },
  })
  const after = treeAfter(disk, changed.changes)
  const migrating = await migratingIn(compared, changed, io.env)
  const { tasks, nextSteps } = planChangeTasks({
    ...{ ...migrating, changes: changed.changes, facts, wishes },
    isInstalled: (await kindAt(`${target.dir}/node_modules`)) !== 'missing',
    isInConflict: conflictsIn(changed.fates ?? new Map()).length > 0,
  })
  const plan: Plan = {
    ...changed,
    ...{ tasks, warnings: compared.warnings },
    nextSteps: [...nextSteps, ...(repository ? stepsAfter(changed) : [])],
    images: { folder, earlier, lockfiles: lockfilesBefore(changed, { disk, packageManager }) },
    ...(repository && { prefix: repository.prefix }),
  }
  requireTools(packageManagerProblem(facts, installing(plan, wishes), packageManager, undefined))
  requireTools(await engineProblem(plan, { ...session, facts, packageManager }))
  const warning = databaseWarning(plan, io.env.DATABASE_URL)
  for (const one of [...(warning ? [warning] : []), ...droppedWarnings(migrating)]) report.warn(one)
  return { plan, unvouched: foreignRun(plan, String(after.get('package.json')?.content ?? '{}')) }
}

/** The lockfiles that an install may write, as they are. What the plan itself changes has an image anyway. */
function lockfilesBefore(
  { changes }: Plan,
  { disk, packageManager }: { disk: Tree; packageManager: PackageManager },
): ReadonlyMap<string, TreeFile | undefined> {
  const touched = new Set(changes.map(({ path }) => path))
  const paths = [lockfileOf(packageManager.name), ...allLockfiles.filter((path) => disk.has(path))]
  const others = paths.filter((path) => !touched.has(path))
  return new Map(others.map((path) => [path, disk.get(path)]))
}

/** Asks what only the newer template wants to know. */
async function askOnly(questions: readonly Question[], { io, signal }: Session): Promise<Answers> {
  const { askInTurn } = await import('../../prompts/ask-in-turn.ts')
  const terminal = { stdin: io.stdin, stdout: io.stdout, signal, job: io }
  return askInTurn([() => questions], {}, terminal, () => {})
}

/** What a person types once the update has ended well; it commits nothing itself. */
function stepsAfter({ changes, fates = new Map() }: Plan): readonly NextStep[] {
  if (changes.length === 0 || conflictsIn(fates).length > 0) return []
  return [
    {
      title: 'Commit the update',
      command: `git add . && git commit --message 'chore: update from the template'`,
    },
    { title: 'Or take it back', command: 'npx create-app@latest undo' },
  ]
}

/** What becomes of the files of the project. */
function planFiles(compared: ComparedProject, { restore = [] }: UpdateFlags): Plan {
  const { target, record, next, wanted, disk, followed, records } = compared
  const [before, after] = [choiceIn(record), choiceIn(next.record)].map(({ answers }) => {
    return packageManagerOf(answers).name
  })
  const switched =
    before && after
      ? withoutLockfilesOf(before, after, { disk, fates: compared.fates })
      : compared.fates
  const fates = restoring(restore, { disk, next: wanted, fates: switched })
  return planChange({ command: 'update', target, disk, followed, fates, records, to: next })
}

/** The package manager is needed only if one of the tasks runs. */
function installing({ tasks }: Plan, wishes: ReturnType<typeof wishesOf>) {
  return { ...wishes, install: tasks.some(({ skipped }) => skipped === undefined) }
}
