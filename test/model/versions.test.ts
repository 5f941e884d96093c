import { expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { supported } from '../../src/doctor/tools.ts'
import { compareRequired, isExact, satisfies } from '../../src/model/versions.ts'

it.each([
  ['10.0.0', '>=10', true],
  ['9.9.9', '>=10', false],
  ['2.20.0', '>=2.20', true],
  ['2.19.2', '>=2.20', false],
  ['3.0.0', '>=2.20', true],
  ['2.39.5 (Apple Git-154)', '>=2.20', true],
  ['2.45.1.windows.1', '>=2.20', true],
  ['1.8.3.1', '>=2.20', false],
  ['20.19.0', supported.Node, true],
  ['20.18.3', supported.Node, false],
  ['21.7.0', supported.Node, false],
  ['22.11.0', supported.Node, false],
  ['22.12.0', supported.Node, true],
  ['23.9.0', supported.Node, false],
  ['24.0.0', supported.Node, true],
  ['26.1.0', supported.Node, true],
  ['1.22.22', supported.yarn, true],
  ['1.21.1', supported.yarn, false],
  ['3.8.7', supported.yarn, false],
  ['4.9.4', supported.yarn, false],
  ['4.10.0-rc.1', supported.yarn, true],
  ['a build of my own', '>=10', true],
])('%s in %s: %s', (version, range, expected) => {
  expect(satisfies(version, range)).toBe(expected)
})

it.each(['3.0.0', '0.0.1', '10.20.30', '3.0.0-test', '4.0.0-beta.1', '1.0.0-a-b.0'])(
  '%s is one version',
  (version) => expect(isExact(version)).toBe(true),
)

it.each([
  '',
  'latest',
  '3',
  '3.0',
  'v3.0.0',
  '^3.0.0',
  '3.0.0 || 4.0.0',
  '3.0.x',
  '03.0.0',
  '3.0.0+build',
  '3.0.0-',
  '3.0.0\n',
  ' 3.0.0',
  '3.0.0/../4.0.0',
  '../3.0.0',
  'npm:other@3.0.0',
  'git+ssh://git@example.com/ada/shop.git',
  'github:ada/shop#3.0.0',
  'https://example.com/create-app.tgz',
  'file:../create-app',
  '3.0.0; touch x',
  '--registry=https://example.com',
  `3.0.0-${'a'.repeat(64)}`,
])('%j is not one version', (text) => {
  expect(isExact(text)).toBe(false)
})

it('needs the same Node as package.json', () => {
  expect(supported.Node).toBe(packageJson.engines.node)
})

it.each([
  ['^6.3.0', '6.1.0', 1],
  ['6.1.0', '^6.3.0', -1],
  ['^6.3.0', '~6.3.0', 0],
  ['6', '>=6.0.0', 0],
  ['7.0.0', '6.9.0', undefined],
  ['0.5.0', '0.4.0', undefined],
  ['0.4.2', '0.4.0', 1],
  ['7.0.0-rc.1', '7.0.0', undefined],
  ['workspace:*', '1.0.0', undefined],
])('compares %s with %s: %s', (one, other, expected) => {
  expect(compareRequired(one, other)).toBe(expected)
})
