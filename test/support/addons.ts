import type { ShelfFiles } from './shelves.ts'
import { later, type MadeProject, madeProject } from './updating.ts'

type AddonFiles = Readonly<Record<string, string | object>>

/** The files of an add-on on the shelf of the templates; a value that is no text is JSON. */
export function addonFiles(id: string, files: AddonFiles): ShelfFiles {
  const all = Object.entries(files).map(([path, content]) => {
    const text = typeof content === 'string' ? content : JSON.stringify(content)
    return [`_addons/${id}/${path}`, text] as const
  })
  return Object.fromEntries(all)
}

/** A template with a package.json, code with a list, variables and a question that has `none`. */
export const ground: ShelfFiles = {
  'shop/template.json': JSON.stringify({
    $schema: './template.schema.json',
    title: 'Shop',
    questions: [
      {
        ...{ id: 'example', message: 'Example?', type: 'select', default: 'books' },
        choices: [
          { value: 'books', label: 'Books' },
          { value: 'none', label: 'None' },
        ],
      },
    ],
  }),
  'shop/package.json': JSON.stringify({
    ...{ name: 'shop', version: '1.0.0', private: true, type: 'module' },
    ...{ scripts: { test: 'node --test' }, dependencies: { base: '1.0.0' } },
  }),
  'shop/.env.example': '# The port.\nPORT=3000\n',
  'shop/_gitignore': 'node_modules\n.env\n',
  'shop/src/list.ts': "export const list = [\n  'first',\n  'last',\n];\n",
  'shop/notes.txt': 'one\ntwo\nthree\nfour\nfive\nsix\nseven\n',
  'shop/options/example/books/src/books.ts': 'export const books = 1;\n',
}

/** Shares a package with `mail`, has a question, and adds to the list. */
export const clock = addonFiles('clock', {
  'addon.json': {
    description: 'Tells the time',
    needs: [{ file: 'package.json' }, { dependency: 'base' }],
    questions: [
      {
        ...{ id: 'hands', message: 'How many hands?', type: 'select', default: 'two' },
        choices: [
          { value: 'two', label: 'Two' },
          { value: 'three', label: 'Three' },
        ],
      },
    ],
    insertions: [
      { file: 'src/list.ts', anchor: 'array', name: 'list', text: "'clock'", after: "'first'" },
      {
        ...{ file: 'src/list.ts', anchor: 'array', name: 'list', text: "'seconds'" },
        when: 'hands/three',
      },
    ],
    saves: { minutes: 5 },
  },
  'package.json': { dependencies: { gears: '1.0.0', shared: '1.0.0' } },
  'src/clock.ts':
    "export const clock = '{{PROJECT_NAME}} {{CLOCK_HANDS}}';\n\n// One.\n// Two.\n// Three.\n",
  'options/hands/three/src/seconds.ts': 'export const seconds = 60;\n',
})

export const mail = addonFiles('mail', {
  'addon.json': {
    description: 'Sends mail',
    insertions: [{ file: 'src/list.ts', anchor: 'array', name: 'list', text: "'mail'" }],
  },
  'package.json': { scripts: { mail: 'node src/mail.ts' }, dependencies: { shared: '1.0.0' } },
  '.env.example': '# Where mail goes.\nMAIL_URL=smtp://localhost\n',
  'src/mail.ts': 'export const mail = 1;\n',
})

/** Cannot be beside `clock`. */
export const sundial = addonFiles('sundial', {
  'addon.json': { description: 'Tells the hour', conflicts: ['clock'] },
  'src/sundial.ts': 'export const sundial = 1;\n',
})

export const addons: ShelfFiles = { ...ground, ...clock, ...mail, ...sundial }

/** A committed project that the running release made. */
export async function shopProject(
  files: ShelfFiles = addons,
  args: readonly string[] = [],
): Promise<MadeProject> {
  return madeProject({ template: 'shop', by: later, before: files, after: files, args })
}
