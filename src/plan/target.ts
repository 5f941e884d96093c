import type { Warning } from '../model/warning.ts'

/** The folder of a project, and what is in it already. */
export type Target = {
  /** Absolute path. */
  readonly dir: string
  /** The folder as the person types it: for `cd` and for messages. */
  readonly shown: string
  readonly state: 'missing' | 'existing'
  /** Relative paths of the files that are there and stay: `.git`, an editor's folder, a license. */
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
