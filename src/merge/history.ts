import type { Tree } from '../model/tree.ts'

/** The folder of the package whose migrations a file is one of: empty, or `apps/api/`; undefined for any other file. */
export function historyOf(path: string): string | undefined {
  return /^(.*\/|)prisma\/migrations\//.exec(path)?.[1]
}

/** The packages that have a database in a tree. */
export function histories(tree: Tree): ReadonlySet<string> {
  return new Set([...tree.keys()].flatMap((path) => historyOf(path) ?? []))
}

/** The packages of a project whose database comes or goes: there is none yet, or there is to be none. */
export function changingHistories({
  base,
  disk,
  next,
}: Readonly<Record<'base' | 'disk' | 'next', Tree>>): readonly string[] {
  return [...endedHistories(base, next), ...endedHistories(next, new Map([...base, ...disk]))]
}

/** The packages that have a database in the first tree, and none in the second. */
export function endedHistories(before: Tree, after: Tree): readonly string[] {
  const left = histories(after)
  return [...histories(before)].filter((folder) => !left.has(folder))
}
