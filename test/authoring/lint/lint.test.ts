import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalog } from '../../../scripts/compose.ts'
import { lintTemplate } from '../../../src/authoring/lint/lint.ts'
import { inspect } from '../../../src/blueprints/inspect.ts'
import { exitCodeOfLint } from '../../../src/report/exit-code.ts'
import { temporaryFolder } from '../../support/folders.ts'
import { styleQuestion } from '../../support/planning.ts'

const sha = '0123456789abcdef0123456789abcdef01234567'
const scripts = Object.fromEntries(
  'dev build start test test:watch test:e2e lint format typecheck check'
    .split(' ')
    .map((name) => [name, 'true']),
)

/** A template without any problem. */
const sound: Readonly<Record<string, string>> = {
  'template.json': JSON.stringify({
    title: 'Shop',
    questions: [styleQuestion],
  }),
  'package.json': JSON.stringify({ name: 'shop', scripts }),
  'README.md': '# {{PROJECT_TITLE}} is {{STYLE}}, ${{ secrets.TOKEN }} and {{small}} stay\n',
  'options/style/tidy/tidy.md': '{{RUN}} test\n',
  'options/README.md': 'For the next author.\n',
  _gitignore: 'node_modules/\n',
  '.env.example': 'PORT=3000\n',
  '.github/workflows/ci.yml': `steps:\n  - uses: actions/checkout@${sha} # v4\n  - uses: ./.github/own\n`,
  Dockerfile: 'WORKDIR /home/node/app\nRUN curl https://example.com/home/ada/x\n',
}

async function lint(
  files: Readonly<Record<string, string>>,
  folder = 'shop',
): Promise<ReturnType<typeof lintTemplate>> {
  const dir = join(await temporaryFolder(), folder)
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true })
    await writeFile(join(dir, path), content.replaceAll('<dir>', dir))
  }
  const { content, ...inspected } = await inspect(dir, catalog)
  const files_ = content?.files
  return lintTemplate({
    ...inspected,
    files: files_,
    leftOut: content?.leftOut ?? [],
    ownPaths: [dir, '/srv/people/ada'],
  })
}

/** A finding in short form: what and where. */
async function found(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const findings = await lint(files)
  for (const { message, fix } of findings) {
    expect(message).toMatch(/^\S.*\.$/s)
    expect(fix).toMatch(/^\S.*[.?]$/s)
  }
  return findings.map(({ rule, level, file, line }) => {
    return `${level} ${rule} ${file}${line === undefined ? '' : `:${line}`}`
  })
}

const manifest = (text: string) => ({ 'template.json': text })
const packageManagers = {
  choices: ['npm', 'bun'].map((value) => ({ value, label: value })),
  default: 'npm',
}
const workflow = '.github/workflows/ci.yml'

type Flaw = readonly [
  what: string,
  files: Readonly<Record<string, string>>,
  findings: readonly string[],
]

