import { cp, mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { repository } from '../../scripts/compose.ts'
import { commit, run, tryRun } from '../support/committed-project.ts'
import {
  beforeRegistries,
  beforeRewording,
  buildAt,
  isInHistory,
  type Release,
} from '../support/earlier-release.ts'
import { editProject, removeExample, resolveConflicts } from '../support/edited-project.ts'
import { type FeatureTemplate, featureTemplates } from '../support/features.ts'
import { snapshot } from '../support/folders.ts'
import { gitConflicts } from '../support/git-merge.ts'
import { cleanEnvironment } from '../support/program.ts'
import { machineRegistry, type Registry, startRegistry } from '../support/registry.ts'
import { isLong, sampled } from '../support/sampled.ts'

/** Its program wrote no hash into the record. */
const withoutHash: Release = { commit: beforeRewording, version: '2.9.0' }
const withHash: Release = { commit: beforeRegistries, version: '2.8.0', isOnlyTemplates: true }
const releases = [withHash, withoutHash]
const hasHistory = (await isInHistory(beforeRegistries)) && (await isInHistory(beforeRewording))
const { version } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'))
/** A project of the long form is installed, checked and built, some of them with two databases. */
const timeout = isLong ? 3_600_000 : 120_000

let home: string
let registry: Registry
/** The published packages by version, as a person has them after an install. */
const packages = new Map<string, string>()
let env: Record<string, string>

beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'create-app-updates-')))
  registry = await startRegistry(home, { uplink: await machineRegistry(), own: ['create-app'] })
  env = cleanEnvironment({
    XDG_CACHE_HOME: join(home, 'cache'),
    npm_config_registry: registry.url,
    npm_config_audit: 'false',
  })
  for (const release of hasHistory ? releases : []) {
    const built = await buildAt(release, await mkdtemp(join(home, 'earlier-')))
    packages.set(release.version, built)
    await registry.publish(built)
  }
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', home]
  const { stdout } = await execa('npm', args, { cwd: repository })
  const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('[')))
  await execa('tar', ['-xzf', filename], { cwd: home })
  packages.set(version, join(home, 'package'))
}, 300_000)

afterAll(async () => {
  await registry?.close()
  await rm(home, { recursive: true, force: true })
})

function start(release: string, cwd: string, args: readonly string[]) {
  const program = join(packages.get(release) ?? '', 'dist/create-app.cjs')
  // Where nothing is installed, nothing but the cache may be used.
  const isAlone = args.includes('--offline') && args.includes('--no-install')
  const how = { cwd, extendEnv: false, stdin: 'ignore', reject: false } as const
  const own = isAlone ? { ...env, npm_config_registry: 'http://127.0.0.1:1/' } : env
  return execa(process.execPath, [program, ...args], { ...how, env: own })
}

/** Creates a project with the program of a release; in the long form, with its packages. */
async function createWith(
  release: string,
  template: string,
  ...args: readonly string[]
): Promise<string> {
  const cwd = await mkdtemp(join(home, 'work-'))
  const all = ['my-app', '--template', template, '--yes', '--pm', 'npm', '--no-verify', ...args]
  const { exitCode, stderr } = await start(release, cwd, all)
  expect(exitCode, stderr).toBe(0)
  const project = join(cwd, 'my-app')
  const isRepository = !args.includes('--no-git')
  if (isRepository) await run(project, 'git', 'config', 'maintenance.auto', 'false')
  return project
}

/** Runs a command of this release in a project; returns its document. */
async function act(project: string, command: string, ...args: readonly string[]) {
  const { stdout, stderr } = await start(version, project, [command, '--json', ...args])
  return { ...JSON.parse(stdout), stderr }
}

/** The paths that a document says have changed. */
function changedIn({ files }: { files: Record<string, readonly string[] | undefined> }) {
  return [files.created, files.updated, files.deleted].flatMap((paths) => paths ?? [])
}

const plain = ['--yes', '--no-install', '--no-verify']

/** The files of a project that are not its own business. */
async function filesOf(project: string): Promise<Record<string, string>> {
  const files = Object.entries(await snapshot(project))
  const isOwn = /(?:^|\/)(?:\.env|\.create-app\.json|\.data\/.*|prisma\/migrations\/.*)$/
  return Object.fromEntries(files.filter(([path]) => !isOwn.test(path)))
}

const untouched = releases.flatMap((release) =>
  featureTemplates.map((template) => ({ template, release: release.version })),
)

