import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { AppError, catchAppError, errors } from '../../errors/errors.ts'
import type { Addon } from '../../model/generated/addon.ts'
import type { Catalog } from '../catalog.ts'
import { folderOnDisk } from '../locate.ts'
import type { ManifestProblem } from '../manifest.ts'
import { type PackageAbove, packageAbove } from '../package-above.ts'
import { folderShelf, isFolder } from '../shelf/folder.ts'
import type { FolderContent } from '../shelf/shelf.ts'
import type { Asking } from '../tracked-files.ts'
import { addonProblems } from './addon-manifest.ts'
import { loadAddon } from './load-addon.ts'

/** The folder of the add-ons that a project has of its own. */
export const ownAddons = 'addons'

/** An add-on as its author sees it, with everything that keeps it from being used. */
export type InspectedAddon = {
  readonly id: string
  /** Its folder: absolute, and as a path in the project. */
  readonly path: string
  readonly place: string
  /** undefined when the folder cannot be read as a whole. */
  readonly content: FolderContent | undefined
  readonly problems: readonly ManifestProblem[]
  readonly addon: Addon | AppError
  readonly packageAbove: PackageAbove | undefined
  /** The ids of the add-ons in the same folder. */
  readonly beside: readonly string[]
}

type AddonLookup = {
  readonly catalog: Catalog
  readonly cwd: string
  /** Absolute path of the project. */
  readonly project: string
  readonly asking: Asking
}

/** The add-ons in some folders, or all of a project. */
export async function inspectAddons(
  typed: readonly string[],
  lookup: AddonLookup,
): Promise<readonly InspectedAddon[]> {
  const { cwd, project } = lookup
  const folders = typed.length > 0 ? typed.map((one) => resolve(cwd, one)) : [cwd]
  const found = await Promise.all(folders.map(addonsIn))
  const own = typed.length === 0 && found.flat().length === 0
  const paths = own ? await addonsIn(join(project, ownAddons)) : found.flat()
  const missing = own
    ? paths.length === 0
      ? ownAddons
      : undefined
    : typed[found.findIndex(isEmpty)]
  if (missing !== undefined) throw errors.noAddons(missing)
  return Promise.all([...new Set(paths)].map((path) => inspected(path, lookup)))
}

/** A folder that is an add-on, or the add-ons in it. */
async function addonsIn(path: string): Promise<readonly string[]> {
  if (!(await isFolder(path))) return []
  const shelf = folderShelf(path)
  const isAddon = async (at: string) => (await shelf.kindOf(`${at}addon.json`)) === 'file'
  if (await isAddon('')) return [path]
  const folders = (await shelf.foldersIn('')).toSorted()
  const are = await Promise.all(folders.map((folder) => isAddon(`${folder}/`)))
  return folders.filter((_, at) => are[at]).map((folder) => join(path, folder))
}

function isEmpty(paths: readonly string[]): boolean {
  return paths.length === 0
}

async function inspected(
  path: string,
  { catalog, cwd, project, asking }: AddonLookup,
): Promise<InspectedAddon> {
  const { shelf, dir } = folderOnDisk(path, asking)
  const read = await catchAppError(shelf.readFolder(dir))
  const content = read instanceof AppError ? undefined : read
  const text = content?.files.get('addon.json')?.content
  return {
    ...{ id: basename(path), path, content },
    place: relative(project, path).split(sep).join('/'),
    problems: typeof text === 'string' ? addonProblems(text) : [],
    addon: await catchAppError(loadAddon(path, { catalog, cwd, fetching: asking })),
    packageAbove: await packageAbove(path),
    beside: (await addonsIn(dirname(path))).map((one) => basename(one)),
  }
}
