import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { execa } from 'execa'
import { expect, it } from 'vitest'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { cleanEnvironment, runProgram } from '../support/program.ts'

async function documentOf(args: readonly string[], cwd: string, env = {}) {
  return JSON.parse((await runProgram([...args, '--json'], { cwd, env })).stdout)
}

function endsOf({ tasks }: { tasks: { id: string; status: string; reason?: string }[] }) {
  return tasks.map(({ id, status, reason }) => [id, status, reason].filter(Boolean).join(' '))
}

/** An npm that cannot install until there is a file `online`. */
async function withUnreliableNpm(cwd: string): Promise<Record<string, string>> {
  const { stdout: npm } = await execa('sh', ['-c', 'command -v npm'])
  const script = `#!/bin/sh\n[ "$1" = install ] && [ ! -e "${cwd}/online" ] && exit 1\nexec ${npm} "$@"\n`
  await mkdir(join(cwd, 'bin'))
  await writeFile(join(cwd, 'bin/npm'), script, { mode: 0o755 })
  return { PATH: [join(cwd, 'bin'), cleanEnvironment().PATH].join(delimiter) }
}

it('installs, commits and tests what could not be installed', async () => {
  const cwd = await temporaryFolder()
  const env = await withUnreliableNpm(cwd)
  const made = await documentOf(['app', '--template', 'tiny', '--pm', 'npm'], cwd, env)
  expect(made).toMatchObject({ exitCode: 20, status: 'partial' })
  const before = await snapshot(join(cwd, 'app'))

  await writeFile(join(cwd, 'online'), '')
  const done = await documentOf(['resume', 'app'], cwd, env)
  expect(done).toMatchObject({ exitCode: 0, status: 'created', command: 'resume' })
  expect(endsOf(done)).toEqual(['git skipped done already', 'install ok', 'commit ok', 'verify ok'])
  const { 'package-lock.json': _, ...after } = await snapshot(join(cwd, 'app'))
  expect(after).toEqual(before)
  const { stdout } = await execa('git', ['log', '--format=%s'], { cwd: join(cwd, 'app') })
  expect(stdout).toBe('Initial commit')
})

it('tests again what was mended, keeps the mending and commits nothing', async () => {
  const cwd = await temporaryFolder()
  const made = await documentOf(['app', '--template', 'broken', '--pm', 'npm'], cwd)
  expect(made).toMatchObject({ exitCode: 21 })
  const dir = join(cwd, 'app')
  const test = join(dir, 'test/fails.test.js')
  expect(endsOf(await documentOf(['resume'], dir)).at(-1)).toMatch(/^verify failed/)

  await writeFile(test, "import { it } from 'node:test'\nit('passes', () => {})\n")
  const done = await documentOf(['resume'], dir)
  expect(done).toMatchObject({ exitCode: 0, projectDir: dir })
  expect(endsOf(done).slice(1)).toEqual([
    'install ok',
    'commit skipped done already',
    'verify ok',
  ])
  expect(await readFile(test, 'utf8')).toContain('passes')
  const { stdout } = await execa('git', ['status', '--porcelain'], { cwd: dir })
  expect(stdout).toBe(' M test/fails.test.js')
})

it('says what it would do, and does nothing, in a dry run', async () => {
  const cwd = await temporaryFolder()
  await runProgram(['app', '--template', 'tiny', '--pm', 'npm', '--no-install', '--no-git'], {
    cwd,
  })
  const before = await snapshot(cwd)
  const planned = await documentOf(['resume', 'app', '--dry-run'], cwd)
  expect(endsOf(planned)).toEqual([
    'git planned',
    'install planned',
    'commit planned',
    'verify planned',
  ])
  expect(planned.files.created).toEqual([])
  expect(await snapshot(cwd)).toEqual(before)
})

it('knows nothing of a folder that create-app did not make', async () => {
  const cwd = await temporaryFolder()
  expect(await documentOf(['resume'], cwd)).toMatchObject({
    exitCode: 2,
    error: { code: 'NO_RECORD' },
  })
})
