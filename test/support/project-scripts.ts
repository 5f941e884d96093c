import { spawn } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { execa } from 'execa'
import { expect, onTestFinished } from 'vitest'
import { compose } from '../../scripts/compose.ts'
import { cleanEnvironment } from './program.ts'

/** The text of each file of a new project. */
export async function textsOf(template: string): Promise<ReadonlyMap<string, string>> {
  const { changes } = await compose(template)
  return new Map(
    changes.flatMap((change) =>
      change.kind === 'create' ? [[change.path, String(change.after.content)] as const] : [],
    ),
  )
}

/** The `scripts` of package.json. */
export function scriptsIn(texts: ReadonlyMap<string, string>): Record<string, string> {
  return JSON.parse(texts.get('package.json') ?? '').scripts
}

/** Writes the scripts of a new project to a folder, with packages that stand for those it would install. */
export async function writeScripts(
  cwd: string,
  template: string,
  packages: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [path, text] of await textsOf(template)) {
    if (/(^|\/)scripts\/|(^|\/)package\.json$/.test(path)) await put(join(cwd, path), text)
  }
  for (const [path, text] of Object.entries(packages)) {
    await put(join(cwd, 'node_modules', path), text)
  }
}

async function put(path: string, text: string) {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}

/** Runs Node in a project, and returns what it prints. */
export async function runNode(
  cwd: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<string> {
  const how = { cwd, env: cleanEnvironment(env), extendEnv: false }
  return (await execa(process.execPath, args, how)).stdout
}

/** A server that says in `pids` which processes run, its own last. */
export const fakeServer = `
  const { appendFileSync } = require('node:fs')
  appendFileSync(process.env.PIDS, process.ppid + ' ' + process.pid + '\\n')
  setInterval(() => {}, 1000)`

/** Starts `npm run dev` and kills one of its processes. Returns which of the others are left some seconds later. */
export async function leftAfter(
  cwd: string,
  who: 'npm' | 'its shell' | 'the launcher',
  signal: NodeJS.Signals,
): Promise<readonly string[]> {
  const pids = join(cwd, `pids-${who}-${signal}`)
  const env = cleanEnvironment({ PIDS: pids })
  const npm = spawn('npm', ['run', 'dev'], { cwd, env, stdio: 'ignore' })
  const server = await expect
    .poll(() => readFile(pids, 'utf8').catch(() => ''), { timeout: 30_000 })
    .toMatch(/\n/)
    .then(() => readFile(pids, 'utf8'))
  const [launcher = 0, last = 0] = server.trim().split(' ').map(Number)
  const shell = await parentOf(launcher)
  onTestFinished(() => {
    for (const pid of [npm.pid, shell, launcher, last]) kill(pid ?? 0, 'SIGKILL')
  })
  kill({ npm: npm.pid ?? 0, 'its shell': shell, 'the launcher': launcher }[who], signal)
  const running = async () => {
    const { stdout } = await execa('ps', ['-o', 'stat=,args=', '-p', `${launcher},${last}`], {
      reject: false,
    })
    return stdout.split('\n').filter((line) => line !== '' && !line.startsWith('Z'))
  }
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; ) {
    if ((await running()).length === 0) return []
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return running()
}

async function parentOf(pid: number): Promise<number> {
  return Number((await execa('ps', ['-o', 'ppid=', '-p', `${pid}`])).stdout)
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended.
  }
}
