// Measures one creation, split by task, and the new project's daily commands. A machine's speed moves
// by itself, so each figure stands beside one of the same kind of work, taken in the same run: a plain
// install for the creation, the project's own build for its tests and its first page, and Node's own
// start for what has a bar.
//   npm run bench -- <template>
import { chmod, cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { execa } from 'execa'
import type { ResultDocument } from '../../src/report/result.ts'
import { repository } from '../compose.ts'
import { freePort } from '../replay/free-port.ts'
import { median } from './rounds.ts'

export async function measureProject(template: string): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'create-app-bench-'))
  // Below a folder that is closed to others a private server of root's keeps its files elsewhere.
  await chmod(home, 0o755)
  try {
    await measure({ template, home, project: join(home, 'app') })
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

/** Seconds that the prototypes took where `node -e 0` took `bareNode`: the bars move with the machine. */
const bareNode = 0.051
const bars: Readonly<
  Record<string, { readonly tests: number; readonly page: number } | undefined>
> = {
  fullstack: { tests: 4, page: 5 },
  frontend: { tests: 2, page: 5 },
}

type Place = { readonly template: string; readonly home: string; readonly project: string }

async function measure(place: Place): Promise<void> {
  const { template, home, project } = place
  const bin = join(repository, 'dist/create-app.cjs')
  const creation = await timed(() =>
    execa(process.execPath, [bin, 'app', '-t', template, '--json'], { cwd: home }),
  )
  const install = await timed(() => plainInstall(place))
  const made: ResultDocument = JSON.parse(creation.result.stdout)
  for (const { id, ms } of made.tasks) line(id, ms)
  line('creation', creation.ms, install.ms, 'a plain npm install')

  const npm = (...args: readonly string[]) => execa('npm', args, { cwd: project })
  const build = await timed(() => npm('run', 'build'))
  line('build', build.ms)
  const tests = [await timed(() => npm('test')), await timed(() => npm('test'))]
  const bar = bars[template]
  const testsMs = Math.min(...tests.map(({ ms }) => ms))
  line('npm test', testsMs, build.ms, 'a build', await againstBar(testsMs, bar?.tests))
  for (const folder of ['.next', '.data'])
    await rm(join(project, folder), { recursive: true, force: true })
  for (const [what, restMs] of [
    ['first page ever', 20_000],
    ['first page', 0],
  ] as const) {
    const ms = await firstPage(place, restMs)
    line(what, ms, build.ms, 'a build', await againstBar(ms, bar?.page))
  }
}

/** How often Node starts in that time, and how often it does in the bar's. */
async function againstBar(ms: number, seconds: number | undefined): Promise<string> {
  const starts: number[] = []
  for (let round = 0; round < 15; round += 1) {
    starts.push((await timed(() => execa(process.execPath, ['-e', '0']))).ms)
  }
  const bar = seconds === undefined ? '' : ` of at most ${(seconds / bareNode).toFixed(0)}`
  return `${(ms / median(starts)).toFixed(0)} starts of Node${bar}`
}

/** How long a creation would take if it only installed. */
async function plainInstall({ home, project }: Place): Promise<void> {
  await mkdir(join(home, 'plain'))
  await cp(join(project, 'package.json'), join(home, 'plain/package.json'))
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts']
  await execa('npm', args, { cwd: join(home, 'plain') })
}

/** From `npm run dev` to the first answer of the first page; Next keeps what it compiled when it is left alone. */
async function firstPage({ template, project }: Place, restMs = 0): Promise<number> {
  const port = String(await freePort())
  const page = template === 'api' ? '/readyz' : '/'
  const start = performance.now()
  const dev = execa('npm', ['run', 'dev'], {
    cwd: project,
    env: { PORT: port },
    detached: true,
    reject: false,
  })
  let answered = false
  while (!answered && performance.now() - start < 60_000) {
    const answer = await fetch(`http://localhost:${port}${page}`).catch(() => undefined)
    answered = answer?.ok ?? false
    await setTimeout(25)
  }
  const ms = performance.now() - start
  await setTimeout(restMs)
  if (dev.pid) process.kill(-dev.pid, 'SIGTERM')
  await dev
  return ms
}

function line(what: string, ms: number, yardstick?: number, of?: string, bar = ''): void {
  const ratio = yardstick === undefined ? '' : `${(ms / yardstick).toFixed(2)} of ${of}`
  console.log(`| ${what} | ${(ms / 1000).toFixed(1)} s | ${ratio} | ${bar} |`)
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const start = performance.now()
  const result = await work()
  return { result, ms: performance.now() - start }
}
