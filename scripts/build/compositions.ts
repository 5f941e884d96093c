// Plans every built-in template with every answer, for the sake of what is made on the way.
import { listTemplates } from '../../src/blueprints/catalog.ts'
import { loadBlueprints } from '../../src/blueprints/load.ts'
import { questionsOf } from '../../src/model/blueprint.ts'
import { namesOf } from '../../src/model/names.ts'
import type { Answers, Question } from '../../src/model/question.ts'
import type { Facts } from '../../src/plan/facts.ts'
import { planProject } from '../../src/plan/plan.ts'
// @ts-expect-error: plain JavaScript, as it goes into the bundle.
import { made } from './record.mjs'

export { listTemplates }

type Made = ReadonlyMap<string, unknown>

/**
 * What is made of the templates whatever a project is called and whichever version of a package manager
 * it has: what two very different projects have in common.
 */
export async function knownResults(dir: string): Promise<Record<string, unknown>> {
  const one = await resultsOf(dir, 'shop', '1.0.0')
  const other = await resultsOf(dir, 'a quite long name-of-it.all', '9.18.27')
  const common = [...one].filter(([key]) => other.has(key))
  return Object.fromEntries(common.sort(([a], [b]) => (a < b ? -1 : 1)))
}

async function resultsOf(dir: string, title: string, version: string): Promise<Made> {
  made.clear()
  const catalog = { dir, version: '0.0.0' }
  for (const { id } of await listTemplates(catalog)) {
    const blueprints = await loadBlueprints(id, catalog, dir)
    for (const answers of combinationsOf(questionsOf(blueprints), version)) {
      planProject({
        blueprints,
        answers,
        names: namesOf(title),
        target: { dir: title, shown: title, state: 'missing', paths: new Set() },
        facts,
        wishes: { install: true, git: undefined, verify: 'quick', network: 'online' },
        template: id,
        createApp: catalog.version,
        random: () => 'random',
      })
    }
  }
  return new Map(made)
}

/** Yarn is laid differently by its version. */
function combinationsOf(questions: readonly Question[], version: string): readonly Answers[] {
  return questions.reduce<readonly Answers[]>(
    (combined, { id, choices = [], type, default: own = '' }) => {
      const values =
        id === 'pm'
          ? [...['npm', 'pnpm', 'bun', 'yarn'].map((pm) => `${pm}@${version}`), 'yarn@1.22.22']
          : type === 'confirm'
            ? ['true', 'false']
            : choices.length > 0
              ? choices.map(({ value }) => value)
              : [own]
      return values.flatMap((value) => combined.map((answers) => ({ ...answers, [id]: value })))
    },
    [{}],
  )
}

const facts: Facts = {
  packageManager: '1.0.0',
  git: '2.50.0',
  gitIdentity: true,
  repository: 'none',
  gitVariables: [],
}
