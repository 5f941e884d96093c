import type { TreeFile } from '../model/tree.ts'
import type { MergeNote } from './formats/rulings.ts'
import type { Three } from './three/three.ts'

/** What becomes of one path. */
export type Fate =
  /** The project stays as it is there. */
  | { readonly kind: 'unchanged'; readonly reason: UnchangedReason }
  /** Becomes what the template makes; without a file, it is deleted. */
  | { readonly kind: 'taken'; readonly reason: TakenReason; readonly file: TreeFile | undefined }
  /** Both changed it, and both changes are in the file; or the notes say why not. */
  | (Merged & { readonly kind: 'merged' })
  | (Merged & MergeConflict)
  /** The project stays as it is there, although the template says otherwise. */
  | { readonly kind: 'kept'; readonly reason: KeptReason }
  /** No part of the merge. An environment file may gain variables; a lockfile may be the template's or go. */
  | {
      readonly kind: 'outside'
      readonly reason: OutsideReason
      readonly file?: TreeFile | undefined
    }

type Merged = { readonly file: TreeFile; readonly notes: readonly MergeNote[] }

export type MergeConflict = {
  readonly kind: 'conflict'
  readonly reason: ConflictReason
  /** The places in conflict, where the format has places: `scripts/test`. */
  readonly places: readonly string[]
  /** The file has markers; without them it is the person's. */
  readonly isMarked: boolean
  /** What git's index gets as stages 1 to 3: base, ours (disk) and theirs (next). */
  readonly stages: Three<TreeFile>
}

export type UnchangedReason = 'same' | 'only-you-changed' | 'you-deleted'
export type TakenReason = 'added' | 'changed' | 'dropped'
/**
 * `you-deleted`: what the template changed. `dropped-but-edited`: what the person edited and the template drops.
 * `no-file`: the project has a folder, a link or a very large file there. `in-conflict`: both changed it, and nobody is asked to choose.
 */
export type KeptReason = 'you-deleted' | 'dropped-but-edited' | 'no-file' | 'in-conflict'
export type ConflictReason =
  | 'both-changed'
  | 'both-added'
  | 'binary'
  /** Each side alone can be read, and the merged text cannot. */
  | 'unreadable'
  /** The merged text would have a name twice. */
  | 'repeated-name'
export type OutsideReason = 'secrets' | 'lockfile' | 'generated' | 'migrations' | 'record'
