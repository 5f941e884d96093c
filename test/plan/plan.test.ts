import { describe, expect, it } from 'vitest'
import { printCommands } from '../../src/model/command.ts'
import { printRecord, recordPath } from '../../src/model/record.ts'
import { type Change, hashTree } from '../../src/model/tree.ts'
import { type Plan, type PlanInput, planProject, treeOf } from '../../src/plan/plan.ts'
import { blueprint, everything, machine, planInput } from '../support/planning.ts'

const packageJson = '{\n  "name": "project",\n  "scripts": { "test": "vitest", "check": "x" }\n}\n'
const template = blueprint('template', 'api', {
  'package.json': packageJson,
  'a.txt': 'a\n',
  '.gitignore': 'node_modules/\n',
})

const pmQuestion = {
  id: 'pm',
  message: 'Package manager',
  type: 'select',
  choices: [
    { value: 'npm', label: 'npm' },
    { value: 'pnpm', label: 'pnpm' },
  ],
} as const

function textOf(plan: Plan, path: string): string | undefined {
  const change = plan.changes.find((candidate) => candidate.path === path)
  return change?.kind === 'create' ? String(change.after.content) : undefined
}

function pathsOf(changes: readonly Change[]): readonly string[] {
  return changes.map(({ path }) => path)
}

function tasksOf(over: Partial<PlanInput>): readonly string[] {
  return planProject(planInput([template], over)).tasks.map((task) =>
    task.skipped === undefined
      ? `${task.id}: ${printCommands(task.commands).replace(/sha256-\w{64}/, '<hash>')}`
      : `${task.id} skipped: ${task.skipped}`,
  )
}

const git = 'git -c core.hooksPath=/dev/null -c core.excludesFile=/dev/null -c core.safecrlf=false'
const add = `${git} add --ignore-removal -- .`
const init = `git: git -c init.defaultBranch=main init --quiet && git config --local create-app.tree <hash> && ${add}`
const install =
  'install: npm install --no-audit --no-fund --no-workspaces --include=dev --include=optional --include=peer --bin-links --package-lock --save'
const lockfile = `${git} update-index --add --remove -- package-lock.json`
const commit = `commit: ${lockfile} && git -c core.hooksPath=/dev/null -c commit.gpgsign=false -c maintenance.auto=false commit --quiet --no-verify --message 'Initial commit'`
const verify = 'verify: npm test'

/** The command that stages the files before the install. */
function stagedOf({ tasks }: Plan): string {
  return printCommands(tasks[0]?.commands.slice(-1) ?? [])
}

