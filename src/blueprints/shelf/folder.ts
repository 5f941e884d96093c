import { isUtf8 } from 'node:buffer'
import type { Dirent } from 'node:fs'
import { basename } from 'node:path'
import fs from 'fs-extra'
import { type AppError, errors } from '../../errors/errors.ts'
import { limits } from '../../model/limits.ts'

import { printBytes, type Tree, type TreeFile } from '../../model/tree.ts'
import { type PackedFile, packedFiles } from './pack.ts'

/**
 * Reads every file below a blueprint's folder. All are looked at before the first is opened: a link,
 * a pipe or a device, which may lead out or never end, is refused, and so is what is over the limits.
 */
export async function readFiles(dir: string): Promise<Tree> {
  const { files } = await readStored(dir)
  const tree = new Map([...files].map(([path, file]) => [toProjectPath(path), file]))
  if (tree.size < files.size) throw refused(dir, 'two of its files get the same name.')
  return tree
}

/** A blueprint's folder as it lies there. */
export type Stored = {
  readonly files: Tree
  /** What is not read of it: `node_modules` and such. */
  readonly leftOut: readonly string[]
}

/** Reads the same files under the names that they have in the folder. */
export async function readStored(dir: string): Promise<Stored> {
  const packed = packedFiles(dir)
  if (packed) return { files: new Map([...packed].map((file) => fileOf(...file))), leftOut: [] }
  const { found, leftOut } = await findFiles(dir)
  return { files: new Map(await Promise.all(found.map((file) => readFile(dir, file)))), leftOut }
}

/** Reads a text that must be short, such as a manifest; undefined when there is none. */
export async function readShortText(dir: string, name: string): Promise<string | undefined> {
  const packed = packedFiles(dir)
  if (packed) return packed.get(name)?.bytes.toString()
  const path = `${dir}/${name}`
  if (!(await fs.pathExists(path))) return undefined
  const stats = await fs.lstat(path)
  if (!stats.isFile()) throw refused(dir, `${name} is no file.`)
  assertSize(dir, { path: name, size: stats.size }, limits.manifestBytes)
  const bytes = await fs.readFile(path)
  if (!isUtf8(bytes)) throw refused(dir, `${name} is not UTF-8.`)
  return bytes.toString()
}

/** What a template folder holds for its maintainer and not for the project. */
const neverRead = new Set(['node_modules', '.git', '.DS_Store'])

type FileStat = { readonly path: string; readonly size: number; readonly executable: boolean }

async function findFiles(
  dir: string,
): Promise<{ found: readonly FileStat[]; leftOut: readonly string[] }> {
  const paths: string[] = []
  const leftOut: string[] = []
  let entries = 0
  for await (const { path, isFile, isLeftOut } of entriesBelow(dir)) {
    if (isLeftOut) {
      leftOut.push(path)
      continue
    }
    entries += 1
    if (entries > limits.entries) {
      throw refused(dir, `it holds more than ${limits.entries} files and folders.`)
    }
    if (isFile) paths.push(path)
  }
  const found = await Promise.all(paths.sort().map((path) => lookAt(dir, path)))
  for (const file of found) assertSize(dir, file, limits.fileBytes)
  if (found.reduce((sum, { size }) => sum + size, 0) > limits.allBytes) {
    throw refused(dir, `its files are larger than ${printBytes(limits.allBytes)} together.`)
  }
  return { found, leftOut: leftOut.sort() }
}

type FolderEntry = { readonly path: string; readonly isFile: boolean; readonly isLeftOut?: true }

async function* entriesBelow(
  dir: string,
  above: readonly string[] = [],
): AsyncGenerator<FolderEntry> {
  if (above.length > limits.folders) {
    throw refused(dir, `its folders are more than ${limits.folders} deep.`)
  }
  for await (const entry of await fs.opendir([dir, ...above].join('/'))) {
    const segments = [...above, entry.name]
    const path = segments.join('/')
    if (neverRead.has(entry.name)) {
      yield { path, isFile: false, isLeftOut: true }
      continue
    }
    if (path.includes('\uFFFD')) throw refused(dir, `the name of ${path} is not UTF-8.`)
    if (Buffer.byteLength(path) > limits.pathBytes) {
      throw refused(dir, `${path.slice(0, 50)}… is longer than ${limits.pathBytes} bytes.`)
    }
    if (!entry.isFile() && !entry.isDirectory()) {
      throw refused(dir, `${path} is ${kindOf(entry)}; a template holds only files.`)
    }
    yield { path, isFile: entry.isFile() }
    if (entry.isDirectory()) yield* entriesBelow(dir, segments)
  }
}

function kindOf(entry: Dirent): string {
  if (entry.isSymbolicLink()) return 'a link'
  if (entry.isFIFO()) return 'a pipe'
  return entry.isSocket() ? 'a socket' : 'a device'
}

async function lookAt(dir: string, path: string): Promise<FileStat> {
  const { size, mode } = await fs.lstat(`${dir}/${path}`)
  return { path, size, executable: (mode & 0o111) !== 0 }
}

async function readFile(dir: string, { path, executable }: FileStat): Promise<[string, TreeFile]> {
  return fileOf(path, { bytes: await fs.readFile(`${dir}/${path}`), executable })
}

function fileOf(path: string, { bytes, executable }: PackedFile): [string, TreeFile] {
  const mode = executable ? { mode: 0o755 as const } : {}
  return [path, { content: isText(bytes) ? bytes.toString() : bytes, ...mode }]
}

/** npm leaves these out of a package, so a template stores them under a name that it keeps. */
function toProjectPath(path: string): string {
  return path.replace(/(^|\/)_(gitignore|npmrc)$/, '$1.$2')
}

function isText(bytes: Buffer): boolean {
  return !bytes.includes(0) && isUtf8(bytes)
}

function assertSize(
  dir: string,
  { path, size }: Pick<FileStat, 'path' | 'size'>,
  most: number,
): void {
  if (size > most) throw refused(dir, `${path} is larger than ${printBytes(most)}.`)
}

function refused(dir: string, problem: string): AppError {
  return errors.templateInvalid(basename(dir), problem)
}
