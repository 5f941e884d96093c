import type { Side, Three } from '../three/three.ts'

/** Something that the person should hear about a merge: `at` is where, such as `dependencies/zod`. */
export type MergeNote = { readonly kind: MergeNoteKind; readonly at: string }

export type MergeNoteKind =
  /** The person removed a dependency that the template changed. */
  | 'not-added-back'
  /** The template adds a dependency that the person has in another list. */
  | 'already-there'
  /** The person has a newer version than the template. */
  | 'newer-kept'
  /** The person changed the version of an action or an image that the template changed too. */
  | 'pin-kept'
  /** The template drops what the person changed. */
  | 'kept-though-dropped'
  /** Both added something at one place. */
  | 'both-kept'

/** Which side counts where the sides differ. */
export type Ruling = {
  readonly side: 'disk' | 'next' | 'conflict'
  readonly note?: MergeNoteKind
}

/** A place in a file: keys of objects, and what identifies the members of arrays. */
export type MergePlace = readonly string[]

/** Says which side counts at a place, where more is known than that the sides differ. The values are given as JSON. */
export type Ruler = (place: MergePlace, versions: Three<string>) => Ruling | undefined

/** The side that alone changed something; a conflict where both did. */
export function plainRuling<Value>(
  { base, disk, next }: Three<Value>,
  isSame: (one: Value | undefined, other: Value | undefined) => boolean,
): Ruling {
  if (isSame(next, base) || isSame(disk, next)) return { side: 'disk' }
  return { side: isSame(disk, base) ? 'next' : 'conflict' }
}

/** What to print: the merged file, or, for markers, its versions in which each conflict is settled by one side. */
export type FormatMerge = {
  readonly text: string
  readonly conflicts: readonly string[]
  readonly notes: readonly MergeNote[]
}

/** Merges texts of one format. Conflicts are settled by `side`. @throws EditError where a text cannot be read. */
export type FormatMerger = (texts: FormatTexts, side: Side) => FormatMerge

export type FormatTexts = Three<string> & { readonly disk: string; readonly next: string }
