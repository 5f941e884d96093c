import assert from 'node:assert/strict'
import { test } from 'node:test'
import { light } from 'lamp'

test('the lamp gives light', () => {
  assert.equal(light, 'warm')
})
