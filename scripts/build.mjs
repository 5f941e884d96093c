// Builds the package: the program and the API in one bundle, the templates as one file, licences and types.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { bundle } from './build/bundle.mjs'
import { writeEntry } from './build/entry.mjs'
import { bundledPackages, licencesOf } from './build/licences.mjs'
import { packTemplates } from './build/pack.mjs'
import { shorten } from './build/shorten.mjs'
import { declareTypes } from './build/types.mjs'

const { version, engines } = JSON.parse(await readFile('package.json', 'utf8'))

await rm('dist', { recursive: true, force: true })
await mkdir('dist')
const metafile = await bundle({ outdir: 'dist', version })
await shorten('dist')
await packTemplates('templates', 'dist/templates.br')
await writeEntry({ dir: 'dist', version, engines: engines.node })
await writeFile('dist/licences.txt', await licencesOf(bundledPackages(metafile)))
await declareTypes('dist/types')
