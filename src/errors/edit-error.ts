/** Says why a file could not be edited; `compose` turns it into an error of the catalogue. */
export class EditError extends Error {
  override readonly name = 'EditError'
}

/** A recursive parser overflows the stack on deeply nested input. */
export const nestedTooDeeply = 'It is nested too deeply.'

/** Why an edit failed, as a sentence. */
export function reasonOf(thrown: unknown): string {
  if (thrown instanceof RangeError) return nestedTooDeeply
  return thrown instanceof Error ? thrown.message : String(thrown)
}
