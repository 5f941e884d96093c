import { insert, takeOut } from '../../insert/insert.ts'
import type { Insertion } from '../../model/generated/insertion.ts'
import type { Tree } from '../../model/tree.ts'
import { plainText } from '../../text.ts'

/** A generated thing, or an add-on. */
export type InsertionOwner = { readonly insertions: readonly Insertion[] }

/**
 * A tree that the template makes, with what the entries of its project add to its files. It is arranged as in the
 * project: in which order things were generated, and branches merged, is no difference.
 */
export function withEntries(
  tree: Tree,
  entries: readonly InsertionOwner[],
  disk: Tree = new Map(),
): Tree {
  const insertions = insertionsOf(entries)
  const after = new Map(tree)
  for (const path of new Set(insertions.map(({ file }) => file))) {
    const own = insertions.filter(({ file }) => file === path)
    const [file, found] = [tree.get(path), disk.get(path)?.content]
    if (typeof file?.content !== 'string') continue
    const like = typeof found === 'string' ? plainText(found) : ''
    after.set(path, { ...file, content: inserted(file.content, own, like) })
  }
  return after
}

/** What entries add, in their order. Two of them may add the same. */
export function insertionsOf(entries: readonly InsertionOwner[]): readonly Insertion[] {
  const all = entries.flatMap(({ insertions }) => insertions)
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()]
}

/**
 * A text with other insertions than before, in the order in which they are given.
 * @returns undefined where those of before are not there in their order, so that the person arranged them.
 */
export function insertedInstead(
  text: string,
  before: readonly Insertion[],
  after: readonly Insertion[],
): string | undefined {
  const bare = takenOut(text, before)
  if (bare === undefined || before.reduce(insertInto, bare) !== text) return undefined
  return after.reduce(insertInto, bare)
}

/** What adds to the files of a project before a change of it, and after it. */
export type RecordedOwners = {
  readonly before: readonly InsertionOwner[]
  readonly after: readonly InsertionOwner[]
}

/** What the record made, and what it would make now, with what entries add to files of the template and to others. */
export function bothWithEntries(
  { before, after }: Readonly<Record<'before' | 'after', Tree>>,
  recorded: RecordedOwners,
  disk: Tree,
): { readonly made: Tree; readonly wanted: Tree } {
  const elsewhere = insertedElsewhere(disk, recorded, (path) => before.has(path) || after.has(path))
  return {
    made: withEntries(new Map([...before, ...elsewhere.made]), recorded.before, disk),
    wanted: withEntries(new Map([...after, ...elsewhere.wanted]), recorded.after, disk),
  }
}

/** The files to which entries add something else than before. */
export function otherwiseInserted({ before, after }: RecordedOwners): readonly string[] {
  const { dropped, added } = changedInsertions({ before, after })
  return [...new Set([...dropped, ...added].map(({ file }) => file))]
}

/** Files of the project that no template makes, as they are, and with what entries add to them now. */
function insertedElsewhere(
  disk: Tree,
  recorded: RecordedOwners,
  isMade: (path: string) => boolean,
): { readonly made: Tree; readonly wanted: Tree } {
  const { dropped, added } = changedInsertions(recorded)
  const [made, wanted] = [new Map(), new Map()]
  for (const path of otherwiseInserted(recorded).filter((file) => !isMade(file))) {
    const file = disk.get(path)
    if (typeof file?.content !== 'string') continue
    const left = dropped.filter((one) => one.file === path).reduce(takeOutOf, file.content)
    const content = added.filter((one) => one.file === path).reduce(insertInto, left)
    made.set(path, file)
    wanted.set(path, { ...file, content })
  }
  return { made, wanted }
}

function changedInsertions({ before, after }: RecordedOwners) {
  const [old, now] = [before, after].map((entries) => {
    const all = entries.flatMap(({ insertions }) => insertions)
    return new Map(all.map((one) => [JSON.stringify(one), one]))
  })
  const without = (some = new Map<string, Insertion>(), others = some) =>
    [...some].flatMap(([key, one]) => (others.has(key) ? [] : [one]))
  return { dropped: without(old, now), added: without(now, old) }
}

function takeOutOf(text: string, insertion: Insertion): string {
  const made = takeOut(text, insertion)
  return made.outcome === 'applied' ? made.text : text
}

function inserted(text: string, insertions: readonly Insertion[], like: string): string {
  if (takenOut(like, insertions) === text) return like
  return inOrderOf(like, insertions).reduce(insertInto, text)
}

function insertInto(text: string, insertion: Insertion): string {
  const made = insert(text, insertion)
  return made.outcome === 'applied' ? made.text : text
}

/** Undefined where one of them is not there as it was added. An import can go once nothing uses it any more. */
function takenOut(text: string, insertions: readonly Insertion[]): string | undefined {
  let [left, open] = [text, insertions]
  for (let before = -1; open.length !== before; ) {
    before = open.length
    open = open.toReversed().filter((insertion) => {
      const made = takeOut(left, insertion)
      if (made.outcome === 'applied') left = made.text
      return made.outcome !== 'applied'
    })
  }
  return open.length === 0 ? left : undefined
}

/** Those that come first in a text first; then those that are not in it. */
function inOrderOf(text: string, insertions: readonly Insertion[]): readonly Insertion[] {
  const places = new Map(insertions.map((one) => [one, placeOf(one, text)]))
  return insertions.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
}

/** Where the text without it begins to differ. */
function placeOf(insertion: Insertion, text: string): number {
  const made = takeOut(text, insertion)
  if (made.outcome !== 'applied') return text.length
  let at = 0
  while (at < made.text.length && made.text[at] === text[at]) at += 1
  return at
}
