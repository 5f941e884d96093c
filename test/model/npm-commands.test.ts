import { expect, it } from 'vitest'
import {
  cacheIn,
  cacheQuestion,
  isRefusal,
  pingCommand,
  problemIn,
  registryIn,
  registryQuestion,
  viewCommand,
  withoutCredentials,
} from '../../src/model/npm-commands.ts'

const registry = 'https://registry.example.com/npm/'
const refused = (code: string) => JSON.stringify({ error: { code, summary: 'said in words' } })

it.each([
  ['answers', { exitCode: 0, output: '{ "time": 52 }' }, undefined],
  ['is closed', { exitCode: 1, output: refused('ECONNREFUSED') }, 'ECONNREFUSED'],
  ['has no such name', { exitCode: 1, output: refused('ENOTFOUND') }, 'ENOTFOUND'],
  ['is broken', { exitCode: 1, output: refused('E503') }, 'E503'],
  ['does not know the question', { exitCode: 1, output: refused('E404') }, 'E404'],
  ['wants to know who asks', { exitCode: 1, output: refused('E401') }, 'E401'],
  ['does not answer', { exitCode: undefined, output: '' }, 'it did not answer in time'],
  [
    'answers incompletely',
    { exitCode: undefined, output: '{ "error": { "co' },
    'it did not answer in time',
  ],
])('recognizes a registry that %s', (_, ping, problem) => {
  expect(problemIn(ping)).toBe(problem)
})

it.each([
  ['E401', true],
  ['E403', true],
  ['E404', true],
  ['E429', false],
  ['E503', false],
  ['ECONNREFUSED', false],
  [undefined, false],
])('treats %s as the refusal of one request: %s', (problem, expected) => {
  expect(isRefusal(problem)).toBe(expected)
})

it('removes the password from a URL', () => {
  expect(withoutCredentials('https://ada:secret@example.com/')).toBe('https://example.com/')
})

it.each([
  ['npm', '11.0.0', 'npm config get registry cache'],
  ['pnpm', '10.20.0', 'pnpm config get registry'],
  ['yarn', '1.22.22', 'yarn config get registry'],
  ['yarn', '4.9.0', 'yarn config get npmRegistryServer'],
  ['bun', '1.2.0', 'npm config get registry cache'],
] as const)('asks %s %s by its own configuration', (name, version, expected) => {
  const { file, args } = registryQuestion(name, version)
  expect([file, ...args].join(' ')).toMatch(new RegExp(`^${expected}(?: --|$)`))
})

it('asks the package manager for its registry, which may differ from npm’s', () => {
  for (const { args } of [pingCommand(registry, 1000), viewCommand(registry, 1000, 'express')]) {
    expect(args.slice(-2)).toEqual(['--registry', registry])
  }
})

it.each([
  ['https://registry.example.com\n', 'https://registry.example.com'],
  ['warning about something\nhttps://registry.example.com/\n', 'https://registry.example.com/'],
  ['undefined\n', undefined],
  ['', undefined],
])('reads the URL from %j', (output, expected) => {
  expect(registryIn(output)).toBe(expected)
})

it('reads the cache of a package manager, which npm prints together with the registry', () => {
  const ofNpm = 'registry=https://registry.example.com/npm/\ncache=/home/ada/.npm\n'
  expect([registryIn(ofNpm), cacheIn(ofNpm)]).toEqual([registry, '/home/ada/.npm'])
  expect(cacheIn('a warning\n/home/ada/.local/share/pnpm/store/v10\n')).toMatch(/v10$/)
  expect(cacheIn('C:\\store\n')).toBe('C:\\store')
  expect(cacheIn('undefined\n')).toBeUndefined()
  const question = (pm: 'npm' | 'pnpm' | 'yarn' | 'bun', version: string) =>
    cacheQuestion({ name: pm, version })?.args.join(' ')
  expect(question('pnpm', '10.0.0')).toBe('store path')
  expect(question('yarn', '4.18.1')).toBe('config get globalFolder')
  expect([question('yarn', '1.22.22'), question('bun', '1.4.5')]).toEqual([undefined, undefined])
})
