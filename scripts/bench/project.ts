// Measures one creation, split by task, and the new project's daily commands. The speed of a machine
// varies, so each figure is compared with similar work in the same run: a plain install for the creation,
// the project's build for its tests and its first page, and the start of Node for figures with a limit.
//   npm run bench -- <template>
import { chmod, cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { execa } from 'execa'
import type { ResultDocument } from '../../src/report/result.ts'
import { repository } from '../compose.ts'
import { freePort } from '../local-ci/free-port.ts'
import { median } from './rounds.ts'

export async function measureProject(template: string): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'create-app-bench-'))
  // Below a folder that only root may read, a private database server would keep its files elsewhere.
  await chmod(home, 0o755)
  try {
    await measure({ template, home, project: join(home, 'app') })
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

/** How often each daily command is measured; the median is printed. */
const rounds = 5

/** Milliseconds. A shorter session of `next dev` stores no compiled code for the next one. */
const compilerCacheMs = 330_000

/** Seconds that the prototypes took, probably on a machine where `node -e 0` took `bareNode`. The limits scale with it. */
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
  const tests: Timing[] = []
  const pagesEver: Timing[] = []
  for (let round = 0; round < rounds; round += 1) {
    tests.push(await paired(async () => (await timed(() => npm('test'))).ms))
    // Renamed, not deleted: a file system creates files slowly after many were deleted.
    for (const folder of ['.next', '.data']) {
      await rename(join(project, folder), join(home, `${folder}-${round}`)).catch(() => {})
    }
    pagesEver.push(await paired(() => firstPage(place)))
  }
  if (template !== 'api') await firstPage(place, compilerCacheMs)
  const pages: Timing[] = []
  for (let round = 0; round < rounds; round += 1) pages.push(await paired(() => firstPage(place)))
  const bar = bars[template]
  barLine('npm test', tests, build.ms, bar?.tests)
  barLine('first page ever', pagesEver, build.ms, bar?.page)
  barLine('first page', pages, build.ms, bar?.page)
}

/** Milliseconds, and how often Node starts in that time on this machine. */
type Timing = { readonly ms: number; readonly starts: number }

async function paired(work: () => Promise<number>): Promise<Timing> {
  const ms = await work()
  const bare: number[] = []
  for (let round = 0; round < 15; round += 1) {
    bare.push((await timed(() => execa(process.execPath, ['-e', '0']))).ms)
  }
  return { ms, starts: ms / median(bare) }
}

function barLine(what: string, timings: readonly Timing[], buildMs: number, bar?: number): void {
  const starts = median(timings.map((timing) => timing.starts)).toFixed(0)
  const most = bar === undefined ? '' : ` of at most ${(bar / bareNode).toFixed(0)}`
  const ms = median(timings.map((timing) => timing.ms))
  line(what, ms, buildMs, 'a build', `${starts} starts of Node${most}`)
}

/** How long the install alone takes. */
async function plainInstall({ home, project }: Place): Promise<void> {
  await mkdir(join(home, 'plain'))
  await cp(join(project, 'package.json'), join(home, 'plain/package.json'))
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts']
  await execa('npm', args, { cwd: join(home, 'plain') })
}

/** From `npm run dev` to the first response of the first page. */
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