describe.runIf(hasHistory && isLong)('a project that nobody edited', () => {
  it.each(sampled('untouched projects', untouched, 1))(
    'of the template $template becomes what this release creates, from $release',
    async ({ template, release }) => {
      const project = await createWith(release, template, '--no-install')
      const newer = await createWith(version, template, '--no-install', '--no-git')
      expect(await act(project, 'check')).toMatchObject({ exitCode: 9 })
      expect(await act(project, 'update', ...plain)).toMatchObject({ exitCode: 0, error: null })
      expect(await filesOf(project)).toEqual(await filesOf(newer))
      expect(await act(project, 'check', '--offline')).toMatchObject({ exitCode: 0 })
      await commit(project, 'Update')
      const again = await act(project, 'update', ...plain, '--offline')
      expect(again).toMatchObject({ exitCode: 0, error: null })
      expect(changedIn(again)).toEqual([])
      expect(await run(project, 'git', 'status', '--porcelain')).toBe('')
    },
    timeout,
  )
})

type Scenario = {
  readonly name: string
  readonly edit?: (project: string, template: FeatureTemplate) => Promise<void>
  readonly args?: readonly string[]
  /** What `check` ends with afterwards. */
  readonly checked: number
  /** The files that need a person, in each package. */
  readonly conflicts: Readonly<Record<FeatureTemplate, readonly string[]>>
}

const none = { api: [], frontend: [], fullstack: [], monorepo: [] }

const edited: Scenario = {
  name: 'with a feature, a renamed component and another port',
  edit: editProject,
  checked: 0,
  // Lines with the port in the guides, whose words are new, and the comment above the renamed function.
  conflicts: {
    api: ['README.md', 'src/http/read-person.ts'],
    frontend: ['README.md', 'src/components/message-screen.tsx'],
    fullstack: ['README.md', 'src/components/message-screen.tsx'],
    monorepo: [
      ...['README.md', 'apps/api/README.md', 'apps/api/src/http/read-person.ts'],
      ...['apps/web/README.md', 'apps/web/src/components/message-screen.tsx'],
    ],
  },
}
const withoutExample: Scenario = {
  name: 'from which somebody deleted the example',
  edit: removeExample,
  // The template still makes these files.
  checked: 9,
  // The last line of a registry, next to a comment that is new.
  conflicts: {
    api: ['prisma/seeds/index.ts', 'src/modules/index.ts'],
    frontend: ['src/site.ts'],
    fullstack: ['prisma/seeds/index.ts', 'src/server/router.ts', 'src/site.ts'],
    monorepo: [
      ...['apps/api/prisma/seeds/index.ts', 'apps/api/src/modules/index.ts'],
      ...['apps/web/prisma/seeds/index.ts', 'apps/web/src/server/router.ts'],
      'apps/web/src/site.ts',
    ],
  },
}
const leftOut: Scenario = {
  ...{ name: 'with --set example=none', args: ['--set', 'example=none'], checked: 0 },
  conflicts: none,
}

/** With the built-in generators as its own ones, because those of another release are refused. */
const generated: Scenario = {
  name: 'with generated things',
  edit: async (project) => {
    const from = join(repository, 'templates/_generators')
    // The text of a generator that is generated is not yet YAML, and the texts of a feature are not yet TypeScript.
    const own = (await readdir(from)).filter((id) => !['feature', 'generator'].includes(id))
    for (const id of own) {
      await cp(join(from, id), join(project, 'generators', id), { recursive: true })
    }
    const { generators } = await act(project, 'generate')
    for (const { id } of generators) {
      if (!own.includes(id)) continue
      for (const name of ['OpeningHours', 'Visit']) {
        const words = [id, name, '--no-verify', '--dirty']
        const first = await act(project, 'generate', ...words)
        const isOpen = first.error?.code === 'SEVERAL_PACKAGES'
        const done = isOpen ? await act(project, 'generate', ...words, '--in', 'apps/web') : first
        expect(done.error).toBeNull()
        expect(done.warnings).toEqual([])
      }
    }
  },
  checked: 0,
  conflicts: none,
}

const cases = [edited, withoutExample, leftOut, generated].flatMap((scenario) => {
  return featureTemplates.map((template) => ({ ...scenario, template, scenario }))
})

