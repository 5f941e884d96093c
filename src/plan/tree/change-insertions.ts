import { insert, takeOut } from '../../insert/insert.ts'
import type { Insertion, InsertionOutcome } from '../../model/generated/insertion.ts'
import type { Tree } from '../../model/tree.ts'

/** An insertion to make, or one to take out. */
export type InsertionChange = { readonly insertion: Insertion; readonly isNew: boolean }

/** An insertion as a text that can be compared. */
export function keyOf(insertion: Insertion): string {
  return JSON.stringify(insertion)
}

export function keysOf(insertions: readonly Insertion[]): ReadonlySet<string> {
  return new Set(insertions.map(keyOf))
}

/** First those that go, in the opposite order, then those that come. One that is in both is checked again. */
export function insertionChanges(
  before: readonly Insertion[],
  after: readonly Insertion[],
  shared: ReadonlySet<string>,
): readonly InsertionChange[] {
  const stays = new Set([...keysOf(after), ...shared])
  const dropped = before.filter((one) => !stays.has(keyOf(one)))
  return [
    ...dropped.toReversed().map((insertion) => ({ insertion, isNew: false })),
    ...after.map((insertion) => ({ insertion, isNew: true })),
  ]
}

export type InsertedTree = { readonly tree: Tree; readonly outcomes: readonly InsertionOutcome[] }

/** Makes insertions and takes others out, in their order. */
export function withInsertions(tree: Tree, changes: readonly InsertionChange[]): InsertedTree {
  const after = new Map(tree)
  const outcomes = changes.map(({ insertion, isNew }): InsertionOutcome => {
    const { file, text } = insertion
    const found = after.get(file)
    if (found === undefined && !isNew) return { file, text, outcome: 'already' }
    if (found === undefined || typeof found.content !== 'string') {
      return { file, text, outcome: 'unable', why: `There is no file ${file}.` }
    }
    const made = (isNew ? insert : takeOut)(found.content, insertion)
    if (made.outcome === 'applied') after.set(file, { ...found, content: made.text })
    return { file, text, outcome: made.outcome, ...('why' in made && { why: made.why }) }
  })
  return { tree: after, outcomes }
}
