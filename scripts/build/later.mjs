// Pure functions whose libraries are heavy and rarely needed: their module becomes a file of its own,
// and who imports it here gets functions that load it when they are called. What such a function makes of
// the built-in templates is known when the package is built (known.mjs), and then nothing is loaded.
import { basename, join, resolve } from 'node:path'

/** The module, the functions, and who gets them later; what they take and give is JSON. */
const doors = [
  { module: 'src/edits/yaml/yaml.ts', names: ['mergeYaml'], importers: ['src/edits/merge.ts'] },
  {
    module: 'src/edits/module/module.ts',
    names: ['mergeConfigModule'],
    importers: ['src/edits/merge.ts'],
  },
  {
    module: 'src/blueprints/manifest.ts',
    names: ['parseManifest'],
    importers: ['src/blueprints/read-blueprint.ts'],
  },
]

/** Stands for `require` where esbuild must not know it. */
export const loads = '__load'

const fileOf = (module) => basename(module, '.ts')

/** Entry points, by the name of the file that is made. */
export const laterEntries = Object.fromEntries(doors.map(({ module }) => [fileOf(module), module]))

/** @param recall the module with `recall(name, given, otherwise)`, which says what is known. */
export function later(recall) {
  return {
    name: 'later',
    setup(build) {
      build.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir, importer }) => {
        const wanted = join(resolveDir, path)
        const door = doors.find(({ module, importers }) => {
          return resolve(module) === wanted && importers.some((one) => resolve(one) === importer)
        })
        return door && { path: door.module, namespace: 'later', pluginData: door }
      })
      build.onLoad({ filter: /.*/, namespace: 'later' }, ({ pluginData: { module, names } }) => ({
        contents: [
          `import { recall } from ${JSON.stringify(resolve(recall))}`,
          ...names.map((name) => {
            const call = `${loads}('./${fileOf(module)}.cjs').${name}(...given)`
            return `export const ${name} = (...given) => recall('${name}', given, () => ${call})`
          }),
        ].join('\n'),
        resolveDir: resolve('.'),
      }))
    },
  }
}
