import { cacheFolder } from '../../blueprints/released.ts'
import { databaseWarning } from '../../doctor/database.ts'
import { packageManagerProblem } from '../../doctor/tools.ts'
import { errors } from '../../errors/errors.ts'
import type { Flags } from '../../flags/flags.ts'
import type { Blueprint, NextStep } from '../../model/blueprint.ts'
import { type Addon, type AddonEntry, addonPath } from '../../model/generated/addon.ts'
import {
  allLockfiles,
  lockfileOf,
  type PackageManager,
  type PackageManagerName,
} from '../../model/package-manager.ts'
import { type Answers, packageManagerOf, type Question } from '../../model/question.ts'
import { choiceIn } from '../../model/record.ts'
import type { Tree, TreeFile } from '../../model/tree.ts'
import { planChangeTasks } from '../../plan/change/change-tasks.ts'
import { droppedWarnings } from '../../plan/change/migration-task.ts'
import { conflictsIn, planChange, readableAfter } from '../../plan/change/plan-change.ts'
import { restoring, withoutLockfilesOf } from '../../plan/change/plan-update.ts'
import type { Plan } from '../../plan/plan.ts'
import { insertionWarnings } from '../../plan/tree/insertion-warnings.ts'
import { lacking } from '../../plan/tree/place-addon.ts'
import { type ForeignRun, foreignRun } from '../../plan/trust.ts'
import { wishesOf } from '../../plan/wishes.ts'
import { kindAt } from '../../project/disk.ts'
import { formatFiles } from '../../project/existing/format-files.ts'
import { imagesPlace } from '../../project/existing/read-images.ts'
import {
  type ComparedProject,
  type CompareFlags,
  compareProject,
} from '../compared/compare-project.ts'
import { migratingIn } from '../compared/migrating.ts'
import { compareForeign } from '../foreign/compare-foreign.ts'
import { isForeign } from '../recorded/open-any.ts'
import type { OpenedProject } from '../recorded/open-recorded.ts'
import type { Planning } from '../recorded/plan-next.ts'
import { loadAddonsAgain } from '../recorded/recorded-addons.ts'
import { chooseAgain } from '../recorded/recorded-choice.ts'
import { requireSame } from '../recorded/recorded-version.ts'
import { requireCommitted } from '../recorded/require-committed.ts'
import { engineProblem, requireTools } from '../requirements.ts'
import type { Session } from '../session.ts'
import { keepIgnoring } from './keep-ignoring.ts'

export type ChangeFlags = CompareFlags & {
  readonly restore?: readonly string[] | undefined
  readonly dirty?: boolean | undefined
}

export type RecordChange = Pick<Planning, 'added' | 'dropped'> & {
  readonly command: 'update' | 'add' | 'remove'
  /** That of a project, whoever made it. */
  readonly packageManager?: PackageManagerName
}

type TemplateAsked = {
  readonly command: RecordChange['command']
  readonly flags: Flags
  readonly session: Session
}

/** The template of a project, as this release has it; nothing of a project that no template made. */
export async function templateOf(
  opened: OpenedProject,
  { command, flags, session }: TemplateAsked,
): Promise<readonly Blueprint[]> {
  if (isForeign(opened)) return []
  const { record, target } = opened
  const { catalog, io } = session
  const running = { shown: target.shown, running: catalog.version, args: io.argv.slice(2) }
  requireSame(record, running)
  const choosing = { ...session, target, command }
  const alone = { ...record, addons: [] }
  return (await chooseAgain(alone, { ...flags, dir: undefined }, choosing)).blueprints
}

export type PlannedChange = { readonly plan: Plan; readonly unvouched: ForeignRun | undefined }

