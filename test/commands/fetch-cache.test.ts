import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ResultDocument } from '../../src/report/result.ts'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { type Hosts, shop, startHosts } from '../support/hosts.ts'
import { runProgram } from '../support/program.ts'
import { commit, hostTarball, tinyProject } from '../support/tarballs.ts'

const old = hostTarball({ ...tinyProject, 'a.txt': 'old' })
const other = hostTarball({ ...tinyProject, 'a.txt': 'new' }, { sha: 'f'.repeat(40) })

/** Makes the files of a project in a folder of its own. */
async function make(template: string, ...flags: readonly string[]) {
  const cwd = await temporaryFolder()
  const args = ['app', '--template', template, '--pm', 'npm@11.0.0', '--no-install', '--no-git']
  const { stdout } = await runProgram([...args, ...flags, '--json'], { cwd })
  const result: ResultDocument = JSON.parse(stdout)
  const files = result.ok ? await snapshot(join(cwd, 'app')) : {}
  return { ...result, text: files['a.txt']?.slice(4), left: await readdir(cwd) }
}

async function startWith(tarball: Buffer): Promise<Hosts> {
  const hosts = await startHosts()
  hosts.github('HEAD', tarball)
  return hosts
}

async function filesIn({ cache }: Hosts, ending: string): Promise<readonly string[]> {
  const names = await readdir(join(cache, 'create-app'))
  return names
    .filter((name) => name.endsWith(ending))
    .map((name) => join(cache, 'create-app', name))
}

function pathsAsked({ requests }: Hosts): readonly string[] {
  return requests.map(({ url }) => url)
}

describe('a template that was fetched before', () => {
  it('is asked for again, and taken from the cache when the host says that it is the same', async () => {
    const hosts = await startWith(old)
    expect(await make(shop)).toMatchObject({ text: 'old' })
    expect(await make(shop)).toMatchObject({ text: 'old', warnings: [] })
    const asked = hosts.requests.filter(({ url }) => url === '/codeload/HEAD')
    expect(asked.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, `"${commit}"`])
    hosts.github('HEAD', other, { headers: { etag: '"other"' } })
    expect(await make(shop)).toMatchObject({ text: 'new' })
  })

  it('is never asked for again by the commit that it was', async () => {
    const hosts = await startWith(old)
    await make(shop)
    const before = hosts.requests.length
    const again = await make(`${shop}#${commit}`)
    expect(again).toMatchObject({ text: 'old', warnings: [] })
    expect(hosts.requests).toHaveLength(before)
  })

  it('serves another folder of the same repository', async () => {
    const files = { 'one/a.txt': 'one', 'two/a.txt': 'two' }
    const hosts = await startWith(hostTarball(files))
    await make(`${shop}/one`)
    await hosts.close()
    expect(await make(`${shop}/two`, '--offline')).toMatchObject({ text: 'two' })
  })

  it.each(['--offline', '--prefer-offline'])(
    'is not asked for with %s, and its age is said',
    async (flag) => {
      const hosts = await startWith(old)
      await make(shop)
      const before = hosts.requests.length
      const notes = await filesIn(hosts, '.json')
      expect(notes).toHaveLength(2)
      for (const path of notes) {
        const kept = JSON.parse(await readFile(path, 'utf8'))
        const fetched = Date.now() - 3 * 24 * 3600 * 1000
        await writeFile(path, JSON.stringify({ ...kept, fetched }))
      }
      const made = await make(shop, flag)
      expect(made).toMatchObject({ ok: true, text: 'old' })
      expect(made.warnings).toMatchObject([{ code: 'TEMPLATE_FROM_CACHE', message: /3 days ago/ }])
      expect(hosts.requests).toHaveLength(before)
    },
  )

  it('stays out of it when the network fails, but is offered with its age', async () => {
    const hosts = await startWith(old)
    await make(shop)
    await hosts.close()
    const { exitCode, error, left } = await make(shop)
    expect([exitCode, error?.code, left]).toEqual([6, 'TEMPLATE_UNREACHABLE', []])
    expect(error?.fix).toMatch(/has a copy from less than a minute ago: add --offline/)
    expect(await make(shop, '--prefer-offline')).toMatchObject({ ok: true, text: 'old' })
  })
})

