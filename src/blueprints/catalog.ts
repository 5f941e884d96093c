import { basename, dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { errors } from '../errors.ts'
import { type Blueprint, type BlueprintSource, questionsOf } from '../plan/blueprint.ts'
import { foldersOf } from '../plan/question.ts'
import { closestTo } from '../plan/suggest.ts'
import { hasFolder, hasManifest, loadBlueprint, loadManifest, templateFolders } from './load.ts'

/** A template as it stands in lists. */
export type Listed = {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly version: string
}

/** Where the built-in templates are and which release they belong to. */
export type Catalog = { readonly dir: string; readonly version: string }

/** The templates that are offered, in the order of their manifests. */
export async function listTemplates({ dir, version }: Catalog): Promise<readonly Listed[]> {
  const ids = await templateFolders(dir)
  const templates = await Promise.all(
    ids.map(async (id) => ({ id, manifest: await loadManifest(`${dir}/${id}`, 'template') })),
  )
  return templates
    .sort((a, b) => a.manifest.order - b.manifest.order || a.id.localeCompare(b.id))
    .map(({ id, manifest: { title, description } }) => ({ id, title, description, version }))
}

/** Loads a template and what it extends: its layers first, in laying order, itself last. */
export async function loadBlueprints(
  template: string,
  catalog: Catalog,
  cwd: string,
): Promise<readonly Blueprint[]> {
  const { dir, source } = await locate(template, catalog, cwd)
  const blueprint = await loadBlueprint(dir, 'template', { version: catalog.version, source })
  const layers = await Promise.all(
    blueprint.manifest.extends.map((id) => loadLayer(id, [dirname(dir), catalog.dir], blueprint)),
  )
  const blueprints = [...layers, blueprint]
  assertOptionsAsked(blueprints)
  return blueprints
}

/** A folder of options that no question can choose would be dead. */
function assertOptionsAsked(blueprints: readonly Blueprint[]): void {
  const asked = questionsOf(blueprints)
  for (const { id: blueprint, options } of blueprints) {
    for (const option of options) {
      const [id, folder = ''] = option.id.split('/')
      const question = asked.find((candidate) => candidate.id === id)
      if (question && foldersOf(question).includes(folder)) continue
      throw errors.templateInvalid(blueprint, `options/${option.id} is the answer to no question.`)
    }
  }
}

async function locate(
  template: string,
  catalog: Catalog,
  cwd: string,
): Promise<{ dir: string; source: BlueprintSource }> {
  if (isFolder(template)) {
    const dir = resolve(cwd, template.startsWith('file:') ? pathOf(template) : template)
    if (!(await hasFolder(dir))) {
      throw errors.templateInvalid(template, `there is no folder ${dir}.`)
    }
    return { dir, source: `file:${basename(dir)}` }
  }
  if (/[:/]/.test(template)) throw errors.unsupportedSource(template)
  const known = await templateFolders(catalog.dir)
  if (!known.includes(template)) {
    throw errors.unknownTemplate(template, known, closestTo(template, known))
  }
  return { dir: `${catalog.dir}/${template}`, source: 'builtin' }
}

function isFolder(template: string): boolean {
  return /^(?:\.{1,2}(?:[\\/]|$)|[\\/]|[A-Za-z]:[\\/]|file:)/.test(template)
}

function pathOf(url: string): string {
  if (!url.startsWith('file://')) return url.slice('file:'.length)
  try {
    return fileURLToPath(url)
  } catch (cause) {
    throw errors.templateInvalid(url, 'it is no file URL.', cause)
  }
}

/** A layer lies beside its template; a template of the person's own may also extend ours. */
async function loadLayer(
  id: string,
  places: readonly string[],
  template: Blueprint,
): Promise<Blueprint> {
  const { version, source } = template
  for (const place of places) {
    if (await hasManifest(`${place}/${id}`, 'layer')) {
      return loadBlueprint(`${place}/${id}`, 'layer', { version, source })
    }
  }
  throw errors.templateInvalid(template.id, `it extends "${id}", and there is no such layer.`)
}
