import { join } from 'node:path'
import type { Catalog } from '../../src/blueprints/catalog.ts'

/** The small templates that the tests use. */
export const fixtures: Catalog = {
  dir: join(import.meta.dirname, '..', 'fixtures', 'templates'),
  version: '3.0.0-test',
}

/** The text of a `template.json` with its `$schema`, without which it would be an ordinary file. */
export function manifestText(content: object): string {
  return JSON.stringify({ $schema: './template.schema.json', ...content })
}
