import { folded } from '../model/paths.ts'
import type { Warning } from '../model/warning.ts'

/** Where a project goes, and what is there already. */
export type Target = {
  /** Absolute path. */
  readonly dir: string
  /** What the person typed, or the path relative to where they stand: for `cd` and for messages. */
  readonly shown: string
  readonly state: 'missing' | 'existing'
  /** Relative paths of the files that are there and stay: `.git`, an editor's folder, a licence. */
  readonly paths: ReadonlySet<string>
  /** The hidden folders that killed runs left, as a person types them. `apply` cleans them up first. */
  readonly leftovers?: readonly string[]
}

/** What a person should know of a target before a plan for it is applied. */
export function leftoversWarning({ shown, leftovers = [] }: Target): Warning | undefined {
  if (leftovers.length === 0) return undefined
  return {
    code: 'LEFTOVERS',
    message: `An earlier run at ${shown} was killed and left ${leftovers.join(', ')}.`,
    fix: 'The next run that writes there cleans up first.',
  }
}

export function recoveredWarning({ shown }: Target): Warning {
  return {
    code: 'RECOVERED',
    message: `Cleaned up ${shown} after an earlier run that was killed.`,
    fix: '',
  }
}

/**
 * Tells which file of the person's own is kept where one of ours would go: also one whose name
 * differs in case only, which is the same file on most laptops.
 */
export function keptIn({ paths }: Target): (path: string) => string | undefined {
  const kept = new Map([...paths].map((path) => [folded(path), path]))
  return (path) => kept.get(folded(path))
}
