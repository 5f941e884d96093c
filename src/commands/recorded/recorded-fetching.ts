import { parseSource } from '../../model/source.ts'
import { wishesOf } from '../../plan/wishes.ts'
import type { Choosing, SourceFlags } from './recorded-source.ts'

/**
 * How to fetch what a record names. Anybody may have written the record and the project: a pull request brings both.
 * npm reads no `.npmrc` of the project, whose addresses may contain variables. An address gets a token only if the person
 * typed it, or trusts the record.
 */
export function fetchingFor(
  template: string,
  flags: SourceFlags,
  { io, report, signal }: Choosing,
) {
  const how = { cwd: import.meta.dirname, network: wishesOf(flags).network, signal, report }
  if (flags.trust || isNamed(template, flags)) return { ...how, env: io.env }
  const { GIGET_AUTH: token, ...env } = io.env
  if (token) report.warn(withheld(template))
  return { ...how, env }
}

/** Whether a token goes to a known host of repositories, to npm's registry, or to an address that the person typed. */
function isNamed(template: string, { to = '' }: SourceFlags): boolean {
  const [source, typed] = [parseSource(template), parseSource(to)]
  if (source?.kind !== 'tarball') return true
  return typed?.kind === 'tarball' && typed.url === source.url
}

function withheld(address: string) {
  return {
    code: 'TOKEN_WITHHELD',
    message: `The token in GIGET_AUTH is not sent to ${new URL(address).host}, because only the record names that host.`,
    fix: 'Add --trust to send it.',
  }
}
