import { basename } from 'node:path'
import { AppError, errors, messageOf } from '../errors/errors.ts'
import { type Blueprint, emptyManifest, isOfAuthor, type Manifest } from '../model/blueprint.ts'
import type { Tree, TreeFile } from '../model/tree.ts'
import { leftBehind } from './left-behind.ts'
import { parseManifest } from './manifest.ts'
import type { ShelfFolder } from './shelf/shelf.ts'

/** Where a blueprint comes from, as the record says it. */
export type Origin = Pick<Blueprint, 'version' | 'source' | 'integrity'>

/** The folder of a blueprint, or a folder of such folders, and where it comes from. */
export type Located = ShelfFolder & { readonly origin: Origin }

type ManifestKind = 'template' | 'layer'

/**
 * Reads one blueprint: its manifest, its files and its options. A person may name a link as the
 * template. A layer is named by the template, so it must not be a link, which may lead anywhere.
 */
export async function readBlueprint(located: Located, kind: ManifestKind): Promise<Blueprint> {
  const { shelf, dir, origin } = located
  const id = basename(dir)
  try {
    if (kind === 'layer' && (await shelf.kindOf(dir)) === 'link') {
      throw errors.templateInvalid(id, 'it is a link, but a layer must be a folder.')
    }
    const manifest = await readManifest(located, kind)
    const content = await shelf.readFolder(dir)
    const all = inProject(id, content.files)
    const files = new Map([...all].filter(([path]) => isContent(path, kind)))
    const options = optionsIn(all).map((option) => ({ ...option, ...origin, manifest }))
    const { ignored } = content
    const behind = await leftBehind({ shelf, dir, source: origin.source }, { files: all, ignored })
    const blueprint = { kind, id, ...origin, manifest, files, options }
    return behind === undefined ? blueprint : { ...blueprint, leftBehind: behind }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw errors.templateInvalid(id, messageOf(error), error)
  }
}

/** Reads the manifest in a folder. Without one the folder is a template with every default. */
export async function readManifest(
  { shelf, dir }: ShelfFolder,
  kind: ManifestKind,
): Promise<Manifest> {
  const id = basename(dir)
  const text = await shelf.readText(`${dir}/${kind}.json`)
  return text === undefined ? { ...emptyManifest, title: id } : parseManifest(kind, id, text)
}

export async function hasManifest(
  { shelf, dir }: ShelfFolder,
  kind: ManifestKind,
): Promise<boolean> {
  return (await shelf.kindOf(`${dir}/${kind}.json`)) !== undefined
}

/** npm leaves `.gitignore` and `.npmrc` out of a package, so a template stores them under other names. */
function inProject(id: string, stored: Tree): Tree {
  const tree = new Map(
    [...stored].map(([path, file]) => [path.replace(/(^|\/)_(gitignore|npmrc)$/, '$1.$2'), file]),
  )
  if (tree.size === stored.size) return tree
  throw errors.templateInvalid(id, 'two of its files have the same name in a project.')
}

function isContent(path: string, kind: ManifestKind): boolean {
  return path !== `${kind}.json` && !isOfAuthor(path) && !path.startsWith('options/')
}

type OptionFolder = Pick<Blueprint, 'kind' | 'id' | 'files' | 'options'>

/** `options/<question>/<value>/` is laid by its blueprint's own rules when the answer has its value. */
function optionsIn(all: Tree): readonly OptionFolder[] {
  const trees = new Map<string, Map<string, TreeFile>>()
  for (const [path, file] of all) {
    const [, id, inside] = /^options\/([^/]+\/[^/]+)\/(.+)$/s.exec(path) ?? []
    if (id === undefined || inside === undefined) continue
    trees.set(id, (trees.get(id) ?? new Map()).set(inside, file))
  }
  return [...trees]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, files]) => ({ kind: 'option', id, files, options: [] }))
}
