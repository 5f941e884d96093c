import { execa } from 'execa'

/** A command that is measured against others. */
export type Contender = {
  readonly name: string
  readonly file: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Fewer rounds than the others, for a slow command. */
  readonly rounds?: number
  /** Creates the folder for a round. */
  readonly before: () => Promise<string>
  /** Returns what is wrong with the result, if anything. */
  readonly check?: (dir: string) => Promise<string | undefined>
}

export type Measured = {
  readonly name: string
  /** Milliseconds for each round; none if it failed. */
  readonly times: readonly number[]
  readonly problem?: string
}

/** Runs all contenders in turn, round after round, so that other load on the machine affects all of them. */
export async function inTurn(
  contenders: readonly Contender[],
  { rounds, warmUp }: { rounds: number; warmUp: number },
): Promise<readonly Measured[]> {
  const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]))
  const problems = new Map<string, string>()
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const contender of contenders) {
      const { name } = contender
      if (problems.has(name) || round >= (contender.rounds ?? rounds)) continue
      const { ms, problem } = await runOnce(contender)
      if (problem !== undefined) problems.set(name, problem)
      else if (round >= 0) times.get(name)?.push(ms)
      const what = problem ?? `${(ms / 1000).toFixed(3)} s`
      console.error(`${round < 0 ? 'warming up' : `round ${round + 1}`}  ${name}  ${what}`)
    }
  }
  return contenders.map(({ name }) => {
    const problem = problems.get(name)
    return { name, times: times.get(name) ?? [], ...(problem === undefined ? {} : { problem }) }
  })
}

async function runOnce({ file, args, env, before, check }: Contender) {
  const cwd = await before()
  const start = performance.now()
  const { exitCode, all } = await execa(file, args, {
    cwd,
    env: { ...environment, ...env },
    extendEnv: false,
    stdin: 'ignore',
    all: true,
    reject: false,
    timeout: 600_000,
  })
  const ms = performance.now() - start
  const problem = exitCode === 0 ? await check?.(cwd) : lastLine(all) || `exit ${exitCode}`
  return { ms, problem }
}

/** The environment that `npm create` sets, which names npm, so that no tool has to ask. */
export const environment: Record<string, string> = {
  ...Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => {
      return entry[1] !== undefined && !/^(?:npm_|NODE_ENV$|CREATE_APP_|INIT_CWD$)/.test(entry[0])
    }),
  ),
  CI: '1',
  NEXT_TELEMETRY_DISABLED: '1',
  GIT_AUTHOR_NAME: 'bench',
  GIT_AUTHOR_EMAIL: 'bench@example.com',
  GIT_COMMITTER_NAME: 'bench',
  GIT_COMMITTER_EMAIL: 'bench@example.com',
}

function lastLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  return (
    lines
      .filter((line) => line !== '' && !line.startsWith('at '))
      .at(-1)
      ?.slice(0, 80) ?? ''
  )
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** A table of medians, and their ratios to one of them. */
export function tableOf(measured: readonly Measured[], yardstick: string): string {
  const bar = median(measured.find(({ name }) => name === yardstick)?.times ?? [])
  const rows = measured.map(({ name, times, problem }) => {
    if (problem !== undefined) return `| ${name} | – | – | ${problem.replaceAll('|', '\\|')} |`
    const middle = median(times)
    const spread = `${seconds(Math.min(...times))} to ${seconds(Math.max(...times))}`
    return `| ${name} | ${seconds(middle)} | ${(middle / bar).toFixed(2)} | ${times.length} rounds, ${spread} |`
  })
  const head = `| | median, s | of ${yardstick} | |`
  return [head, '| --- | --- | --- | --- |', ...rows].join('\n')
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(ms < 10_000 ? 3 : 1)
}
