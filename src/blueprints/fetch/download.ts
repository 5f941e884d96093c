import { createWriteStream } from 'node:fs'
import { get as getHttp, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { get as getHttps } from 'node:https'
import { dirname } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { getProxyForUrl } from 'proxy-from-env'
import { AppError, codeOf, errors, messageOf } from '../../errors/errors.ts'
import { onAbort } from '../../io.ts'
import { isLoopback } from '../../model/source.ts'
import { IncompleteTarball } from '../shelf/incomplete.ts'
import type { Address } from './hosts.ts'

/** A server's answer. With status 200 its body is in the file. */
export type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders }

/** How long to wait for the next bytes of a server, in milliseconds. */
const patience = 30_000
const mostRedirects = 5
/** The most bytes of a tarball. A repository to start from is far smaller. */
const mostBytes = 1_000_000_000

/**
 * Downloads a tarball into a file, through the proxies of the environment.
 * @param how.name what to call the tarball in an error.
 * @throws AppError when there is no answer, IncompleteTarball when it breaks off.
 */
export async function download(
  address: Address,
  { file, name, signal }: { file: string; name: string; signal: AbortSignal },
): Promise<Answer> {
  const watch = watchOver(signal)
  try {
    const reply = await follow(address, watch.signal)
    const { statusCode: status = 0, headers } = reply
    if (status === 200) await save(reply, file, watch)
    else reply.destroy()
    return { status, headers }
  } catch (cause) {
    if (cause instanceof AppError || cause instanceof IncompleteTarball) throw cause
    const code = codeOf(cause)
    if (['ENOSPC', 'EDQUOT'].includes(code))
      throw errors.cacheNotWritable(dirname(file), code, cause)
    const { host } = new URL(address.url)
    const reason = watch.signal.aborted ? 'no answer in time' : code
    throw errors.templateUnreachable(name, `${host}: ${reason}`, cause)
  } finally {
    watch.end()
  }
}

type Watch = { readonly signal: AbortSignal; seen(): void; end(): void }

/** Stops the download on a signal, or when no bytes arrive for too long. */
function watchOver(signal: AbortSignal): Watch {
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  const timer = setTimeout(stop, patience)
  const release = onAbort(signal, stop)
  return {
    signal: stopping.signal,
    seen: () => timer.refresh(),
    end: () => {
      clearTimeout(timer)
      release()
    },
  }
}

/** Follows redirects. The token goes to the first server only. */
async function follow(
  { url, headers }: Address,
  signal: AbortSignal,
  redirects = 0,
): Promise<IncomingMessage> {
  const reply = await get(new URL(url), headers, signal)
  const { location } = reply.headers
  if (![301, 302, 303, 307, 308].includes(reply.statusCode ?? 0) || location === undefined) {
    return reply
  }
  reply.destroy()
  const next = new URL(location, url)
  if (redirects === mostRedirects) throw new Error('too many redirects')
  const { origin, protocol } = new URL(url)
  if (protocol === 'https:' && next.protocol !== 'https:') {
    throw new Error('it redirects to an address without https')
  }
  const { authorization: _, ...others } = headers
  const kept = next.origin === origin ? headers : others
  return follow({ url: next.href, headers: kept }, signal, redirects + 1)
}

function get(url: URL, headers: Address['headers'], signal: AbortSignal): Promise<IncomingMessage> {
  const start = url.protocol === 'https:' ? getHttps : getHttp
  const agent = agentFor(url, signal)
  return new Promise((resolve, reject) => {
    const how = { headers: { 'user-agent': 'create-app', ...headers }, signal }
    start(url, agent ? { ...how, agent } : how, resolve).on('error', reject)
    // The signal does not stop a request that is still waiting for its proxy.
    signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true })
  })
}

function agentFor(url: URL, signal: AbortSignal): HttpsProxyAgent<string> | undefined {
  const proxy = getProxyForUrl(url.href)
  if (proxy === '' || isLoopback(url.hostname)) return undefined
  if (!URL.canParse(proxy)) throw new Error('the proxy in the environment is not a valid address')
  return new HttpsProxyAgent(proxy, { signal })
}

async function save(reply: IncomingMessage, file: string, watch: Watch): Promise<void> {
  let bytes = 0
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length
      watch.seen()
      done(bytes > mostBytes ? new Error('it is larger than 1 GB') : null, chunk)
    },
  })
  try {
    await pipeline(reply, counted, createWriteStream(file), { signal: watch.signal })
  } catch (cause) {
    throw brokeOff(cause) ? new IncompleteTarball(messageOf(cause), { cause }) : cause
  }
}

function brokeOff(cause: unknown): boolean {
  return /^(?:ECONNRESET|ERR_STREAM_PREMATURE_CLOSE|HPE_.*)$/.test(codeOf(cause))
}
