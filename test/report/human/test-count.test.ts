import { expect, it } from 'vitest'
import { seconds } from '../../../src/report/human/live-task.ts'
import { checkedBy } from '../../../src/report/human/test-count.ts'

it.each([
  [' Test Files  3 passed (3)\n      Tests  34 passed (34)\n', '34 tests passed'],
  ['\x1b[2m      Tests \x1b[22m \x1b[1m\x1b[32m1 passed\x1b[39m\x1b[22m (1)\n', '1 test passed'],
  ['      Tests  2 passed | 1 skipped (3)\n', '2 tests passed'],
  ['      Tests  34 passed (34)\n...\n  5 passed (3.2s)\n', '39 tests passed'],
  ['# tests 2\n# pass 2\n# fail 0\n', '2 tests passed'],
  ['nothing we know\n', undefined],
])('reads the count from %j', (output, checked) => {
  expect(checkedBy(output)).toBe(checked)
})

it.each([
  [0, '0.0s'],
  [431, '0.4s'],
  [31_249, '31.2s'],
  [64_000, '1m 04s'],
  [119_600, '2m 00s'],
])('prints %i ms as %s', (ms, text) => {
  expect(seconds(ms)).toBe(text)
})
