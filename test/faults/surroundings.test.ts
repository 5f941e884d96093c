import { chmod, mkdir, stat, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { constantFrom } from 'fast-check'
import { expect } from 'vitest'
import { manifestText } from '../support/fixtures.ts'
import { installPackageManager, packageManagers } from '../support/package-managers.ts'
import { cleanEnvironment } from '../support/program.ts'
import { create, ends } from './support/creation.ts'
import { fault, notTried } from './support/fault.ts'
import { newPlace, ordinaryUser, put } from './support/place.ts'
import { templateOf, testedBy, whole, withGit } from './support/templates.ts'

const once = { short: 0.4, long: 1 }
const longOnly = { short: 0, long: 1 }

fault(
  'inside another repository',
  once,
  ends('created, GIT_INSIDE_REPOSITORY', async (place) => {
    await put(place.cwd, { 'a.txt': 'a' })
    await execa('git', ['init', '--quiet'], { cwd: place.cwd, env: cleanEnvironment() })
    await execa('git', ['add', '.'], { cwd: place.cwd, env: cleanEnvironment() })
    return create(place, ['app', ...withGit])
  }),
)

const workspaces = {
  npm: {
    'package.json': '{ "name": "root", "workspaces": ["packages/*"] }',
    'package-lock.json': '{ "name": "root", "lockfileVersion": 3, "packages": {} }',
  },
  pnpm: {
    'package.json': '{ "name": "root" }',
    'pnpm-workspace.yaml': 'packages:\n  - packages/*\n',
    'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
  },
  yarn: {
    'package.json': '{ "name": "root", "private": true, "workspaces": ["packages/*"] }',
    'yarn.lock': '',
    '.yarnrc.yml': 'nodeLinker: pnp\n',
  },
}

fault(
  'inside a workspace',
  { short: 0.4, long: 4 },
  ends('created', async (place, trial) => {
    await put(place.cwd, workspaces[trial.pick('of', constantFrom('npm', 'pnpm', 'yarn'))])
    return create(place, ['packages/app', ...whole])
  }),
)

/** Uses the registry settings and the package manager cache of the user who runs the tests. */
const ofTester = { HOME: process.env.HOME, npm_config_cache: undefined, TMPDIR: undefined }

for (const [name, program, target] of [
  ['pnpm', 'pnpm', 'packages/app'],
  ['yarn 1', 'yarn', 'other/app'],
  ['yarn 4', 'yarn', 'packages/app'],
] as const) {
  fault(
    `inside a workspace, with ${packageManagers[name]}`,
    longOnly,
    ends('created', async (place) => {
      await put(place.cwd, workspaces[program])
      const bin = await installPackageManager(packageManagers[name])
      const env = { ...ofTester, PATH: `${bin}:${process.env.PATH}` }
      return create(place, [target, ...(await templateWithRoot()), '--pm', program], { env })
    }),
  )
}

notTried(
  'inside a workspace that names the folder, with Yarn 1 or Bun',
  'they always install into the workspace',
)

/** Files above a project. Each breaks the programs that read it. */
const hostile = {
  'tsconfig.json': '{ "extends": "./missing.json", "compilerOptions": { "types": ["missing"] } }',
  'biome.json': '{ "root": true, "files": { "includes": ["!**"] }, "nonsense": 1 }',
  '.npmrc': 'registry=http://127.0.0.1:9/\nignore-scripts=true\nomit=dev\npackage-lock=false\n',
  '.env': 'PORT=none\nDATABASE_URL=none\nSESSION_SECRET=\nNODE_ENV=production\n',
  'vitest.config.ts': 'throw new Error("the parent’s")\n',
  'prisma.config.ts': 'throw new Error("the parent’s")\n',
  'package.json':
    '{ "name": "parent", "type": "commonjs", "workspaces": ["*"], "packageManager": "yarn@1.0.0", "engines": { "node": "0.x" }, "scripts": { "test": "exit 1", "preinstall": "exit 1" } }',
  '.gitignore': '*\n',
  '.gitattributes': '* text eol=crlf\n',
  '.editorconfig': 'root = true\n[*]\nend_of_line = crlf\n',
  'node_modules/express/index.js': 'throw new Error("the parent’s")\n',
  'node_modules/@types/parents/index.d.ts': 'declare const process: string\n',
  ...Object.fromEntries(
    ['biome', 'husky', 'prisma', 'tsc', 'tsx', 'vitest'].map((name) => [
      `node_modules/.bin/${name}`,
      '#!/bin/sh\necho the parent’s >&2; exit 1\n',
    ]),
  ),
}

fault(
  'in a hostile folder',
  once,
  ends('created', async (place) => {
    await put(place.cwd, hostile)
    return create(place, ['app', ...whole])
  }),
)

fault(
  'in a hostile folder, with all checks of a built-in template',
  longOnly,
  ends('created', async (place) => {
    await put(place.cwd, hostile)
    const args = ['app', '--template', 'api', '--verify=full']
    return create(place, args, { env: ofTester, ms: 600_000 })
  }),
)

fault(
  'from a folder reached through a link',
  once,
  ends('created', async (place) => {
    const link = join(place.root, 'link')
    await symlink('work', link)
    const creation = await create({ ...place, cwd: link }, ['app', ...withGit], {
      env: { PWD: link },
    })
    expect(creation.document.projectDir).toBe(join(place.cwd, 'app'))
    return creation
  }),
)

fault(
  'into a folder reached through a link',
  longOnly,
  ends('created', async (place) => {
    await mkdir(join(place.root, 'real'))
    await symlink('../real', join(place.cwd, 'app'))
    return create(place, ['app', ...whole])
  }),
)

const odd = {
  spaces: 'a  b ',
  quotes: `it's "so"`,
  '& and ;': 'a & b; c',
  'a command': '$(touch hit)',
  backticks: '`touch hit`',
  'non-ASCII letters': 'Ünï 日本 🦊',
  'characters that a shell expands': '*?[x]{1,2}!~#%PATH%|<>',
}

fault(
  'below a folder with spaces, quotes, commands, non-ASCII letters and characters that a shell expands',
  { short: 0.4, long: 0 },
  ends('created', (place) => create(place, ['app', ...whole]), {
    folder: Object.values(odd).join(' '),
  }),
)

for (const [what, name] of Object.entries(odd)) {
  fault(`below and into a folder with ${what}`, longOnly, async () => {
    const { outcome } = await create(await newPlace({ folder: name }), [name, ...whole])
    expect(outcome).toMatch(/^created, /)
    return outcome
  })
}

fault(
  'below a folder with a line break',
  longOnly,
  ends('created', (place) => create(place, ['app', ...whole]), { folder: 'a\nb' }),
)

fault(
  'into a folder with a line break',
  once,
  ends('as before, exit 2 BAD_FOLDER', (place) => create(place, ['a\nb', ...whole])),
)

fault(
  'below and into folders with a leading dash',
  once,
  ends('created, NAME_CHANGED', (place) => create(place, ['./-x/--y', ...withGit]), {
    folder: '-w',
  }),
)

for (const [what, HOME] of Object.entries({
  unset: undefined,
  missing: '/nonexistent/home',
  'a file': '/dev/null',
})) {
  fault(
    `HOME is ${what}`,
    what === 'missing' ? once : longOnly,
    ends('created', (place) => create(place, ['app', ...whole], { env: { HOME } })),
  )
}

fault(
  'HOME is read-only',
  longOnly,
  ends(
    'created',
    async (place) => {
      await chmod(place.home, 0o555)
      return create(place, ['app', ...whole], { env: { npm_config_cache: undefined } })
    },
    { uid: ordinaryUser },
  ),
)

const noTmp = { TMPDIR: '/nonexistent/tmp' }

fault(
  'TMPDIR is missing',
  longOnly,
  ends('created', (place) => create(place, ['app', ...whole], { env: noTmp })),
)

fault(
  'TMPDIR is missing and the tests fail',
  longOnly,
  ends('complete, exit 21 VERIFY_FAILED', async (place) => {
    return create(place, ['app', ...(await testedBy('exit 1'))], { env: noTmp })
  }),
)

fault(
  'as an ordinary user',
  once,
  ends('created', (place) => create(place, ['app', ...whole]), { uid: ordinaryUser }),
)

if (ordinaryUser === undefined) notTried('as root', 'the suite runs as an ordinary user')
else {
  fault(
    'as root',
    longOnly,
    ends('created', (place) => create(place, ['app', ...whole])),
  )
}

for (const [umask, file, program] of [
  ['077', 0o600, 0o700],
  ['000', 0o644, 0o755],
] as const) {
  fault(
    `under umask ${umask}`,
    umask === '077' ? once : longOnly,
    ends('created', async (place) => {
      const through = `umask ${umask}; exec "$@"`
      const creation = await create(place, ['app', ...withGit], { through })
      const modeOf = async (path: string) => (await stat(join(place.cwd, 'app', path))).mode & 0o777
      const modes = [await modeOf('README.md'), await modeOf('run.sh'), await modeOf('.env')]
      expect(modes).toEqual([file, program, 0o600])
      return creation
    }),
  )
}

const environments = [
  ['CI is set', longOnly, { CI: 'true', GITHUB_ACTIONS: 'true' }],
  ['NODE_ENV is production', longOnly, { NODE_ENV: 'production' }],
  ['NODE_OPTIONS is set', longOnly, { NODE_OPTIONS: '--max-old-space-size=512 --no-warnings' }],
  [
    'npm is configured to install elsewhere or only a part',
    once,
    {
      npm_config_dry_run: 'true',
      npm_config_global: 'true',
      npm_config_ignore_scripts: 'true',
      npm_config_location: 'global',
      npm_config_loglevel: 'silent',
      npm_config_omit: 'dev',
      npm_config_package_lock: 'false',
      npm_config_package_lock_only: 'true',
      npm_config_prefix: '/nonexistent',
      npm_config_save: 'false',
      npm_config_usage: 'true',
      npm_config_workspaces: 'true',
      NPM_CONFIG_PRODUCTION: 'true',
    },
  ],
  ['the locale is C', longOnly, { LC_ALL: 'C', LANG: 'C' }],
  ['the locale does not exist', longOnly, { LC_ALL: 'xx_YY.none' }],
] as const

for (const [what, times, env] of environments) {
  fault(
    what,
    times,
    ends(
      'created',
      async (place) => {
        // The folder for global installs, which must stay empty.
        await put(place.home, { '.npmrc': `prefix=${place.root}/global\n` })
        const creation = await create(place, ['app', ...(await templateWithPackage())], { env })
        expect(await stat(join(place.cwd, 'app/package-lock.json'))).toBeTruthy()
        return creation
      },
      { folder: 'wörk' },
    ),
  )
}

notTried('a clock that is years off', 'no program here shifts the clock of another (faketime)')

/** A template that marks its folder as a root for the package managers that support it. */
function templateWithRoot(): Promise<string[]> {
  return templateOf({
    'template.json': manifestText({ title: 'Rooted', extends: ['_repo'] }),
    'package.json': '{ "scripts": { "test": "node --test" } }',
  })
}

/** A template whose tests need a development dependency, which is a local package. */
function templateWithPackage(): Promise<string[]> {
  return templateOf({
    'tested/package.json': '{ "name": "tested", "version": "1.0.0" }',
    'tested/index.js': '',
    'package.json':
      '{ "scripts": { "test": "node -e \'require(`tested`)\'" }, "devDependencies": { "tested": "file:./tested" } }',
  })
}
