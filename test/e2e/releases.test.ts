import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalog, repository } from '../../scripts/compose.ts'
import { listTemplates } from '../../src/blueprints/catalog.ts'
import { buildAt, isInHistory, withoutHashes } from '../support/earlier-release.ts'
import { cleanEnvironment } from '../support/program.ts'
import { filesOf, rebuild, shown } from '../support/rebuilding.ts'
import { type Registry, startRegistry } from '../support/registry.ts'
import { sampled } from '../support/sampled.ts'

/** The release that runs. Its templates are those of the repository. */
const running = { ...catalog, version: '3.1.0' }
const { version } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'))
const templates = (await listTemplates(catalog)).map(({ id }) => id)
const hasHistory = await isInHistory(withoutHashes)

let home: string
let registry: Registry
/** The published packages by version, as a person has them after an install. */
const packages = new Map<string, string>()
let env: Record<string, string>

beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'create-app-releases-')))
  registry = await startRegistry(home)
  env = {
    XDG_CACHE_HOME: join(home, 'cache'),
    npm_config_cache: join(home, 'npm'),
    npm_config_registry: registry.url,
  }
  if (hasHistory) {
    const release = { commit: withoutHashes, version: '2.9.0' }
    const earlier = await buildAt(release, await mkdtemp(join(home, 'earlier-')))
    packages.set('2.9.0', earlier)
    await registry.publish(earlier)
  }
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', home]
  const { stdout } = await execa('npm', args, { cwd: repository })
  const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf('[')))
  await execa('tar', ['-xzf', filename], { cwd: home })
  packages.set(version, join(home, 'package'))
  await registry.publish(join(home, filename))
})

afterAll(async () => {
  await registry?.close()
  await rm(home, { recursive: true, force: true })
})

/** Creates a project with the program of a release. */
async function createWith(release: string, template: string): Promise<string> {
  const cwd = await mkdtemp(join(home, 'work-'))
  const program = join(packages.get(release) ?? '', 'dist/create-app.cjs')
  const args = ['My Shop', '--template', template, '--yes', '--pm', 'pnpm@10.20.0']
  await execa(process.execPath, [program, ...args, '--no-install', '--no-git'], {
    ...{ cwd, env: cleanEnvironment(env), extendEnv: false },
  })
  return join(cwd, 'My Shop')
}

describe('the base of a project', () => {
  it.each(sampled('templates', templates, 1))(
    'of the template %s is what its release created, in the registry and then in the cache',
    async (template) => {
      const dir = await createWith(version, template)
      const files = await filesOf(dir)
      for (const offline of [false, true]) {
        const { base, warned } = await rebuild(dir, { catalog: running, env, flags: { offline } })
        expect(shown(base.tree)).toEqual(files)
        expect(base).toMatchObject({ doubt: undefined })
        expect(warned).toEqual([])
      }
    },
  )

  it.runIf(hasHistory).each(sampled('templates before', templates, 1))(
    'of the template %s is what a release created that wrote no hash',
    async (template) => {
      const dir = await createWith('2.9.0', template)
      const files = await filesOf(dir)
      for (const offline of [false, true]) {
        const { base } = await rebuild(dir, { catalog: running, env, flags: { offline } })
        expect(shown(base.tree)).toEqual(files)
        expect(base).toMatchObject({ doubt: { code: 'BASE_UNVERIFIED' } })
      }
    },
  )
})
