import type { Difference } from '../../authoring/snapshot.ts'
import type { Held } from '../../authoring/trial.ts'
import type { Page } from '../human/page.ts'

/** How what is made compares with a snapshot, as the end of a sentence. */
export const snapshotWords: Record<Held['status'], string> = {
  same: 'as in the snapshot',
  missing: 'and there is no snapshot yet: --accept creates it',
  differs: 'and they differ from the snapshot',
  accepted: 'and the snapshot has been written',
}

/** One line for each file that differs from a snapshot. */
export function printDifferences(
  differences: readonly Difference[],
  { colours }: Pick<Page, 'colours'>,
): readonly string[] {
  return [
    ...differences
      .slice(0, maxShown)
      .map(({ made, path, kind }) => `${marks[kind]} ${path}  ${colours.dim(made)}`),
    ...(differences.length > maxShown ? [`and ${differences.length - maxShown} more`] : []),
  ]
}

const maxShown = 40
const marks = { new: '+', changed: '~', gone: '-' } as const
