import type { CreateFlags } from '../../flags/flags.ts'
import { parseSource } from '../../model/source.ts'
import { wishesOf } from '../../plan/wishes.ts'
import type { Choosing } from './recorded-source.ts'

/**
 * How to fetch what a record names. Anybody may have written the record and the project: a pull request brings both.
 * npm reads no `.npmrc` of the project, whose addresses may contain variables, and an address gets no token.
 */
export function fetchingFor(
  template: string,
  flags: CreateFlags,
  { io, report, signal }: Choosing,
) {
  const how = { cwd: import.meta.dirname, network: wishesOf(flags).network, signal, report }
  if (flags.trust || parseSource(template)?.kind !== 'tarball') return { ...how, env: io.env }
  const { GIGET_AUTH: token, ...env } = io.env
  if (token) report.warn(withheld(template))
  return { ...how, env }
}

function withheld(address: string) {
  return {
    code: 'TOKEN_WITHHELD',
    message: `The token in GIGET_AUTH is not sent to ${new URL(address).host}, because only the record names that host.`,
    fix: 'Add --trust to send it.',
  }
}
