import { yamlValue } from '../../edits/yaml/yaml.ts'
import { nameParam } from '../../model/generated/generator.ts'
import { formsOf, withPlaceholders } from './name-forms.ts'

/** The files that a generator is drafted from. */
export type Drafting = {
  readonly id: string
  /** The name in the files that a placeholder replaces. */
  readonly name: string
  readonly files: ReadonlyMap<string, string>
}

/** Writes a generator that makes files like those that are there. */
export function draftGenerator({ id, name, files }: Drafting): string {
  const forms = formsOf(name)
  const drafted = [...files].map(([path, content]) => [
    `  - path: ${JSON.stringify(withPlaceholders(path, forms, { path, isPath: true }))}`,
    `    content: ${yamlText(withPlaceholders(content, forms, { path, isPath: false }))}`,
  ])
  const lines = [
    `# create-app generate ${id} <name>`,
    `# It is drafted from files that have the name ${name}.`,
    `name: ${id}`,
    'description: Describe in one sentence what it makes.',
    '# Each param is a placeholder and a flag. The types are name, text, boolean and choice.',
    'params:',
    `  - name: ${nameParam.name}`,
    '    question: What is it called?',
    'files:',
    ...drafted.flat(),
  ]
  return `${lines.join('\n')}\n`
}

const indent = '      '

/** A text as YAML: as lines below each other, or in quotes where those would be read as another text. */
function yamlText(text: string): string {
  const lines = text.split('\n').map((line) => (line === '' ? '' : indent + line))
  const chomp = /\n\n$/.test(text) ? '+' : text.endsWith('\n') ? '' : '-'
  const step = /^\n* /.test(text) ? '2' : ''
  const block = `|${step}${chomp}\n${lines.join('\n').replace(/\n$/, '')}`
  return isRead(block, text) ? block : JSON.stringify(text)
}

/** Whether YAML is read as this text, at the depth at which it is written. */
function isRead(yaml: string, text: string): boolean {
  try {
    const [read] = (yamlValue(`files:\n  - path: a\n    content: ${yaml}\n`) as DraftFile).files
    return read?.content === text
  } catch {
    return false
  }
}

type DraftFile = { readonly files: readonly { readonly content: unknown }[] }
