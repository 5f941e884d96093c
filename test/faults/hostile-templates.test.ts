import { execFileSync } from 'node:child_process'
import { readFileSync, renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { limits } from '../../src/model/limits.ts'
import { answering, created, merging, refused, runOn, sceneOf } from './support/attack.ts'
import { edits, manifests, sizes } from './support/attack-contents.ts'
import { entries, git, names } from './support/attack-entries.ts'
import { look } from './support/disk.ts'
import { fault, notTried } from './support/fault.ts'
import { canMakeDevices, fill, fillWithFolders } from './support/odd-files.ts'
import { assertInert, code, formats, nearName, words } from './support/values.ts'

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
