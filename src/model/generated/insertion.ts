/** Something that a generator or an add-on adds to a file that is there already. */
export type Insertion = { readonly file: string; readonly text: string } & Anchor

/** What in a file an insertion goes to. */
export type Anchor =
  /** One import statement. */
  | { readonly anchor: 'import' }
  /** An element, a property, a statement, a member of a class or a child: of what the file calls `name`. */
  | NamedAnchor
  /** A whole block of a Prisma schema, at the end of the file. */
  | { readonly anchor: 'model' }
  /** A line of the Prisma model, or enum, `name`. */
  | ({ readonly anchor: 'field'; readonly name: string } & Position)
  /** JSON or YAML: a member of the object, or an element of the list, at `path`. */
  | ({ readonly anchor: 'path'; readonly path: readonly string[] } & Position)
  /** Markdown: an item of the list, or a row of the table, under the heading. */
  | ({ readonly anchor: 'list'; readonly heading: string } & Position)
  /** Above the line with that comment; the last resort. */
  | { readonly anchor: 'marker'; readonly comment: string }

export type NamedAnchor = {
  readonly anchor: 'array' | 'object' | 'call' | 'class' | 'jsx'
  readonly name: string
} & Position

/** At the start, at the end, or beside a member: a key, the text of an element, a field, an item. The end is the default. */
export type Position = {
  readonly at?: 'start' | 'end'
  readonly before?: string
  readonly after?: string
}

export type Inserted =
  | { readonly outcome: 'applied'; readonly text: string }
  /** It is there as we would write it. Of takeOut: it is not there. */
  | { readonly outcome: 'already' }
  /** It is there, but not as we would write it, so it is kept. Of takeOut: it was edited, or is in use. */
  | { readonly outcome: 'differs' }
  /** One plain sentence says why. */
  | { readonly outcome: 'unable'; readonly why: string }

/** What an insertion came to. Only `applied` changes a file. */
export type InsertionOutcome = {
  readonly file: string
  readonly text: string
  readonly outcome: 'applied' | 'already' | 'differs' | 'unable'
  /** Why it could not be made. */
  readonly why?: string
}
