import { closest, distance } from 'fastest-levenshtein'

/** The known word that is closest to a misspelled one; undefined if none is close. */
export function closestTo(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined
  const best = closest(word, [...known])
  return distance(word, best) <= Math.max(1, Math.floor(best.length / 3)) ? best : undefined
}
