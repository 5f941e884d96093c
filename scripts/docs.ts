import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { addonFile } from '../src/blueprints/addons/addon-manifest.ts'
import { listTemplates } from '../src/blueprints/catalog.ts'
import { generatorFile } from '../src/blueprints/generators/generator-schema.ts'
import { layerManifest, templateManifest } from '../src/blueprints/manifest.ts'
import { printJson } from '../src/edits/json/json.ts'
import { type CommandEntries, reportedCommands } from '../src/flags/command-entry.ts'
import { cliPage, table } from './cli-page.ts'
import { catalog, repository } from './compose.ts'
import { generatorWords } from './generator-words.ts'
import { addonWords, manifestWords, withWords } from './manifest-words.ts'

/** Every generated file of the docs, by path. */
export async function generatedDocs(
  commands: CommandEntries,
): Promise<ReadonlyMap<string, string>> {
  const read = (path: string) => readFile(join(repository, path), 'utf8')
  const offered = await listTemplates(catalog)
  const templates = table(
    'template',
    offered.map(({ id, description }) => [id, description] as const),
  )
  const schema = 'docs/schemas/result.schema.json'
  const template = schemaOf('template.json', templateManifest, manifestWords)
  const addon = schemaOf('addon.json', addonFile, addonWords)
  const generator = schemaOf('A generator of create-app', generatorFile, generatorWords)
  return new Map([
    ['README.md', fill(await read('README.md'), 'templates', templates)],
    ['docs/cli.md', cliPage(commands)],
    [schema, withCommands(await read(schema), reportedCommands(commands))],
    ['docs/schemas/template.schema.json', template],
    ['templates/_starter/template.schema.json', template],
    ['docs/schemas/layer.schema.json', schemaOf('layer.json', layerManifest, manifestWords)],
    ['docs/schemas/addon.schema.json', addon],
    ['templates/_addon-starter/addon.schema.json', addon],
    ['docs/schemas/generator.schema.json', generator],
    ['templates/_generators/generator/generator.schema.json', generator],
  ])
}

/** The schema of the result document, with the commands that use it. */
function withCommands(schema: string, commands: readonly string[]): string {
  const names = commands.map((name) => JSON.stringify(name)).join(', ')
  const line = `    "command": { "enum": [${names}] },`
  const below = `      "enum": [${names}]`
  const each = `      "enum": [\n${commands.map((name) => `        ${JSON.stringify(name)}`).join(',\n')}\n      ]`
  const lines = `    "command": {\n${below.length > 100 ? each : below}\n    },`
  // A line of at most 100 columns, as Biome formats it.
  return schema.replace(
    / {4}"command": \{\s*"enum": \[[^\]]*\]\s*\},/,
    line.length > 100 ? lines : line,
  )
}

/** Writes content between the two comments that mark a section, if the text has that section. */
export function fill(text: string, name: string, content: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  if (!text.includes(open)) return text
  const [before = '', rest = ''] = text.split(open)
  const after = rest.slice(rest.indexOf(close))
  return `${before}${open}\n${content}\n${after}`
}

function schemaOf(
  title: string,
  schema: z.ZodMiniType,
  words: Readonly<Record<string, string>>,
): string {
  return printJson({
    title,
    ...withWords(z.toJSONSchema(schema, { io: 'input' }) as object, words),
  })
}
