import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errors } from '../../errors/errors.ts'
import type { PackageSource } from '../../model/source.ts'
import { IncompleteTarball } from '../shelf/incomplete.ts'
import { PackError, readPack } from '../shelf/pack.ts'
import type { Shelf } from '../shelf/shelf.ts'
import { readTarball, tarballShelf } from '../shelf/tarball.ts'
import { cacheIn, find, integrityOf, keep, openStage } from './cache.ts'
import type { Fetching } from './fetch-source.ts'
import { fetchPackage } from './package-tarball.ts'

/**
 * Gets the templates of a release of create-app: from the cache, or out of its package in the person's registry. Nothing
 * of the package is run. A release never changes, so no copy in the cache is out of date.
 * @param version an exact version.
 * @returns the path of its pack.
 */
export async function fetchRelease(version: string, fetching: Fetching): Promise<string> {
  const cache = cacheIn(fetching.env)
  const name = `create-app@${version}`
  const asked = `npm templates of ${name}`
  const copy = await find(cache, asked, '.br')
  if (copy && copy !== 'broken') return copy.file
  if (fetching.network === 'offline') throw errors.notCached(name, copy === 'broken')
  fetching.report.aside(`Fetching ${name} …`)
  const stage = await openStage(cache)
  try {
    const tarball = await fetchPackage(sourceOf(version), { ...fetching, stage })
    const pack = await packIn(tarball.file, version, fetching.signal)
    const file = join(stage, 'templates.br')
    await writeFile(file, pack)
    const known = { integrity: await integrityOf(file), fetched: Date.now(), etag: undefined }
    return await keep(cache, {
      asked: [asked],
      kept: { ...known, file, resolved: tarball.resolved },
      stage,
    })
  } finally {
    await rm(stage, { recursive: true, force: true })
  }
}

function sourceOf(version: string): PackageSource {
  return { kind: 'package', name: 'create-app', version, dir: '' }
}

/** The pack in the tarball of a release. Another package may have our name: versions 1 and 2 on npm do. */
async function packIn(file: string, version: string, signal: AbortSignal): Promise<Uint8Array> {
  const name = `create-app@${version}`
  try {
    const shelf = tarballShelf(await readTarball(file, { dir: '', name, signal }), '')
    const problem = await strangeness(shelf, version)
    if (problem !== undefined) throw errors.releaseNotOurs(name, problem)
    const content = (await shelf.readFolder('dist')).files.get('templates.br')?.content
    if (content === undefined) throw errors.releaseNotOurs(name, 'it has no dist/templates.br')
    const pack = Buffer.from(content)
    readPack(pack)
    return pack
  } catch (cause) {
    if (cause instanceof IncompleteTarball) throw errors.templateIncomplete(name, cause)
    if (!(cause instanceof PackError)) throw cause
    if (cause.format === undefined) throw errors.releaseBroken(name, cause.message, cause)
    throw errors.releaseTooNew(name, cause.format, cause)
  }
}

/** What shows that a package is not a release of this program; undefined for one that is. */
async function strangeness(shelf: Shelf, version: string): Promise<string | undefined> {
  const manifest = parse(await shelf.readText('package.json'))
  if (manifest.name !== 'create-app') return 'its package.json has another name'
  if (manifest.version !== version) return 'its package.json has another version'
  const { 'create-app': program } = (manifest.bin ?? {}) as Record<string, unknown>
  const isThere = typeof program === 'string' && (await shelf.kindOf(program)) === 'file'
  return isThere ? undefined : 'its package.json names no program create-app'
}

function parse(text = ''): Readonly<Record<string, unknown>> {
  try {
    const manifest: unknown = JSON.parse(text)
    return typeof manifest === 'object' && manifest !== null ? { ...manifest } : {}
  } catch {
    return {}
  }
}
