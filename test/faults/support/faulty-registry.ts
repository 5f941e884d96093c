import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync, gzipSync } from 'node:zlib'

/** How a registry fails: which of its responses are wrong, and in what way. */
export type RegistryFault = {
  /** A packument is the metadata of a package: its versions, and the addresses of their tarballs. */
  readonly of: 'everything' | 'packuments' | 'tarballs'
  readonly answer:
    | { readonly status: number }
    /** Status 200 with this text instead of the requested content. */
    | { readonly text: string }
    | 'refuses connections'
    | 'silence'
    | 'endless redirects'
    /** The correct bytes, a few at a time. */
    | 'a trickle'
    | 'cut off in the middle'
    /** The first half, with a matching content length. */
    | 'truncated'
    /** A complete tarball, but not the published one. */
    | 'tampered with'
}

/** A proxy in front of a real registry, which works until it is told to fail. */
export type FaultyRegistry = {
  readonly url: string
  /** Every request so far: `GET /lamp`. */
  readonly requests: readonly string[]
  failWith(fault: RegistryFault): Promise<void>
  recover(): Promise<void>
  close(): Promise<void>
}

export async function startFaultyRegistry(real: string): Promise<FaultyRegistry> {
  const requests: string[] = []
  let fault: RegistryFault | undefined
  const server = createServer((asked, response) => {
    requests.push(`${asked.method} ${asked.url}`)
    const isMet = fault?.of === 'everything' || fault?.of === kindOf(asked)
    // The client may disconnect before the response.
    answer(asked, response, real, isMet ? fault?.answer : undefined).catch(() => response.destroy())
  })
  const open = async (at: number) => {
    server.listen(at, '127.0.0.1')
    await once(server, 'listening')
  }
  const close = async () => {
    if (!server.listening) return
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  await open(0)
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    requests,
    async failWith(next) {
      fault = next
      if (next.answer === 'refuses connections') await close()
    },
    async recover() {
      fault = undefined
      await close()
      await open(port)
    },
    close,
  }
}

function kindOf({ url = '' }: IncomingMessage): RegistryFault['of'] | 'question' {
  if (url.startsWith('/-/')) return 'question'
  return url.includes('/-/') ? 'tarballs' : 'packuments'
}

async function answer(
  asked: IncomingMessage,
  response: ServerResponse,
  real: string,
  wrong: RegistryFault['answer'] | undefined,
): Promise<void> {
  if (wrong === 'silence') return
  if (wrong === 'endless redirects') {
    response.writeHead(302, { location: asked.url }).end()
    return
  }
  if (typeof wrong === 'object') {
    const isText = 'text' in wrong
    response.writeHead(isText ? 200 : wrong.status, { 'content-type': 'application/json' })
    response.end(isText ? wrong.text : '{ "error": "out of order" }')
    return
  }
  const { statusCode = 500, headers, body } = await answerOf(real, asked)
  const half = body.subarray(0, body.length / 2)
  const sent = wrong === 'truncated' ? half : wrong === 'tampered with' ? tampered(body) : body
  response.writeHead(statusCode, { ...headers, 'content-length': sent.length })
  if (wrong === 'cut off in the middle') {
    response.write(half, () => asked.socket.resetAndDestroy())
  } else if (wrong === 'a trickle') {
    await trickle(body, response)
  } else {
    response.end(sent)
  }
}

/** The same archive with an empty block appended. */
function tampered(tarball: Buffer): Buffer {
  return gzipSync(Buffer.concat([gunzipSync(tarball), Buffer.alloc(512)]))
}

/** The response of the real registry. The host header is kept, because the addresses of the tarballs depend on it. */
async function answerOf(real: string, asked: IncomingMessage) {
  const { method, headers } = asked
  const question = request(new URL(asked.url ?? '/', real), { method, headers })
  asked.pipe(question)
  const [answered]: IncomingMessage[] = await once(question, 'response')
  if (!answered) throw new Error('The real registry sent no response.')
  const { 'transfer-encoding': _, ...kept } = answered.headers
  return { statusCode: answered.statusCode, headers: kept, body: await buffer(answered) }
}

/** Sends a body over two seconds. */
async function trickle(body: Buffer, response: ServerResponse): Promise<void> {
  const drops = 20
  for (let drop = 0; drop < drops && !response.destroyed; drop++) {
    response.write(body.subarray((body.length * drop) / drops, (body.length * (drop + 1)) / drops))
    await sleep(100)
  }
  response.end()
}
