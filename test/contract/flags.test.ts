import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { catalog } from '../../scripts/compose.ts'
import { commandTable } from '../../src/cli/command-table.ts'
import { type FlagName, flagTable, spell } from '../../src/flags/flags.ts'
import { addons, shopProject } from '../support/addons.ts'
import { rowsOf } from '../support/contract.ts'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { shop, startHosts } from '../support/hosts.ts'
import { fixtures, runProgram } from '../support/program.ts'
import { hostTarball } from '../support/tarballs.ts'
import { madeProject } from '../support/updating.ts'

const files = ['app', '--template', 'tiny', '--pm', 'npm@11.0.0', '--no-install', '--no-git']

const tinyFolder = join(fixtures.dir, 'tiny')

/** Runs the program and reads its document, without asking the real package manager. */
async function documentOf(args: readonly string[], cwd: string, stdin?: string) {
  const ran = await runProgram([...args, '--json'], { cwd, ...(stdin ? { stdin } : {}) })
  return JSON.parse(ran.stdout)
}

async function commandsOf(args: readonly string[], cwd: string): Promise<string> {
  const { tasks } = await documentOf([...args, '--dry-run'], cwd)
  return tasks
    .filter(({ status }: { status: string }) => status === 'planned')
    .map(({ command }: { command: string }) => command)
    .join('\n')
}

const planned = ['app', '--template', 'tiny', '--pm', 'npm@11.0.0']

const twoFiles = { 'plain/a.txt': '1\n', 'plain/b.txt': '1\n' }

