import { type KeyedList, keyedList, mergeLists } from '../three/merge-lists.ts'
import { changedSide, mapThree, type Side, type Three } from '../three/three.ts'
import { type FormatMerge, type FormatMerger, type MergeNote, plainRuling } from './rulings.ts'

/** How a file is merged in which each line stands for itself; undefined for another one. */
export function lineMergerFor(path: string): FormatMerger | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (/^\.env(?:\.|$)/.test(name)) return mergeEnvThree
  if (['.npmrc', '.gitattributes'].includes(name)) return mergeSettingLines
  return /^\.\w+ignore$/.test(name) ? mergeLineLists : undefined
}

/** Whether two such files have the same lines, in whatever order, with whatever blank lines between them. */
export function haveSameLines(one: string, other: string): boolean {
  const [lines, others] = [one, other].map((text) => {
    return text.split('\n').flatMap((line) => line.trim() || [])
  })
  return lines?.sort().join('\n') === others?.sort().join('\n')
}

/** Merges three ignore lists, or other files in which each line stands for itself. */
const mergeLineLists: FormatMerger = (texts, side) => {
  const keyOf = (line: string) => (isComment(line) ? undefined : line.trim())
  return mergeItems(
    mapThree(texts, (text) => itemsOf(text, keyOf)),
    side,
  )
}

/** Merges three files of settings, `.npmrc` or `.gitattributes`: a line is known by what it sets. */
const mergeSettingLines: FormatMerger = (texts, side) => {
  return mergeItems(
    mapThree(texts, (text) => itemsOf(text, settingOf)),
    side,
  )
}

/** Merges three environment files. A variable that is only there as a comment, `# PORT=3000`, counts as that variable. */
const mergeEnvThree: FormatMerger = (texts, side) => {
  return mergeItems(
    mapThree(texts, (text) => itemsOf(text, variableIn(text))),
    side,
  )
}

/** A line with the blank lines and comments above it. The last item may have no line. */
type LineItem = { readonly above: readonly string[]; readonly line: string | undefined }

type Items = KeyedList<LineItem>

function mergeItems({ base, disk, next }: Three<Items>, side: Side): FormatMerge {
  const none: Items = new Map()
  const conflicts: string[] = []
  const notes: MergeNote[] = []
  const lists = { base: base ?? none, disk: disk ?? none, next: next ?? none }
  const merged = mergeLists(lists, (versions, id) => {
    const ruling = plainRuling(versions, isSameLine)
    if (ruling.side === 'conflict') conflicts.push(id)
    const chosen = versions[ruling.side === 'conflict' ? side : ruling.side]
    return chosen && { ...chosen, above: aboveOf(versions) ?? chosen.above }
  })
  // What stands below the last line stays there.
  const isEnd = ({ line }: LineItem) => line === undefined
  const ordered = [...merged.filter((item) => !isEnd(item)), ...merged.filter(isEnd)]
  const lines = ordered.flatMap(({ above, line }) =>
    line === undefined ? above : [...above, line],
  )
  return { text: lines.map((line) => `${line}\n`).join(''), conflicts, notes }
}

function isSameLine(one: LineItem | undefined, other: LineItem | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  return one.line?.trim() === other.line?.trim()
}

/** The comments of both, as the side wrote them that alone changed them. */
function aboveOf(versions: Three<LineItem>): readonly string[] | undefined {
  if (!versions.disk || !versions.next) return undefined
  const isSame = (one?: LineItem, other?: LineItem) =>
    (one?.above ?? []).join('\n') === (other?.above ?? []).join('\n')
  return versions[changedSide(versions, isSame)]?.above
}

function itemsOf(text: string, keyOf: (line: string) => string | undefined): Items {
  const items: LineItem[] = []
  let above: string[] = []
  for (const line of text.split('\n').slice(0, -1)) {
    const isItem = line.trim() !== '' && keyOf(line) !== undefined
    if (isItem) items.push({ above, line })
    above = isItem ? [] : [...above, line]
  }
  if (above.length > 0) items.push({ above, line: undefined })
  return keyedList(items, ({ line }) => (line === undefined ? '' : (keyOf(line) ?? '')))
}

function isComment(line: string): boolean {
  return /^\s*[#;]/.test(line)
}

/** `registry` of `registry=…`, `*.ts` of `*.ts merge=union`. */
function settingOf(line: string): string | undefined {
  return isComment(line) ? undefined : line.trim().split(/\s*=|\s/)[0]
}

function variableIn(text: string): (line: string) => string | undefined {
  const set = new Set(text.split('\n').map((line) => assignment.exec(line)?.[1]))
  return (line) => {
    const name = assignment.exec(line)?.[1]
    const asComment = assignment.exec(line.replace(/^\s*#\s*/, ''))?.[1]
    // Beside the variable itself, the comment is an example.
    return (
      name ?? (asComment && !set.has(asComment) ? asComment : isComment(line) ? undefined : line)
    )
  }
}

const assignment = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=/
