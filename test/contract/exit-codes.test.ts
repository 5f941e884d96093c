import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { expect, it } from 'vitest'
import { type ExitCode, exitCodes } from '../../src/errors/exit-codes.ts'
import { rowsOf } from '../support/contract.ts'
import { temporaryFolder } from '../support/folders.ts'
import { cleanEnvironment, fixtures, runProgram } from '../support/program.ts'
import { madeProject } from '../support/updating.ts'

const files = ['app', '--template', 'tiny', '--pm', 'npm@11.0.0', '--no-install', '--no-git']

async function ending(
  args: readonly string[],
  cwd: string,
  how: Partial<Parameters<typeof runProgram>[1]> = {},
): Promise<number> {
  return (await runProgram(args, { cwd, ...how })).exitCode
}

/** A run that is stopped while the tests of the slow template run. */
function stoppedBy(signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP', cwd: string): Promise<number> {
  return ending(['app', '--template', 'slow', '--pm', 'npm', '--no-git'], cwd, {
    onStart: ({ signal: send, stdout }) => {
      const waiting = setInterval(() => {
        if (!stdout().includes('Run the tests')) return
        clearInterval(waiting)
        send(signal)
      }, 20)
    },
  })
}

/** A fake program before the real ones on the PATH. */
async function withProgram(name: string, script: string, cwd: string) {
  const bin = join(cwd, 'bin')
  await mkdir(bin)
  await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`)
  await chmod(join(bin, name), 0o755)
  return { PATH: [bin, cleanEnvironment().PATH].join(delimiter) }
}

/** A project whose template has another `a.txt` now. */
function behind() {
  return madeProject({ before: { 'plain/a.txt': '1\n' }, after: { 'plain/a.txt': '2\n' } })
}

/** How to get each code. The type requires every code that the program can end with. */
const proofs: Record<ExitCode, (cwd: string) => Promise<number>> = {
  [exitCodes.ok]: (cwd) => ending(files, cwd),
  [exitCodes.bug]: (cwd) => {
    const broken = {
      ...fixtures,
      get dir(): string {
        throw new TypeError('a bug')
      },
    }
    return ending(files, cwd, { catalog: broken })
  },
  [exitCodes.usage]: (cwd) => ending(['app', '--templat', 'tiny'], cwd),
  [exitCodes.targetTaken]: async (cwd) => {
    await mkdir(join(cwd, 'app'))
    await writeFile(join(cwd, 'app/mine.txt'), '')
    return ending(files, cwd)
  },
  [exitCodes.conflict]: async () => {
    const project = await behind()
    await project.write({ 'a.txt': 'mine\n' })
    await project.commit()
    return (await project.run('update', '--no-install')).exitCode
  },
  [exitCodes.environment]: (cwd) => {
    return ending(['app', '--template', 'tiny', '--pm', 'npm'], cwd, { env: { PATH: cwd } })
  },
  [exitCodes.network]: async (cwd) => {
    const env = { npm_config_registry: 'http://127.0.0.1:9/' }
    return ending(['doctor', '--template', 'tiny', '--pm', 'npm'], cwd, { env })
  },
  [exitCodes.template]: async (cwd) => {
    await mkdir(join(cwd, 'mine'))
    await writeFile(join(cwd, 'mine/template.json'), '{ "$schema": "./template.schema.json"')
    return ending(['app', '--template', './mine'], cwd)
  },
  [exitCodes.disk]: () => ending(files, '/proc'),
  [exitCodes.behind]: async () => (await (await behind()).run('check')).exitCode,
  [exitCodes.uncommitted]: async () => {
    const project = await behind()
    await project.write({ 'a.txt': 'mine\n' })
    return (await project.run('update', '--no-install')).exitCode
  },
  [exitCodes.installFailed]: (cwd) => {
    return ending(['app', '--template', 'needy', '--pm', 'npm', '--no-git'], cwd)
  },
  [exitCodes.verifyFailed]: (cwd) => {
    return ending(['app', '--template', 'broken', '--pm', 'npm', '--no-git'], cwd)
  },
  [exitCodes.gitFailed]: async (cwd) => {
    const script = 'case "$*" in *init*) exit 1;; esac\necho git version 2.50.0'
    const env = await withProgram('git', script, cwd)
    return ending(['app', '--template', 'plain'], cwd, { env })
  },
  [exitCodes.migrationFailed]: async () => {
    const manifest = '{ "scripts": { "db:migrate": "exit 1" } }'
    const project = await madeProject({
      before: { 'plain/package.json': manifest, 'plain/prisma/schema.prisma': 'model A {\n}\n' },
      after: { 'plain/package.json': manifest, 'plain/prisma/schema.prisma': 'model B {\n}\n' },
    })
    return (await project.run('update')).exitCode
  },
  [exitCodes.hookFailed]: async () => {
    const project = await madeProject()
    const hooks = { beforeGenerate: ['false'] }
    const files = [{ path: 'a.md', content: '' }]
    await project.write({ 'generators/g.json': JSON.stringify({ name: 'g', hooks, files }) })
    return (await project.run('generate', 'g', 'x')).exitCode
  },
  [exitCodes.SIGINT]: (cwd) => stoppedBy('SIGINT', cwd),
  [exitCodes.SIGTERM]: (cwd) => stoppedBy('SIGTERM', cwd),
  [exitCodes.SIGHUP]: (cwd) => stoppedBy('SIGHUP', cwd),
}

it('has a row for each code, and a code for each row', () => {
  const codes = rowsOf('code').flatMap(([cell = '']) => cell.split(', ').map(Number))
  const known: readonly number[] = Object.values(exitCodes)
  expect(codes).toEqual(known.toSorted((a, b) => a - b))
})

it.each(Object.entries(proofs))('ends with %s as in its row', async (code, prove) => {
  expect(await prove(await temporaryFolder())).toBe(Number(code))
})
