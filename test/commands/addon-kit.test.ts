import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { catalog } from '../../scripts/compose.ts'
import { ground } from '../support/addons.ts'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { type Ran, runProgram } from '../support/program.ts'
import { sampleTests } from '../support/sampled.ts'
import { assertFitsSchema } from '../support/schemas.ts'
import { writeFiles } from '../support/shelves.ts'

sampleTests(1 / 2)

/** Runs create-app with the built-in templates and add-ons. */
function ran(args: readonly string[], cwd: string): Promise<Ran> {
  return runProgram(args, { cwd, catalog })
}

async function documentOf(args: readonly string[], cwd: string) {
  const all = [...args, '--json']
  const { stdout } = await ran(all, cwd)
  assertFitsSchema(all, stdout)
  return JSON.parse(stdout)
}

type Contents = Readonly<Record<string, string | object>>

async function write(dir: string, files: Contents): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true })
    const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2)
    await writeFile(join(dir, path), text)
  }
}

/** A project with the add-on `mail`, and the small template `shop` beside it. */
async function projectOf(addon: Contents = {}, others: Contents = {}): Promise<string> {
  const cwd = await temporaryFolder()
  const own = Object.entries(addon).map(([path, content]) => [`addons/mail/${path}`, content])
  await write(cwd, { 'package.json': '{}\n', ...Object.fromEntries(own), ...others })
  await writeFiles(cwd, ground)
  return cwd
}

const shop = ['--template', './shop']
const into = (name: string, text: string, more: object = {}) => ({
  ...{ file: 'src/list.ts', anchor: 'array', name, text, ...more },
})

/** An add-on without any problem. */
const sound: Contents = {
  'addon.json': {
    title: 'Mail',
    description: 'Sends mail',
    needs: [{ dependency: 'base' }],
    questions: [
      { id: 'host', message: 'Host?', type: 'text', default: 'localhost' },
      { id: 'log', message: 'Log?', type: 'confirm', default: 'false' },
    ],
    insertions: [into('list', "'mail'"), into('list', "'log'", { when: 'log/true' })],
  },
  'package.json': { scripts: { mail: 'node src/mail.ts' } },
  'src/mail.ts': "export const mail = '{{MAIL_HOST}} {{PROJECT_NAME}}';\n",
  'options/log/true/src/log.ts': 'export const log = 1;\n',
}
const manifest = sound['addon.json'] as object

