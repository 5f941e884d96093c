// What a run costs beside Node itself: the promises that `npm run bench -- --check` holds.
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { newFolder, type Tool } from './contenders.ts'
import { environment, inTurn, median } from './rounds.ts'

/** Of bare Node's. */
const budgets = { '--version': 1.15, '--help': 1.15, memory: 1.3 } as const

export type Cost = { readonly table: string; readonly over: readonly string[] }

export async function measureCost(home: string, tool: Tool, rounds: number): Promise<Cost> {
  const start = await startRatios(home, tool, rounds)
  const memory = await memoryRatio(home, tool, Math.min(rounds, 7))
  const rows = [...start, memory]
  const over = rows.filter(({ ratio, budget }) => !(ratio <= budget))
  return {
    table: [
      '| | of bare Node’s | budget |',
      '| --- | --- | --- |',
      ...rows.map(({ what, ratio, budget, note }) => {
        return `| ${what} | ${ratio.toFixed(3)} (${note}) | ${budget} |`
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

async function startRatios(home: string, { bin }: Tool, rounds: number): Promise<readonly Row[]> {
  const before = async () => home
  const file = process.execPath
  const flags = ['--version', '--help'] as const
  const [bare, ...ours] = await inTurn(
    [
      { name: 'node -e 0', file, args: ['-e', '0'], before },
      ...flags.map((flag) => ({ name: flag, file, args: [bin, flag], before })),
    ],
    { rounds, warmUp: 3 },
  )
  const bar = median(bare?.times ?? [])
  return flags.map((flag, index) => {
    const middle = median(ours[index]?.times ?? [])
    const note = `${middle.toFixed(1)} ms to ${bar.toFixed(1)}`
    return { what: `\`${flag}\`, time`, ratio: middle / bar, budget: budgets[flag], note }
  })
}

async function memoryRatio(home: string, { bin }: Tool, rounds: number): Promise<Row> {
  const bare: number[] = []
  const ours: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await peakOf(home, ['-e', '0']))
    ours.push(
      await peakOf(home, [bin, 'app', '--template', 'fullstack', '--no-install', '--no-git']),
    )
  }
  const [one, other] = [median(ours), median(bare)]
  const note = `${one.toFixed(1)} MB to ${other.toFixed(1)}`
  return {
    what: 'a creation without install, memory',
    ratio: one / other,
    budget: budgets.memory,
    note,
  }
}

/** The most memory that a run of Node had at once, in megabytes. */
export async function peakOf(home: string, args: readonly string[]): Promise<number> {
  const [hook, file] = [join(home, 'peak.cjs'), join(home, 'peak')]
  const peak = 'process.resourceUsage().maxRSS / 1000'
  const note = `require('fs').writeFileSync(${JSON.stringify(file)}, String(${peak}))`
  await writeFile(hook, `process.on('exit', () => ${note})`)
  const cwd = await newFolder(home)()
  const agent = { npm_config_user_agent: `npm/11.0.0 node/${process.version}` }
  await execa(process.execPath, ['--require', hook, ...args], {
    cwd,
    env: { ...environment, ...agent },
    extendEnv: false,
    stdin: 'ignore',
  })
  await rm(cwd, { recursive: true, force: true })
  return Number(await readFile(file, 'utf8'))
}
