import { cp, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, it } from 'vitest'
import { repository } from '../../scripts/compose.ts'
import { manifestText } from '../support/fixtures.ts'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { cleanEnvironment } from '../support/program.ts'
import { isLong } from '../support/sampled.ts'
import { keys, runInTerminal } from '../support/terminal.ts'

/** The published package with an additional folder of templates, and no other change. */
async function packageWith(id: string, files: Readonly<Record<string, string>>): Promise<string> {
  const home = await temporaryFolder()
  for (const part of ['dist', 'templates', 'docs/schemas', 'package.json']) {
    await cp(join(repository, part), join(home, part), { recursive: true })
  }
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(home, 'templates', id, path, '..'), { recursive: true })
    await writeFile(join(home, 'templates', id, path), content)
  }
  return home
}

const kiosk = {
  'template.json': manifestText({ title: 'Kiosk', description: 'Sells papers', order: 1 }),
  'README.md': '# {{PROJECT_TITLE}}\n',
}

it('offers a new template everywhere once its folder is in templates', async () => {
  const home = await packageWith('kiosk', kiosk)
  const bin = join(home, 'dist/create-app.cjs')
  const cwd = await temporaryFolder()
  const how = { cwd, env: cleanEnvironment(), extendEnv: false, stdin: 'ignore' } as const
  const run = async (...args: readonly string[]) =>
    (await execa(process.execPath, [bin, ...args], how)).stdout

  expect(await run('list')).toMatch(/^ {2}kiosk +Sells papers$/m)
  expect(JSON.parse(await run('list', '--json')).templates[0]).toMatchObject({ id: 'kiosk' })
  expect(await run('--help')).toMatch(/^ {2}kiosk +Sells papers$/m)
  for (const shell of ['bash', 'zsh', 'fish']) {
    expect(await run('completion', shell)).toContain('kiosk')
  }
  const planned = JSON.parse(await run('--yes', '--no-git', '--dry-run', '--json'))
  expect(planned.template).toMatchObject({ id: 'kiosk', source: 'builtin' })

  const terminal = runInTerminal(process.execPath, [bin, 'shop', '--no-git'], {
    cwd,
    env: cleanEnvironment(),
  })
  await terminal.shows('Which template?')
  await terminal.shows('Kiosk')
  terminal.press(keys.enter)
  expect((await terminal.exit).exitCode).toBe(0)
  expect((await snapshot(join(cwd, 'shop')))['README.md']).toBe('644 # Shop\n')
})

it.runIf(isLong)('tests a new template once its folder is in templates', async () => {
  const home = await packageWith('kiosk', kiosk)
  for (const part of ['scripts', 'src', 'test', 'tsconfig.json', 'vitest.config.ts']) {
    await cp(join(repository, part), join(home, part), { recursive: true })
  }
  await symlink(join(repository, 'node_modules'), join(home, 'node_modules'))
  const how = {
    cwd: home,
    env: cleanEnvironment(),
    extendEnv: false,
    stdin: 'ignore',
    all: true,
    reject: false,
  } as const
  const vitest = join(repository, 'node_modules/vitest/vitest.mjs')
  const tests = async (project: string, file: string) => {
    const args = [vitest, 'list', '--mode', 'long', '--project', project, file]
    return (await execa(process.execPath, args, how)).all
  }
  expect(await tests('unit', 'test/templates.test.ts')).toContain('kiosk')
  expect(await tests('e2e', 'test/e2e/package.test.ts')).toContain(
    'a project from the template kiosk',
  )
  const check = [join(repository, 'node_modules/tsx/dist/cli.mjs'), 'scripts/check-templates.ts']
  const checked = await execa(process.execPath, [...check, 'kiosk'], how)
  expect(checked.all).toContain('templates/kiosk creates 1 project')
  expect(checked.exitCode).toBe(0)
})