describe('addon init', () => {
  it('writes an add-on that works, with its schema beside it, and nothing twice', async () => {
    const cwd = await projectOf()
    const planned = await documentOf(['addon', 'init', 'HealthLog', '--dry-run'], cwd)
    expect(planned).toMatchObject({ command: 'addon', status: 'planned' })
    const made = await documentOf(['addon', 'init', 'HealthLog'], cwd)
    expect(made).toMatchObject({ ok: true, command: 'addon', status: 'created' })
    expect(made.files.created).toEqual(planned.files.created)
    expect(made.files.created).toEqual([
      'addons/health-log/addon.json',
      'addons/health-log/addon.schema.json',
      'addons/health-log/scripts/health-log.mjs',
    ])
    const commands = made.nextSteps.map(({ command }: { command: string }) => command)
    expect(commands).toEqual([
      'create-app addon lint addons/health-log',
      'create-app addon test addons/health-log',
      'create-app add ./addons/health-log --dry-run',
    ])
    expect((await ran(['addon', 'lint'], cwd)).stdout).toBe('addons/health-log has no problems.\n')
    expect((await documentOf(['addon', 'test', '--template', 'api'], cwd)).ok).toBe(true)
    const before = await snapshot(cwd)
    const again = await documentOf(['addon', 'init', 'health-log'], cwd)
    expect(again).toMatchObject({ exitCode: 3, error: { code: 'ADDON_THERE' } })
    expect(await snapshot(cwd)).toEqual(before)
  })

  it('can be added and removed, and its schema is of the author alone', async () => {
    const cwd = await projectOf()
    await ran(['addon', 'init', 'greet', '--title', 'Greetings'], cwd)
    await write(cwd, { 'package.json': '{\n  "name": "a",\n  "scripts": {}\n}\n' })
    const before = await snapshot(cwd)
    const added = await documentOf(['add', './addons/greet', '--no-verify', '--no-install'], cwd)
    expect(added.files.created).toEqual(['.create-app/addons/greet.json', 'scripts/greet.mjs'])
    expect(await readFile(join(cwd, 'scripts/greet.mjs'), 'utf8')).toContain('Hello from a')
    expect(await readFile(join(cwd, 'package.json'), 'utf8')).toContain('node scripts/greet.mjs')
    expect(await readFile(join(cwd, 'addons/greet/addon.json'), 'utf8')).toContain('"Greetings"')
    await documentOf(['remove', 'greet', '--no-verify', '--no-install'], cwd)
    expect(await snapshot(cwd)).toEqual(before)
    const { stdout } = await ran(['add', './addons/greet', '--no-install'], cwd)
    expect(stdout).toContain('1 file added')
    expect(stdout).not.toContain('0 minutes')
  })

  it('writes a schema that its addon.json fits', async () => {
    const cwd = await projectOf()
    await ran(['addon', 'init', 'greet'], cwd)
    const read = async (path: string) =>
      JSON.parse(await readFile(join(cwd, 'addons/greet', path), 'utf8'))
    const own = await read('addon.json')
    const fits = new Ajv2020({ strict: false }).compile(await read(own.$schema))
    expect(fits(own)).toBe(true)
    expect(fits({ ...own, titel: '' })).toBe(false)
  })

  it('takes an empty folder, and works where there is no project', async () => {
    const cwd = await temporaryFolder()
    await mkdir(join(cwd, 'addons/greet'), { recursive: true })
    const { ok, nextSteps } = await documentOf(['addon', 'init', 'greet'], cwd)
    expect([ok, nextSteps.length]).toEqual([true, 2])
  })

  it.each([
    ['../greet', 2, 'BAD_FLAG_VALUE'],
    ['1st', 2, 'BAD_FLAG_VALUE'],
    ['storybook', 2, 'BAD_FLAG_VALUE'],
    ['taken', 3, 'ADDON_THERE'],
  ])('refuses the name %s', async (name, exitCode, code) => {
    const cwd = await projectOf({}, { 'addons/taken': 'a file' })
    const refused = await documentOf(['addon', 'init', name], cwd)
    expect([refused.exitCode, refused.error.code]).toEqual([exitCode, code])
    await rm(join(cwd, 'addons'), { recursive: true })
    await write(cwd, { addons: 'a file' })
    expect((await documentOf(['addon', 'init', 'greet'], cwd)).error.code).toBe('ADDON_THERE')
  })
})

type Row = readonly [
  rule: string,
  level: 'problem' | 'warning',
  place: string,
  message: string,
  files: Contents,
]

const changed = (keys: object): Contents => ({ 'addon.json': { ...manifest, ...keys } })

