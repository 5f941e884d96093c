// What a library brings and we never reach is left out of the bundle. A cut that finds nothing to cut
// stops the build, and the tests of the built package run what is left.
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'

const unreachable = (name) => `function ${name}() { throw new Error('${name} was left out.') }`
const exported = (...names) => names.map((name) => `export ${unreachable(name)}`).join('\n')

/**
 * Declarations at the top of a file, by how they begin, regions, by their name, and words as they are; and what stands
 * in their place.
 */
const cuts = [
  {
    // Of magicast we use the tree that it parses; what changes and prints one is most of it.
    file: /magicast\/dist\/builders-[^/]+\.js$/,
    declarations: {
      'function proxifyModule(ast, code) {':
        'const proxifyModule = (file) => ({ $ast: file.program })',
    },
    regions: {
      'source-map-js/lib/source-map-generator.js': 'var require_source_map_generator = () => ({})',
      'source-map-js/lib/source-map-consumer.js': 'var require_source_map_consumer = () => ({})',
      'source-map-js/lib/source-node.js': 'var require_source_node = () => ({})',
      'vendor/ast-types/src/path.ts': 'const pathPlugin = () => undefined',
      'vendor/ast-types/src/scope.ts': 'const scopePlugin = () => undefined',
      'vendor/ast-types/src/node-path.ts': 'const nodePathPlugin = () => undefined',
      'vendor/ast-types/src/path-visitor.ts': 'const pathVisitorPlugin = () => ({})',
      'vendor/ast-types/src/equiv.ts': 'const equiv_default = () => undefined',
      'vendor/recast/lib/fast-path.ts': '',
      'vendor/recast/lib/patcher.ts': '',
      'vendor/recast/lib/printer.ts': unreachable('Printer'),
    },
  },
  {
    // Its own guess, which would open standard output: whether there are colours is said to it.
    file: /picocolors\/picocolors\.js$/,
    words: { '(p.stdout || {}).isTTY': 'false' },
  },
  {
    // Dialects that magicast does not ask for.
    file: /@babel\/parser\/lib\/index\.js$/,
    declarations: {
      'var estree = ': 'var estree = undefined;',
      'const FlowErrors = ': '',
      'var flow = ': 'var flow = undefined;',
      'var placeholders = ': 'var placeholders = undefined;',
    },
  },
]

/** Whole modules, and what stands in their place. */
const stubs = [
  {
    // Whoever loads it later loads all that it exports, and of that we run programs.
    file: /execa\/index\.js$/,
    instead: `
      import { createExeca } from './lib/methods/create.js'
      export { ExecaError } from './lib/return/final-error.js'
      export const execa = createExeca(() => ({}))`,
  },
  { file: /execa\/lib\/methods\/main-sync\.js$/, instead: exported('execaCoreSync') },
  {
    file: /execa\/lib\/methods\/template\.js$/,
    instead: `export const isTemplateString = () => false; ${exported('parseTemplates')}`,
  },
  {
    // Messages between two programs, which none of ours takes.
    file: /execa\/lib\/ipc\/methods\.js$/,
    instead: 'export const addIpcMethods = () => {}',
  },
  { file: /execa\/lib\/convert\/add\.js$/, instead: 'export const addConvertedStreams = () => {}' },
  { file: /execa\/lib\/verbose\/default\.js$/, instead: exported('defaultVerboseFunction') },
  // Ways to copy and move that nothing here takes.
  { file: /fs-extra\/lib\/(?:copy|empty|ensure|move|output-file)\/index\.js$/, instead: '' },
  // What the proxy's agents would print under DEBUG.
  { file: /\/debug\/src\/index\.js$/, instead: 'module.exports = () => () => {}' },
]

export const cut = {
  name: 'cut',
  setup(build) {
    const found = new Set()
    // Its build for Node is one that nothing can be left out of.
    build.onResolve({ filter: /^yaml$/ }, () => ({
      path: resolve('node_modules/yaml/browser/dist/index.js'),
      sideEffects: false,
    }))
    // giget is asked where templates lie; what it would unpack and install them with is never reached.
    build.onResolve({ filter: /^\.\/libs\/(?:tar|nypm)\.mjs$/ }, ({ path, kind }) => {
      return kind === 'dynamic-import' ? { path, external: true } : undefined
    })
    for (const { file, instead } of stubs) {
      build.onLoad({ filter: file }, () => {
        found.add(file)
        return { contents: instead }
      })
    }
    for (const { file, declarations = {}, regions = {}, words = {} } of cuts) {
      build.onLoad({ filter: file }, async ({ path }) => {
        found.add(file)
        const whole = Object.entries(declarations).reduce(
          cutDeclaration,
          await readFile(path, 'utf8'),
        )
        const rest = Object.entries(regions).reduce(cutRegion, whole)
        return { contents: Object.entries(words).reduce(cutWords, rest) }
      })
    }
    build.onEnd(() => {
      const missed = [...cuts, ...stubs].filter(({ file }) => !found.has(file))
      if (missed.length > 0) throw new Error(`nothing to cut: ${missed.map(({ file }) => file)}`)
    })
  },
}

/** A declaration at the top of a file ends with the first line that closes at its margin. */
function cutDeclaration(text, [opening, instead]) {
  const start = text.indexOf(`\n${opening}`) + 1
  const length = text.slice(start).search(/^[}\])]+;?$/m)
  if (start === 0 || length < 0) throw new Error(`nothing to cut at "${opening}"`)
  return text.slice(0, start) + instead + text.slice(text.indexOf('\n', start + length))
}

function cutWords(text, [words, instead]) {
  if (!text.includes(words)) throw new Error(`nothing to cut at "${words}"`)
  return text.replace(words, () => instead)
}

/** The bundler that made a library has marked where each of its files stands. */
function cutRegion(text, [name, instead]) {
  const start = text.search(new RegExp(`^//#region .*${name.replaceAll('.', '\\.')}$`, 'm'))
  const end = text.indexOf('//#endregion', start)
  if (start < 0 || end < 0) throw new Error(`nothing to cut in "${name}"`)
  return text.slice(0, start) + instead + text.slice(end)
}
