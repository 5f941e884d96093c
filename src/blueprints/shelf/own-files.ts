import { join } from 'node:path'

/** Where the program itself lies. */
const here = import.meta.dirname

/**
 * The file in which the published package carries its templates: as hundreds of small ones they would be
 * half again as large, and slower to read. `scripts/build/pack.mjs` writes it.
 */
export const pack: string = join(here, 'templates.br')

/** Where the package is made its templates are a folder, which may change. */
export const folder: string = join(here, '../templates')
