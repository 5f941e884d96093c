import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../support/folders.ts'
import { cleanEnvironment } from '../support/program.ts'
import { startProxy, type TestProxy } from '../support/proxy.ts'
import { sampleTests } from '../support/sampled.ts'
import { program } from '../support/start.ts'
import { commit, hostTarball, tinyProject } from '../support/tarballs.ts'

sampleTests(1 / 2)

const password = 'pa55word'
const whole = hostTarball(tinyProject)
const answer = (path: string) => (/\.tar\.gz$|\/tarball\//.test(path) ? whole : undefined)

/** Runs the program as a process that can reach hosts only through this proxy. */
async function start(
  { port, authority }: TestProxy,
  args: readonly string[],
  extra: Record<string, string> = {},
) {
  const cwd = await temporaryFolder()
  const env = cleanEnvironment({
    XDG_CACHE_HOME: await temporaryFolder(),
    HTTPS_PROXY: `http://ada:${password}@127.0.0.1:${port}`,
    NODE_EXTRA_CA_CERTS: authority,
    ...extra,
  })
  const child = execa(process.execPath, [...program, 'app', '--pm', 'npm', ...args], {
    cwd,
    env,
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
  })
  return { child, cwd }
}

describe('behind a proxy', () => {
  it.each([
    ['bitbucket:ada/shop', `bitbucket:ada/shop#${commit}`, '/ada/shop/get/HEAD.tar.gz'],
    ['sourcehut:ada/shop#v1', `sourcehut:ada/shop#${commit}`, '/~ada/shop/archive/v1.tar.gz'],
  ])('a project from %s passes its tests', async (template, source, path) => {
    const proxy = await startProxy({ answer })
    const { child, cwd } = await start(proxy, ['--template', template, '--trust'])
    const { exitCode, stdout, stderr } = await child
    expect([exitCode, stderr]).toEqual([0, ''])
    expect(stdout).toContain('Tests passed.')
    const record = await readFile(join(cwd, 'app/.create-app.json'), 'utf8')
    expect(JSON.parse(record).blueprints).toMatchObject([{ source }])
    const [connected = '', got = ''] = proxy.asked
    const basic = Buffer.from(`ada:${password}`).toString('base64')
    expect(connected).toMatch(new RegExp(`^CONNECT \\S+:443 Basic ${basic}$`))
    expect(got.endsWith(path)).toBe(true)
    expect(`${stdout}${stderr}${record}`).not.toContain(password)
  })

  it('a host in NO_PROXY is requested directly', async () => {
    const proxy = await startProxy({ answer })
    const files = [
      '--template',
      'https://shop.invalid/a.tar.gz',
      '--no-install',
      '--no-git',
      '--json',
    ]
    const through = JSON.parse((await (await start(proxy, files)).child).stdout)
    expect(through).toMatchObject({ ok: true })
    const asked = proxy.asked.length
    const straight = await start(proxy, files, { NO_PROXY: '.invalid' })
    expect(JSON.parse((await straight.child).stdout)).toMatchObject({
      exitCode: 6,
      error: { code: 'TEMPLATE_UNREACHABLE' },
    })
    expect(proxy.asked).toHaveLength(asked)
  })

  it('that requires a login, the error does not contain the password', async () => {
    const proxy = await startProxy({ answer, refuses: 407 })
    const { child } = await start(proxy, ['--template', 'bitbucket:ada/shop', '--no-install'])
    const { exitCode, stderr } = await child
    expect(exitCode).toBe(6)
    expect(stderr).toContain('the proxy requires a login')
    expect(stderr).not.toContain(password)
  })

  it('with an invalid address, the error does not contain the password', async () => {
    const proxy = await startProxy({ answer })
    const address = { HTTPS_PROXY: `http://ada:${password}@:x` }
    const args = ['--template', 'bitbucket:ada/shop', '--no-install']
    const { exitCode, stderr } = await (await start(proxy, args, address)).child
    expect(exitCode).toBe(6)
    expect(stderr).toContain('not a valid address')
    expect(stderr).not.toContain(password)
  })

  it('that never answers, Ctrl+C ends the run', async () => {
    const proxy = await startProxy({ answer, refuses: 'silent' })
    const { child } = await start(proxy, ['--template', 'bitbucket:ada/shop', '--no-install'])
    while (proxy.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    child.kill('SIGINT')
    expect((await child).signal).toBe('SIGINT')
  })
})
