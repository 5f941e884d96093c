/** A problem that does not stop the command. Codes are permanent. */
export type Warning = { readonly code: string; readonly message: string; readonly fix: string }
