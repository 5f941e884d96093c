// Runs `create-app template test` for each built-in template and every combination of its answers, or those with an answer.
//   npm run check:templates [-- <template>…] [--set <question>=<value>]… [--pm npm,pnpm,yarn,bun] [--shard 1/3]
import { join } from 'node:path'
import { execa } from 'execa'
import mri from 'mri'
import { listTemplates } from '../src/blueprints/catalog.ts'
import type { Answers } from '../src/model/question.ts'
import { answersOf, catalog, repository } from './compose.ts'

type Case = {
  readonly template: string
  readonly packageManager: string
  readonly answers: Answers
}

const flags = mri(process.argv.slice(2), { string: ['pm', 'shard', 'set'] })
const failures: string[] = []

for (const one of await chosenCases()) {
  if (!(await check(one))) failures.push(nameOf(one))
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
  const settings = [flags.set ?? []].flat().map((setting: string) => setting.split('='))
  const cases = await Promise.all(
    wanted.map(async (template) => {
      const combinations = (await answersOf(template)).filter((answers) =>
        settings.every(([id = '', value]) => (answers[id] ?? value) === value),
      )
      return packageManagers.flatMap((packageManager: string) =>
        combinations.map((answers) => ({ template, packageManager, answers })),
      )
    }),
  )
  return cases.flat().filter((_, index) => index % shards === shard - 1)
}

/** Runs the command that template authors run. Returns whether it succeeded. */
async function check({ template, packageManager, answers }: Case): Promise<boolean> {
  const bin = join(repository, 'dist/create-app.cjs')
  const set = Object.entries(answers).flatMap(([id, value]) => ['--set', `${id}=${value}`])
  const args = ['template', 'test', join(catalog.dir, template), '--pm', packageManager, ...set]
  const { exitCode } = await execa(process.execPath, [bin, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    reject: false,
  })
  return exitCode === 0
}

function nameOf({ template, packageManager, answers }: Case): string {
  return `${template} with ${[packageManager, ...Object.values(answers)].join(' and ')}`
}
