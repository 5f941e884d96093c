import type { LayoutNode } from '../../edits/layout/layout.ts'

/** The keys that are twice in one object. */
export function repeatedKeys(node: LayoutNode): readonly string[] {
  if (node.kind === 'leaf') return []
  const names = node.entries.flatMap(({ name }) => (name === undefined ? [] : [name]))
  const repeated = names.filter((name, index) => names.indexOf(name) !== index)
  return [...repeated, ...node.entries.flatMap((entry) => repeatedKeys(entry.node))]
}
