import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { biome, commit, committedProject, run } from '../support/committed-project.ts'
import {
  addFeature,
  type Feature,
  type FeatureTemplate,
  featureTemplates,
  registryLines,
} from '../support/features.ts'
import { isLong, sampled } from '../support/sampled.ts'

const api = ['prisma/schema/book.prisma', 'prisma/seeds/index.ts', 'src/modules/index.ts']
const fullstack = [
  'prisma/schema/book.prisma',
  'prisma/seeds/index.ts',
  'src/server/router.ts',
  'src/site.ts',
]

/** All that a feature may edit: the registries, in the order of their names. */
const registries: Record<FeatureTemplate, readonly string[]> = {
  api,
  frontend: ['src/site.ts'],
  fullstack,
  monorepo: [
    ...api.map((file) => `apps/api/${file}`),
    ...fullstack.map((file) => `apps/web/${file}`),
  ],
}

const features: readonly Feature[] = ['loan', 'visit', 'review', 'ticket', 'parcel'].map(
  (noun, hour) => ({ noun, migratedAt: `202612010${hour}0000` }),
)
/** In the long form a test installs, checks, builds and goes through a whole project. */
const timeout = isLong ? 1_800_000 : 120_000

const orders = { 'by-name': [0, 4, 2, 3, 1], mixed: [1, 3, 0, 4, 2] }

describe.each(sampled('a second feature', featureTemplates, 1))(
  'a second feature in %s',
  (template) => {
    it(
      `edits only ${registries[template].join(', ')}, and passes the project's own checks`,
      async () => {
        const project = await committedProject(template)
        await addFeature(project, template)
        const changed = await run(project, 'git', 'diff', '--name-only')
        expect(changed.split('\n').sort()).toEqual(registries[template])
        await run(project, process.execPath, biome, 'check', '--error-on-warnings')
        if (!isLong) return
        await run(project, 'npm', 'run', 'check')
        await run(project, 'npm', 'run', 'test:e2e')
      },
      timeout,
    )
  },
)

describe.each(sampled('five features', featureTemplates, 1))('five features in %s', (template) => {
  it(
    'merge from five branches, in two orders',
    async () => {
      const project = await committedProject(template)
      const before = await registriesOf(project, template)
      for (const feature of features) {
        await run(project, 'git', 'checkout', '-q', '-b', feature.noun, 'main')
        await addFeature(project, template, feature)
        await commit(project, feature.noun)
      }
      for (const [name, order] of Object.entries(orders)) {
        await run(project, 'git', 'checkout', '-q', '-b', name, 'main')
        for (const place of order) {
          await run(project, 'git', 'merge', '-q', '--no-edit', features[place]?.noun ?? '')
        }
        expectAllLines(before, await registriesOf(project, template), template)
        const modules = registries[template].filter((file) => file.endsWith('.ts'))
        await run(project, process.execPath, biome, 'check', '--error-on-warnings', ...modules)
        // It also generates the Prisma client, which refuses a schema that is not valid.
        if (isLong) await run(project, 'npm', 'run', 'typecheck')
      }
    },
    timeout,
  )
})

type Texts = ReadonlyMap<string, string>

async function registriesOf(project: string, template: FeatureTemplate): Promise<Texts> {
  const entries = registries[template].map(async (file) => {
    return [file, await readFile(join(project, file), 'utf8')] as const
  })
  return new Map(await Promise.all(entries))
}

/** Each registry has the lines of every feature once, and nothing else that is new. */
function expectAllLines(before: Texts, after: Texts, template: FeatureTemplate) {
  const added = features.flatMap((feature) => registryLines(template, feature))
  for (const [file, text] of before) {
    const lines = added.filter((one) => one.file === file).flatMap((one) => one.lines)
    const merged = after.get(file)?.split('\n').sort()
    expect(merged, file).toEqual([...text.split('\n'), ...lines].sort())
  }
}
