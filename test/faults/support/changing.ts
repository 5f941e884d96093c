import { existsSync, readdirSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { delimiter, join } from 'node:path'
import { execa } from 'execa'
import { cleanEnvironment } from '../../support/program.ts'
import { hostTarball } from '../../support/tarballs.ts'
import { type Disk, look } from './disk.ts'
import { put } from './place.ts'
import { type Ended, type Running, runBin, start } from './program.ts'
import { openFolder } from './rehearsal.ts'

export type Files = NonNullable<Disk>
export type Env = Readonly<Record<string, string | undefined>>

/** The versions of a template, by their number: each file by its path. */
export type Versions = Readonly<Record<string, Readonly<Record<string, string>>>>

/** A user with a cache that has all versions of the template `mine`, so that nothing needs a network. */
export type Workshop = {
  readonly root: string
  /** The current folder, with the project in `app`. Its path never changes, because the cache knows projects by it. */
  readonly work: string
  readonly app: string
  readonly env: Env
  /** Keeps the project and the cache as they are now, and brings them back. */
  save(name: string): Promise<void>
  load(name: string): Promise<void>
}

/** Without install and tests, and without a network. */
export const quietly = ['--trust', '--no-install', '--no-verify', '--offline', '--json']

/** Creates a project of the first version in a workshop; removed with `rm(root)`. */
export async function openWorkshop(
  versions: Versions,
  { git = true }: { git?: boolean } = {},
): Promise<Workshop> {
  const root = await openFolder()
  const work = join(root, 'work')
  for (const folder of ['work', 'tmp', 'home', 'saved', 'bin']) await mkdir(join(root, folder))
  // The tests need no real npm, which would take longer to start than everything else.
  const registry = await servePackages(versions)
  const env = {
    HOME: join(root, 'home'),
    TMPDIR: join(root, 'tmp'),
    XDG_CACHE_HOME: join(work, 'cache'),
    npm_config_registry: registry.url,
    npm_config_cache: join(root, 'npm'),
    npm_config_update_notifier: 'false',
  }
  const [first = '', ...others] = Object.keys(versions)
  const args = ['app', '--template', `npm:mine@${first}`, '--trust', '--pm', 'npm@11.0.0']
  const rest = ['--no-install', '--no-verify', ...(git ? [] : ['--no-git'])]
  await expectEnd(runBin([...args, ...rest], { cwd: work, env }), 0)
  for (const version of others) {
    await expectEnd(runBin(['check', 'app', '--to', version], { cwd: work, env }), 9)
  }
  registry.close()
  await put(root, { 'bin/npm': '#!/bin/sh\necho 11.0.0\n' })
  const copy = (from: string, to: string) => execa('cp', ['-a', from, to])
  return {
    ...{ root, work, app: join(work, 'app') },
    env: { ...env, PATH: [join(root, 'bin'), process.env.PATH].join(delimiter) },
    async save(name) {
      await rm(join(root, 'saved', name), { recursive: true, force: true })
      await copy(work, join(root, 'saved', name))
    },
    async load(name) {
      await rm(work, { recursive: true, force: true })
      await copy(join(root, 'saved', name), work)
    },
  }
}

/** A registry on loopback that has the package `mine`. */
async function servePackages(versions: Versions) {
  const server = createServer(({ url = '' }, response) => {
    const [, version = ''] = /^\/mine-(.+)\.tgz$/.exec(url) ?? []
    const files = versions[version]
    const { port } = server.address() as AddressInfo
    const all = Object.keys(versions).map((one) => {
      const dist = { tarball: `http://127.0.0.1:${port}/mine-${one}.tgz` }
      return [one, { name: 'mine', version: one, dist }] as const
    })
    const latest = all.at(-1)?.[0]
    const body = { name: 'mine', 'dist-tags': { latest }, versions: Object.fromEntries(all) }
    if (url === '/mine') response.setHeader('content-type', 'application/json')
    else if (!files) response.statusCode = 404
    response.end(
      url === '/mine' ? JSON.stringify(body) : hostTarball(files ?? {}, { top: 'package' }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${port}`, close }
}

export async function expectEnd<End extends Pick<Ended, 'exitCode' | 'stdout' | 'stderr'>>(
  ended: Promise<End>,
  exitCode: number,
): Promise<End> {
  const all = await ended
  if (all.exitCode === exitCode) return all
  throw new Error(`It ended with ${all.exitCode}:\n${all.stdout}${all.stderr}`)
}

/** Starts a command on the project of a workshop. After `ms` it counts as hanging. */
export function startIn(
  { work, env }: Pick<Workshop, 'work' | 'env'>,
  args: readonly string[],
  more: Env = {},
  ms?: number,
): Running {
  return start(args, { cwd: work, env: { ...env, ...more }, ...(ms !== undefined && { ms }) })
}

/** Runs git in the project of a workshop. */
export async function gitIn({ app, env }: Workshop, ...args: readonly string[]): Promise<string> {
  const { stdout } = await execa('git', args, {
    cwd: app,
    env: cleanEnvironment(env),
    extendEnv: false,
  })
  return stdout
}

export async function commitAll(workshop: Workshop, message = 'mine'): Promise<void> {
  await gitIn(workshop, 'add', '-A')
  await gitIn(workshop, 'commit', '-q', '--no-verify', '-m', message)
}

/** The files of a project, without git's and without the stage of a killed run. */
export async function filesIn(dir: string): Promise<Files> {
  const seen = (await look(dir, { except: '.git/' })) ?? {}
  const own = Object.entries(seen).filter(([path]) => !/^\.git$|^\.create-app-/.test(path))
  return Object.fromEntries(own)
}

/** Edits files of a folder, by path. */
export async function edit(
  dir: string,
  edits: Readonly<Record<string, (text: string) => string>>,
): Promise<void> {
  for (const [path, change] of Object.entries(edits)) {
    await writeFile(join(dir, path), change(await readFile(join(dir, path), 'utf8')))
  }
}

export function stagesIn(dir: string): readonly string[] {
  return readdirSync(dir).filter((name) => /^\.create-app-\d/.test(name))
}

/** Whether a run was killed while the files of a folder were neither as before nor as planned. */
export function hasJournal(dir: string): boolean {
  return stagesIn(dir).some((stage) => existsSync(join(dir, stage, 'journal.json')))
}
