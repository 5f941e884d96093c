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
  const { id, description, params, files, insertions } = generator
  const width = Math.max(...params.map(({ name }) => name.length)) + 2
  const rows = params.map((param) => `  --${param.name.padEnd(width)}${about(param)}`)
  const makes = [
    ...files.map(({ path }) => `  ${path}`),
    ...insertions.map(({ file }) => `  ${file} ${page.colours.dim('(adds to it)')}`),
  ]
  return [
    `create-app generate ${id} ${params.map(wordFor).join(' ')}`,
    ...(description === '' ? [] : ['', ...wrap(description, page.columns)]),
    ...['', 'Params', ...rows, '', 'Writes', ...makes, ''],
  ].join('\n')
}

export function generatorsJson(generators: readonly Generator[]): string {
  const listed = generators.map(({ id, aliases, description, source, version, params }) => {
    return { id, aliases, description, source, version, params }
  })
  const list = { schema: 'create-app/generators@1', generators: listed }
  return `${JSON.stringify(list, null, 2)}\n`
}

function wordFor({ name, default: value }: Param): string {
  return value === undefined ? `<${name}>` : `[${name}]`
}

function about({ question, type, choices, default: value }: Param): string {
  const kind = choices ? choices.join(' | ') : type
  return `${question} (${kind}${value === undefined ? '' : `; default: ${value}`})`
}
