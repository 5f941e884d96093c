// Bundles the tool, so that `npm create` fetches one small package and no dependency.
import { execFileSync } from 'node:child_process'
import { chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { build } from 'esbuild'

const { version, engines } = JSON.parse(await readFile('package.json', 'utf8'))

await rm('dist', { recursive: true, force: true })
await mkdir('dist')
await build({
  entryPoints: { main: 'src/bin/create-app.ts', index: 'src/index.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  mainFields: ['module', 'main'],
  // giget is asked where templates lie; what it would unpack them with is never reached.
  external: ['./libs/tar.mjs'],
  minify: true,
  legalComments: 'none',
  define: { VERSION: JSON.stringify(version) },
  banner: {
    js: "import { createRequire as createRequireOf } from 'node:module'; const require = createRequireOf(import.meta.url);",
  },
  logLevel: 'warning',
})
const shim = await readFile('src/bin/check-node.cjs', 'utf8')
await writeFile('dist/create-app.cjs', shim.replace('{{ENGINES}}', engines.node))
await cp('src/bin/start.cjs', 'dist/start.cjs')
await chmod('dist/create-app.cjs', 0o755)
execFileSync('npx', ['tsc', '--project', 'scripts/tsconfig.types.json'], { stdio: 'inherit' })
