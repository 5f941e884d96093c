// Makes each template for real, with every answer to its own questions, and runs everything it has: lint, types, tests, build and e2e.
//   npm run check:templates [-- <template>…] [--pm npm,pnpm,yarn,bun] [--shard 1/3]
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import mri from 'mri'
import { listTemplates } from '../src/blueprints/catalog.ts'
import type { Answers } from '../src/plan/question.ts'
import { answersOf, catalog, repository } from './compose.ts'

type Case = {
  readonly template: string
  readonly packageManager: string
  readonly answers: Answers
}

const flags = mri(process.argv.slice(2), { string: ['pm', 'shard'] })
const failures: string[] = []

/** A machine that only checks may have none of its own. */
const identity = {
  GIT_AUTHOR_NAME: 'check',
  GIT_AUTHOR_EMAIL: 'check@example.com',
  GIT_COMMITTER_NAME: 'check',
  GIT_COMMITTER_EMAIL: 'check@example.com',
}

for (const one of await chosenCases()) {
  const started = performance.now()
  const problem = await check(one)
  const time = `${((performance.now() - started) / 1000).toFixed(1)}s`
  console.log(`${problem ? 'failed' : 'ok'}  ${nameOf(one)}  ${time}`)
  if (problem) {
    failures.push(nameOf(one))
    console.error(problem)
  }
}
if (failures.length > 0) {
  console.error(`\nfailed: ${failures.join(', ')}`)
  process.exitCode = 1
}

async function chosenCases(): Promise<readonly Case[]> {
  const templates = await listTemplates(catalog)
  const wanted = flags._.length > 0 ? flags._ : templates.map(({ id }) => id)
  const packageManagers = (flags.pm ?? 'npm').split(',')
  const [shard = 1, shards = 1] = (flags.shard ?? '1/1').split('/').map(Number)
  const cases = await Promise.all(
    wanted.map(async (template) => {
      const combinations = await answersOf(template)
      return packageManagers.flatMap((packageManager: string) =>
        combinations.map((answers) => ({ template, packageManager, answers })),
      )
    }),
  )
  return cases.flat().filter((_, index) => index % shards === shard - 1)
}

/** Everything that was printed when something is wrong, undefined when nothing is. */
async function check({ template, packageManager, answers }: Case): Promise<string | undefined> {
  const home = await mkdtemp(join(tmpdir(), 'create-app-check-'))
  try {
    const bin = join(repository, 'dist/create-app.cjs')
    const said = Object.entries(answers).flatMap(([id, value]) => ['--set', `${id}=${value}`])
    const asked = ['--template', template, '--pm', packageManager, ...said]
    const args = [bin, 'project', ...asked, '--verify=full']
    const created = await execa(process.execPath, args, {
      cwd: home,
      env: { CI: 'true', ...identity },
      stdin: 'ignore',
      all: true,
      reject: false,
    })
    if (created.exitCode !== 0) return created.all
    const { stdout } = await execa('git', ['status', '--porcelain'], { cwd: join(home, 'project') })
    return stdout === '' ? undefined : `the checks left changes behind:\n${stdout}`
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

function nameOf({ template, packageManager, answers }: Case): string {
  return `${template} with ${[packageManager, ...Object.values(answers)].join(' and ')}`
}
