import { join, resolve } from 'node:path'
import { apply } from '../../apply/apply.ts'
import { combinationsOf, signedAnswers } from '../../authoring/combinations.ts'
import { loadTemplate } from '../../blueprints/inspect.ts'
import { foldersRead, follow } from '../../blueprints/watch.ts'
import { gitProblem, packageManagerProblem } from '../../doctor/tools.ts'
import { AppError, errors } from '../../errors/errors.ts'
import { type ExitCode, exitCodes } from '../../errors/exit-codes.ts'
import type { Asked } from '../../flags/command-entry.ts'
import type { Flags } from '../../flags/flags.ts'
import { questionsOf } from '../../model/blueprint.ts'
import { namesOf } from '../../model/names.ts'
import { printPackageManager } from '../../model/package-manager.ts'
import { packageManagerOf, packageManagerQuestion } from '../../model/question.ts'
import { type FoundRecord, recordedTemplate, recordPath } from '../../model/record.ts'
import type { Tree } from '../../model/tree.ts'
import type { Warning } from '../../model/warning.ts'
import { packageManagerSign } from '../../packages/signs.ts'
import {
  keepingConflicts,
  madeAfter,
  planChange,
  withUnknownOf,
} from '../../plan/change/plan-change.ts'
import { type Plan, planProject, treeOf } from '../../plan/plan.ts'
import type { Target } from '../../plan/target.ts'
import { wishesOf } from '../../plan/wishes.ts'
import { mergeFiles } from '../../project/existing/merge-texts.ts'
import { readFiles } from '../../project/existing/read-files.ts'
import { probe } from '../../project/probe.ts'
import { readLeftovers, restoredBytes } from '../../project/read-leftovers.ts'
import { recordIn } from '../../project/read-record.ts'
import { projectTarget, readTarget } from '../../project/read-target.ts'
import { choosesPackageManager, knownAnswers } from '../../prompts/known-answers.ts'
import { printChanges } from '../../report/author/change-list.ts'
import { pageOf } from '../../report/human/page.ts'
import { onlyWarnings } from '../only-warnings.ts'
import { refuseLater } from '../recorded/recorded-version.ts'
import { engineProblem, requireName, requireTools } from '../requirements.ts'
import type { Session } from '../session.ts'

/**
 * Makes a project of a template and keeps it as the template would make it, so that an editor and a
 * compiler see a whole project. Whoever types it wants the template's install scripts to run.
 */
export async function dev(asked: Asked<'<dir> <project>'>, session: Session): Promise<ExitCode> {
  const flags = { ...asked.flags, ...asked.words }
  const { catalog, cwd, io, report, signal } = session
  report.open()
  requireName(flags)
  const dir = resolve(cwd, flags.dir)
  const { target, record } = await openProject(dir, flags, session)
  const planned = planner({ dir, target, record }, flags, session)
  const first = await planned()
  let last: Followed = { made: treeOf(first), kept: [] }
  if (record) {
    last = await bring({ target, made: undefined, to: first }, [], session)
  } else {
    report.begin(first)
    const outcome = await apply(first, { env: io.env, signal, onEvent: report.event })
    const exitCode = report.finished(first, outcome)
    if (exitCode !== exitCodes.ok) return exitCode
  }
  const project: Target = { ...target, state: 'existing', paths: new Set(), leftovers: [] }
  const read = await loadTemplate(dir, catalog, { env: io.env, signal })
  const dirs = await foldersRead(dir, read, catalog)
  await follow(dirs, signal, {
    onReady: () => io.stdout.write(`${target.shown} follows ${flags.dir}; Ctrl+C ends it.\n`),
    onChange: async () => {
      try {
        const to = await planned()
        last = await bring({ target: project, made: last.made, to }, last.kept, session)
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        report.warn({ code: error.code, message: error.message, fix: '' })
      }
    },
  })
  return exitCodes.ok
}

type DevFlags = Flags & { readonly dir: string; readonly project: string }

type Followed = {
  /** The project's files as the template last made them. */
  readonly made: Tree
  /** The files that somebody else changed, of which the person was told. */
  readonly kept: readonly string[]
}

type Following = {
  /** The template's folder. */
  readonly dir: string
  readonly target: Target
  /** The record of a project that an earlier run made. */
  readonly record: FoundRecord | undefined
}

