import { diff } from '../../compose/diff.ts'
import { errors } from '../../errors/errors.ts'
import type { Fate } from '../../merge/fate.ts'
import { type Fates, mergedTree } from '../../merge/merge-trees.ts'
import {
  entryPath,
  type GeneratedEntry,
  keptPath,
  nameOfEntry,
  printEntry,
} from '../../model/generated/entry.ts'
import type { Insertion, InsertionOutcome } from '../../model/generated/insertion.ts'
import { type Change, hashOf, sortTree, type Tree, type TreeFile } from '../../model/tree.ts'
import {
  type InsertedTree,
  insertionChanges,
  keysOf,
  withInsertions,
} from '../tree/change-insertions.ts'

/** A generated thing as its generator makes it now. */
export type EntryInput = {
  /** Everything of the entry but what comes of it. */
  readonly entry: Omit<GeneratedEntry, 'files' | 'insertions'>
  /** Formatted, as they are written. */
  readonly files: Tree
  readonly insertions: readonly Insertion[]
  /** The text of the file that keeps its generator, if it is one of the project. */
  readonly kept?: string | undefined
}

export type ChangedEntry = {
  readonly changes: readonly Change[]
  readonly fates: Fates
  readonly insertions: readonly InsertionOutcome[]
  /** The entry as it is recorded afterwards; undefined where it was removed. */
  readonly entry: GeneratedEntry | undefined
}

type EntryChange = {
  /** The project's files at the paths of the entry, before and after, and of its insertions. */
  readonly disk: Tree
  /** Paths at which something else than a file is. */
  readonly blocked: ReadonlySet<string>
  /** As it is recorded; undefined for what is new. */
  readonly before: GeneratedEntry | undefined
  /** As it is to be; undefined for what is removed. */
  readonly after: EntryInput | undefined
  /** The other entries of the project. What they add as well stays. */
  readonly others: readonly GeneratedEntry[]
  /** The fates of files that both sides changed, where what was made could be made again. */
  readonly merged?: Fates
  /** Deletes files although the person edited them. */
  readonly force: boolean
}

/**
 * Plans how one entry of a project changes: it is new, gets other answers, or goes. Files that a person edited stay and
 * are named. Pure.
 * @throws AppError where a file is that no generator made.
 */
export function planEntry(change: EntryChange): ChangedEntry {
  const { disk, before, after, others, force } = change
  const shared = keysOf(others.flatMap(({ insertions }) => insertions))
  const fates = fatesOf(change)
  const merged = mergedTree(disk, fates)
  const inserted = withInsertions(
    merged,
    insertionChanges(before?.insertions ?? [], after?.insertions ?? [], shared),
  )
  const own = new Set([...keysOf(before?.insertions ?? []), ...shared])
  const entry = after
    ? recordedEntry(after, { fates, before, own, inserted })
    : before && leftEntry(before, { fates, inserted, force })
  const all = new Map(inserted.tree)
  if (before) all.delete(entryPath(before))
  if (entry) all.set(entryPath(entry), entryFile(entry, disk))
  const isKept = (hash: string) => [entry, ...others].some((one) => one?.kept === hash)
  if (before?.kept && !isKept(before.kept)) all.delete(keptPath(before.kept))
  if (entry?.kept && after?.kept) all.set(keptPath(entry.kept), { content: after.kept })
  return { changes: diff(disk, sortTree(all)), fates, insertions: inserted.outcomes, entry }
}

function fatesOf(change: EntryChange): Fates {
  const { before, after } = change
  const paths = new Set([...Object.keys(before?.files ?? {}), ...(after?.files.keys() ?? [])])
  return new Map([...paths].sort().map((path) => [path, fateOf(path, change)]))
}

