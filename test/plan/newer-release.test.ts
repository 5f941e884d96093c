import { expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { description, isNewer, newerIn, newestCommand } from '../../src/plan/newer-release.ts'

it.each([
  ['3.0.1', '3.0.0', true],
  ['3.1.0', '3.0.9', true],
  ['4.0.0', '3.9.9', true],
  ['3.10.0', '3.9.0', true],
  ['3.0.0', '3.0.0-beta.1', true],
  ['3.0.0', '3.0.0', false],
  ['3.0.0', '3.0.1', false],
  ['2.9.9', '3.0.0', false],
  ['3.1.0-beta.1', '3.0.0', false],
  ['3.0.0+build', '3.0.0', false],
  ['newest', '3.0.0', false],
])('treats %s as newer than %s: %s', (one, other, expected) => {
  expect(isNewer(one, other)).toBe(expected)
})

it('recognizes its own package by the description', () => {
  expect(packageJson.description).toBe(description)
  const answer = { 'dist-tags.latest': '3.1.0', description }
  expect(newerIn(JSON.stringify(answer), '3.0.0')).toBe('3.1.0')
  const another = { ...answer, description: 'Somebody’s package of the same name' }
  expect(newerIn(JSON.stringify(another), '3.0.0')).toBeUndefined()
})

it.each(['', 'no answer', '[]', 'null', '{}', '{"error":{"code":"E404"}}', '{"description":1}'])(
  'ignores the response %j',
  (answer) => {
    expect(newerIn(answer, '3.0.0')).toBeUndefined()
  },
)

it('asks only for a package that has this release, and names no registry', () => {
  const { args } = newestCommand('3.0.0')
  expect(args).toContain('create-app@3.0.0')
  expect(args.filter((arg) => arg.includes('registry'))).toEqual([])
})
