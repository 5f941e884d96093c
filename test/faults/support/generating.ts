import { manifestText } from '../../support/fixtures.ts'
import type { Versions } from './changing.ts'
import { put } from './place.ts'

const numbers = Array.from({ length: 12 }, (_, number) => number)

/** A template with a list for each kind of insertion, and notes that a second version changes. */
export const widgetVersions: Versions = { '1.0.0': versionOf(1), '2.0.0': versionOf(2) }

function versionOf(version: number): Versions[string] {
  return {
    'template.json': manifestText({ title: 'Mine', description: '', questions: [] }),
    'package.json': `{ "name": "{{PROJECT_NAME}}", "version": "${version}.0.0" }\n`,
    _gitignore: 'node_modules/\n',
    'widgets.json': `{\n  "version": ${version},\n  "widgets": ["first"]\n}\n`,
    'src/all.ts': `import { first } from './first.ts'\n\nexport const all = {\n  first,\n}\n`,
    'src/first.ts': `export const first = ${version}\n`,
  }
}

/** A generator whose small widgets and large ones have some files in common, and others of their own. */
const widget = {
  name: 'widget',
  params: [{ name: 'name' }, { name: 'size', choices: ['small', 'large'], default: 'small' }],
  files: [
    ...numbers.map((number) => ({
      path: `src/widgets/{{name|kebab}}/${number}.txt`,
      content: `Part ${number} of {{name|title}}${number % 2 === 0 ? ', {{size}}' : ''}\n`,
    })),
    ...numbers.flatMap((number) =>
      ['small', 'large'].map((size) => ({
        path: `src/widgets/{{name|kebab}}/${size}/${number}.txt`,
        content: `${size} part ${number}\n`,
        when: `size/${size}`,
      })),
    ),
    { path: 'src/{{name|kebab}}.ts', content: "export const {{name|camel}} = '{{size}}'\n" },
  ],
  insertions: [
    { file: 'widgets.json', anchor: 'path', path: ['widgets'], text: '"{{name|kebab}}"' },
    {
      ...{ file: 'src/all.ts', anchor: 'import' },
      text: "import { {{name|camel}} } from './{{name|kebab}}.ts'",
    },
    { file: 'src/all.ts', anchor: 'object', name: 'all', text: '{{name|camel}}' },
    {
      ...{ file: 'widgets.json', anchor: 'path', path: [] },
      ...{ text: '"{{name|kebab}}": "large"', when: 'size/large' },
    },
  ],
}

export async function writeWidgetGenerator(app: string): Promise<void> {
  await put(app, { 'generators/widget.json': `${JSON.stringify(widget, null, 2)}\n` })
}

/** A command line that adds a widget to the project of a workshop, or takes it out. */
export function calledWidget(command: 'generate' | 'remove', ...words: readonly string[]) {
  return [command, 'widget', ...words, '--cwd', 'app', '--json']
}

export const generate = calledWidget('generate', 'Watch')
export const regenerate = calledWidget('generate', 'Watch', 'large')
export const remove = calledWidget('remove', 'Watch')
