import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { describe, expect, it, vi } from 'vitest'
import { recordPath } from '../../src/model/record.ts'
import { type Plan, treeOf } from '../../src/plan/plan.ts'
import { fixtures, manifestText } from '../support/fixtures.ts'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { shop, startHosts } from '../support/hosts.ts'
import { created, editRecord, filesOf, rebuild, shown } from '../support/rebuilding.ts'
import { catalogWith, packageOf, packageTarball } from '../support/releases.ts'
import { hostTarball, tarball, tinyProject } from '../support/tarballs.ts'

function textOf(plan: Plan, path: string): string {
  return String(treeOf(plan).get(path)?.content)
}

const question = (id: string, values: readonly string[], more: object = {}) => ({
  ...{ id, message: `${id}?`, type: 'select', default: values[0], ...more },
  choices: values.map((value) => ({ value, label: value })),
})

const tiny = (questions: readonly object[]) => ({
  'tiny/template.json': manifestText({ extends: ['_ground'], questions }),
})

describe('a project of the running create-app', () => {
  it('was created with the files on its disk, and no network is needed to know', async () => {
    const dir = await created(fixtures, ['--template', 'tiny', '--set', 'greeting=good-day'])
    const { base, next, notes, warned } = await rebuildHere(dir)
    expect(shown(base.tree)).toEqual(await filesOf(dir))
    expect(base).toMatchObject({ doubt: undefined })
    expect(shown(treeOf(next))).toEqual(await filesOf(dir))
    expect(textOf(next, '.env')).toContain('SESSION_SECRET=a-new-secret')
    expect([notes, warned]).toEqual([[], []])
  })

  it('has the record of its disk in the base, and keeps in the next what only a later version knows', async () => {
    const dir = await created(fixtures, ['--template', 'plain'])
    await editRecord(dir, (text) => text.replace('{', '{ "later": [1],'))
    const { base, next } = await rebuildHere(dir)
    expect(JSON.parse(String(base.tree?.get(recordPath)?.content))).toHaveProperty('later', [1])
    expect(JSON.parse(textOf(next, recordPath))).toHaveProperty('later', [1])
  })

  it('keeps its names in another folder, and leaves out what was kept of the folder before it', async () => {
    const cwd = await temporaryFolder()
    await mkdir(join(cwd, 'app'))
    await writeFile(join(cwd, 'app/readme.md'), 'mine')
    const args = ['--template', 'tiny', '--name', '@ada/shop', '--title', 'Ada’s Shop']
    await created(fixtures, [...args, '--cwd', cwd])
    const dir = join(cwd, 'shop')
    await rename(join(cwd, 'app'), dir)
    const { base, next } = await rebuildHere(dir)
    expect(base).toMatchObject({ doubt: undefined })
    expect([...(base.tree?.keys() ?? [])]).toContain('package.json')
    for (const tree of [base.tree, treeOf(next)]) {
      expect([...(tree?.keys() ?? [])]).not.toContain('README.md')
      expect(String(tree?.get('package.json')?.content)).toContain('"name": "@ada/shop"')
    }
  })

  it('cannot be rebuilt if its record has another hash, and is doubted if it has none', async () => {
    await startHosts()
    const dir = await created(fixtures, ['--template', 'tiny'])
    await editRecord(dir, (text) => text.replace(/sha256-\w{4}/, 'sha256-0000'))
    const { base } = await rebuildHere(dir, { offline: true })
    expect(base).toMatchObject({ tree: undefined, problem: { code: 'BASE_DIFFERS' } })
    await editRecord(dir, (text) => text.replace(/ *"treeHash".*\n/, ''))
    const old = await rebuildHere(dir)
    expect(shown(old.base.tree)).toEqual(await filesOf(dir))
    expect(old.base).toMatchObject({ doubt: { code: 'BASE_UNVERIFIED' } })
  })
})

function rebuildHere(dir: string, flags: Parameters<typeof rebuild>[1]['flags'] = {}) {
  return rebuild(dir, { catalog: fixtures, flags })
}

