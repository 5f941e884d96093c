import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combinationsOf, mostCombinations } from '../../src/authoring/combinations.ts'
import type { Question } from '../../src/model/question.ts'

const letters = 'abcdefgh'

function select(id: string, count: number, defaultAt = 0): Question {
  const choices = Array.from({ length: count }, (_, at) => ({ value: `v${at}`, label: `${at}` }))
  return { id, message: id, type: 'select', choices, default: `v${defaultAt}` }
}

const asked = fc
  .array(fc.record({ count: fc.integer({ min: 1, max: 5 }), at: fc.nat() }), { maxLength: 7 })
  .map((all) => all.map(({ count, at }, index) => select(letters[index] ?? '', count, at % count)))

function pairsOf(answers: Readonly<Record<string, string>>): readonly string[] {
  const said = Object.entries(answers).filter(([id]) => id !== 'pm')
  return said.flatMap((one, at) => said.slice(at + 1).map((other) => `${one} ${other}`))
}

/** Every pair of answers to two questions. */
function allPairs(questions: readonly Question[]): readonly string[] {
  return questions.flatMap((one, at) =>
    questions
      .slice(at + 1)
      .flatMap((other) =>
        (one.choices ?? []).flatMap((a) =>
          (other.choices ?? []).map((b) => `${[one.id, a.value]} ${[other.id, b.value]}`),
        ),
      ),
  )
}

describe('the combinations of answers', () => {
  it('start with the defaults, have no duplicates, and contain every pair of answers', () => {
    fc.assert(
      fc.property(asked, (questions) => {
        const made = combinationsOf(questions, {})
        const product = questions.reduce((count, { choices }) => count * (choices?.length ?? 1), 1)
        expect(made[0]).toEqual({
          ...Object.fromEntries(questions.map(({ id, default: value }) => [id, value])),
          pm: 'npm@11.0.0',
        })
        expect(new Set(made.map((answers) => JSON.stringify(answers))).size).toBe(made.length)
        if (product <= mostCombinations) expect(made).toHaveLength(product)
        expect(new Set(made.flatMap(pairsOf))).toEqual(new Set(allPairs(questions)))
      }),
    )
  })

  it('are few even for many answers', () => {
    const questions = [...letters].map((id) => select(id, 4))
    expect(4 ** questions.length).toBe(65_536)
    expect(combinationsOf(questions, {}).length).toBeLessThan(50)
  })

  it('contain only the given answers', () => {
    const made = combinationsOf([select('a', 3), select('b', 2)], { a: 'v2' })
    expect(made.map(({ a, b }) => `${a} ${b}`)).toEqual(['v2 v0', 'v2 v1'])
  })

  it('try both kinds of Yarn, one version of each package manager, and one text', () => {
    const pm = {
      ...select('pm', 0),
      choices: ['npm', 'yarn'].map((value) => ({ value, label: '' })),
    }
    const text: Question = { id: 'name', message: '', type: 'text' }
    const sure: Question = { id: 'sure', message: '', type: 'confirm' }
    const made = combinationsOf([pm, text, sure], {})
    expect(made.map((answers) => Object.values(answers).join(' '))).toEqual([
      'Example 1 true npm@11.0.0',
      'Example 1 true yarn@1.22.22',
      'Example 1 true yarn@4.18.1',
      'Example 1 false npm@11.0.0',
      'Example 1 false yarn@1.22.22',
      'Example 1 false yarn@4.18.1',
    ])
  })
})
