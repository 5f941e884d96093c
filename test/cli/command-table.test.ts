import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { repository } from '../../scripts/compose.ts'
import { generatedDocs } from '../../scripts/docs.ts'
import { commandTable, row } from '../../src/cli/command-table.ts'
import { helpText } from '../../src/cli/help.ts'
import { run } from '../../src/cli/run.ts'
import { laterWords, subcommandsOf, wordSpecs } from '../../src/flags/command-entry.ts'
import { flagTable } from '../../src/flags/flags.ts'
import { completionScript } from '../../src/report/completion/completion-script.ts'
import { offerOf } from '../../src/report/completion/offer.ts'
import { shells } from '../../src/report/completion/shells.ts'
import { pageOf } from '../../src/report/human/page.ts'
import { temporaryFolder } from '../support/folders.ts'
import { fakeOutside, fixtures } from '../support/program.ts'

/** The table with an additional row. */
const commands = {
  ...commandTable,
  greet: row({
    words: '<who> [greeting…]',
    about: 'greet somebody',
    takes: ['title', 'json', 'events'],
    completes: { who: ['ada', 'grace'], greeting: 'folder' },
    examples: ['create-app greet ada hello'],
    load:
      async () =>
      async ({ words, flags }, { io }) => {
        io.stdout.write(`${words.greeting.join(' ')} ${words.who} ${flags.title}\n`)
        return 0
      },
  }),
}

async function ran(...args: string[]) {
  const { io, stdout, stderr } = fakeOutside(args, { cwd: await temporaryFolder() })
  const exitCode = await run(io, fixtures, { commands })
  return { exitCode, stdout: stdout(), stderr: stderr() }
}

const page = pageOf({}, { columns: 80 })

it('runs the command of an additional row', async () => {
  const args = ['greet', 'ada', '--title', 'Countess', 'good', 'day']
  expect(await ran(...args)).toEqual({ exitCode: 0, stdout: 'good day ada Countess\n', stderr: '' })
  expect((await ran('greet', 'ada')).stdout).toBe(' ada undefined\n')
})

it('refuses flags and arguments that the row does not have', async () => {
  const codeOf = async (...args: string[]) => {
    const { exitCode, stdout } = await ran(...args, '--json')
    const { command, error } = JSON.parse(stdout)
    return [exitCode, command, error.code]
  }
  expect(await codeOf('greet')).toEqual([2, 'greet', 'MISSING_INPUT'])
  expect(await codeOf('greet', 'ada', '--yes')).toEqual([2, 'greet', 'FLAG_NOT_TAKEN'])
  expect(await codeOf('gret', 'ada')).toEqual([2, 'create', 'TOO_MANY_WORDS'])
  expect((await ran('gret', 'ada')).stderr).toContain('Did you mean the command greet?')
})

it('writes a folder of the same name as ./greet in the line that repeats a run', async () => {
  const args = ['./greet', '--template', 'tiny', '--pm', 'npm@11.0.0', '--no-install', '--no-git']
  const { stdout } = await ran(...args, '--dry-run', '--json')
  expect(JSON.parse(stdout).replay).toContain('create-app ./greet ')
})

it('lists the command in the help, and has a help page for it', async () => {
  expect((await ran('--help')).stdout).toMatch(
    /^ {2}create-app greet <who> \[greeting…\]\n +greet somebody$/m,
  )
  const { stdout } = await ran('greet', '--help')
  expect(stdout).toMatch(/^Greet somebody\.$/m)
  expect(stdout).toMatch(/^ {2}--title <text> +\S/m)
  expect(stdout).not.toContain('--yes')
  expect(stdout).toContain('  create-app greet ada hello\n')
  expect((await ran('help', 'gret')).stderr).toContain('Did you mean create-app help greet?')
})

it.each(shells)('completes the command in %s', (shell) => {
  const script = completionScript(shell, offerOf(commands))
  const added = linesAdded(completionScript(shell, offerOf(commandTable)), script)
  expect(added).toContain('greet')
  expect(added).toContain('ada grace')
  expect(added).toMatch(/folder|_path_files -\/|_create_app_paths -d/)
})