/** The expected finding, by what is added to the correct template. */
const flaws: readonly Flaw[] = [
  [
    'a manifest that is no JSON',
    manifest('{\n  "title": "Shop",\n}'),
    ['problem manifest template.json:3'],
  ],
  [
    'a manifest with a comment',
    manifest('{\n  // Shop\n  "title": "Shop"\n}'),
    ['problem manifest template.json:2'],
  ],
  [
    'a key that no manifest has',
    manifest('{\n  "title": "Shop",\n  "titel": 1\n}'),
    ['problem manifest template.json:3'],
  ],
  [
    'two values of a wrong kind',
    manifest('{\n  "title": 1,\n  "order":\n    "first"\n}'),
    ['problem manifest template.json:2', 'problem manifest template.json:3'],
  ],
  [
    'a layer that is not there',
    manifest('{ "extends": ["_nowhere"] }'),
    ['problem manifest template.json'],
  ],
  [
    'options of a question that nobody asks',
    { 'options/colour/red/red.md': '' },
    ['problem manifest options/colour/red'],
  ],
  [
    'a file of no option',
    { 'options/style/tidy.md': '' },
    ['problem option options/style/tidy.md'],
  ],
  [
    'placeholders that nobody fills',
    { 'a.md': 'x\n{{STYL}} {{PORT}}\n{{NOBODY}}', 'src/{{NOWHERE}}.md': '' },
    [
      'problem placeholder a.md:2',
      'problem placeholder a.md:3',
      'problem placeholder src/{{NOWHERE}}.md',
    ],
  ],
  [
    'what was left in it',
    {
      'node_modules/x/package.json': '{}',
      '.DS_Store': 'x',
      'dist/a.js': '',
      'dist/b.js': '',
      'package-lock.json': '{}',
      'web/yarn.lock': 'x',
      'bun.lock': '',
      'options/style/tidy/package-lock.json': '{}',
      'npm-debug.log': 'x',
      '.create-app.json': '{}',
    },
    [
      'problem leftover .DS_Store',
      'problem leftover .create-app.json',
      'problem leftover dist',
      'problem leftover node_modules',
      'problem leftover npm-debug.log',
      'problem leftover options/style/tidy/package-lock.json',
      'problem leftover package-lock.json',
      'problem leftover web/yarn.lock',
    ],
  ],
  [
    'what npm would leave out',
    { 'web/.gitignore': 'x', 'web/.npmrc': 'x', 'a.orig': 'x' },
    [
      'problem unpublished a.orig',
      'problem unpublished web/.gitignore',
      'problem unpublished web/.npmrc',
    ],
  ],
  [
    'paths of one machine',
    {
      'a.txt': 'see\n<dir>/x',
      'b.txt': '/home/grace/shop',
      'c.txt': 'file:///Users/grace/shop',
      'd.json': '{ "path": "C:\\\\Users\\\\Grace\\\\shop" }',
      'e.txt': '\n/srv/people/ada/notes',
    },
    [
      'problem absolute-path a.txt:2',
      'problem absolute-path b.txt:1',
      'problem absolute-path c.txt:1',
      'problem absolute-path d.json:1',
      'problem absolute-path e.txt:2',
    ],
  ],
  [
    'actions that are not pinned',
    {
      [workflow]: `steps:\n  - uses: actions/checkout@v4\n  - name: x\n    uses: "a/b@${sha.slice(1)}"\n`,
    },
    [`problem unpinned-action ${workflow}:2`, `problem unpinned-action ${workflow}:4`],
  ],
  [
    'scripts that lack',
    { 'package.json': '{\n  "name": "shop",\n  "scripts": { "dev": "true" }\n}' },
    [
      'problem missing-script package.json:3',
      'problem missing-script package.json:3',
      'warning missing-script package.json:3',
    ],
  ],
  [
    'tests that never end',
    {
      'package.json': JSON.stringify({
        name: 'shop',
        scripts: { ...scripts, test: 'jest --watch' },
      }),
    },
    ['problem test-script package.json:1'],
  ],
  [
    'the tests that npm init writes',
    {
      'package.json': JSON.stringify({
        name: 'shop',
        scripts: { ...scripts, test: 'echo "Error: no test specified" && exit 1' },
      }),
    },
    ['problem test-script package.json:1'],
  ],
  [
    'placeholders in an option, once',
    { 'options/style/tidy/tidy.md': '{{NOBODY}}' },
    ['problem placeholder options/style/tidy/tidy.md:1'],
  ],
  [
    'versions that may be others tomorrow',
    {
      'package.json': JSON.stringify({
        scripts,
        dependencies: { a: '^1.0.0', b: '1.0.0', c: 'workspace:*' },
        devDependencies: { d: 'latest' },
      }),
    },
    ['warning unpinned-dependency package.json'],
  ],
  [
    'words of a package manager that was not chosen',
    {
      ...manifest(
        JSON.stringify({
          questions: [styleQuestion, { ...styleQuestion, id: 'pm', ...packageManagers }],
        }),
      ),
      'a.md': 'Type\nnpm install\n{{RUN}} dev\n',
    },
    ['warning other-package-manager a.md:2'],
  ],
  [
    'values of one machine',
    { '.env': '# none\nTOKEN=abc\n', 'web/.env.production': 'A=', '.env.test.example': 'A=1' },
    ['problem secret .env:2', 'problem secret web/.env.production'],
  ],
  [
    'files that cannot meet',
    { 'options/style/tidy/README.md': 'other' },
    ['problem project README.md'],
  ],
]

