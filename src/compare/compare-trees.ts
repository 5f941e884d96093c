import { diff } from '../compose/diff.ts'
import { sizeOf, type Tree, type TreeFile } from '../model/tree.ts'
import { unifiedDiff } from './lines-diff.ts'

/** A file that other answers add, change or remove. */
export type Compared = { readonly path: string; readonly kind: 'create' | 'update' | 'delete' }

export function compareTrees(one: Tree, other: Tree): readonly Compared[] {
  return diff(one, other).map(({ path, kind }) => ({ path, kind }))
}

/** What other answers change in a file, line by line. */
export function fileDiff(path: string, one: Tree, other: Tree): string {
  const [before, after] = [one.get(path), other.get(path)]
  if (isBytes(before) || isBytes(after)) {
    return compareTrees(only(path, before), only(path, after)).length === 0
      ? ''
      : `${path} is a binary file and differs: ${sizeIn(before)} and ${sizeIn(after)} bytes.\n`
  }
  const [old, now] = [String(before?.content ?? ''), String(after?.content ?? '')]
  if (old.length * now.length > longest ** 2)
    return `${path} is too long for a line-by-line comparison.\n`
  return unifiedDiff(path, old, now)
}

/** Characters. Up to this length, two texts are compared quickly. */
const longest = 100_000

function isBytes(file: TreeFile | undefined): boolean {
  return file !== undefined && typeof file.content !== 'string'
}

function only(path: string, file: TreeFile | undefined): Tree {
  return new Map(file === undefined ? [] : [[path, file]])
}

function sizeIn(file: TreeFile | undefined): number {
  return file === undefined ? 0 : sizeOf(file)
}
