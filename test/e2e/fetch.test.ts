import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, it } from 'vitest'
import { repository } from '../../scripts/compose.ts'
import type { ResultDocument } from '../../src/report/result.ts'
import { temporaryFolder } from '../support/folders.ts'
import { shop, startHosts } from '../support/hosts.ts'
import { pathWithPnpm } from '../support/package-managers.ts'
import { cleanEnvironment } from '../support/program.ts'
import { isLong } from '../support/sampled.ts'
import { commit, hostTarball, tinyProject } from '../support/tarballs.ts'

const bin = join(repository, 'dist/create-app.cjs')

/** Runs the built program with a package manager of this machine. */
async function create(template: string, cwd: string, pm: 'npm' | 'pnpm'): Promise<ResultDocument> {
  const args = [bin, 'app', '--template', template, '--pm', pm, '--trust', '--json']
  const env = cleanEnvironment({ XDG_CACHE_HOME: join(cwd, 'cache'), PATH: await pathWithPnpm() })
  const ran = await execa(process.execPath, args, { cwd, env, extendEnv: false, reject: false })
  return JSON.parse(ran.stdout)
}

describe('the built program', () => {
  it('creates a project from a published package, which installs and builds', async () => {
    const cwd = await temporaryFolder()
    const made = await create(
      'npm:create-vite@latest/template-react-ts',
      cwd,
      isLong ? 'npm' : 'pnpm',
    )
    expect(made).toMatchObject({
      ok: true,
      status: 'created',
      template: { id: 'template-react-ts' },
    })
    expect(made.template?.source).toMatch(/^npm:create-vite@\d+\.\d+\.\d+\/template-react-ts$/)
    expect(made.tasks.map(({ id, status, reason }) => [id, status, reason])).toEqual([
      ['git', 'ok', undefined],
      ['install', 'ok', undefined],
      ['commit', 'ok', undefined],
      ['verify', 'skipped', 'the template has no tests'],
    ])
    const dir = join(cwd, 'app')
    expect(JSON.parse(await readFile(join(dir, 'package.json'), 'utf8')).name).toBe('app')
    expect(await readFile(join(dir, '.gitignore'), 'utf8')).toContain('node_modules')
    await execa('npm', ['run', 'build'], { cwd: dir, env: cleanEnvironment(), extendEnv: false })
    expect((await stat(join(dir, 'dist/index.html'))).isFile()).toBe(true)
  })

  it('creates a project from a repository, which passes its tests', async () => {
    const [hosts, cwd] = [await startHosts(), await temporaryFolder()]
    hosts.github('HEAD', hostTarball(tinyProject))
    const made = await create(shop, cwd, 'npm')
    expect(made).toMatchObject({ ok: true, template: { source: `${shop}#${commit}` } })
    expect(made.tasks.at(-1)).toMatchObject({ id: 'verify', status: 'ok' })
  })
})
