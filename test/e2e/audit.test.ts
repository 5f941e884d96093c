import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { replayAudit } from '../../scripts/local-ci/audit.ts'
import { committedProject } from '../support/committed-project.ts'
import { cleanEnvironment } from '../support/program.ts'

it('the audit of the workflow accepts no known vulnerability, and no registry that cannot tell', async () => {
  const project = await committedProject('api')
  const workflow = parse(await readFile(join(project, '.github/workflows/ci.yml'), 'utf8'))
  const line: string = workflow.jobs.audit.steps.at(-1).run
  const codes: number[] = []
  await replayAudit(async (registry) => {
    const env = { ...cleanEnvironment(), npm_config_registry: registry }
    const { exitCode = -1 } = await execa('sh', ['-c', line], {
      cwd: project,
      env,
      extendEnv: false,
      reject: false,
    })
    codes.push(exitCode)
    return exitCode
  })
  expect(line).toContain('npm audit')
  expect(codes).toEqual([0, 1, 1])
}, 120_000)
