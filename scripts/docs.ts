import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { listTemplates } from '../src/blueprints/catalog.ts'
import { layerManifest, templateManifest } from '../src/blueprints/manifest.ts'
import { commandRows, flagRows } from '../src/cli/help.ts'
import { printJson } from '../src/edits/json/json.ts'
import { catalog, repository } from './compose.ts'
import { withWords } from './manifest-words.ts'

/** Every generated file of the docs, by path. */
export async function generatedDocs(): Promise<ReadonlyMap<string, string>> {
  const readme = await readFile(join(repository, 'README.md'), 'utf8')
  const contract = await readFile(join(repository, 'docs/contract.md'), 'utf8')
  const offered = await listTemplates(catalog)
  const rows: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
    template: offered.map(({ id, description }) => [id, description]),
    command: commandRows(),
    flag: flagRows(),
  }
  const filled = (text: string) => {
    return Object.entries(rows).reduce((done, [title, cells]) => {
      return done.includes(`<!-- ${title}s -->`)
        ? fill(done, `${title}s`, table(title, cells))
        : done
    }, text)
  }
  return new Map([
    ['README.md', filled(readme)],
    ['docs/contract.md', filled(contract)],
    ['docs/schemas/template.schema.json', schemaOf('template.json', templateManifest)],
    ['templates/_starter/template.schema.json', schemaOf('template.json', templateManifest)],
    ['docs/schemas/layer.schema.json', schemaOf('layer.json', layerManifest)],
  ])
}

function table(title: string, rows: readonly (readonly [string, string])[]): string {
  return [
    `| ${title} | |`,
    '| --- | --- |',
    ...rows.map(([left, right]) => `| \`${left.replaceAll('|', '\\|')}\` | ${right} |`),
  ].join('\n')
}

/** Puts content between the two comments that name a section. */
export function fill(text: string, name: string, content: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [before = '', rest = ''] = text.split(open)
  const after = rest.slice(rest.indexOf(close))
  return `${before}${open}\n${content}\n${after}`
}

function schemaOf(title: string, schema: z.ZodMiniType): string {
  return printJson({ title, ...withWords(z.toJSONSchema(schema, { io: 'input' }) as object) })
}
