import type { Tree } from '../../model/tree.ts'

type RenamedTrees = {
  /** What the record made. */
  readonly base: Tree
  /** The project's files. */
  readonly disk: Tree
}

/**
 * Moves files to the paths that a newer template gives them, so that the person's edits follow. A rename counts only if
 * the record made the old path, and the newer template makes the new one instead.
 * @param renames old path to new path; a new path may have been renamed again.
 */
export function followRenames(
  { base, disk }: RenamedTrees,
  next: Tree,
  renames: ReadonlyMap<string, string>,
): RenamedTrees {
  const moves = [...renames.keys()].flatMap((from): [string, string][] => {
    const to = endOf(from, renames)
    const isRename = base.has(from) && !next.has(from) && next.has(to) && !base.has(to)
    return isRename ? [[from, to]] : []
  })
  return { base: moved(base, moves), disk: moved(disk, moves) }
}

function endOf(from: string, renames: ReadonlyMap<string, string>): string {
  const seen = new Set<string>()
  let path = from
  for (let to = renames.get(path); to !== undefined && !seen.has(to); to = renames.get(path)) {
    seen.add(to)
    path = to
  }
  return path
}

/** A file that is at the new path already stays there. */
function moved(tree: Tree, moves: readonly (readonly [string, string])[]): Tree {
  const result = new Map(tree)
  for (const [from, to] of moves) {
    const file = tree.get(from)
    if (file === undefined || tree.has(to)) continue
    result.delete(from)
    result.set(to, file)
  }
  return result
}
