import { join } from 'node:path'
import { execa } from 'execa'
import fs from 'fs-extra'
import { parse } from 'yaml'
import { replayAudit } from './audit.ts'
import { ordinaryUser, own } from './ordinary-user.ts'

type Step = { readonly name?: string; readonly uses?: string; readonly run?: string }
type Job = { readonly env?: Record<string, string>; readonly steps: readonly Step[] }

/**
 * Runs the jobs of a project's workflow in order, each in a new clone: the `run` steps, and those of
 * the actions in the repository. Node and the checkout come from the machine.
 * @param databaseUrl replaces the Postgres service of a job.
 */
export async function runWorkflow(
  project: string,
  home: string,
  databaseUrl: string | undefined,
): Promise<void> {
  const text = await fs.readFile(join(project, '.github/workflows/ci.yml'), 'utf8')
  const { jobs } = parse(text) as { jobs: Record<string, Job> }
  for (const [id, job] of Object.entries(jobs)) {
    const clone = join(home, `job-${id}`)
    await execa('git', ['clone', '--quiet', project, clone])
    await own(clone)
    const database = job.env?.DATABASE_URL && databaseUrl ? { DATABASE_URL: databaseUrl } : {}
    const env = { CI: 'true', ...job.env, ...database }
    for (const step of job.steps) await replayStep(step, { id, clone, home, env })
    await fs.remove(clone)
  }
}

type Place = { id: string; clone: string; home: string; env: Record<string, string> }

async function replayStep(step: Step, place: Place): Promise<void> {
  if (step.uses?.startsWith('./')) {
    const action = await fs.readFile(join(place.clone, step.uses, 'action.yml'), 'utf8')
    const { runs } = parse(action) as { runs: { steps: readonly Step[] } }
    for (const inner of runs.steps) await replayStep(inner, place)
  }
  if (step.run === undefined) return
  const { run } = step
  console.log(`  ${place.id}: ${run}`)
  if (!/ audit\b/.test(run)) await runIn(place, run)
  else {
    await replayAudit(async (registry) => {
      const env = { ...place.env, npm_config_registry: registry }
      return (await runIn({ ...place, env }, run, false)).exitCode ?? 1
    })
  }
}

function runIn({ home, env, clone }: Place, command: string, reject = true) {
  return execa('bash', ['-e', '-c', command], {
    ...ordinaryUser(home, env),
    cwd: clone,
    all: true,
    reject,
  })
}
