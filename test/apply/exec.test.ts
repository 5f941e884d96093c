import { readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, it } from 'vitest'
import { ask, exec, guarded } from '../../src/exec.ts'
import { temporaryFolder } from '../support/folders.ts'
import { sampleTests } from '../support/sampled.ts'

// The long form runs all.
sampleTests(1 / 2)

const node = process.execPath
const never = new AbortController().signal

it('returns the exit code and all output in order', async () => {
  const args = ['-e', 'console.log("out"); console.error("err"); process.exitCode = 3']
  const chunks: string[] = []
  const how = { cwd: '/', env: process.env, onOutput: (text: string) => void chunks.push(text) }
  expect(await exec({ file: node, args }, how)).toEqual({ exitCode: 3, output: 'out\nerr\n' })
  expect(chunks.join('')).toBe('out\nerr\n')
})

it('keeps the end of output that is too long', async () => {
  const args = ['-c', 'yes | head -c 60000000; echo the end; exit 3']
  const { exitCode, output } = await exec({ file: 'sh', args }, { cwd: '/', env: process.env })
  expect(exitCode).toBe(3)
  expect(output.length).toBeLessThan(21_000_000)
  expect(output.slice(0, 3) + output.slice(-8)).toBe('[…]the end\n')
})

it('passes arguments unchanged, without a shell', async () => {
  const odd = ['a b', '"quoted"', '$HOME', '; rm -rf x', "it's", '']
  const args = ['-e', 'console.log(JSON.stringify(process.argv.slice(1)))', '--', ...odd]
  const { output } = await exec({ file: node, args }, { cwd: '/', env: process.env })
  expect(JSON.parse(output)).toEqual(odd)
})

it('removes a variable from the environment', async () => {
  const args = ['-e', 'console.log(process.env.GONE, process.env.KEPT)']
  const command = { file: node, args, env: { GONE: undefined } }
  const { output } = await exec(command, {
    cwd: '/',
    env: { ...process.env, GONE: '1', KEPT: '2' },
  })
  expect(output).toBe('undefined 2\n')
})

it('reports that a program was not found', async () => {
  const result = await exec({ file: 'no-such-program', args: [] }, { cwd: '/', env: process.env })
  expect(result.exitCode).toBe(127)
  expect(result.output).toContain('no-such-program')
  expect(
    await ask({ file: 'no-such-program', args: [] }, { cwd: '/', env: {}, signal: never }),
  ).toBeUndefined()
})

it('ask returns only standard output', async () => {
  const args = ['-e', 'console.log("11.0.0"); console.error("npm warn something")']
  expect(await ask({ file: node, args }, { cwd: '/', env: process.env, signal: never })).toBe(
    '11.0.0',
  )
})

/** A program that ignores SIGTERM, as its child does. It writes both process ids and that of its parent to a file. */
const stubborn = (pids: string) => `
  const { spawn } = require('node:child_process')
  const inner = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"
  const child = spawn(process.execPath, ['-e', inner])
  process.on('SIGTERM', () => {})
  require('node:fs').writeFileSync(${JSON.stringify(pids)}, [process.pid, child.pid, process.ppid].join(' '))
  console.log('up')
  setInterval(() => {}, 1000)
`

it('starts and ends a program where another runtime, such as Deno, takes the place of Node', async () => {
  const pids = join(await temporaryFolder(), 'pids')
  const command = { file: node, args: ['-e', stubborn(pids)] }
  const { args } = guarded(command, {}, 'linux')
  const [flag = '', script = '', end = '', ...rest] = args
  // Deno names a file before the arguments, and its standard input ends without a `close`.
  const withoutClose = `const { emit } = process.stdin
    process.stdin.emit = (name, ...rest) => name !== 'close' && emit.call(process.stdin, name, ...rest);`
  const guard = execa(node, [flag, withoutClose + script, end, '/$deno$eval.mts', ...rest])
  const up = expect.poll(() => readFile(pids, 'utf8').catch(() => ''), { timeout: 20_000 })
  await up.toMatch(/^\d+ \d+ \d+$/)
  guard.stdin.end()
  await guard.catch(() => {})
  await expectGone(await readFile(pids, 'utf8'))
}, 30_000)

it('ends the whole group after an abort, even if it ignores SIGTERM', async () => {
  const pids = join(await temporaryFolder(), 'pids')
  const stopping = new AbortController()
  const running = exec(
    { file: node, args: ['-e', stubborn(pids)] },
    {
      cwd: '/',
      env: process.env,
      signal: stopping.signal,
      onOutput: () => stopping.abort('SIGINT'),
    },
  )
  const { exitCode } = await running
  expect(exitCode).not.toBe(0)
  await expectGone(await readFile(pids, 'utf8'))
})

