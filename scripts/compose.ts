import { join } from 'node:path'
import packageJson from '../package.json' with { type: 'json' }
import { type Catalog, loadBlueprints } from '../src/blueprints/catalog.ts'
import { questionsOf } from '../src/plan/blueprint.ts'
import type { Facts } from '../src/plan/facts.ts'
import { namesOf } from '../src/plan/names.ts'
import { type Plan, planProject } from '../src/plan/plan.ts'
import { type Answers, packageManagerQuestion } from '../src/plan/question.ts'

export const repository = join(import.meta.dirname, '..')

export const catalog: Catalog = { dir: join(repository, 'templates'), version: packageJson.version }

/** The plan of a built-in template as its maintainers see it: no machine, no repository around it. */
export async function compose(
  template: string,
  {
    packageManager = 'npm@11.0.0',
    dir = template,
    answers,
  }: { packageManager?: string; dir?: string; answers?: Answers } = {},
): Promise<Plan> {
  const [defaults] = await answersOf(template)
  return planProject({
    blueprints: await loadBlueprints(template, catalog, repository),
    answers: { ...(answers ?? defaults), pm: packageManager },
    names: namesOf(dir),
    target: { dir, shown: dir, state: 'missing', paths: new Set() },
    facts,
    wishes: { install: true, git: undefined, verify: 'quick', network: 'online' },
    template,
    createApp: catalog.version,
    random: () => 'a-secret-for-the-maintainer',
  })
}

/** Every combination of answers to a template's own questions, the defaults first. */
export async function answersOf(template: string): Promise<readonly Answers[]> {
  const questions = questionsOf(await loadBlueprints(template, catalog, repository))
  const own = questions.filter(({ id }) => id !== packageManagerQuestion)
  return own.reduce<readonly Answers[]>(
    (combined, { id, choices = [], default: first = '' }) => {
      const others = choices.map(({ value }) => value).filter((value) => value !== first)
      return [first, ...others].flatMap((value) => combined.map((one) => ({ ...one, [id]: value })))
    },
    [{}],
  )
}

const facts: Facts = {
  packageManager: '11.0.0',
  git: '2.50.0',
  gitIdentity: true,
  repository: 'none',
  gitVariables: [],
}