function fateOf(path: string, change: EntryChange): Fate {
  const { disk, blocked, before, after, others, force } = change
  const [made, next, found] = [before?.files[path], after?.files.get(path), disk.get(path)]
  const owner = others.find(({ files }) => Object.hasOwn(files, path))
  if (owner && next) throw errors.generatedBy(path, `${owner.id} ${nameOfEntry(owner)}`)
  if (owner) return { kind: 'unchanged', reason: 'same' }
  if (blocked.has(path)) {
    if (made === undefined) throw errors.generatedElsewhere(path)
    return { kind: 'kept', reason: 'no-file' }
  }
  const isUntouched = found !== undefined && hashOf(found) === made
  if (next === undefined) {
    if (found === undefined) return { kind: 'unchanged', reason: 'same' }
    return isUntouched || force
      ? { kind: 'taken', reason: 'dropped', file: undefined }
      : { kind: 'kept', reason: 'dropped-but-edited' }
  }
  if (found === undefined) {
    return made === undefined
      ? { kind: 'taken', reason: 'added', file: next }
      : { kind: 'kept', reason: 'you-deleted' }
  }
  if (hashOf(found) === hashOf(next)) return { kind: 'unchanged', reason: 'same' }
  if (made === undefined) throw errors.generatedElsewhere(path)
  if (isUntouched) return { kind: 'taken', reason: 'changed', file: { ...found, ...next } }
  if (hashOf(next) === made) return { kind: 'unchanged', reason: 'only-you-changed' }
  const merged = change.merged?.get(path)
  // What cannot be merged stays as the person has it, without markers.
  return merged?.kind === 'merged' ? merged : { kind: 'kept', reason: 'in-conflict' }
}

type Recording = {
  readonly fates: Fates
  readonly before: GeneratedEntry | undefined
  /** The insertions that are ours although they were there already: of this entry, or of another one. */
  readonly own: ReadonlySet<string>
  readonly inserted: InsertedTree
}

/** What is left of an entry that goes: the files that a person edited, and the text that is there in another form. */
function leftEntry(
  before: GeneratedEntry,
  { fates, inserted, force }: { fates: Fates; inserted: InsertedTree; force: boolean },
): GeneratedEntry | undefined {
  if (force) return undefined
  const files = Object.entries(before.files).filter(([path]) => fates.get(path)?.kind === 'kept')
  const stays = new Set(
    inserted.outcomes.flatMap(({ outcome, file, text }) => {
      return outcome === 'differs' || outcome === 'unable' ? [`${file}\n${text}`] : []
    }),
  )
  const insertions = before.insertions.filter(({ file, text }) => stays.has(`${file}\n${text}`))
  if (files.length === 0 && insertions.length === 0) return undefined
  return { ...before, files: Object.fromEntries(files), insertions }
}

/** What is recorded; nothing of a generator that makes neither files nor insertions. */
function recordedEntry(after: EntryInput, recording: Recording): GeneratedEntry | undefined {
  if (after.files.size === 0 && after.insertions.length === 0) return undefined
  return entryAfter(after, recording)
}

/** A file that stayed is recorded as it was made last, so that it counts as edited. */
function entryAfter(
  { entry, files, insertions }: EntryInput,
  { fates, before, own, inserted: { outcomes } }: Recording,
): GeneratedEntry {
  const hashes = [...files].map(([path, file]): [string, string] => {
    const isKept = fates.get(path)?.kind === 'kept'
    return [path, (isKept ? before?.files[path] : undefined) ?? hashOf(file)]
  })
  // What could not be inserted is not taken out again either; what was there already was the person's.
  const made = insertions.filter((insertion, index) => {
    const outcome = outcomes.at(index - insertions.length)?.outcome
    return outcome === 'applied' || own.has(JSON.stringify(insertion))
  })
  // What is no longer made, but was edited, is still known to be no file of somebody else.
  const dropped = Object.entries(before?.files ?? {}).filter(([path]) => {
    return !files.has(path) && fates.get(path)?.kind === 'kept'
  })
  return { ...entry, files: Object.fromEntries([...hashes, ...dropped]), insertions: made }
}

function entryFile(entry: GeneratedEntry, disk: Tree): TreeFile {
  const content = printEntry(entry)
  const found = disk.get(entryPath(entry))
  return found?.content === content ? found : { content }
}
