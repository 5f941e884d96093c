import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRecord, type Tree, type TreeFile } from '../../src/model/tree.ts'
import { editBoth, personEdits } from '../support/addon-edits.ts'
import {
  addonGrounds,
  besides,
  expectStep,
  fitting,
  stepsBesideAll,
  stepsBesideOne,
} from '../support/addon-steps.ts'
import { changeParts, createdWith, plannedWith } from '../support/addon-trees.ts'
import { generated, madeIn, names, withoutGenerated } from '../support/generated-trees.ts'
import { expectSame } from '../support/same-trees.ts'
import { fraction, sampled, seeded } from '../support/sampled.ts'

const grounds = await addonGrounds()

describe.each(grounds)(
  'an add-on of a project of $id',
  { timeout: 600_000 },
  ({ id, ground, addables }) => {
    /*
     * A project with some parts is always the one that is created with them: so all orders of adding and removing them end
     * in the same tree, because each is made of such steps.
     */
    it('makes the same tree in every order, and none of it stays', async () => {
      const steps = [
        ...sampled(`add-ons of ${id}`, stepsBesideOne(addables), 10),
        ...sampled(`add-ons of ${id}, all`, stepsBesideAll(addables), 2),
      ]
      for (const step of steps) await expectStep(ground, step)
      const all = fitting(addables)
      for (const named of [all, all.toReversed()]) {
        expectSame(plannedWith(ground, named), createdWith(ground, all), 'created with all')
      }
    })

    it('is the same before and after something is generated', async () => {
      const bare = createdWith(ground, [])
      const all = madeIn(bare).filter(({ name }) => name === names[0])
      const pairs = addables.flatMap((one) => all.map((made) => ({ one, made })))
      for (const { one, made } of sampled(`generated in ${id}`, pairs, 4)) {
        const what = `${one.name} and ${made.generator} ${made.name}`
        const [adding, removing] = [
          { from: [], to: [one] },
          { from: [one], to: [] },
        ]
        const only = generated(bare, made)
        const after = (await changeParts(ground, only, adding)).tree
        const having = createdWith(ground, [one])
        const before = generated(having, made)
        expectSame(inAnyOrder(after), inAnyOrder(before), what)
        for (const both of [after, before]) {
          const { tree } = await changeParts(ground, both, removing)
          expectSame(tree, only, `${what}, without the first`)
          expectSame(withoutGenerated(both, made), having, `${what}, without the second`)
        }
      }
    })
  },
)

/** Where both add to one list, the order says what was first. */
function inAnyOrder(tree: Tree): Tree {
  const files = [...tree].map(([path, file]): [string, TreeFile] => {
    const { content } = file
    if (typeof content !== 'string' || isRecord(path)) return [path, file]
    return [path, { ...file, content: content.replaceAll(',', '').split('\n').sort().join('\n') }]
  })
  return new Map(files)
}

it('add-ons keep all that a person edited elsewhere', { timeout: 1_800_000 }, async () => {
  const { numRuns, seed } = seeded(50, 500)
  const cases = fc.sample(
    fc.record({
      edits: personEdits,
      place: fraction,
      one: fraction,
      isAlone: fc.boolean(),
    }),
    { numRuns, seed },
  )
  let count = 0
  for (const [index, { edits, place, one: which, isAlone }] of cases.entries()) {
    const { id, ground, addables } = pick(grounds, place)
    const one = pick(addables, which)
    const from = isAlone ? [] : besides(one, addables)
    const to = [...from, one]
    const what = `${one.name} in ${id}, edits ${index} of --sequence.seed=${seed}`
    const edited = editBoth(
      { without: createdWith(ground, from), having: createdWith(ground, to) },
      edits,
    )
    count += edited.count
    const { moved } = edited
    const added = await changeParts(ground, edited.without, { from, to, moved })
    expectSame(added.tree, edited.having, `edited, then added: ${what}`)
    const removed = await changeParts(ground, added.tree, { from: to, to: from, moved })
    expectSame(removed.tree, edited.without, `removed again: ${what}`)
  }
  expect(count).toBeGreaterThan(numRuns)
})

function pick<Value>(values: readonly Value[], place: number): Value {
  const value = values[Math.floor(place * values.length)]
  if (value === undefined) throw new Error('There is nothing to pick.')
  return value
}
