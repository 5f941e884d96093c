// Bundles the tool, so that `npm create` fetches one small package and no dependency.
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { bundle, shimFor } from './build/bundle.mjs'
import { bundledPackages, licencesOf } from './build/licences.mjs'
import { packTemplates } from './build/pack.mjs'
import { declareTypes } from './build/types.mjs'

const { version, engines } = JSON.parse(await readFile('package.json', 'utf8'))

await rm('dist', { recursive: true, force: true })
await mkdir('dist')
const { known, listed } = await compose()
const metafile = await bundle({
  outdir: 'dist',
  isKept: true,
  recall: 'scripts/build/recall.mjs',
  define: { VERSION: version, LISTED: listed },
})
await packTemplates('templates', known, 'dist/templates.br')
await writeFile('dist/create-app.cjs', await shimFor(engines.node))
await chmod('dist/create-app.cjs', 0o755)
await writeFile('dist/index.js', modulesFor(metafile))
await writeFile('dist/licences.txt', await licencesOf(bundledPackages(metafile)))
await declareTypes('dist/types')

/** The API for those who import it. */
function modulesFor({ outputs }) {
  const names = outputs['dist/index.cjs'].exports.join(', ')
  return `import api from './index.cjs'\nexport const { ${names} } = api\n`
}

/** Runs the engine once over all templates: what is known of them need not be found out again. */
async function compose() {
  const outdir = await mkdtemp('dist/compose-')
  try {
    await bundle({
      outdir,
      recall: 'scripts/build/record.mjs',
      entries: { compositions: 'scripts/build/compositions.ts' },
      define: { VERSION: version, LISTED: [] },
    })
    const { default: engine } = await import(resolve(join(outdir, 'compositions.cjs')))
    const templates = resolve('templates')
    const listed = await engine.listTemplates({ dir: templates, version })
    return { known: await engine.knownResults(templates), listed }
  } finally {
    await rm(outdir, { recursive: true })
  }
}
