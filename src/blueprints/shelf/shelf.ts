import type { Tree } from '../../model/tree.ts'

/**
 * A place that holds folders of files: a folder on disk, the pack of the published package, or a
 * tarball. Whoever reads one does not know which. Paths have forward slashes; '' is the whole shelf.
 */
export type Shelf = {
  /** What is at a path, without following a link there; undefined when there is nothing. */
  kindOf(path: string): Promise<EntryKind | undefined>
  /** The names of the folders in a folder. */
  foldersIn(dir: string): Promise<readonly string[]>
  /** Reads a text, such as a manifest; undefined when there is none, or a link. */
  readText(path: string): Promise<string | undefined>
  /**
   * Reads all files below a folder, and in place of each link what it leads to in the folder.
   * Nothing is read if one entry is not allowed or over a limit.
   */
  readFolder(dir: string): Promise<FolderContent>
}

export type EntryKind = 'file' | 'folder' | 'link' | 'other'

/** The files of a folder under the names that they are stored with. */
export type FolderContent = {
  readonly files: Tree
  /** The paths that were not read: `node_modules` and the like, unless `.gitignore` excludes them. */
  readonly leftOut: readonly string[]
  /** The other paths that were not read, because `.gitignore` excludes them and git does not track them. */
  readonly ignored: readonly string[]
}

/** One folder of a shelf. */
export type ShelfFolder = { readonly shelf: Shelf; readonly dir: string }
