import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalog, repository } from '../../scripts/compose.ts'
import { listTemplates } from '../../src/blueprints/catalog.ts'
import { hashTree, type TreeFile } from '../../src/model/tree.ts'
import type { ResultDocument } from '../../src/report/result.ts'
import { pathWithPnpm } from '../support/package-managers.ts'
import { cleanEnvironment } from '../support/program.ts'
import { isLong, sampled } from '../support/sampled.ts'
import { assertFitsSchema } from '../support/schemas.ts'

/**
 * pnpm links packages in seconds that npm unpacks in minutes. test/e2e/registry.test.ts covers npm, and the
 * long form uses npm for every template.
 */
const packageManager = isLong ? 'npm' : 'pnpm'
/** The template that the short form always tries. Its project is cloned, or its private database is tested. */
const tried = 'api'
const [part] = sampled('parts', ['clone', 'database'], 1)

let env: Record<string, string>
let home: string
let bin: string

beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'create-app-e2e-')))
  const PATH = await pathWithPnpm()
  env = cleanEnvironment({ npm_config_update_notifier: 'false', PATH })
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', home]
  const { stdout } = await run('npm', pack, repository)
  const [tarball] = JSON.parse(stdout.slice(stdout.indexOf('[')))
  await run('npm', ['install', '--prefix', home, join(home, tarball.filename)], home)
  bin = join(home, 'node_modules/.bin/create-app')
})

afterAll(() => rm(home, { recursive: true, force: true }))

function run(file: string, args: readonly string[], cwd: string) {
  return execa(file, args, { cwd, env, extendEnv: false, stdin: 'ignore' })
}

async function create(args: readonly string[]): Promise<ResultDocument> {
  const { stdout } = await execa(bin, [...args, '--json'], {
    cwd: home,
    env,
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
  })
  assertFitsSchema(['--json'], stdout)
  return JSON.parse(stdout)
}

describe('the package that npm would publish', () => {
  it('has no dependencies', async () => {
    const manifest = JSON.parse(
      await readFile(join(home, 'node_modules/create-app/package.json'), 'utf8'),
    )
    expect(manifest.dependencies).toBeUndefined()
  })

  it('starts and prints its version', async () => {
    const { version } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'))
    expect((await run(bin, ['--version'], home)).stdout).toBe(version)
  })

  it('has the command generate', async () => {
    const { stdout } = await run(join(home, 'node_modules/.bin/generate'), [], home)
    expect(stdout).toContain('create-app generate generator <name>')
  })
})

describe('the API of the package', () => {
  it('runs the documented example and passes its type check', async () => {
    const documented = await readFile(join(repository, 'docs/api.md'), 'utf8')
    const [, example = ''] = /```ts\n(.*?)```/s.exec(documented) ?? []
    const place = join(home, 'api-example')
    await mkdir(place)
    await writeFile(join(place, 'example.mts'), example)
    await writeFile(join(place, 'example.mjs'), example)
    const types = join(repository, 'node_modules/@types')
    const strict = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2023']
    const tsc = join(repository, 'node_modules/typescript/bin/tsc')
    await run(
      process.execPath,
      [tsc, ...strict, '--typeRoots', types, '--types', 'node', 'example.mts'],
      place,
    )
    const { stdout } = await run(process.execPath, ['example.mjs'], place)
    expect(stdout).toMatch(/^\d+ files, sha256-[0-9a-f]{64}\nStart a git repository --no-git\n/)
    expect(await readFile(join(place, 'my-api/package.json'), 'utf8')).toContain('"my-api"')
  })
})

const others = (await listTemplates(catalog)).map(({ id }) => id).filter((id) => id !== tried)
/** `npm run check:templates` makes and checks a project of each. */
const templates = [tried, ...sampled('templates', others, 1)]

describe.each(templates)('a project from the template %s', (template) => {
  const dir = () => join(home, `my-${template}`)
  let made: ResultDocument

  beforeAll(async () => {
    made = await create([`my-${template}`, '--template', template, '--pm', packageManager])
  })

  it('is installed and committed, and its tests passed', async () => {
    expect(made.error).toBeNull()
    expect(made).toMatchObject({ ok: true, status: 'created', exitCode: 0, warnings: [] })
    expect(made.tasks.map(({ id, status }) => `${id} ${status}`)).toEqual([
      'git ok',
      'install ok',
      'hooks ok',
      'commit ok',
      'verify ok',
    ])
    expect((await run('git', ['rev-list', '--count', 'HEAD'], dir())).stdout).toBe('1')
    expect((await run('git', ['status', '--porcelain'], dir())).stdout).toBe('')
  })

  it('has the files on disk that its hash covers', async () => {
    const tree = new Map<string, TreeFile>()
    for (const path of made.files.created.filter((created) => basename(created) !== '.env')) {
      const { mode } = await stat(join(dir(), path))
      const content = await readFile(join(dir(), path))
      tree.set(path, { content, mode: mode & 0o100 ? 0o755 : 0o644 })
    }
    expect(hashTree(tree)).toBe(made.treeHash)
    const chosen = ['--template', template, '--pm', packageManager]
    const again = await create([`other/my-${template}`, ...chosen, '--dry-run'])
    expect(again.treeHash).toBe(made.treeHash)
  })

  it.runIf(isLong || (template === tried && part === 'clone'))(
    'works after a clone and an install',
    async () => {
      const clone = join(home, `clone-${template}`)
      await run('git', ['clone', '--quiet', dir(), clone], home)
      await run(packageManager, ['install'], clone)
      await run(packageManager, ['test'], clone)
      expect((await run('git', ['status', '--porcelain'], clone)).stdout).toBe('')
    },
  )

  it.runIf(isLong)('builds whatever NODE_ENV is', async () => {
    await execa(packageManager, ['run', 'build'], {
      cwd: dir(),
      env: { ...env, NODE_ENV: 'development' },
      extendEnv: false,
      stdin: 'ignore',
    })
  })

  it.runIf(isLong || (template === tried && part === 'database'))(
    'has a private Postgres that passes its tests, if it has one',
    async () => {
      if (!made.files.created.includes('scripts/postgres/private-postgres.mjs')) return
      await cp(join(repository, 'test/projects/_postgres'), dir(), { recursive: true })
      await cp(join(repository, 'templates/api/test/spawn.ts'), join(dir(), 'test/spawn.ts'))
      const vitest = join(dir(), 'node_modules/vitest/vitest.mjs')
      const suite = [vitest, 'run', '--testTimeout=120000']
      const parts = [
        'scripts/postgres',
        'scripts/db/prisma',
        'scripts/db/with-',
        'scripts/db/new-',
        'test/database',
      ]
      await run(process.execPath, [...suite, ...sampled('Postgres', parts, 1)], dir())
      // If root runs the tests, the server's user could not open this folder until now.
      await chmod(home, 0o711)
      await run(
        process.execPath,
        [...suite, 'scripts/postgres', '-t', 'begins each server|without a name'],
        dir(),
      )
      expect(await readdir(join(dir(), 'node_modules/.cache'))).toContainEqual(
        expect.stringMatching(/^postgres-/),
      )
      await chmod(home, 0o700)
    },
  )
})
