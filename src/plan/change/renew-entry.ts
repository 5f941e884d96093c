import type { GeneratedEntry } from '../../model/generated/entry.ts'
import type { ParamValues } from '../../model/generated/generator.ts'
import type { Insertion } from '../../model/generated/insertion.ts'
import { hashOf, type Tree } from '../../model/tree.ts'

type NewerEntry = {
  /** Of the newer generator. */
  readonly version: string
  readonly answers: ParamValues
  readonly insertions: readonly Insertion[]
  /** The paths of the files that it makes in another way, or no longer. */
  readonly changed: readonly string[]
  /** Those files: as they were made, as far as that is known, in the project, and as the newer generator makes them. */
  readonly made: Tree
  readonly disk: Tree
  readonly next: Tree
}

/** An entry as a newer generator makes it. */
export type RenewedEntry = {
  readonly entry: GeneratedEntry
  /** The files that change: as they were made, and as they are made now. A file without the one is new, without the other dropped. */
  readonly made: Tree
  readonly wanted: Tree
  /** Files that a person edited, and of which nobody knows how they were made. */
  readonly unknown: readonly string[]
}

/** Compares what a newer generator makes with what an entry recorded. Pure. */
export function renewEntry(entry: GeneratedEntry, newer: NewerEntry): RenewedEntry {
  const [made, wanted] = [new Map(), new Map()]
  const unknown: string[] = []
  const files = new Map(Object.entries(entry.files))
  for (const path of newer.changed) {
    const [base, found, next] = [newer.made, newer.disk, newer.next].map((tree) => tree.get(path))
    if (Object.hasOwn(entry.files, path) && base === undefined) {
      // What a person deleted stays deleted.
      if (found) unknown.push(path)
      continue
    }
    if (base) made.set(path, base)
    if (next) wanted.set(path, next)
    if (next) files.set(path, hashOf(next))
    else if (found === base) files.delete(path)
  }
  const { version, answers, insertions } = newer
  const hashes = Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1)))
  const renewed = { ...entry, createApp: version, version, answers, files: hashes, insertions }
  return { entry: renewed, made, wanted, unknown }
}
