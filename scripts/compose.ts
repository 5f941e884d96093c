import { join } from 'node:path'
import packageJson from '../package.json' with { type: 'json' }
import { type Catalog, loadBlueprints } from '../src/blueprints/catalog.ts'
import type { Facts } from '../src/plan/facts.ts'
import { namesOf } from '../src/plan/names.ts'
import { type Plan, planProject } from '../src/plan/plan.ts'

export const repository = join(import.meta.dirname, '..')

export const catalog: Catalog = { dir: join(repository, 'templates'), version: packageJson.version }

/** The plan of a built-in template as its maintainers see it: no machine, no repository around it. */
export async function compose(
  template: string,
  { packageManager = 'npm@11.0.0', dir = template }: { packageManager?: string; dir?: string } = {},
): Promise<Plan> {
  return planProject({
    blueprints: await loadBlueprints(template, catalog, repository),
    answers: { pm: packageManager },
    names: namesOf(dir),
    target: { dir, shown: dir, state: 'missing', paths: new Set() },
    facts,
    wishes: { install: true, git: undefined, verify: 'quick', network: 'online' },
    template,
    createApp: catalog.version,
    random: () => 'a-secret-for-the-maintainer',
  })
}

const facts: Facts = {
  packageManager: '11.0.0',
  git: '2.50.0',
  gitIdentity: true,
  repository: 'none',
  gitVariables: [],
}
