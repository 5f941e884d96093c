import coerce from 'semver/functions/coerce.js'
import matches from 'semver/functions/satisfies.js'
import validRange from 'semver/ranges/valid.js'

/**
 * Whether a version is in a range, as npm understands it. The text may have more than the version:
 * `2.45.1.windows.1`. A text without a version number counts as supported.
 */
export function satisfies(version: string, range: string): boolean {
  const found = coerce(version)
  return found === null || matches(found, range)
}

/** Whether a text is a range of versions, as npm understands it. */
export function isRange(text: string): boolean {
  return validRange(text) !== null
}
