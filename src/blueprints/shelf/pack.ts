import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { pack } from './own-files.ts'

/** A file of a template as it is stored. */
export type PackedFile = { readonly bytes: Buffer; readonly executable: boolean }

/** What stands first in a pack: of each file its path, its length, and 1 if it may be run. */
type PackHead = readonly (readonly [path: string, length: number, executable: 0 | 1])[]

let opened: ReadonlyMap<string, PackedFile> | undefined

/** The files below a folder of our own pack, undefined for every other path. */
export function packedFiles(dir: string): ReadonlyMap<string, PackedFile> | undefined {
  if (dir !== pack && !dir.startsWith(`${pack}/`)) return undefined
  opened ??= readPack(brotliDecompressSync(readFileSync(pack)))
  const below = dir.slice(pack.length + 1)
  if (below === '') return opened
  const inside = [...opened].filter(([path]) => path.startsWith(`${below}/`))
  return new Map(inside.map(([path, stored]) => [path.slice(below.length + 1), stored]))
}

function readPack(bytes: Buffer): ReadonlyMap<string, PackedFile> {
  const start = bytes.indexOf('\n') + 1
  const head = JSON.parse(bytes.toString('utf8', 0, start)) as PackHead
  const files = new Map<string, PackedFile>()
  let at = start
  for (const [path, length, executable] of head) {
    files.set(path, { bytes: bytes.subarray(at, at + length), executable: executable === 1 })
    at += length
  }
  return files
}
