import { filtered, wordsOf } from '../../generators/words/words.ts'

/**
 * The name that files have in common, in PascalCase: `UserCard` of `user-card.tsx` and `use-user-card.test.ts`.
 * Undefined if they have none.
 */
export function commonName(paths: readonly string[]): string | undefined {
  const [first = [], ...others] = paths.map((path) => wordsOf(stemOf(path)))
  const found = runsOf(first).find((run) => others.every((words) => placeOf(run, words) >= 0))
  if (found === undefined) return undefined
  const written = others.map((words) => {
    const at = placeOf(found, words)
    return words.slice(at, at + found.length).join('-')
  })
  const own = found.join('-')
  // Where one file has the plural and another one the singular, the singular is the name.
  const isSame = written.every((one) => one === own)
  return filtered(own, [...(isSame ? [] : ['singular']), 'pascal'])
}

/** What a file is called; one whose name says only what it is for is called as its folder. */
function stemOf(path: string): string {
  const segments = path.split('/')
  const stem = (segments.at(-1) ?? '').replace(/^\./, '').split('.')[0] ?? ''
  const folder = segments.at(-2)
  return folder !== undefined && forRole.test(stem) ? folder : stem
}

const forRole = /^(?:index|page|layout|routes?|main|mod|schema|service|types)$/

/** Every run of neighbouring words, the longest first. */
function runsOf(words: readonly string[]): readonly (readonly string[])[] {
  const runs = words.flatMap((_, from) => {
    return words.slice(from).map((__, length) => words.slice(from, from + length + 1))
  })
  return runs.sort((one, other) => other.join('').length - one.join('').length)
}

/** Where words have a run, in the singular or the plural; -1 if they do not. */
function placeOf(run: readonly string[], words: readonly string[]): number {
  return words.findIndex((_, from) => run.every((word, at) => isSame(word, words[from + at])))
}

function isSame(one: string, other: string | undefined): boolean {
  return other !== undefined && filtered(one, ['singular']) === filtered(other, ['singular'])
}
