import { rm } from 'node:fs/promises'
import { AppError, errors } from '../../errors/errors.ts'
import { exitCodes } from '../../errors/exit-codes.ts'
import type { IO } from '../../io.ts'
import { isCommit, isPinned, pin, printSource, type Source } from '../../model/source.ts'
import type { Warning } from '../../model/warning.ts'
import type { NetworkChoice } from '../../tasks/install.ts'
import { composedIn } from '../parts.ts'
import type { Tarball } from '../shelf/entries.ts'
import { readTarball } from '../shelf/tarball.ts'
import { unpack } from '../shelf/unpack.ts'
import { cacheIn, find, type Kept, keep, openStage } from './cache.ts'
import { Incomplete } from './download.ts'
import { type Request, requestFor } from './obtain.ts'

/** What fetching a template may use, and whom it tells what a person should know. */
export type Fetching = {
  readonly env: IO['env']
  readonly cwd: string
  readonly network: NetworkChoice
  readonly signal: AbortSignal
  readonly report: { warn(warning: Warning): void; aside(text: string): void }
}

/** A template that is a folder for as long as it is read. */
export type Fetched = {
  readonly dir: string
  /** Names what was fetched and nothing else. */
  readonly source: Source
  /** Its commit, its version, or else its hash. */
  readonly version: string
  /** Removes the folder; the tarball stays in the cache. */
  readonly release: () => Promise<void>
}

/** Fetches a template, or takes the copy in the cache where that is wanted or cannot be stale. */
export async function fetchTemplate(source: Source, fetching: Fetching): Promise<Fetched> {
  const cache = cacheIn(fetching.env)
  const stage = await openStage(cache)
  const release = () => rm(stage, { recursive: true, force: true })
  try {
    const request = await requestFor(source, { ...fetching, stage })
    const asked = keyOf(source, request)
    const copy = await find(cache, asked)
    const { kept, tarball } = await open({ source, request, copy, fetching })
    const resolved = kept.resolved ?? tarball.commit
    assertDemanded(source, kept.integrity, resolved)
    const fetched = pin(source, { resolved, integrity: kept.integrity })
    await keep(cache, { asked: [asked, keyOf(fetched, request)], kept, stage })
    const dir = await unpack(tarball, source, stage)
    return { dir, source: fetched, version: resolved ?? kept.integrity, release }
  } catch (error) {
    await release()
    throw error
  }
}

/** One tarball serves every template in it. */
function keyOf(source: Source, { server }: Request): string {
  return `${server} ${printSource({ ...source, dir: '' })}`
}

type FetchJob = {
  readonly source: Source
  readonly request: Request
  readonly copy: Kept | 'broken' | undefined
  readonly fetching: Fetching
}

type ReadCopy = { readonly kept: Kept; readonly tarball: Tarball }

/** Gets a tarball and reads it, for only what can be read is worth keeping. */
async function open(job: FetchJob): Promise<ReadCopy> {
  const { source, copy, fetching } = job
  const { network, report } = fetching
  const name = printSource(source)
  const usable = copy !== 'broken' && copy && fits(copy, source) ? copy : undefined
  if (usable && isPinned(source)) return read(usable, job)
  if (usable && network !== 'online') {
    report.warn(fromCache(name, usable))
    return read(usable, job)
  }
  if (network === 'offline') throw errors.notCached(name, copy === 'broken')
  report.aside(`Fetching ${name} …`)
  try {
    return await obtainWhole(job, usable)
  } catch (error) {
    throw usable ? withCopy(error, usable) : error
  }
}

function fits({ integrity }: Kept, source: Source): boolean {
  return source.integrity === undefined || source.integrity === integrity
}

/** What breaks off is asked for once more. */
async function obtainWhole(job: FetchJob, copy: Kept | undefined, tries = 2): Promise<ReadCopy> {
  try {
    return await read(await job.request.obtain(copy), job)
  } catch (error) {
    if (!(error instanceof Incomplete)) throw error
    if (tries === 1) throw errors.templateIncomplete(printSource(job.source), error)
    return obtainWhole(job, undefined, tries - 1)
  }
}

/** Reads a template, and then once more where its manifest names others beside it that it composes. */
async function read(kept: Kept, { source, fetching }: FetchJob): Promise<ReadCopy> {
  const wanted = { dir: source.dir, name: printSource(source) }
  const tarball = await readTarball(kept.file, wanted, fetching.signal)
  const parts = composedIn(tarball, source.dir)
  if (parts.length === 0) return { kept, tarball }
  const whole = await readTarball(kept.file, { ...wanted, parts }, fetching.signal)
  return { kept, tarball: whole }
}

/** A copy is never used in silence: who is told of it says so. */
function withCopy(error: unknown, copy: Kept): unknown {
  if (!(error instanceof AppError) || error.exitCode !== exitCodes.network) return error
  const fix = `${error.fix} The cache has a copy of ${ageOf(copy)}: --offline takes it.`
  return new AppError({ ...error, message: error.message, fix, cause: error.cause })
}

function fromCache(name: string, copy: Kept): Warning {
  return {
    code: 'TEMPLATE_FROM_CACHE',
    message: `${name} is the copy in the cache, as it was ${ageOf(copy)}.`,
    fix: 'For what it is today leave --offline and --prefer-offline out.',
  }
}

/** How old a copy is, in words: `3 days ago`. */
function ageOf({ fetched }: Kept): string {
  const minutes = Math.round((fetched - Date.now()) / 60_000)
  const words = new Intl.RelativeTimeFormat('en')
  if (minutes === 0) return 'less than a minute ago'
  if (minutes > -60) return words.format(minutes, 'minutes')
  return minutes > -48 * 60
    ? words.format(Math.round(minutes / 60), 'hours')
    : words.format(Math.round(minutes / 60 / 24), 'days')
}

/** A record's template is the same, byte for byte, or is none. */
function assertDemanded(source: Source, integrity: string, resolved: string | undefined): void {
  const name = printSource(source)
  if (source.integrity !== undefined && source.integrity !== integrity) {
    throw errors.templateChanged(name, source.integrity, integrity)
  }
  if (source.kind !== 'host' || !isCommit(source.ref) || resolved === undefined) return
  if (source.ref !== resolved) throw errors.templateChanged(name, source.ref ?? '', resolved)
}
