import { AsyncLocalStorage } from 'node:async_hooks'
import { codeOf, errors } from '../../errors/errors.ts'
import type { HostSource, TarballSource } from '../../model/source.ts'

/** What is asked of a server to get a tarball. */
export type Address = {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/**
 * Says where the tarball of a source lies, and with which headers it is asked for: giget's own rules
 * for each host, with its variables for hosts of one's own (`GIGET_GITHUB_URL`, `GIGET_GITLAB_URL`).
 */
export async function addressOf(
  source: HostSource | TarballSource,
  token: string | undefined,
): Promise<Address> {
  if (source.kind === 'tarball') {
    return { url: source.url, headers: token ? { authorization: `Bearer ${token}` } : {} }
  }
  const { host, repository, ref } = source
  // Every host calls its default branch HEAD; giget would say "main".
  return askGiget(`${host}:${repository}#${ref ?? 'HEAD'}`, token)
}

type Listener = (address: Address) => void

const listening = new AsyncLocalStorage<Listener>()
let asked = 0
let realFetch = globalThis.fetch

/**
 * giget tells its rules to nobody but `fetch`, and its own download cannot be stopped, be limited or say
 * what a host answered. So for a moment `fetch` is one that hears where giget wants to go and never
 * answers it; whoever else calls it meanwhile gets the real one.
 */
async function askGiget(source: string, auth: string | undefined): Promise<Address> {
  const { downloadTemplate } = await import('giget')
  if (asked++ === 0) realFetch = globalThis.fetch
  globalThis.fetch = listeningFetch
  try {
    return await new Promise<Address>((resolve, reject) => {
      const asking = { registry: false as const, ...(auth === undefined ? {} : { auth }) }
      const refuse = (cause: unknown) => reject(problemOf(cause))
      listening.run(resolve, () => downloadTemplate(source, asking).catch(refuse))
    })
  } finally {
    asked -= 1
    if (asked === 0) globalThis.fetch = realFetch
  }
}

const listeningFetch: typeof fetch = (input, init) => {
  const listener = listening.getStore()
  if (!listener) return realFetch(input, init)
  listener({ url: String(input), headers: Object.fromEntries(new Headers(init?.headers ?? {})) })
  return new Promise(() => {})
}

/** All that giget does before it asks is to make its own folder in the cache. */
function problemOf(cause: unknown): unknown {
  const isOfDisk = cause instanceof Error && 'path' in cause
  return isOfDisk ? errors.cacheNotWritable(String(cause.path), codeOf(cause), cause) : cause
}
