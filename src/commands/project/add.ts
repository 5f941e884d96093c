import { builtInAddons } from '../../blueprints/addons/load-addon.ts'
import { errors } from '../../errors/errors.ts'
import { type ExitCode, exitCodes } from '../../errors/exit-codes.ts'
import type { Asked } from '../../flags/command-entry.ts'
import type { Flags } from '../../flags/flags.ts'
import { questionsOf } from '../../model/blueprint.ts'
import { type Addon, answersOf } from '../../model/generated/addon.ts'
import { isOptional, offOf, type Question } from '../../model/question.ts'
import { packageJsonIn } from '../../packages/workspaces.ts'
import { readableAfter } from '../../plan/change/plan-change.ts'
import { assertBeside, needsBeside, templateAgainst } from '../../plan/tree/place-addon.ts'
import { addedRun } from '../../plan/trust.ts'
import { readFiles } from '../../project/existing/read-files.ts'
import { addonsJson, type ListedAddon, printAddons } from '../../report/author/addon-list.ts'
import { pageOf } from '../../report/human/page.ts'
import { fromProject, loadNamed, setFor } from '../chosen-addons.ts'
import {
  fittingGenerators,
  folderTyped,
  missingNeed,
  placeGenerator,
} from '../entries/place-generator.ts'
import { openAnyProject, withAddons } from '../recorded/open-any.ts'
import type { OpenedProject } from '../recorded/open-recorded.ts'
import type { Session } from '../session.ts'
import { carryOut } from './carry-out.ts'
import { planRecordChange, templateOf } from './plan-record-change.ts'

/** Adds add-ons to a project. Alone, it lists them. */
export async function add(asked: Asked<'[addon…]'>, session: Session): Promise<ExitCode> {
  const { catalog, io, report } = session
  const { words, flags } = asked
  const project = await openAnyProject(undefined, session)
  const opened = await withAddons(project)
  const { record, target } = opened
  const blueprints = await templateOf(opened, { command: 'add', flags, session })
  const optional = questionsOf(blueprints).filter(isOptional)
  if (words.addon.length === 0) {
    const listed = await listAddons(opened, optional, session)
    const page = pageOf(io.env, io.stdout)
    io.stdout.write(flags.json ? addonsJson(listed) : printAddons(listed, page))
    return exitCodes.ok
  }
  report.open()
  const named = words.addon.flatMap((word) => word.split(',')).filter(Boolean)
  const isMissing = (id: string) => answersOf(record)[id] === offOf
  const loaded = await loadNamed(named, blueprints, { flags, session })
  assertBeside(loaded, record)
  const added = await Promise.all(
    loaded.map((one) => placed(one, { opened, loaded, flags, session })),
  )
  const set = setFor(named.filter(isMissing), blueprints, flags)
  const { packageManager } = project
  const change = { command: 'add' as const, added, packageManager }
  const { plan, unvouched } = await planRecordChange(
    opened,
    { ...flags, dir: undefined, set },
    { change, session },
  )
  const { tree } = await readFiles(target.dir, ['package.json'], opened.leftovers)
  const manifest = readableAfter(tree, plan).get(packageJsonIn(''))
  const foreign = added.map((addon) => addedRun(plan, addon, String(manifest?.content ?? '{}')))
  const [tool = 'add'] = named
  return carryOut(
    { ...plan, minutes: added.reduce((sum, { minutes = 0 }) => sum + minutes, 0) },
    { flags, foreign: foreign.find(Boolean) ?? unvouched, tool, version: catalog.version },
    session,
  )
}

type Adding = {
  readonly opened: OpenedProject
  /** All that are added. One may need what another brings. */
  readonly loaded: readonly Addon[]
  readonly flags: Flags
  readonly session: Session
}

/** An add-on in the package that a person means. */
async function placed(addon: Addon, adding: Adding): Promise<Addon> {
  const { opened, loaded, flags, session } = adding
  const { target, record } = opened
  const wanted = { cwd: session.cwd, typed: folderTyped(flags) }
  const others = loaded.filter((one) => one !== addon)
  const needing = { ...addon, needs: needsBeside(addon, others) }
  const { folder } = await placeGenerator([needing], opened, wanted)
  const own = fromProject(addon, target.dir)
  const there = record.addons.find(({ id, into = '' }) => id === addon.id && into === folder)
  if (there && unversioned(there.source) !== unversioned(own.source)) {
    throw errors.addonElsewhere(addon.id, there.source, own.source)
  }
  return folder === '' ? own : { ...own, place: { into: folder } }
}

function unversioned(source: string): string {
  return source.replace(/[@#].*$/, '')
}

/** The built-in add-ons and the optional parts of the template, with whether the project has them. */
async function listAddons(
  opened: OpenedProject,
  optional: readonly Question[],
  { catalog }: Session,
): Promise<readonly ListedAddon[]> {
  const { record } = opened
  const all = await builtInAddons(catalog)
  const addons = all.filter((one) => templateAgainst(one, record.blueprints) === undefined)
  const fitting = await fittingGenerators(addons, opened)
  const listed = addons.map(async (addon): Promise<ListedAddon> => {
    const { id, manifest } = addon
    const isThere = record.addons.some((one) => one.id === id)
    const fits = isThere || fitting.includes(addon)
    const missing = fits ? undefined : await missingNeed(addon, opened, '')
    return { id, description: manifest.description, isThere, missing }
  })
  const parts = optional.map(({ id, message }): ListedAddon => {
    const isThere = answersOf(record)[id] !== offOf
    return { id, description: message, isThere, missing: undefined }
  })
  return [...(await Promise.all(listed)), ...parts]
}