/** Plans the project anew with the same answers, names and secrets, whatever the template has become. */
function planner(
  { dir, target, record }: Following,
  flags: DevFlags,
  { catalog, io, random, signal }: Session,
): () => Promise<Plan> {
  const secret = random()
  return async () => {
    const blueprints = await loadTemplate(dir, catalog, { env: io.env, signal })
    const questions = questionsOf(blueprints)
    const said = knownAnswers(questions, flags, { startedBy: undefined })
    const given = { ...signedAnswers(blueprints), ...said }
    const [answers = {}] = combinationsOf(questions, given)
    const { name } = packageManagerOf(answers)
    const sign = choosesPackageManager(flags) ? undefined : packageManagerSign(blueprints)
    const facts = await probe(io, {
      dir: target.dir,
      packageManager: { name, version: '' },
      signal,
    })
    const wishes = { ...wishesOf(flags), verify: false as const }
    const packageManager = { name, version: sign?.version || (facts.packageManager ?? '') }
    requireTools(
      gitProblem(facts, wishes),
      packageManagerProblem(facts, wishes, packageManager, sign),
    )
    const plan = planProject({
      blueprints,
      answers: { ...answers, [packageManagerQuestion]: printPackageManager(packageManager) },
      names: namesOf(target.dir.split(/[\\/]/).at(-1) ?? '', {
        packageName: flags.name,
        title: flags.title,
      }),
      ...{ target, facts, wishes },
      template: flags.dir,
      createApp: catalog.version,
      random: () => secret,
    })
    requireTools(await engineProblem(plan, { io, signal, facts, packageManager }))
    return record ? withUnknownOf(record, plan) : plan
  }
}

/** A project that an earlier run made of the same template is continued. */
async function openProject(
  template: string,
  flags: DevFlags,
  { catalog, cwd, io }: Session,
): Promise<Omit<Following, 'dir'>> {
  const typed = flags.project
  const dir = resolve(cwd, typed)
  if (`${dir}/`.startsWith(`${template}/`)) {
    throw errors.badFolder(typed, 'it is inside the template and would become part of it')
  }
  const leftovers = await readLeftovers(dir)
  const file = await restoredBytes(dir, leftovers, recordPath)
  const record = file && recordIn(file)
  if (!record || recordedTemplate(record)?.source !== `file:${template.split(/[\\/]/).at(-1)}`) {
    return { target: await readTarget(typed, cwd, io.cwd()), record: undefined }
  }
  refuseLater(record, {
    shown: join(typed, recordPath),
    running: catalog.version,
    args: ['template', 'dev', flags.dir, typed],
  })
  return { target: projectTarget(dir, { from: io.cwd(), leftovers, record }), record }
}

type Bringing = {
  readonly target: Target
  /** The project's files as the template last made them; undefined while that is not known. */
  readonly made: Tree | undefined
  readonly to: Plan
}

/** Applies what has changed; warns once of each file that stays because somebody else changed it. */
async function bring(
  { target, made, to }: Bringing,
  warned: readonly string[],
  { io, report, signal }: Session,
): Promise<Followed> {
  const next = treeOf(to)
  const paths = [...new Set([...(made ?? []), ...next].map(([path]) => path))]
  const { tree: disk, blocked } = await readFiles(
    target.dir,
    paths,
    await readLeftovers(target.dir),
  )
  const base = made ?? disk
  const how = { env: io.env, scrub: to.scrub, signal }
  const merging = { base, disk, next, blocked, includesHistory: true }
  const fates = keepingConflicts(await mergeFiles(merging, how))
  const plan = planChange({ command: 'template', target, disk, fates, to })
  for (const path of plan.kept.filter((path) => !warned.includes(path))) {
    report.warn(keptWarning(path, target, disk))
  }
  if (plan.changes.length > 0 || target.leftovers?.length) {
    await apply(plan, { env: io.env, signal, onEvent: onlyWarnings(report) })
  }
  // The record changes with every file.
  const files = plan.changes.filter(({ path }) => path !== recordPath)
  if (files.length > 0) io.stdout.write(printChanges(files, pageOf(io.env, io.stdout)))
  return { made: madeAfter(base, plan, next), kept: plan.kept }
}

function keptWarning(path: string, { shown }: Target, disk: Tree): Warning {
  return {
    code: 'FILE_CHANGED',
    message: `${path} was ${disk.has(path) ? 'edited' : 'removed'} in ${shown} and stays as it is.`,
    fix: 'Make the edit in the template, or restart to replace the file.',
  }
}
