import { sortTree, type Tree } from '../model/tree.ts'
import type { Fate } from './fate.ts'
import { findFate, type OpenFate } from './find-fate.ts'
import { changingHistories, historyOf } from './history.ts'
import { settleFate } from './settle-fate.ts'
import type { TextAnswer, TextMerge } from './text/text-merge.ts'

export type MergeInput = {
  /** What the record made. */
  readonly base: Tree
  /** The project's files, at least at the paths of the other two trees. */
  readonly disk: Tree
  /** What the record would make now. */
  readonly next: Tree
  /** Files that the person moved: the path in the other trees, and the one on disk. */
  readonly moved?: ReadonlyMap<string, string>
  /** Deletes files that the template drops although the person edited them. */
  readonly force?: boolean
  /** Paths at which the project has something else than a file of its own: a folder, or a link. */
  readonly blocked?: ReadonlySet<string>
  /**
   * Also merges migrations and generated files, which are otherwise the project's own history. The migrations of a database
   * that comes or goes are merged anyway.
   */
  readonly includesHistory?: boolean
}

/** The fate of each path that the record made or would make, by its path on disk. */
export type Fates = ReadonlyMap<string, Fate>

/** A three-way merge of which git's part is still to come. */
export type PreparedMerge = ReadonlyMap<string, Fate | OpenFate>

/**
 * A three-way merge of trees takes three steps, because git merges the texts and nothing here may start it:
 * this one, then `textMergesOf`, whose texts git merges, then `mergeTrees`, which gets git's answers.
 */
export function prepareMerge(input: MergeInput): PreparedMerge {
  const { base, disk, next, moved, blocked, force = false, includesHistory = false } = input
  const changing = changingHistories(input)
  const paths = [...sortTree(new Map([...base, ...next])).keys()]
  return new Map(
    paths.map((path) => {
      const to = moved?.get(path)
      const isMoved = to && disk.has(to) && !disk.has(path) && !base.has(to) && !next.has(to)
      const place = isMoved ? to : path
      const files = { base: base.get(path), disk: disk.get(place), next: next.get(path) }
      const isBlocked = blocked?.has(place) ?? false
      const merged = includesHistory || changing.includes(historyOf(path) ?? 'none')
      return [place, findFate(place, files, { force, includesHistory: merged, isBlocked })]
    }),
  )
}

/** What git is to merge. */
export function textMergesOf(prepared: PreparedMerge): readonly TextMerge[] {
  return [...prepared.values()].flatMap((fate) => (fate.kind === 'open' ? [fate.merge] : []))
}

/** Ends a merge with git's answers, by path. */
export function mergeTrees(
  prepared: PreparedMerge,
  answers: ReadonlyMap<string, TextAnswer>,
): Fates {
  return new Map(
    [...prepared].map(([path, fate]) => {
      if (fate.kind !== 'open') return [path, fate]
      const answer = answers.get(path)
      if (answer === undefined) throw new Error(`git did not merge ${path}.`)
      return [path, settleFate(fate, answer)]
    }),
  )
}

/** The project's files after the merge. */
export function mergedTree(disk: Tree, fates: Fates): Tree {
  const tree = new Map(disk)
  for (const [path, fate] of fates) {
    if (!('file' in fate)) continue
    if (fate.file) tree.set(path, fate.file)
    else tree.delete(path)
  }
  return tree
}
