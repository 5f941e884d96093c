import { basename } from 'node:path'
import { AppError, errors, orAppError } from '../errors/errors.ts'
import type { Blueprint } from '../model/blueprint.ts'
import { type Catalog, loadBlueprints } from './catalog.ts'
import { hasFolder, hasManifest, loadBlueprint } from './load.ts'
import { type ManifestProblem, manifestProblems } from './manifest.ts'
import { readStored, type Stored } from './shelf/folder.ts'

/** A template or a layer as its author has it: what lies there, what is wrong with it, what it comes to. */
export type Inspected = {
  readonly kind: 'template' | 'layer'
  /** undefined where the folder cannot be read whole. */
  readonly stored: Stored | undefined
  readonly manifestProblems: readonly ManifestProblem[]
  /** Layers first, itself last; else why it cannot be used. */
  readonly blueprints: readonly Blueprint[] | AppError
}

/** Reads a folder for who wants to know all that is wrong with it. */
export async function inspect(dir: string, catalog: Catalog): Promise<Inspected> {
  if (!(await hasFolder(dir))) throw errors.noTemplateFolder(dir)
  const kind = (await isLayer(dir)) ? 'layer' : 'template'
  const stored = await orAppError(readStored(dir))
  const files = stored instanceof AppError ? undefined : stored.files
  const manifest = files?.get(`${kind}.json`)?.content
  return {
    kind,
    stored: stored instanceof AppError ? undefined : stored,
    manifestProblems: typeof manifest === 'string' ? manifestProblems(kind, manifest) : [],
    blueprints: await orAppError(
      kind === 'layer' ? loadLayer(dir, catalog) : loadTemplate(dir, catalog),
    ),
  }
}

/** Loads the template in a folder, whatever the folder is called. */
export async function loadTemplate(dir: string, catalog: Catalog): Promise<readonly Blueprint[]> {
  if (!(await hasFolder(dir))) throw errors.noTemplateFolder(dir)
  if (await isLayer(dir)) {
    const problem = 'it is a layer, and only the templates that extend it make projects.'
    throw errors.templateInvalid(basename(dir), problem)
  }
  return loadBlueprints(`file:${dir}`, catalog, dir)
}

async function isLayer(dir: string): Promise<boolean> {
  return !(await hasManifest(dir, 'template')) && (await hasManifest(dir, 'layer'))
}

async function loadLayer(dir: string, { version }: Catalog): Promise<readonly Blueprint[]> {
  return [await loadBlueprint(dir, 'layer', { version, source: 'builtin' })]
}
