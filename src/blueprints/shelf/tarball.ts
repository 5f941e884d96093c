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
import { Incomplete } from '../fetch/download.ts'
import { type Collector, collectEntries, type Tarball, type Wanted } from './entries.ts'

/** Of a whole repository, in bytes: a template may be a small part of it. */
const mostUnpacked = 4_000_000_000

/**
 * Reads a template and the layers beside it from a gzipped tarball: all of it, before anything is made
 * of it.
 * @throws AppError for what must not be used, Incomplete for half a tarball.
 */
export async function readTarball(
  file: string,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<Tarball> {
  const { name } = wanted
  if (!(await isGzip(file))) throw errors.templateInvalid(name, 'it is no gzipped tarball.')
  const collector = collectEntries(wanted)
  const stopping = new AbortController()
  const stop = () => stopping.abort(errors.templateUnreachable(name, 'no time left'))
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

/** The parser would let what a callback throws get past the pipeline, so that is told to the latter. */
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
  if (codeOf(cause).startsWith('Z_')) return new Incomplete(messageOf(cause), { cause })
  return errors.templateInvalid(name, `its tarball is broken: ${messageOf(cause)}.`, cause)
}
