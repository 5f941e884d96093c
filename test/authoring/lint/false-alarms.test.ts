import { describe, expect, it } from 'vitest'
import { found, scripts, sound } from '../../support/linting.ts'

const random = `${'q8Zr2tLm5XvB1n'}${'Cy7KdW4fPj9GsH3aQe6'}${'UxTi0'}`
const packageJson = (fields: object) => JSON.stringify({ name: 'shop', scripts, ...fields })

/** Files that are meant to be there, and must not be reported. */
const harmless: readonly (readonly [what: string, files: Readonly<Record<string, string>>])[] = [
  [
    'a .gitignore and a .npmrc of a template that is in no package',
    { '.npmrc': 'x', 'web/.gitignore': 'x' },
  ],
  ['the lockfile of the package manager', { 'pnpm-lock.yaml': 'x' }],
  ['a lockfile of an older format', { 'bun.lockb': 'x' }],
  [
    'the lockfile that packageManager names',
    { 'package.json': packageJson({ packageManager: 'yarn@4.18.1+sha512.ab' }), 'yarn.lock': 'x' },
  ],
  [
    'the lockfile of a package inside',
    { 'functions/package.json': '{}', 'functions/package-lock.json': '{}' },
  ],
  [
    'the build of an action',
    { 'action.yml': "runs:\n  using: node24\n  main: 'dist/index.js'\n", 'dist/index.js': '' },
  ],
  [
    'a build that main names',
    { 'package.json': packageJson({ main: './dist/a.js' }), 'dist/a.js': '' },
  ],
  [
    'a build that files lists',
    { 'package.json': packageJson({ files: ['dist'] }), 'dist/a.js': '' },
  ],
  [
    'a build that a command starts',
    { 'package.json': packageJson({ bin: { shop: 'dist/a.js' } }), 'dist/a.js': '' },
  ],
  [
    'a build that is exported',
    {
      'package.json': packageJson({ exports: { '.': { import: './dist/a.js' } } }),
      'dist/a.js': '',
    },
  ],
  [
    'a build of a package inside',
    { 'packages/a/package.json': '{ "module": "dist/a.js" }', 'packages/a/dist/a.js': '' },
  ],
  [
    'examples of .env',
    {
      '.env.example-e2e': 'TOKEN=abc',
      '.env.test.example': 'TOKEN=abc',
      '.env.defaults': 'TOKEN=abc',
      '.env.local.sample': 'TOKEN=abc',
    },
  ],
  [
    'a .env without secrets',
    {
      '.env': [
        '# Next.js reads this',
        'NEXT_PUBLIC_KEY=abcdefgh',
        'VITE_API_TOKEN=abc',
        'PORT=3000',
        'DEBUG=false',
        'EMPTY=',
        'NODE_ENV=development',
        'API_URL="http://localhost:3000/api"',
        'DATABASE_URL=postgres://ada:lovelace@localhost:5432/shop',
        "REDIS_URL='redis://:lovelace@redis:6379'",
        'POSTGRES_PASSWORD=postgres',
        'AUTH_SECRET=your-secret-here',
        'API_KEY=<key>',
        'SESSION_SECRET=${SECRET}',
        'SITE=https://shop.org # the site',
        'FILE=file:./dev.db',
        'IMAGE=shop-of-ada-and-grace-2024-production',
      ].join('\n'),
    },
  ],
  ['the documented key of AWS', { 'a.js': `const key = 'AKIA${'IOSFODNN7EXAMPLE'}'` }],
  [
    'tokens that say that they are none',
    { 'a.js': `ghp_${'x'.repeat(36)} npm_${'0'.repeat(36)} sk-ant-${'your-key-your-key-1234'}` },
  ],
  ['tokens of few letters', { 'a.js': `ghp_${'ab12'.repeat(9)} AKIA${'ABCD'.repeat(4)}` }],
  [
    'the token of jwt.io',
    {
      'a.js': `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ${'zdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIn0'}.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJVadQssw5c`,
    },
  ],
  [
    'a token in a comment that says example',
    { 'a.js': `// For example ghp_${random}\n`, 'a.py': `# e.g. ghp_${random}\n` },
  ],
  ['a token in documentation that says example', { 'a.md': `An example: \`npm_${random}\`\n` }],
  [
    'the name of a secret',
    {
      _npmrc: '//registry.example.com/:_authToken=${NPM_TOKEN}\n',
      'a.md': 'ghp_… and npm_token\n',
    },
  ],
  [
    'the first line of a private key',
    { 'a.md': `Paste it:\n-----BEGIN PRIV${'ATE KEY-----'}\n…\n` },
  ],
  [
    'a class of a style sheet',
    { 'a.css': '.sk-folding-cube-animation-with-a-long-name-of-words {}' },
  ],
]