describe('a project of an earlier create-app', () => {
  it('is rebuilt from the templates of that release, which are fetched once', async () => {
    const hosts = await startHosts()
    const earlier = await catalogWith('2.9.0', { '_ground/notes.md': 'old', 'tiny/gone.txt': 'x' })
    hosts.registry('create-app', '2.9.0', packageTarball(await packageOf(earlier)))
    const dir = await created(earlier, ['--template', 'tiny'])
    const { base, next, warned } = await rebuild(dir, { catalog: fixtures, env: hosts.env })
    expect(shown(base.tree)).toEqual(await filesOf(dir))
    expect(base).toMatchObject({ doubt: undefined })
    expect([...treeOf(next).keys()]).not.toContain('gone.txt')
    expect(JSON.parse(textOf(next, recordPath)).createApp).toBe(fixtures.version)
    expect(warned).toEqual([])
    const asked = hosts.requests.length
    expect(asked).toBeGreaterThan(0)
    const files = await readdir(join(hosts.cache, 'create-app'))
    expect(files.map((name) => name.replace(/^\w+/, '')).sort()).toEqual(['.br', '.json'])
    for (const flags of [{}, { offline: true }]) {
      const again = await rebuild(dir, { catalog: fixtures, env: hosts.env, flags })
      expect(shown(again.base.tree)).toEqual(await filesOf(dir))
    }
    expect(hosts.requests).toHaveLength(asked)
  })

  it('is rebuilt from a new copy if the one in the cache is damaged', async () => {
    const hosts = await startHosts()
    const earlier = await catalogWith('2.9.0')
    hosts.registry('create-app', '2.9.0', packageTarball(await packageOf(earlier)))
    const dir = await created(earlier, ['--template', 'tiny'])
    const cache = join(hosts.cache, 'create-app')
    const rebuilding = (flags = {}) => rebuild(dir, { catalog: fixtures, env: hosts.env, flags })
    const damage = async () => {
      const [pack = ''] = (await readdir(cache)).filter((name) => name.endsWith('.br'))
      await writeFile(join(cache, pack), 'damaged')
    }
    await rebuilding()
    await damage()
    expect(shown((await rebuilding()).base.tree)).toEqual(await filesOf(dir))
    await damage()
    await expect(rebuilding({ offline: true })).rejects.toMatchObject({
      code: 'TEMPLATE_NOT_CACHED',
      message: 'The cached copy of create-app@2.9.0 was damaged and has been deleted.',
    })
  })

  it('needs the network once: offline, exit 6 says so', async () => {
    const hosts = await startHosts()
    const dir = await created(await catalogWith('2.9.0'), ['--template', 'tiny'])
    const rebuilding = rebuild(dir, { catalog: fixtures, env: hosts.env, flags: { offline: true } })
    await expect(rebuilding).rejects.toMatchObject({ code: 'TEMPLATE_NOT_CACHED', exitCode: 6 })
    expect(hosts.requests).toEqual([])
  })

  it('is rebuilt from the published release if the running one has the same version and other templates', async () => {
    const hosts = await startHosts()
    const published = await catalogWith(fixtures.version, { 'tiny/gone.txt': 'x' })
    const dir = await created(published, ['--template', 'tiny'])
    const rebuilding = () => rebuild(dir, { catalog: fixtures, env: hosts.env })
    expect((await rebuilding()).base).toMatchObject({ problem: { code: 'BASE_DIFFERS' } })
    hosts.registry('create-app', fixtures.version, packageTarball(await packageOf(published)))
    expect(shown((await rebuilding()).base.tree)).toEqual(await filesOf(dir))
  })
})

