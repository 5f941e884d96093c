import { folderShelf } from './folder.ts'
import { pack } from './own-files.ts'
import { packShelf } from './pack.ts'
import type { Shelf } from './shelf.ts'

/** Opens a folder, or our pack by its path. */
export function openShelf(path: string): Shelf {
  return path === pack ? packShelf() : folderShelf(path)
}
