import { basename } from 'node:path'
import { AppError, catchAppError, errors } from '../errors/errors.ts'
import type { Blueprint } from '../model/blueprint.ts'
import type { Catalog } from './catalog.ts'
import { loadBlueprints } from './load.ts'
import { folderOnDisk } from './locate.ts'
import { type ManifestProblem, manifestProblems } from './manifest.ts'
import { type PackageAbove, packageAbove } from './package-above.ts'
import { isOptedIn, readBlueprint } from './read-blueprint.ts'
import { isFolder } from './shelf/folder.ts'
import type { FolderContent } from './shelf/shelf.ts'
import type { Asking } from './tracked-files.ts'

/** A template or a layer as its author sees it, with every problem that was found. */
export type Inspected = {
  readonly kind: 'template' | 'layer'
  /** undefined when the folder cannot be read as a whole. */
  readonly content: FolderContent | undefined
  readonly manifestProblems: readonly ManifestProblem[]
  /** Layers first, itself last; or why it cannot be used. */
  readonly blueprints: readonly Blueprint[] | AppError
  /** undefined when the folder is in no package. */
  readonly packageAbove: PackageAbove | undefined
}

/** Reads a template or a layer to find everything that is wrong with it. */
export async function inspect(path: string, catalog: Catalog, asking?: Asking): Promise<Inspected> {
  if (!(await isFolder(path))) throw errors.noTemplateFolder(path)
  const kind = (await isLayer(path)) ? 'layer' : 'template'
  const { shelf, dir } = folderOnDisk(path, asking)
  const read = await catchAppError(shelf.readFolder(dir))
  const content = read instanceof AppError ? undefined : read
  const manifest = content?.files.get(`${kind}.json`)?.content
  const isOurs = await isOptedIn(folderOnDisk(path), kind)
  const text = isOurs && typeof manifest === 'string' ? manifest : undefined
  return {
    kind,
    content,
    manifestProblems: text === undefined ? [] : manifestProblems(kind, text),
    blueprints: await catchAppError(
      kind === 'layer' ? loadLayer(path, catalog, asking) : loadTemplate(path, catalog, asking),
    ),
    packageAbove: await packageAbove(path),
  }
}

/** Loads the template in a folder, whatever the folder is called. */
export async function loadTemplate(
  path: string,
  catalog: Catalog,
  asking?: Asking,
): Promise<readonly Blueprint[]> {
  if (!(await isFolder(path))) throw errors.noTemplateFolder(path)
  if (await isLayer(path)) {
    const problem = 'it is a layer. Only a template that extends it can create a project.'
    throw errors.templateInvalid(basename(path), problem)
  }
  return loadBlueprints(`file:${path}`, catalog, path, asking)
}

async function isLayer(path: string): Promise<boolean> {
  const folder = folderOnDisk(path)
  return !(await isOptedIn(folder, 'template')) && (await isOptedIn(folder, 'layer'))
}

async function loadLayer(
  path: string,
  { version }: Catalog,
  asking: Asking | undefined,
): Promise<readonly Blueprint[]> {
  const origin = { version, source: 'builtin' as const }
  return [await readBlueprint({ ...folderOnDisk(path, asking), origin }, 'layer')]
}
