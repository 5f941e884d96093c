import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exitCodeOfLint } from '../../../src/report/exit-code.ts'
import { temporaryFolder } from '../../support/folders.ts'
import {
  found,
  lint,
  lintFolder,
  manifest,
  placesOf,
  scripts,
  sha,
  sound,
} from '../../support/linting.ts'
import { styleQuestion } from '../../support/planning.ts'

const written = (text: string) => ({ 'template.json': text })
const named = '"$schema": "./template.schema.json"'
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
    written(`{\n  ${named},\n}`),
    ['problem manifest template.json:3'],
  ],
  [
    'a manifest with a comment',
    written(`{\n  // Shop\n  ${named}\n}`),
    ['problem manifest template.json:2'],
  ],
  [
    'a key that no manifest has',
    written(`{\n  ${named},\n  "titel": 1\n}`),
    ['problem manifest template.json:3'],
  ],
  [
    'two values of a wrong kind',
    written(`{ ${named},\n  "title": 1,\n  "order":\n    "first"\n}`),
    ['problem manifest template.json:2', 'problem manifest template.json:3'],
  ],
  [
    'a layer that is not there',
    manifest({ extends: ['_nowhere'] }),
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
      'pnpm-lock.yaml': 'x',
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
      'problem leftover pnpm-lock.yaml',
      'problem leftover web/yarn.lock',
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
    ['problem missing-script package.json:3', 'warning missing-script package.json:3'],
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
        dependencies: { a: '^1.0.0', b: '1.0.0', c: 'file:./vendor' },
        devDependencies: { d: 'latest' },
      }),
      'vendor/index.js': '',
    },
    ['warning unpinned-dependency package.json'],
  ],
  [
    'words of a package manager that was not chosen',
    {
      ...manifest({
        questions: [styleQuestion, { ...styleQuestion, id: 'pm', ...packageManagers }],
      }),
      'a.md': 'Type\nnpm install\n{{RUN}} dev\n',
    },
    ['warning other-package-manager a.md:2'],
  ],
  [
    'values of one machine',
    {
      '.env': '# none\nTOKEN=abc\nPORT=1\n',
      'web/.env.production': 'A=\nDATABASE_URL=postgres://ada:lovelace@db.shop.org/shop',
      'b/.env.local': `ID=${'q8Zr2'}${'tLm5XvB1nCy7KdW4f'}`,
    },
    [
      'problem secret .env:2',
      'problem secret b/.env.local:1',
      'problem secret web/.env.production:2',
    ],
  ],
  [
    'files that cannot meet',
    { 'greeting.txt': 'one', 'options/style/tidy/greeting.txt': 'other' },
    ['problem project greeting.txt'],
  ],
]

/** In pieces, so that secret scanners do not report this file. */
const random = `${'q8Zr2tLm5XvB1n'}${'Cy7KdW4fPj9GsH3aQe6'}${'UxTi0'}`
const secrets = {
  'a private key': `-----BEGIN RSA PRIV${'ATE KEY-----'}\\n${random}${random}`,
  'a private key after a header': `-----BEGIN PRIV${'ATE KEY-----'}\nVersion: 1\n\n${random}${random}`,
  'a GitHub token': `gh${'p_'}${random}`,
  'a fine-grained GitHub token': `github_${'pat_'}${random}${random}`,
  'an npm token': `np${'m_'}${random}`,
  'a registry token': `//registry.example.com/:_auth${'Token='}${random}`,
  'an AWS key': `AK${'IA'}Q8ZR2TLM5XVB1NCY`,
  'a Stripe key': `sk_${'live_'}${random}`,
  'a Slack token': `xo${'xb-'}7193048265-${random}`,
  'an Anthropic key': `sk-${'ant-'}${random}`,
  'an OpenAI key': `sk-${'proj-'}${random}`,
  'a signed token': `ey${'J'}${random}.ey${'J'}${random}.${random}`,
}

