import { existsSync } from 'node:fs'
import type { Catalog, Listed } from './catalog.ts'
import { folder, pack } from './own-files.ts'

declare const VERSION: string
declare const LISTED: readonly Listed[]

/** The templates that come with this package. */
export const builtIn: Catalog = existsSync(folder)
  ? { dir: folder, version: VERSION }
  : { dir: pack, version: VERSION, listed: LISTED }
