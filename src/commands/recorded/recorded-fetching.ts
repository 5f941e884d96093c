import type { IO } from '../../io.ts'
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
  const env = environmentFor(template, { trust: flags.trust, typed: flags.to }, { io, report })
  return { cwd: import.meta.dirname, network: wishesOf(flags).network, signal, report, env }
}

type Naming = {
  readonly trust: boolean | undefined
  /** The address that the person typed, if any. */
  readonly typed: string | undefined
}

/** The environment to fetch a template with, without the token where only a record names the address. */
export function environmentFor(
  template: string,
  { trust, typed }: Naming,
  { io, report }: Pick<Choosing, 'io' | 'report'>,
): IO['env'] {
  if (trust || isNamed(template, typed)) return io.env
  const { GIGET_AUTH: token, ...env } = io.env
  if (token) report.warn(withheld(template))
  return env
}

/** Whether a token goes to a known host of repositories, to npm's registry, or to an address that the person typed. */
function isNamed(template: string, address = ''): boolean {
  const [source, typed] = [parseSource(template), parseSource(address)]
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