describe('the package of a release', () => {
  const marker = 'touch ran'
  it.each<[string, object, RegExp]>([
    ['another name', { 'package.json': { name: 'create-apps' } }, /package.json has another name/],
    ['another version', { 'package.json': { version: '2.9.1' } }, /has another version/],
    ['no program', { 'package.json': { bin: undefined } }, /names no program create-app/],
    ['a program of another name', { 'package.json': { bin: { app: 'x' } } }, /names no program/],
    ['a program that it lacks', { 'dist/create-app.cjs': undefined }, /names no program/],
    ['no templates', { 'dist/templates.br': undefined }, /has no dist\/templates.br/],
    ['templates in another form', { 'dist/templates.br': 'templates' }, /cannot be unpacked/],
    [
      'templates of a later format',
      { 'dist/templates.br': { content: brotliCompressSync('{ "format": 2 }\n') } },
      /^.*create-app@2\.9\.0 have format 2, which this version of create-app cannot read/,
    ],
    ['no package.json', { 'package.json': undefined }, /has another name/],
  ])('with %s is refused, and nothing of it is run', async (_, changes, problem) => {
    const hosts = await startHosts()
    const earlier = await catalogWith('2.9.0')
    const files = await packageOf(earlier)
    const scripts = { preinstall: marker, prepare: marker, prepack: marker, postinstall: marker }
    const manifest = { ...JSON.parse(String(files['package.json'])), scripts }
    const changed = Object.entries({ ...files, 'package.json': manifest, ...changes })
    const whole = changed.flatMap(([path, content]) => {
      if (content === undefined) return []
      const isManifest = path === 'package.json'
      return [[path, isManifest ? JSON.stringify({ ...manifest, ...content }) : content] as const]
    })
    hosts.registry('create-app', '2.9.0', packageTarball(Object.fromEntries(whole)))
    const dir = await created(earlier, ['--template', 'tiny'])
    const { base } = await rebuild(dir, { catalog: fixtures, env: hosts.env })
    expect(base).toMatchObject({
      tree: undefined,
      problem: { code: 'BASE_UNAVAILABLE', message: expect.stringMatching(problem) },
    })
    expect(await readdir(join(hosts.cache, 'create-app'))).toEqual([])
    expect(await snapshotNames(dir)).not.toContain('ran')
  })
})

async function snapshotNames(dir: string): Promise<readonly string[]> {
  return Object.keys(await snapshot(join(dir, '..'))).map((path) => path.split('/').at(-1) ?? '')
}

describe('the answers', () => {
  it('of --set count for the next project alone', async () => {
    const dir = await created(fixtures, ['--template', 'tiny'])
    const { base, next } = await rebuildHere(dir, { set: ['greeting=good-day'] })
    expect(shown(base.tree)).toEqual(await filesOf(dir))
    expect(base).toMatchObject({ doubt: undefined })
    expect(next.record.blueprints.at(-1)?.answers).toMatchObject({ greeting: 'good-day' })
  })

  it('of --set get the version of a package manager from this machine', async () => {
    const dir = await created(fixtures, ['--template', 'tiny'])
    const { next } = await rebuildHere(dir, { set: ['pm=npm'] })
    expect(next.record.blueprints[0]?.answers.pm).toMatch(/^npm@\d+\.\d+\.\d+$/)
  })

  it('to a question that is gone, or with a value that is gone, are dropped with a note', async () => {
    const running = await catalogWith('3.1.0', tiny([question('greeting', ['hello', 'bye'])]))
    const before = tiny([question('greeting', ['good-day']), question('colour', ['red'])])
    const earlier = await catalogWith('3.1.0', before)
    const dir = await created(earlier, ['--template', 'tiny', '--yes'])
    const { next, notes } = await rebuild(dir, { catalog: running, flags: { offline: true } })
    expect(next.record.blueprints.at(-1)?.answers).toMatchObject({ greeting: 'hello' })
    expect(next.record.blueprints.at(-1)?.answers).not.toHaveProperty('colour')
    expect(notes.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'ANSWER_DROPPED The recorded answer greeting=good-day is dropped. "good-day" is not a valid value for --set greeting.',
      'ANSWER_DROPPED The recorded answer colour=red is dropped. The template has no question "colour".',
      'ANSWER_ADDED The template has a new question "greeting". It was answered with its default, hello.',
    ])
  })

  it('to a new question are asked for where that is possible', async () => {
    const dir = await created(await catalogWith('3.1.0', tiny([])), ['--template', 'tiny'])
    const running = await catalogWith('3.1.0', tiny([question('colour', ['red', 'blue'])]))
    const ask = vi.fn(async () => ({ colour: 'blue' }))
    const how = { catalog: running, flags: { offline: true }, ask }
    const { next, notes } = await rebuild(dir, how)
    expect(next.record.blueprints.at(-1)?.answers).toMatchObject({ colour: 'blue' })
    expect([ask.mock.calls.length, notes]).toEqual([1, []])
  })

  it('of --set to no question are refused', async () => {
    const dir = await created(fixtures, ['--template', 'tiny'])
    const rebuilding = rebuildHere(dir, { set: ['greating=hello'] })
    await expect(rebuilding).rejects.toMatchObject({ code: 'UNKNOWN_QUESTION', exitCode: 2 })
  })
})

