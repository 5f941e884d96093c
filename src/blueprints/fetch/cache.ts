import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { extname, isAbsolute, join } from 'node:path'
import { codeOf, errors } from '../../errors/errors.ts'
import type { IO } from '../../io.ts'

/** A tarball in the cache, or the pack of a release. */
export type Kept = {
  /** Absolute path of the file, whose hash was checked. */
  readonly file: string
  readonly integrity: string
  /** When a server last confirmed the content; milliseconds since 1970. */
  readonly fetched: number
  readonly etag: string | undefined
  /** The version that npm chose. */
  readonly resolved: string | undefined
}

type Note = Omit<Kept, 'file'> & { readonly bytes: number }

/**
 * A folder with the tarballs as `<hash of the content>.tgz` and the packs of releases as `.br`, and for each source that
 * was asked for a note with the hash, the time and the size of its file. Both are written elsewhere and moved in.
 */
export type Cache = { readonly dir: string }

/** The cache in the system's folder for caches. */
export function cacheIn(env: IO['env']): Cache {
  const named = env.XDG_CACHE_HOME ?? ''
  const system = env.LOCALAPPDATA ?? join(homedir(), '.cache')
  return { dir: join(isAbsolute(named) ? named : system, 'create-app') }
}

/** Makes a temporary folder for a download, on the same disk as the cache. */
export async function openStage({ dir }: Cache): Promise<string> {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 })
    await removeOldStages(dir)
    return await mkdtemp(join(dir, stageName))
  } catch (cause) {
    throw errors.cacheNotWritable(dir, codeOf(cause), cause)
  }
}

/** Finds the file of a source. Removes one whose size or hash has changed, and reports it as broken. */
export async function find(
  { dir }: Cache,
  asked: string,
  ending: '.tgz' | '.br' = '.tgz',
): Promise<Kept | 'broken' | undefined> {
  const note = await readNote(noteFor(dir, asked))
  if (note === undefined) return undefined
  const { bytes, ...rest } = note
  const file = contentFor(dir, note.integrity, ending)
  const size = await stat(file).then(
    (stats) => stats.size,
    () => -1,
  )
  if (size === bytes && (await integrityOf(file)) === note.integrity) return { ...rest, file }
  await Promise.all([rm(file, { force: true }), rm(noteFor(dir, asked), { force: true })])
  return 'broken'
}

/** Moves a file into the cache, with a note for each source that it belongs to. Returns its path there. */
export async function keep(
  { dir }: Cache,
  { asked, kept, stage }: { asked: readonly string[]; kept: Kept; stage: string },
): Promise<string> {
  const { file, ...rest } = kept
  try {
    const note: Note = { ...rest, bytes: (await stat(file)).size }
    const content = contentFor(dir, kept.integrity, extname(file))
    await rename(file, content)
    for (const one of asked) {
      await writeFile(join(stage, 'note.json'), JSON.stringify(note))
      await rename(join(stage, 'note.json'), noteFor(dir, one))
    }
    return content
  } catch (cause) {
    throw errors.cacheNotWritable(dir, codeOf(cause), cause)
  }
}

/** The hash of a file, as npm writes it: `sha512-<base64>`. */
export async function integrityOf(file: string): Promise<string> {
  const hash = createHash('sha512')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return `sha512-${hash.digest('base64')}`
}

const stageName = 'download-'
const day = 24 * 3600 * 1000

/** Removes what killed runs left behind. */
async function removeOldStages(dir: string): Promise<void> {
  const names = (await readdir(dir)).filter((name) => name.startsWith(stageName))
  for (const stage of names.map((name) => join(dir, name))) {
    const { mtimeMs } = await stat(stage)
    if (Date.now() - mtimeMs > day) await rm(stage, { recursive: true, force: true })
  }
}

function noteFor(dir: string, asked: string): string {
  return join(dir, `${createHash('sha256').update(asked).digest('hex')}.json`)
}

function contentFor(dir: string, integrity: string, ending: string): string {
  const hash = Buffer.from(integrity.replace('sha512-', ''), 'base64')
  return join(dir, `${hash.toString('hex')}${ending}`)
}

/** Reads a note; one that cannot be read counts as missing. */
async function readNote(path: string): Promise<Note | undefined> {
  try {
    const { integrity, fetched, bytes, etag, resolved } = JSON.parse(await readFile(path, 'utf8'))
    if (typeof integrity !== 'string' || typeof fetched !== 'number' || typeof bytes !== 'number') {
      return undefined
    }
    return { integrity, fetched, bytes, etag, resolved }
  } catch {
    return undefined
  }
}
