import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { limits } from '../../src/model/limits.ts'
import { manifestText } from '../support/fixtures.ts'
import { type Attack, created, refused, runOn, sceneOf } from './support/attack.ts'
import { look } from './support/disk.ts'
import { fault, notTried } from './support/fault.ts'
import {
  canMakeDevices,
  dig,
  explodingAliases,
  fill,
  fillWithFolders,
  leaveSocket,
  sparse,
} from './support/odd-files.ts'
import { assertInert, code, formats, nearName, words } from './support/values.ts'

const deep = (open: string, close = '') => open.repeat(100_000) + close.repeat(100_000)

const manifest = (content: object) => ({ 'template.json': manifestText(content) })

/** A manifest with a question that has a default. */
const answering = (id: string, value: string) =>
  manifest({ questions: [{ id, message: 'Which?', type: 'text', default: value }] })

/** The same file in the template and in the layer that it extends, so that both must be merged. */
const merging = (name: string, lower: string, upper: string): Partial<Attack> => ({
  files: { ...manifest({ extends: ['_layer'] }), [name]: upper },
  beside: { '_layer/layer.json': '{}', [`_layer/${name}`]: lower },
})

/** Entries that are neither files nor folders. */
const entries: Readonly<Record<string, Attack>> = {
  'a link to a file outside': {
    make: (dir) => symlinkSync('/etc/passwd', join(dir, 'notes.txt')),
    why: 'notes.txt is a link to /etc/passwd, which is outside the template',
  },
  'a link to a folder outside': {
    make: (dir) => symlinkSync('/etc', join(dir, 'src')),
    why: 'src is a link to /etc, which is outside the template',
  },
  'a link to a file outside, through a folder inside': {
    files: { 'a/b/c.txt': '' },
    make: (dir) => {
      symlinkSync('a/b', join(dir, 'in'))
      symlinkSync('in/../../../../beside', join(dir, 'out'))
    },
    why: 'out is a link to in/../../../../beside, which is outside the template',
  },
  'a link that leads nowhere': {
    make: (dir) => symlinkSync('nowhere', join(dir, 'x')),
    why: 'x is a link to nowhere, which is no part of the template',
  },
  'a link to what belongs to git': {
    files: { '.git/config': '[remote "origin"]\nurl = https://me:secret@example.com\n' },
    make: (dir) => symlinkSync('.git/config', join(dir, 'x')),
    why: 'x is a link to .git/config, which is no part of the template',
  },
  'a link to what is ignored': {
    files: { '.gitignore': '.env\n', '.env': 'SECRET=1\n' },
    make: (dir) => symlinkSync('.env', join(dir, 'x')),
    why: 'x is a link to .env, which is no part of the template',
  },
  'a link to a folder that contains it, deep inside': {
    files: { 'a/b/c.txt': '' },
    make: (dir) => symlinkSync('../..', join(dir, 'a/b/loop')),
    why: 'a/b/loop is a link to ../.., a folder that contains the link',
  },
  'a link to itself': {
    make: (dir) => symlinkSync('x', join(dir, 'x')),
    why: 'x is a link to x, which leads back to the link',
  },
  'links that lead to each other': {
    make: (dir) => {
      for (const [from, to] of ['ab', 'bc', 'ca']) symlinkSync(to ?? '', join(dir, from ?? ''))
    },
    why: 'a is a link to b, which leads back to the link',
  },
  'links that multiply each other': {
    files: { 'm9/a.bin': '' },
    make: (dir) => {
      for (const at of Array.from({ length: 9 }, (_, at) => at)) {
        mkdirSync(join(dir, `m${at}`))
        for (const name of '0123456789') symlinkSync(`../m${at + 1}`, join(dir, `m${at}`, name))
      }
    },
    why: 'it holds more than 20000 files and folders',
  },
  'links that make files too large together': {
    make: (dir) => {
      sparse(join(dir, 'film.mp4'), 15_000_000)
      for (const name of ['a', 'b', 'c']) symlinkSync('film.mp4', join(dir, name))
    },
    why: 'its files are larger than 50 MB together',
  },
  'a link with a control sequence for the terminal': {
    make: (dir) => symlinkSync('\x1b[2Jdone', join(dir, 'x')),
    why: 'x is a link to ?[2Jdone, which is no part of the template',
  },
  'a manifest that is a link': {
    make: (dir) => symlinkSync('/etc/hostname', join(dir, 'template.json')),
    why: 'template.json is a link to /etc/hostname, which is outside the template',
  },
  'options that are a link': {
    make: (dir) => symlinkSync('/etc', join(dir, 'options')),
    why: 'options is a link to /etc, which is outside the template',
  },
  'a layer that is a link': {
    files: manifest({ extends: ['_layer'] }),
    beside: { 'elsewhere/layer.json': '{}' },
    make: (dir) => symlinkSync('elsewhere', join(dir, '../_layer')),
    why: 'it is a link, but a layer must be a folder',
  },
  'a part that is a link': {
    files: manifest({ compose: [{ template: 'part', into: 'part' }] }),
    beside: { 'elsewhere/template.json': manifestText({}) },
    make: (dir) => symlinkSync('elsewhere', join(dir, '../part')),
    why: 'it is a link, but a part must be a folder',
  },
  'a pipe': {
    make: (dir) => execFileSync('mkfifo', [join(dir, 'pipe')]),
    why: 'pipe is a pipe',
  },
  'a manifest that is a pipe': {
    make: (dir) => execFileSync('mkfifo', [join(dir, 'template.json')]),
    why: 'template.json is a pipe',
  },
  'a socket': { make: leaveSocket, why: 'socket is a socket' },
}

