import type { ListedTemplate } from '../model/blueprint.ts'
import type { Tree } from '../model/tree.ts'
import { readManifest } from './read-blueprint.ts'
import { openShelf } from './shelf/open-shelf.ts'
import type { Shelf } from './shelf/shelf.ts'

/** Where the built-in templates are and which release they belong to. */
export type Catalog = {
  /** A folder, or our pack by its path. */
  readonly dir: string
  readonly version: string
}

/** The templates of a catalog, in the order of their manifests. */
export async function listTemplates(catalog: Catalog): Promise<readonly ListedTemplate[]> {
  const { dir, version } = catalog
  const shelf = openShelf(dir)
  const ids = await templateIds(shelf)
  const templates = await Promise.all(
    ids.map(async (id) => ({ id, manifest: await readManifest({ shelf, dir: id }, 'template') })),
  )
  return templates
    .sort((a, b) => a.manifest.order - b.manifest.order || a.id.localeCompare(b.id))
    .map(({ id, manifest: { title, description } }) => ({ id, title, description, version }))
}

/** The files that a new template or a new add-on begins with. */
export async function readStarter(
  { dir }: Catalog,
  folder: '_starter' | '_addon-starter',
): Promise<Tree> {
  return (await openShelf(dir).readFolder(folder)).files
}

/** The ids of the templates on a shelf. Names that begin with `_` are layers and such. */
export async function templateIds(shelf: Shelf): Promise<readonly string[]> {
  const folders = await shelf.foldersIn('')
  return folders.filter((name) => !/^[_.]/.test(name)).sort()
}
