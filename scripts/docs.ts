import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { listTemplates } from '../src/blueprints/catalog.ts'
import { layerManifest, templateManifest } from '../src/blueprints/manifest.ts'
import { commandRows, flagRows } from '../src/cli/help.ts'
import { printJson } from '../src/edits/json.ts'
import { catalog, repository } from './compose.ts'

/** Every generated file of the docs, by path. */
export async function generatedDocs(): Promise<ReadonlyMap<string, string>> {
  const readme = await readFile(join(repository, 'README.md'), 'utf8')
  const templates = await listTemplates(catalog)
  const sections: readonly [string, string][] = [
    [
      'templates',
      table(
        'template',
        templates.map(({ id, description }) => [`\`${id}\``, description]),
      ),
    ],
    [
      'commands',
      table(
        'command',
        commandRows().map(([command, about]) => [`\`${command}\``, about]),
      ),
    ],
    [
      'flags',
      table(
        'flag',
        flagRows().map(([flag, about]) => [`\`${flag.replaceAll('|', '\\|')}\``, about]),
      ),
    ],
  ]
  return new Map([
    ['README.md', sections.reduce((text, [name, content]) => fill(text, name, content), readme)],
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
