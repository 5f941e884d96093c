import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, it, vi } from 'vitest'
import type { ResultDocument } from '../../src/report/result.ts'
import { manifestText } from '../support/fixtures.ts'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { type Hosts, shop, startHosts } from '../support/hosts.ts'
import { runProgram } from '../support/program.ts'
import { sampleTests } from '../support/sampled.ts'
import { commit, hostTarball, tarball, tinyProject } from '../support/tarballs.ts'

sampleTests(1 / 2)

const filesOnly = ['--no-install', '--no-git']
const otherCommit = 'f'.repeat(40)

type Environment = Readonly<Record<string, string>>

async function run(
  args: readonly string[],
  cwd: string,
  env: Environment = {},
): Promise<ResultDocument> {
  return JSON.parse((await runProgram([...args, '--json'], { cwd, env })).stdout)
}

/** Creates only the files of a project. */
async function make(template: string, cwd: string, env: Environment = {}) {
  return run(['app', '--template', template, '--pm', 'npm@11.0.0', ...filesOnly], cwd, env)
}

describe('a project of a template from', () => {
  const layered = {
    'templates/web/template.json': manifestText({
      extends: ['_ground', '_house'],
      questions: [{ id: 'colour', message: 'Which?', type: 'text', default: 'red' }],
      nextSteps: [{ title: 'Look', command: '{{RUN}} look' }],
    }),
    'templates/web/package.json': '{ "type": "commonjs" }',
    'templates/web/colour.txt': '{{COLOUR}}',
    'templates/_house/layer.json': '{}',
    'templates/_house/package.json': tinyProject['package.json'] ?? '',
    'templates/_house/tiny.test.js': tinyProject['tiny.test.js'] ?? '',
  }

  it.each<[string, (hosts: Hosts, cwd: string) => Promise<string> | string]>([
    [
      'a repository’s default branch',
      (hosts) => {
        hosts.github('HEAD', hostTarball(tinyProject))
        return shop
      },
    ],
    [
      'a folder of a repository at a branch, with its own layers and built-in ones',
      (hosts) => {
        hosts.github('feat/x', hostTarball(layered))
        return `github:ada/shop/templates/web#feat/x`
      },
    ],
    [
      'a folder in a nested group',
      (hosts) => {
        const files = Object.entries(tinyProject).map(([path, text]) => [`web/${path}`, text])
        hosts.gitlab('group/sub/shop', 'v1', hostTarball(Object.fromEntries(files)))
        return 'gitlab:group/sub/shop::web#v1'
      },
    ],
    [
      'a tarball at an address',
      (hosts) => {
        hosts.on('/shop.tar.gz', { body: hostTarball(tinyProject, { top: 'anything' }) })
        return `${hosts.url}/shop.tar.gz`
      },
    ],
    [
      'a tarball without a folder at its top',
      (hosts) => {
        hosts.on('/shop.tgz', { body: tarball(Object.entries(tinyProject)) })
        return `${hosts.url}/shop.tgz`
      },
    ],
    [
      'a package',
      (hosts) => {
        hosts.registry(
          '@create-app-test/shop',
          '1.2.3',
          hostTarball(tinyProject, { top: 'package' }),
        )
        return 'npm:@create-app-test/shop'
      },
    ],
    [
      'a folder',
      async (_, cwd) => {
        await mkdir(join(cwd, 'mine'))
        for (const [path, text] of Object.entries(tinyProject)) {
          await writeFile(join(cwd, 'mine', path), text)
        }
        return './mine'
      },
    ],
    [
      'a file: address',
      async (_, cwd) => {
        await mkdir(join(cwd, 'mine'))
        await writeFile(join(cwd, 'mine/package.json'), tinyProject['package.json'] ?? '')
        await writeFile(join(cwd, 'mine/tiny.test.js'), tinyProject['tiny.test.js'] ?? '')
        return `file://${cwd}/mine`
      },
    ],
  ])('%s passes its tests', async (_, place) => {
    const [hosts, cwd] = [await startHosts(), await temporaryFolder()]
    const template = await place(hosts, cwd)
    const args = ['My Shop', '--template', template, '--pm', 'npm', '--trust']
    const made = await run(args, cwd, hosts.env)
    expect(made.error).toBeNull()
    expect(made.tasks.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok'])
    const manifest = JSON.parse(await readFile(join(cwd, 'My Shop/package.json'), 'utf8'))
    expect(manifest.name).toBe('my-shop')
    expect(await readdir(join(hosts.cache, 'create-app')).catch(() => [])).not.toContainEqual(
      expect.stringMatching(/^download-/),
    )
  })

  it('a repository has questions, layers and next steps', async () => {
    const [hosts, cwd] = [await startHosts(), await temporaryFolder()]
    hosts.github('HEAD', hostTarball(layered))
    const made = await run(
      ['app', '--template', 'gh:ada/shop/templates/web', ...filesOnly, '--set', 'colour=blue'],
      cwd,
    )
    expect(made).toMatchObject({ ok: true, template: { id: 'web', version: commit } })
    expect(made.nextSteps).toContainEqual({ title: 'Look', command: 'npm run look' })
    const files = await snapshot(join(cwd, 'app'))
    expect(files['colour.txt']).toBe('644 blue')
    const record = JSON.parse(await readFile(join(cwd, 'app/.create-app.json'), 'utf8'))
    const source = `gh:ada/shop/templates/web#${commit}`
    expect(record.blueprints).toMatchObject([
      { kind: 'layer', id: '_ground', version: '3.0.0-test', source: 'builtin' },
      { kind: 'layer', id: '_house', version: commit, source },
      { kind: 'template', id: 'web', version: commit, source, answers: { colour: 'blue' } },
    ])
  })
})

describe('a fetched template that is composed of others', () => {
  const packageJson = (scripts: object) => JSON.stringify({ version: '0.1.0', scripts })
  const composed = {
    'templates/whole/template.json': manifestText({
      extends: ['_ground'],
      compose: [
        { template: 'site', into: 'apps/web' },
        { layer: '_lib', into: 'packages/lib' },
        { template: 'tiny', into: 'apps/ours' },
      ],
    }),
    'templates/whole/package.json': packageJson({ test: 'node --version' }),
    'templates/whole/package-lock.json': '{}\n',
    'templates/site/template.json': manifestText({ extends: ['_lib'] }),
    'templates/site/package.json': packageJson({}),
    'templates/site/package-lock.json': '{}\n',
    'templates/_lib/layer.json': '{}',
    'templates/_lib/lib.txt': 'lib',
    'templates/other/a.txt': 'not of it',
  }

  it('has parts of its repository and built-in parts, records the source of each, and has one lockfile', async () => {
    const [hosts, cwd] = [await startHosts(), await temporaryFolder()]
    hosts.github('HEAD', hostTarball(composed))
    expect(await make(`${shop}/templates/whole`, cwd)).toMatchObject({
      ok: true,
      template: { id: 'whole', version: commit },
    })
    const files = await snapshot(join(cwd, 'app'))
    expect(files['packages/lib/lib.txt']).toBe('644 lib')
    expect(files['apps/web/package.json']).toContain('"@app/web"')
    expect(Object.keys(files).filter((path) => path.endsWith('lock.json'))).toEqual([
      'package-lock.json',
    ])
    const { blueprints } = JSON.parse(files['.create-app.json']?.slice(4) ?? '')
    const source = `gh:ada/shop/templates/whole#${commit}`
    expect(blueprints).toMatchObject([
      { id: '_ground', source: 'builtin', answers: { pm: 'npm@11.0.0' } },
      { id: 'site', source, into: 'apps/web', answers: {} },
      { id: '_lib', source, into: 'packages/lib' },
      { id: 'tiny', version: '3.0.0-test', source: 'builtin', into: 'apps/ours' },
      { id: 'whole', source, answers: { name: 'app', title: 'App' } },
    ])
    expect(await readdir(join(hosts.cache, 'create-app'))).not.toContainEqual(
      expect.stringMatching(/^download-/),
    )
  })

  it('is not trusted because of its built-in parts', async () => {
    const [hosts, cwd] = [await startHosts(), await temporaryFolder()]
    hosts.github('HEAD', hostTarball(composed))
    const args = ['app', '--template', `${shop}/templates/whole`, '--pm', 'npm', '--no-git']
    const refused = await run(args, cwd)
    expect(refused).toMatchObject({ exitCode: 7, error: { code: 'TEMPLATE_NOT_TRUSTED' } })
    expect(refused.error?.message).toContain(`${shop}/templates/whole#${commit}`)
  })
})

describe('a repository without a manifest', () => {
  it('is copied with a new name, with placeholders filled in and without other lockfiles', async () => {
    const [hosts, cwd] = [await startHosts(), await temporaryFolder()]
    const manifest = { name: 'shop', version: '1.0.0', packageManager: 'pnpm@9.1.0', scripts: {} }
    const files = {
      'package.json': `${JSON.stringify(manifest, null, 2)}\n`,
      'README.md': tinyProject['README.md'] ?? '',
      'pnpm-lock.yaml': 'lockfileVersion: 9\n',
      'package-lock.json': '{}\n',
      'logo.png': { content: Buffer.from([0x89, 0, 0xff]) },
      'run.sh': { content: '#!/bin/sh\n', mode: 0o755 },
      '.git/config': '[core]\n',
      'node_modules/a/index.js': '',
      'CLAUDE.md': { type: 'SymbolicLink' as const, linkpath: 'README.md' },
    }
    hosts.github('HEAD', hostTarball(files))
    expect(await make(shop, cwd)).toMatchObject({ ok: true })
    const made = await snapshot(join(cwd, 'app'))
    expect(Object.keys(made)).toEqual([
      '.create-app.json',
      '.gitignore',
      'CLAUDE.md',
      'README.md',
      'logo.png',
      'package-lock.json',
      'package.json',
      'run.sh',
    ])
    expect(made['README.md']).toBe('644 # App\n\napp and {{UNKNOWN}}.\n')
    expect(made['CLAUDE.md']).toBe(made['README.md'])
    expect(made['run.sh']).toBe('755 #!/bin/sh\n')
    expect(made['logo.png']).toBe('644 \x89\x00\xff')
    expect(JSON.parse(made['package.json']?.slice(4) ?? '')).toMatchObject({
      name: 'app',
      packageManager: 'npm@11.0.0',
    })
  })
})

describe('the record of a fetched template', () => {
  it.each<[string, (hosts: Hosts, text: string, sha: string) => string, RegExp]>([
    [
      'a branch by its commit',
      (hosts, text, sha) => {
        const body = hostTarball({ ...tinyProject, 'a.txt': text }, { sha })
        hosts.github('HEAD', body, { headers: { etag: `"${sha}"` } })
        hosts.github(sha, body)
        return shop
      },
      new RegExp(`^gh:ada/shop#${commit}$`),
    ],
    [
      'a package by its version',
      (hosts, text, sha) => {
        const version = sha === commit ? '1.2.3' : '1.3.0'
        const body = hostTarball({ ...tinyProject, 'a.txt': text }, { top: 'package' })
        hosts.registry('@create-app-test/shop', version, body)
        return 'npm:@create-app-test/shop@latest'
      },
      /^npm:@create-app-test.shop@1\.2\.3$/,
    ],
  ])('names %s, and creates the same project after a change', async (_, publish, source) => {
    const [hosts, cwd] = [await startHosts(), await temporaryFolder()]
    const template = publish(hosts, 'old {{RUN}}', commit)
    const args = ['app', '--template', template, '--pm', 'pnpm@10.0.0', ...filesOnly]
    const made = await run(args, cwd, hosts.env)
    expect(made.template?.source).toMatch(source)
    publish(hosts, 'new', otherCommit)
    const record = join(cwd, 'app/.create-app.json')
    const again = await temporaryFolder()
    const recorded = await run(['app', '--answers', record, ...filesOnly], again, hosts.env)
    expect(recorded.treeHash).toBe(made.treeHash)
    const { stdout } = await execa('bash', ['-c', `printf '%s\\0' ${made.replay}`])
    const typed = stdout.split('\0').slice(1, -1)
    expect((await run(typed, await temporaryFolder(), hosts.env)).treeHash).toBe(made.treeHash)
    const moved = await run(args, await temporaryFolder(), hosts.env)
    expect(moved).toMatchObject({ ok: true })
    expect(moved.treeHash).not.toBe(made.treeHash)
  })

  it('requires the same bytes from an address', async () => {
    const [hosts, cwd] = [await startHosts(), await temporaryFolder()]
    const template = `${hosts.url}/shop.tar.gz`
    hosts.on('/shop.tar.gz', { body: tarball(Object.entries(tinyProject)) })
    const made = await make(template, cwd)
    const record = join(cwd, 'app/.create-app.json')
    const [recorded] = JSON.parse(await readFile(record, 'utf8')).blueprints
    expect(recorded).toMatchObject({ source: template, integrity: /^sha512-/ })
    const again = ['again', '--answers', record, '--no-install', '--no-git']
    expect(await run(again, cwd)).toMatchObject({ ok: true })
    hosts.on('/shop.tar.gz', { body: tarball([['package.json', '{}']]) })
    vi.stubEnv('XDG_CACHE_HOME', await temporaryFolder())
    const refused = await run(['more', ...again.slice(1)], cwd)
    expect(refused).toMatchObject({ exitCode: 7, error: { code: 'TEMPLATE_CHANGED' } })
    expect(made.replay).toContain(`${template}#${recorded.integrity}`)
  })

  it.each([
    ['without the token', [], []],
    ['with the token if the person trusts the record', ['--trust'], ['Bearer a-token']],
  ] as const)('that only a record names is fetched %s', async (_, flags, sent) => {
    const [hosts, cwd] = [await startHosts(), await temporaryFolder()]
    hosts.on('/shop.tar.gz', { body: tarball(Object.entries(tinyProject)) })
    await make(`${hosts.url}/shop.tar.gz`, cwd)
    vi.stubEnv('XDG_CACHE_HOME', await temporaryFolder())
    hosts.requests.length = 0
    const again = ['again', '--answers', join(cwd, 'app/.create-app.json'), ...filesOnly, ...flags]
    const { ok, warnings } = await run(again, cwd, { GIGET_AUTH: 'a-token' })
    expect(ok).toBe(true)
    expect(hosts.requests.flatMap(({ headers }) => headers.authorization ?? [])).toEqual(sent)
    expect(warnings.some(({ code }) => code === 'TOKEN_WITHHELD')).toBe(sent.length === 0)
  })

  it('is refused when a host sends another commit', async () => {
    const [hosts, cwd] = [await startHosts(), await temporaryFolder()]
    hosts.github(commit, hostTarball(tinyProject, { sha: otherCommit }))
    const { exitCode, error } = await make(`${shop}#${commit}`, cwd)
    expect([exitCode, error?.code]).toEqual([7, 'TEMPLATE_CHANGED'])
  })
})
