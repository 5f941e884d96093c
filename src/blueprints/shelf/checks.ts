import { basename } from 'node:path'
import { type AppError, errors } from '../../errors/errors.ts'
import { limits } from '../../model/limits.ts'
import { stageName } from '../../model/paths.ts'
import { printBytes } from '../../model/tree.ts'
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

/** Checks how many files and folders are below a folder. */
export function assertCount(dir: string, entries: number): void {
  if (entries <= limits.entries) return
  throw refusedFolder(dir, `it holds more than ${limits.entries} files and folders.`)
}

/** Checks the size of each file below a folder, and of all of them together. */
export function assertSizes(dir: string, files: readonly FoundFile[]): void {
  for (const file of files) assertSize(dir, file, limits.fileBytes)
  if (files.reduce((sum, { size }) => sum + size, 0) > limits.allBytes) {
    throw refusedFolder(dir, `its files are larger than ${printBytes(limits.allBytes)} together.`)
  }
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

export function refusedFolder(dir: string, problem: string): AppError {
  return errors.templateInvalid(basename(dir), problem)
}

function assertSize(dir: string, { path, size }: FoundFile, most: number): void {
  if (size > most) throw refusedFolder(dir, `${path} is larger than ${printBytes(most)}.`)
}
