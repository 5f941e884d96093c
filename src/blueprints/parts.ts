import { basename } from 'node:path'
import { errors } from '../errors/errors.ts'
import type { Blueprint, Part } from '../model/blueprint.ts'
import { hasManifest, type Located, loadBlueprint } from './load.ts'
import { parseManifest } from './manifest.ts'
import type { Tarball } from './shelf/entries.ts'

/**
 * Loads what a template lays into a folder: a template of its own layers, or one layer. Layers that the composing
 * template lays itself, at the root or as a part, are not laid again.
 */
export async function loadPart(
  { template, layer, ...place }: Part,
  places: readonly Located[],
  composing: Blueprint,
): Promise<readonly Blueprint[]> {
  const load = (id: string, kind: Kind) => loadBeside(id, kind, places, composing)
  const { manifest } = composing
  const own = [...manifest.extends, ...manifest.compose.map((part) => part.layer)]
  const main =
    template === undefined ? await load(layer ?? '', 'layer') : await load(template, 'template')
  if (main.manifest.compose.length > 0) {
    throw errors.templateInvalid(
      composing.id,
      `it composes "${main.id}", which is composed itself.`,
    )
  }
  const layers = await Promise.all(
    main.manifest.extends.filter((id) => !own.includes(id)).map((id) => load(id, 'layer')),
  )
  return [...layers, main].map((blueprint) => ({ ...blueprint, place }))
}

/** The ids of what the template in a folder of a tarball composes; they lie beside that folder. */
export function composedIn({ files }: Tarball, dir: string): readonly string[] {
  const isManifest = (path: string) => path.split('/').slice(1).join('/') === `${dir}/template.json`
  const path = [...files.keys()].find(isManifest)
  const text = path === undefined ? undefined : files.get(path)?.content.toString()
  if (text === undefined) return []
  const { compose } = parseManifest('template', basename(dir), text)
  return compose.flatMap(({ template }) => template ?? [])
}

type Kind = 'template' | 'layer'

/** Loads what a template stands on from the first of the folders that has it. */
export async function loadBeside(
  id: string,
  kind: Kind,
  places: readonly Located[],
  template: Blueprint,
): Promise<Blueprint> {
  for (const { dir, origin } of places) {
    if (await hasManifest(`${dir}/${id}`, kind)) {
      return loadBlueprint(`${dir}/${id}`, kind, origin)
    }
  }
  const verb = kind === 'layer' ? 'extends' : 'composes'
  throw errors.templateInvalid(template.id, `it ${verb} "${id}", and there is no such ${kind}.`)
}
