import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { memoryShelf } from './memory.ts'
import { pack } from './own-files.ts'
import type { Shelf } from './shelf.ts'
import type { StoredFile } from './stored-file.ts'

let opened: ReadonlyMap<string, StoredFile> | undefined

/** The templates of the published package. */
export function packShelf(): Shelf {
  return memoryShelf(packedFiles())
}

/** The files of our own pack, read once. */
export function packedFiles(): ReadonlyMap<string, StoredFile> {
  opened ??= readPack(brotliDecompressSync(readFileSync(pack)))
  return opened
}

/** What a pack begins with: the path of each file, its length, and 1 if it is executable. */
type PackHead = readonly (readonly [path: string, length: number, executable: 0 | 1])[]

function readPack(bytes: Buffer): ReadonlyMap<string, StoredFile> {
  const start = bytes.indexOf('\n') + 1
  const head = JSON.parse(bytes.toString('utf8', 0, start)) as PackHead
  const files = new Map<string, StoredFile>()
  let at = start
  for (const [path, length, executable] of head) {
    files.set(path, { bytes: bytes.subarray(at, at + length), executable: executable === 1 })
    at += length
  }
  return files
}
