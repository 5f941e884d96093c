import { basename, resolve } from 'node:path'
import { apply } from '../../apply/apply.ts'
import { planTemplate } from '../../authoring/begin.ts'
import { readStarter } from '../../blueprints/catalog.ts'
import { folderOnDisk } from '../../blueprints/locate.ts'
import { isOptedIn } from '../../blueprints/read-blueprint.ts'
import { AppError, errors } from '../../errors/errors.ts'
import type { ExitCode } from '../../errors/exit-codes.ts'
import type { Asked } from '../../flags/command-entry.ts'
import { snapshotPath } from '../../model/blueprint.ts'
import { folderNameProblem, namesOf } from '../../model/names.ts'
import type { Target } from '../../plan/target.ts'
import { readLeftovers } from '../../project/read-leftovers.ts'
import { projectTarget, readTarget } from '../../project/read-target.ts'
import { remainingEntries } from '../../project/remaining-entries.ts'
import type { Session } from '../session.ts'
import { offerName } from './offer-name.ts'

/** Starts a template: a complete one in a new folder, or a manifest in the folder of a project. */
export async function init({ words, flags }: Asked<'<dir>'>, session: Session): Promise<ExitCode> {
  const { catalog, cwd, io, report, signal } = session
  report.open()
  const dir = resolve(cwd, words.dir)
  const problem = folderNameProblem(basename(dir), io.platform)
  if (problem) throw errors.badFolder(words.dir, problem)
  const { target, ofProject } = await openFolder(words.dir, session)
  const starter = await readStarter(catalog, '_starter')
  const { title } = namesOf(basename(dir), { title: flags.title })
  const renaming = await offerName(ofProject ? dir : undefined, flags, session)
  const createApp = catalog.version
  const plan = planTemplate({ starter, title, target, ofProject, createApp, renaming })
  if (flags['dry-run']) return report.planned(plan)
  report.begin(plan)
  const outcome = await apply(plan, { env: io.env, signal, onEvent: report.event })
  return report.finished(plan, outcome)
}

/** A folder with a project keeps its files; one with a manifest is a template already. */
async function openFolder(typed: string, { cwd, io }: Session): Promise<InitTarget> {
  try {
    return { target: await readTarget(typed, cwd, io.cwd()), ofProject: false }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'TARGET_NOT_EMPTY') throw error
    const dir = resolve(cwd, typed)
    const leftovers = await readLeftovers(dir)
    const entries = await remainingEntries(dir, leftovers)
    await assertRoomForManifest(typed, dir, entries)
    const target = projectTarget(dir, { from: io.cwd(), leftovers })
    return { target: { ...target, paths: new Set(entries) }, ofProject: true }
  }
}

/** In a folder with a manifest, some names have a meaning for create-app, so no file of the project may have them. */
async function assertRoomForManifest(
  typed: string,
  dir: string,
  entries: readonly string[],
): Promise<void> {
  for (const kind of ['template', 'layer'] as const) {
    if (await isOptedIn(folderOnDisk(dir), kind)) throw errors.templateThere(typed, `${kind}.json`)
  }
  const taken = entries.find((entry) => reservedNames.includes(entry.toLowerCase()))
  if (taken !== undefined) throw errors.templateNameTaken(typed, taken)
}

const reservedNames = ['template.json', 'options', snapshotPath]

type InitTarget = { readonly target: Target; readonly ofProject: boolean }
