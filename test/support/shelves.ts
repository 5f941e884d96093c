import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { collectEntries } from '../../src/blueprints/shelf/entries.ts'
import { folderShelf } from '../../src/blueprints/shelf/folder.ts'
import { memoryShelf } from '../../src/blueprints/shelf/memory.ts'
import type { Shelf } from '../../src/blueprints/shelf/shelf.ts'
import type { Stored } from '../../src/blueprints/shelf/stored-file.ts'
import { tarballShelf } from '../../src/blueprints/shelf/tarball.ts'
import { temporaryFolder } from './folders.ts'

/** Files by their path. Those that end with `.sh` are executable; `{ target }` is a link. */
export type ShelfFiles = Readonly<Record<string, string | Buffer | { target: string }>>

/** Each kind of shelf, with the same files on it. */
export const shelves: Readonly<Record<string, (files: ShelfFiles) => Promise<Shelf> | Shelf>> = {
  async folder(files) {
    const root = await temporaryFolder()
    await writeFiles(root, files)
    return folderShelf(root)
  },
  pack(files) {
    const stored = Object.entries(files).map(([path, content]): [string, Stored] => {
      if (isLink(content)) return [path, content]
      return [path, { bytes: Buffer.from(content), executable: path.endsWith('.sh') }]
    })
    return memoryShelf(new Map(stored))
  },
  tarball(files) {
    const { takes, add, collected } = collectEntries({ dir: '', name: 'gh:ada/shop' })
    for (const [path, content] of Object.entries(files)) {
      if (isLink(content)) {
        const linkpath = content.target
        takes({ path: `top/${path}`, type: 'SymbolicLink', size: 0, linkpath })
        continue
      }
      const bytes = Buffer.from(content)
      const mode = path.endsWith('.sh') ? 0o755 : 0o644
      const entry = { path: `top/${path}`, type: 'File', size: bytes.length, mode }
      if (takes(entry)) add(entry, bytes)
    }
    return tarballShelf(collected(), '')
  },
}

export async function writeFiles(root: string, files: ShelfFiles): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    if (isLink(content)) await symlink(content.target, join(root, path))
    else await writeFile(join(root, path), content)
    if (path.endsWith('.sh')) await chmod(join(root, path), 0o755)
  }
}

function isLink(content: ShelfFiles[string]): content is { target: string } {
  return typeof content === 'object' && 'target' in content
}
