import { basename } from 'node:path'
import { askForNewName } from '../compose/new-name.ts'
import { AppError, catchAppError, errors, messageOf } from '../errors/errors.ts'
import {
  type Blueprint,
  emptyManifest,
  isManifest,
  isOfAuthor,
  type Manifest,
  type ManifestKind,
  type Renamed,
} from '../model/blueprint.ts'
import { limits } from '../model/limits.ts'
import { printBytes, type Tree, type TreeFile } from '../model/tree.ts'
import { pathInProject } from './dotfiles.ts'
import { leftBehind } from './left-behind.ts'
import { parseManifest } from './manifest.ts'
import type { ShelfFolder } from './shelf/shelf.ts'

/** Where a blueprint comes from, as the record says it. */
export type Origin = Pick<Blueprint, 'version' | 'source' | 'integrity'>

/** The folder of a blueprint, or a folder of such folders, and where it comes from. */
export type Located = ShelfFolder & { readonly origin: Origin }

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
    const manifest = await findManifest(located, kind)
    const { files: stored, ignored } = await shelf.readFolder(dir)
    const isOrdinary = manifest === undefined
    const { files: all, renamed } = inProject(id, stored, isOrdinary)
    const files = isOrdinary ? all : new Map([...all].filter(([path]) => isContent(path, kind)))
    const questions = isOrdinary ? askForNewName(all) : []
    const common = { ...origin, manifest: manifest ?? { ...emptyManifest, title: id, questions } }
    const options = isOrdinary ? [] : optionsIn(all, common)
    const behind = await leftBehind({ shelf, dir, source: origin.source }, { files: all, ignored })
    return {
      ...{ kind, id, ...common, files, options },
      ...(isOrdinary && renamed.length > 0 ? { renamed } : {}),
      ...(behind === undefined ? {} : { leftBehind: behind }),
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw errors.templateInvalid(id, messageOf(error), error)
  }
}

/** Reads the manifest in a folder. Without one the folder is a template with every default. */
export async function readManifest(folder: ShelfFolder, kind: ManifestKind): Promise<Manifest> {
  const manifest = await findManifest(folder, kind)
  return manifest ?? { ...emptyManifest, title: basename(folder.dir) }
}

/** The manifest of a folder. A layer is named by a manifest, so its own needs no `$schema`. */
async function findManifest(
  folder: ShelfFolder,
  kind: ManifestKind,
): Promise<Manifest | undefined> {
  const text = await manifestText(folder, kind)
  if (text === undefined || (kind === 'template' && !isManifest(kind, text))) return undefined
  const id = basename(folder.dir)
  if (Buffer.byteLength(text) > limits.manifestBytes) {
    const problem = `${kind}.json is larger than ${printBytes(limits.manifestBytes)}.`
    throw errors.templateInvalid(id, problem)
  }
  return parseManifest(kind, id, text)
}

/** Whether a folder has a manifest of ours, broken or not. */
export async function isOptedIn(folder: ShelfFolder, kind: ManifestKind): Promise<boolean> {
  const text = await manifestText(folder, kind)
  return text !== undefined && isManifest(kind, text)
}

/** A link is an ordinary file. */
async function manifestText(
  { shelf, dir }: ShelfFolder,
  kind: ManifestKind,
): Promise<string | undefined> {
  const path = `${dir}/${kind}.json`
  if ((await shelf.kindOf(path)) !== 'file') return undefined
  const text = await catchAppError(shelf.readText(path))
  if (!(text instanceof AppError)) return text
  // A text in another encoding may be the file of another tool.
  const content = (await shelf.readFolder(dir)).files.get(`${kind}.json`)?.content ?? ''
  const letters = Buffer.from(content).toString('latin1').replaceAll('\0', '')
  if (isManifest(kind, letters)) throw text
  return undefined
}

/** Whether there is a file for the manifest of a layer or part that a template names. */
export async function hasManifest(
  { shelf, dir }: ShelfFolder,
  kind: ManifestKind,
): Promise<boolean> {
  return (await shelf.kindOf(`${dir}/${kind}.json`)) === 'file'
}

/**
 * The files under the names that they have in a project. Without a manifest, a stored name is only our guess, so a file
 * whose dotfile is there already keeps it.
 */
function inProject(
  id: string,
  stored: Tree,
  isGuess: boolean,
): { files: Tree; renamed: readonly Renamed[] } {
  const files = new Map<string, TreeFile>()
  const renamed: Renamed[] = []
  for (const [path, file] of stored) {
    const wanted = pathInProject(path)
    const isTaken = wanted !== path && (stored.has(wanted) || files.has(wanted))
    if (isTaken && !isGuess) {
      throw errors.templateInvalid(id, 'two of its files have the same name in a project.')
    }
    const to = isTaken ? path : wanted
    files.set(to, file)
    if (to !== path) renamed.push({ from: path, to })
  }
  return { files, renamed }
}

function isContent(path: string, kind: ManifestKind): boolean {
  return path !== `${kind}.json` && !isOfAuthor(path, kind) && !path.startsWith('options/')
}

/**
 * `options/<question>/<value>/` is laid by its blueprint's own rules when the answer has its value; `options/` in such a
 * folder, when both answers have theirs.
 */
function optionsIn(
  all: Tree,
  common: Pick<Blueprint, 'version' | 'source' | 'manifest'>,
): readonly Blueprint[] {
  const trees = new Map<string, Map<string, TreeFile>>()
  for (const [path, file] of all) {
    const [, id, inside] = /^options\/([^/]+\/[^/]+)\/(.+)$/s.exec(path) ?? []
    if (id === undefined || inside === undefined) continue
    trees.set(id, (trees.get(id) ?? new Map()).set(inside, file))
  }
  return [...trees]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, tree]) => ({
      ...{ kind: 'option', id, ...common, options: optionsIn(tree, common) },
      files: new Map([...tree].filter(([path]) => !path.startsWith('options/'))),
    }))
}
