/** Something that did not stop us and that a person should know; codes are permanent. */
export type Warning = { readonly code: string; readonly message: string; readonly fix: string }
