import type { Fates } from '../merge/merge-trees.ts'
import type { InsertionOutcome } from '../model/generated/insertion.ts'
import type { TreeFile } from '../model/tree.ts'

/** What the last command that changed a project did, and what its files were before. */
export type Images = {
  readonly command: string
  readonly files: readonly Image[]
  /** The hashes of files that commands before it wrote, by path. */
  readonly earlier: ReadonlyMap<string, string>
}

/** One file that a command created, changed or deleted. */
export type Image = {
  readonly path: string
  /** What it was; undefined for a file that was created. */
  readonly before: TreeFile | undefined
  /** The sha-256 of what it became, in hex; undefined for a file that was deleted. */
  readonly after: string | undefined
  /** Whether it became executable. */
  readonly isExecutable?: boolean
  /** Set for a file that the tasks of the command change, such as a lockfile: whatever it is now, it comes back. */
  readonly isOfTasks?: true
}

/** Where a plan keeps the images of the files that it changes. */
export type PlannedImages = {
  /** Absolute path. */
  readonly folder: string
  /** The files that the tasks write, as they are now; undefined where the images are used up instead. */
  readonly lockfiles: ReadonlyMap<string, TreeFile | undefined> | undefined
  /** The hashes of files that commands before this one wrote and nobody has committed yet, by path. */
  readonly earlier?: ReadonlyMap<string, string>
}

/** What only the plan of a change has: of a project that exists. */
export type OfChange = {
  /** What becomes of each file of a project that exists. */
  readonly fates?: Fates
  /** Where and of what `undo` gets its images. */
  readonly images?: PlannedImages
  /** What became of each insertion. */
  readonly insertions?: readonly InsertionOutcome[]
  /** What a person would have needed by hand. */
  readonly minutes?: number
  /** The folder of the project in its repository, if files in conflict are to be marked in the index. */
  readonly prefix?: string
}
