import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { messageOf } from '../../errors/errors.ts'
import { memoryShelf } from './memory.ts'
import type { Shelf } from './shelf.ts'
import type { StoredFile } from './stored-file.ts'

/** Says why a pack cannot be read. */
export class PackError extends Error {
  /** The format of a pack that only a later version reads. */
  readonly format: number | undefined

  constructor(message: string, { format, cause }: { format?: number; cause?: unknown } = {}) {
    super(message, { cause })
    this.format = format
  }
}

/** The newest format, which `scripts/build/pack.mjs` writes. Format 0 has no number. */
const newestFormat = 1

/** The most bytes of all templates together. */
const mostBytes = 200_000_000

const opened = new Map<string, Shelf>()

/** The templates in a pack. A pack never changes, so each is read once. */
export function packShelf(path: string): Shelf {
  const shelf = opened.get(path) ?? memoryShelf(readPack(readFileSync(path)))
  opened.set(path, shelf)
  return shelf
}

/** Reads the files of a pack. Checks all that it says of itself, because it may come from a registry. */
export function readPack(packed: Uint8Array): ReadonlyMap<string, StoredFile> {
  const bytes = decompress(packed)
  const start = bytes.indexOf('\n') + 1
  const files = new Map<string, StoredFile>()
  let at = start
  for (const [path, length, executable] of filesIn(headOf(bytes.subarray(0, start)))) {
    files.set(path, { bytes: bytes.subarray(at, at + length), executable: executable === 1 })
    at += length
  }
  if (at !== bytes.length) throw new PackError('its files are not as long as it says')
  return files
}

function decompress(packed: Uint8Array): Buffer {
  try {
    return brotliDecompressSync(packed, { maxOutputLength: mostBytes })
  } catch (cause) {
    throw new PackError('it cannot be unpacked', { cause })
  }
}

function headOf(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString())
  } catch (cause) {
    throw new PackError(`its list of files is not JSON: ${messageOf(cause)}`, { cause })
  }
}

/** What a pack lists: the path of each file, its length, and 1 if it is executable. */
type PackedFile = readonly [path: string, length: number, executable: 0 | 1]

/** Format 0 is the list alone, format 1 is `{ "format": 1, "files": [...] }`. */
function filesIn(head: unknown): readonly PackedFile[] {
  const { format, files } = Array.isArray(head)
    ? { format: 0, files: head }
    : ((head ?? {}) as { readonly format?: unknown; readonly files?: unknown })
  if (typeof format !== 'number') throw new PackError('it does not say its format')
  if (format > newestFormat) throw new PackError(`its format is ${format}`, { format })
  if (Array.isArray(files) && files.every(isPackedFile)) return files
  throw new PackError('its list of files is wrong')
}

function isPackedFile(entry: unknown): entry is PackedFile {
  if (!Array.isArray(entry)) return false
  const [path, length] = entry
  return typeof path === 'string' && Number.isSafeInteger(length) && length >= 0
}
