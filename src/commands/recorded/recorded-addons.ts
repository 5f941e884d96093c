import { join } from 'node:path'
import { loadAddon } from '../../blueprints/addons/load-addon.ts'
import type { Catalog } from '../../blueprints/catalog.ts'
import { releasedCatalog } from '../../blueprints/released.ts'
import { errors } from '../../errors/errors.ts'
import { isFetched } from '../../model/blueprint.ts'
import {
  type Addon,
  type AddonEntry,
  addonPath,
  answersOf,
  type FoundProject,
} from '../../model/generated/addon.ts'
import type { Answers } from '../../model/question.ts'
import { askedAgain } from '../../model/record.ts'
import { isPinned, parseSource } from '../../model/source.ts'
import { fetchingFor } from './recorded-fetching.ts'
import type { Choosing, SourceFlags } from './recorded-source.ts'

/** Loads the add-ons that a project has as they were added. */
export function loadAddonsAgain(
  { addons }: FoundProject,
  flags: SourceFlags,
  choosing: Choosing,
): Promise<readonly Addon[]> {
  const { catalog } = choosing
  return loadAll(addons, flags, choosing, ({ version }) => {
    return version === catalog.version
      ? catalog
      : releasedCatalog(version, fetchingFor('', flags, choosing))
  })
}

/** What becomes of the add-ons of a project. */
export type AddonsWanted = {
  /** Those that it is to have as well, or with other answers. */
  readonly added?: readonly Addon[]
  readonly dropped?: readonly AddonEntry[]
}

/** The add-ons that a project is to have, and the recorded answers that still count. */
export async function addonsWanted(
  project: FoundProject,
  flags: SourceFlags,
  wanting: Choosing & AddonsWanted,
): Promise<{ readonly addons: readonly Addon[]; readonly recorded: Answers }> {
  const { added = [], dropped = [] } = wanting
  const stay = project.addons.filter((entry) => !dropped.includes(entry))
  const isAgain = ({ id, into }: AddonEntry) => {
    return added.some((addon) => addon.id === id && addon.place?.into === into)
  }
  const left = stay.filter((entry) => !isAgain(entry))
  return {
    addons: [...(await loadAddonsNow(left, flags, wanting)), ...added],
    recorded: answersOf({ ...project, addons: stay }),
  }
}

/** Loads the add-ons that a project has: the built-in ones as this release has them. */
function loadAddonsNow(
  addons: readonly AddonEntry[],
  flags: SourceFlags,
  choosing: Choosing,
): Promise<readonly Addon[]> {
  return loadAll(addons, flags, choosing, () => choosing.catalog)
}

function loadAll(
  addons: readonly AddonEntry[],
  flags: SourceFlags,
  choosing: Choosing,
  catalogOf: (entry: AddonEntry) => Catalog | Promise<Catalog>,
): Promise<readonly Addon[]> {
  const loaded = addons.map(async (entry) => {
    const name = nameOf(entry, choosing)
    const catalog = entry.source === 'builtin' ? await catalogOf(entry) : choosing.catalog
    const fetching = fetchingFor(name, flags, choosing)
    const addon = await loadAddon(name, { catalog, cwd: choosing.target.dir, fetching })
    return {
      ...addon,
      // The name of a folder alone does not say where it is.
      ...(name === entry.source && { source: entry.source }),
      ...(entry.into !== undefined && { place: { into: entry.into } }),
      ...(entry.variants && { settled: entry.variants }),
    }
  })
  return Promise.all(loaded)
}

/** The name that an add-on is loaded with. A fetched one is fetched only if the record fixes its content. */
function nameOf(entry: AddonEntry, { target }: Choosing): string {
  const { id, source } = entry
  if (source === 'builtin' || source.startsWith('file:')) return source === 'builtin' ? id : source
  const asked = askedAgain(entry)
  const parsed = isFetched(source) ? parseSource(asked) : undefined
  if (parsed && isPinned(parsed)) return asked
  throw errors.badRecord(join(target.shown, addonPath(entry)), `"${asked}" is not pinned.`)
}
