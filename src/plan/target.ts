import { folded } from '../model/paths.ts'

/** Where a project goes, and what is there already. */
export type Target = {
  /** Absolute path. */
  readonly dir: string
  /** What the person typed, or the path relative to where they stand: for `cd` and for messages. */
  readonly shown: string
  readonly state: 'missing' | 'existing'
  /** Relative paths of the files that are there and stay: `.git`, an editor's folder, a licence. */
  readonly paths: ReadonlySet<string>
}

/**
 * Tells which file of the person's own is kept where one of ours would go: also one whose name
 * differs in case only, which is the same file on most laptops.
 */
export function keptIn({ paths }: Target): (path: string) => string | undefined {
  const kept = new Map([...paths].map((path) => [folded(path), path]))
  return (path) => kept.get(folded(path))
}
