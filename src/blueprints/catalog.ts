import { basename, dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { errors } from '../errors.ts'
import { type Blueprint, type BlueprintSource, questionsOf } from '../plan/blueprint.ts'
import { foldersOf } from '../plan/question.ts'
import { holdsSecret, parseSource, printSource } from '../plan/source.ts'
import { closestTo } from '../plan/suggest.ts'
import type { Fetching } from './fetch.ts'
import {
  hasFolder,
  hasManifest,
  loadBlueprint,
  loadManifest,
  type Origin,
  templateFolders,
} from './load.ts'

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

/**
 * Loads a template and what it extends: its layers first, in laying order, itself last.
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
    const blueprint = await loadBlueprint(located.dir, 'template', located.origin)
    const layers = await Promise.all(
      blueprint.manifest.extends.map((id) => loadLayer(id, located, catalog)),
    )
    const blueprints = [...layers, blueprint]
    assertOptionsAsked(blueprints)
    return blueprints
  } finally {
    await located.release?.()
  }
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

type Located = {
  readonly dir: string
  readonly origin: Origin
  /** Given when the folder is there only to be read. */
  readonly release?: () => Promise<void>
}

async function locate(
  template: string,
  catalog: Catalog,
  cwd: string,
  fetching: Fetching | undefined,
): Promise<Located> {
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
  if (!known.includes(template)) {
    throw errors.unknownTemplate(template, known, closestTo(template, known))
  }
  return { dir: `${catalog.dir}/${template}`, origin: { version, source: 'builtin' } }
}

/** A template from elsewhere is a folder that is fetched first. */
async function fetchFolder(template: string, fetching: Fetching | undefined): Promise<Located> {
  if (holdsSecret(template)) throw errors.secretInAddress()
  const source = parseSource(template)
  if (source === undefined || fetching === undefined) throw errors.unsupportedSource(template)
  const { fetchTemplate } = await import('./fetch.ts')
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

/** A layer lies beside its template; a template that is not ours may also extend ours. */
async function loadLayer(id: string, template: Located, catalog: Catalog): Promise<Blueprint> {
  const ours = { version: catalog.version, source: 'builtin' as const }
  const places = [
    { dir: `${dirname(template.dir)}/${id}`, origin: template.origin },
    { dir: `${catalog.dir}/${id}`, origin: ours },
  ]
  for (const { dir, origin } of places) {
    if (await hasManifest(dir, 'layer')) return loadBlueprint(dir, 'layer', origin)
  }
  const problem = `it extends "${id}", and there is no such layer.`
  throw errors.templateInvalid(basename(template.dir), problem)
}