const names: Readonly<Record<string, Attack>> = {
  'a path out of the project, as Windows writes it': {
    files: { '..\\..\\evil.txt': '' },
    why: 'it leaves the project',
  },
  'an absolute path, as Windows writes it': {
    files: { 'C:\\evil.txt': '' },
    why: 'it leaves the project',
  },
  'a path out of the project, through a default answer': {
    files: { ...answering('where', '..'), '{{WHERE}}/evil.txt': '' },
    why: 'has a default that is not a valid answer',
  },
  'a name that Windows reserves for a device': {
    files: { 'src/aux.txt': '' },
    why: 'Windows reserves this name for a device',
  },
  'a name with a question mark': {
    files: { 'src/what?.txt': '' },
    why: 'Windows does not allow < > : " | ? *',
  },
  'a name with a space at the end': {
    files: { 'src /a.txt': '' },
    why: 'a dot or a space at the end',
  },
  'a name with a control sequence for the terminal': {
    files: { '\x1b[2Jdone': '' },
    why: 'it contains invisible characters',
  },
  'a name that is not UTF-8': {
    make: (dir) => writeFileSync(Buffer.concat([Buffer.from(`${dir}/`), Buffer.from([0xff])]), ''),
    why: 'is not UTF-8',
  },
  'a name that becomes too long': {
    files: { [`${'{{PROJECT_NAME}}'.repeat(10)}.txt`]: '' },
    args: ['--name', 'a'.repeat(40)],
    why: 'it is longer than 255 bytes',
  },
  'names that differ in case': {
    files: { 'README.txt': '', 'readme.txt': '' },
    why: 'many disks treat it as the same as',
  },
  'folders that differ in case': {
    files: { 'Src/a.ts': '', 'src/b.ts': '' },
    why: 'many disks treat it as the same as',
  },
  'names that differ only in the encoding of an accent': {
    files: { 'caf\u00e9.txt': '', 'cafe\u0301.txt': '' },
    why: 'many disks treat it as the same as',
  },
  'names that an answer makes equal': {
    files: { ...answering('kind', 'a'), 'a.txt': '', '{{KIND}}.txt': '' },
    why: 'two of its files have the same name in a project',
  },
  'a file where another layer has a folder': {
    files: { ...manifest({ extends: ['_layer'] }), 'docs/a.txt': '' },
    beside: { '_layer/layer.json': '{}', '_layer/docs': '' },
    why: 'many disks treat it as the same as docs',
  },
}

/** Names that git uses on some system, and folders that it treats as repositories. */
const git: Readonly<Record<string, Attack>> = {
  'the folder .GIT': { files: { '.GIT/config': '' }, why: 'git would use it as its own folder' },
  'git’s short name on Windows': {
    files: { 'git~1/hooks/post-commit': '' },
    why: 'git would use it as its own folder',
  },
  'a .git with an invisible character': {
    files: { '.g\u200cit/config': '' },
    why: 'git would use it as its own folder',
  },
  'hooks in a .Git further down': {
    files: { 'packages/a/.Git/hooks/post-commit': '' },
    why: 'git would use it as its own folder',
  },
  'a .git that an answer produces': {
    files: { ...answering('tool', 'git'), '.{{TOOL}}/config': '' },
    why: 'git would use it as its own folder',
  },
  'a project that is a bare repository itself': {
    files: { HEAD: 'ref: refs/heads/main', 'objects/a': '', 'refs/a': '', config: '[core]' },
    why: 'git would use its folder as a repository',
  },
  'a bare repository in a folder': {
    files: { 'a/HEAD': 'ref: refs/heads/main', 'a/commondir': '../b', 'b/config': '[core]' },
    why: 'git would use its folder as a repository',
  },
  'a name that create-app reserves': {
    files: { '.create-app-abc123/owner.json': '{}' },
    why: 'create-app reserves such names for its own files',
  },
}