/** In pieces, so that secret scanners do not report this file. */
const secrets = {
  'a private key': '-----BEGIN RSA PRIV' + 'ATE KEY-----',
  'a GitHub token': `gh${'p_'}${'a1B2'.repeat(9)}`,
  'a fine-grained GitHub token': `github_${'pat_'}${'a1B2'.repeat(11)}`,
  'an npm token': `np${'m_'}${'a1B2'.repeat(9)}`,
  'a registry token': `//registry.example.com/:_auth${'Token='}${'a1B2'.repeat(9)}`,
  'an AWS key': `AK${'IA'}${'ABCD'.repeat(4)}`,
  'a Stripe key': `sk_${'live_'}${'a1B2'.repeat(6)}`,
  'a Slack token': `xo${'xb-'}1234567890-abcdef`,
  'an Anthropic key': `sk-${'ant-'}${'a1B2'.repeat(6)}`,
  'a signed token': `ey${'J'}${'a1B2'.repeat(4)}.ey${'J'}${'a1B2'.repeat(4)}.${'a1B2'.repeat(6)}`,
}

describe('the check of a template', () => {
  it('finds nothing in a correct template', async () => {
    expect(await lint(sound)).toEqual([])
  })

  it.each(flaws)('finds %s', async (_, files, findings) => {
    expect(await found({ ...sound, ...files })).toEqual(findings)
  })

  it('warns about a folder without a manifest, which is still a template', async () => {
    const { 'template.json': _, 'options/style/tidy/tidy.md': __, ...plain } = sound
    const findings = await lint({ ...plain, 'README.md': '# {{PROJECT_TITLE}}\n' })
    expect(findings.map(({ rule, level, file }) => [rule, level, file])).toEqual([
      ['manifest', 'warning', 'template.json'],
    ])
    expect(exitCodeOfLint(findings)).toBe(0)
  })

  it.each(Object.entries(secrets))('finds %s, and does not print it', async (_, secret) => {
    const findings = await lint({ ...sound, 'src/config.js': `\n// ${secret}\n` })
    expect(findings.map(({ rule, file, line }) => [rule, file, line])).toEqual([
      ['secret', 'src/config.js', 2],
    ])
    expect(JSON.stringify(findings)).not.toContain(secret)
  })

  it('ignores the name of a secret', async () => {
    const npmrc = '//registry.example.com/:_authToken=${NPM_TOKEN}\n'
    expect(await lint({ ...sound, _npmrc: npmrc, 'a.md': 'ghp_… and npm_token\n' })).toEqual([])
  })

  it('needs no scripts in a project without package.json', async () => {
    const { 'package.json': _, ...plain } = sound
    expect(await lint(plain)).toEqual([])
  })

  it('finds an unknown placeholder of a layer', async () => {
    const dir = await temporaryFolder()
    await mkdir(join(dir, '_ground'))
    await mkdir(join(dir, 'shop'))
    await writeFile(join(dir, '_ground/layer.json'), '{}')
    await writeFile(join(dir, '_ground/notes.md'), '\n{{NOBODY}}\n')
    await writeFile(join(dir, 'shop/template.json'), '{ "extends": ["_ground"] }')
    const { content, ...inspected } = await inspect(join(dir, 'shop'), catalog)
    const files = content?.files
    const findings = lintTemplate({ ...inspected, files, leftOut: [], ownPaths: [] })
    expect(findings).toMatchObject([{ rule: 'placeholder', file: 'notes.md', line: 2 }])
  })

  it('reports a link, and that the template cannot be used', async () => {
    const dir = await temporaryFolder()
    await symlink('/etc', join(dir, 'etc'))
    const { content, ...inspected } = await inspect(dir, catalog)
    expect(content).toBeUndefined()
    const [finding] = lintTemplate({ ...inspected, files: undefined, leftOut: [], ownPaths: [] })
    expect(finding).toMatchObject({ rule: 'manifest', level: 'problem', file: 'etc' })
    expect(finding?.message).toContain('etc is a link to /etc, which is outside')
  })

  it('accepts the lockfile of a package manager in its own option only', async () => {
    const pm = { ...styleQuestion, id: 'pm', ...packageManagers }
    const asking = manifest(JSON.stringify({ title: 'Shop', questions: [styleQuestion, pm] }))
    const own = { 'options/pm/npm/package-lock.json': '{}' }
    const foreign = { 'options/pm/bun/package-lock.json': '{}' }
    expect(await found({ ...sound, ...asking, ...own, ...foreign })).toEqual([
      'problem leftover options/pm/bun/package-lock.json',
    ])
  })

  it('accepts a template that is a repository', async () => {
    const findings = await lint({ ...sound, '.git/HEAD': 'ref: refs/heads/main\n' })
    expect(findings).toEqual([])
    expect(await found({ ...sound, 'web/.git/HEAD': '' })).toEqual(['problem leftover web/.git'])
  })
})