describe.runIf(hasHistory)('a project', () => {
  it.each(sampled('edited projects', cases, 1))(
    'of the template $template $name is updated, and ends green',
    async ({ template, scenario }) => {
      const project = await createWith('2.9.0', template, ...(isLong ? [] : ['--no-install']))
      await scenario.edit?.(project, template)
      if (scenario.edit) await commit(project, 'Our work')
      const before = await snapshot(project)
      const args = scenario.args ?? []
      const tried = await act(project, 'update', ...plain, ...args)
      const conflicts = scenario.conflicts[template]
      expect(tried.files.conflicts ?? [], tried.stderr).toEqual(conflicts)
      expect(tried.exitCode).toBe(conflicts.length === 0 ? 0 : 4)
      if (conflicts.length > 0) await expectUnresolved(project, conflicts)
      await expectFewerThanGit(project, { template, args, conflicts })
      // It is taken back, and done again without the network.
      expect(await act(project, 'undo', '--no-install')).toMatchObject({ exitCode: 0 })
      expect(await snapshot(project)).toEqual(before)
      expect(await run(project, 'git', 'status', '--porcelain')).toBe('')

      const flags = isLong ? ['--yes'] : plain
      const updated = await act(project, 'update', ...flags, '--offline', ...args)
      expect(updated.exitCode, updated.error?.message).toBe(tried.exitCode)
      await expectOnly(project, [...changedIn(updated), ...(updated.files.conflicts ?? [])])
      expect(await resolveConflicts(project, template)).toEqual(conflicts)
      if (scenario === withoutExample) await removeExample(project, template)
      if (isLong && conflicts.length > 0) await run(project, 'npm', 'install')
      await expectKept(project, conflicts)
      await commit(project, 'Update')
      if (isLong) await expectGreen(project)
      expect(await act(project, 'check', '--offline')).toMatchObject({ exitCode: scenario.checked })
      const again = await act(project, 'update', ...plain, '--offline')
      expect(again).toMatchObject({ exitCode: 0, error: null })
      expect(changedIn(again)).toEqual([])
      expect(await run(project, 'git', 'status', '--porcelain')).toBe('')
    },
    timeout,
  )
})

/** Nobody has chosen yet, so nothing is merged again. */
async function expectUnresolved(project: string, conflicts: readonly string[]) {
  const before = await snapshot(project)
  const again = await act(project, 'update', ...plain)
  expect(again).toMatchObject({ exitCode: 4, error: { code: 'CONFLICTS' } })
  expect(again.error.message).toContain('Still in conflict')
  const { exitCode, files } = await act(project, 'check')
  expect(exitCode).toBe(4)
  expect(files.conflicting.toSorted()).toEqual(conflicts)
  expect(await snapshot(project)).toEqual(before)
}

/**
 * Git alone leaves at least as many conflicts, if it merges the registries as other files. With `merge=union`, it brings
 * back the lines that the person deleted.
 */
async function expectFewerThanGit(
  project: string,
  {
    template,
    args,
    conflicts,
  }: { template: string; args: readonly string[]; conflicts: readonly string[] },
) {
  const newer = await createWith(version, template, '--no-install', '--no-git', ...args)
  expect(await gitConflicts(project, newer)).toEqual(expect.arrayContaining([...conflicts]))
}

/** Only what the report names has changed, and what the tasks write. */
async function expectOnly(project: string, named: readonly string[]) {
  const status = await run(project, 'git', 'status', '--porcelain', '--untracked-files=all')
  const paths = status.split('\n').map((line) => line.slice(3))
  const ofTasks = /(?:^|\/)(?:package-lock\.json|prisma\/migrations\/\d+_update\/migration\.sql)$/
  const other = paths.filter((path) => !(named.includes(path) || ofTasks.test(path)))
  expect(other.filter((path) => path !== '.create-app.json')).toEqual([])
}

/** Every line that the person added is still there. */
async function expectKept(project: string, conflicts: readonly string[]) {
  const first = await run(project, 'git', 'rev-list', '--max-parents=0', 'HEAD')
  const diff = await run(project, 'git', 'diff', '--unified=0', '--no-color', first, 'HEAD')
  for (const part of diff.split(/^diff --git .*$/m).slice(1)) {
    const path = /^\+\+\+ b\/(.*)$/m.exec(part)?.[1]
    if (path === undefined || conflicts.includes(path)) continue
    const lines = (await readFile(join(project, path), 'utf8')).split('\n')
    const added = [...part.matchAll(/^\+(?!\+\+ )(.*)$/gm)].map(([, line]) => line)
    expect(lines, path).toEqual(expect.arrayContaining(added))
  }
}

async function expectGreen(project: string) {
  const ci = await tryRun(project, 'npm', 'ci')
  expect(ci.exitCode, ci.output).toBe(0)
  const checked = await tryRun(project, 'npm', 'run', 'check')
  expect(checked.exitCode, checked.output).toBe(0)
  expect(await run(project, 'git', 'status', '--porcelain')).toBe('')
}
