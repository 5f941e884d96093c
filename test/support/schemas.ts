import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { repository } from '../../scripts/compose.ts'

const ajv = new Ajv2020({ allowUnionTypes: true })
const names = [
  ...[
    'result',
    'event',
    'list',
    'doctor',
    'lint',
    'preview',
    'test',
    'record',
    'check',
    'diff',
    'generators',
    'addons',
    'generator-test',
    'addon-test',
  ],
]
for (const name of names) {
  const file = `${name}.schema.json`
  ajv.addSchema(JSON.parse(await readFile(join(repository, 'docs/schemas', file), 'utf8')), file)
}

/** Validates the output of a run against the shipped schemas; throws when it does not match. */
export function assertFitsSchema(args: readonly string[], stdout: string): void {
  // Help and version are always text.
  if (args.some((arg) => ['--help', '-h', '--version', '-v'].includes(arg))) return
  if (args.includes('--no-json') || args.includes('--no-events')) return
  if (args.includes('--json')) {
    const document: { schema?: string } = JSON.parse(stdout)
    const [, name = 'result'] = /^create-app\/([\w-]+)@/.exec(document.schema ?? '') ?? []
    assertFits(name, document)
  } else if (args.includes('--events')) {
    for (const line of stdout.trim().split('\n')) assertFits('event', JSON.parse(line))
  }
}

/** Validates a value against a shipped schema by its name; throws when it does not match. */
export function assertFits(name: string, value: unknown): void {
  if (ajv.validate(`${name}.schema.json`, value)) return
  throw new Error(
    `It does not fit ${name}.schema.json: ${ajv.errorsText()}\n${JSON.stringify(value)}`,
  )
}