describe('the files of a plan', () => {
  it('merges the layers in order and the template last', () => {
    const layer = blueprint('layer', '_base', {
      'package.json': '{\n  "dependencies": { "zod": "4.0.0" }\n}\n',
      'tsconfig.json': '{\n  "extends": "./base.json"\n}\n',
      '.gitignore': 'node_modules/\n',
    })
    const top = blueprint('template', 'api', {
      'package.json': '{\n  "dependencies": { "express": "5.0.0" }\n}\n',
      '.gitignore': 'dist/\n',
    })
    const plan = planProject(planInput([layer, top]))
    expect(pathsOf(plan.changes)).toEqual([
      '.create-app.json',
      '.gitignore',
      'package.json',
      'tsconfig.json',
    ])
    expect(JSON.parse(textOf(plan, 'package.json') ?? '')).toEqual({
      dependencies: { express: '5.0.0', zod: '4.0.0' },
      name: 'my-api',
    })
    expect(textOf(plan, '.gitignore')).toMatch(/^node_modules\/\n+dist\/\n$/)
  })

  it('refuses the same file in two layers, unless one overrides it', () => {
    const layer = blueprint('layer', '_base', { Dockerfile: 'one\n' })
    const files = { Dockerfile: 'two\n' }
    expect(() => planProject(planInput([layer, blueprint('template', 'api', files)]))).toThrow(
      'Dockerfile also exists in an earlier layer',
    )
    const over = blueprint('template', 'api', files, { overrides: ['Dockerfile'] })
    expect(textOf(planProject(planInput([layer, over])), 'Dockerfile')).toBe('two\n')
  })

  it('accepts an identical file in two layers', () => {
    const one = blueprint('layer', '_base', { 'LICENCE.txt': 'free\n' })
    const other = blueprint('template', 'api', { 'LICENCE.txt': 'free\n' })
    expect(textOf(planProject(planInput([one, other])), 'LICENCE.txt')).toBe('free\n')
  })

  it('merges the folder of the chosen option right after its blueprint', () => {
    const options = ['npm', 'pnpm'].map((pm) =>
      blueprint('option', `pm/${pm}`, { 'pm.txt': `${pm} {{RUN}}\n` }),
    )
    const repo = blueprint('layer', '_repo', {}, { questions: [pmQuestion] }, options)
    const plan = planProject(planInput([repo, template], { answers: { pm: 'pnpm@10.2.0' } }))
    expect(textOf(plan, 'pm.txt')).toBe('pnpm pnpm run\n')
    expect(JSON.parse(textOf(plan, 'package.json') ?? '').packageManager).toBe('pnpm@10.2.0')
  })

  it('merges the files of all versions of Yarn, then those of the chosen one', () => {
    const options = ['yarn', 'yarn-berry', 'yarn-classic'].map((folder) =>
      blueprint('option', `pm/${folder}`, {
        [`${folder}.txt`]: '{{INSTALL}}, {{RUN}}, {{EXEC}}\n',
      }),
    )
    const repo = blueprint('layer', '_repo', {}, { questions: [pmQuestion] }, options)
    const pathsWith = (pm: string) =>
      pathsOf(planProject(planInput([repo], { answers: { pm } })).changes)
    expect(pathsWith('yarn@1.22.22')).toEqual(['.create-app.json', 'yarn-classic.txt', 'yarn.txt'])
    expect(pathsWith('yarn@4.18.1')).toEqual(['.create-app.json', 'yarn-berry.txt', 'yarn.txt'])
    expect(pathsWith('npm@11.0.0')).toEqual(['.create-app.json'])
  })

  it('writes secrets only into the private .env, never into the hash or the record', () => {
    const files = {
      '.env.example': '# Signs cookies.\nSESSION_SECRET=\nPORT=3000\n',
      '.gitignore': '.env\n',
    }
    const secretive = blueprint('template', 'api', files, { env: { SESSION_SECRET: 'secret' } })
    const [one, other] = ['first', 'second'].map((secret) =>
      planProject(planInput([secretive], { random: () => secret })),
    )
    const change = one?.changes.find(({ path }) => path === '.env')
    expect(change).toEqual({
      kind: 'create',
      path: '.env',
      after: {
        content: '# Signs cookies.\nSESSION_SECRET=first\nPORT=3000\n',
        mode: 0o600,
        secret: true,
      },
    })
    expect(one?.treeHash).toBe(other?.treeHash)
    expect(JSON.stringify(one?.record)).not.toContain('first')
  })

  it('refuses a secret that a .gitignore beside it readmits', () => {
    const files = { '.env.example': 'A=\n', '.gitignore': '.env\n' }
    const root = blueprint('template', 'api', files, { env: { A: 'secret' } })
    const part = {
      ...blueprint('layer', '_web', { '.env.example': 'B=\n', '.gitignore': '!.env\n' }),
      place: { into: 'web' },
    }
    expect(() => planProject(planInput([part, root]))).toThrow('web/.env would contain secrets')
  })

  it('reports a secret that .env.example lacks', () => {
    const files = { '.env.example': 'A=1\n', '.gitignore': '.env\n' }
    const wrong = blueprint('template', 'api', files, { env: { B: 'secret' } })
    expect(() => planProject(planInput([wrong]))).toThrow(
      '.env.example does not contain the secret B',
    )
  })

  it('keeps existing files of the user', () => {
    const target = {
      dir: '/home/ada/my-api',
      shown: '.',
      state: 'existing',
      paths: new Set(['a.txt', 'LICENSE', '.idea/a', '.idea/b']),
    } as const
    const plan = planProject(planInput([template], { target }))
    expect(pathsOf(plan.changes)).toEqual(['.create-app.json', '.gitignore', 'package.json'])
    expect(plan.kept).toEqual(['a.txt'])
    expect(stagedOf(plan)).toBe(`${add} ':(exclude,glob)[L]ICENSE' ':(exclude,glob)[.]idea/**'`)
    const own = { ...machine, repository: 'own' } as const
    expect(stagedOf(planProject(planInput([template], { target, facts: own })))).toBe(
      `${add} ':(exclude,glob)[a].txt' ':(exclude,glob)[L]ICENSE' ':(exclude,glob)[.]idea/**'`,
    )
  })

  it('keeps a file of the user whose name differs only in case, because many disks treat both as one', () => {
    const template = blueprint('template', 'api', { 'README.md': 'ours', 'Ä.md': 'ours' })
    const paths = new Set(['readme.MD', 'a\u0308.md'])
    const target = { dir: '/x', shown: 'x', state: 'existing', paths } as const
    const plan = planProject(planInput([template], { target }))
    expect(plan.changes.map(({ path }) => path)).toEqual(['.create-app.json'])
    expect(plan.kept).toEqual(expect.arrayContaining([...paths]))
  })

  it('records blueprints, versions and answers, but nothing about the machine', () => {
    const repo = blueprint('layer', '_repo', {}, { questions: [pmQuestion] })
    const { record, treeHash } = planProject(planInput([repo, template]))
    expect(record).toEqual({
      schema: 'create-app/record@1',
      createApp: '3.0.0',
      blueprints: [
        {
          kind: 'layer',
          id: '_repo',
          version: '1.0.0',
          source: 'builtin',
          answers: { pm: 'npm@11.0.0' },
        },
        {
          kind: 'template',
          id: 'api',
          version: '1.0.0',
          source: 'builtin',
          treeHash,
          answers: { name: 'my-api', title: 'My API' },
        },
      ],
    })
  })

  it('has a hash that depends neither on the record nor on the version of create-app', () => {
    const plan = planProject(planInput([template]))
    const later = planProject(planInput([template], { createApp: '3.1.0' }))
    expect(later.treeHash).toBe(plan.treeHash)
    expect(treeOf(later).get(recordPath)).not.toEqual(treeOf(plan).get(recordPath))
    expect(hashTree(treeOf(plan))).toBe(plan.treeHash)
  })

  it('records the files that were kept, which its hash leaves out', () => {
    const readme = blueprint('template', 'api', { 'README.md': '', a: '' })
    const target = { ...planInput([]).target, paths: new Set(['readme.MD', '.idea/x']) }
    const { record, treeHash } = planProject(planInput([readme], { target }))
    expect(record.blueprints.at(-1)).toMatchObject({ treeHash, kept: ['readme.MD'] })
    expect(treeHash).toBe(
      planProject(planInput([blueprint('template', 'api', { a: '' })])).treeHash,
    )
  })

  it('has only its own record where its template is a project of create-app', () => {
    const copied = blueprint('template', 'api', {
      [recordPath]: '{}',
      '.create-app/addon/auth.json': '{}',
    })
    const plan = planProject(planInput([copied]))
    expect([...treeOf(plan).keys()]).toEqual([recordPath])
    expect(treeOf(plan).get(recordPath)?.content).toBe(printRecord(plan.record))
  })

  it('is the same for the same input', () => {
    expect(planProject(planInput([template]))).toEqual(planProject(planInput([template])))
  })
})

