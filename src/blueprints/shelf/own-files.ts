import { join } from 'node:path'

/** The folder of the bundled program. */
const here = import.meta.dirname

/** The published package carries its templates in this one file, which `scripts/build/pack.mjs` writes. */
export const pack: string = join(here, 'templates.br')

/** A checkout has the templates as a folder, and reads that instead, because its files may change. */
export const folder: string = join(here, '../templates')
