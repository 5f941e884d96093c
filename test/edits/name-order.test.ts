import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compareNames } from '../../src/edits/layout/name-order.ts'

const plain = fc.string({
  unit: fc.constantFrom(...'_-.@/~0123456789abcdefghijklmnopqrstuvwxyz'),
  maxLength: 6,
})
const any = fc.string({ unit: 'binary', maxLength: 6 })

it.each([
  ['of packages', plain],
  ['of any kind', fc.oneof(plain, any, fc.constantFrom('Ä', 'a\u0308', 'B', 'aB', ''))],
])('sorts names %s as npm does', (_, names) => {
  fc.assert(
    fc.property(names, names, (one, other) => {
      const order = Math.sign(compareNames(one, other))
      expect(order).toBe(Math.sign(one.localeCompare(other, 'en')))
    }),
    { numRuns: 3000 },
  )
})
