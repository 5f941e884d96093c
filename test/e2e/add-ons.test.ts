import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalog, repository } from '../../scripts/compose.ts'
import { builtInAddons } from '../../src/blueprints/addons/load-addon.ts'
import { biome, commit, committedProject, run, tryRun } from '../support/committed-project.ts'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { cleanEnvironment } from '../support/program.ts'
import { isLong, sampled } from '../support/sampled.ts'
import { keys, runInTerminal } from '../support/terminal.ts'

const bin = join(repository, 'dist/create-app.cjs')
/** In the long form, packages are installed and all checks of a project are run. */
const timeout = isLong ? 1_800_000 : 120_000

/** The packages of each template that an add-on fits. */
const places: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  database: [['frontend', '']],
  'docker-registry': [
    ...[['api', ''] as const, ['fullstack', ''] as const, ['frontend', ''] as const],
    ...[['monorepo', 'apps/api'] as const, ['monorepo', 'apps/web'] as const],
  ],
  storybook: [
    ['fullstack', ''],
    ['frontend', ''],
    ['monorepo', 'apps/web'],
  ],
}

/** What else has to pass with an add-on. */
const scripts: Readonly<Record<string, readonly string[]>> = {
  database: ['test:e2e'],
  storybook: ['storybook:build', 'test:e2e'],
}

it('every built-in add-on is tried in the templates that it fits', async () => {
  expect((await builtInAddons(catalog)).map(({ id }) => id)).toEqual(Object.keys(places))
})

const cases = Object.entries(places).flatMap(([addon, fitting]) => {
  return fitting.map(([template, folder]) => ({ addon, template, folder }))
})

describe.each(sampled('add-ons', cases, 1))('$addon in $template/$folder', (one) => {
  const { addon, template, folder } = one
  const place = folder === '' ? [] : ['--in', folder]

  it(
    'goes in and out again, around a feature and what a person edited',
    async () => {
      const project = await committedProject(template)
      const act = async (command: string, ...args: readonly string[]) => {
        const install = isLong || command === 'generate' ? [] : ['--no-install']
        const flags = ['--yes', '--no-verify', ...install]
        await run(project, process.execPath, bin, command, ...args, ...flags)
        await commit(project, [command, ...args].join(' '))
      }
      await act('generate', 'feature', 'Loan', 'borrower:string', 'book:Book')
      await edit(project)
      await commit(project, 'edited')
      const before = await filesIn(project)
      await act('add', addon, ...place)
      await isLocked(project, folder)
      const changed = await run(project, 'git', 'diff', '--name-only', '--diff-filter=d', 'HEAD~1')
      // Without installed packages there is no formatter of the project for what is generated again.
      const left = isLong ? /\.md$|^$/ : /\.md$|^$|loan/
      const files = changed.split('\n').filter((path) => !left.test(path))
      await run(project, process.execPath, biome, 'check', '--error-on-warnings', ...files)
      await inSync(project)
      if (isLong) await run(project, 'npm', 'run', 'check')
      for (const script of isLong ? (scripts[addon] ?? []) : []) {
        await run(join(project, folder), 'npm', 'run', script)
      }
      // What its tools made is ignored, and stays until a person deletes it.
      await run(project, 'git', 'clean', '-fdXq', '--exclude=!node_modules', '--exclude=!.env')
      await act('remove', addon, ...place)
      expect(await filesIn(project)).toEqual(before)
      await inSync(project)
      if (isLong) await run(project, 'npm', 'ci')
      if (isLong) await run(project, 'npm', 'run', 'check')
    },
    timeout,
  )

  it('makes the same tree when a project is created with it', async () => {
    const [one, other] = [await committedProject(template), await committedProject(template)]
    for (const project of [one, other]) {
      await run(project, process.execPath, bin, 'add', addon, ...place, '--yes', '--no-install')
    }
    expect(await filesIn(one)).toEqual(await filesIn(other))
    if (folder !== '' && addon === 'docker-registry') return
    const created = await committedProject(template, '--add', addon)
    expect(await filesIn(created)).toEqual(await filesIn(one))
  })
})

