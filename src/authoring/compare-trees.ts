import { diff } from '../compose/diff.ts'
import { sizeOf, type Tree, type TreeFile } from '../model/tree.ts'
import { unifiedDiff } from './lines-diff.ts'

/** What other answers make of a project. */
export type Compared = { readonly path: string; readonly kind: 'create' | 'update' | 'delete' }

export function compareTrees(one: Tree, other: Tree): readonly Compared[] {
  return diff(one, other).map(({ path, kind }) => ({ path, kind }))
}

/** A file as other answers change it, line by line. */
export function fileDiff(path: string, one: Tree, other: Tree): string {
  const [before, after] = [one.get(path), other.get(path)]
  if (isBytes(before) || isBytes(after)) {
    return compareTrees(only(path, before), only(path, after)).length === 0
      ? ''
      : `${path} is no text, and differs: ${sizeIn(before)} and ${sizeIn(after)} bytes.\n`
  }
  const [old, now] = [String(before?.content ?? ''), String(after?.content ?? '')]
  if (old.length * now.length > longest ** 2)
    return `${path} is too long to be compared by lines.\n`
  return unifiedDiff(path, old, now)
}

/** Characters of two texts that are compared line by line in a moment. */
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
