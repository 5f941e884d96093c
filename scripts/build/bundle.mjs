import { build } from 'esbuild'

/** Bundles the program (`program.js`) and the API (`index.js`). Returns esbuild's metafile. */
export async function bundle({ outdir, version }) {
  const { metafile } = await build({
    entryPoints: { program: 'src/bin/create-app.ts', index: 'src/index.ts' },
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    // esbuild cannot follow the imports inside jsonc-parser's `main`, which is UMD.
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    chunkNames: '[name]-[hash]',
    // giget brings a copy of tar for its own download, which create-app never calls.
    external: ['./libs/tar.mjs'],
    define: { VERSION: JSON.stringify(version) },
    // Bundled CommonJS packages call `require` for Node's own modules.
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    metafile: true,
    logLevel: 'warning',
  })
  return metafile
}
