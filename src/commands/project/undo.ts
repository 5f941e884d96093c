import { apply } from '../../apply/apply.ts'
import { cacheFolder } from '../../blueprints/released.ts'
import { packageManagerProblem } from '../../doctor/tools.ts'
import { errors } from '../../errors/errors.ts'
import type { ExitCode } from '../../errors/exit-codes.ts'
import type { Asked } from '../../flags/command-entry.ts'
import type { Flags } from '../../flags/flags.ts'
import { packageManagerOf } from '../../model/question.ts'
import { choiceIn, recordPath, recordSchema } from '../../model/record.ts'
import { treeAfter } from '../../model/tree.ts'
import { planChangeTasks } from '../../plan/change/change-tasks.ts'
import { inverseOf, migrationsLeft } from '../../plan/change/plan-undo.ts'
import type { Plan } from '../../plan/plan.ts'
import { foreignRun } from '../../plan/trust.ts'
import { wishesOf } from '../../plan/wishes.ts'
import { kindAt } from '../../project/disk.ts'
import { readFiles } from '../../project/existing/read-files.ts'
import { imagesPlace, readImages } from '../../project/existing/read-images.ts'
import { readRepositoryOf, uncommittedIn, unmergedIn } from '../../project/existing/repository.ts'
import { probe } from '../../project/probe.ts'
import { recordIn } from '../../project/read-record.ts'
import { clearConflicts } from '../../tasks/git.ts'
import { installTitle } from '../../tasks/install.ts'
import { openAnyProject } from '../recorded/open-any.ts'
import { requireTools, requireTrust } from '../requirements.ts'
import type { Session } from '../session.ts'

/** Takes back what the last command changed in a project. What somebody changed since stays. */
export async function undo(asked: Asked<'[dir]'>, session: Session): Promise<ExitCode> {
  const { io, report, signal } = session
  report.open()
  const flags = { ...asked.flags, ...asked.words }
  const plan = await planUndo(flags, session)
  if (flags['dry-run']) return report.planned(plan)
  if (!flags.trust) await requireTrust(foreignRun(plan), session)
  report.begin(plan)
  const outcome = await apply(plan, { env: io.env, signal, onEvent: report.event })
  return report.finished(plan, outcome)
}

async function planUndo(
  flags: Flags & { readonly dir: string | undefined },
  session: Session,
): Promise<Plan> {
  const { io, signal } = session
  const opened = await openAnyProject(flags.dir, session)
  const { target, record: found, leftovers } = opened
  const wishes = wishesOf(flags)
  const asking = { dir: target.dir, signal, wishes: { install: false, git: undefined } }
  const variables = (await probe(io, { ...asking, packageManager: { name: 'npm', version: '' } }))
    .gitVariables
  const question = { env: io.env, scrub: variables, signal }
  const repository = await readRepositoryOf(target.dir, question)
  const folder = imagesPlace(target.dir, { repository, cache: cacheFolder(io.env) })
  const images = await readImages(folder, leftovers)
  if (images === undefined) throw errors.nothingToUndo(target.shown)
  const paths = images.files.map(({ path }) => path)
  const project = await readFiles(target.dir, [...paths, 'package.json', recordPath], leftovers)
  const { tree: disk } = project
  const { changes, left } = inverseOf(images, project)
  const tree = treeAfter(disk, changes)
  const record = recordIn(Buffer.from(tree.get(recordPath)?.content ?? '')) ?? found
  const packageManager = record
    ? packageManagerOf(choiceIn(record).answers)
    : { name: opened.packageManager, version: '' }
  const facts = await probe(io, { dir: target.dir, packageManager, signal, wishes })
  const { tasks, nextSteps } = planChangeTasks({
    ...{ changes, tree, packageManager, facts, wishes },
    ...{ models: [], mayDrop: false },
    isInstalled: (await kindAt(`${target.dir}/node_modules`)) !== 'missing',
    isInConflict: false,
  })
  const install = tasks.filter(({ id }) => id === 'install')
  const uncommitted = repository && (await uncommittedIn(target.dir, repository, question))
  const marked = (await unmergedIn(target.dir, question)).filter((path) => paths.includes(path))
  const plan: Plan = {
    ...{ version: 1, command: 'undo', target, changes, kept: left, replay: '' },
    nextSteps: nextSteps.filter(({ title }) => title === installTitle),
    tasks: [...(marked.length === 0 ? [] : [clearConflicts(marked)]), ...install],
    warnings: [
      ...left.map((path) => ({
        code: 'FILE_CHANGED',
        message: `${path} has changed since the ${images.command}, and stays as it is.`,
        fix: '',
      })),
      ...migrationsLeft(changes, uncommitted ?? new Set(), packageManager),
    ],
    record: {
      schema: recordSchema,
      createApp: record?.createApp ?? '',
      blueprints: record?.blueprints ?? [],
    },
    scrub: variables,
    treeHash: '',
    images: { folder, lockfiles: undefined },
  }
  const runs = install.some(({ skipped }) => skipped === undefined)
  requireTools(packageManagerProblem(facts, { ...wishes, install: runs }, packageManager))
  return plan
}
