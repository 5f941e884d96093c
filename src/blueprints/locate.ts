import { basename, dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { errors } from '../errors/errors.ts'
import { closestTo } from '../flags/suggest.ts'
import type { BlueprintSource } from '../model/blueprint.ts'
import { holdsSecret, parseSource, printSource } from '../model/source.ts'
import { type Catalog, templateIds } from './catalog.ts'
import type { Fetching } from './fetch/fetch-source.ts'
import { type Located, readManifest } from './read-blueprint.ts'
import { folderShelf, isFolder } from './shelf/folder.ts'
import { openShelf } from './shelf/open-shelf.ts'
import type { Shelf, ShelfFolder } from './shelf/shelf.ts'
import { type Asking, trackedBy } from './tracked-files.ts'

/** What a template's name may be looked up with. */
export type Lookup = {
  readonly catalog: Catalog
  /** Relative folders are resolved from here. */
  readonly cwd: string
  /** Without it nothing is fetched, and git is not asked. */
  readonly fetching?: Fetching | Asking | undefined
}

/** Finds the template that a person named: a folder, one to fetch, or a built-in one. */
export async function locate(template: string, lookup: Lookup): Promise<Located> {
  if (namesFolder(template)) return locateFolder(template, lookup)
  if (/[:/]/.test(template)) return locateFetched(template, lookup)
  return locateBuiltIn(template, lookup)
}

function namesFolder(template: string): boolean {
  return /^(?:\.{1,2}(?:[\\/]|$)|[\\/]|[A-Za-z]:[\\/]|file:)/.test(template)
}

async function locateFolder(
  template: string,
  { catalog, cwd, fetching }: Lookup,
): Promise<Located> {
  const path = resolve(cwd, template.startsWith('file:') ? pathOf(template) : template)
  if (!(await isFolder(path))) {
    throw errors.templateInvalid(template, `the folder ${path} does not exist.`)
  }
  const source: BlueprintSource = `file:${basename(path)}`
  return { ...folderOnDisk(path, fetching), origin: { version: catalog.version, source } }
}

function pathOf(url: string): string {
  if (!url.startsWith('file://')) return url.slice('file:'.length)
  try {
    return fileURLToPath(url)
  } catch (cause) {
    throw errors.templateInvalid(url, 'it is not a valid file URL.', cause)
  }
}

/**
 * A folder on the shelf that is its parent, so that its layers are on the same one.
 * @param asking without it, git is not asked which of the files that `.gitignore` excludes it tracks.
 */
export function folderOnDisk(path: string, asking?: Asking): ShelfFolder {
  const trackedIn = asking ? trackedBy(asking) : async () => []
  return { shelf: folderShelf(dirname(path), trackedIn), dir: basename(path) }
}

async function locateFetched(template: string, { fetching }: Lookup): Promise<Located> {
  if (holdsSecret(template)) throw errors.secretInAddress()
  const asked = parseSource(template)
  if (asked === undefined || fetching === undefined || !('network' in fetching)) {
    throw errors.unsupportedSource(template)
  }
  const { fetchSource } = await import('./fetch/fetch-source.ts')
  const neededBeside = async (folder: ShelfFolder) => {
    const { compose } = await readManifest(folder, 'template')
    return compose.flatMap((part) => part.template ?? [])
  }
  const fetched = await fetchSource(asked, { ...fetching, neededBeside })
  const { shelf, dir, version } = fetched
  const { integrity } = fetched.source
  const source = printSource(fetched.source) as BlueprintSource
  const origin = { version, source, ...(integrity === undefined ? {} : { integrity }) }
  return { shelf, dir, origin }
}

async function locateBuiltIn(template: string, { catalog }: Lookup): Promise<Located> {
  const shelf = openShelf(catalog.dir)
  const known = await templateIds(shelf)
  const id = known.includes(template) ? template : await aliased(template, known, shelf)
  if (id === undefined) throw errors.unknownTemplate(template, known, closestTo(template, known))
  return { shelf, dir: id, origin: { version: catalog.version, source: 'builtin' } }
}

/** The template that has this name as an alias. */
async function aliased(
  alias: string,
  known: readonly string[],
  shelf: Shelf,
): Promise<string | undefined> {
  const manifests = await Promise.all(known.map((dir) => readManifest({ shelf, dir }, 'template')))
  return known.find((_, index) => manifests[index]?.aliases.includes(alias))
}
