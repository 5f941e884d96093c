import { expect, it } from 'vitest'
import { runBin } from '../faults/support/program.ts'
import { temporaryFolder } from '../support/folders.ts'
import { isLong } from '../support/sampled.ts'
import { assertFitsSchema } from '../support/schemas.ts'
import { git } from '../support/unfinished.ts'

// `test/commands/resume.test.ts` has the short form, with small templates.
it.runIf(isLong)(
  'finishes a project of a built-in template after the registry was unreachable',
  async () => {
    const cwd = await temporaryFolder()
    const run = async (args: readonly string[], env: Record<string, string> = {}) => {
      const { stdout } = await runBin([...args, '--json'], { cwd, env, ms: 500_000 })
      assertFitsSchema(['--json'], stdout)
      return JSON.parse(stdout)
    }
    const unreachable = {
      npm_config_registry: 'http://127.0.0.1:9/',
      npm_config_fetch_retries: '0',
    }
    const made = await run(['my-api', '--template', 'api', '--pm', 'npm'], unreachable)
    expect(made).toMatchObject({ exitCode: 20, status: 'partial' })

    const done = await run(['resume', 'my-api'])
    expect(done).toMatchObject({ exitCode: 0, error: null, warnings: [] })
    const dir = `${cwd}/my-api`
    expect(await git(dir, 'rev-list', '--all', '--count')).toBe('1')
    expect(await git(dir, 'status', '--porcelain')).toBe('')
    const files = made.files.created.filter((path: string) => path !== '.env')
    const committed = await git(dir, 'ls-tree', '-r', '--name-only', 'HEAD')
    expect(committed.split('\n').sort()).toEqual(files.sort())

    const again = await run(['resume', 'my-api', '--no-verify'])
    expect(again.tasks.map(({ status }: { status: string }) => status)).toEqual(
      Array(5).fill('skipped'),
    )
  },
)
