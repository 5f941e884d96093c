/** Says why a content could not be edited; the plan room turns it into the catalogue's error. */
export class EditError extends Error {
  override readonly name = 'EditError'
}

/** A parser calls itself for what is nested, until the stack is full. */
export const nestedTooDeeply = 'It is nested too deeply.'

/** Why an edit failed, in words. */
export function reasonOf(thrown: unknown): string {
  if (thrown instanceof RangeError) return nestedTooDeeply
  return thrown instanceof Error ? thrown.message : String(thrown)
}
