import { execFile } from 'node:child_process'
import { copyFile, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'vitest'
// @ts-expect-error: plain JavaScript, because Node runs it before the build.
import { packTemplates } from '../../scripts/build/pack.mjs'
import type { Catalog } from '../../src/blueprints/catalog.ts'
import { cacheIn, integrityOf, keep, openStage } from '../../src/blueprints/fetch/cache.ts'
import type { ResultDocument } from '../../src/report/result.ts'
import { snapshot, temporaryFolder } from './folders.ts'
import { cleanEnvironment, type Ran, runProgram } from './program.ts'
import { catalogWith } from './releases.ts'
import { type ShelfFiles, writeFiles } from './shelves.ts'

type Env = Readonly<Record<string, string | undefined>>

/** A project that an earlier release created, and what runs create-app of a later one in it. */
export type MadeProject = {
  /** Absolute path. */
  readonly dir: string
  /** The top of its repository; the project itself, if it has none. */
  readonly top: string
  readonly env: Env
  /** Runs a command of the later release in the project. */
  run(command: string, ...args: readonly string[]): Promise<Ran>
  /** The same with `--json`: its document. */
  document(command: string, ...args: readonly string[]): Promise<ResultDocument>
  /** Runs `update` without an install. */
  update(...args: readonly string[]): Promise<ResultDocument>
  /** Takes the templates of another release from now on. */
  release(version: string, files: ShelfFiles): Promise<void>
  git(...args: readonly string[]): Promise<string>
  /** Runs a command line in the folder of the project. */
  sh(line: string): Promise<string>
  commit(): Promise<void>
  read(path: string): Promise<string>
  write(files: ShelfFiles): Promise<void>
  remove(path: string): Promise<void>
  /** Every file with its content and mode. */
  files(): Promise<Record<string, string>>
}

type Making = {
  readonly template?: string
  /** The files of the earlier and the later release; those of the fixtures are in both. */
  readonly before?: ShelfFiles
  readonly after?: ShelfFiles
  readonly args?: readonly string[]
  /** The release that creates the project; the earlier one, if it is left out. */
  readonly by?: string
  /** The folder of the project in its repository. */
  readonly at?: string
  /** Without a repository, if it is false. */
  readonly git?: boolean
  /** Changes the templates of the later release. */
  readonly later?: (dir: string) => Promise<void>
}

export const [earlier, later] = ['2.9.0', '3.0.0']

/** Creates a project with the earlier release, whose templates are in the cache, and commits it. */
export async function madeProject(making: Making = {}): Promise<MadeProject> {
  const { template = 'plain', before = {}, after = {}, args = [], at = 'app' } = making
  const [outer, cache] = [await temporaryFolder(), await temporaryFolder()]
  const [dir, hasGit] = [join(outer, at), making.git ?? true]
  const top = at === 'app' ? dir : outer
  const env = { XDG_CACHE_HOME: cache, npm_config_registry: 'http://127.0.0.1:9/' }
  const first = await catalogWith(making.by ?? earlier, before)
  await cacheRelease(first, env)
  const create = ['--pm', 'npm@11.0.0', '--no-install', '--no-git', '--no-json', ...args]
  const how = { cwd: outer, env, catalog: first }
  const { exitCode, stderr } = await runProgram([dir, '-t', template, ...create], how)
  expect(exitCode, stderr).toBe(0)
  let catalog = await catalogWith(later, after)
  await making.later?.(catalog.dir)
  const run: MadeProject['run'] = (command, ...more) =>
    runProgram([command, ...more], { cwd: dir, env, catalog })
  const project: MadeProject = {
    ...{ dir, top, env, run },
    async document(command, ...more) {
      return JSON.parse((await run(command, ...more, '--json')).stdout)
    },
    update: (...more) => project.document('update', '--no-install', ...more),
    async release(version, files) {
      if (catalog.version !== version) await cacheRelease(catalog, env)
      catalog = await catalogWith(version, files)
    },
    git: (...more) => git(dir, ...more),
    sh: (line) => runIn(dir, '/bin/sh', '-c', line),
    async commit() {
      await git(top, 'add', '--all')
      await git(top, 'commit', '--quiet', '--allow-empty', '--message', 'work')
    },
    read: (path) => readFile(join(dir, path), 'utf8'),
    write: (files) => writeFiles(dir, files),
    remove: (path) => rm(join(dir, path), { recursive: true }),
    files: () => snapshot(dir),
  }
  if (hasGit) {
    await git(top, 'init', '--quiet', '--initial-branch', 'main')
    await project.commit()
  }
  return project
}

/** Puts the templates of a release where create-app keeps those that it has fetched. */
export async function cacheRelease({ dir, version }: Catalog, env: Env): Promise<void> {
  const pack = join(await temporaryFolder(), 'templates.br')
  await packTemplates(dir, pack)
  const cache = cacheIn(env)
  const stage = await openStage(cache)
  const file = join(stage, 'templates.br')
  await copyFile(pack, file)
  const known = { integrity: await integrityOf(file), fetched: Date.now(), etag: undefined }
  await keep(cache, {
    asked: [`npm templates of create-app@${version}`],
    kept: { ...known, file, resolved: version },
    stage,
  })
  await rm(stage, { recursive: true, force: true })
}

/** Runs git as the user of a project, and returns what it prints. */
export function git(cwd: string, ...args: readonly string[]): Promise<string> {
  return runIn(cwd, 'git', ...args)
}

async function runIn(cwd: string, file: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(file, args, { cwd, env: cleanEnvironment() })
  return stdout
}

/** The parts of a file in conflict, as a person reads them. */
export function isMarked(text: string): boolean {
  return /^<{7} /m.test(text) && /^={7}\r?$/m.test(text) && /^>{7} /m.test(text)
}

/** Lines that git can tell apart, with some of them changed. */
export function lines(changes: Readonly<Record<number, string>> = {}): string {
  return Array.from({ length: 12 }, (_, at) => `${changes[at + 1] ?? `line ${at + 1}`}\n`).join('')
}
