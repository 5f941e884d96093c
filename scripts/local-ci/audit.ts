import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { createGunzip } from 'node:zlib'
import { execa } from 'execa'

/** An advisory as npm's bulk endpoint sends it. */
type Advisory = {
  readonly id: number
  readonly url: string
  readonly title: string
  readonly severity: 'critical'
  readonly vulnerable_versions: string
}

/** A recorded advisory about versions that no project of ours has. */
const recorded: Readonly<Record<string, Advisory>> = {
  minimist: {
    id: 1097678,
    url: 'https://github.com/advisories/GHSA-xvch-5gv4-984h',
    title: 'Prototype Pollution in minimist',
    severity: 'critical',
    vulnerable_versions: '>=1.0.0 <1.2.6',
  },
}

/** The same advisory about a package that every project of ours has. */
const invented = { zod: { ...recorded.minimist, vulnerable_versions: '>=0.0.0' } as Advisory }

const answers = { clean: recorded, vulnerable: invented, unsupported: undefined }

/**
 * Runs the audit of a workflow against a registry on this machine, because not every registry has the endpoint. The
 * audit must accept a project without a known vulnerability, and must refuse one with a vulnerability and one that it
 * could not check.
 * @param run runs the step with this registry, and returns its exit code.
 */
export async function replayAudit(run: (registry: string) => Promise<number>): Promise<void> {
  for (const [name, advisories] of Object.entries(answers)) {
    const server = createServer((request, response) => {
      void answer(request, response, advisories)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const code = await run(`http://127.0.0.1:${port}/`)
    server.closeAllConnections()
    server.close()
    if ((code === 0) !== (name === 'clean')) {
      throw new Error(`The audit ended with ${code} where the registry answered "${name}".`)
    }
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  advisories: Readonly<Record<string, Advisory>> | undefined,
): Promise<void> {
  if (request.method === 'GET') {
    const { stdout } = await execa('npm', ['config', 'get', 'registry'])
    response.writeHead(302, { location: new URL(request.url?.slice(1) ?? '', stdout).href }).end()
    return
  }
  const isZipped = request.headers['content-encoding'] === 'gzip'
  const body = await text(isZipped ? request.pipe(createGunzip()) : request)
  if (!advisories || !request.url?.endsWith('/advisories/bulk')) {
    response.writeHead(405).end()
    return
  }
  const asked = JSON.parse(body) as Record<string, unknown>
  const found = Object.entries(advisories).filter(([name]) => name in asked)
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(Object.fromEntries(found.map(([name, one]) => [name, [one]]))))
}
