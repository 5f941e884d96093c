import { rm } from 'node:fs/promises'
import { AppError, errors } from '../../errors/errors.ts'
import { exitCodes } from '../../errors/exit-codes.ts'
import { closestTo } from '../../flags/suggest.ts'
import type { IO } from '../../io.ts'
import { idOf, isCommit, isPinned, pin, printSource, type Source } from '../../model/source.ts'
import type { Warning } from '../../model/warning.ts'
import type { NetworkChoice } from '../../tasks/install.ts'
import type { Tarball } from '../shelf/entries.ts'
import { IncompleteTarball } from '../shelf/incomplete.ts'
import type { ShelfFolder } from '../shelf/shelf.ts'
import { readTarball, tarballShelf } from '../shelf/tarball.ts'
import { cacheIn, find, type Kept, keep, openStage } from './cache.ts'
import { type Request, requestFor } from './obtain.ts'

/** What fetching may use, and where it reports what a person should know. */
export type Fetching = {
  readonly env: IO['env']
  readonly cwd: string
  readonly network: NetworkChoice
  readonly signal: AbortSignal
  readonly report: { warn(warning: Warning): void; aside(text: string): void }
}

/** A folder that was fetched, in memory. */
export type Fetched = ShelfFolder & {
  /** Names what was fetched and nothing else. */
  readonly source: Source
  /** Its commit, its version, or else its hash. */
  readonly version: string
}

type FetchOptions = Fetching & {
  /** The names of the folders beside a fetched folder that are needed with it. */
  readonly neededBeside: (folder: ShelfFolder) => Promise<readonly string[]>
}

/** Fetches the folder of a source, or takes the copy in the cache if it is asked for or cannot be stale. */
export async function fetchSource(source: Source, fetching: FetchOptions): Promise<Fetched> {
  const cache = cacheIn(fetching.env)
  const stage = await openStage(cache)
  try {
    const request = await requestFor(source, { ...fetching, stage })
    const asked = keyOf(source, request)
    const copy = await find(cache, asked)
    const { kept, tarball } = await open({ source, request, copy, fetching })
    const resolved = kept.resolved ?? tarball.commit
    assertDemanded(source, kept.integrity, resolved)
    const fetched = pin(source, { resolved, integrity: kept.integrity })
    await keep(cache, { asked: [asked, keyOf(fetched, request)], kept, stage })
    const folder = folderOf(tarball, source)
    await assertFound(folder, { source, tarball })
    return { ...folder, source: fetched, version: resolved ?? kept.integrity }
  } finally {
    await rm(stage, { recursive: true, force: true })
  }
}

/** One tarball serves every folder in it. */
function keyOf(source: Source, { server }: Request): string {
  return `${server} ${printSource({ ...source, dir: '' })}`
}

type FetchJob = {
  readonly source: Source
  readonly request: Request
  readonly copy: Kept | 'broken' | undefined
  readonly fetching: FetchOptions
}

type ReadCopy = { readonly kept: Kept; readonly tarball: Tarball }

/** Gets a tarball and reads it, because only one that can be read is worth keeping. */
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

/** Asks once more when a download breaks off. */
async function obtainWhole(job: FetchJob, copy: Kept | undefined, tries = 2): Promise<ReadCopy> {
  try {
    return await read(await job.request.obtain(copy), job)
  } catch (error) {
    if (!(error instanceof IncompleteTarball)) throw error
    if (tries === 1) throw errors.templateIncomplete(printSource(job.source), error)
    return obtainWhole(job, undefined, tries - 1)
  }
}

/** Reads a folder of the tarball, and reads again when the folder needs others beside it. */
async function read(kept: Kept, { source, fetching }: FetchJob): Promise<ReadCopy> {
  const { signal, neededBeside } = fetching
  const wanted = { dir: source.dir, name: printSource(source), signal }
  const tarball = await readTarball(kept.file, wanted)
  if (source.dir === '') return { kept, tarball }
  const beside = await neededBeside(folderOf(tarball, source))
  if (beside.length === 0) return { kept, tarball }
  return { kept, tarball: await readTarball(kept.file, { ...wanted, beside }) }
}

/** The folder of a source in its tarball. A whole tarball is a folder with the name of its source. */
function folderOf(tarball: Tarball, source: Source): ShelfFolder {
  const mount = source.dir === '' ? idOf(source) : ''
  return { shelf: tarballShelf(tarball, mount), dir: source.dir || mount }
}

async function assertFound(
  { shelf, dir }: ShelfFolder,
  { source, tarball }: { source: Source; tarball: Tarball },
): Promise<void> {
  if ((await shelf.kindOf(dir)) === 'folder') return
  const name = printSource(source)
  if (source.dir === '') throw errors.templateInvalid(name, 'it has no files.')
  throw errors.templateFolderMissing(name, source.dir, closestTo(source.dir, tarball.folders))
}

/** Offers the copy in the cache, which is never used without a word. */
function withCopy(error: unknown, copy: Kept): unknown {
  if (!(error instanceof AppError) || error.exitCode !== exitCodes.network) return error
  const fix = `${error.fix} The cache has a copy from ${ageOf(copy)}: add --offline to use it.`
  return new AppError({ ...error, message: error.message, fix, cause: error.cause })
}

function fromCache(name: string, copy: Kept): Warning {
  return {
    code: 'TEMPLATE_FROM_CACHE',
    message: `Using the cached copy of ${name} from ${ageOf(copy)}.`,
    fix: 'Leave out --offline and --prefer-offline to fetch it again.',
  }
}

/** The age of a copy in words: `3 days ago`. */
function ageOf({ fetched }: Kept): string {
  const minutes = Math.round((fetched - Date.now()) / 60_000)
  const words = new Intl.RelativeTimeFormat('en')
  if (minutes === 0) return 'less than a minute ago'
  if (minutes > -60) return words.format(minutes, 'minutes')
  return minutes > -48 * 60
    ? words.format(Math.round(minutes / 60), 'hours')
    : words.format(Math.round(minutes / 60 / 24), 'days')
}

/** A recorded source gives the same bytes again, or is refused. */
function assertDemanded(source: Source, integrity: string, resolved: string | undefined): void {
  const name = printSource(source)
  if (source.integrity !== undefined && source.integrity !== integrity) {
    throw errors.templateChanged(name, source.integrity, integrity)
  }
  if (source.kind !== 'host' || !isCommit(source.ref) || resolved === undefined) return
  if (source.ref !== resolved) throw errors.templateChanged(name, source.ref ?? '', resolved)
}
