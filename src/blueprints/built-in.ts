import { existsSync } from 'node:fs'
import type { Catalog } from './catalog.ts'
import { folder, pack } from './shelf/own-files.ts'

/** Set by the build. */
declare const VERSION: string

/** The templates that come with this package. */
export const builtIn: Catalog = { dir: existsSync(folder) ? folder : pack, version: VERSION }
