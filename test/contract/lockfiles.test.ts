import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, it } from 'vitest'
import { answersOf, catalog } from '../../scripts/compose.ts'
import { listTemplates } from '../../src/blueprints/catalog.ts'
import type { Answers } from '../../src/model/question.ts'
import { temporaryFolder } from '../support/folders.ts'
import { cleanEnvironment, runProgram } from '../support/program.ts'
import { isLong, sampled } from '../support/sampled.ts'

const templates = await listTemplates(catalog)
const cases = (await Promise.all(templates.map(({ id }) => casesOf(id)))).flat()
/** The short form asks npm for its plan; the long form installs everything. */
const planOf = (flag: string) => (isLong ? [] : [flag])

it.each(sampled('lockfiles', cases, 2))(
  'npm ci accepts the lockfile of $name, and npm install keeps each of its versions',
  async ({ template, answers }) => {
    const dir = await create(template, answers)
    await npm(dir, 'ci', ...planOf('--dry-run'))
    const shipped = await versionsIn(dir)
    await npm(dir, 'install', ...planOf('--package-lock-only'))
    const installed = await versionsIn(dir)
    expect(installed.size).toBeGreaterThan(50)
    for (const path of installed.keys()) {
      expect([path, installed.get(path)]).toEqual([path, shipped.get(path)])
    }
    await npm(dir, 'ci', '--dry-run')
  },
  600_000,
)

it.each(cases)('the lockfile of $name contains no address of a registry', async (one) => {
  const dir = await create(one.template, one.answers)
  const addresses = [...(await packagesIn(dir)).values()].map(({ resolved }) => resolved)
  expect(addresses.filter((address) => address?.includes('://'))).toEqual([])
})

async function casesOf(template: string) {
  const all = await answersOf(template)
  return all.map((answers) => ({
    template,
    answers,
    name: [template, ...Object.values(answers)].join(' with '),
  }))
}

async function create(template: string, answers: Answers): Promise<string> {
  const cwd = await temporaryFolder()
  const set = Object.entries(answers).flatMap(([id, value]) => ['--set', `${id}=${value}`])
  const chosen = ['--template', template, '--pm', 'npm', ...set]
  const args = ['my-shop', ...chosen, '--no-install', '--no-git', '--yes']
  const { exitCode, stderr } = await runProgram(args, { cwd, catalog })
  expect([exitCode, stderr]).toEqual([0, ''])
  return join(cwd, 'my-shop')
}

async function npm(cwd: string, ...args: readonly string[]): Promise<void> {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  await execa('npm', [...args, ...quiet], { cwd, env: cleanEnvironment(), extendEnv: false })
}

type Locked = { readonly version?: string; readonly resolved?: string }

/** The entries of a lockfile, by the folder of each package. */
async function packagesIn(dir: string): Promise<ReadonlyMap<string, Locked>> {
  const text = await readFile(join(dir, 'package-lock.json'), 'utf8')
  return new Map(Object.entries(JSON.parse(text).packages))
}

async function versionsIn(dir: string): Promise<ReadonlyMap<string, string | undefined>> {
  return new Map([...(await packagesIn(dir))].map(([path, { version }]) => [path, version]))
}
