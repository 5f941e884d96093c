import type { Flags } from '../flags/flags.ts'
import type { NetworkChoice } from '../tasks/install.ts'
import type { VerifyLevel } from '../tasks/verify.ts'

/** Which tasks a person wants. */
export type Wishes = {
  readonly install: boolean
  /** undefined: start a repository unless the target lies in one. */
  readonly git: boolean | undefined
  readonly verify: VerifyLevel | false
  readonly network: NetworkChoice
}

/** What the flags say of the tasks. */
export function wishesOf(flags: Flags): Wishes {
  const network = flags.offline ? 'offline' : flags['prefer-offline'] ? 'prefer-offline' : 'online'
  return {
    install: flags.install ?? true,
    git: flags.git,
    verify: flags.verify ?? 'quick',
    network,
  }
}
