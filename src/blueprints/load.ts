import { posix } from 'node:path'
import { errors } from '../errors/errors.ts'
import { type Blueprint, type Part, questionsOf } from '../model/blueprint.ts'
import { foldersOf } from '../model/question.ts'
import type { Catalog } from './catalog.ts'
import type { Fetching } from './fetch/fetch-source.ts'
import { locate } from './locate.ts'
import { hasManifest, type Located, readBlueprint } from './read-blueprint.ts'
import { openShelf } from './shelf/open-shelf.ts'
import type { Asking } from './tracked-files.ts'

/**
 * Loads a template and everything below it in laying order: its layers, its parts, itself.
 * @param cwd relative folders are resolved from here.
 * @param fetching without a network in it nothing is fetched: the template is built in, or a folder.
 */
export async function loadBlueprints(
  name: string,
  catalog: Catalog,
  cwd: string,
  fetching?: Fetching | Asking,
): Promise<readonly Blueprint[]> {
  const located = await locate(name, { catalog, cwd, fetching })
  const template = await readBlueprint(located, 'template')
  const siblings = { template, places: placesBeside(located, catalog) }
  const layers = await loadLayers(template, located, catalog)
  const { compose } = template.manifest
  const parts = await Promise.all(compose.map((part) => loadPart(part, siblings)))
  const blueprints = [...layers, ...parts.flat(), template]
  assertOptionsAsked(blueprints)
  return blueprints
}

/** Loads the layers that a template or an add-on names, in laying order. */
export function loadLayers(
  blueprint: Blueprint,
  located: Located,
  catalog: Catalog,
): Promise<readonly Blueprint[]> {
  const siblings = { template: blueprint, places: placesBeside(located, catalog) }
  return Promise.all(blueprint.manifest.extends.map((id) => loadSibling(id, 'layer', siblings)))
}

/** The folders with what a template is made of. A template of others may also use our layers. */
function placesBeside({ shelf, dir, origin }: Located, ours: Catalog): readonly Located[] {
  const parent = posix.dirname(dir)
  return [
    { shelf, dir: parent === '.' ? '' : parent, origin },
    {
      shelf: openShelf(ours.dir),
      dir: '',
      origin: { version: ours.version, source: 'builtin' },
    },
  ]
}

type Siblings = {
  /** The template that names them. */
  readonly template: Blueprint
  /** Where to look for them, the first place first. */
  readonly places: readonly Located[]
}

async function loadSibling(
  id: string,
  kind: 'template' | 'layer',
  { template, places }: Siblings,
): Promise<Blueprint> {
  for (const { shelf, dir, origin } of places) {
    const sibling = { shelf, dir: dir === '' ? id : `${dir}/${id}`, origin }
    if (!(await hasManifest(sibling, kind))) continue
    // Nobody named the folder that a link leads to.
    if (kind === 'template' && (await shelf.kindOf(sibling.dir)) === 'link') {
      throw errors.templateInvalid(id, 'it is a link, but a part must be a folder.')
    }
    return readBlueprint(sibling, kind)
  }
  const verb = kind === 'layer' ? 'extends' : 'composes'
  throw errors.templateInvalid(template.id, `it ${verb} "${id}", and there is no such ${kind}.`)
}

/**
 * Loads what a template lays into a folder: another template with its layers, or one layer. Leaves
 * out the layers that the composing template lays itself, at the root or as a part.
 */
async function loadPart(
  { template, layer = '', ...place }: Part,
  siblings: Siblings,
): Promise<readonly Blueprint[]> {
  const { id, manifest } = siblings.template
  const main = await (template === undefined
    ? loadSibling(layer, 'layer', siblings)
    : loadSibling(template, 'template', siblings))
  if (main.manifest.compose.length > 0) {
    throw errors.templateInvalid(id, `it composes "${main.id}", which is composed itself.`)
  }
  const laid = [...manifest.extends, ...manifest.compose.map((part) => part.layer)]
  const missing = main.manifest.extends.filter((name) => !laid.includes(name))
  const layers = await Promise.all(missing.map((name) => loadSibling(name, 'layer', siblings)))
  return [...layers, main].map((blueprint) => ({ ...blueprint, place }))
}

/** Refuses a folder of options that no answer chooses, because it would never be laid. */
function assertOptionsAsked(blueprints: readonly Blueprint[]): void {
  const asked = questionsOf(blueprints)
  for (const { id: blueprint, options, manifest } of blueprints) {
    const wanted = [
      ...optionsBelow(options, ''),
      ...manifest.compose.flatMap(({ when }) => (when ? [{ option: when, where: when }] : [])),
    ]
    for (const { option, where } of wanted) {
      const [id, folder = ''] = option.split('/')
      const question = asked.find((candidate) => candidate.id === id)
      if (question && foldersOf(question).includes(folder)) continue
      const problem = `${where} does not belong to any question.`
      throw errors.templateInvalid(blueprint, problem, undefined, where)
    }
  }
}

/** The options of a blueprint, with those in them. */
function optionsBelow(options: readonly Blueprint[], above: string): readonly AskedOption[] {
  return options.flatMap(({ id, options: inside }) => {
    const where = `${above}options/${id}`
    return [{ option: id, where }, ...optionsBelow(inside, `${where}/`)]
  })
}

type AskedOption = { readonly option: string; readonly where: string }
