/**
 * Skips blanks, commas and comments up to the end of the line. Comments are those of JSON and of YAML: between two
 * members neither `/` nor `#` can be anything else.
 */
export function sameLineEnd(
  text: string,
  from: number,
  limit: number,
): { readonly at: number; readonly isEnd: boolean } {
  let end = from
  for (let at = from; at < limit; ) {
    const comment = commentEnd(text, at)
    const character = text.charAt(at)
    if (character === '\n' || (character === '\r' && text.charAt(at + 1) === '\n'))
      return { at, isEnd: true }
    if (comment === undefined && character !== ',' && character.trim() !== '') break
    at = comment ?? at + 1
    if (comment !== undefined || character === ',') end = at
  }
  return { at: end, isEnd: false }
}

/** The place of the comma between two members, which is in no comment. */
export function findComma(text: string, from: number, limit: number): number | undefined {
  for (let at = from; at < limit; at = commentEnd(text, at) ?? at + 1) {
    if (text.charAt(at) === ',') return at
  }
  return undefined
}

export function skipBlanks(text: string, from: number, limit: number): number {
  const blanks = /^\s*/.exec(text.slice(from, limit))?.[0] ?? ''
  return from + blanks.length
}

/** Whether there is a comment in a text, apart from its strings. */
export function hasComment(text: string): boolean {
  return /\/[/*]|(?:^|\s)#/m.test(text.replaceAll(/"(?:\\.|[^"\\])*"|'[^']*'/g, ''))
}

function commentEnd(text: string, at: number): number | undefined {
  if (text.startsWith('/*', at)) {
    const end = text.indexOf('*/', at + 2)
    return end === -1 ? text.length : end + 2
  }
  if (text.charAt(at) !== '#' && !text.startsWith('//', at)) return undefined
  const next = /\r?\n/.exec(text.slice(at))
  return next ? at + next.index : text.length
}
