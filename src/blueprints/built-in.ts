import { existsSync } from 'node:fs'
import type { ListedTemplate } from '../model/blueprint.ts'
import type { Catalog } from './catalog.ts'
import { folder, pack } from './shelf/own-files.ts'

declare const VERSION: string
declare const LISTED: readonly ListedTemplate[]

/** The templates that come with this package. */
export const builtIn: Catalog = existsSync(folder)
  ? { dir: folder, version: VERSION }
  : { dir: pack, version: VERSION, listed: LISTED }
