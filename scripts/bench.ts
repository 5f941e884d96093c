// Measures one creation, split by task, against a plain install of the same package.json, so that
// the figure is a ratio and not the speed of a machine: npm run bench [-- <template>]
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import type { ResultDocument } from '../src/report/result.ts'
import { repository } from './compose.ts'

const [template = 'api'] = process.argv.slice(2)
const home = await mkdtemp(join(tmpdir(), 'create-app-bench-'))
try {
  const bin = join(repository, 'dist/create-app.cjs')
  const total = await timed(() =>
    execa(process.execPath, [bin, 'app', '-t', template, '--json'], { cwd: home }),
  )
  const made: ResultDocument = JSON.parse(total.result.stdout)
  await mkdir(join(home, 'plain'))
  await cp(join(home, 'app/package.json'), join(home, 'plain/package.json'))
  const plain = await timed(() =>
    execa('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: join(home, 'plain'),
    }),
  )
  for (const { id, ms } of made.tasks) console.log(`${id.padEnd(10)} ${(ms / 1000).toFixed(1)}s`)
  console.log(`${'all'.padEnd(10)} ${(total.ms / 1000).toFixed(1)}s`)
  console.log(
    `a plain npm install: ${(plain.ms / 1000).toFixed(1)}s; a creation is ${(total.ms / plain.ms).toFixed(2)} times that`,
  )
} finally {
  await rm(home, { recursive: true, force: true })
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const start = performance.now()
  const result = await work()
  return { result, ms: performance.now() - start }
}
