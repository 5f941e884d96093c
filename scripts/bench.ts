// Measures create-app next to other tools, and writes the results into docs/benchmarks.md:
//   npm run bench [-- --only start,scaffold,green,linear,check] [--rounds 7] [--pm npm,pnpm] [--peer-rounds 1]
//   npm run bench -- --check      the cost of a run next to Node; fails when a budget is exceeded
//   npm run bench -- <template>   a creation, split by task, and the daily commands of the new project
// It measures the last build. `green` takes longest: a warm-up and seven rounds with npm take half an hour.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import mri from 'mri'
import { listTemplates } from '../src/blueprints/catalog.ts'
import { installTools, type Tool } from './bench/contenders.ts'
import { measureCost } from './bench/cost.ts'
import { drawGrowth, growthTable, measureGrowth } from './bench/growth.ts'
import { measureProject } from './bench/project.ts'
import { raceToFiles, raceToGreen, raceToStart } from './bench/speed.ts'
import { catalog, repository } from './compose.ts'
import { fill } from './docs.ts'

const flags = mri(process.argv.slice(2), {
  boolean: ['check'],
  string: ['only', 'rounds', 'pm', 'peer-rounds', 'templates'],
})
const [template] = flags._

if (template === undefined) await bench()
else await measureProject(template)

async function bench(): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'create-app-bench-'))
  try {
    await race(home)
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

async function race(home: string): Promise<void> {
  const parts = flags.check
    ? ['check']
    : list(flags.only, ['start', 'scaffold', 'green', 'linear', 'check'])
  const rounds = Number(flags.rounds ?? 7)
  const tools = await installTools(home)
  const all = (await listTemplates(catalog)).map(({ id }) => id)
  const one = { home, tools, templates: list(flags.templates, all), rounds }
  const own = tools.get('create-app')
  if (own === undefined) throw new Error('create-app was not installed')
  for (const part of parts) {
    switch (part) {
      case 'start':
        await report('start', await raceToStart({ ...one, rounds: 3 * rounds }), tools)
        break
      case 'scaffold':
        await report('scaffold', await raceToFiles(one), tools)
        break
      case 'green':
        for (const pm of list(flags.pm, ['npm', 'pnpm'])) {
          const peerRounds = Number(flags['peer-rounds'] ?? 1)
          await report(
            `green-${pm}`,
            await raceToGreen(one, pm as 'npm' | 'pnpm', peerRounds),
            tools,
          )
        }
        break
      case 'linear': {
        const sizes = await measureGrowth(home, own, Math.min(rounds, 5))
        await writeFile(join(repository, 'docs/growth.svg'), drawGrowth(sizes))
        await report('linear', growthTable(sizes), new Map([['create-app', own]]))
        break
      }
      case 'check': {
        const { table, over } = await measureCost(home, tools, Math.max(21, 3 * rounds))
        await report('check', table, tools)
        for (const problem of over) console.error(`over its budget: ${problem}`)
        if (over.length > 0) process.exitCode = 1
        break
      }
      default:
        throw new Error(`--only ${part}: unknown part`)
    }
  }
}

/** Prints a part, and writes it into its section of the page. */
async function report(
  part: string,
  table: string,
  tools: ReadonlyMap<string, Tool>,
): Promise<void> {
  const versions = [...tools.values()].map(({ name, version }) => `${name} ${version}`).join(', ')
  const memory = `${Math.round(totalmem() / 1e9)} GB`
  const machine = `${cpus().length} cores, ${memory}, Node ${process.versions.node}`
  const day = new Date().toISOString().slice(0, 10)
  const text = `${table}\n\n${day}; ${machine}; ${versions}.`
  console.log(`\n${part}\n\n${text}`)
  const path = join(repository, 'docs/benchmarks.md')
  await writeFile(path, fill(await readFile(path, 'utf8'), part, text))
}

function list(given: string | undefined, otherwise: readonly string[]): readonly string[] {
  return given === undefined ? otherwise : given.split(',')
}
