import { errors } from '../../errors/errors.ts'
import { closestTo } from '../../flags/suggest.ts'
import type { Blueprint } from '../../model/blueprint.ts'
import { type Addon, conditionsOf } from '../../model/generated/addon.ts'
import type { Catalog } from '../catalog.ts'
import { loadLayers } from '../load.ts'
import { type Lookup, locate } from '../locate.ts'
import { type Located, readBlueprint } from '../read-blueprint.ts'
import { openShelf } from '../shelf/open-shelf.ts'
import { parseAddonKeys } from './addon-manifest.ts'

const folder = '_addons'

/** The add-ons that come with create-app, sorted by their ids. */
export async function builtInAddons(catalog: Catalog): Promise<readonly Addon[]> {
  const ids = await addonIds(catalog)
  return Promise.all(ids.map((id) => readAddon(locatedIn(catalog, id), catalog)))
}

/** Loads an add-on that a person named: a built-in one, a folder, or one to fetch. */
export async function loadAddon(name: string, lookup: Lookup): Promise<Addon> {
  const { catalog } = lookup
  if (/[:/\\]/.test(name)) return readAddon(await locate(name, lookup), catalog)
  const known = await addonIds(catalog)
  if (!known.includes(name)) throw errors.unknownAddon(name, known, closestTo(name, known))
  return readAddon(locatedIn(catalog, name), catalog)
}

async function addonIds({ dir }: Catalog): Promise<readonly string[]> {
  const shelf = openShelf(dir)
  if ((await shelf.kindOf(folder)) !== 'folder') return []
  return [...(await shelf.foldersIn(folder))].sort()
}

function locatedIn({ dir, version }: Catalog, id: string): Located {
  const origin = { version, source: 'builtin' as const }
  return { shelf: openShelf(dir), dir: `${folder}/${id}`, origin }
}

async function readAddon(located: Located, catalog: Catalog): Promise<Addon> {
  const { shelf, dir } = located
  const path = `${dir}/addon.json`
  const text = (await shelf.kindOf(path)) === 'file' ? await shelf.readText(path) : undefined
  if (text === undefined) throw errors.templateInvalid(dir, 'it has no addon.json.')
  const blueprint = await readBlueprint(located, 'addon')
  const layers = await loadLayers(blueprint, located, catalog)
  const asking = layers.find(({ manifest }) => manifest.questions.length > 0)
  if (asking) throw errors.templateInvalid(dir, `its layer ${asking.id} asks questions.`)
  return withOwnIds({ ...blueprint, layers, ...parseAddonKeys(blueprint.id, text) })
}

/**
 * The ids of its own questions begin with that of the add-on, so that two add-ons may ask for the same thing. Its options
 * may also depend on the answers to questions of the template, such as `pm`.
 */
function withOwnIds(addon: Addon): Addon {
  const { manifest, variants } = addon
  const asked = [...manifest.questions.map(({ id }) => id), ...Object.keys(variants)]
  const own = (id: string) => {
    return asked.includes(id.split('/')[0] ?? id) ? `${addon.id}.${id}` : id
  }
  const questions = manifest.questions.map((question) => ({ ...question, id: own(question.id) }))
  const owned = (option: Blueprint): Blueprint => {
    return { ...option, id: own(option.id), options: option.options.map(owned) }
  }
  return {
    ...addon,
    manifest: { ...manifest, questions },
    variants: Object.fromEntries(Object.entries(variants).map(([id, one]) => [own(id), one])),
    options: addon.options.map(owned),
    insertions: addon.insertions.map((one) => {
      return one.when === undefined ? one : { ...one, when: conditionsOf(one).map(own) }
    }),
  }
}
