import { hasFormat } from '../../merge/formats/merge-formats.ts'
import type { Tree } from '../../model/tree.ts'

/** A project that no template made, as its add-ons made it and would make it. */
export type ForeignSides = {
  readonly base: Tree
  readonly next: Tree
  /** Files of the person at paths where an add-on has others, which cannot be merged. */
  readonly taken: readonly string[]
}

type ForeignInput = {
  /** What the add-ons laid before, and what they would lay now. */
  readonly before: Tree
  readonly after: Tree
  readonly disk: Tree
  /** The files that the add-ons brought and that were not there before. */
  readonly made: ReadonlySet<string>
}

/**
 * The two sides of a change of add-ons. A file that was there before belongs to the person: of one that is merged by what
 * it means, an add-on has only its own members, and any other one stays.
 */
export function foreignSides({ before, after, disk, made }: ForeignInput): ForeignSides {
  const [base, next] = [new Map(before), new Map(after)]
  const taken: string[] = []
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    if (made.has(path) || !disk.has(path)) continue
    if (!hasFormat(path)) {
      if (!before.has(path)) taken.push(path)
      base.delete(path)
      next.delete(path)
      continue
    }
    const nothing = { content: path.endsWith('.json') ? '{}\n' : '' }
    base.set(path, before.get(path) ?? nothing)
    next.set(path, after.get(path) ?? nothing)
  }
  return { base, next, taken }
}
