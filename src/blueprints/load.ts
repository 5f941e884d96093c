import { basename } from 'node:path'
import fs from 'fs-extra'
import { AppError, errors, messageOf } from '../errors/errors.ts'
import {
  type Blueprint,
  type BlueprintKind,
  emptyManifest,
  isOfAuthor,
  type Manifest,
} from '../model/blueprint.ts'
import type { Tree, TreeFile } from '../model/tree.ts'
import { parseManifest } from './manifest.ts'
import { readFiles, readShortText } from './shelf/folder.ts'
import { packedFiles } from './shelf/pack.ts'

/** Where a blueprint comes from, as its record will say it. */
export type Origin = Pick<Blueprint, 'version' | 'source' | 'integrity'>

/** A folder, and where it or what is in it comes from. */
export type Located = { readonly dir: string; readonly origin: Origin }

/**
 * Reads one blueprint folder: its manifest, its files and its options. A person may name a link as
 * the template; a layer is named by the template and must be a folder.
 */
export async function loadBlueprint(
  dir: string,
  kind: 'template' | 'layer',
  origin: Origin,
): Promise<Blueprint> {
  const id = basename(dir)
  try {
    const isLink = packedFiles(dir) === undefined && (await fs.lstat(dir)).isSymbolicLink()
    if (kind === 'layer' && isLink) {
      throw errors.templateInvalid(id, 'it is a link; a layer is a folder.')
    }
    const manifest = await loadManifest(dir, kind)
    const all = await readFiles(dir)
    const files = new Map([...all].filter(([path]) => isContent(path, kind)))
    const options = optionsIn(all).map((option) => ({ ...option, ...origin, manifest }))
    return { kind, id, ...origin, manifest, files, options }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw errors.templateInvalid(id, messageOf(error), error)
  }
}

/** Reads what a folder says of itself; without a manifest it is a template that says nothing. */
export async function loadManifest(dir: string, kind: 'template' | 'layer'): Promise<Manifest> {
  const id = basename(dir)
  const text = await readShortText(dir, `${kind}.json`)
  return text === undefined ? { ...emptyManifest, title: id } : parseManifest(kind, id, text)
}

function isContent(path: string, kind: 'template' | 'layer'): boolean {
  return path !== `${kind}.json` && !isOfAuthor(path) && !path.startsWith('options/')
}

/** `options/<question>/<value>/`: laid with its blueprint's own rules when the answer has its value. */
function optionsIn(all: Tree): readonly Pick<Blueprint, 'kind' | 'id' | 'files' | 'options'>[] {
  const trees = new Map<string, Map<string, TreeFile>>()
  for (const [path, file] of all) {
    const [, id, inside] = /^options\/([^/]+\/[^/]+)\/(.+)$/s.exec(path) ?? []
    if (id === undefined || inside === undefined) continue
    trees.set(id, (trees.get(id) ?? new Map()).set(inside, file))
  }
  return [...trees]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, files]) => ({ kind: 'option' as BlueprintKind, id, files, options: [] }))
}

export async function hasManifest(dir: string, kind: 'template' | 'layer'): Promise<boolean> {
  return packedFiles(dir)?.has(`${kind}.json`) ?? fs.pathExists(`${dir}/${kind}.json`)
}

export async function hasFolder(dir: string): Promise<boolean> {
  return (await fs.pathExists(dir)) && (await fs.stat(dir)).isDirectory()
}

/** The ids of the templates in a folder; names that begin with `_` are layers and such. */
export async function templateFolders(dir: string): Promise<readonly string[]> {
  const packed = packedFiles(dir)
  const folders = packed ? foldersIn(packed) : await foldersAt(dir)
  return folders.filter((name) => !/^[_.]/.test(name)).sort()
}

async function foldersAt(dir: string): Promise<readonly string[]> {
  const entries = await fs.readdir(dir, { withFileTypes: true })
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))
}

function foldersIn(packed: ReadonlyMap<string, unknown>): readonly string[] {
  return [...new Set([...packed.keys()].map((path) => path.split('/')[0] ?? ''))]
}