/** Edits as people make them, in files that add-ons change too. */
async function edit(project: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(project, 'package.json'), 'utf8'))
  const scripts = { ...manifest.scripts, mine: 'node mine.mjs' }
  const text = `${JSON.stringify({ ...manifest, scripts }, null, 2)}\n`
  await writeFile(join(project, 'package.json'), text)
  const readme = join(project, 'README.md')
  await writeFile(readme, `${await readFile(readme, 'utf8')}\n## Mine\n\nWhat we decided.\n`)
}

/** The lockfile has each package of package.json, so that npm does not have to choose a version. */
async function isLocked(project: string, folder: string): Promise<void> {
  const read = async (path: string) => JSON.parse(await readFile(join(project, path), 'utf8'))
  const { dependencies, devDependencies } = await read(join(folder, 'package.json'))
  const { packages } = await read('package-lock.json')
  const versions = Object.entries<string>({ ...dependencies, ...devDependencies })
  const locked = versions.map(([name]) => [name, packages[`node_modules/${name}`]?.version])
  const foreign = versions.filter(([name]) => !packages[`node_modules/${name}`]?.link)
  expect(Object.fromEntries(locked)).toMatchObject(Object.fromEntries(foreign))
}

/** Without `--strict`: a person edited files. */
async function inSync(project: string): Promise<void> {
  const { output, exitCode } = await tryRun(project, process.execPath, bin, 'check')
  expect(exitCode, output).toBe(0)
}

/** All files but those that git ignores, and the lockfile. */
async function filesIn(project: string) {
  const listed = ['ls-files', '--cached', '--others', '--exclude-standard']
  const paths = new Set((await run(project, 'git', ...listed)).split('\n'))
  const all = Object.entries(await snapshot(project))
  return Object.fromEntries(all.filter(([path]) => paths.has(path) && path !== 'package-lock.json'))
}

it('features move onto a database, and back', async () => {
  const act = async (project: string, ...args: readonly string[]) => {
    const flags = ['--yes', '--no-verify', ...(args[0] === 'generate' ? [] : ['--no-install'])]
    await run(project, process.execPath, bin, ...args, ...flags)
    await commit(project, args.join(' '))
  }
  const loan = ['generate', 'feature', 'Loan', 'borrower:string', 'book:Book']
  const visit = ['generate', 'feature', 'Visit', 'on:date', 'loan:Loan?', 'after:Visit?']
  const [first, last] = [await committedProject('frontend'), await committedProject('frontend')]
  // What is installed has no Prisma, so that no migration can be written.
  for (const one of [first, last]) {
    await rm(join(one, 'node_modules'), { recursive: true, force: true })
  }
  await act(first, ...loan)
  await act(first, ...visit)
  const before = await filesIn(first)
  await act(first, 'add', 'database')
  for (const command of [['add', 'database'], loan, visit]) await act(last, ...command)
  expect(await filesIn(first)).toEqual(await filesIn(last))
  const { output, exitCode } = await tryRun(first, process.execPath, bin, 'check', '--strict')
  expect(exitCode, output).toBe(0)
  await act(first, 'remove', 'database')
  expect(await filesIn(first)).toEqual(before)
})

it('a person chooses add-ons at the prompt, and answers their questions', async () => {
  const cwd = await temporaryFolder()
  const args = ['shop', '--template', 'api', '--pm', 'npm', '--set', 'example=none', '--no-install']
  const env = cleanEnvironment()
  const terminal = runInTerminal(process.execPath, [bin, ...args], { cwd, env })
  await terminal.shows('Which add-ons?')
  terminal.press(` ${keys.enter}`)
  await terminal.shows('Which registry is the image pushed to?')
  terminal.press(keys.down + keys.enter)
  expect((await terminal.exit).exitCode).toBe(0)
  expect(await readdir(join(cwd, 'shop/.create-app/addons'))).toEqual(['docker-registry.json'])
  const workflow = await readFile(join(cwd, 'shop/.github/workflows/image-shop.yml'), 'utf8')
  expect(workflow).toContain('REGISTRY: docker.io')
})
