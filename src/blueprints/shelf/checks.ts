import { basename, posix } from 'node:path'
import { type AppError, errors } from '../../errors/errors.ts'
import { limits } from '../../model/limits.ts'
import { stageName } from '../../model/paths.ts'
import { foldersAbove, printBytes } from '../../model/tree.ts'
import { decodeText } from '../../text.ts'

/** A file that was found and not read yet. */
export type FoundFile = { readonly path: string /** In bytes. */; readonly size: number }

/** Says whether a name belongs to the maintainer of a folder only, or to a killed run, so that it is left out. */
export function isLeftOut(name: string): boolean {
  return ['node_modules', '.git', '.DS_Store'].includes(name) || stageName.test(name)
}

/** Checks one file or folder below a folder. */
export function assertPath(dir: string, path: string): void {
  if (path.includes('\uFFFD')) throw refusedFolder(dir, `the name of ${path} is not UTF-8.`)
  if (Buffer.byteLength(path) > limits.pathBytes) {
    throw refusedFolder(dir, `${path.slice(0, 50)}… is longer than ${limits.pathBytes} bytes.`)
  }
  if (path.split('/').length - 1 > limits.folders) {
    throw refusedFolder(dir, `its folders are more than ${limits.folders} deep.`)
  }
}

/**
 * Checks how many files and folders are below a folder.
 * @param files the paths of the files among them, for the message.
 */
export function assertCount(dir: string, entries: number, files: Iterable<string>): void {
  if (entries > limits.entries) throw refusedFolder(dir, tooMany(files))
}

/** Checks the size of each file below a folder, and of all of them together. */
export function assertSizes(dir: string, files: ReadonlyMap<string, FoundFile>): void {
  const sizes = [...files].map(([path, { size }]) => [path, size] as const)
  for (const [path, size] of sizes) assertSize(dir, { path, size }, limits.fileBytes)
  if (sizes.reduce((sum, [, size]) => sum + size, 0) > limits.allBytes) {
    throw refusedFolder(dir, tooLarge(sizes))
  }
}

export function tooMany(files: Iterable<string>): string {
  const ones = [...files].map((path) => [path, 1] as const)
  const largest = largestOf(ones, (count) => `${count} files`)
  return `it holds more than ${limits.entries} files and folders${largest}.`
}

export function tooLarge(sizes: Iterable<readonly [path: string, bytes: number]>): string {
  const largest = largestOf([...sizes], printBytes)
  return `its files are larger than ${printBytes(limits.allBytes)} together${largest}.`
}

/** Checks the size of a `.gitignore` before it is read. */
export function assertShort(dir: string, file: FoundFile): void {
  assertSize(dir, file, limits.manifestBytes)
}

/** Checks the size of a file before it is read. */
export function assertReadable(dir: string, file: FoundFile): void {
  assertSize(dir, file, limits.fileBytes)
}

/** Decodes a text that has to be UTF-8. */
export function textOf(dir: string, { name, bytes }: { name: string; bytes: Buffer }): string {
  const decoded = decodeText(bytes)
  if ('problem' in decoded) throw refusedFolder(dir, `${name} ${decoded.problem}`)
  return decoded.text
}

/** @param place the path below the folder that causes it. */
export function refusedFolder(dir: string, problem: string, place?: string): AppError {
  return errors.templateInvalid(basename(dir), printable(problem), undefined, place)
}

/** A name from a template must not control the terminal. */
export function printable(text: string): string {
  return text.replace(/\p{C}/gu, '?')
}

function assertSize(dir: string, { path, size }: FoundFile, most: number): void {
  if (size > most) throw refusedFolder(dir, `${path} is larger than ${printBytes(most)}.`)
}

/** Names what makes a template too large: `. The largest: public/videos (48 MB), data (12 MB)`. */
function largestOf(
  sizes: readonly (readonly [string, number])[],
  print: (size: number) => string,
): string {
  const totals = new Map<string, number>()
  for (const [path, size] of sizes) {
    for (const place of [...foldersAbove(path), path]) {
      totals.set(place, (totals.get(place) ?? 0) + size)
    }
  }
  const sorted = [...totals].sort(([, a], [, b]) => b - a)
  // The last one that is set is the largest.
  const largestIn = new Map(sorted.toReversed().map(([place]) => [posix.dirname(place), place]))
  const sizeOf = (place: string) => totals.get(place) ?? 0
  const narrowed = (place: string): string => {
    const inside = largestIn.get(place)
    return inside !== undefined && sizeOf(inside) >= nearlyAll * sizeOf(place)
      ? narrowed(inside)
      : place
  }
  const named = sorted
    .filter(([place]) => !place.includes('/'))
    .slice(0, mostNamed)
    .filter(([, size], at) => at === 0 || size * 10 >= sizeOf(sorted[0]?.[0] ?? ''))
    .map(([place]) => narrowed(place))
  const shown = named.map((place) => `${place} (${print(sizeOf(place))})`)
  return shown.length === 0 ? '' : `. The largest: ${shown.join(', ')}`
}

const mostNamed = 3

/** A folder is not named if one entry in it has this part of it. */
const nearlyAll = 0.9