const sizes: Readonly<Record<string, Attack>> = {
  'a file of 1 GB': {
    make: (dir) => sparse(join(dir, 'film.mp4'), 1_000_000_000),
    why: 'film.mp4 is larger than 20 MB',
  },
  'files that are too large together': {
    make: (dir) => {
      for (const name of ['a', 'b', 'c']) sparse(join(dir, name), 19_000_000)
    },
    why: 'its files are larger than 50 MB together. The largest: a (19 MB), b (19 MB), c (19 MB)',
  },
  'a .gitignore that takes long to compare': {
    files: { '.gitignore': `${'**/a/'.repeat(30)}b\n`, [`${'a/'.repeat(31)}a`]: '' },
    why: '.gitignore has a pattern with more than 4 "**"',
  },
  'folders a hundred deep': {
    files: { [`${'a/'.repeat(100)}b.txt`]: '' },
    why: 'its folders are more than 32 deep',
  },
  'folders deeper than the longest path': {
    make: dig,
    why: '… is longer than 512 bytes',
  },
  'a manifest of 50 MB': {
    make: (dir) => sparse(join(dir, 'template.json'), 50_000_000),
    why: 'template.json is larger than 20 MB',
  },
  'a manifest of 65 kB': {
    files: manifest({ title: 'x'.repeat(65_000) }),
    why: 'template.json is larger than 64 kB',
  },
  'a package.json of 10 MB': {
    files: { 'package.json': `{ "x": "${'x'.repeat(10_000_000)}" }` },
    why: 'package.json cannot be edited. It is larger than 1 MB',
  },
  'an .env.example of 10 MB with a secret': {
    files: {
      ...manifest({ env: { A: 'secret' } }),
      '.env.example': `A=\n${'#\n'.repeat(5_000_000)}`,
      '.gitignore': '.env\n',
    },
    why: '.env.example cannot be edited. It is larger than 1 MB',
  },
  'a file of 1 MB that has to be merged': {
    ...merging('en.json', '{}', `{ "x": "${'x'.repeat(1_000_000)}" }`),
    why: 'en.json cannot be edited. It is larger than 64 kB',
  },
}

const manifests: Readonly<Record<string, Attack>> = {
  'a manifest with __proto__': {
    files: {
      'template.json': '{ "$schema": "./template.schema.json", "__proto__": { "title": "x" } }',
    },
    why: 'Unrecognized key: "__proto__"',
  },
  'a manifest with constructor': {
    files: {
      'template.json':
        '{ "$schema": "./template.schema.json", "constructor": { "prototype": { "title": "x" } } }',
    },
    why: 'Unrecognized key: "constructor"',
  },
  'a question called constructor': {
    files: answering('constructor', 'x'),
    why: 'uses a reserved id',
  },
  'a question called __proto__': { files: answering('__proto__', 'x'), why: 'questions.0.id' },
  'a manifest of 30,000 brackets': {
    files: {
      'template.json': `{ "$schema": "./template.schema.json", "title": ${'['.repeat(30_000)}${']'.repeat(30_000)} }`,
    },
    why: 'title: ',
  },
  'a manifest that is not UTF-8': {
    files: {
      'template.json': Buffer.from([
        ...Buffer.from('{ "$schema": "./template.schema.json", "title": "'),
        ...[0xff, 0x22, 0x7d],
      ]),
    },
    why: 'template.json is not UTF-8',
  },
  'a manifest in UTF-16': {
    files: { 'template.json': Buffer.from(`\ufeff${manifestText({ title: 'é' })}`, 'utf16le') },
    why: 'template.json is not UTF-8',
  },
  'a title with a control sequence for the terminal': {
    files: manifest({ title: 'x\x1b[2J' }),
    why: 'title: contains control characters',
  },
  'a next step with a second line': {
    files: manifest({ nextSteps: [{ title: 'x', command: 'echo\nrm -rf ~' }] }),
    why: 'nextSteps.0.command: contains control characters',
  },
  'a default answer that contains code': {
    files: answering('note', '"; require("child_process")'),
    why: 'has a default that is not a valid answer',
  },
  'a layer named by a path': {
    files: manifest({ extends: ['../../elsewhere'] }),
    why: 'template.json: extends.0',
  },
  'a layer that extends a template': {
    files: manifest({ extends: ['_layer'] }),
    beside: { '_layer/layer.json': '{ "extends": ["mine"] }' },
    why: 'layer.json: it: Unrecognized key: "extends"',
  },
  'extending itself': {
    files: manifest({ extends: ['mine'] }),
    why: 'it extends "mine", and there is no such layer',
  },
  'too many layers': {
    files: manifest({ extends: Array.from({ length: 100 }, (_, at) => `_${at}`) }),
    why: 'template.json: extends',
  },
}