describe('the tasks of a plan', () => {
  it('starts a repository, installs, commits and tests, in this order', () => {
    expect(tasksOf({})).toEqual([init, install, commit, verify])
  })

  it('stores the hash of the tree in the configuration of the repository', () => {
    const { tasks, treeHash } = planProject(planInput([template]))
    expect(tasks[0]?.commands[1]?.args.at(-1)).toBe(treeHash)
  })

  it('runs check and e2e if they are requested and exist', () => {
    expect(tasksOf({ wishes: { ...everything, verify: 'full' } }).at(-1)).toBe(
      'verify: npm run check',
    )
  })

  it('skips tasks that a flag turns off, with the flag as the reason', () => {
    const wishes = { ...everything, install: false, git: false } as const
    expect(tasksOf({ wishes })).toEqual([
      'git skipped: --no-git',
      'install skipped: --no-install',
      'commit skipped: --no-git',
      'verify skipped: --no-install',
    ])
  })

  it('names the install that has everything, where the machine leaves out development dependencies', () => {
    const wishes = { ...everything, install: false }
    const stepFor = (pm: string, leavesOutDev: boolean) => {
      const facts = { ...machine, leavesOutDev }
      return planProject(planInput([template], { facts, wishes, answers: { pm } })).nextSteps[0]
        ?.command
    }
    expect(stepFor('npm@11.0.0', false)).toBe('npm install')
    expect(stepFor('npm@11.0.0', true)).toBe('npm install --include=dev')
    expect(stepFor('yarn@1.22.22', true)).toBe('yarn install --production=false')
    expect(stepFor('yarn@4.18.1', true)).toBe('yarn install')
    expect(stepFor('bun@1.4.5', true)).toBe('bun install')
  })

  it.each([
    ['pnpm@10.0.0', 'pnpm install --prod=false --optional --lockfile', 'pnpm test'],
    ['yarn@1.22.22', 'yarn install --production=false', 'yarn test'],
    // In CI, Yarn would refuse to write the first lockfile.
    ['yarn@4.18.1', 'yarn install --no-immutable', 'yarn test'],
    // `bun test` would start Bun's own test runner.
    ['bun@1.4.5', 'bun install', 'bun run test'],
  ])('installs and tests with %s', (pm, installs, tests) => {
    const [, installTask, , verifyTask] = tasksOf({ answers: { pm } })
    expect(installTask).toBe(`install: ${installs}`)
    expect(verifyTask).toBe(`verify: ${tests}`)
  })

  it('passes --offline to the package manager', () => {
    const wishes = { ...everything, network: 'offline' } as const
    const installOf = (pm: string) =>
      planProject(planInput([template], { wishes, answers: { pm } })).tasks[1]?.commands
    expect(installOf('pnpm@10.0.0')).toEqual([
      { file: 'pnpm', args: ['install', '--prod=false', '--optional', '--lockfile', '--offline'] },
    ])
    expect(installOf('bun@1.4.5')).toEqual([{ file: 'bun', args: ['install', '--offline'] }])
    expect(installOf('yarn@4.18.1')).toEqual([
      {
        file: 'yarn',
        args: ['install', '--no-immutable'],
        env: { YARN_ENABLE_NETWORK: 'false' },
      },
    ])
  })

  it('warns when a version other than the requested one will install', () => {
    const warnings = (over: Partial<PlanInput>) =>
      planProject(planInput([template], over)).warnings.map(({ message }) => message)
    const answers = { pm: 'npm@10.9.0' }
    expect(warnings({ answers })).toEqual([
      'The project is for npm@10.9.0, but this machine has npm 11.0.0.',
    ])
    expect(warnings({ answers, wishes: { ...everything, install: false } })).toEqual([])
    expect(warnings({})).toEqual([])
  })

  it('starts no repository inside another, unless --git is given', () => {
    const facts = { ...machine, repository: 'parent' } as const
    const plan = planProject(planInput([template], { facts }))
    expect(plan.warnings.map(({ code }) => code)).toEqual(['GIT_INSIDE_REPOSITORY'])
    expect(tasksOf({ facts })).toEqual([
      'git skipped: inside another repository',
      install,
      'commit skipped: inside another repository',
      verify,
    ])
    expect(tasksOf({ facts, wishes: { ...everything, git: true } })).toEqual([
      init,
      install,
      commit,
      verify,
    ])
  })

  it('stages but does not commit in a repository of the user', () => {
    const facts = { ...machine, repository: 'own' } as const
    expect(tasksOf({ facts })).toEqual([`git: ${add}`, install, `commit: ${lockfile}`, verify])
  })

  it('stages and warns when git has no identity', () => {
    const facts = { ...machine, gitIdentity: false }
    const [warning] = planProject(planInput([template], { facts })).warnings
    expect(warning?.code).toBe('GIT_NO_IDENTITY')
    expect(warning?.fix).toContain('git config --global user.email')
    expect(tasksOf({ facts })[2]).toBe(`commit: ${lockfile}`)
  })

  it('skips the install and the tests of a template without package.json', () => {
    const plain = blueprint('template', 'notes', { 'notes.txt': 'x\n' })
    const { tasks } = planProject(planInput([plain]))
    expect(tasks.map(({ id, skipped }) => [id, skipped])).toEqual([
      ['git', undefined],
      ['install', 'the template has no package.json'],
      ['commit', undefined],
      ['verify', 'the template has no package.json'],
    ])
  })
})

describe('the replay line of a plan', () => {
  it('contains everything that create-app would otherwise ask or detect', () => {
    const over: Partial<PlanInput> = {
      answers: { pm: 'pnpm@10.2.0', color: 'dark blue' },
      names: { title: 'x', packageName: '@acme/shop', slug: 'shop', database: 'shop' },
      wishes: { ...everything, git: false, verify: 'full' },
    }
    expect(planProject(planInput([template], over)).replay).toBe(
      "create-app my-api --template api --name @acme/shop --title x --pm pnpm@10.2.0 --set 'color=dark blue' --no-git --verify=full",
    )
  })
})
