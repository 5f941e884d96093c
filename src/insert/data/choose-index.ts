import type { NoPlace } from '../../edits/layout/list-place.ts'
import type { Position } from '../../model/generated/insertion.ts'

/** Where a member goes: the index of the one that it stands before. A problem where the neighbour is not there once. */
export function chooseIndex(
  members: readonly (readonly string[])[],
  { at, before, after }: Position,
): number | NoPlace {
  const neighbour = before ?? after
  if (neighbour === undefined) return at === 'start' ? 0 : members.length
  const found = members.flatMap((names, index) => (names.includes(neighbour) ? [index] : []))
  const [index, second] = found
  if (index === undefined) return { problem: `There is no "${neighbour}" to insert it beside.` }
  if (second !== undefined) return { problem: `"${neighbour}" is there more than once.` }
  return before === undefined ? index + 1 : index
}
