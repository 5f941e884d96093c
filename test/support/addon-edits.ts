import fc from 'fast-check'
import { mergerFor } from '../../src/edits/merge.ts'
import { isOutside } from '../../src/merge/outside.ts'
import { problemOf } from '../../src/merge/soundness.ts'
import type { Tree } from '../../src/model/tree.ts'
import { type EditedFile, editedFile, editSet, makeEdit, textOfLines } from './edits.ts'
import { hunksOf } from './line-hunks.ts'

/** A project without a part and one with it, in both of which a person did the same. */
export type EditedPair = {
  readonly without: Tree
  readonly having: Tree
  /** The path of each file that the person moved, and where it is now. */
  readonly moved: ReadonlyMap<string, string>
  /** How many edits were made. */
  readonly count: number
}

/** A person's edits of a project. */
export const personEdits = fc.record({
  edits: editSet,
  /** Takes away keys of package.json, and adds others. */
  keys: fc.array(fc.record({ at: fc.nat(1000), isAdded: fc.boolean() }), { maxLength: 2 }),
})
export type PersonEdits = ReturnType<typeof personEdits.generate>['value']

/**
 * Makes the same edits in two projects of which one has a part more, in lines that are the same in both: as far from
 * what the part brings as git needs to tell two changes apart.
 */
export function editBoth(
  trees: { readonly without: Tree; readonly having: Tree },
  { edits, keys }: PersonEdits,
): EditedPair {
  const files = new Map<string, readonly [EditedFile, EditedFile]>()
  const created = new Map<string, string>()
  const usable = usableIn(trees)
  const touched = usable.filter(([, one, other]) => one !== other)
  let count = 0
  const pairAt = ([path, one, other]: SharedText): readonly [EditedFile, EditedFile] => {
    const pair = files.get(path) ?? ([editedFile(path, one), editedFile(path, other)] as const)
    files.set(path, pair)
    return pair
  }
  /** Does the same in both files, at a line that both have; undone where they cannot be read any more. */
  const doIn = (shared: SharedText, place: number, act: (file: EditedFile, at: number) => void) => {
    const places = sharedLines(shared[1], shared[2])
    const lines = places[place % Math.max(1, places.length)]
    const pair = pairAt(shared)
    if (lines === undefined || !pair.every((file, side) => isWhole(file.lines, lines[side]))) return
    const before = pair.map((file) => ({ ...file, lines: [...file.lines] }))
    for (const [side, file] of pair.entries()) act(file, lines[side] ?? 0)
    if (pair.every((file, side) => isReadable(file, before[side]))) count += 1
    else for (const [side, file] of pair.entries()) Object.assign(file, before[side])
  }
  for (const [index, edit] of edits.entries()) {
    const all = edit.isInside && touched.length > 0 ? touched : usable
    const shared = all[edit.file % all.length]
    if (shared === undefined) continue
    const [path] = shared
    const mark = `mine${index}x`
    // A file of the person's own, beside those of the template.
    if (edit.op === 'move') created.set(`${path.replace(/[^/]*$/, '')}${mark}.txt`, `${mark}\n`)
    // What is merged by its meaning is known by its name.
    else if (edit.op !== 'rename' || mergerFor(path) === undefined) {
      doIn(shared, edit.at, (file, start) => makeEdit(file, edit, { start, mark }))
    }
  }
  const manifest = usable.find(([path]) => path === 'package.json')
  for (const [index, { at, isAdded }] of keys.entries()) {
    if (manifest) doIn(manifest, at, editKey(isAdded ? `mine-key-${index}` : undefined))
  }
  const moved = new Map(
    [...files].flatMap(([path, [{ isRenamed }]]) => (isRenamed ? [[path, `mine/${path}`]] : [])),
  )
  const [without, having] = [trees.without, trees.having].map((tree, side) => {
    const after = new Map(tree)
    for (const [path, pair] of files) {
      const file = tree.get(path)
      const edited = pair[side]
      if (file === undefined || edited === undefined) continue
      after.delete(path)
      after.set(moved.get(path) ?? path, { ...file, content: textOfLines(edited) })
    }
    for (const [path, content] of created) after.set(path, { content })
    return after
  })
  count += created.size
  return { without: without ?? new Map(), having: having ?? new Map(), moved, count }
}

/** A file that both projects have: its path, and its text in each. */
type SharedText = readonly [path: string, without: string, having: string]

const known = new WeakMap<Tree, WeakMap<Tree, readonly SharedText[]>>()

/** What a person may edit. The same two projects are edited many times. */
function usableIn({ without, having }: Pick<EditedPair, 'without' | 'having'>) {
  const pairs = known.get(without) ?? new WeakMap<Tree, readonly SharedText[]>()
  const usable = pairs.get(having) ?? sharedTexts(without, having)
  known.set(without, pairs.set(having, usable))
  return usable
}

function sharedTexts(without: Tree, having: Tree): readonly SharedText[] {
  return [...without].flatMap(([path, file]): SharedText[] => {
    const other = having.get(path)
    if (isOutside(path, { base: file, disk: file, next: other })) return []
    const texts = [file.content, other?.content]
    const [one, two] = texts
    return typeof one === 'string' && typeof two === 'string' ? [[path, one, two]] : []
  })
}

/** The numbers, in each of two texts, of lines whose neighbours are the same in both. */
function sharedLines(one: string, other: string): readonly (readonly [number, number])[] {
  const [lines, others] = [one.split('\n'), other.split('\n')]
  const hunks = one === other ? [] : hunksOf(lines, others)
  return lines.flatMap((_, at): (readonly [number, number])[] => {
    if (hunks.some(({ start, end }) => at >= start - far && at < end + far)) return []
    const before = hunks.filter(({ end }) => end <= at)
    const shift = before.reduce((sum, { start, end, size }) => sum + size - (end - start), 0)
    return [[at, at + shift]]
  })
}

/** An edit takes at most three lines; with one more on each side, it is none of the neighbours of another change. */
const far = 4

/** Whether the lines at a place are those of the project. */
function isWhole(lines: EditedFile['lines'], start = -1): boolean {
  const at = lines.findIndex(({ from }) => from === start)
  if (at < 0) return false
  return [-1, 0, 1, 2, 3].every((step) => {
    const line = lines[at + step]
    return line === undefined || line.from === start + step
  })
}

function isReadable(file: EditedFile, before: EditedFile = file): boolean {
  const text = textOfLines(before)
  return problemOf(file.path, textOfLines(file), { disk: text, next: text }) === undefined
}

/** Takes away the member of a JSON object on one line, or adds one before it. */
function editKey(key: string | undefined) {
  return ({ lines }: EditedFile, start: number): void => {
    const at = lines.findIndex(({ from }) => from === start)
    const { text = '' } = lines[at] ?? {}
    if (!/^ +"[^"]+": "[^"]*",$/.test(text)) return
    const [indent = ''] = /^ */.exec(text) ?? []
    if (key === undefined) lines.splice(at, 1)
    else lines.splice(at, 0, { text: `${indent}"${key}": "1.0.0",`, from: undefined })
  }
}
