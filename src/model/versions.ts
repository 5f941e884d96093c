/**
 * Whether a version is in a range of the forms `>=10`, `^20.19` and `one || other`. A text without a
 * version number counts as supported.
 */
export function satisfies(version: string, range: string): boolean {
  const found = numbersOf(version)
  if (found === undefined) return true
  return range.split('||').some((part) => liesIn(found, part.trim()))
}

type Numbers = readonly [major: number, minor: number]

function liesIn([major, minor]: Numbers, part: string): boolean {
  const wanted = numbersOf(part)
  if (wanted === undefined) throw new TypeError(`"${part}" is not a version range`)
  if (major !== wanted[0]) return part.startsWith('>=') && major > wanted[0]
  return minor >= wanted[1]
}

function numbersOf(text: string): Numbers | undefined {
  const [, major, minor] = /(\d+)(?:\.(\d+))?/.exec(text) ?? []
  return major === undefined ? undefined : [Number(major), Number(minor ?? 0)]
}
