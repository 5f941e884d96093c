import { createHash } from 'node:crypto'
import { encodingProblem } from '../text.ts'
import { isLockfile } from './package-manager.ts'

/** The path of the record in a project. */
export const recordPath = '.create-app.json'

/** Whether a path belongs to the records of a project: `.create-app.json`, or a file below `.create-app/`. */
export function isRecord(path: string): boolean {
  return path === recordPath || path.startsWith('.create-app/')
}

/** Permission bits of a written file. */
export type FileMode = 0o644 | 0o755 | 0o600

/** One file in memory: text as a string, anything else as bytes. */
export type TreeFile = {
  readonly content: string | Uint8Array
  readonly mode?: FileMode
  readonly secret?: true
}

/** Files in memory, by relative path with forward slashes. */
export type Tree = ReadonlyMap<string, TreeFile>

export type Change =
  | { readonly kind: 'create'; readonly path: string; readonly after: TreeFile }
  | {
      readonly kind: 'update'
      readonly path: string
      readonly before: TreeFile
      readonly after: TreeFile
    }
  | { readonly kind: 'delete'; readonly path: string; readonly before: TreeFile }

/** A file as it was read. Text becomes a string, so that it can be edited and merged. */
export function treeFileOf(file: {
  readonly bytes: Buffer
  readonly executable: boolean
}): TreeFile {
  const { bytes, executable } = file
  const mode = executable ? { mode: 0o755 as const } : {}
  return { content: encodingProblem(bytes) === undefined ? bytes.toString() : bytes, ...mode }
}

/** Size of a file on disk in bytes. */
export function sizeOf(file: TreeFile): number {
  return typeof file.content === 'string'
    ? Buffer.byteLength(file.content)
    : file.content.byteLength
}

/** Bytes for people: `64 kB`, `950 MB`, `12.3 GB`. */
export function printBytes(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.floor(bytes / 1_000)} kB`
  if (bytes < 1_000_000_000) return `${Math.floor(bytes / 1_000_000)} MB`
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`
}

export function modeOf(file: TreeFile): FileMode {
  return file.mode ?? 0o644
}

/** All parent folders of paths, parents first. */
export function foldersOf(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.flatMap(foldersAbove))].sort()
}

/** The lowercase hex sha-256 of a file's bytes. */
export function hashOf(file: TreeFile): string {
  return createHash('sha256').update(file.content).digest('hex')
}

/** Whether two files have the same content, byte for byte. */
export function haveSameBytes(one: TreeFile, other: TreeFile): boolean {
  if (typeof one.content === 'string' && typeof other.content === 'string') {
    return one.content === other.content
  }
  return one === other || hashOf(one) === hashOf(other)
}

/** The tree with its paths in byte order, so that results do not depend on the order of reading. */
export function sortTree(tree: Tree): Tree {
  return new Map([...tree].sort(([a], [b]) => compareBytes(a, b)))
}

/**
 * The hash of a tree: `sha256-` and the hex sha-256 of the lines
 * `<mode octal> <sha256 hex>  <path>\n`, sorted by the bytes of the path, without secret files and lockfiles, and
 * without the records, which contain it.
 */
export function hashTree(tree: Tree): string {
  const hash = createHash('sha256')
  for (const [path, file] of sortTree(tree)) {
    if (file.secret || isLockfile(path) || isRecord(path)) continue
    hash.update(`${modeOf(file).toString(8)} ${hashOf(file)}  ${path}\n`)
  }
  return `sha256-${hash.digest('hex')}`
}

/** A tree once changes are made to it. */
export function treeAfter(tree: Tree, changes: readonly Change[]): Tree {
  const after = new Map(tree)
  for (const change of changes) {
    if (change.kind === 'delete') after.delete(change.path)
    else after.set(change.path, change.after)
  }
  return after
}

/** The parent folders of one path: `a` and `a/b` of `a/b/c`. */
export function foldersAbove(path: string): readonly string[] {
  const segments = path.split('/')
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join('/'))
}

function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