/** The rule, the file and what is on its line, the message, and the files that differ from those of a sound add-on. */
const rows: readonly Row[] = [
  ['manifest', 'problem', 'addon.json:{', 'not valid JSON', { 'addon.json': '{' }],
  ['manifest', 'problem', 'addon.json:"titel', 'titel is not a key', changed({ titel: '' })],
  ['manifest', 'problem', 'addon.json:^depends', 'needs.0', changed({ needs: [{ depends: 'a' }] })],
  [
    'manifest',
    'problem',
    'addon.json:^"file',
    'insertions.0',
    changed({ insertions: [{ file: 'a' }] }),
  ],
  [
    'manifest',
    'problem',
    'addon.json',
    'two of its files',
    { _gitignore: 'a\n', '.gitignore': 'a\n' },
  ],
  ['project', 'problem', 'notes.txt', 'In shop, it cannot be added.', { 'notes.txt': 'mine\n' }],
  [
    'secret',
    'problem',
    'src/key.ts:ghp',
    'GitHub token',
    { 'src/key.ts': `'ghp_${'aB3dE6gH9jK2mN5pQ8rS'.repeat(2)}'\n` },
  ],
  [
    'placeholder',
    'problem',
    'src/mail.ts:HOST',
    '{{HOST}}',
    { 'src/mail.ts': "'{{HOST}} {{MAIL_HOST}}';\n" },
  ],
  ['option', 'problem', 'options/log/yes/a.ts', 'No answer', { 'options/log/yes/a.ts': '' }],
  ['option', 'warning', 'addon.json:^"id": "host', 'answer to host', { 'src/mail.ts': '' }],
  [
    'absolute-path',
    'problem',
    'src/home.ts:ada',
    'one machine',
    { 'src/home.ts': "'/home/ada/mail';\n" },
  ],
  ['leftover', 'problem', 'debug.log', 'temporary file', { 'debug.log': 'a\n' }],
  [
    'old-name',
    'warning',
    'package.json:author',
    'the author',
    { 'package.json': { author: 'Ada' } },
  ],
  [
    'unpinned-action',
    'problem',
    '.github/workflows/a.yml:uses',
    'owner of an action',
    { '.github/workflows/a.yml': 'steps:\n  - uses: actions/checkout@v4\n' },
  ],
  ['other-package-manager', 'warning', 'mail.md:pnpm', 'uses npm', { 'mail.md': 'pnpm install\n' }],
  [
    'unpinned-dependency',
    'warning',
    'package.json',
    'other versions',
    { 'package.json': { dependencies: { a: '^1.0.0' } } },
  ],
  [
    'stale-allow',
    'warning',
    'addon.json:^"rule',
    'no finding',
    changed({ lint: { allow: [{ rule: 'secret', path: 'a', reason: 'b' }] } }),
  ],
  [
    'choice',
    'problem',
    'addon.json:when',
    'no question side',
    changed({ insertions: [into('list', "'mail'", { when: 'side/left' })] }),
  ],
  [
    'choice',
    'problem',
    'addon.json:when',
    'never tru',
    changed({ insertions: [into('list', "'mail'", { when: 'log/tru' })] }),
  ],
  [
    'choice',
    'problem',
    'addon.json:each',
    'no lists',
    changed({ insertions: [into('list', "'mail'", { each: 'hosts' })] }),
  ],
  [
    'unreadable',
    'problem',
    'src/mail.ts:let',
    'cannot be parsed',
    { 'src/mail.ts': "'{{MAIL_HOST}}';\nlet = ;\n" },
  ],
  [
    'insertion',
    'problem',
    'addon.json:^src/list',
    'In shop, nothing is added.',
    changed({ insertions: [into('lists', "'mail'")] }),
  ],
  [
    'need',
    'warning',
    'addon.json:^react',
    'has react',
    changed({ needs: [{ dependency: 'react' }] }),
  ],
  ['conflict', 'problem', 'addon.json:"mail"', 'names itself', changed({ conflicts: ['mail'] })],
  [
    'conflict',
    'warning',
    'addon.json:clocks',
    'no add-on clocks',
    changed({ conflicts: ['clocks'] }),
  ],
  [
    'conflict',
    'problem',
    'addon.json:"api"',
    'Nobody sees the fix for api',
    changed({ fixes: { api: 'It has one.' } }),
  ],
]

