import type { Generator, Param } from '../../model/generated/generator.ts'
import { type Page, wrap } from '../human/page.ts'

/** One line for each generator, and its params below. */
export function printGenerators(generators: readonly Generator[], page: Page): string {
  const { bold, dim } = page.colours
  const lines = generators.flatMap((generator) => [
    ...wrap(`${bold(generator.id)}  ${generator.description}`, page.columns),
    dim(`  create-app generate ${generator.id} ${generator.params.map(wordFor).join(' ')}`),
  ])
  return `${lines.join('\n')}\n`
}

/** The help of one generator. */
export function printParams(generator: Generator, page: Page): string {
  const { id, description, params, types, files, insertions } = generator
  const { dim } = page.colours
  const width = Math.max(...params.map(({ name }) => name.length)) + 2
  const margin = ' '.repeat(width + 4)
  const rows = params.flatMap((param) => {
    const [first = '', ...more] = wrap(about(param, types), page.columns - margin.length)
    return [`  --${param.name.padEnd(width)}${first}`, ...more.map((line) => margin + line)]
  })
  const added = new Set(insertions.map(({ file, each }) => fileFor(file, each)))
  const makes = [
    ...files.map(({ path }) => `  ${path}`),
    ...[...added].map((file) => `  ${file} ${dim('(adds to it)')}`),
  ]
  return [
    `create-app generate ${id} ${params.map(wordFor).join(' ')}`,
    ...(description === '' ? [] : ['', ...wrap(description, page.columns)]),
    ...['', 'Params', ...rows],
    ...(makes.length === 0 ? [] : ['', 'Writes', ...makes]),
    '',
  ].join('\n')
}

/** The file of an insertion; of one that each item names, in words. */
function fileFor(file: string, each: string | undefined): string {
  return each !== undefined && file.startsWith('{{') ? `one file for each of ${each}` : file
}

export function generatorsJson(generators: readonly Generator[]): string {
  const listed = generators.map(({ id, aliases, description, source, version, params }) => {
    return { id, aliases, description, source, version, params }
  })
  const list = { schema: 'create-app/generators@1', generators: listed }
  return `${JSON.stringify(list, null, 2)}\n`
}

function wordFor({ name, type, default: value }: Param): string {
  const word = type === 'list' ? `${name}…` : name
  return value === undefined ? `<${word}>` : `[${word}]`
}

function about(
  { question, type, choices, default: value }: Param,
  types: Generator['types'],
): string {
  if (type === 'list') {
    const known = Object.keys(types)
    const marks = 'after a type, ? is optional, ! is unique, =value is a default'
    return `${question} (${known.length === 0 ? '' : `types: ${known.join(', ')}; `}${marks})`
  }
  const kind = choices ? choices.join(' | ') : type
  return `${question} (${kind}${value === undefined || value === '' ? '' : `; default: ${value}`})`
}
