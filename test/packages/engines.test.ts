import { describe, expect, it } from 'vitest'
import { enginesRefusal, nodeWarning } from '../../src/packages/engines.ts'
import { blueprint } from '../support/planning.ts'

const tree = (manifest: object, files: Record<string, string> = {}) =>
  blueprint('template', 'x', { 'package.json': JSON.stringify(manifest), ...files }).files

const on = (pm: string, node = '22.12.0') => {
  const [name, version = ''] = pm.split('@')
  return { packageManager: { name: name as 'npm', version }, node }
}

const newer = { engines: { node: '>=99' } }
const strict = { '.npmrc': 'save-exact=true\nengine-strict=true\n' }
const runtime = (onFail?: string) => ({
  devEngines: { runtime: { name: 'node', version: '>=99', onFail } },
})

describe('a project for another Node', () => {
  it.each<[string, ReturnType<typeof tree>, boolean, string | undefined]>([
    ['npm@11.0.0', tree(newer), false, undefined],
    ['npm@11.0.0', tree(newer, strict), false, 'OTHER_NODE'],
    ['npm@11.0.0', tree(newer), true, 'OTHER_NODE'],
    ['npm@11.0.0', tree(newer, { '.npmrc': 'engine-strict=false\n' }), true, undefined],
    ['npm@11.0.0', tree({ engines: { node: '>=20' } }, strict), true, undefined],
    ['npm@11.0.0', tree({ engines: { node: 'lts/*' } }, strict), true, undefined],
    ['npm@11.0.0', tree(runtime()), false, 'OTHER_NODE'],
    ['npm@11.0.0', tree(runtime('download')), false, 'OTHER_NODE'],
    ['npm@11.0.0', tree(runtime('warn')), true, undefined],
    ['pnpm@10.20.0', tree(newer, strict), false, 'OTHER_NODE'],
    ['pnpm@12.21.0', tree(newer, strict), false, undefined],
    [
      'pnpm@12.21.0',
      tree(newer, { 'pnpm-workspace.yaml': 'engineStrict: true\n' }),
      false,
      'OTHER_NODE',
    ],
    ['pnpm@10.20.0', tree(runtime('error')), false, undefined],
    ['pnpm@12.21.0', tree(runtime('error')), false, 'OTHER_NODE'],
    ['pnpm@12.21.0', tree(runtime('download')), false, undefined],
    ['yarn@1.22.22', tree(newer), false, 'OTHER_NODE'],
    ['yarn@1.22.22', tree(newer, { '.yarnrc': '--ignore-engines true\n' }), false, undefined],
    ['yarn@4.18.1', tree(newer, strict), true, undefined],
    ['bun@1.4.5', tree(newer, strict), true, undefined],
    ['npm@11.0.0', tree({ engines: { npm: '<9' } }), false, undefined],
    ['npm@11.0.0', tree({ engines: { npm: '<9' } }, strict), false, 'OTHER_VERSION'],
    ['pnpm@10.20.0', tree({ engines: { pnpm: '^9' } }), false, 'OTHER_VERSION'],
    ['pnpm@9.1.0', tree({ engines: { pnpm: '^9' } }), false, undefined],
    [
      'npm@11.0.0',
      tree({ devEngines: { packageManager: { name: 'npm', version: '<9' } } }),
      false,
      'OTHER_VERSION',
    ],
  ])('is refused or not, case %# with %s', (pm, files, isStrict, code) => {
    const error = enginesRefusal(files, on(pm), isStrict)
    expect(error?.code).toBe(code)
    if (error) expect(error.exitCode).toBe(5)
  })

  it('is a warning that names the Node', () => {
    expect(nodeWarning(tree(newer), on('npm@11.0.0'))?.message).toBe(
      'The project is for Node >=99 (engines.node in package.json), but this is 22.12.0.',
    )
    expect(nodeWarning(tree({ engines: { node: '>=20' } }), on('npm@11.0.0'))).toBeUndefined()
    expect(nodeWarning(tree({}, { '.nvmrc': 'v99\n' }), on('npm@11.0.0'))).toBeUndefined()
  })

  it('is satisfied by one of several runtimes', () => {
    const both = [
      { name: 'node', version: '>=99' },
      { name: 'node', version: '^22' },
    ]
    expect(nodeWarning(tree({ devEngines: { runtime: both } }), on('npm@11.0.0'))).toBeUndefined()
  })
})
