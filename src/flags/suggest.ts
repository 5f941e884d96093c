import { closest, distance } from 'fastest-levenshtein'

/** The one of the known words that was probably meant, undefined when none is near. */
export function closestTo(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined
  const best = closest(word, [...known])
  return distance(word, best) <= Math.max(1, Math.floor(best.length / 3)) ? best : undefined
}
