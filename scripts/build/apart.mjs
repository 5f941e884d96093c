// What a run says takes three small functions of clack, and what it asks takes the rest, with readline and
// 4 MB of memory. So the reporter gets a clack of its own, of which esbuild leaves out what it does not use.
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

const namespace = 'apart'

export const apart = {
  name: 'apart',
  setup(build) {
    const find = async (args) => {
      if (args.pluginData === namespace) return undefined
      const { resolveDir, kind } = args
      const found = await build.resolve(args.path, { resolveDir, kind, pluginData: namespace })
      return found.external
        ? { ...found, sideEffects: false }
        : { path: found.path, namespace, sideEffects: false }
    }
    build.onResolve({ filter: /^@clack\/prompts$/ }, (args) => {
      return args.importer === resolve('src/report/human/human-reporter.ts')
        ? find(args)
        : undefined
    })
    build.onResolve({ filter: /.*/, namespace }, find)
    build.onLoad({ filter: /.*/, namespace }, async ({ path }) => ({
      contents: await readFile(path, 'utf8'),
      resolveDir: dirname(path),
    }))
  },
}