describe('addon lint', () => {
  it('names what npm would not publish', async () => {
    const above = { 'addons/package.json': { name: 'a', version: '1.0.0', files: ['mail'] } }
    const cwd = await projectOf({ ...sound, '.gitignore': 'a\n' }, above)
    const { findings } = await documentOf(['addon', 'lint', ...shop, 'addons/mail'], cwd)
    expect(findings).toMatchObject([{ rule: 'unpublished', places: [{ line: null }] }])
  })

  it.each(rows)('finds %s, a %s at %s: %s', async (rule, level, place, message, files) => {
    const cwd = await projectOf({ ...sound, ...files }, { 'addons/clock/addon.json': '{}' })
    const linted = await documentOf(['addon', 'lint', 'addons/mail', ...shop], cwd)
    const [file = '', marked] = place.split(':')
    const text = await readFile(join(cwd, 'addons/mail', file), 'utf8').catch(() => '')
    const index = text.split('\n').findIndex((one) => one.includes(marked?.replace('^', '') ?? ''))
    // An object begins on the line above its first key.
    const line = marked && (marked.startsWith('^') ? index : index + 1)
    expect(linted.findings).toMatchObject([
      {
        ...{ rule, level, message: expect.stringContaining(message) },
        places: [{ file: `addons/mail/${file}`, line: line ?? null }],
      },
    ])
    expect(JSON.stringify(linted.findings)).not.toMatch(/the template\b/)
    const { exitCode } = await ran(['addon', 'lint', 'addons/mail', ...shop], cwd)
    expect(exitCode).toBe(level === 'problem' ? 7 : 0)
  })

  it('finds nothing in a sound add-on, and all problems of another one at once', async () => {
    const cwd = await projectOf(sound, {
      'addons/clock/addon.json': { conflicts: ['mail', 'clock'], insertions: [into('gone', '1')] },
      'addons/clock/key.ts': `'ghp_${'aB3dE6gH9jK2mN5pQ8rS'.repeat(2)}'\n'{{SIZE}}'\n`,
    })
    const before = await snapshot(cwd)
    const { stdout } = await ran(['addon', 'lint', ...shop], cwd)
    expect(stdout).toContain('2 add-ons: 4 problems.')
    const { findings } = await documentOf(['addon', 'lint', ...shop], cwd)
    expect(findings.map(({ rule }: { rule: string }) => rule).sort()).toEqual([
      ...['conflict', 'insertion', 'placeholder', 'secret'],
    ])
    const only = await ran(['addon', 'lint', 'addons/mail', ...shop], cwd)
    expect([only.exitCode, only.stdout]).toEqual([0, 'addons/mail has no problems.\n'])
    const inside = await ran(
      ['addon', 'lint', '--template', '../../shop'],
      join(cwd, 'addons/clock'),
    )
    expect(inside.stdout).toMatch(/conflict {2}.*addons\/clock\/addon\.json:/)
    expect(await snapshot(cwd)).toEqual(before)
  })

  it('suggests the placeholder of the own question', async () => {
    const cwd = await projectOf({ ...sound, 'src/a.ts': "'{{HOST}}'\n" })
    const { findings } = await documentOf(['addon', 'lint', ...shop], cwd)
    expect(findings[0].fix).toBe('Did you mean {{MAIL_HOST}}?')
  })

  it('accepts what addon.json allows', async () => {
    const allow = [{ rule: 'absolute-path', path: 'src/a.ts', reason: 'An example' }]
    const files = { ...changed({ lint: { allow } }), 'src/a.ts': "'/home/ada/a'\n" }
    const cwd = await projectOf({ ...sound, ...files })
    const linted = await documentOf(['addon', 'lint', ...shop], cwd)
    expect(linted).toMatchObject({
      ok: true,
      findings: [],
      acknowledged: [{ reason: 'An example' }],
    })
  })

  it('finds nothing in the built-in add-ons', async () => {
    const { exitCode, stdout } = await ran(['addon', 'lint', '.'], join(catalog.dir, '_addons'))
    expect([exitCode, stdout]).toEqual([0, '3 add-ons have no problems.\n'])
  })

  it.each([['lint'], ['test']])('%s says so where there is no add-on', async (verb) => {
    const cwd = await projectOf()
    for (const typed of [[], ['shop'], ['gone']]) {
      const { exitCode, error } = await documentOf(['addon', verb, ...typed], cwd)
      expect([exitCode, error.code]).toEqual([2, 'NO_ADDONS'])
    }
  })
})

