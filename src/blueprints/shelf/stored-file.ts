/** A file as it is stored. */
export type StoredFile = { readonly bytes: Buffer; readonly executable: boolean }

/** A link as it is stored: the path that it leads to. */
export type StoredLink = { readonly target: string }

export type Stored = StoredFile | StoredLink
