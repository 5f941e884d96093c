import { type Change, haveSameBytes, modeOf, sortTree, type Tree } from '../model/tree.ts'

/** The changes that turn one tree into another, by path. */
export function diff(before: Tree, after: Tree): readonly Change[] {
  const changes: Change[] = []
  for (const [path, file] of after) {
    const old = before.get(path)
    if (old === undefined) changes.push({ kind: 'create', path, after: file })
    else if (!haveSameBytes(old, file) || modeOf(old) !== modeOf(file)) {
      changes.push({ kind: 'update', path, before: old, after: file })
    }
  }
  for (const [path, file] of before) {
    if (!after.has(path)) changes.push({ kind: 'delete', path, before: file })
  }
  const paths = sortTree(new Map([...before, ...after]))
  const place = new Map([...paths.keys()].map((path, index) => [path, index]))
  return changes.sort((a, b) => (place.get(a.path) ?? 0) - (place.get(b.path) ?? 0))
}
