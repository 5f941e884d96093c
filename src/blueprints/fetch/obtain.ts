import { join } from 'node:path'
import type { IO } from '../../io.ts'
import { type PackageSource, printSource, type Source } from '../../model/source.ts'
import { integrityOf, type Kept } from './cache.ts'
import { download } from './download.ts'
import { addressOf } from './hosts.ts'
import { fetchPackage } from './package-tarball.ts'
import { refusal } from './refusal.ts'
import { tokenFor } from './token.ts'

/** A way to get the tarball of a source. */
export type Request = {
  /** The origin of the server, or `npm`. */
  readonly server: string
  /** @param copy the tarball in the cache, which the server may confirm. */
  obtain(copy: Kept | undefined): Promise<Kept>
}

type ObtainOptions = {
  /** The folder to download into. */
  readonly stage: string
  readonly cwd: string
  readonly env: IO['env']
  readonly signal: AbortSignal
}

/** Prepares the request for a source without sending it. */
export async function requestFor(source: Source, how: ObtainOptions): Promise<Request> {
  if (source.kind === 'package') {
    return { server: 'npm', obtain: () => obtainPackage(source, how) }
  }
  const token = tokenFor(source, how.env)
  const address = await addressOf(source, { env: how.env, token: token.value })
  const name = printSource(source)
  const { host, origin } = new URL(address.url)
  return {
    server: origin,
    async obtain(copy) {
      const file = join(how.stage, 'template.tgz')
      const etag = copy?.etag === undefined ? {} : { 'if-none-match': copy.etag }
      const asking = { ...address, headers: { ...address.headers, ...etag } }
      const answer = await download(asking, { file, name, signal: how.signal })
      if (answer.status === 304 && copy) return { ...copy, fetched: Date.now() }
      const isPage = answer.headers['content-type']?.startsWith('text/html')
      if (answer.status !== 200 || isPage) {
        throw refusal(answer, { name, host, token, now: Date.now() })
      }
      return keptNow(file, { etag: answer.headers.etag, resolved: undefined })
    },
  }
}

async function obtainPackage(source: PackageSource, how: ObtainOptions): Promise<Kept> {
  const { file, resolved } = await fetchPackage(source, how)
  return keptNow(file, { etag: undefined, resolved })
}

async function keptNow(file: string, known: Pick<Kept, 'etag' | 'resolved'>): Promise<Kept> {
  return { ...known, file, integrity: await integrityOf(file), fetched: Date.now() }
}