describe('no alarm', () => {
  it.each(harmless)('for %s', async (_, files) => {
    expect(await found({ ...sound, ...files })).toEqual([])
  })
})

describe('still an alarm', () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    [
      'for a build that git ignores',
      {
        'package.json': packageJson({ main: 'dist/a.js' }),
        'dist/a.js': '',
        _gitignore: '/dist/\n',
      },
      'problem leftover dist',
    ],
    [
      'for a build that nothing names',
      { 'package.json': packageJson({ main: 'distant/a.js' }), 'dist/a.js': '' },
      'problem leftover dist',
    ],
    [
      'for the lockfile of another package manager',
      { 'package.json': packageJson({ packageManager: 'pnpm@10.20.0' }), 'yarn.lock': 'x' },
      'problem leftover yarn.lock',
    ],
    [
      'for a lockfile without its package',
      { 'web/yarn.lock': 'x' },
      'problem leftover web/yarn.lock',
    ],
    [
      'for a token beside a comment',
      { 'a.js': `const a = 'npm_${random}' // for example\n` },
      'problem secret a.js:1',
    ],
    ['for a token in documentation', { 'a.md': `Use npm_${random}\n` }, 'problem secret a.md:1'],
    [
      'for one secret among values',
      { '.env': 'PORT=1\nAUTH_SECRET=lovelace\n' },
      'problem secret .env:2',
    ],
    [
      'for a password in an address',
      { '.env': 'DB=mysql://a:lovelace@db.shop.org/x\n' },
      'problem secret .env:1',
    ],
    [
      'for a token in a public variable',
      { '.env': `NEXT_PUBLIC_A=npm_${random}\n` },
      'problem secret .env:1',
    ],
  ])('%s', async (_, files, finding) => {
    expect(await found({ ...sound, ...files })).toEqual([finding])
  })
})

describe('what npm leaves out of a package', () => {
  const files = { ...sound, 'web/.gitignore': 'x', 'web/.npmrc': 'x', 'a.orig': 'x' }
  const left = [
    'problem unpublished a.orig',
    'problem unpublished web/.gitignore',
    'problem unpublished web/.npmrc',
  ]
  const named = { name: 'templates', version: '1.0.0' }

  it.each<[string, object, boolean]>([
    ['a package', named, true],
    ['files with the folder', { ...named, files: ['index.js', 'shop'] }, true],
    ['files with a pattern of the folder', { ...named, files: ['./sh*/**'] }, true],
    ['files with something in the folder', { ...named, files: ['shop/web/**'] }, true],
    ['files with everything', { files: ['**'] }, true],
    ['files without the folder', { ...named, files: ['dist', 'sho', 'shop-2'] }, false],
    ['files that exclude the folder', { ...named, files: ['!shop', 'dist'] }, false],
    ['a private package', { ...named, private: true }, false],
    ['a package without a version', { name: 'templates' }, false],
  ])('is reported by the package.json above: %s', async (_, above, isReported) => {
    const parent = { 'package.json': JSON.stringify(above) }
    expect(await found(files, parent)).toEqual(isReported ? left : [])
  })

  it('is not reported where the template is a repository of its own', async () => {
    const parent = { 'package.json': JSON.stringify(named) }
    expect(await found({ ...files, '.git/HEAD': '' }, parent)).toEqual([])
  })

  it('is not reported where the package.json above cannot be read', async () => {
    expect(await found(files, { 'package.json': '{' })).toEqual([])
  })
})
