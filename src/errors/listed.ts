/** The first names of a list, for a sentence: `a, b and 3 more`. */
export function listed(entries: readonly string[]): string {
  const shown = entries.slice(0, 5).join(', ')
  return entries.length > 5 ? `${shown} and ${entries.length - 5} more` : shown
}