/** Plans how a project becomes what a changed record makes, before the first byte is written. */
export async function planRecordChange(
  opened: OpenedProject,
  flags: ChangeFlags,
  { change, session }: { readonly change: RecordChange; readonly session: Session },
): Promise<PlannedChange> {
  const { catalog, cwd, io, random, report, signal } = session
  const isAsking = session.interactive && !flags.yes
  const planning = {
    ...{ ...change, catalog, cwd, io, report, signal, random },
    format: async (files: Tree) => {
      return (await formatFiles(opened.target.dir, files, { env: io.env, signal })).files
    },
    ...(isAsking && { ask: (questions: readonly Question[]) => askOnly(questions, session) }),
  }
  const compared = isForeign(opened)
    ? await compareForeign(opened, flags, {
        ...planning,
        packageManager: change.packageManager ?? 'npm',
      })
    : await compareProject(opened, flags, planning)
  const { facts, next, target, made, disk, repository } = compared
  if (compared.unresolved.length > 0) throw errors.unresolved(compared.unresolved)
  const wishes = wishesOf(flags)
  const question = { env: io.env, scrub: facts.gitVariables, signal }
  const folder = imagesPlace(target.dir, { repository, cache: cacheFolder(io.env) })
  const changed = planFiles(compared, flags, change.command)
  const recorded = packageManagerOf(choiceIn(next.record).answers)
  const packageManager = change.packageManager
    ? { ...recorded, name: change.packageManager }
    : recorded
  const { leftovers } = compared
  const earlier = await requireCommitted(changed, {
    ...{ repository, question, leftovers, disk, made, images: folder, dirty: flags.dirty },
  })
  const after = readableAfter(disk, changed)
  const staying = await loadAddonsAgain(
    { ...opened.record, addons: compared.addons.after.filter((one) => isRecorded(opened, one)) },
    flags,
    { ...planning, target },
  )
  assertNeedsStay(staying, { before: disk, after })
  const migrating = await migratingIn(compared, changed, io.env)
  const { tasks, nextSteps } = planChangeTasks({
    ...{ ...migrating, packageManager, changes: changed.changes, facts, wishes },
    isInstalled: (await kindAt(`${target.dir}/node_modules`)) !== 'missing',
    isInConflict: conflictsIn(changed.fates ?? new Map()).length > 0,
  })
  const plan = await keepIgnoring({
    ...changed,
    tasks,
    warnings: [...compared.warnings, ...insertionWarnings(change.command, changed.insertions)],
    nextSteps: [...nextSteps, ...(repository ? stepsAfter(changed) : [])],
    images: { folder, earlier, lockfiles: lockfilesBefore(changed, { disk, packageManager }) },
    ...(repository && { prefix: repository.prefix }),
  })
  requireTools(packageManagerProblem(facts, installing(plan, wishes), packageManager, undefined))
  requireTools(await engineProblem(plan, { ...session, facts, packageManager }))
  const warning = databaseWarning(plan, io.env.DATABASE_URL)
  for (const one of [...(warning ? [warning] : []), ...droppedWarnings(migrating)]) report.warn(one)
  return { plan, unvouched: foreignRun(plan, String(after.get('package.json')?.content ?? '{}')) }
}

/** @throws AppError where an add-on that stays needs something that would go. */
function assertNeedsStay(
  addons: readonly Addon[],
  { before, after }: Readonly<Record<'before' | 'after', Tree>>,
): void {
  for (const addon of addons) {
    const need = lacking(addon, before) === undefined ? lacking(addon, after) : undefined
    if (need !== undefined) throw errors.addonNeeds(addon.id, need)
  }
}

function isRecorded({ record }: OpenedProject, entry: AddonEntry): boolean {
  return record.addons.some((one) => addonPath(one) === addonPath(entry))
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
function stepsAfter({ command, changes, fates = new Map() }: Plan): readonly NextStep[] {
  if (changes.length === 0 || conflictsIn(fates).length > 0) return []
  const message =
    command === 'update' ? 'chore: update from the template' : `chore: ${command} with create-app`
  return [
    {
      title: command === 'update' ? 'Commit the update' : 'Commit the change',
      command: `git add . && git commit --message '${message}'`,
    },
    { title: 'Or take it back', command: 'npx create-app@latest undo' },
  ]
}

/** What becomes of the files of the project. */
function planFiles(
  compared: ComparedProject,
  { restore = [] }: ChangeFlags,
  command: RecordChange['command'],
): Plan {
  const { target, record, next, wanted, disk, followed, records, addons } = compared
  const [before, after] = [choiceIn(record), choiceIn(next.record)].map(({ answers }) => {
    return packageManagerOf(answers).name
  })
  const switched =
    before && after
      ? withoutLockfilesOf(before, after, { disk, fates: compared.fates })
      : compared.fates
  const fates = restoring(restore, { disk, next: wanted, fates: switched })
  return planChange({ command, target, disk, followed, fates, records, addons, to: next })
}

/** The package manager is needed only if one of the tasks runs. */
function installing({ tasks }: Plan, wishes: ReturnType<typeof wishesOf>) {
  return { ...wishes, install: tasks.some(({ skipped }) => skipped === undefined) }
}
