import { join } from 'node:path'
import { execa } from 'execa'
import { constantFrom } from 'fast-check'
import { expect } from 'vitest'
import { cleanEnvironment } from '../support/program.ts'
import { type Creation, create, ends } from './support/creation.ts'
import { fault } from './support/fault.ts'
import { type Place, put } from './support/place.ts'
import { hanging, pathOfOnly, replace, stopWhenHanging } from './support/programs.ts'
import { giveAway, othersFault } from './support/root.ts'
import { filesOnly, testedBy, whole, withGit } from './support/templates.ts'

const once = { short: 0.4, long: 1 }
const longOnly = { short: 0, long: 1 }

fault(
  'git is missing',
  once,
  ends('as before, exit 5 TOOL_MISSING', async (place) => {
    const env = { PATH: await pathOfOnly(place, 'node', 'npm') }
    return create(place, ['app', ...withGit], { env })
  }),
)

fault(
  'git is missing and not needed',
  longOnly,
  ends('created', async (place) => {
    const env = { PATH: await pathOfOnly(place, 'node', 'npm') }
    return create(place, ['app', ...filesOnly], { env })
  }),
)

fault(
  'git is too old',
  once,
  ends('as before, exit 5 TOOL_TOO_OLD', async (place) => {
    await put(place.bin, { git: '#!/bin/sh\necho git version 2.19.6\n' })
    return create(place, ['app', ...withGit])
  }),
)

const noIdentity = {
  GIT_AUTHOR_NAME: undefined,
  GIT_AUTHOR_EMAIL: undefined,
  GIT_COMMITTER_NAME: undefined,
  GIT_COMMITTER_EMAIL: undefined,
}

fault(
  'git has no identity',
  once,
  ends('created, GIT_NO_IDENTITY', (place) =>
    create(place, ['app', ...withGit], { env: noIdentity }),
  ),
)

fault(
  'git signs commits with a program that hangs',
  once,
  ends('created', async (place) => {
    await put(place.bin, { signs: '#!/bin/sh\nexec sleep 4711\n' })
    const gpg = `[gpg]\nprogram = ${place.bin}/signs\n`
    return createUnder(`[commit]\ngpgsign = true\n${gpg}`, place)
  }),
)

const hooks = ['pre-commit', 'commit-msg', 'post-index-change', 'reference-transaction']
const failingHooks = Object.fromEntries(hooks.map((name) => [name, '#!/bin/sh\nexit 1\n']))

fault(
  'git has hooks that fail',
  once,
  ends('created', async (place) => {
    await put(join(place.home, 'hooks'), failingHooks)
    return createUnder(`[core]\nhooksPath = ${place.home}/hooks\n`, place)
  }),
)

fault(
  'git adds failing hooks to new repositories',
  longOnly,
  ends('created', async (place) => {
    await put(join(place.home, 'template/hooks'), failingHooks)
    return createUnder(`[init]\ntemplateDir = ${place.home}/template\n`, place)
  }),
)

const lineEnds = [
  'autocrlf = true',
  'autocrlf = input',
  'autocrlf = true\nsafecrlf = true',
  'eol = crlf',
]

fault(
  'git converts line endings',
  { short: 0.4, long: 6 },
  ends('created', (place, trial) => {
    return createUnder(`[core]\n${trial.pick('line ends', constantFrom(...lineEnds))}\n`, place)
  }),
)

const ignored = '.env*\n*.json\nsrc/\n'

fault(
  'the global git configuration ignores files of the project',
  once,
  ends('created', async (place) => {
    await put(place.home, { ignored })
    return createUnder(`[core]\nexcludesFile = ${place.home}/ignored\n`, place)
  }),
)

fault(
  'the target’s own repository ignores files of the project',
  longOnly,
  ends('created, GIT_INSIDE_REPOSITORY', async (place) => {
    await git(place, place.cwd, 'init', '--quiet')
    await put(place.cwd, { '.git/info/exclude': ignored })
    const creation = await create(place, ['.', ...withGit])
    const staged = await git(place, place.cwd, 'diff', '--cached', '--name-only')
    expect(staged.split('\n')).toEqual(
      creation.document.files.created.filter((path) => path !== '.env'),
    )
    return creation
  }),
)

fault(
  'a hook of another repository runs create-app',
  once,
  ends('created', async (place) => {
    await put(place.cwd, { 'a.txt': 'a' })
    await git(place, place.cwd, 'init', '--quiet')
    await git(place, place.cwd, 'add', '.')
    const dir = join(place.cwd, '.git')
    const env = { GIT_DIR: dir, GIT_INDEX_FILE: join(dir, 'index'), GIT_PREFIX: '' }
    const creation = await create(place, ['../app', ...withGit], { env })
    await expectCommitted(place, join(place.cwd, '../app'))
    return creation
  }),
)

othersFault(
  'the surrounding repository belongs to another user',
  once,
  ends('created, GIT_INSIDE_REPOSITORY', async (place) => {
    await git(place, place.cwd, 'init', '--quiet')
    await giveAway(place.cwd)
    return create(place, ['app', ...withGit])
  }),
)

othersFault(
  'the target’s own repository belongs to another user',
  once,
  ends('complete, exit 22 GIT_FAILED, GIT_INSIDE_REPOSITORY', async (place) => {
    await git(place, place.cwd, 'init', '--quiet')
    await giveAway(place.cwd)
    return create(place, ['.', ...withGit])
  }),
)

