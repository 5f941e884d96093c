import { basename, dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { errors } from '../errors.ts'
import { type Blueprint, type BlueprintSource, questionsOf } from '../plan/blueprint.ts'
import { foldersOf } from '../plan/question.ts'
import { closestTo } from '../plan/suggest.ts'
import { hasFolder, loadBlueprint, loadManifest, templateFolders } from './load.ts'
import { loadBeside, loadPart } from './parts.ts'

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

/** Loads a template and what it stands on: its layers first, then its parts, in laying order, itself last. */
export async function loadBlueprints(
  template: string,
  catalog: Catalog,
  cwd: string,
): Promise<readonly Blueprint[]> {
  const { dir, source } = await locate(template, catalog, cwd)
  const blueprint = await loadBlueprint(dir, 'template', { version: catalog.version, source })
  const { manifest } = blueprint
  const places = [dirname(dir), catalog.dir]
  const layers = await Promise.all(
    manifest.extends.map((id) => loadBeside(id, 'layer', places, blueprint)),
  )
  const parts = await Promise.all(manifest.compose.map((part) => loadPart(part, places, blueprint)))
  const blueprints = [...layers, ...parts.flat(), blueprint]
  assertOptionsAsked(blueprints)
  return blueprints
}

/** A folder of options that no question can choose would be dead. */
function assertOptionsAsked(blueprints: readonly Blueprint[]): void {
  const asked = questionsOf(blueprints)
  for (const { id: blueprint, options, manifest } of blueprints) {
    const wanted = [
      ...options.map(({ id }) => ({ option: id, where: `options/${id}` })),
      ...manifest.compose.flatMap(({ when }) => (when ? [{ option: when, where: when }] : [])),
    ]
    for (const { option, where } of wanted) {
      const [id, folder = ''] = option.split('/')
      const question = asked.find((candidate) => candidate.id === id)
      if (question && foldersOf(question).includes(folder)) continue
      throw errors.templateInvalid(blueprint, `${where} is the answer to no question.`)
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
  const id = known.includes(template) ? template : await aliased(template, known, catalog)
  if (id === undefined) throw errors.unknownTemplate(template, known, closestTo(template, known))
  return { dir: `${catalog.dir}/${id}`, source: 'builtin' }
}

/** The template that has another name. */
async function aliased(
  alias: string,
  known: readonly string[],
  { dir }: Catalog,
): Promise<string | undefined> {
  const manifests = await Promise.all(known.map((id) => loadManifest(`${dir}/${id}`, 'template')))
  return known.find((_, index) => manifests[index]?.aliases.includes(alias))
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
