import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { insertData, takeOutData } from '../../src/insert/data/insert-data.ts'
import { seeded } from '../support/sampled.ts'
import { jsonLayouts, markdownLayouts, markerLayouts, yamlLayouts } from './support/data-layouts.ts'

const shapes = {
  json: jsonLayouts(),
  yaml: yamlLayouts(),
  markdown: markdownLayouts(),
  marker: markerLayouts(),
}

describe.each(Object.entries(shapes))('%s in any layout', (_, layouts) => {
  it('gets a member without another byte changed, once, and loses it again', () => {
    fc.assert(
      fc.property(layouts, ({ text, insertion, parse }) => {
        const inserted = insertData(text, insertion)
        expect(inserted).toMatchObject({ outcome: 'applied' })
        if (inserted.outcome !== 'applied') return
        parse(inserted.text)
        expect(isKept(text, inserted.text), inserted.text).toBe(true)
        expect(lineEndsOf(inserted.text)).toEqual(lineEndsOf(text))
        expect(insertData(inserted.text, insertion)).toEqual({ outcome: 'already' })
        expect(takeOutData(inserted.text, insertion)).toEqual({ outcome: 'applied', text })
        expect(takeOutData(text, insertion)).toEqual({ outcome: 'already' })
      }),
      seeded(20, 1000),
    )
  })
})

/** Whether a text is another one with at most two spans added: a member, and perhaps the comma before it. */
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