describe('the check of a template', () => {
  it('finds nothing in a correct template', async () => {
    expect(await lint(sound)).toEqual({ findings: [], acknowledged: [] })
  })

  it.each(flaws)('finds %s', async (_, files, findings) => {
    expect(await found({ ...sound, ...files })).toEqual(findings)
  })

  it('reports the places of one rule with the same advice as one finding', async () => {
    const { findings } = await lint({
      ...sound,
      'a.md': '{{NOBODY}}\n{{NOBODY}} {{PORTS}}',
      'b.log': '',
    })
    expect(findings.map(({ rule, places }) => [rule, places])).toEqual([
      [
        'placeholder',
        [
          { file: 'a.md', line: 1 },
          { file: 'a.md', line: 2 },
        ],
      ],
      ['placeholder', [{ file: 'a.md', line: 2 }]],
      ['leftover', [{ file: 'b.log', line: undefined }]],
    ])
  })

  it('reports the most important first, and warnings last', async () => {
    const { findings } = await lint({
      ...sound,
      'package.json': JSON.stringify({ scripts: { test: 'true' }, dependencies: { a: '^1.0.0' } }),
      'a.log': '',
      'b.md': '{{NOBODY}}',
      'c.txt': secrets['an npm token'],
      'copier.yml': '',
    })
    expect(findings.map(({ rule }) => rule)).toEqual([
      ...['secret', 'placeholder', 'leftover'],
      ...['missing-script', 'foreign-step', 'unpinned-dependency'],
    ])
  })

  it('warns about a folder without a manifest, which is still a template', async () => {
    const { 'template.json': _, 'options/style/tidy/tidy.md': __, ...plain } = sound
    const result = await lint({ ...plain, 'README.md': '# {{PROJECT_TITLE}}\n' })
    expect(placesOf(result)).toEqual(['warning manifest template.json'])
    expect(exitCodeOfLint(result.findings)).toBe(0)
  })

  it.each(Object.entries(secrets))('finds %s, and does not print it', async (_, secret) => {
    const result = await lint({ ...sound, 'src/config.js': `\n// ${secret}\n` })
    expect(placesOf(result)).toEqual(['problem secret src/config.js:2'])
    expect(JSON.stringify(result)).not.toContain(secret)
    expect(JSON.stringify(result)).not.toContain(random)
  })

  it('warns where a template has no .gitignore for its packages', async () => {
    const { _gitignore: _, ...without } = sound
    expect(await found(without)).toEqual(['warning missing-gitignore .gitignore'])
    const { 'package.json': __, ...nothing } = without
    expect(await found(nothing)).toEqual([])
    expect(await found({ ...without, 'options/style/tidy/_gitignore': 'x\n' })).toEqual([])
  })

  it('needs no scripts in a project without package.json', async () => {
    const { 'package.json': _, ...plain } = sound
    expect(await found(plain)).toEqual([])
  })

  it('finds an unknown placeholder of a layer', async () => {
    const dir = await temporaryFolder()
    await mkdir(join(dir, '_ground'))
    await mkdir(join(dir, 'shop'))
    await writeFile(join(dir, '_ground/layer.json'), '{}')
    await writeFile(join(dir, '_ground/notes.md'), '\n{{NOBODY}}\n')
    await writeFile(
      join(dir, 'shop/template.json'),
      manifest({ extends: ['_ground'] })['template.json'] ?? '',
    )
    expect(placesOf(await lintFolder(join(dir, 'shop')))).toEqual([
      'problem placeholder notes.md:2',
    ])
  })

  it('reports a link, and that the template cannot be used', async () => {
    const dir = await temporaryFolder()
    await symlink('/etc', join(dir, 'etc'))
    const [finding] = (await lintFolder(dir)).findings
    expect(finding).toMatchObject({ rule: 'manifest', level: 'problem', places: [{ file: 'etc' }] })
    expect(finding?.message).toContain('etc is a link to /etc, which is outside')
  })

  it('accepts the lockfile of a package manager in its own option only', async () => {
    const pm = { ...styleQuestion, id: 'pm', ...packageManagers }
    const asking = manifest({ title: 'Shop', questions: [styleQuestion, pm] })
    const own = { 'options/pm/npm/package-lock.json': '{}' }
    const foreign = { 'options/pm/bun/package-lock.json': '{}' }
    expect(await found({ ...sound, ...asking, ...own, ...foreign })).toEqual([
      'problem leftover options/pm/bun/package-lock.json',
    ])
  })

  it('accepts a template that is a repository', async () => {
    expect(await found({ ...sound, '.git/HEAD': 'ref: refs/heads/main\n' })).toEqual([])
    expect(await found({ ...sound, 'web/.git/HEAD': '' })).toEqual(['problem leftover web/.git'])
  })
})
