import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { insert, takeOut } from '../../src/insert/insert.ts'
import { seeded } from '../support/sampled.ts'
import { type CodeLayout, codeLayouts, prismaLayouts } from './support/code-layouts.ts'
import { jsonLayouts, markdownLayouts, markerLayouts, yamlLayouts } from './support/data-layouts.ts'

const shapes: Readonly<Record<string, () => fc.Arbitrary<CodeLayout>>> = {
  'a list of imports': () => codeLayouts('import'),
  'a named object': () => codeLayouts('named object'),
  'a nested object': () => codeLayouts('nested object'),
  'an array': () => codeLayouts('array'),
  calls: () => codeLayouts('call'),
  'a class': () => codeLayouts('class'),
  'children in JSX': () => codeLayouts('jsx'),
  'a Prisma schema': () => prismaLayouts('model'),
  'a Prisma model': () => prismaLayouts('field'),
  'a JSON': jsonLayouts,
  'a YAML': yamlLayouts,
  'a list in Markdown': markdownLayouts,
  'a marker': markerLayouts,
}

describe.each(Object.entries(shapes))('%s in any layout', (_, layouts) => {
  it('gets something without another byte changed, once, and loses it again', () => {
    fc.assert(
      fc.property(layouts(), ({ text, insertion, parse }) => {
        const inserted = insert(text, insertion)
        expect(inserted).toEqual({ outcome: 'applied', text: expect.any(String) })
        if (inserted.outcome !== 'applied') return
        parse(inserted.text)
        expect(isKept(text, inserted.text), inserted.text).toBe(true)
        expect(lineEndsOf(inserted.text)).toEqual(lineEndsOf(text))
        expect(insert(inserted.text, insertion)).toEqual({ outcome: 'already' })
        expect(takeOut(inserted.text, insertion)).toEqual({ outcome: 'applied', text })
        expect(takeOut(text, insertion)).toEqual({ outcome: 'already' })
      }),
      seeded(20, 1000),
    )
  }, 600_000)
})

/** Whether a text is another one with some spans added: its lines and what is in them are there in their order. */
function isKept(text: string, longer: string): boolean {
  let from = 0
  while (from < text.length && text[from] === longer[from]) from += 1
  let tail = 0
  const fits = (size: number) => text.at(-1 - size) === longer.at(-1 - size)
  while (tail < text.length - from && fits(tail)) tail += 1
  const between = text.slice(from, text.length - tail)
  return longer.slice(from, longer.length - tail).includes(between)
}

function lineEndsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/\r?\n/g) ?? ['\n'])
}
