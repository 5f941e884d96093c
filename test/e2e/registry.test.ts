import { mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { repository } from '../../scripts/compose.ts'
import { type Disk, look } from '../faults/support/disk.ts'
import { type FaultyRegistry, startFaultyRegistry } from '../faults/support/faulty-registry.ts'
import { bin } from '../faults/support/program.ts'
import { installPackageManager, packageManagers } from '../support/package-managers.ts'
import { newPerson, type Person } from '../support/person.ts'
import { cleanEnvironment } from '../support/program.ts'
import { machineRegistry, type Registry, startRegistry } from '../support/registry.ts'
import { isLong, sampled } from '../support/sampled.ts'
import { keys, runInTerminal } from '../support/terminal.ts'

type Name = 'npm' | keyof typeof packageManagers

/** Commands and the package manager that they need. npm needs `--` before the flags of create-app. */
const ways: readonly (readonly [typed: string, has: Name])[] = [
  ['npm create app@latest --', 'npm'],
  ['npx create-app@latest', 'npm'],
  ['pnpm create app', 'pnpm'],
  ['yarn create app', 'yarn 1'],
  ['yarn create app', 'yarn 4'],
  ['yarn dlx create-app', 'yarn 4'],
  ['bun create app', 'bun'],
]

// The long form (`--mode long`) tries each command in a terminal, and on each supported version of Node.
const { version } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'))

let place: string
let real: Registry
let registry: FaultyRegistry
const programs = new Map<string, string>()
/** Milliseconds, because a package manager downloads create-app first. */
const patience = 60_000

beforeAll(async () => {
  place = await realpath(await mkdtemp(join(tmpdir(), 'create-app-registry-')))
  // Other registries have a different package with this name, so only this one may serve it.
  real = await startRegistry(place, { own: ['create-app'], uplink: await machineRegistry() })
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', place]
  const { stdout } = await execa('npm', args, { cwd: repository })
  const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('[')))
  await real.publish(join(place, filename))
  registry = await startFaultyRegistry(real.url)
  for (const [name, spec] of Object.entries(packageManagers)) {
    programs.set(name, await installPackageManager(spec))
  }
})

afterAll(async () => {
  await registry?.close()
  await real?.close()
  await rm(place, { recursive: true, force: true })
})

/** A user with Node and a package manager who has never used create-app. */
function personWith(has: Name, how: { node?: string } = {}): Promise<Person> {
  const folder = programs.get(has)
  return newPerson(registry.url, { programs: folder === undefined ? [] : [folder], ...how })
}

async function type(line: string, { work, env }: Person): Promise<string> {
  const how = { cwd: work, env: cleanEnvironment(env), extendEnv: false, stdin: 'ignore' } as const
  return (await execa('sh', ['-c', line], { ...how, all: true })).all
}

/** The version of create-app in a project's record, which other packages of this name do not write. */
async function makerOf(dir: string): Promise<string> {
  return JSON.parse(await readFile(join(dir, '.create-app.json'), 'utf8')).createApp
}

/** The files of a project without its secrets. */
async function projectIn(dir: string): Promise<Disk> {
  const { '.env': _, ...project } = (await look(dir)) ?? {}
  return project
}

/** The later requests to the registry, without npm's own, such as those of an audit. */
function asked(since: number): readonly string[] {
  const requests = registry.requests.slice(since)
  return [...new Set(requests.filter((request) => !request.includes(' /-/')))]
}

const filesOnly = 'my-api --template api --no-install --no-git'

describe.each(sampled('ways', ways, 4))('%s, with %s', (typed, has) => {
  it('downloads only create-app, and creates a project', async () => {
    const person = await personWith(has)
    const before = registry.requests.length
    await type(`${typed} ${filesOnly}`, person)
    const tarball = `GET /create-app/-/create-app-${version}.tgz`
    expect(asked(before)).toEqual(['GET /create-app', tarball])
    expect(await makerOf(join(person.work, 'my-api'))).toBe(version)

    const [name] = has.split(' ')
    const used = `${name}@${await type(`${name} --version`, person)}`
    await mkdir(join(person.work, 'here'))
    await type(`cd here && node ${bin} ${filesOnly} --pm ${used}`, person)
    const made = await projectIn(join(person.work, 'my-api'))
    expect(made).toEqual(await projectIn(join(person.work, 'here/my-api')))
  })

  it.runIf(isLong || has === 'npm')('resumes the project', async () => {
    const person = await personWith(has)
    await type(`${typed} ${filesOnly}`, person)
    const output = await type(`${typed} resume my-api --no-install --no-git --json`, person)
    expect(
      JSON.parse(output.slice(output.indexOf('{\n'), output.lastIndexOf('}') + 1)),
    ).toMatchObject({
      ok: true,
      command: 'resume',
      projectDir: join(person.work, 'my-api'),
    })
  })

  it.runIf(isLong || has === 'npm')('asks for missing options in a terminal', async () => {
    const person = await personWith(has)
    const terminal = runInTerminal('sh', ['-c', `${typed} --no-install --no-git`], {
      cwd: person.work,
      env: cleanEnvironment(person.env),
    })
    if (has === 'npm') {
      await terminal.shows('Ok to proceed?', patience)
      terminal.press(`y${keys.enter}`)
    }
    await terminal.shows('Where should the project go?', patience)
    terminal.press(`shop${keys.enter}`)
    await terminal.shows('Which template?')
    terminal.press(keys.enter)
    await terminal.shows('Example feature')
    terminal.press(keys.enter)
    await terminal.shows('Which add-ons?')
    terminal.press(keys.enter)
    expect((await terminal.exit).exitCode).toBe(0)
    expect(await makerOf(join(person.work, 'shop'))).toBe(version)
  })
})

it.runIf(isLong)('installs, commits and tests a complete project', async () => {
  const person = await personWith('npm')
  const output = await type('npm create app@latest -- my-site --template frontend', person)
  expect(output).toContain('Tests passed.')
  expect(await type('git -C my-site status --porcelain', person)).toBe('')
})

describe.runIf(isLong).each(['22', '24', '26'])('on Node %s', (major) => {
  it.each(ways)('%s, with %s, creates a project', async (typed, has) => {
    const nodeOfRegistry = ['--yes', '--package', `node@${major}`, 'node', '-p', 'process.execPath']
    const { stdout: node } = await execa('npx', nodeOfRegistry)
    const person = await personWith(has, { node })
    expect(await type('node --version', person)).toMatch(`v${major}.`)
    await type(`${typed} ${filesOnly}`, person)
    expect(await makerOf(join(person.work, 'my-api'))).toBe(version)
  })
})
