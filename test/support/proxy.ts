import { readFile } from 'node:fs/promises'
import { createServer as createHttp } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { type AddressInfo, connect, type Server } from 'node:net'
import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { execa } from 'execa'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from './folders.ts'

/** A proxy on loopback that answers for every host, so that tests never reach the real ones. */
export type TestProxy = {
  readonly port: number
  /** The CA certificate file for all hosts, for NODE_EXTRA_CA_CERTS. */
  readonly authority: string
  /** The requests: `CONNECT host:443 <proxy-authorization>`, `GET host/path`. */
  readonly asked: readonly string[]
}

export async function startProxy(how: {
  /** The answer of every host to a path; undefined means 404. */
  answer: (path: string) => Buffer | undefined
  /** The answer of the proxy to CONNECT; `silent` means no answer. */
  refuses?: 407 | 'silent'
}): Promise<TestProxy> {
  const dir = await temporaryFolder()
  const asked: string[] = []
  await openssl(dir, 'authority', ['-subj', '/CN=A test of create-app'])
  const hosts = createHttps(
    {
      SNICallback: (host, done) => {
        vouchFor(dir, host).then((context) => done(null, context), done)
      },
    },
    ({ url = '', headers }, response) => {
      asked.push(`GET ${headers.host}${url}`)
      const body = how.answer(url)
      response.writeHead(body ? 200 : 404).end(body)
    },
  )
  const port = await listen(hosts)
  const proxy = createHttp()
  proxy.on('connect', ({ url, headers }, socket) => {
    asked.push(`CONNECT ${url} ${headers['proxy-authorization'] ?? ''}`.trim())
    socket.on('error', () => socket.destroy())
    if (how.refuses === 'silent') return
    if (how.refuses) {
      socket.end(`HTTP/1.1 ${how.refuses} No\r\n\r\n`)
      return
    }
    const behind = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      socket.pipe(behind).pipe(socket)
    })
    behind.on('error', () => socket.destroy())
  })
  return { port: await listen(proxy), authority: join(dir, 'authority.pem'), asked }
}

async function vouchFor(dir: string, host: string) {
  const authority = ['-CA', join(dir, 'authority.pem'), '-CAkey', join(dir, 'authority.key')]
  await openssl(dir, host, [
    '-subj',
    `/CN=${host}`,
    '-addext',
    `subjectAltName=DNS:${host}`,
    ...authority,
  ])
  const [key, cert] = await Promise.all(
    ['key', 'pem'].map((ending) => readFile(join(dir, `${host}.${ending}`))),
  )
  return createSecureContext({ key, cert })
}

async function openssl(dir: string, name: string, args: readonly string[]): Promise<void> {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-noenc']
  const files = ['-keyout', join(dir, `${name}.key`), '-out', join(dir, `${name}.pem`)]
  await execa('openssl', ['req', '-x509', '-days', '2', ...key, ...files, ...args])
}

async function listen(server: Server & { closeAllConnections(): void }): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}
