import { join, resolve } from 'node:path'
import { apply } from '../../apply/apply.ts'
import { applyFiles } from '../../apply/apply-files.ts'
import { combinationsOf } from '../../authoring/combinations.ts'
import { treeOf } from '../../authoring/sample.ts'
import { loadTemplate } from '../../blueprints/inspect.ts'
import { foldersRead, follow } from '../../blueprints/watch.ts'
import { diff } from '../../compose/diff.ts'
import { gitProblem, packageManagerProblem } from '../../doctor/tools.ts'
import { AppError, errors } from '../../errors/errors.ts'
import { type ExitCode, exitCodes } from '../../errors/exit-codes.ts'
import type { Asked } from '../../flags/command-entry.ts'
import type { Flags } from '../../flags/flags.ts'
import { questionsOf } from '../../model/blueprint.ts'
import { namesOf } from '../../model/names.ts'
import { printPackageManager } from '../../model/package-manager.ts'
import { packageManagerOf, packageManagerQuestion } from '../../model/question.ts'
import { recordPath } from '../../model/record.ts'
import type { Change, Tree } from '../../model/tree.ts'
import { type Plan, planProject } from '../../plan/plan.ts'
import type { Target } from '../../plan/target.ts'
import { wishesOf } from '../../plan/wishes.ts'
import { bytesOf } from '../../project/disk.ts'
import { probe } from '../../project/probe.ts'
import { readTarget, wordFor } from '../../project/read-target.ts'
import { knownAnswers } from '../../prompts/known-answers.ts'
import { printChanges } from '../../report/author/change-list.ts'
import { pageOf } from '../../report/human/page.ts'
import { requireName, requireTools } from '../requirements.ts'
import type { Session } from '../session.ts'

/**
 * Makes a project of a template and keeps it as the template would make it, so that an editor and a
 * compiler see a whole one. Who types it means to run what the template's install runs.
 */
export async function dev(asked: Asked<'<dir> <project>'>, session: Session): Promise<ExitCode> {
  const flags = { ...asked.flags, ...asked.words }
  const { catalog, cwd, io, report, signal } = session
  report.open()
  requireName(flags)
  const dir = resolve(cwd, flags.dir)
  const { target, isOurs } = await openProject(dir, flags, session)
  const planned = planner(dir, target, flags, session)
  let plan = await planned()
  if (isOurs) await bring(target, diff(await treeOn(target, plan), treeOf(plan)), session)
  else {
    report.begin(plan)
    const outcome = await apply(plan, { env: io.env, signal, onEvent: report.event })
    const exitCode = report.finished(plan, outcome)
    if (exitCode !== exitCodes.ok) return exitCode
  }
  const dirs = await foldersRead(dir, await loadTemplate(dir, catalog), catalog)
  await follow(dirs, signal, {
    onReady: () => io.stdout.write(`${target.shown} follows ${flags.dir}; Ctrl+C ends it.\n`),
    onChange: async () => {
      try {
        const next = await planned()
        await bring(target, diff(treeOf(plan), treeOf(next)), session)
        plan = next
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        report.warn({ code: error.code, message: error.message, fix: '' })
      }
    },
  })
  return exitCodes.ok
}

type DevFlags = Flags & { readonly dir: string; readonly project: string }

/** Plans the project anew with the same answers, names and secrets, whatever the template has become. */
function planner(
  dir: string,
  target: Target,
  flags: DevFlags,
  { catalog, io, random, signal }: Session,
): () => Promise<Plan> {
  const secret = random()
  return async () => {
    const blueprints = await loadTemplate(dir, catalog)
    const questions = questionsOf(blueprints)
    const said = knownAnswers(questions, flags, { startedBy: undefined })
    const [answers = {}] = combinationsOf(questions, said)
    const { name } = packageManagerOf(answers)
    const facts = await probe(io, {
      dir: target.dir,
      packageManager: { name, version: '' },
      signal,
    })
    const wishes = { ...wishesOf(flags), verify: false as const }
    const packageManager = { name, version: facts.packageManager ?? '' }
    requireTools(gitProblem(facts, wishes), packageManagerProblem(facts, wishes, packageManager))
    return planProject({
      blueprints,
      answers: { ...answers, [packageManagerQuestion]: printPackageManager(packageManager) },
      names: namesOf(flags.title ?? target.dir.split(/[\\/]/).at(-1) ?? '', flags.name),
      ...{ target, facts, wishes },
      template: flags.dir,
      createApp: catalog.version,
      random: () => secret,
    })
  }
}

/** A project that an earlier run made of the same template is taken up again. */
async function openProject(
  template: string,
  flags: DevFlags,
  { cwd, io }: Session,
): Promise<{ target: Target; isOurs: boolean }> {
  const typed = flags.project
  const dir = resolve(cwd, typed)
  if (`${dir}/`.startsWith(`${template}/`)) {
    throw errors.badFolder(typed, 'it is inside the template and would become part of it')
  }
  const record = await bytesOf(join(dir, recordPath))
  const source = `"source": "file:${template.split(/[\\/]/).at(-1)}"`
  if (!record?.toString().includes(source)) {
    return { target: await readTarget(typed, cwd, io.cwd()), isOurs: false }
  }
  const shown = wordFor(dir, io.cwd())
  return { target: { dir, shown, state: 'existing', paths: new Set() }, isOurs: true }
}

/** What is there of a plan; a secret that is there stays as it is. */
async function treeOn({ dir }: Target, plan: Plan): Promise<Tree> {
  const files = await Promise.all(
    [...treeOf(plan)].map(async ([path, file]) => {
      const content = await bytesOf(join(dir, path))
      if (content === undefined) return []
      return [[path, file.secret ? file : { ...file, content }] as const]
    }),
  )
  return new Map(files.flat())
}

async function bring(
  target: Target,
  changes: readonly Change[],
  { io, signal }: Session,
): Promise<void> {
  if (changes.length === 0) return
  await applyFiles({ target: { ...target, state: 'existing' }, changes }, signal)
  io.stdout.write(printChanges(changes, pageOf(io.env, io.stdout)))
}
