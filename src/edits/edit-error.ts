/** Says why a content could not be edited; the plan room turns it into the catalogue's error. */
export class EditError extends Error {
  override readonly name = 'EditError'
}
