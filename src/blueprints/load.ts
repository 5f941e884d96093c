import { basename } from 'node:path'
import fs from 'fs-extra'
import { AppError, errors, messageOf } from '../errors.ts'
import {
  type Blueprint,
  type BlueprintKind,
  type BlueprintSource,
  emptyManifest,
  type Manifest,
} from '../plan/blueprint.ts'
import type { Tree, TreeFile } from '../plan/tree.ts'
import { parseManifest } from './manifest.ts'

type Origin = { readonly version: string; readonly source: BlueprintSource }

/** Reads one blueprint folder: its manifest, its files and its options. */
export async function loadBlueprint(
  dir: string,
  kind: 'template' | 'layer',
  origin: Origin,
): Promise<Blueprint> {
  const id = basename(dir)
  try {
    const manifest = await loadManifest(dir, kind)
    const files = await readFiles(dir, (path) => isContent(path, kind))
    const options = await loadOptions(dir, manifest, origin)
    return { kind, id, ...origin, manifest, files, options }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw errors.templateInvalid(id, messageOf(error), error)
  }
}

/** Reads what a folder says of itself; without a manifest it is a template that says nothing. */
export async function loadManifest(dir: string, kind: 'template' | 'layer'): Promise<Manifest> {
  const path = `${dir}/${kind}.json`
  const id = basename(dir)
  if (!(await fs.pathExists(path))) return { ...emptyManifest, title: id }
  return parseManifest(kind, id, await fs.readFile(path, 'utf8'))
}

/** `options/<question>/<value>/`: laid with its blueprint's own rules when the answer has its value. */
async function loadOptions(
  dir: string,
  manifest: Manifest,
  origin: Origin,
): Promise<readonly Blueprint[]> {
  const root = `${dir}/options`
  if (!(await fs.pathExists(root))) return []
  const questions = await foldersIn(root)
  const ids = await Promise.all(
    questions.map(async (question) => {
      const values = await foldersIn(`${root}/${question}`)
      return values.map((value) => `${question}/${value}`)
    }),
  )
  return Promise.all(
    ids.flat().map(async (id) => ({
      kind: 'option' as BlueprintKind,
      id,
      ...origin,
      manifest,
      files: await readFiles(`${root}/${id}`, () => true),
      options: [],
    })),
  )
}

async function foldersIn(dir: string): Promise<readonly string[]> {
  const entries = await fs.readdir(dir, { withFileTypes: true })
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort()
}

/** What a template folder holds for its maintainer and not for the project. */
const leftOut = new Set(['node_modules', '.git', '.DS_Store'])

function isContent(path: string, kind: 'template' | 'layer'): boolean {
  return path !== `${kind}.json` && !path.startsWith('options/')
}

async function readFiles(dir: string, wanted: (path: string) => boolean): Promise<Tree> {
  const entries = await fs.readdir(dir, { withFileTypes: true, recursive: true })
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(dir.length + 1).replaceAll('\\', '/'))
    .filter((path) => wanted(path) && !path.split('/').some((segment) => leftOut.has(segment)))
    .sort()
  return new Map(await Promise.all(paths.map(async (path) => readFile(dir, path))))
}

async function readFile(dir: string, path: string): Promise<[string, TreeFile]> {
  const stats = await fs.lstat(`${dir}/${path}`)
  if (!stats.isFile()) {
    throw errors.templateInvalid(basename(dir), `${path} is a link; a template holds only files.`)
  }
  const bytes = await fs.readFile(`${dir}/${path}`)
  const mode = stats.mode & 0o111 ? { mode: 0o755 as const } : {}
  return [toProjectPath(path), { content: isText(bytes) ? bytes.toString('utf8') : bytes, ...mode }]
}

/** npm leaves these out of a package, so a template stores them under a name that it keeps. */
function toProjectPath(path: string): string {
  return path.replace(/(^|\/)_(gitignore|npmrc)$/, '$1.$2')
}

function isText(bytes: Buffer): boolean {
  return !bytes.includes(0) && Buffer.from(bytes.toString('utf8')).equals(bytes)
}

export async function hasManifest(dir: string, kind: 'template' | 'layer'): Promise<boolean> {
  return fs.pathExists(`${dir}/${kind}.json`)
}

export async function hasFolder(dir: string): Promise<boolean> {
  return (await fs.pathExists(dir)) && (await fs.stat(dir)).isDirectory()
}

/** The ids of the templates in a folder; names that begin with `_` are layers and such. */
export async function templateFolders(dir: string): Promise<readonly string[]> {
  return (await foldersIn(dir)).filter((name) => !/^[_.]/.test(name))
}
