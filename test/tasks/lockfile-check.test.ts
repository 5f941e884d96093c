import { describe, expect, it } from 'vitest'
import { packageManagers } from '../../src/model/package-manager.ts'
import { lockfileCheck, lockfileWarning, noLockfile } from '../../src/tasks/lockfile-check.ts'

const refused: Record<string, string> = {
  npm: [
    'npm error code EUSAGE',
    'npm error Missing: left-pad@1.3.0 from lock file',
    'npm error Missing: @scope/only-windows@ from lock file',
    'npm error Missing: left-pad@1.3.0 from lock file',
  ].join('\n'),
  pnpm: ' ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile"',
  bun: 'error: lockfile had changes, but lockfile is frozen',
}

describe.each(Object.keys(refused))('the lockfile of %s', (name) => {
  const check = checkOf(name)

  it('gets a warning when it is refused', () => {
    expect(lockfileWarning(check, { exitCode: 1, output: refused[name] ?? '' })).toMatchObject({
      code: 'LOCKFILE_INCOMPLETE',
      fix: expect.stringMatching(new RegExp(`run ${name} install`, 'i')),
    })
  })

  it('gets none when it is accepted, or when the question failed for another reason', () => {
    expect(lockfileWarning(check, { exitCode: 0, output: refused[name] ?? '' })).toBeUndefined()
    for (const exitCode of [1, undefined]) {
      expect(lockfileWarning(check, { exitCode, output: 'ECONNREFUSED' })).toBeUndefined()
    }
  })
})

it('names each package that npm misses, once', () => {
  const { message } =
    lockfileWarning(checkOf('npm'), { exitCode: 1, output: refused.npm ?? '' }) ?? {}
  expect(message).toBe(
    '`npm ci` refuses package-lock.json, so CI and Docker builds would fail. It lacks left-pad, @scope/only-windows.',
  )
})

it('asks all package managers but Yarn', () => {
  const asked = packageManagers.filter((name) => lockfileCheck({ name, version: '' }, []).command)
  expect(asked).toEqual(['npm', 'pnpm', 'bun'])
})

it('says which setting of Yarn 1 to remove when there is no lockfile', () => {
  expect(noLockfile(checkOf('yarn'))).toEqual({
    code: 'LOCKFILE_INCOMPLETE',
    message:
      '`yarn install` wrote no yarn.lock, so the versions of the dependencies are not fixed.',
    fix: 'Remove no-lockfile from your .yarnrc, run yarn install and commit yarn.lock.',
  })
})

function checkOf(name: string) {
  const known = packageManagers.find((one) => one === name) ?? 'npm'
  return lockfileCheck({ name: known, version: '' }, [])
}
