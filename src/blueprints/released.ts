import type { IO } from '../io.ts'
import type { Catalog } from './catalog.ts'
import { cacheIn } from './fetch/cache.ts'
import type { Fetching } from './fetch/fetch-source.ts'

/** The catalog of a release of create-app, by its exact version. It is fetched if the cache lacks it. */
export async function releasedCatalog(version: string, fetching: Fetching): Promise<Catalog> {
  const { fetchRelease } = await import('./fetch/fetch-release.ts')
  return { dir: await fetchRelease(version, fetching), version }
}

/** Absolute path of create-app's cache. */
export function cacheFolder(env: IO['env']): string {
  return cacheIn(env).dir
}
