/** Lines of context around a change. */
const context = 3

type DiffLine = { readonly mark: ' ' | '-' | '+'; readonly text: string }

/** The difference of two texts in the format of `diff -u`; empty when they are equal. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return ''
  return [`--- ${path}`, `+++ ${path}`, ...hunksBetween(before, after), ''].join('\n')
}

/** The lines of the hunks of a unified diff. */
export function hunksBetween(before: string, after: string): readonly string[] {
  return hunksOf(stepsBetween(linesIn(before), linesIn(after)))
}

/** A last line without a line end differs from the same line with one. */
function linesIn(text: string): readonly string[] {
  if (text === '') return []
  const lines = text.split('\n')
  return text.endsWith('\n')
    ? lines.slice(0, -1)
    : [...lines.slice(0, -1), `${lines.at(-1)}\n\\ No newline at end of file`]
}

/** The cells of the largest table: of two texts of 2,000 lines. */
const mostCells = 4_000_000

/** The steps that make one list of lines of another. */
export function stepsBetween(
  before: readonly string[],
  after: readonly string[],
): readonly DiffLine[] {
  const isShort = before.length * after.length <= mostCells
  return isShort ? shortestSteps(before, after) : stepsBetweenPairs(before, after)
}

/** Long texts are cut at the lines that both have once, in the order of both. What lies in between is compared on its own. */
function stepsBetweenPairs(
  before: readonly string[],
  after: readonly string[],
): readonly DiffLine[] {
  const pairs = pairsOf(before, after)
  if (pairs.length === 0) return [...marked('-', before), ...marked('+', after)]
  const cuts = [...pairs, [before.length, after.length] as const]
  return cuts.flatMap(([row, column], index) => {
    const [last, lastColumn] = pairs[index - 1] ?? [-1, -1]
    const parts = [before.slice(last + 1, row), after.slice(lastColumn + 1, column)] as const
    return [...stepsBetween(...parts), ...marked(' ', before.slice(row, row + 1))]
  })
}

function marked(mark: DiffLine['mark'], lines: readonly string[]): readonly DiffLine[] {
  return lines.map((text) => ({ mark, text }))
}

type LinePair = readonly [row: number, column: number]

/** The longest row of lines that each text has once, in the same order in both. */
function pairsOf(before: readonly string[], after: readonly string[]): readonly LinePair[] {
  const columns = placesOfSingles(after)
  const shared = [...placesOfSingles(before)].flatMap(([line, row]): LinePair[] => {
    const column = columns.get(line)
    return column === undefined ? [] : [[row, column]]
  })
  type Link = { readonly pair: LinePair; readonly last: Link | undefined }
  // The best end of a row of each length is the one with the smallest column.
  const ends: Link[] = []
  for (const pair of shared) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle]?.pair[1] ?? 0) < pair[1]) low = middle + 1
      else high = middle
    }
    ends[low] = { pair, last: ends[low - 1] }
  }
  const pairs: LinePair[] = []
  for (let link = ends.at(-1); link; link = link.last) pairs.push(link.pair)
  return pairs.reverse()
}

/** The lines that a text has once, each with its place, in the order of the text. */
function placesOfSingles(lines: readonly string[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  const repeated = new Set<string>()
  for (const [place, line] of lines.entries()) {
    if (places.has(line)) repeated.add(line)
    else places.set(line, place)
  }
  return new Map([...places].filter(([line]) => !repeated.has(line)))
}

/** Computes the longest common subsequence with a full table, which is fast enough for short texts. */
function shortestSteps(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
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
