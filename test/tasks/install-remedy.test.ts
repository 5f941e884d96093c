import { expect, it } from 'vitest'
import { installRemedy } from '../../src/tasks/install-remedy.ts'

it('lets npm install dependencies that exclude each other, and commits the setting', () => {
  const output = 'npm error code ERESOLVE\nnpm error ERESOLVE unable to resolve dependency tree\n'
  const { why, commands } = installRemedy('npm', output, true) ?? { why: '', commands: [] }
  expect(why).toContain('(ERESOLVE)')
  expect(commands.map(({ file, args }) => [file, ...args].join(' '))).toEqual([
    'npm config set legacy-peer-deps=true --location=project',
    'git add --force .npmrc',
  ])
  expect(installRemedy('npm', output, false)?.commands).toHaveLength(1)
})

it('names the package that the registry does not have', () => {
  const target = 'npm error code ETARGET\nnpm error notarget No matching version found for a@^9.\n'
  expect(installRemedy('npm', target, true)?.why).toContain('does not have a@^9.')
  const absent = "npm error 404  'b@1' is not in this registry.\n"
  expect(installRemedy('npm', absent, true)?.why).toContain('does not have b@1.')
})

it('knows nothing of other failures', () => {
  const output = 'npm warn ERESOLVE overriding peer dependency\nnpm error code ECONNRESET\n'
  expect(installRemedy('npm', output, true)).toBeUndefined()
  expect(installRemedy('pnpm', 'npm error code ERESOLVE', true)).toBeUndefined()
})
