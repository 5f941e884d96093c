import { errors } from '../errors.ts'
import type { Blueprint, Part } from '../plan/blueprint.ts'
import { hasManifest, loadBlueprint } from './load.ts'

/**
 * Loads what a template lays into a folder: a template of its own layers, or one layer. Layers that the composing
 * template lays itself, at the root or as a part, are not laid again.
 */
export async function loadPart(
  { template, layer, ...place }: Part,
  places: readonly string[],
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

type Kind = 'template' | 'layer'

/** What a template stands on lies beside it; a template of the person's own may also use ours. */
export async function loadBeside(
  id: string,
  kind: Kind,
  places: readonly string[],
  template: Blueprint,
): Promise<Blueprint> {
  const { version, source } = template
  for (const place of places) {
    if (await hasManifest(`${place}/${id}`, kind)) {
      return loadBlueprint(`${place}/${id}`, kind, { version, source })
    }
  }
  const verb = kind === 'layer' ? 'extends' : 'composes'
  throw errors.templateInvalid(template.id, `it ${verb} "${id}", and there is no such ${kind}.`)
}
