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
  /** The server that is asked: its origin, or npm. */
  readonly server: string
  /** @param copy what is kept of it, which a server may say is still the same. */
  obtain(copy: Kept | undefined): Promise<Kept>
}

type ObtainOptions = {
  /** The folder that the tarball is put in. */
  readonly stage: string
  readonly cwd: string
  readonly env: IO['env']
  readonly signal: AbortSignal
}

/** Finds out whom to ask for a source, and asks nobody yet. */
export async function requestFor(source: Source, how: ObtainOptions): Promise<Request> {
  if (source.kind === 'package') {
    return { server: 'npm', obtain: () => obtainPackage(source, how) }
  }
  const token = tokenFor(source, how.env)
  const address = await addressOf(source, { env: how.env, token: token.value })
  const name = printSource(source)
  return {
    server: new URL(address.url).origin,
    async obtain(copy) {
      const file = join(how.stage, 'template.tgz')
      const etag = copy?.etag === undefined ? {} : { 'if-none-match': copy.etag }
      const asking = { ...address, headers: { ...address.headers, ...etag } }
      const answer = await download(asking, { file, name, signal: how.signal })
      if (answer.status === 304 && copy) return { ...copy, fetched: Date.now() }
      const isPage = answer.headers['content-type']?.startsWith('text/html')
      if (answer.status !== 200 || isPage) throw refusal(answer, { name, token, now: Date.now() })
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