describe('addon test', () => {
  it('tries every combination of answers, and writes nothing', async () => {
    const cwd = await projectOf(sound)
    const before = await snapshot(cwd)
    const tested = await documentOf(['addon', 'test', ...shop], cwd)
    expect(tested).toMatchObject({ ok: true, exitCode: 0 })
    const [{ place, trials }] = tested.addons
    expect(place).toBe('addons/mail')
    const answers = trials.map((one: { answers: object }) => one.answers)
    const pm = { pm: 'npm@11.0.0', example: 'books', 'mail.host': 'localhost' }
    expect(answers).toEqual([
      { ...pm, 'mail.log': 'false' },
      { ...pm, 'mail.log': 'true' },
    ])
    expect(trials[0]).toMatchObject({ template: 'shop', into: null, status: 'ok', tasks: [] })
    expect(await snapshot(cwd)).toEqual(before)
    const { stdout } = await ran(['addon', 'test', ...shop, '--set', 'mail.log=true'], cwd)
    expect(stdout).toContain('addons/mail is added to 1 project, and removed again.')
    expect(stdout).toContain('✔ template=shop example=books mail.host=localhost mail.log=true')
    expect(stdout).toContain('1 passed.')
  })

  it('tries the answers of the template that an add-on depends on', async () => {
    const cwd = await projectOf({
      'addon.json': { insertions: [into('list', "'mail'", { when: 'example/none' })] },
      'options/pm/pnpm/mail.txt': 'pnpm\n',
    })
    const { addons } = await documentOf(['addon', 'test', '--template', 'api'], cwd)
    const tried = addons[0].trials.map(({ answers }: { answers: Record<string, string> }) => {
      return `${answers.example} ${answers.pm}`
    })
    expect(tried).toHaveLength(10)
    expect(tried).toContain('none pnpm@10.20.0')
  })

  it.each([
    ['a place is not there', changed({ insertions: [into('gone', '1')] }), 'was not changed'],
    ['a file cannot be parsed', { 'src/mail.ts': 'let = ;\n' }, 'src/mail.ts:1 cannot be parsed'],
    ['a file is of the template', { 'notes.txt': 'mine\n' }, 'notes.txt'],
  ])('fails if %s', async (_, files, reason) => {
    const cwd = await projectOf({ ...sound, ...files })
    const { exitCode, addons } = await documentOf(['addon', 'test', ...shop], cwd)
    expect([exitCode, addons[0].trials[0].reason]).toEqual([7, expect.stringContaining(reason)])
  })

  it('tries the answers of a template without which an add-on does not fit', async () => {
    const cwd = await projectOf({ 'addon.json': { needs: [{ file: 'src/none.ts' }] } })
    await write(cwd, { 'shop/options/example/none/src/none.ts': '' })
    const { addons } = await documentOf(['addon', 'test', ...shop], cwd)
    expect(addons[0].trials).toMatchObject([{ status: 'ok', answers: { example: 'none' } }])
  })

  it('leaves what the template has already', async () => {
    const insertions = [into('list', "'first'"), into('list', "'mail'")]
    const cwd = await projectOf({ ...sound, ...changed({ insertions }) })
    expect((await documentOf(['addon', 'test', ...shop], cwd)).ok).toBe(true)
  })

  it('fetches no template', async () => {
    const cwd = await projectOf(sound)
    const { exitCode, error } = await documentOf(['addon', 'test', '--template', 'npm:a'], cwd)
    expect([exitCode, error.code]).toEqual([2, 'UNSUPPORTED_SOURCE'])
  })

  it('fails if an import stays, because something else uses it', async () => {
    const text = "import { first } from './first.ts'"
    const insertions = [{ file: 'src/uses.ts', anchor: 'import', text }]
    const cwd = await projectOf({ ...sound, ...changed({ insertions }) })
    await write(cwd, { 'shop/src/uses.ts': 'export const uses = first;\n' })
    const { exitCode, addons } = await documentOf(['addon', 'test', ...shop], cwd)
    expect(exitCode).toBe(7)
    expect(addons[0].trials[0].reason).toBe('Removed again, it leaves changes in src/uses.ts.')
  })

  it.each([
    ['it fits no template', changed({ needs: [{ file: 'gone.ts' }] }), [], 7, 'ADDON_FITS_NONE'],
    ['it cannot be used', { 'addon.json': '{' }, [], 7, 'TEMPLATE_INVALID'],
    ['nobody asks for an answer', {}, ['--set', 'mail.size=1'], 2, 'UNKNOWN_QUESTION'],
  ])('refuses where %s', async (_, files, flags, exitCode, code) => {
    const cwd = await projectOf({ ...sound, ...files })
    const tested = await documentOf(['addon', 'test', ...shop, ...flags], cwd)
    expect([tested.exitCode, tested.error.code]).toEqual([exitCode, code])
  })

  it.each([
    ['passes', 'node ok.mjs', 'ok', 0],
    ['fails', 'node fails.mjs', 'failed', 21],
  ])(
    'makes a project and runs its tests with --verify, and it %s',
    async (_, run, status, exitCode) => {
      const own = { ...changed({ needs: [] }), 'package.json': { scripts: { test: run } } }
      const cwd = await projectOf({ ...sound, ...own })
      await write(cwd, { 'shop/package.json': { name: 'shop', type: 'module' }, 'shop/ok.mjs': '' })
      const args = [
        'addon',
        'test',
        ...shop,
        '--set',
        'mail.log=true',
        '--verify=quick',
        '--offline',
      ]
      const { addons, ...tested } = await documentOf(args, cwd)
      const [trial] = addons[0].trials
      expect([tested.exitCode, trial.status], JSON.stringify(trial)).toEqual([exitCode, status])
      expect(trial.tasks.at(-1)).toMatchObject({ id: 'verify', status })
    },
  )

  it('adds the built-in add-ons to every template that they fit, and removes them', async () => {
    const cwd = join(catalog.dir, '_addons')
    const { ok, addons } = await documentOf(['addon', 'test', '.'], cwd)
    expect(ok).toBe(true)
    const tried = addons.map(({ place, trials }: { place: string; trials: readonly object[] }) => {
      return [place.split('/').at(-1), trials.length]
    })
    expect(tried).toEqual([
      ['database', 10],
      ['docker-registry', 10],
      ['storybook', 15],
    ])
  })
})