describe('a cache that holds nothing of a template', () => {
  it('is said with --offline, and asks nobody', async () => {
    const hosts = await startWith(old)
    const { exitCode, error } = await make(shop, '--offline')
    expect([exitCode, error?.code]).toEqual([6, 'TEMPLATE_NOT_CACHED'])
    expect(hosts.requests).toEqual([])
  })

  it('makes --prefer-offline fetch it', async () => {
    await startWith(old)
    expect(await make(shop, '--prefer-offline')).toMatchObject({ text: 'old', warnings: [] })
  })
})

describe('a copy in the cache that is broken', () => {
  it.each([
    ['shorter', (bytes: Buffer) => bytes.subarray(0, bytes.length - 9)],
    ['of the same length', (bytes: Buffer) => Buffer.from(bytes).fill(0, bytes.length - 9)],
  ])('and %s is removed, and fetched again', async (_, spoil) => {
    const hosts = await startWith(old)
    await make(shop)
    const [kept = ''] = await filesIn(hosts, '.tgz')
    await writeFile(kept, spoil(await readFile(kept)))
    const asked = hosts.requests.length
    expect(await make(shop)).toMatchObject({ text: 'old' })
    expect(hosts.requests[asked + 1]?.headers['if-none-match']).toBeUndefined()
    expect(await readFile(kept)).toEqual(old)
  })

  it('is removed and said where nothing may be fetched', async () => {
    const hosts = await startWith(old)
    await make(shop)
    const [kept = ''] = await filesIn(hosts, '.tgz')
    await writeFile(kept, 'x')
    const { exitCode, error } = await make(shop, '--offline')
    expect([exitCode, error?.code]).toEqual([6, 'TEMPLATE_NOT_CACHED'])
    expect(error?.message).toContain('was damaged and has been deleted')
    expect(await filesIn(hosts, '.tgz')).toEqual([])
  })

  it('is fetched again by the commit that cannot be stale', async () => {
    const hosts = await startWith(old)
    hosts.github(commit, old)
    await make(shop)
    for (const note of await filesIn(hosts, '.json')) await writeFile(note, '{')
    expect(await make(`${shop}#${commit}`)).toMatchObject({ text: 'old' })
    expect(pathsAsked(hosts)).toContain(`/codeload/${commit}`)
  })
})

describe('a download that breaks off', () => {
  it('is tried once more', async () => {
    const hosts = await startWith(old)
    hosts.on('/codeload/HEAD', { body: old, broken: true }, { body: old })
    expect(await make(shop)).toMatchObject({ ok: true, text: 'old' })
    expect(pathsAsked(hosts).filter((url) => url === '/codeload/HEAD')).toHaveLength(2)
  })

  it('is tried once more when only the tarball shows it', async () => {
    const hosts = await startWith(old)
    hosts.on('/codeload/HEAD', { body: old.subarray(0, old.length - 12) }, { body: old })
    expect(await make(shop)).toMatchObject({ ok: true, text: 'old' })
  })

  it('twice is an error, and leaves nothing that a later run could take', async () => {
    const hosts = await startWith(old)
    hosts.on('/codeload/HEAD', { body: old, broken: true })
    const { exitCode, error, left } = await make(shop)
    expect([exitCode, error?.code, left]).toEqual([6, 'TEMPLATE_INCOMPLETE', []])
    expect(await readdir(join(hosts.cache, 'create-app'))).toEqual([])
  })
})

describe('a cache that cannot be written', () => {
  it('is said, with the variable that names another', async () => {
    const hosts = await startWith(old)
    await writeFile(join(hosts.cache, 'create-app'), '')
    const { exitCode, error } = await make(shop)
    expect([exitCode, error?.code]).toEqual([8, 'CACHE_NOT_WRITABLE'])
    expect(error?.fix).toContain('XDG_CACHE_HOME')
  })

  it('is the only one: giget keeps nothing of its own', async () => {
    const hosts = await startWith(old)
    expect(await make(shop)).toMatchObject({ ok: true })
    expect(await readdir(hosts.cache)).toEqual(['create-app'])
  })
})
