import { stepsBetween } from '../../src/compare/lines-diff.ts'

/** Lines of a text, from `start` up to `end`, in whose place another has `size` others. */
export type LineHunk = { readonly start: number; readonly end: number; readonly size: number }

export function hunksOf(before: readonly string[], after: readonly string[]): readonly LineHunk[] {
  const hunks: LineHunk[] = []
  let [row, start, size] = [0, -1, 0]
  for (const { mark } of [...stepsBetween(before, after), { mark: ' ' }]) {
    if (mark !== ' ' && start < 0) start = row
    if (mark === '+') size += 1
    if (mark === ' ' && start >= 0) {
      hunks.push({ start, end: row, size })
      start = -1
      size = 0
    }
    if (mark !== '+') row += 1
  }
  return hunks
}
