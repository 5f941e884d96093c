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

/** Creates the files of a project in a new folder. */
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
  it('is requested again, and read from the cache when the host reports no change', async () => {
    const hosts = await startWith(old)
    expect(await make(shop)).toMatchObject({ text: 'old' })
    expect(await make(shop)).toMatchObject({ text: 'old', warnings: [] })
    const asked = hosts.requests.filter(({ url }) => url === '/codeload/HEAD')
    expect(asked.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, `"${commit}"`])
    hosts.github('HEAD', other, { headers: { etag: '"other"' } })
    expect(await make(shop)).toMatchObject({ text: 'new' })
  })

  it('is not requested again by its commit', async () => {
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
    'is not requested with %s, and its age is reported',
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

  it('is not used when the network fails, but is offered with its age', async () => {
    const hosts = await startWith(old)
    await make(shop)
    await hosts.close()
    const { exitCode, error, left } = await make(shop)
    expect([exitCode, error?.code, left]).toEqual([6, 'TEMPLATE_UNREACHABLE', []])
    expect(error?.fix).toMatch(/has a copy from less than a minute ago: add --offline/)
    expect(await make(shop, '--prefer-offline')).toMatchObject({ ok: true, text: 'old' })
  })
})

describe('a template that is not in the cache', () => {
  it('is an error with --offline, without a request', async () => {
    const hosts = await startWith(old)
    const { exitCode, error } = await make(shop, '--offline')
    expect([exitCode, error?.code]).toEqual([6, 'TEMPLATE_NOT_CACHED'])
    expect(hosts.requests).toEqual([])
  })

  it('is fetched with --prefer-offline', async () => {
    await startWith(old)
    expect(await make(shop, '--prefer-offline')).toMatchObject({ text: 'old', warnings: [] })
  })
})

describe('a broken copy in the cache', () => {
  it.each([
    ['shorter', (bytes: Buffer) => bytes.subarray(0, bytes.length - 9)],
    ['of the same length', (bytes: Buffer) => Buffer.from(bytes).fill(0, bytes.length - 9)],
  ])('%s is removed and fetched again', async (_, spoil) => {
    const hosts = await startWith(old)
    await make(shop)
    const [kept = ''] = await filesIn(hosts, '.tgz')
    await writeFile(kept, spoil(await readFile(kept)))
    const asked = hosts.requests.length
    expect(await make(shop)).toMatchObject({ text: 'old' })
    expect(hosts.requests[asked + 1]?.headers['if-none-match']).toBeUndefined()
    expect(await readFile(kept)).toEqual(old)
  })

  it('is removed and is an error with --offline', async () => {
    const hosts = await startWith(old)
    await make(shop)
    const [kept = ''] = await filesIn(hosts, '.tgz')
    await writeFile(kept, 'x')
    const { exitCode, error } = await make(shop, '--offline')
    expect([exitCode, error?.code]).toEqual([6, 'TEMPLATE_NOT_CACHED'])
    expect(error?.message).toContain('was damaged and has been deleted')
    expect(await filesIn(hosts, '.tgz')).toEqual([])
  })

  it('is fetched again even by its commit', async () => {
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

  it('is tried once more when only the tarball shows that it is incomplete', async () => {
    const hosts = await startWith(old)
    hosts.on('/codeload/HEAD', { body: old.subarray(0, old.length - 12) }, { body: old })
    expect(await make(shop)).toMatchObject({ ok: true, text: 'old' })
  })

  it('is an error the second time, and leaves nothing in the cache', async () => {
    const hosts = await startWith(old)
    hosts.on('/codeload/HEAD', { body: old, broken: true })
    const { exitCode, error, left } = await make(shop)
    expect([exitCode, error?.code, left]).toEqual([6, 'TEMPLATE_INCOMPLETE', []])
    expect(await readdir(join(hosts.cache, 'create-app'))).toEqual([])
  })
})

describe('the cache', () => {
  it('that cannot be written is an error that names XDG_CACHE_HOME', async () => {
    const hosts = await startWith(old)
    await writeFile(join(hosts.cache, 'create-app'), '')
    const { exitCode, error } = await make(shop)
    expect([exitCode, error?.code]).toEqual([8, 'CACHE_NOT_WRITABLE'])
    expect(error?.fix).toContain('XDG_CACHE_HOME')
  })

  it('is the only folder that is written; giget caches nothing', async () => {
    const hosts = await startWith(old)
    expect(await make(shop)).toMatchObject({ ok: true })
    expect(await readdir(hosts.cache)).toEqual(['create-app'])
  })
})
