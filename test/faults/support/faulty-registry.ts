import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync, gzipSync } from 'node:zlib'

/** How a registry is not well: which of its answers are wrong, and in what way. */
export type Illness = {
  /** A packument is what a registry says of a package: its versions, and where their tarballs are. */
  readonly of: 'everything' | 'packuments' | 'tarballs'
  readonly answer:
    | { readonly status: number }
    /** This instead of what was asked for, as if nothing were wrong. */
    | { readonly text: string }
    | 'nobody listens'
    | 'silence'
    | 'sent round in circles'
    /** The right bytes, a few at a time. */
    | 'a trickle'
    | 'cut off in the middle'
    /** The first half, said to be all. */
    | 'truncated'
    /** A whole tarball, but not the one that was published. */
    | 'tampered with'
}

/** A registry of our own in front of a real one; well until it falls ill. */
export type FaultyRegistry = {
  readonly url: string
  /** Every request so far: `GET /lamp`. */
  readonly requests: readonly string[]
  fallIll(illness: Illness): Promise<void>
  recover(): Promise<void>
  close(): Promise<void>
}

export async function startFaultyRegistry(real: string): Promise<FaultyRegistry> {
  const requests: string[] = []
  let illness: Illness | undefined
  const server = createServer((asked, response) => {
    requests.push(`${asked.method} ${asked.url}`)
    const isMet = illness?.of === 'everything' || illness?.of === kindOf(asked)
    // Whoever asked may be gone before the answer.
    answer(asked, response, real, isMet ? illness?.answer : undefined).catch(() =>
      response.destroy(),
    )
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
    async fallIll(next) {
      illness = next
      if (next.answer === 'nobody listens') await close()
    },
    async recover() {
      illness = undefined
      await close()
      await open(port)
    },
    close,
  }
}

function kindOf({ url = '' }: IncomingMessage): Illness['of'] | 'question' {
  if (url.startsWith('/-/')) return 'question'
  return url.includes('/-/') ? 'tarballs' : 'packuments'
}

async function answer(
  asked: IncomingMessage,
  response: ServerResponse,
  real: string,
  wrong: Illness['answer'] | undefined,
): Promise<void> {
  if (wrong === 'silence') return
  if (wrong === 'sent round in circles') {
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

/** The same archive with an empty block behind it. */
function tampered(tarball: Buffer): Buffer {
  return gzipSync(Buffer.concat([gunzipSync(tarball), Buffer.alloc(512)]))
}

/** The real one's answer; it names tarballs by the host that it is asked as, so that stays. */
async function answerOf(real: string, asked: IncomingMessage) {
  const { method, headers } = asked
  const question = request(new URL(asked.url ?? '/', real), { method, headers })
  asked.pipe(question)
  const [answered]: IncomingMessage[] = await once(question, 'response')
  if (!answered) throw new Error('The real registry is gone.')
  const { 'transfer-encoding': _, ...kept } = answered.headers
  return { statusCode: answered.statusCode, headers: kept, body: await buffer(answered) }
}

/** Takes two seconds for it. */
async function trickle(body: Buffer, response: ServerResponse): Promise<void> {
  const drops = 20
  for (let drop = 0; drop < drops && !response.destroyed; drop++) {
    response.write(body.subarray((body.length * drop) / drops, (body.length * (drop + 1)) / drops))
    await sleep(100)
  }
  response.end()
}
