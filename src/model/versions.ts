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

/**
 * Compares the versions that two requirements name: `^6.1.0` and `6.3.0`. Undefined where one of them is no
 * single version, or where a program for the older one may not work with the newer one.
 */
export function compareRequired(one: string, other: string): number | undefined {
  const [a, b] = [one, other].map((text) => (requirement.test(text) ? coerce(text) : null))
  if (!a || !b) return undefined
  if (a.compare(b) === 0) return 0
  if (matches(a, `^${b}`)) return 1
  return matches(b, `^${a}`) ? -1 : undefined
}

const requirement = /^(?:[~^]|>=)?\d+(?:\.\d+){0,2}$/

/** Whether a text is one version, as npm writes it: no range, no tag, no address. */
export function isExact(text: string): boolean {
  return text.length <= 64 && exactly.test(text)
}

const number = '(?:0|[1-9]\\d*)'
const exactly = new RegExp(
  `^${number}\\.${number}\\.${number}(?:-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`,
)
