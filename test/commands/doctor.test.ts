import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it, onTestFinished } from 'vitest'
import { catalog, repository } from '../../scripts/compose.ts'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { runProgram } from '../support/program.ts'
import { sampleTests } from '../support/sampled.ts'

// The long form runs all.
sampleTests(1 / 2)

type Check = {
  id: string
  status: string
  message: string
  fix: string | null
  code: string | null
}

const schema = JSON.parse(
  await readFile(join(repository, 'docs/schemas/doctor.schema.json'), 'utf8'),
)
const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema)

type Answer = number | 'never'

/** A local registry, so that no result depends on the network. */
async function serve(
  status: Answer | ((url: string) => Answer),
  onRequest: (url: string) => void = () => {},
): Promise<string> {
  const server = createServer(({ url = '' }, response) => {
    onRequest(url)
    const answer = typeof status === 'function' ? status(url) : status
    if (answer !== 'never') response.writeHead(answer).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

async function examine(
  args: readonly string[],
  { env = {}, ...how }: Omit<Parameters<typeof runProgram>[1], 'cwd'> & { cwd?: string } = {},
) {
  const cwd = how.cwd ?? (await temporaryFolder())
  const network = env.npm_config_registry === undefined ? ['--offline'] : []
  const chosen = args.includes('--pm') ? [] : ['--pm', 'npm']
  const ran = await runProgram(['doctor', '--json', ...chosen, ...network, ...args], {
    ...how,
    cwd,
    env,
  })
  const document = JSON.parse(ran.stdout)
  validate(document)
  expect(validate.errors).toBeNull()
  expect(ran.stderr).toBe('')
  expect(document.ok).toBe(ran.exitCode === 0)
  const checks: readonly Check[] = document.checks
  const check = (id: string) => checks.find((one) => one.id === id)
  return { ...ran, cwd, check, checks }
}

describe('doctor', { timeout: 60_000 }, () => {
  it('finds no problem on a working machine, and writes nothing', async () => {
    const env = { npm_config_registry: await serve(200) }
    const { exitCode, checks, cwd } = await examine(['app', '-t', 'tiny'], { env })
    expect(exitCode).toBe(0)
    expect(checks.filter(({ status }) => !['ok', 'skipped'].includes(status))).toEqual([])
    expect(checks.map(({ id }) => id)).toEqual([
      'node',
      'target',
      'template',
      'git',
      'commit',
      'package-manager',
      'cache',
      'registry',
      'disk',
      'database',
      'port',
    ])
    expect(await snapshot(cwd)).toEqual({})
  })

  it('prints the same as text, within 80 columns', async () => {
    const cwd = await temporaryFolder()
    const env = { npm_config_registry: await serve(200) }
    const args = ['doctor', 'app', '-t', 'tiny', '--pm', 'npm']
    const { stdout, exitCode } = await runProgram(args, { cwd, env })
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^✔ git {14}git \d/m)
    expect(stdout).toMatch(/^Ready to create a project\.$/m)
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  it('checks the requirements of the built-in templates', async () => {
    const { check } = await examine(['-t', 'api'], { catalog, env: { PORT: '1' } })
    expect(check('database')?.status).toBe('ok')
    expect(check('port')?.message).toBe('1 is free')
    const frontend = await examine(['-t', 'frontend'], { catalog })
    expect(frontend.check('database')?.status).toBe('skipped')
  })

  it('checks the default template and no folder when neither is given', async () => {
    const { check } = await examine([])
    expect(check('template')?.message).toBe('tiny')
    expect(check('target')).toMatchObject({ status: 'skipped', message: 'no folder was given' })
  })

  it.each([
    [['taken', '-t', 'tiny'], {}],
    [['app', '-t', 'tinny'], {}],
    [['app', '-t', './none'], {}],
    [['app', '-t', 'tiny'], { PATH: '/nonexistent' }],
    [['app', '-t', 'tiny', '--no-git'], { PATH: '/nonexistent' }],
  ])('reports the same problem and exit code for %j as a creation', async (args, env) => {
    const cwd = await temporaryFolder()
    await mkdir(join(cwd, 'taken'))
    await writeFile(join(cwd, 'taken/file'), 'mine')
    const { checks, exitCode } = await examine(args, { cwd, env })
    const made = await runProgram([...args, '--pm', 'npm', '--json'], { cwd, env })
    const { error } = JSON.parse(made.stdout)
    expect(exitCode).toBe(made.exitCode)
    const problem = checks.find(({ status }) => status === 'problem')
    const { code, message, fix } = error
    expect(problem).toMatchObject({ code, message, fix })
  })

  it.each([
    [401, 'ok', 0],
    [404, 'ok', 0],
    [429, 'problem', 6],
    [503, 'problem', 6],
    ['never', 'problem', 6],
  ] as const)('asks the registry, which answers %s: %s', async (status, expected, exitCode) => {
    const registry = await serve(status)
    const ran = await examine(['-t', 'tiny'], { env: { npm_config_registry: registry } })
    expect(ran.check('registry')?.status).toBe(expected)
    expect(ran.check('registry')?.message).toContain(registry)
    expect(ran.exitCode).toBe(exitCode)
  })

  it.each([
    [401, 401, 'problem', 6],
    [403, 403, 'problem', 6],
    [404, 404, 'problem', 6],
    [403, 200, 'ok', 0],
    [404, 200, 'ok', 0],
  ] as const)(
    'asks a registry that refuses the ping with %s for a package that is needed, which it answers with %s: %s',
    async (ping, view, expected, exitCode) => {
      const asked: string[] = []
      const npm_config_registry = await serve(
        (url) => (url === '/-/ping' ? ping : view),
        (url) => asked.push(url),
      )
      const ran = await examine(['-t', 'needy'], { env: { npm_config_registry } })
      expect(ran.check('registry')?.status).toBe(expected)
      expect(ran.exitCode).toBe(exitCode)
      expect(asked).toEqual(['/-/ping', '/a-package-that-cannot-be-fetched'])
    },
  )

  it('accepts a 401 from the registry when only Yarn has the token', async () => {
    const cwd = await temporaryFolder()
    const registry = await serve(401)
    const bin = await toolIn(cwd, 'yarn', `[ $1 = config ] && echo ${registry} || echo 4.18.1`)
    await mkdir(join(cwd, 'mine'))
    await writeFile(join(cwd, 'mine/package.json'), '{ "dependencies": { "needed": "1.0.0" } }')
    const env = { npm_config_registry: registry, PATH: `${bin}:${process.env.PATH}` }
    const { check } = await examine(['-t', './mine', '--pm', 'yarn'], { cwd, env })
    expect(check('registry')).toMatchObject({ status: 'ok', message: `${registry} answers` })
  })

  it('does not ask the registry with --offline', async () => {
    const asked: string[] = []
    const registry = await serve(200, (url) => asked.push(url))
    const env = { npm_config_registry: registry }
    const { check, exitCode } = await examine(['-t', 'tiny', '--offline'], { env })
    expect(check('registry')).toMatchObject({ status: 'skipped', message: '--offline' })
    expect(exitCode).toBe(0)
    expect(asked).toEqual([])
  })

  it('detects that the port is in use', async () => {
    const { port } = new URL(await serve(200))
    const { check, exitCode } = await examine(['-t', 'api'], { catalog, env: { PORT: port } })
    expect(check('port')).toMatchObject({ status: 'warning', code: 'PORT_TAKEN' })
    expect(exitCode).toBe(0)
  })

  it.each(['npm', 'pnpm'])('tries to write where %s will', async (pm) => {
    const cwd = await temporaryFolder()
    // Not even root can write below a file.
    await writeFile(join(cwd, 'file'), '')
    const line = `[ "$2" = path ] || exec echo 10.20.0; echo ${cwd}/file/cache`
    const bin = pm === 'npm' ? '' : `${await toolIn(cwd, pm, line)}:`
    const env = { npm_config_cache: join(cwd, 'file/cache'), PATH: `${bin}${process.env.PATH}` }
    const { check, exitCode } = await examine(['--pm', pm, '-t', 'tiny'], { cwd, env })
    expect(check('cache')).toMatchObject({
      status: 'problem',
      code: 'PACKAGE_CACHE_NOT_WRITABLE',
      message: expect.stringContaining(`${pm} cannot write to its cache ${cwd}/file/cache`),
    })
    expect(exitCode).toBe(20)
  })

  it('says where the tests will run, and connects without a password', async () => {
    const server = createTcpServer((socket) => socket.once('data', () => socket.end('N')))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const at = async (address: string) => {
      const env = { DATABASE_URL: address }
      const ran = await examine(['-t', 'api'], { catalog, env })
      expect(ran.stdout).not.toContain('secret')
      return [ran.check('database')?.status, ran.check('database')?.message]
    }
    const shop = (port: number | string) => `postgresql://ada:secret@127.0.0.1:${port}/shop`
    expect(await at(shop(port))).toEqual(['ok', expect.stringContaining(`on 127.0.0.1:${port},`)])
    expect(await at(shop(9))).toEqual(['problem', expect.stringContaining('ECONNREFUSED')])
    const web = new URL(await serve(200))
    expect(await at(shop(web.port))).toEqual(['problem', expect.stringContaining('not PostgreSQL')])
    for (const wrong of ['mysql://ada:secret@db/shop', 'postgresql://ada:secret@:x/', 'secret']) {
      expect(await at(wrong)).toEqual(['problem', expect.stringContaining('not the address')])
    }
  })

  it('warns about a missing git identity with the message of a creation', async () => {
    const env = {
      GIT_AUTHOR_NAME: undefined,
      GIT_AUTHOR_EMAIL: undefined,
      GIT_COMMITTER_NAME: undefined,
      GIT_COMMITTER_EMAIL: undefined,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
    }
    const { check, exitCode } = await examine(['-t', 'tiny'], { env })
    expect(check('commit')).toMatchObject({ status: 'warning', code: 'GIT_NO_IDENTITY' })
    expect(exitCode).toBe(0)
  })

  it('does not wait for a tool that never answers', async () => {
    const cwd = await temporaryFolder()
    const bin = await toolIn(cwd, 'git', 'sleep 30')
    const started = performance.now()
    const env = { PATH: `${bin}:${process.env.PATH}` }
    const { check } = await examine(['-t', 'tiny'], { cwd, env })
    expect(check('git')?.status).toBe('problem')
    expect(performance.now() - started).toBeLessThan(20_000)
  })

  it('stops on a signal without a result', async () => {
    const cwd = await temporaryFolder()
    const env = { npm_config_registry: await serve('never') }
    const ran = await runProgram(['doctor', '-t', 'tiny', '--pm', 'npm'], {
      cwd,
      env,
      onStart: (outside) => setTimeout(() => outside.signal('SIGINT'), 1500),
    })
    expect(ran).toMatchObject({ exitCode: 130, stdout: '', killed: ['SIGINT'] })
  })
})

describe('tools that are too old', { timeout: 60_000 }, () => {
  it.each([
    [
      'git',
      'git version 2.19.2',
      [],
      'create-app needs git >=2.20, but this machine has 2.19.2.',
      '--no-git',
    ],
    [
      'npm',
      '10.5.2',
      [],
      'create-app needs npm >=10.6, but this machine has 10.5.2.',
      '--no-install',
    ],
  ])('are refused by a creation: %s', async (tool, version, _, message, way) => {
    const cwd = await temporaryFolder()
    const bin = await toolIn(cwd, tool, `echo ${version}`)
    const env = { PATH: `${bin}:${process.env.PATH}` }
    const args = ['app', '-t', 'tiny', '--pm', 'npm', '--dry-run', '--json']
    const refused = await runProgram(args, { cwd, env })
    const { error } = JSON.parse(refused.stdout)
    expect(refused.exitCode).toBe(5)
    expect(error).toMatchObject({ code: 'TOOL_TOO_OLD', message })
    expect(error.fix).toContain(way)
    expect((await runProgram([...args, way], { cwd, env })).exitCode).toBe(0)
  })
})

/** A folder with a program of this name that only runs this script. */
async function toolIn(cwd: string, name: string, does: string): Promise<string> {
  const bin = join(cwd, 'bin')
  await mkdir(bin)
  await writeFile(join(bin, name), `#!/bin/sh\n${does}\ntrue\n`, { mode: 0o755 })
  return bin
}