it('adds the command to the docs and the schema', async () => {
  const docs = await generatedDocs(commands)
  expect(docs.get('docs/cli.md')).toContain(
    '| `create-app greet <who> [greeting…]` | greet somebody |',
  )
  expect(docs.get('docs/cli.md')).toContain('### `create-app greet <who> [greeting…]`')
  const { properties } = JSON.parse(docs.get('docs/schemas/result.schema.json') ?? '')
  expect(properties.command.enum).toEqual([
    ...['create', 'resume', 'update', 'undo', 'generate', 'add', 'remove', 'template', 'generator'],
    ...['addon', 'greet'],
  ])
})

it('has a file for every row with a handler', () => {
  const verbs = Object.entries(commandTable).flatMap(([name, { load }]) => (load ? [name] : []))
  const files = readdirSync(join(repository, 'src/commands'), { recursive: true, encoding: 'utf8' })
  for (const name of verbs) {
    const [group, verb] = name.split(' ')
    const places =
      verb === undefined
        ? [`${group}.ts`, `project/${group}.ts`, `project/project-${group}.ts`]
        : [join(`${group}`, `${group}-${verb}.ts`)]
    expect(files.filter((file) => places.includes(file))).toHaveLength(1)
  }
})

it.each(Object.entries(commandTable))('has a valid row for %s', async (name, entry) => {
  const isGroup = subcommandsOf(commandTable, name).length > 0
  expect(entry.load === undefined).toBe(isGroup || name === 'help')
  if (entry.load) expect(await entry.load()).toBeTypeOf('function')
  const known = wordSpecs(entry.words).map((word) => word.name)
  for (const word of Object.keys(entry.completes)) expect(known).toContain(word)
  expect(entry.words).toBe(
    wordSpecs(entry.words)
      .map(({ name: word, isRequired, repeats }) => {
        const inside = repeats ? `${word}…` : word
        return isRequired ? `<${inside}>` : `[${inside}]`
      })
      .join(' '),
  )
  expect(new Set(entry.takes).size).toBe(entry.takes.length)
  for (const flag of entry.takes) expect(Object.keys(flagTable)).toContain(flag)
  if (!isGroup) expect(entry.examples.join()).toContain(name === 'create' ? 'create-app ' : name)
})

it('prints examples that it can parse', async () => {
  const { parse } = await import('../../src/cli/parse.ts')
  for (const [name, { examples }] of Object.entries(commandTable)) {
    for (const example of examples) {
      const [, argv = ''] = /create-app ([^|)#]*)/.exec(example) ?? []
      const invocation = parse(argv.trim().split(/\s+/), { env: {}, commands: commandTable })
      expect(invocation, example).toMatchObject({
        kind: name === 'help' ? 'help' : 'call',
        command: name,
      })
    }
  }
})

it('prints a help of at most 40 lines for few and for many templates', () => {
  const template = { id: 'api', title: 'API', description: 'An API', version: '1.0.0' }
  const linesOf = (templates: readonly (typeof template)[]) =>
    helpText({ commands: commandTable, templates, page }).trimEnd().split('\n')
  const four = Array.from({ length: 4 }, () => template)
  expect(linesOf(four).length).toBeLessThanOrEqual(40)
  expect(linesOf(four).join('\n')).toContain('Templates')
  const many = Array.from({ length: 30 }, () => template)
  expect(linesOf(many).length).toBeLessThanOrEqual(40)
  expect(linesOf(many).join('\n')).not.toContain('Templates')
})

it.each([80, 50])('keeps every page within %d columns, except for examples', (columns) => {
  for (const topic of [undefined, ...Object.keys(commandTable)]) {
    const narrow = pageOf({}, { columns })
    const text = helpText({ commands: commandTable, templates: [], page: narrow, topic })
    const prose = text.split('\nExamples')[0]?.split('\n') ?? []
    expect(Math.max(...prose.map(({ length }) => length)), topic).toBeLessThanOrEqual(columns)
  }
})

it('reserves the words for later commands that the contract lists', async () => {
  for (const word of laterWords)
    expect(commandTable[word]?.load === undefined || word === 'create').toBe(true)
  const contract = await readFile(join(repository, 'docs/contract.md'), 'utf8')
  const [, listed = ''] = /reserved for later commands:\s*`([^`]*)`/.exec(contract) ?? []
  expect(listed.split(/\s+/).sort()).toEqual([...laterWords].sort())
})

function linesAdded(before: string, after: string): string {
  const known = new Set(before.split('\n'))
  return after
    .split('\n')
    .filter((line) => !known.has(line))
    .join('\n')
}
