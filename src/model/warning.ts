/** A problem that does not stop the command. Codes are permanent. */
export type Warning = { readonly code: string; readonly message: string; readonly fix: string }

/** The warning alone, of a value that has more. */
export function warningOf({ code, message, fix }: Warning): Warning {
  return { code, message, fix }
}
