/** Lines of context around a change. */
const context = 3

type DiffLine = { readonly mark: ' ' | '-' | '+'; readonly text: string }

/** The difference of two texts in the format of `diff -u`; empty when they are equal. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return ''
  const steps = stepsBetween(linesIn(before), linesIn(after))
  return [`--- ${path}`, `+++ ${path}`, ...hunksOf(steps), ''].join('\n')
}

/** A last line without a line end differs from the same line with one. */
function linesIn(text: string): readonly string[] {
  if (text === '') return []
  const lines = text.split('\n')
  return text.endsWith('\n')
    ? lines.slice(0, -1)
    : [...lines.slice(0, -1), `${lines.at(-1)}\n\\ No newline at end of file`]
}

/** Computes the longest common subsequence with a full table, which is fast enough for short texts. */
function stepsBetween(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const width = after.length + 1
  const lengths = new Uint32Array((before.length + 1) * width)
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const steps: DiffLine[] = []
  let [row, column] = [0, 0]
  while (row < before.length || column < after.length) {
    const [old, now] = [before[row], after[column]]
    if (old !== undefined && old === now) {
      steps.push({ mark: ' ', text: old })
      row += 1
      column += 1
    } else if (
      now === undefined ||
      (old !== undefined && at(row + 1, column) >= at(row, column + 1))
    ) {
      steps.push({ mark: '-', text: old ?? '' })
      row += 1
    } else {
      steps.push({ mark: '+', text: now })
      column += 1
    }
  }
  return steps
}

function hunksOf(steps: readonly DiffLine[]): readonly string[] {
  const changed = steps.flatMap(({ mark }, index) => (mark === ' ' ? [] : [index]))
  const hunks: { start: number; end: number }[] = []
  for (const index of changed) {
    const [start, end] = [Math.max(0, index - context), Math.min(steps.length, index + context + 1)]
    const last = hunks.at(-1)
    if (last && start <= last.end) last.end = end
    else hunks.push({ start, end })
  }
  return hunks.flatMap(({ start, end }) => {
    const part = steps.slice(start, end)
    const head = `@@ -${range(steps, start, part, '+')} +${range(steps, start, part, '-')} @@`
    return [head, ...part.map(({ mark, text }) => `${mark}${text}`)]
  })
}

/** The start and length of a hunk on one side; lines with the mark of the other side do not count. */
function range(
  steps: readonly DiffLine[],
  start: number,
  part: readonly DiffLine[],
  other: '+' | '-',
) {
  const count = (some: readonly DiffLine[]) => some.filter(({ mark }) => mark !== other).length
  const above = count(steps.slice(0, start))
  const length = count(part)
  return `${length === 0 ? above : above + 1},${length}`
}
