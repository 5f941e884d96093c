import { put } from './place.ts'

/** The add-on that is killed, in its two sizes. */
export const lampAddon = './addons/lamp'

const numbers = Array.from({ length: 12 }, (_, number) => number)

/** Writes add-ons into a project: each merges into two files, adds to a third one, and brings files of its own. */
export async function writeAddons(app: string): Promise<void> {
  for (const id of ['clock', 'lamp', 'other']) {
    await put(
      app,
      Object.fromEntries(filesOf(id).map(([path, text]) => [`addons/${id}/${path}`, text])),
    )
  }
}

function filesOf(id: string): readonly (readonly [path: string, text: string])[] {
  const sizes = ['small', 'large']
  const question = {
    ...{ id: 'size', message: 'Which size?', type: 'select', default: 'small' },
    choices: sizes.map((value) => ({ value, label: value })),
  }
  const insertion = { file: 'src/all.ts', anchor: 'object', name: 'all', text: `${id}: 1` }
  const manifest = { questions: [question], insertions: [insertion] }
  const size = `{{${id.toUpperCase()}_SIZE}}`
  return [
    ['addon.json', `${JSON.stringify(manifest, null, 2)}\n`],
    ['package.json', `{ "scripts": { "${id}": "node src/${id}.ts ${size}" } }\n`],
    ['_gitignore', `${id}-output/\n`],
    ...numbers.map((number) => {
      return [`src/${id}/${number}.txt`, `Part ${number}${number % 2 === 0 ? size : ''}\n`] as const
    }),
    ...sizes.flatMap((one) =>
      numbers.map((number) => {
        return [`options/size/${one}/src/${id}/${one}/${number}.txt`, `${one} ${number}\n`] as const
      }),
    ),
  ]
}

/** A command line that adds an add-on to the project of a workshop, or takes it out. */
export function calledAddon(command: 'add' | 'remove', ...words: readonly string[]) {
  const quiet = ['--trust', '--no-install', '--no-verify', '--offline']
  return [command, ...words, '--cwd', 'app', ...quiet, '--json']
}
