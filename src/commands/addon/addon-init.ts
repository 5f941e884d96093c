import { join } from 'node:path'
import { apply } from '../../apply/apply.ts'
import { planAddon } from '../../authoring/addons/plan-addon.ts'
import { ownAddons } from '../../blueprints/addons/inspect-addons.ts'
import { builtInAddons } from '../../blueprints/addons/load-addon.ts'
import { readStarter } from '../../blueprints/catalog.ts'
import { errors } from '../../errors/errors.ts'
import type { ExitCode } from '../../errors/exit-codes.ts'
import type { Asked } from '../../flags/command-entry.ts'
import { kindAt } from '../../project/disk.ts'
import { readFiles } from '../../project/existing/read-files.ts'
import { readLeftovers } from '../../project/read-leftovers.ts'
import { remainingEntries } from '../../project/remaining-entries.ts'
import { idFrom, openAuthorsProject } from '../open-authors-project.ts'
import type { Session } from '../session.ts'

/** Starts an add-on in a project: one that works as it is. */
export async function init({ words, flags }: Asked<'<name>'>, session: Session): Promise<ExitCode> {
  const { catalog, io, report, signal } = session
  report.open()
  const id = idFrom(words.name)
  const builtIn = await builtInAddons(catalog)
  if (builtIn.some((one) => one.id === id)) {
    throw errors.badFlagValue('<name>', words.name, 'a name that no built-in add-on has')
  }
  const { target, leftovers, isProject, record } = await openAuthorsProject(session)
  const folder = `${ownAddons}/${id}`
  const { blocked } = await readFiles(target.dir, [`${folder}/addon.json`], leftovers)
  const isFree = blocked.size === 0 && (await isRoom(join(target.dir, folder)))
  if (!isFree) throw errors.addonThere(folder)
  const plan = planAddon({
    ...{ id, title: flags.title, folder, target, isProject, record },
    starter: await readStarter(catalog, '_addon-starter'),
    createApp: catalog.version,
  })
  if (flags['dry-run']) return report.planned(plan)
  report.begin(plan)
  const outcome = await apply(plan, { env: io.env, signal, onEvent: report.event })
  return report.finished(plan, outcome)
}

/** Whether nothing is at a path, or an empty folder. */
async function isRoom(path: string): Promise<boolean> {
  const kind = await kindAt(path)
  if (kind !== 'folder') return kind === 'missing'
  return (await remainingEntries(path, await readLeftovers(path))).length === 0
}
