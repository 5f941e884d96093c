import { join } from 'node:path'
import type { Catalog } from '../../src/blueprints/catalog.ts'

/** The small templates that the tests use. */
export const fixtures: Catalog = {
  dir: join(import.meta.dirname, '..', 'fixtures', 'templates'),
  version: '3.0.0-test',
}