/** The proof of what each flag does. The type requires every flag of the table. */
const proofs: Record<FlagName, (cwd: string) => Promise<void>> = {
  template: async (cwd) => {
    const { template } = await documentOf(['app', '-t', 'plain', '--no-git', '--dry-run'], cwd)
    expect(template.id).toBe('plain')
  },
  name: async (cwd) => {
    await runProgram([...files, '--name', '@acme/shop'], { cwd })
    expect(await readFile(join(cwd, 'app/package.json'), 'utf8')).toContain('"name": "@acme/shop"')
  },
  title: async (cwd) => {
    const { answers, replay, warnings } = await documentOf([...files, '--title', 'My Shop!'], cwd)
    expect([answers.title, answers.name]).toEqual(['My Shop', 'app'])
    expect(replay).toContain("--title 'My Shop'")
    expect(warnings[0].code).toBe('TITLE_CHANGED')
    expect(await readFile(join(cwd, 'app/src/greet.js'), 'utf8')).toContain('My Shop')
  },
  pm: async (cwd) => {
    await runProgram([...files.slice(0, 3), '--pm', 'pnpm@10.20.0', '--no-install'], { cwd })
    const made = await snapshot(join(cwd, 'app'))
    expect(made['package.json']).toContain('"packageManager": "pnpm@10.20.0"')
    expect(Object.keys(made)).toContain('PNPM.md')
  },
  set: async (cwd) => {
    await runProgram([...files, '--set', 'greeting=good-day'], { cwd })
    expect(await readFile(join(cwd, 'app/src/greet.js'), 'utf8')).toContain('good-day')
  },
  add: async () => {
    const project = await shopProject(addons, ['--add', 'clock,mail', '--add=example'])
    expect(await project.read('src/list.ts')).toContain("'clock'")
    expect(await project.read('src/mail.ts')).not.toBe('')
  },
  answers: async (cwd) => {
    const stdin = JSON.stringify({ template: 'tiny', name: 'shop', pm: 'npm@11.0.0' })
    const made = await documentOf(['app', '--answers', '-', '--dry-run'], cwd, stdin)
    expect(made.answers).toMatchObject({ name: 'shop', pm: 'npm@11.0.0' })
  },
  install: async (cwd) => {
    expect(await commandsOf(planned, cwd)).toContain('npm install')
    expect(await commandsOf([...planned, '--no-install'], cwd)).not.toMatch(/npm (?:install|test)/)
  },
  git: async (cwd) => {
    expect(await commandsOf(planned, cwd)).toContain('git')
    expect(await commandsOf([...planned, '--no-git'], cwd)).not.toContain('git')
  },
  verify: async (cwd) => {
    expect(await commandsOf(planned, cwd)).toContain('npm test')
    expect(await commandsOf([...planned, '--no-verify'], cwd)).not.toContain('npm test')
    const e2e = ['--template', './mine', '--pm', 'npm', '--verify=full']
    await mkdir(join(cwd, 'mine'))
    await writeFile(join(cwd, 'mine/package.json'), '{"scripts":{"check":"","test:e2e":""}}')
    expect(await commandsOf(['app', ...e2e], cwd)).toMatch(/npm run check && npm run test:e2e$/)
  },
  yes: async (cwd) => {
    const { template, projectDir } = await documentOf(['--yes', '--dry-run'], cwd)
    expect(projectDir).toBe(join(cwd, 'my-app'))
    expect(template.id).not.toBe('')
  },
  from: async (cwd) => {
    await mkdir(join(cwd, 'src'))
    await writeFile(join(cwd, 'src/user-card.ts'), 'export const userCard = 1\n')
    const args = ['generator', 'init', 'card', '--from', 'src/user-card.ts']
    expect((await runProgram(args, { cwd, catalog })).exitCode).toBe(0)
    const made = await readFile(join(cwd, 'generators/card.yaml'), 'utf8')
    expect(made).toContain('export const {{name|camel}} = 1\n')
  },
  'dry-run': async (cwd) => {
    const { stdout, exitCode } = await runProgram([...files, '-n'], { cwd })
    expect(exitCode).toBe(0)
    expect(stdout).toContain('package.json')
    expect(await snapshot(cwd)).toEqual({})
  },
  json: async (cwd) => {
    const { stdout, stderr } = await runProgram([...files, '--json'], { cwd })
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, status: 'created' })
    expect(stderr).toBe('')
  },
  events: async (cwd) => {
    const { stdout } = await runProgram([...files, '--events'], { cwd })
    const types = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).type)
    expect(types.at(0)).toBe('run.start')
    expect(types.filter((type) => type === 'run.end')).toHaveLength(1)
    expect(types.at(-1)).toBe('run.end')
  },
  offline: async (cwd) => {
    expect(await commandsOf([...planned, '--offline'], cwd)).toMatch(/npm install .*--offline/)
  },
  'prefer-offline': async (cwd) => {
    const commands = await commandsOf([...planned, '--prefer-offline'], cwd)
    expect(commands).toMatch(/npm install .*--prefer-offline/)
  },
  trust: async (cwd) => {
    await mkdir(join(cwd, 'mine'))
    await writeFile(join(cwd, 'mine/package.json'), '{"scripts":{"test":"node --version"}}')
    const args = ['app', '--template', './mine', '--pm', 'npm', '--no-git']
    const refused = await documentOf(args, cwd)
    expect(refused).toMatchObject({ exitCode: 7, error: { code: 'TEMPLATE_NOT_TRUSTED' } })
    expect(refused.error.message).toMatch(/npm install .*&& npm test/)
    expect(Object.keys(await snapshot(cwd))).toEqual(['mine/package.json'])
    const trusted = await documentOf([...args, '--trust'], cwd)
    expect(trusted).toMatchObject({ ok: true, status: 'created' })
    expect(trusted.replay).toContain('--trust')
  },
  quiet: async (cwd) => {
    const { stdout } = await runProgram([...files, '--quiet'], { cwd })
    expect(stdout).toMatch(/^Created \S.*app\. Tests were not run\. .*\n$/)
  },
  verbose: async (cwd) => {
    const args = ['app', '--template', 'tiny', '--pm', 'npm', '--no-git', '--verbose']
    expect((await runProgram(args, { cwd })).stdout).toContain('# pass 1')
  },
  against: async (cwd) => {
    const args = ['template', 'preview', tinyFolder, '--against', 'greeting=good-day', '--json']
    const { against } = JSON.parse((await runProgram(args, { cwd })).stdout)
    expect(against.answers.greeting).toBe('good-day')
    expect(against.changes).toContainEqual({ path: 'src/greet.js', kind: 'update' })
  },
  file: async (cwd) => {
    const args = ['template', 'preview', tinyFolder, '--file', 'src/greet.js']
    expect((await runProgram(args, { cwd })).stdout).toContain('hello')
    const other = [...args, '--against', 'greeting=good-day']
    expect((await runProgram(other, { cwd })).stdout).toMatch(/^-.*hello.*\n\+.*good-day/m)
  },
  accept: async (cwd) => {
    await mkdir(join(cwd, 'mine'))
    await writeFile(join(cwd, 'mine/notes.txt'), 'Notes.\n')
    await runProgram(['template', 'test', 'mine', '--accept'], { cwd })
    expect((await snapshot(cwd))['mine/template.snapshot.json']).toContain('"notes.txt": "644 ')
  },
  to: async (cwd) => {
    const hosts = await startHosts()
    hosts.github('HEAD', hostTarball({ 'a.txt': '1\n' }))
    await documentOf(['app', '--template', shop, '--no-git', '--no-install'], cwd)
    const sha = 'f'.repeat(40)
    hosts.github('v2', hostTarball({ 'a.txt': '2\n' }, { sha }), { headers: { etag: `"${sha}"` } })
    const { template, files } = await documentOf(['update', 'app', '--to', 'v2', '--dry-run'], cwd)
    expect(template.source).toBe(`${shop}#${sha}`)
    expect(files.updated).toContain('a.txt')
  },
  restore: async () => {
    const project = await madeProject({ before: twoFiles, after: twoFiles })
    await project.write({ 'a.txt': 'mine\n', 'b.txt': 'mine\n' })
    await project.commit()
    await project.update('--restore', 'a.txt')
    expect([await project.read('a.txt'), await project.read('b.txt')]).toEqual(['1\n', 'mine\n'])
  },
  'two-way': async () => {
    const project = await madeProject({ before: twoFiles, after: { 'plain/a.txt': '2\n' } })
    const { files } = await project.update('--two-way', '--dry-run')
    expect(files.conflicts).toEqual(['a.txt'])
    expect(files.deleted).toBeUndefined()
  },
  dirty: async () => {
    const project = await madeProject({ before: twoFiles, after: { 'plain/a.txt': '2\n1\n' } })
    await project.write({ 'a.txt': '1\nmine\n' })
    expect((await project.update()).error?.code).toBe('UNCOMMITTED')
    expect(await project.read('a.txt')).toBe('1\nmine\n')
    await project.update('--dirty')
    expect(await project.read('a.txt')).not.toBe('1\nmine\n')
  },
  force: async () => {
    const project = await madeProject({ before: twoFiles, after: { 'plain/a.txt': '1\n' } })
    await project.write({ 'b.txt': 'mine\n' })
    await project.commit()
    expect(await project.update('--dry-run')).toMatchObject({ files: { kept: ['b.txt'] } })
    const forced = await project.update('--force')
    expect(forced).toMatchObject({ exitCode: 0, files: { deleted: ['b.txt'] } })
    expect(Object.keys(await project.files())).not.toContain('b.txt')
  },
  strict: async () => {
    const project = await madeProject({ before: twoFiles, after: twoFiles })
    await project.write({ 'a.txt': 'mine\n' })
    expect((await project.run('check')).exitCode).toBe(0)
    expect((await project.run('check', '--strict')).exitCode).toBe(9)
  },
  schema: async () => {
    const project = await madeProject()
    await project.write({ 'generators/g.json': '{ "name": "g", "files": [] }' })
    const { stdout } = await project.run('generate', 'g', '--schema')
    expect(JSON.parse(stdout)).toMatchObject({ title: 'g', required: ['name'] })
  },
  only: async () => {
    const project = await madeProject()
    const [api, ui] = ['api', 'ui'].map((name) => ({ name, type: 'boolean', default: true }))
    const files = ['api', 'ui'].map((name) => {
      return { path: `{{name}}-${name}.txt`, content: '', when: `${name}/true` }
    })
    const generator = { name: 'g', params: [api, { ...ui, needs: 'api' }], files }
    await project.write({ 'generators/g.json': JSON.stringify(generator) })
    const made = await project.document('generate', 'g', 'note', '--only', 'api')
    expect(made.files.created).toContain('note-api.txt')
    expect(made.files.created).not.toContain('note-ui.txt')
    const { files: all } = await project.document('generate', 'g', 'b', '--only=ui')
    expect(all.created).toHaveLength(3)
    const unknown = await project.document('generate', 'g', 'c', '--only', 'api,uy')
    expect(unknown).toMatchObject({ exitCode: 2, error: { fix: 'Did you mean ui?' } })
    const alone = await project.document('generate', 'g', 'c', '--ui', '--api=false')
    expect(alone).toMatchObject({ exitCode: 2, error: { code: 'PARAM_NEEDS' } })
    const less = await project.document('generate', 'g', 'c', '--api=false')
    expect(less.files.created).toEqual([])
  },
  in: async () => {
    const project = await madeProject()
    await project.write({
      'package.json': '{ "name": "app", "workspaces": ["packages/*"] }',
      'packages/a/package.json': '{}',
      'packages/b/package.json': '{}',
      'generators/g.json': '{ "name": "g", "files": [{ "path": "{{name}}.txt", "content": "" }] }',
    })
    const flags = ['--in', 'packages/b', '--dirty']
    const { files } = await project.document('generate', 'g', 'note', ...flags)
    expect(files.created).toContain('packages/b/note.txt')
  },
  stat: async () => {
    const project = await madeProject({ before: twoFiles, after: twoFiles })
    await project.write({ 'a.txt': 'mine\nmine\n' })
    expect((await project.run('diff')).stdout).toContain('\n+mine\n')
    expect((await project.run('diff', '--stat')).stdout).toBe('a.txt  +2 -1\n1 file\n')
  },
  cwd: async (cwd) => {
    await mkdir(join(cwd, 'there'))
    const { projectDir } = await documentOf([...files, '-C', 'there', '--dry-run'], cwd)
    expect(projectDir).toBe(join(cwd, 'there/app'))
  },
  help: async (cwd) => {
    const { stdout, exitCode } = await runProgram(['-h'], { cwd })
    expect(exitCode).toBe(0)
    expect(stdout).toContain('Commands\n')
    for (const [command, { takes }] of Object.entries(commandTable)) {
      const { stdout: page } = await runProgram(['help', ...command.split(' ')], { cwd })
      const shown = page.split('Flags\n')[1]?.split('\n\n')[0] ?? ''
      const flags = shown
        .split('\n')
        .flatMap((line) => /^ {2}(\S.*?)(?: {2}|$)/.exec(line)?.[1] ?? [])
      const named: readonly FlagName[] = takes.length > 0 ? [...takes, 'help'] : []
      expect(flags, command).toEqual(named.map((name) => spell(name, flagTable[name])))
    }
  },
  version: async (cwd) => {
    expect((await runProgram(['-v'], { cwd })).stdout).toBe('3.0.0-test\n')
  },
}

it('has a row for each flag, and a flag for each row', () => {
  const spelled = Object.entries(flagTable).map(([name, entry]) => `\`${spell(name, entry)}\``)
  expect(rowsOf('flag').map(([flag]) => flag)).toEqual(spelled)
})

it.each(Object.entries(proofs))('--%s does what its row describes', async (_, prove) => {
  await prove(await temporaryFolder())
})
