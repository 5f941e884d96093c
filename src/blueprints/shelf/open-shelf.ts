import { folderShelf } from './folder.ts'
import { packShelf } from './pack.ts'
import type { Shelf } from './shelf.ts'

/** Opens a folder of templates, or a pack by its path: our own, or that of another release in the cache. */
export function openShelf(path: string): Shelf {
  return path.endsWith(packEnding) ? packShelf(path) : folderShelf(path)
}

/** A pack is one file, compressed with brotli. */
const packEnding = '.br'
