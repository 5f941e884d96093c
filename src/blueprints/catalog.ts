import { basename, dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { errors } from '../errors/errors.ts'
import { closestTo } from '../flags/suggest.ts'
import type { ListedTemplate } from '../model/blueprint.ts'
import { type Blueprint, type BlueprintSource, questionsOf } from '../model/blueprint.ts'
import { foldersOf } from '../model/question.ts'
import { holdsSecret, parseSource, printSource } from '../model/source.ts'
import type { Fetching } from './fetch/fetch-template.ts'
import { hasFolder, type Located, loadBlueprint, loadManifest, templateFolders } from './load.ts'
import { loadBeside, loadPart } from './parts.ts'

/** Where the built-in templates are and which release they belong to. */
export type Catalog = {
  readonly dir: string
  readonly version: string
  /** What is offered, where that is known without looking. */
  readonly listed?: readonly ListedTemplate[]
}

/** The templates that are offered, in the order of their manifests. */
export async function listTemplates(catalog: Catalog): Promise<readonly ListedTemplate[]> {
  const { dir, version, listed } = catalog
  if (listed) return listed
  const ids = await templateFolders(dir)
  const templates = await Promise.all(
    ids.map(async (id) => ({ id, manifest: await loadManifest(`${dir}/${id}`, 'template') })),
  )
  return templates
    .sort((a, b) => a.manifest.order - b.manifest.order || a.id.localeCompare(b.id))
    .map(({ id, manifest: { title, description } }) => ({ id, title, description, version }))
}

/**
 * Loads a template and what it stands on: its layers first, then its parts, in laying order, itself last.
 * @param fetching without it nothing is fetched: a template is then built in, or a folder.
 */
export async function loadBlueprints(
  template: string,
  catalog: Catalog,
  cwd: string,
  fetching?: Fetching,
): Promise<readonly Blueprint[]> {
  const located = await locate(template, catalog, cwd, fetching)
  try {
    return await loadLocated(located, catalog)
  } finally {
    await located.release?.()
  }
}

/** What a template stands on lies beside it; a template that is not ours may also use ours. */
async function loadLocated({ dir, origin }: Located, ours: Catalog): Promise<readonly Blueprint[]> {
  const blueprint = await loadBlueprint(dir, 'template', origin)
  const { manifest } = blueprint
  const places = [
    { dir: dirname(dir), origin },
    { dir: ours.dir, origin: { version: ours.version, source: 'builtin' as const } },
  ]
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
      const problem = `${where} is the answer to no question.`
      throw errors.templateInvalid(blueprint, problem, undefined, where)
    }
  }
}

/** A folder that is there only to be read is released after that. */
type ReadableTemplate = Located & { readonly release?: () => Promise<void> }

async function locate(
  template: string,
  catalog: Catalog,
  cwd: string,
  fetching: Fetching | undefined,
): Promise<ReadableTemplate> {
  const { version } = catalog
  if (isFolder(template)) {
    const dir = resolve(cwd, template.startsWith('file:') ? pathOf(template) : template)
    if (!(await hasFolder(dir))) {
      throw errors.templateInvalid(template, `there is no folder ${dir}.`)
    }
    return { dir, origin: { version, source: `file:${basename(dir)}` } }
  }
  if (/[:/]/.test(template)) return fetchFolder(template, fetching)
  const known = await templateFolders(catalog.dir)
  const id = known.includes(template) ? template : await aliased(template, known, catalog)
  if (id === undefined) throw errors.unknownTemplate(template, known, closestTo(template, known))
  return { dir: `${catalog.dir}/${id}`, origin: { version, source: 'builtin' } }
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

/** A template from elsewhere is a folder that is fetched first. */
async function fetchFolder(
  template: string,
  fetching: Fetching | undefined,
): Promise<ReadableTemplate> {
  if (holdsSecret(template)) throw errors.secretInAddress()
  const source = parseSource(template)
  if (source === undefined || fetching === undefined) throw errors.unsupportedSource(template)
  const { fetchTemplate } = await import('./fetch/fetch-template.ts')
  const { dir, source: fetched, version, release } = await fetchTemplate(source, fetching)
  const { integrity } = fetched
  const origin = { version, source: printSource(fetched) as BlueprintSource }
  return { dir, release, origin: integrity === undefined ? origin : { ...origin, integrity } }
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
