// One bundle of CommonJS files: Node starts them faster than modules, and can load one of them when it
// is needed without everybody having to wait. esbuild splits only modules, so each is turned afterwards.
import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { build, transform } from 'esbuild'
import { minify } from 'terser'
import { apart } from './apart.mjs'
import { cut } from './cut.mjs'
import { grouped, groupsOf } from './group.mjs'
import { later, laterEntries, loads } from './later.mjs'
import { compressed } from './pack.mjs'

const here = '__here'
const target = 'node20.19'
const commonJs = { format: 'cjs', platform: 'node', target, legalComments: 'none' }

/** @returns esbuild's metafile. */
export async function bundle({ outdir, recall, define, entries = {}, isKept = false }) {
  const asked = ['index', ...Object.keys(entries)].map((name) => `${name}.cjs`)
  const entryPoints = {
    start: 'src/bin/create-app.ts',
    index: 'src/index.ts',
    ...laterEntries,
    ...entries,
  }
  const { outputFiles, metafile } = await build({
    entryPoints,
    outdir,
    outExtension: { '.js': '.cjs' },
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target,
    mainFields: ['module', 'main'],
    minify: true,
    legalComments: 'none',
    define: {
      ...Object.fromEntries(
        Object.entries(define).map(([name, value]) => [name, JSON.stringify(value)]),
      ),
      'import.meta.url': here,
      'import.meta.dirname': '__dirname',
    },
    plugins: [apart, cut, later(recall)],
    metafile: true,
    write: false,
    logLevel: 'warning',
  })
  const groupOf = groupsOf(metafile, asked)
  const files = await Promise.all(
    outputFiles.map(async ({ path, text }) => {
      const name = basename(path)
      return [name, await toCommonJs(text, groupOf.get(name) === 'later')]
    }),
  )
  for (const [name, text] of grouped(new Map(files), groupOf)) {
    const made = await madeOf(name, text, { outdir, isKept })
    await writeFile(join(outdir, name), made)
  }
  return metafile
}

/** terser takes seconds and leaves 13 kB less than esbuild, which is quick enough for what is not kept. */
async function minified(text, isKept) {
  if (!isKept) return (await transform(text, { ...commonJs, minify: true })).code
  const options = { ecma: 2020, toplevel: true }
  const { code } = await minify(text, {
    ...options,
    compress: { ...options, passes: 2 },
    mangle: { toplevel: true },
  })
  return code
}

/** @param minify now, for what has too many names to be minified as a whole. */
async function toCommonJs(text, minify) {
  const { code } = await transform(text, {
    ...commonJs,
    minify,
    supported: { 'dynamic-import': false },
    banner: text.includes(here)
      ? `var ${here}=require("node:url").pathToFileURL(__filename).href;`
      : '',
  })
  return code.replaceAll(`${loads}(`, 'require(')
}

/** What `--version` does not load is compressed, and opened as if it stood there as it is. */
async function madeOf(name, text, { outdir, isKept }) {
  const code = await minified(text, isKept)
  if (!['main.cjs', 'later.cjs'].includes(name)) return code
  await writeFile(join(outdir, name.replace('.cjs', '.br')), compressed(Buffer.from(code)))
  return `"use strict";
var Module=require("node:module"),file=__filename.replace(/cjs$/,"br"),opened=new Module(file);
opened.filename=file;
opened._compile(String(require("node:zlib").brotliDecompressSync(require("node:fs").readFileSync(file))),file);
module.exports=opened.exports;
`
}

/** The shim in ES5, with the versions of Node that package.json names. */
export async function shimFor(engines) {
  return (await readFile('src/bin/check-node.cjs', 'utf8')).replace('{{ENGINES}}', engines)
}