othersFault(
  'the target belongs to another user',
  longOnly,
  ends('complete, exit 22 GIT_FAILED', async (place) => {
    await giveAway(place.cwd)
    return create(place, ['.', ...withGit])
  }),
)

fault(
  'git hangs while create-app reads the machine',
  { short: 0.4, long: 4 },
  ends('as before, exit 130', async (place, trial) => {
    const word = trial.pick('question', constantFrom('--version', 'rev-parse', 'var'))
    await replace(place, { program: 'git', word, line: hanging(place, { stubborn: true }) })
    return create(place, ['app', ...withGit], { meanwhile: stopWhenHanging(place) })
  }),
)

const gitTasks = constantFrom('init', 'add', 'commit')

fault(
  'git hangs during a task',
  { short: 0.4, long: 4 },
  ends('complete, exit 130', async (place, trial) => {
    const word = trial.pick('task', gitTasks)
    await replace(place, { program: 'git', word, line: hanging(place) })
    return create(place, ['app', ...withGit], { meanwhile: stopWhenHanging(place) })
  }),
)

fault(
  'git is killed',
  { short: 0.4, long: 4 },
  ends('complete, exit 22 GIT_FAILED', async (place, trial) => {
    const word = trial.pick('task', gitTasks)
    await replace(place, { program: 'git', word, line: 'kill -KILL $$' })
    return create(place, ['app', ...withGit])
  }),
)

fault(
  'the package manager is missing',
  once,
  ends('as before, exit 5 TOOL_MISSING', async (place) => {
    const env = { PATH: await pathOfOnly(place, 'node', 'git') }
    return create(place, ['app', ...whole], { env })
  }),
)

fault(
  'the package manager fails',
  once,
  ends('complete, exit 20 INSTALL_FAILED', async (place) => {
    await replace(place, { program: 'npm', word: 'install', line: 'exit 3' })
    return create(place, ['app', ...whole])
  }),
)

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  fault(
    `the package manager hangs until ${signal}`,
    signal === 'SIGINT' ? once : longOnly,
    ends(`complete, exit ${code}`, async (place) => {
      await replace(place, { program: 'npm', word: 'install', line: hanging(place) })
      return create(place, ['app', ...whole], { meanwhile: stopWhenHanging(place, signal) })
    }),
  )
}

fault(
  'the package manager hangs and ignores SIGTERM',
  longOnly,
  ends('complete, exit 130', async (place) => {
    const line = hanging(place, { stubborn: true })
    await replace(place, { program: 'npm', word: 'install', line })
    return create(place, ['app', ...whole], { meanwhile: stopWhenHanging(place) })
  }),
)

fault(
  'the package manager prints 300 megabytes',
  longOnly,
  ends('created', async (place) => {
    await replace(place, { program: 'npm', word: 'install', line: 'yes | head -c 300000000' })
    return create(place, ['app', ...whole, '--no-verify'])
  }),
)

fault(
  'the package manager is killed',
  longOnly,
  ends('complete, exit 20 INSTALL_FAILED', async (place) => {
    await replace(place, { program: 'npm', word: 'install', line: 'kill -KILL $$' })
    return create(place, ['app', ...whole])
  }),
)

fault(
  'the tests fail',
  once,
  ends('complete, exit 21 VERIFY_FAILED', async (place) => {
    return create(place, ['app', ...(await testedBy('exit 1'))])
  }),
)

fault(
  'the tests hang',
  once,
  ends('complete, exit 130', async (place) => {
    const meanwhile = stopWhenHanging(place)
    return create(place, ['app', ...(await testedBy(hanging(place)))], { meanwhile })
  }),
)

fault(
  'the tests print 20 megabytes and fail',
  once,
  ends('complete, exit 21 VERIFY_FAILED', async (place) => {
    return create(place, ['app', ...(await testedBy('yes | head -c 20000000; exit 1'))])
  }),
)

const leftBehind = constantFrom('sleep 4711 &', 'sleep 4711 >/dev/null 2>&1 &')

fault(
  'the tests leave a process behind',
  { short: 0.4, long: 4 },
  ends('created', async (place, trial) => {
    return create(place, ['app', ...(await testedBy(trial.pick('process', leftBehind)))])
  }),
)

fault(
  'the tests leave a process behind that ignores SIGTERM',
  { short: 0.4, long: 2 },
  ends('created', async (place) => {
    return create(place, ['app', ...(await testedBy("(trap '' TERM; sleep 4711) &"))])
  }),
)

/** Creates with the user's own git configuration, and checks that everything is committed. */
async function createUnder(gitconfig: string, place: Place): Promise<Creation> {
  await put(place.home, { '.gitconfig': gitconfig })
  const creation = await create(place, ['app', ...withGit])
  await expectCommitted(place, join(place.cwd, 'app'))
  return creation
}

async function expectCommitted(place: Place, dir: string): Promise<void> {
  expect(await git(place, dir, 'log', '--format=%s')).toBe('Initial commit')
  expect(await git(place, dir, 'status', '--porcelain')).toBe('')
}

async function git({ env, cwd: _ }: Place, cwd: string, ...args: string[]): Promise<string> {
  const { stdout } = await execa('git', args, { cwd, env: cleanEnvironment(env), extendEnv: false })
  return stdout
}