it.each([
  ['succeeds', 'exit 0', 0],
  ['fails', 'exit 3', 3],
  ['is killed', 'kill -9 $$', 137],
])(
  'does not wait for processes that a program leaves behind when it %s',
  async (_, end, exitCode) => {
    const dir = await temporaryFolder()
    const pids = join(dir, 'pids')
    await writeFile(join(dir, 'stubborn.cjs'), stubborn(pids))
    const script = `"$0" stubborn.cjs & while [ ! -s pids ]; do sleep 0.05; done; ${end}`
    const command = { file: 'sh', args: ['-c', script, node] }
    expect((await exec(command, { cwd: dir, env: process.env })).exitCode).toBe(exitCode)
    await expectGone(await readFile(pids, 'utf8'))
  },
)

it('ends the whole group when all its processes and its guard get SIGTERM', async () => {
  const pids = join(await temporaryFolder(), 'pids')
  const stopping = new AbortController()
  const onOutput = () => {
    for (const pid of readFileSync(pids, 'utf8').split(' ')) process.kill(Number(pid), 'SIGTERM')
    stopping.abort('SIGTERM')
  }
  const command = { file: node, args: ['-e', stubborn(pids)] }
  await exec(command, { cwd: '/', env: process.env, signal: stopping.signal, onOutput })
  await expectGone(await readFile(pids, 'utf8'))
})

it.each([
  ['ends by itself', 'sleep 0.5', { exitCode: 0, output: 'first\nlast\n' }],
  ['is ended after that time', 'sleep 60', { exitCode: 143, output: 'first\n' }],
])('gives a command time to finish if it asks for it: it %s', async (_, wait, result) => {
  const stopping = new AbortController()
  const args = ['-c', `echo first; ${wait}; echo last`]
  const onOutput = () => stopping.abort('SIGINT')
  const how = { cwd: '/', env: process.env, signal: stopping.signal, onOutput }
  expect(await exec({ file: 'sh', args, patienceMs: 3000 }, how)).toEqual(result)
})

it('ends the whole group when create-app gets SIGKILL', async () => {
  const dir = await temporaryFolder()
  const pids = join(dir, 'pids')
  const script = join(dir, 'parent.mts')
  const module = JSON.stringify(join(import.meta.dirname, '../../src/exec.ts'))
  const command = JSON.stringify({ file: node, args: ['-e', stubborn(pids)] })
  await writeFile(
    script,
    `import { exec } from ${module}
     await exec(${command}, { cwd: '/', env: process.env, onOutput: (text) => console.log(text) })`,
  )
  const parent = execa(node, ['--import', 'tsx', script], { cwd: process.cwd(), reject: false })
  await new Promise((resolve) => parent.stdout.once('data', resolve))
  parent.kill('SIGKILL')
  await parent
  await expectGone(await readFile(pids, 'utf8'))
})

it('ends processes that a command leaves in its group, and does not wait for those that left the group', async () => {
  const dir = await temporaryFolder()
  const line = 'sleep 60 & echo $! > inside; setsid sleep 60 & echo $! > outside; sleep 0.2; exit 3'
  const started = performance.now()
  const { exitCode } = await exec(
    { file: 'sh', args: ['-c', line] },
    { cwd: dir, env: process.env },
  )
  expect(exitCode).toBe(3)
  expect(performance.now() - started).toBeLessThan(30_000)
  await expectGone(await readFile(join(dir, 'inside'), 'utf8'))
  process.kill(Number(await readFile(join(dir, 'outside'), 'utf8')))
})

it('ends the whole group when its guard gets SIGTERM', async () => {
  const dir = await temporaryFolder()
  const line = 'echo $PPID > guard; sleep 60 & echo $! $$ > pids; echo up; wait'
  const running = exec(
    { file: 'sh', args: ['-c', line] },
    {
      cwd: dir,
      env: process.env,
      onOutput: async () => process.kill(Number(await readFile(join(dir, 'guard'), 'utf8'))),
    },
  )
  expect((await running).exitCode).toBe(143)
  await expectGone(await readFile(join(dir, 'pids'), 'utf8'))
})

it('returns the exit code of a shell for a killed command', async () => {
  const how = { cwd: '/', env: process.env }
  expect(await exec({ file: 'sh', args: ['-c', 'kill -KILL $$'] }, how)).toMatchObject({
    exitCode: 137,
  })
})

it('an abort ends ask and all processes that it started', async () => {
  const dir = await temporaryFolder()
  const stopping = new AbortController()
  const line = `trap '' TERM; sleep 60 & echo $! $$ > pids.new; mv pids.new pids; wait`
  const answer = ask(
    { file: 'sh', args: ['-c', line] },
    { cwd: dir, env: process.env as Record<string, string>, signal: stopping.signal },
  )
  const pids = await expect
    .poll(() => readFile(join(dir, 'pids'), 'utf8').catch(() => ''), { timeout: 10_000 })
    .not.toBe('')
    .then(() => readFile(join(dir, 'pids'), 'utf8'))
  stopping.abort('SIGINT')
  expect(await answer).toBeUndefined()
  await expectGone(pids)
})

async function expectGone(pids: string): Promise<void> {
  await expect
    .poll(() => pids.split(' ').filter((pid) => isRunning(Number(pid))), { timeout: 10_000 })
    .toEqual([])
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
    throw error
  }
}
