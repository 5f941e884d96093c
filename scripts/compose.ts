import { join } from 'node:path'
import packageJson from '../package.json' with { type: 'json' }
import { combinationsOf } from '../src/authoring/combinations.ts'
import { sampleOf } from '../src/authoring/sample.ts'
import type { Catalog } from '../src/blueprints/catalog.ts'
import { loadBlueprints } from '../src/blueprints/load.ts'
import { type Blueprint, questionsOf } from '../src/model/blueprint.ts'
import { namesOf } from '../src/model/names.ts'
import { type Answers, packageManagerQuestion } from '../src/model/question.ts'
import type { Plan } from '../src/plan/plan.ts'

export const repository = join(import.meta.dirname, '..')

export const catalog: Catalog = { dir: join(repository, 'templates'), version: packageJson.version }

/** The plan of a built-in template, independent of the machine and of any repository around it. */
export async function compose(
  template: string,
  {
    packageManager = 'npm@11.0.0',
    dir = template,
    answers,
  }: { packageManager?: string; dir?: string; answers?: Answers } = {},
): Promise<Plan> {
  const blueprints = await loadOnce(template)
  const given = { ...answers, [packageManagerQuestion]: packageManager }
  const [all = {}] = combinationsOf(questionsOf(blueprints), given)
  return sampleOf(blueprints, all, namesOf(dir))
}

/** Every combination of answers to a template's own questions, the defaults first. */
export async function answersOf(template: string): Promise<readonly Answers[]> {
  const questions = questionsOf(await loadOnce(template))
  const combinations = combinationsOf(questions, { [packageManagerQuestion]: 'npm@11.0.0' })
  return combinations.map(({ [packageManagerQuestion]: _, ...own }) => own)
}

const loaded = new Map<string, Promise<readonly Blueprint[]>>()

/** Loads a template once: templates do not change while a script or a test suite runs. */
function loadOnce(template: string): Promise<readonly Blueprint[]> {
  const blueprints = loaded.get(template) ?? loadBlueprints(template, catalog, repository)
  loaded.set(template, blueprints)
  return blueprints
}
