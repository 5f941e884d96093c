import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { execa } from 'execa'
import { runServer } from 'verdaccio'
import { cleanEnvironment } from './program.ts'

/** A real registry on loopback that has only the packages published to it. */
export type Registry = {
  /** `http://127.0.0.1:<port>/` */
  readonly url: string
  /** Publishes a folder with a package in it, or a tarball. */
  publish(path: string): Promise<void>
  close(): Promise<void>
}

/** The registry that this machine uses. */
export async function machineRegistry(): Promise<string> {
  const { stdout } = await execa('npm', ['config', 'get', 'registry', '--silent'])
  return stdout.trim()
}

/** Starts a registry that stores its packages in a folder. */
export async function startRegistry(
  home: string,
  how: {
    /** Another registry for all packages except `own`. */
    uplink?: string
    own?: readonly string[]
  } = {},
): Promise<Registry> {
  const open = { access: '$all', publish: '$all' }
  const own = Object.fromEntries((how.own ?? []).map((name) => [name, open]))
  const settings = {
    storage: join(home, 'storage'),
    uplinks: how.uplink === undefined ? {} : { machine: { url: how.uplink } },
    packages: { ...own, '**': how.uplink === undefined ? open : { ...open, proxy: 'machine' } },
    auth: { htpasswd: { file: join(home, 'htpasswd') } },
    logs: { type: 'file', path: join(home, 'log'), format: 'json', level: 'warn' },
    web: { enable: false },
  }
  const config = join(home, 'config.yaml')
  await writeFile(config, JSON.stringify(settings))
  const server: Server = await runServer(config)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const address = `127.0.0.1:${port}/`
  const userconfig = join(home, 'publisher.npmrc')
  // npm publishes only with a token; this registry accepts any.
  await writeFile(userconfig, `registry=http://${address}\n//${address}:_authToken=anybody\n`)
  return {
    url: `http://${address}`,
    async publish(path) {
      await execa('npm', ['publish', path, '--userconfig', userconfig], {
        cwd: home,
        env: cleanEnvironment(),
        extendEnv: false,
      })
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