const edits: Readonly<Record<string, Attack>> = {
  'a package.json of 100,000 brackets': {
    files: { 'package.json': `{ "x": ${deep('[', ']')} }` },
    why: 'package.json cannot be edited. It is nested too deeply',
  },
  'a package.json that is not an object': {
    files: { 'package.json': '[]' },
    why: 'package.json cannot be edited',
  },
  'merged JSON of 20,000 brackets': {
    ...merging('x.json', '{}', `{ "x": ${'['.repeat(20_000)}${']'.repeat(20_000)} }`),
    why: 'x.json cannot be edited. It is nested too deeply',
  },
  'merged YAML of 20,000 brackets': {
    ...merging('x.yml', 'a: 1\n', `x: ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`),
    why: 'x.yml cannot be edited. Cannot read the later YAML: It is nested too deeply',
  },
  'merged YAML of 20,000 dashes': {
    ...merging('x.yml', 'a: 1\n', `x:\n  ${'- '.repeat(20_000)}1\n`),
    why: 'x.yml cannot be edited. Cannot read the later YAML: It is nested too deeply',
  },
  'a merged config of 20,000 brackets': {
    ...merging(
      'x.config.ts',
      'export default {}\n',
      `export default { x: ${'['.repeat(20_000)}${']'.repeat(20_000)} }\n`,
    ),
    why: 'x.config.ts cannot be edited. The later config cannot be parsed: It is nested too deeply',
  },
  'YAML aliases that explode': {
    ...merging('x.yml', 'x: 1\n', explodingAliases()),
    why: 'x.yml cannot be edited. Excessive alias count',
  },
  'a merge of a config that contains code': {
    ...merging('x.config.ts', 'export default {}\n', 'globalThis.x = 1\nexport default {}\n'),
    why: 'only imports are allowed before the export',
  },
}

describe('a template is refused for', () => {
  for (const [name, attack] of Object.entries({ ...entries, ...sizes, ...manifests, ...edits })) {
    fault(name, { short: 0.25, long: 4 }, (trial) => refused(trial, attack))
  }

  // The short form tries only some of these.
  const bad = { ...names, ...git }
  for (const [name, attack] of Object.entries(bad)) {
    fault(name, { short: 0, long: 4 }, (trial) => refused(trial, attack))
  }
  fault('one of the names above', { short: 2, long: 0 }, (trial) => {
    return refused(trial, trial.pick('name', fc.constantFrom(...Object.values(bad))))
  })

  const why = `it holds more than ${limits.entries} files and folders`
  fault(`${limits.entries + 1} files`, { short: 1, long: 0 }, (trial) => {
    return refused(trial, { make: (dir) => fill(dir, limits.entries + 1), why })
  })
  fault('100000 files', { short: 0, long: 1 }, (trial) => {
    return refused(trial, { make: (dir) => fill(dir, 100_000), why })
  })
  fault('100000 empty folders', { short: 0, long: 1 }, (trial) => {
    return refused(trial, { make: (dir) => fillWithFolders(dir, 100_000), why })
  })

  if (canMakeDevices()) {
    fault('a device', { short: 1, long: 4 }, (trial) => {
      const make = (dir: string) => execFileSync('mknod', [join(dir, 'zero'), 'c', '1', '5'])
      return refused(trial, { make, why: 'zero is a device' })
    })
  } else notTried('a device', 'only root can make one')
})

