// What a run costs next to Node itself. `npm run bench -- --check` holds the budgets.
import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { newFolder, type Tool } from './contenders.ts'
import { type Contender, environment, inTurn, type Measured, median } from './rounds.ts'

/** Multiples of what `node -e 0` needs in the same run. */
const budgets = { version: 1.2, help: 1.2, creation: 5, memory: 2.5, generate: 8.3 } as const

export type Cost = { readonly table: string; readonly over: readonly string[] }

export async function measureCost(
  home: string,
  tools: ReadonlyMap<string, Tool>,
  rounds: number,
): Promise<Cost> {
  const start = await startRatios(home, tools, rounds)
  const creation = await creationRatio(home, ownIn(tools), Math.min(rounds, 21))
  const memory = await memoryRatio(home, ownIn(tools), Math.min(rounds, 7))
  const generating = await generateRatios(home, ownIn(tools), Math.min(rounds, 21))
  const rows = [...start, creation, memory, ...generating]
  const over = rows.filter(({ ratio, budget }) => !(ratio <= budget))
  return {
    table: [
      '| | ratio | budget |',
      '| --- | --- | --- |',
      ...rows.map(({ what, ratio, budget, note }) => {
        return `| ${what} | ${ratio.toFixed(2)} (${note}) | ${budget.toFixed(2)} |`
      }),
    ].join('\n'),
    over: over.map(({ what, ratio, budget }) => `${what}: ${ratio.toFixed(3)} > ${budget}`),
  }
}

type Row = {
  readonly what: string
  readonly ratio: number
  readonly budget: number
  readonly note: string
}

const file = process.execPath
const creationArgs = ['app', '--template', 'fullstack', '--no-install', '--no-git']
const agent = { npm_config_user_agent: `npm/11.0.0 node/${process.version}` }

async function startRatios(
  home: string,
  tools: ReadonlyMap<string, Tool>,
  rounds: number,
): Promise<readonly Row[]> {
  const before = async () => home
  const { bin } = ownIn(tools)
  const peers = [...tools.values()].filter(({ name }) => name !== 'create-app')
  const measured = await inTurn(
    [
      bareNode(home),
      { name: '--version', file, args: [bin, '--version'], before },
      { name: '--help', file, args: [bin, '--help'], before },
      ...peers.map((peer) => ({ name: peer.name, file, args: [peer.bin, '--help'], before })),
    ],
    { rounds, warmUp: 3 },
  )
  const [bare, version, help, ...others] = measured
  return [
    rowOf('`--version`, time', version, { next: bare, budget: budgets.version }),
    rowOf('`--help`, time', help, { next: bare, budget: budgets.help }),
    rankOf(help, others),
  ]
}

/** The help is first among the peers, or within the upper quartile of the fastest one. */
function rankOf(help: Measured | undefined, peers: readonly Measured[]): Row {
  const [fastest] = peers
    .filter(({ times }) => times.length > 0)
    .toSorted((a, b) => median(a.times) - median(b.times))
  const sorted = (fastest?.times ?? []).toSorted((a, b) => a - b)
  const quartile = sorted[Math.floor(sorted.length * 0.75)] ?? Number.NaN
  const budget = quartile / median(sorted)
  return rowOf(`\`--help\`, time, next to ${fastest?.name}`, help, { next: fastest, budget })
}

async function creationRatio(home: string, { bin }: Tool, rounds: number): Promise<Row> {
  const before = newFolder(home)
  const creation: Contender = {
    name: 'creation',
    file,
    args: [bin, ...creationArgs],
    env: agent,
    before,
    check: async (dir) => {
      await rm(dir, { recursive: true, force: true })
      return undefined
    },
  }
  const [bare, own] = await inTurn([bareNode(home), creation], { rounds, warmUp: 2 })
  const what = 'a creation of `fullstack` without install, time'
  return rowOf(what, own, { next: bare, budget: budgets.creation })
}

/** In a new project without packages, and so without a formatter: what create-app itself needs. */
async function generateRatios(
  home: string,
  { bin }: Tool,
  rounds: number,
): Promise<readonly Row[]> {
  const parent = await newFolder(home)()
  const app = join(parent, 'app')
  const create = [bin, 'app', '--template', 'api', '--no-install']
  const how = { env: { ...environment, ...agent }, extendEnv: false } as const
  await execa(file, create, { cwd: parent, ...how })
  const args = [bin, 'generate', 'endpoint', 'OpeningHours']
  const copy = async () => {
    const dir = await newFolder(home)()
    await cp(app, dir, { recursive: true })
    return dir
  }
  const check = async (dir: string) => {
    await rm(dir, { recursive: true, force: true })
    return undefined
  }
  const contenders: readonly Contender[] = [
    bareNode(home),
    { name: 'planned', file, args: [...args, '--dry-run'], before: async () => app },
    { name: 'generated', file, args: [...args, '--no-verify'], before: copy, check },
  ]
  const [bare, planned, generated] = await inTurn(contenders, { rounds, warmUp: 2 })
  const against = { next: bare, budget: budgets.generate }
  return [
    rowOf('`generate endpoint --dry-run` in a new `api`, time', planned, against),
    rowOf('`generate endpoint --no-verify` there, time', generated, against),
  ]
}

function bareNode(home: string): Contender {
  return { name: 'node -e 0', file, args: ['-e', '0'], before: async () => home }
}

function rowOf(
  what: string,
  own: Measured | undefined,
  { next, budget }: { next: Measured | undefined; budget: number },
): Row {
  const [ours, theirs] = [median(own?.times ?? []), median(next?.times ?? [])]
  const note = `${ours.toFixed(0)} ms to ${theirs.toFixed(0)}`
  return { what, ratio: ours / theirs, budget, note }
}

async function memoryRatio(home: string, { bin }: Tool, rounds: number): Promise<Row> {
  const bare: number[] = []
  const ours: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await peakOf(home, ['-e', '0']))
    ours.push(await peakOf(home, [bin, ...creationArgs]))
  }
  const [one, other] = [median(ours), median(bare)]
  const note = `${one.toFixed(0)} MB to ${other.toFixed(0)}`
  const what = 'the same creation, peak memory'
  return { what, ratio: one / other, budget: budgets.memory, note }
}

function ownIn(tools: ReadonlyMap<string, Tool>): Tool {
  const own = tools.get('create-app')
  if (own === undefined) throw new Error('create-app was not installed')
  return own
}

/** The most memory that a run of Node had at once, in megabytes. */
export async function peakOf(home: string, args: readonly string[]): Promise<number> {
  const [hook, peakFile] = [join(home, 'peak.cjs'), join(home, 'peak')]
  const peak = 'process.resourceUsage().maxRSS / 1000'
  const note = `require('fs').writeFileSync(${JSON.stringify(peakFile)}, String(${peak}))`
  await writeFile(hook, `process.on('exit', () => ${note})`)
  const cwd = await newFolder(home)()
  await execa(file, ['--require', hook, ...args], {
    cwd,
    env: { ...environment, ...agent },
    extendEnv: false,
    stdin: 'ignore',
  })
  await rm(cwd, { recursive: true, force: true })
  return Number(await readFile(peakFile, 'utf8'))
}
