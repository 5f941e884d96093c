import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import type { ResultDocument } from '../../src/report/result.ts'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { type Hosts, shop, startHosts } from '../support/hosts.ts'
import { runProgram } from '../support/program.ts'
import { sampleTests } from '../support/sampled.ts'
import { hostTarball, tarball, tinyProject } from '../support/tarballs.ts'

// The long form runs all.
sampleTests(1 / 2)

const secret = 's3cret-token'
const whole = hostTarball(tinyProject)

/** Creates the files of a project in a new folder. No output may contain the secret. */
async function make(
  template: string,
  env: Record<string, string> = {},
  ...flags: readonly string[]
) {
  const cwd = await temporaryFolder()
  const args = ['app', '--template', template, '--pm', 'npm@11.0.0', '--no-git']
  const wishes = flags.length > 0 ? flags : ['--no-install']
  const ran = await runProgram([...args, ...wishes, '--json'], { cwd, env })
  const files = await snapshot(cwd)
  expect(JSON.stringify([ran, files])).not.toContain(secret)
  const result: ResultDocument = JSON.parse(ran.stdout)
  return { ...result, code: result.error?.code, written: Object.keys(files) }
}

describe('a private repository', () => {
  it.each(['GITHUB_TOKEN', 'GIGET_AUTH'])(
    'is fetched with the token in %s, which is sent to no other server',
    async (name) => {
      const hosts = await startHosts()
      hosts.github('HEAD', whole)
      const api = '/repos/ada/shop/tarball/HEAD'
      const location = `http://localhost:${hosts.port}/codeload/HEAD`
      hosts.on(api, { status: 302, headers: { location }, for: `Bearer ${secret}` })
      expect(await make(shop)).toMatchObject({
        exitCode: 7,
        code: 'TEMPLATE_NOT_FOUND',
        written: [],
      })
      vi.stubEnv(name, secret)
      expect(await make(shop, { [name]: secret })).toMatchObject({ ok: true })
      const sent = hosts.requests.map(({ url, headers }) => [url, headers.authorization])
      expect(sent).toEqual([
        [api, undefined],
        [api, `Bearer ${secret}`],
        ['/codeload/HEAD', undefined],
      ])
    },
  )

  it('on another host is fetched with GIGET_AUTH, never with GITHUB_TOKEN', async () => {
    const hosts = await startHosts()
    hosts.gitlab('ada/shop', 'HEAD', whole, { for: `Bearer ${secret}` })
    expect(await make('gitlab:ada/shop', { GITHUB_TOKEN: secret })).toMatchObject({ exitCode: 7 })
    expect(hosts.requests.map(({ headers }) => headers.authorization)).toEqual([undefined])
    expect(await make('gitlab:ada/shop', { GIGET_AUTH: secret })).toMatchObject({ ok: true })
  })

  it('is refused with its own error when the token has expired', async () => {
    const hosts = await startHosts()
    hosts.on('/repos/ada/shop/tarball/HEAD', { status: 401 })
    const { exitCode, code, error } = await make(shop, { GITHUB_TOKEN: secret })
    expect([exitCode, code]).toEqual([7, 'TOKEN_REFUSED'])
    expect(error?.fix).toContain('unset GITHUB_TOKEN')
  })

  it('is refused when its address contains a secret', async () => {
    const hosts = await startHosts()
    for (const address of [
      `${hosts.url.replace('//', `//ada:${secret}@`)}/shop.tgz`,
      `${hosts.url}/shop.tgz?private_token=${secret}`,
    ]) {
      expect(await make(address)).toMatchObject({ exitCode: 2, code: 'SECRET_IN_ADDRESS' })
    }
    expect(hosts.requests).toEqual([])
  })
})