describe('a template causes no harm with', () => {
  fault('a path that is a link, which the user may name', { short: 1, long: 4 }, async () => {
    const make = (dir: string) => {
      renameSync(dir, `${dir}-real`)
      symlinkSync(`${dir}-real`, dir)
    }
    const project = await created(await sceneOf({ make }), ['--no-git'])
    expect(Object.keys(project ?? {})).toEqual([
      ...['.', '.create-app.json', '.gitignore', 'package.json'],
    ])
    return 'created like any other'
  })

  fault('links to what is inside it', { short: 1, long: 4 }, async () => {
    const make = (dir: string) => {
      symlinkSync('package.json', join(dir, 'other.json'))
      symlinkSync('a', join(dir, 'b'))
    }
    const project = await created(await sceneOf({ files: { 'a/c.txt': 'c' }, make }), ['--no-git'])
    expect(project?.['b/c.txt']).toBe(project?.['a/c.txt'])
    expect(project?.['other.json']).toMatch(/^file \d+ \{/)
    return 'created with copies'
  })

  fault('git repositories inside it', { short: 1, long: 4 }, async () => {
    const hook = { '.git/hooks/post-commit': 'touch pwned\n', 'a/.git': 'gitdir: ../b\n' }
    const scene = await sceneOf({ files: { ...hook, 'a/b.txt': '' } })
    const project = await created(scene, ['--no-git'])
    expect(Object.keys(project ?? {}).filter((path) => /\.git(?:\/|$)/.test(path))).toEqual([])
    return 'created without it'
  })

  fault('submodules that run a command', { short: 1, long: 4 }, async () => {
    const modules = '[submodule "../../x"]\npath = a\nurl = -u./payload\nupdate = !touch pwned\n'
    const files = { '.gitmodules': modules, payload: 'touch pwned\n', 'a/b.txt': '' }
    const scene = await sceneOf({ files })
    await created(scene)
    const dir = join(scene.work, 'app')
    execFileSync('git', ['submodule', 'update', '--init', '--recursive'], { cwd: dir })
    expect(await look(scene.around)).not.toHaveProperty(['work/app/pwned'])
    return 'created, nothing ran'
  })

  fault('__proto__ in merged files', { short: 1, long: 4 }, async () => {
    const { files, beside } = merging('x.json', '{ "a": 1 }\n', '{ "__proto__": { "b": 1 } }\n')
    const scene = await sceneOf({
      files: {
        ...files,
        'package.json': '{ "__proto__": { "scripts": { "test": "touch pwned" } } }\n',
        'x.yml': '__proto__:\n  b: 1\n',
        '__proto__/__proto__.txt': 'x',
      },
      beside: { ...beside, '_layer/x.yml': 'a: 1\n' },
    })
    const project = await created(scene, ['--no-git'])
    expect(project?.['x.json']).toContain('"__proto__": { "b": 1 }')
    expect(project?.['x.yml']).toContain('__proto__:\n  b: 1')
    expect(project?.['__proto__/__proto__.txt']).toMatch(/^file \d+ x$/)
    const { ended } = await runOn(scene, ['--dry-run', '--json', '--cwd', scene.around])
    const { tasks } = JSON.parse(ended.stdout)
    expect(tasks.at(-1)).toMatchObject({ id: 'verify', command: '' })
    return 'created, treated as text'
  })

  fault('an answer called __proto__', { short: 1, long: 4 }, async () => {
    const scene = await sceneOf({})
    const { ended } = await runOn(scene, ['--set', '__proto__=x'])
    expect(ended).toMatchObject({ exitCode: 2 })
    expect(await look(join(scene.work, 'app'))).toBeUndefined()
    return 'as before, exit 2'
  })

  fault('values that contain code', { short: 2, long: 100 }, async (trial) => {
    const given = {
      title: trial.pick('title', code),
      name: trial.pick('name', fc.oneof(code, nearName, nearName, nearName)),
      note: trial.pick('note', fc.oneof(code, words, words, words)),
    }
    const files = { ...answering('note', 'x'), ...formats }
    const scene = await sceneOf({ files })
    const { ended } = await runOn(scene, [
      '--no-install',
      '--no-git',
      '--json',
      `--title=${given.title}`,
      `--name=${given.name}`,
      `--set=note=${given.note}`,
    ])
    if (ended.exitCode === 2) {
      expect(await look(join(scene.work, 'app'))).toBeUndefined()
      return 'as before, exit 2'
    }
    expect(ended.exitCode).toBe(0)
    const { answers } = JSON.parse(ended.stdout)
    const values = {
      PROJECT_TITLE: answers.title,
      PACKAGE_NAME: answers.name,
      NOTE: answers.note,
    }
    const dir = join(scene.work, 'app')
    assertInert((path) => readFileSync(join(dir, path), 'utf8'), values, dir)
    return 'created, text in every format'
  })
})
