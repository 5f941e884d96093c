import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Blueprint } from '../../src/model/blueprint.ts'
import { recordPath } from '../../src/model/record.ts'
import type { Change } from '../../src/model/tree.ts'
import { planProject } from '../../src/plan/plan.ts'
import { blueprint, planInput } from '../support/planning.ts'

const json = fc
  .dictionary(
    fc.constantFrom('a', 'b', 'scripts'),
    fc.dictionary(fc.constantFrom('x', 'y'), fc.nat(3)),
  )
  .map((value) => `${JSON.stringify(value)}\n`)
const lines = fc
  .array(fc.constantFrom('.env', 'dist/', '# out', ''), { maxLength: 4 })
  .map((all) => `${all.join('\n')}\n`)
const env = fc
  .uniqueArray(fc.constantFrom('A', 'B', 'C'))
  .map((names) => names.map((name) => `${name}=1\n`).join(''))

/** Files that several layers have, in every format that can be merged, and one that cannot. */
const files = fc.record(
  {
    'package.json': json,
    'tsconfig.json': json,
    'ci.yml': json,
    '.gitignore': lines,
    '.env.example': env,
    'src/{{PROJECT_NAME}}.ts': fc.constant('x\n'),
  },
  { requiredKeys: [] },
)

const layers = fc.array(files, { minLength: 1, maxLength: 4 })

it('merges the same layers into the same project, independent of the order of their files', () => {
  fc.assert(
    fc.property(layers, fc.nat(), (contents, seed) => {
      const [straight, shuffled] = [
        contents,
        contents.map((content) => shuffle(content, seed)),
      ].map((all) => planProject(planInput(all.map(layerOf))))
      expect(shuffled).toEqual(straight)
      expect(shuffled?.changes.map(({ path }) => path)).toEqual(
        straight?.changes.map(({ path }) => path),
      )
    }),
    { numRuns: 200 },
  )
})

it('merges a layer twice with the same result as once', () => {
  fc.assert(
    fc.property(layers, files, (contents, last) => {
      expect(laid([...contents, last, last])).toEqual(laid([...contents, last]))
    }),
    { numRuns: 200 },
  )
})

/** The project of some layers, without its record, which names them. */
function laid(contents: readonly object[]): readonly Change[] {
  const { changes } = planProject(planInput(contents.map(layerOf)))
  return changes.filter(({ path }) => path !== recordPath)
}

function layerOf(content: object): Blueprint {
  return blueprint('template', 'api', { ...content })
}

/** The same entries in another order. */
function shuffle<Content extends object>(content: Content, seed: number): Content {
  const entries = Object.entries(content)
  const turn = seed % Math.max(1, entries.length)
  return Object.fromEntries(
    [...entries.slice(turn), ...entries.slice(0, turn)].reverse(),
  ) as Content
}
