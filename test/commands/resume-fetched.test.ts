import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { type Hosts, shop, startHosts } from '../support/hosts.ts'
import { sampleTests } from '../support/sampled.ts'
import { commit, hostTarball, tarball, tinyProject } from '../support/tarballs.ts'
import { documentOf, endsOf } from '../support/unfinished.ts'

sampleTests(1 / 2)

/** A project without install and git, from a template that can change on its host. */
async function unstarted(place: (hosts: Hosts) => string) {
  const [hosts, cwd] = [await startHosts(), await temporaryFolder()]
  const template = place(hosts)
  const args = ['app', '--template', template, '--pm', 'npm', '--no-install', '--no-git']
  const run = (...typed: readonly string[]) => documentOf(typed, cwd, hosts.env)
  expect((await run(...args)).error).toBeNull()
  return { hosts, run, record: join(cwd, 'app/.create-app.json'), cwd }
}

function moved(): Promise<void> {
  return temporaryFolder().then((cache) => void vi.stubEnv('XDG_CACHE_HOME', cache))
}

const other = hostTarball({ 'package.json': '{}' }, { sha: 'f'.repeat(40) })

describe('a project of a fetched template', () => {
  it.each<[string, (hosts: Hosts) => string]>([
    [
      'a repository',
      (hosts) => {
        hosts.github('HEAD', hostTarball(tinyProject))
        hosts.github(commit, hostTarball(tinyProject))
        return shop
      },
    ],
    [
      'a package',
      (hosts) => {
        hosts.registry('shop', '1.2.3', hostTarball(tinyProject, { top: 'package' }))
        return 'npm:shop'
      },
    ],
    [
      'an address',
      (hosts) => {
        hosts.on('/shop.tgz', { body: tarball(Object.entries(tinyProject)) })
        return `${hosts.url}/shop.tgz`
      },
    ],
  ])('is resumed from the source in its record: %s', async (_, place) => {
    const { hosts, run } = await unstarted(place)
    hosts.github('HEAD', other)
    await moved()
    const refused = await run('resume', 'app', '--no-git')
    expect(refused).toMatchObject({ exitCode: 7, error: { code: 'TEMPLATE_NOT_TRUSTED' } })
    expect(refused.error?.message).toContain('npm test (test: node --test)')
    const done = await run('resume', 'app', '--trust')
    expect(done).toMatchObject({ ok: true, warnings: [] })
    expect(endsOf(done)).toEqual(['git ok', 'install ok', 'commit ok', 'verify ok'])
  })

  it('is resumed from the cache while its host is unreachable', async () => {
    const { hosts, run } = await unstarted(({ github }) => {
      github('HEAD', hostTarball(tinyProject))
      return shop
    })
    await hosts.close()
    expect(await run('resume', 'app', '--trust')).toMatchObject({ ok: true })
  })

  it('is refused if the address has other content now, and nothing is written', async () => {
    const { hosts, run, cwd } = await unstarted((hosts) => {
      hosts.on('/shop.tgz', { body: tarball(Object.entries(tinyProject)) })
      return `${hosts.url}/shop.tgz`
    })
    hosts.on('/shop.tgz', { body: other })
    await moved()
    const before = await snapshot(cwd)
    const refused = await run('resume', 'app', '--trust')
    expect(refused).toMatchObject({ exitCode: 7, error: { code: 'TEMPLATE_CHANGED' } })
    expect(await snapshot(cwd)).toEqual(before)
  })

  it.each([
    ['a branch', `#${commit}`, '#main', '"gh:ada/shop#main" is not pinned'],
    ['a template as a person types it', `gh:ada/shop#${commit}`, 'tiny', 'source: must be builtin'],
  ])('is refused if its record names %s', async (_, from, to, problem) => {
    const { run, record } = await unstarted(({ github }) => {
      github('HEAD', hostTarball(tinyProject))
      return shop
    })
    const text = await readFile(record, 'utf8')
    await writeFile(record, text.replace(from, to))
    const refused = await run('resume', 'app', '--trust')
    expect(refused).toMatchObject({ exitCode: 2, error: { code: 'BAD_RECORD' } })
    expect(refused.error?.message).toContain(problem)
  })

  it('refuses --template, because its record names the source', async () => {
    const { run } = await unstarted(({ github }) => {
      github('HEAD', hostTarball(tinyProject))
      return shop
    })
    const refused = await run('resume', 'app', '--template', shop)
    expect(refused).toMatchObject({ exitCode: 2, error: { code: 'FLAG_NOT_TAKEN' } })
  })
})
