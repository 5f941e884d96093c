import { join } from 'node:path'
import { execa } from 'execa'
import { expect, it } from 'vitest'
import { repository } from '../../scripts/compose.ts'
import { commandTable } from '../../src/cli/command-table.ts'
import { subcommandsOf } from '../../src/flags/command-entry.ts'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { author, blocksOf, runAs, scriptOf } from '../support/guide.ts'
import { cleanEnvironment } from '../support/program.ts'
import { isLong } from '../support/sampled.ts'

const blocks = await blocksOf('docs/templates.md', 'sh')

/** A typical project. */
const project = {
  'package.json': JSON.stringify({
    name: 'my-project',
    private: true,
    type: 'module',
    scripts: { dev: 'node src/server.js', test: 'node --test' },
  }),
  'package-lock.json': '{ "name": "my-project", "lockfileVersion": 3 }\n',
  'README.md': '# My Project\n\nClone my-project and start it.\n',
  '.gitignore': 'node_modules/\n.env\n',
  '.env': 'PORT=4000\n',
  '.env.example': 'PORT=3000\n',
  Dockerfile: 'FROM node:24\nCOPY . .\nCMD ["node", "src/server.js"]\n',
  'node_modules/.package-lock.json': '{}\n',
  'src/server.js': 'export const greet = (name) => `Hello ${name}, from My Project`\n',
  'test/server.test.js':
    "import { it } from 'node:test'\nimport { greet } from '../src/server.js'\nit('greets', () => greet('Ada'))\n",
  '.github/workflows/ci.yml':
    'on: push\njobs:\n  test:\n    steps:\n      - uses: actions/checkout@v4\n',
}

it.runIf(isLong)('turns a project into a published template, command by command', async () => {
  const files = Object.entries(project).map(([path, content]) => [`my-project/${path}`, content])
  const person = await author(Object.fromEntries(files))
  const { work } = person
  const { all, exitCode } = await runAs(person, scriptOf(blocks))
  expect(exitCode, all).toBe(0)
  expect(all).toContain('2 passed.')
  expect(all).toMatch(/^-.*Hello.*\n\+.*Welcome/m)

  const made = await snapshot(join(work, 'my-shop'))
  expect(made['README.md']).toBe('644 # My Shop\n\nClone my-shop and start it.\n')
  expect(made['src/server.js']).toContain('Welcome ${name}, from My Shop')
  expect(made['.gitignore']).toContain('node_modules/')
  expect(made.Dockerfile).toContain('FROM node:24')
  expect(made['.env']).toBe('600 PORT=3000\n')
  expect(made['.create-app.json']).toContain('"source": "npm:@you/templates@1.0.0/service"')
  expect(Object.keys(made).filter((path) => /^(?:template\.|options)/.test(path))).toEqual([])
  const { stdout } = await execa('git', ['log', '--format=%s'], { cwd: join(work, 'my-shop') })
  expect(stdout).toBe('Initial commit')
  expect((await snapshot(join(work, 'try-it')))['package.json']).toContain('"try-it"')
})

it.runIf(isLong)('starts with a template that passes all its own checks', async () => {
  const cwd = await temporaryFolder()
  const how = { cwd, env: cleanEnvironment(), extendEnv: false, stdin: 'ignore' } as const
  const bin = join(repository, 'dist/create-app.cjs')
  const template = (...args: readonly string[]) =>
    execa(process.execPath, [bin, 'template', ...args], how)
  await template('init', 'my-template')
  expect((await template('lint', 'my-template')).stdout).toBe('my-template has no problems.')
  const { stdout } = await template('test', 'my-template', '--set', 'license=mit', '--json')
  const { ok, trials } = JSON.parse(stdout)
  expect(ok).toBe(true)
  expect(trials[0].tasks.at(-1)).toMatchObject({
    id: 'verify',
    status: 'ok',
    command: 'npm run check && npm run test:e2e',
  })
})

it('shows every subcommand of create-app template', () => {
  const commands = blocks.join('')
  for (const verb of subcommandsOf(commandTable, 'template')) {
    expect(commands).toContain(`create-app template ${verb} `)
  }
})
