import type { Addon } from '../../src/model/generated/addon.ts'
import type { GeneratedInsertion } from '../../src/model/generated/generator.ts'
import type { Tree } from '../../src/model/tree.ts'
import { blueprint } from './planning.ts'

/** Where add-ons of others add to a project: to its registries, its workflow, its package.json. */
const places: readonly GeneratedInsertion[] = [
  { file: 'package.json', anchor: 'path', path: ['files'], text: '"{{ID}}"' },
  { file: 'biome.json', anchor: 'path', path: ['files', 'includes'], text: '"!{{ID}}"' },
  { file: 'README.md', anchor: 'list', heading: 'Commands', text: '- {{ID}}' },
  ...registry('src/site.ts', 'pages', "'/{{ID}}': { label: '{{ID}}' }"),
  ...registry('src/modules/index.ts', 'modules', '{{ID}}: {{ID}}Endpoints'),
  ...registry('src/server/router.ts', 'appRouter', '{{ID}}: {{ID}}Router'),
]

function registry(file: string, name: string, text: string): readonly GeneratedInsertion[] {
  const from = { file, anchor: 'import' } as const
  return [
    { ...from, text: "import { {{ID}}Endpoints, {{ID}}Router } from './{{ID}}.ts';" },
    { file, anchor: 'object', name, text },
  ]
}

/**
 * Two add-ons of other people for a package: they share a package, a script, an ignored folder, and a line in each
 * registry, and each has others of its own at the same places. Some places are not there.
 */
export function pairFor(tree: Tree, folder: string): readonly Addon[] {
  const fitting = places.filter(({ file }) => tree.has(`${folder}${file}`))
  return ['lantern', 'torch'].map((id) => {
    const own = { devDependencies: { kindling: '1.0.0', [`${id}-kit`]: '2.0.0' } }
    const files = {
      'package.json': JSON.stringify({ ...own, scripts: { light: 'light', [id]: `light ${id}` } }),
      '.gitignore': `light-output/\n${id}-output/\n`,
      '.env.example': `# How bright it is.\nLIGHT=1\n${id.toUpperCase()}=2\n`,
      [`src/${id}.ts`]: `export const ${id} = 1;\n`,
    }
    const named = (name: string) => (one: GeneratedInsertion) => {
      return { ...one, text: one.text.replaceAll('{{ID}}', name) }
    }
    const { manifest, ...rest } = blueprint('addon', id, files)
    return {
      ...{
        ...rest,
        manifest,
        variants: {},
        source: `file:./${id}`,
        needs: [],
        conflicts: [],
        fixes: {},
        layers: [],
      },
      insertions: [...fitting.map(named('light')), ...fitting.map(named(id))],
      minutes: undefined,
    }
  })
}
