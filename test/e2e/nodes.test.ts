import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, it } from 'vitest'
import { bin } from '../faults/support/program.ts'
import { fixtures } from '../support/fixtures.ts'
import { temporaryFolder } from '../support/folders.ts'
import { cleanEnvironment } from '../support/program.ts'
import { isLong } from '../support/sampled.ts'

/** Runs the built program on a version of Node from the registry. */
function runOn(major: string, ...args: readonly string[]) {
  const node = ['--yes', '--package', `node@${major}`, 'node']
  return execa('npx', [...node, bin, ...args], { reject: false, stdin: 'ignore' })
}

// Only in the long form (`--mode long`), which downloads each version.
describe.runIf(isLong)('Node from the registry', () => {
  it.each(['12', '14', '16', '18'])('%s prints one sentence that it is too old', async (major) => {
    const { exitCode, stdout, stderr } = await runOn(major, 'my-app', '--template', 'api')
    expect(exitCode).toBe(5)
    expect(stdout).toBe('')
    const lines = stderr.split('\n').filter((line) => !line.startsWith('npm warn'))
    expect(lines).toEqual([
      expect.stringMatching(
        new RegExp(
          `^create-app needs Node \\^20\\.19 .*, and this is ${major}\\.[^.]+\\.\\d+: .*again\\.$`,
        ),
      ),
    ])
  })

  it.each(['20', '22', '24', '26'])('%s runs create-app', async (major) => {
    const { exitCode, stdout, stderr } = await runOn(major, 'list')
    expect(exitCode, stderr).toBe(0)
    expect(stdout).toContain('fullstack')
  })
})

describe.runIf(isLong)('another runtime from the registry', () => {
  it.each([
    ['deno', ['run', '-A']],
    ['bun', []],
  ])('%s creates, commits and tests a project', async (runtime, flags) => {
    const cwd = await temporaryFolder()
    const runs = ['--yes', '--package', runtime, runtime, ...flags, bin]
    const args = [
      'app',
      '--template',
      join(fixtures.dir, 'tiny'),
      '--pm',
      'npm',
      '--yes',
      '--trust',
    ]
    const how = { cwd, env: cleanEnvironment(), extendEnv: false, stdin: 'ignore' } as const
    const { stdout } = await execa('npx', [...runs, ...args], how)
    expect(stdout).toContain('1 test passed')
    const log = await execa('git', ['-C', 'app', 'status', '--porcelain'], how)
    expect(log.stdout).toBe('')
  })
})