describe('another version', () => {
  it.each(['99.0.0', '99.0.0-beta.1'])(
    '%s wrote the record: exit 2 says what to type',
    async (later) => {
      const dir = await created(fixtures, ['--template', 'tiny'])
      await editRecord(dir, (text) => text.replace('"3.0.0-test"', `"${later}"`))
      await expect(rebuildHere(dir)).rejects.toMatchObject({
        ...{ code: 'OTHER_CREATE_APP', exitCode: 2 },
        fix: expect.stringContaining(`npm create app@${later} update app`),
      })
    },
  )

  it('of a built-in template is another create-app', async () => {
    const dir = await created(fixtures, ['--template', 'tiny'])
    await expect(rebuildHere(dir, { to: '3.1.0' })).rejects.toMatchObject({
      ...{ code: 'OTHER_CREATE_APP', exitCode: 2 },
      fix: expect.stringContaining('npm create app@3.1.0 update app'),
    })
  })

  it('of a repository is its default branch, or the ref of --to', async () => {
    const hosts = await startHosts()
    hosts.github('HEAD', hostTarball({ ...tinyProject, 'a.txt': 'old' }))
    const dir = await created(fixtures, ['--template', shop])
    const other = (text: string, sha: string) =>
      hostTarball({ ...tinyProject, 'a.txt': text }, { sha: sha.repeat(40) })
    hosts.github('HEAD', other('new', 'f'), { headers: { etag: '"new"' } })
    hosts.github('v2', other('two', 'e'))
    const newest = await rebuildHere(dir)
    expect(shown(newest.base.tree)).toEqual(await filesOf(dir))
    expect(textOf(newest.next, 'a.txt')).toBe('new')
    expect(newest.next.record.blueprints.at(-1)?.source).toBe(`${shop}#${'f'.repeat(40)}`)
    const second = await rebuildHere(dir, { to: 'v2' })
    expect(textOf(second.next, 'a.txt')).toBe('two')
    await expect(rebuildHere(dir, { to: '../x' })).rejects.toMatchObject({ code: 'BAD_FLAG_VALUE' })
  })

  it('of a repository cannot hide that the recorded commit is gone', async () => {
    const hosts = await startHosts()
    hosts.github('HEAD', hostTarball(tinyProject))
    const dir = await created(fixtures, ['--template', shop])
    vi.stubEnv('XDG_CACHE_HOME', await temporaryFolder())
    hosts.github('HEAD', hostTarball(tinyProject, { sha: 'f'.repeat(40) }))
    const { base } = await rebuildHere(dir)
    expect(base).toMatchObject({ problem: { code: 'BASE_UNAVAILABLE' } })
    expect(base.tree).toBeUndefined()
  })

  it('of a package is its latest, without the settings of npm in the project', async () => {
    const [hosts, other] = [await startHosts(), await startHosts()]
    const published = (text: string) =>
      hostTarball({ ...tinyProject, 'a.txt': text }, { top: 'package' })
    hosts.registry('shop', '1.2.3', published('old'))
    const dir = await created(fixtures, ['--template', 'npm:shop'], hosts.env)
    hosts.registry('shop', '1.3.0', published('new'))
    for (const folder of [dir, dirname(dir)]) {
      await writeFile(join(folder, '.npmrc'), `registry=${other.url}/\n`)
    }
    const { npm_config_registry: registry = '', ...env } = hosts.env
    await writeFile(join(hosts.cache, 'npmrc'), `registry=${registry}\n`)
    const settings = { ...env, npm_config_userconfig: join(hosts.cache, 'npmrc') }
    const { base, next } = await rebuild(dir, { catalog: fixtures, env: settings })
    const { '.npmrc': _, ...files } = await filesOf(dir)
    expect(shown(base.tree)).toEqual(files)
    expect(textOf(next, 'a.txt')).toBe('new')
    expect(other.requests).toEqual([])
  })

  it('of an address is another address', async () => {
    const hosts = await startHosts()
    const address = `${hosts.url}/shop.tgz`
    hosts.on('/shop.tgz', { body: tarball(Object.entries({ ...tinyProject, 'a.txt': 'old' })) })
    hosts.on('/two.tgz', { body: tarball(Object.entries({ ...tinyProject, 'a.txt': 'two' })) })
    const dir = await created(fixtures, ['--template', address])
    const same = await rebuildHere(dir)
    expect(textOf(same.next, 'a.txt')).toBe('old')
    const { base, next } = await rebuildHere(dir, { to: `${hosts.url}/two.tgz` })
    expect(shown(base.tree)).toEqual(await filesOf(dir))
    expect(textOf(next, 'a.txt')).toBe('two')
  })

  it.each<[string, (address: string) => object, readonly string[]]>([
    ['no token, because only the record names the host', () => ({}), []],
    ['the token with --trust', () => ({ trust: true }), ['Bearer a-token']],
    ['the token if the person types it', (address) => ({ to: address }), ['Bearer a-token']],
  ])('of an address gets %s', async (_, flagsFor, sent) => {
    const hosts = await startHosts()
    const address = `${hosts.url}/shop.tgz`
    hosts.on('/shop.tgz', { body: tarball(Object.entries(tinyProject)) })
    const dir = await created(fixtures, ['--template', address])
    vi.stubEnv('XDG_CACHE_HOME', await temporaryFolder())
    hosts.requests.length = 0
    const how = { catalog: fixtures, env: { GIGET_AUTH: 'a-token' }, flags: flagsFor(address) }
    const { base, warned } = await rebuild(dir, how)
    expect(base.tree).toBeDefined()
    expect(hosts.requests.flatMap(({ headers }) => headers.authorization ?? [])).toEqual(sent)
    expect(warned.includes('TOKEN_WITHHELD')).toBe(sent.length === 0)
  })

  it('of a folder is the folder; what it was before is known only if it is unchanged', async () => {
    const mine = join(await temporaryFolder(), 'mine')
    await mkdir(mine)
    await writeFile(join(mine, 'a.txt'), 'old')
    const dir = await created(fixtures, ['--template', mine])
    await expect(rebuildHere(dir)).rejects.toMatchObject({ code: 'TEMPLATE_ELSEWHERE' })
    expect(shown((await rebuildHere(dir, { template: mine })).base.tree)).toEqual(
      await filesOf(dir),
    )
    await writeFile(join(mine, 'a.txt'), 'new')
    const { base, next } = await rebuildHere(dir, { template: mine })
    expect(base).toMatchObject({ tree: undefined, problem: { code: 'BASE_DIFFERS' } })
    expect(textOf(next, 'a.txt')).toBe('new')
    await editRecord(dir, (text) => text.replace(/ *"treeHash".*\n/, ''))
    expect((await rebuildHere(dir, { template: mine })).base.tree).toBeUndefined()
  })

  it('of a fetched template has the layers of the create-app that it was created with', async () => {
    const hosts = await startHosts()
    const earlier = await catalogWith('2.9.0', { '_ground/notes.md': 'old' })
    hosts.registry('create-app', '2.9.0', packageTarball(await packageOf(earlier)))
    const files = { ...tinyProject, 'template.json': manifestText({ extends: ['_ground'] }) }
    hosts.github('HEAD', hostTarball(files))
    const dir = await created(earlier, ['--template', shop])
    const { base, next } = await rebuild(dir, { catalog: fixtures, env: hosts.env })
    expect(shown(base.tree)).toEqual(await filesOf(dir))
    expect(base.tree?.get('notes.md')?.content).toBe('old')
    expect([...treeOf(next).keys()]).not.toContain('notes.md')
  })
})

