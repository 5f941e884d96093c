import { onTestFinished, vi } from 'vitest'
import { temporaryFolder } from './folders.ts'
import { type Answer, type Serving, serve } from './servers.ts'
import { commit } from './tarballs.ts'

/** Fake hosts on loopback, set with giget's own variables, and an empty cache. */
export type Hosts = Serving & {
  readonly cache: string
  /** The environment of the program; giget reads the rest from `process.env`. */
  readonly env: Record<string, string>
  /** GitHub: an API that redirects to another server, which has the tarball. */
  github(ref: string, tarball: Buffer, answer?: Partial<Answer>): void
  gitlab(repository: string, ref: string, tarball: Buffer, answer?: Partial<Answer>): void
  /** The npm registry, with one version of one package. */
  registry(name: string, version: string, tarball: Buffer): void
}

/** The repository on `github`. */
export const shop = 'gh:ada/shop'

export async function startHosts(): Promise<Hosts> {
  const server = await serve()
  const cache = await temporaryFolder()
  onTestFinished(() => void vi.unstubAllEnvs())
  vi.stubEnv('XDG_CACHE_HOME', cache)
  vi.stubEnv('GIGET_GITHUB_URL', server.url)
  vi.stubEnv('GIGET_GITLAB_URL', server.url)
  for (const name of ['GITHUB_TOKEN', 'GIGET_AUTH']) vi.stubEnv(name, undefined)
  return {
    ...server,
    cache,
    env: { npm_config_registry: server.url, npm_config_cache: await temporaryFolder() },
    github(ref, tarball, answer = {}) {
      const place = `/codeload/${ref}`
      // A different host name counts as a different server.
      const location = `http://localhost:${server.port}${place}`
      server.on(`/repos/ada/shop/tarball/${ref}`, { status: 302, headers: { location } })
      server.on(place, { body: tarball, headers: { etag: `"${commit}"` }, ...answer })
    },
    gitlab(repository, ref, tarball, answer = {}) {
      server.on(`/${repository}/-/archive/${ref}.tar.gz`, { body: tarball, ...answer })
    },
    registry(name, version, tarball) {
      const dist = { tarball: `${server.url}/${name}-${version}.tgz` }
      const versions = { [version]: { name, version, dist } }
      const body = JSON.stringify({ name, 'dist-tags': { latest: version }, versions })
      server.on(`/${name}`, { body, headers: { 'content-type': 'application/json' } })
      server.on(`/${name}-${version}.tgz`, { body: tarball })
    },
  }
}
