import { describe, expect, it } from 'vitest'
import { answersOf, catalog, compose } from '../../scripts/compose.ts'
import { listTemplates } from '../../src/blueprints/catalog.ts'
import { treeOf } from '../../src/plan/plan.ts'
import {
  generated,
  haveSameWords,
  madeIn,
  names,
  withoutGenerated,
} from '../support/generated-trees.ts'
import { expectSame } from '../support/same-trees.ts'
import { sampled } from '../support/sampled.ts'

const templates = await listTemplates(catalog)
const found = await Promise.all(
  templates.map(async ({ id }) => {
    const all = await answersOf(id)
    return all.map((answers) => ({ id, answers, example: answers.example ?? 'none' }))
  }),
)
describe.each(found.flat())(
  'a project of $id with $answers',
  { timeout: 600_000 },
  ({ id, answers }) => {
    it('is the same after generate and remove, for each generator that fits and each name', async () => {
      const project = treeOf(await compose(id, { answers }))
      const all = madeIn(project)
      expect(all.length).toBeGreaterThanOrEqual(2 * names.length)
      for (const made of all) {
        const after = generated(project, made)
        expect(after.size, `${made.generator} ${made.name}`).toBeGreaterThan(project.size)
        expectSame(withoutGenerated(after, made), project, `${made.generator} ${made.name}`)
      }
    })

    it('is the same after adding A and B and removing A as after adding B, for all A and B', async () => {
      const project = treeOf(await compose(id, { answers }))
      const all = madeIn(project)
      const pairs = all.flatMap((first) => {
        return all.flatMap((second) => {
          return first === second || haveSameWords(first, second) ? [] : [{ first, second }]
        })
      })
      for (const { first, second } of sampled(JSON.stringify({ id, answers }), pairs, 60)) {
        const what = `${first.generator} ${first.name}, ${second.generator} ${second.name}`
        const withFirst = generated(project, first)
        const both = generated(withFirst, second)
        expectSame(withoutGenerated(both, first), generated(project, second), what)
        expectSame(withoutGenerated(both, second), withFirst, what)
      }
    })
  },
)
