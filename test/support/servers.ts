import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** The answer of a test server to a path. */
export type Answer = {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Buffer | string
  /** Closes the connection in the middle of the body. */
  readonly broken?: true
  /** Never answers. */
  readonly silent?: true
  /** Requires this `authorization` header; otherwise answers 404, as GitHub does. */
  readonly for?: string
}

export type Request = { readonly url: string; readonly headers: IncomingHttpHeaders }

/** A server on loopback. It answers 304 to a request with the current ETag. */
export type Serving = {
  readonly url: string
  readonly port: number
  readonly requests: Request[]
  /** With several answers, each is used once and the last one repeatedly. */
  on(path: string, ...answers: readonly Answer[]): void
  close(): Promise<void>
}

export async function serve(): Promise<Serving> {
  const answers = new Map<string, Answer[]>()
  const requests: Request[] = []
  const server = createServer(({ url = '', headers }, response) => {
    requests.push({ url, headers })
    const waiting = answers.get(decodeURIComponent(url)) ?? [{ status: 404 }]
    const answer = (waiting.length > 1 ? waiting.shift() : waiting[0]) ?? {}
    if (answer.silent) return
    if (answer.for !== undefined && headers.authorization !== answer.for) {
      response.writeHead(404).end()
      return
    }
    const { status = 200, headers: given = {}, body = '' } = answer
    if (given.etag !== undefined && headers['if-none-match'] === given.etag) {
      response.writeHead(304, given).end()
      return
    }
    const bytes = Buffer.from(body)
    response.writeHead(status, { 'content-length': bytes.length, ...given })
    if (!answer.broken) response.end(bytes)
    else response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy())
  })
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    on: (path, ...given) => void answers.set(path, [...given]),
    close: () => close(server),
  }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => close(server))
  return (server.address() as AddressInfo).port
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