describe('a record that create-app did not write', () => {
  const integrity = `sha512-${'A'.repeat(86)}==`
  it.each<[string, (record: string) => string]>([
    ['a git address as its create-app', (text) => versionOf(text, 'git+https://a.b/c.git')],
    ['a repository as its create-app', (text) => versionOf(text, 'ada/create-app')],
    ['a tag as its create-app', (text) => versionOf(text, 'latest')],
    ['a range as its create-app', (text) => versionOf(text, '>=1')],
    ['a path as its create-app', (text) => versionOf(text, '3.0.0/../../x')],
    ['an alias as its create-app', (text) => versionOf(text, 'npm:evil@1.0.0')],
    ['a flag as its create-app', (text) => versionOf(text, '--registry=http://a.b')],
    ['a command as its source', (text) => sourceOf(text, '$(touch ran)')],
    ['a helper of git as its source', (text) => sourceOf(text, 'ext::sh -c touch% ran')],
    ['a git address as its source', (text) => sourceOf(text, 'git+ssh://git@a.b/c.git')],
    ['a path as its source', (text) => sourceOf(text, '../../etc')],
    ['a branch as its source', (text) => sourceOf(text, 'gh:ada/shop#main')],
    ['a version without a hash as its source', (text) => sourceOf(text, 'npm:shop@1.2.3')],
    ['a flag in its source', (text) => sourceOf(text, `npm:--global@1.0.0#${integrity}`)],
    ['a path as the id of its template', (text) => idOf(text, '../../etc')],
    ['a folder as the id of its template', (text) => idOf(text, './evil')],
    ['a repository as the id of its template', (text) => idOf(text, 'gh:ada/evil')],
    ['code in its name', (text) => text.replace('"app"', '"app\\"; touch ran #"')],
    ['a path as its name', (text) => text.replace('"app"', '"../app"')],
    ['no template', (text) => text.replace('"template"', '"layer"')],
    ['a number as an answer', (text) => text.replace('"hello"', '1')],
  ])('with %s is refused, and nothing is fetched', async (_, edit) => {
    const hosts = await startHosts()
    const dir = await created(fixtures, ['--template', 'tiny', '--set', 'greeting=hello'])
    await editRecord(dir, edit)
    const before = await snapshot(join(dir, '..'))
    await expect(rebuild(dir, { catalog: fixtures, env: hosts.env })).rejects.toMatchObject({
      ...{ code: 'BAD_RECORD', exitCode: 2 },
    })
    expect(hosts.requests).toEqual([])
    expect(await readdir(hosts.cache)).toEqual([])
    expect(await snapshot(join(dir, '..'))).toEqual(before)
    expect(await readFile(join(dir, 'package.json'), 'utf8')).toContain('"name": "app"')
  })
})

function versionOf(record: string, version: string): string {
  return record.replace(/"createApp": "[^"]*"/, `"createApp": ${JSON.stringify(version)}`)
}

/** The template is the last entry. */
function sourceOf(record: string, source: string): string {
  const at = record.lastIndexOf('"source": "builtin"')
  return `${record.slice(0, at)}"source": ${JSON.stringify(source)}${record.slice(at + 19)}`
}

function idOf(record: string, id: string): string {
  return record.replace('"id": "tiny"', `"id": ${JSON.stringify(id)}`)
}