describe('a host that sends no tarball', () => {
  const minutes = (count: number) => String(Math.ceil(Date.now() / 1000) + count * 60)

  it.each<[string, Parameters<Hosts['on']>[1], number, string, RegExp]>([
    ['404', { status: 404 }, 7, 'TEMPLATE_NOT_FOUND', /set GIGET_AUTH or GITHUB_TOKEN to a token/],
    ['403', { status: 403 }, 7, 'TEMPLATE_NOT_FOUND', /Check the name and the ref/],
    [
      'a rate limit with its end',
      { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': minutes(12) } },
      6,
      'RATE_LIMITED',
      /rate limit of 127.0.0.1:\d+ reached.*Wait 1[23] minutes, or set GIGET_AUTH or GITHUB_TOKEN/s,
    ],
    [
      'a rate limit with a time to wait',
      { status: 429, headers: { 'retry-after': '90' } },
      6,
      'RATE_LIMITED',
      /Wait 90 seconds, or set/,
    ],
    ['a rate limit without a time', { status: 429 }, 6, 'RATE_LIMITED', /Wait, or set/],
    ['a server error', { status: 502 }, 6, 'TEMPLATE_UNREACHABLE', /answered 502/],
    [
      'a login page',
      { headers: { 'content-type': 'text/html' }, body: '<html>' },
      7,
      'TEMPLATE_NOT_FOUND',
      /a web page/,
    ],
    ['something else', { body: 'no tarball' }, 7, 'TEMPLATE_INVALID', /not a gzipped tarball/],
    [
      'an empty tarball',
      { body: tarball([]) },
      7,
      'TEMPLATE_INVALID',
      /tarball is broken|no files/,
    ],
  ])('sends %s', async (_, answer, exitCode, code, says) => {
    const hosts = await startHosts()
    hosts.on('/repos/ada/shop/tarball/HEAD', answer)
    const made = await make(shop)
    expect(made).toMatchObject({ exitCode, code, written: [] })
    expect(`${made.error?.message} ${made.error?.fix}`).toMatch(says)
  })

  it('redirects in a circle', async () => {
    const hosts = await startHosts()
    const headers = { location: '/repos/ada/shop/tarball/HEAD' }
    hosts.on('/repos/ada/shop/tarball/HEAD', { status: 302, headers })
    expect(await make(shop)).toMatchObject({ exitCode: 6, code: 'TEMPLATE_UNREACHABLE' })
  })

  it('never answers, and Ctrl+C ends the run at once', async () => {
    const hosts = await startHosts()
    hosts.on('/repos/ada/shop/tarball/HEAD', { silent: true })
    const cwd = await temporaryFolder()
    const ran = await runProgram(['app', '--template', shop, '--yes'], {
      cwd,
      onStart: ({ signal }) => {
        const waiting = setInterval(() => {
          if (hosts.requests.length === 0) return
          clearInterval(waiting)
          signal('SIGINT')
        }, 10)
      },
    })
    expect([ran.exitCode, ran.killed]).toEqual([130, ['SIGINT']])
    expect(await readdir(cwd)).toEqual([])
    expect(await readdir(join(hosts.cache, 'create-app'))).toEqual([])
  })

  it('is down', async () => {
    const hosts = await startHosts()
    await hosts.close()
    const { exitCode, code, error } = await make(shop)
    expect([exitCode, code]).toEqual([6, 'TEMPLATE_UNREACHABLE'])
    expect(error?.message).toContain('ECONNREFUSED')
  })
})

describe('a registry that sends no tarball', () => {
  it('has no such package', async () => {
    const hosts = await startHosts()
    const made = await make('npm:@create-app-test/none', hosts.env)
    expect(made).toMatchObject({ exitCode: 7, code: 'TEMPLATE_NOT_FOUND', written: [] })
  })

  it('has no such version', async () => {
    const hosts = await startHosts()
    hosts.registry('@create-app-test/shop', '1.2.3', whole)
    const made = await make('npm:@create-app-test/shop@9', hosts.env)
    expect(made).toMatchObject({ exitCode: 7, code: 'TEMPLATE_NOT_FOUND' })
    expect(made.error?.message).toContain('ETARGET')
  })

  it('is down', async () => {
    const hosts = await startHosts()
    await hosts.close()
    const made = await make('npm:@create-app-test/shop', hosts.env)
    expect(made).toMatchObject({ exitCode: 6, code: 'TEMPLATE_UNREACHABLE' })
  })

  it('requires a login, and gets npm’s token', async () => {
    const hosts = await startHosts()
    const [cwd, home] = [await temporaryFolder(), await temporaryFolder()]
    hosts.registry('@create-app-test/shop', '1.2.3', hostTarball(tinyProject, { top: 'package' }))
    await writeFile(join(home, '.npmrc'), `//127.0.0.1:${hosts.port}/:_authToken=${secret}\n`)
    const args = ['app', '--template', 'npm:@create-app-test/shop', '--yes', '--no-install']
    const ran = await runProgram(args, { cwd, env: { ...hosts.env, HOME: home } })
    expect(ran.exitCode).toBe(0)
    expect(hosts.requests[0]?.headers.authorization).toBe(`Bearer ${secret}`)
    expect(JSON.stringify([ran, await snapshot(cwd)])).not.toContain(secret)
  })
})

describe('a source that is not a template', () => {
  it('suggests the folder that was probably meant', async () => {
    const hosts = await startHosts()
    hosts.github('HEAD', hostTarball({ 'templates/web/a.txt': '', 'templates/api/a.txt': '' }))
    const { exitCode, code, error } = await make(`${shop}/templates/wep`)
    expect([exitCode, code]).toEqual([7, 'TEMPLATE_NOT_FOUND'])
    expect(error?.fix).toContain('Did you mean templates/web?')
  })

  it.each([
    ['ada/shop', 'gh:ada/shop or ./ada/shop'],
    ['ftp://example.com/a.tgz', 'Use gh:user/repo'],
    ['http://example.com/a.tgz', 'Use gh:user/repo'],
    ['gh:ada', 'Use gh:user/repo'],
  ])('%s is refused with the right form', async (template, fix) => {
    const { exitCode, code, error } = await make(template)
    expect([exitCode, code]).toEqual([2, 'UNSUPPORTED_SOURCE'])
    expect(error?.fix).toContain(fix)
  })

  it('is refused when a path is both a file and a folder, or leads out', async () => {
    const hosts = await startHosts()
    hosts.github('HEAD', hostTarball({ a: '', 'a/b': '' }))
    expect(await make(shop)).toMatchObject({ exitCode: 7, code: 'TEMPLATE_INVALID' })
    hosts.github('HEAD', tarball([['t/../../../out', 'x']]))
    expect(await make(shop)).toMatchObject({
      exitCode: 7,
      code: 'TEMPLATE_INVALID',
      written: [],
    })
  })
})

describe('a template that was fetched', () => {
  const scripts = { postinstall: 'node \u001b[2Jspy.js', test: 'node --test', build: 'no' }
  const manifest = JSON.stringify({ name: 'x', scripts, dependencies: { a: '1' } })
  const spying = { ...tinyProject, 'package.json': manifest }

  it('runs no command unless it is trusted, and lists the commands', async () => {
    const hosts = await startHosts()
    hosts.github('HEAD', hostTarball(spying))
    const refused = await make(shop, {}, '--verify')
    expect(refused).toMatchObject({ exitCode: 7, code: 'TEMPLATE_NOT_TRUSTED', written: [] })
    const message = refused.error?.message
    expect(message).toMatch(
      /npm install .*\(postinstall: node \[2Jspy\.js; the install scripts of its dependencies/,
    )
    expect(message).toContain('npm test (test: node --test)')
    expect(message).toMatch(/The template gh:ada\/shop#[0-9a-f]{40} is not built in/)
    expect(await make(shop)).toMatchObject({ ok: true })
  })

  it.each([
    ['n', 7],
    ['y', 0],
  ])('asks for trust in a terminal: %s', async (key, exitCode) => {
    const hosts = await startHosts()
    hosts.github('HEAD', whole)
    const cwd = await temporaryFolder()
    await mkdir(join(cwd, 'x'))
    const ran = await runProgram(
      ['app', '--template', shop, '--pm', 'npm', '--no-git', '-C', 'x'],
      {
        cwd,
        terminal: true,
        onStart: ({ io, type }) => {
          io.stdout.on('data', (chunk: Buffer) => {
            if (chunk.includes('Allow this?')) setTimeout(type, 100, key)
          })
        },
      },
    )
    expect(ran.stdout).toContain('npm test (test: node --test)')
    expect(ran.exitCode).toBe(exitCode)
  })
})
