import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { ReadEntry } from 'tar'
import { Parser } from 'tar/parse'
import { AppError, codeOf, errors, messageOf } from '../../errors/errors.ts'
import { onAbort } from '../../io.ts'
import { printBytes } from '../../model/tree.ts'
import { type Collector, collectEntries, type Tarball, type Wanted } from './entries.ts'
import { IncompleteTarball } from './incomplete.ts'
import { memoryShelf } from './memory.ts'
import type { Shelf } from './shelf.ts'

/** The most bytes that a tarball may unpack to. The template may be a small part of its repository. */
const mostUnpacked = 4_000_000_000

/**
 * Reads the wanted part of a gzipped tarball into memory. Reads the tarball to its end, so that a
 * broken one is never used.
 * @throws AppError for a tarball that must not be used, IncompleteTarball for one that is cut off.
 */
export async function readTarball(
  file: string,
  { signal, ...wanted }: Wanted & { readonly signal: AbortSignal },
): Promise<Tarball> {
  const { name } = wanted
  if (!(await isGzip(file))) throw errors.templateInvalid(name, 'it is not a gzipped tarball.')
  const collector = collectEntries(wanted)
  const stopping = new AbortController()
  const stop = () => stopping.abort(errors.templateUnreachable(name, 'it timed out'))
  const release = onAbort(signal, stop)
  try {
    await pipeline(
      createReadStream(file),
      createGunzip(),
      atMost(mostUnpacked, () => tooLarge(name)),
      parserFor(collector, stopping),
      { signal: stopping.signal },
    )
    return collector.collected()
  } catch (cause) {
    throw stopping.signal.aborted ? stopping.signal.reason : problemOf(cause, name)
  } finally {
    release()
  }
}

/**
 * The files of a tarball as a shelf, without the folder at the top that hosts and npm put them in.
 * @param mount the folder of the shelf to show them in; '' for none.
 */
export function tarballShelf({ files }: Tarball, mount: string): Shelf {
  const top = topOf([...files.keys()])
  const start = mount === '' ? '' : `${mount}/`
  const shown = [...files].map(([path, file]) => [start + path.slice(top.length), file] as const)
  return memoryShelf(new Map(shown))
}

async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return buffer.equals(Buffer.from([0x1f, 0x8b]))
  } finally {
    await handle.close()
  }
}

function atMost(bytes: number, problem: () => Error): Transform {
  let seen = 0
  return new Transform({
    transform(chunk: Buffer, _, done) {
      seen += chunk.length
      done(seen > bytes ? problem() : null, chunk)
    },
  })
}

/** An error thrown in one of the parser's callbacks would not reach the pipeline, so it aborts it. */
function parserFor(collector: Collector, stopping: AbortController): Parser {
  return new Parser({
    strict: true,
    filter: (_, entry) => {
      try {
        return !stopping.signal.aborted && collector.takes(entry as ReadEntry)
      } catch (problem) {
        stopping.abort(problem)
        return false
      }
    },
    onReadEntry: (entry) => {
      const chunks: Buffer[] = []
      entry.on('data', (chunk) => chunks.push(chunk))
      entry.on('end', () => collector.add(entry, Buffer.concat(chunks)))
    },
  })
}

function tooLarge(name: string): AppError {
  const problem = `it unpacks to more than ${printBytes(mostUnpacked)}.`
  return errors.templateInvalid(name, problem)
}

function problemOf(cause: unknown, name: string): unknown {
  if (cause instanceof AppError) return cause
  if (codeOf(cause).startsWith('Z_')) return new IncompleteTarball(messageOf(cause), { cause })
  return errors.templateInvalid(name, `its tarball is broken: ${messageOf(cause)}.`, cause)
}

/** The folder that all paths begin with, with a slash at its end; '' when there is none. */
function topOf([first = '', ...others]: readonly string[]): string {
  const top = first.slice(0, first.indexOf('/') + 1)
  return others.every((path) => path.startsWith(top)) ? top : ''
}
