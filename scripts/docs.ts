import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { listTemplates } from '../src/blueprints/catalog.ts'
import { layerManifest, templateManifest } from '../src/blueprints/manifest.ts'
import { flagRows } from '../src/cli/help.ts'
import { printJson } from '../src/edits/json.ts'
import { catalog, repository } from './compose.ts'

/** Every generated file of the docs, by path. */
export async function generatedDocs(): Promise<ReadonlyMap<string, string>> {
  const readme = await readFile(join(repository, 'README.md'), 'utf8')
  const contract = await readFile(join(repository, 'docs/contract.md'), 'utf8')
  const offered = await listTemplates(catalog)
  const templates = table(
    'template',
    offered.map(({ id, description }) => [`\`${id}\``, description]),
  )
  const flags = table(
    'flag',
    flagRows().map(([flag, about]) => [`\`${flag.replaceAll('|', '\\|')}\``, about]),
  )
  return new Map([
    ['README.md', fill(fill(readme, 'templates', templates), 'flags', flags)],
    ['docs/contract.md', fill(contract, 'flags', flags)],
    ['docs/schemas/template.schema.json', schemaOf('template.json', templateManifest)],
    ['docs/schemas/layer.schema.json', schemaOf('layer.json', layerManifest)],
  ])
}

function table(title: string, rows: readonly (readonly [string, string])[]): string {
  return [
    `| ${title} | |`,
    '| --- | --- |',
    ...rows.map(([left, right]) => `| ${left} | ${right} |`),
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
  return printJson({ title, ...z.toJSONSchema(schema, { io: 'input' }) })
}
