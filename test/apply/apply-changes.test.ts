import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { chmod, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyFiles } from '../../src/apply/apply-files.ts'
import { recover } from '../../src/apply/recover.ts'
import { diff } from '../../src/compose/diff.ts'
import { AppError, Cancelled } from '../../src/errors/errors.ts'
import { type Change, foldersOf, modeOf, type Tree } from '../../src/model/tree.ts'
import { readLeftovers, restoredBytes } from '../../src/project/read-leftovers.ts'
import { readTarget } from '../../src/project/read-target.ts'
import { look } from '../faults/support/disk.ts'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { anyTree } from '../support/trees.ts'

const never = new AbortController().signal

function changing(dir: string, changes: readonly Change[]) {
  return {
    target: { dir, shown: 'app', state: 'existing', paths: new Set<string>() } as const,
    changes,
  }
}

const update: Change = {
  kind: 'update',
  path: 'a',
  before: { content: 'old a\n' },
  after: { content: 'new a\n' },
}
const deletion: Change = { kind: 'delete', path: 'deep/er/b', before: { content: 'old b\n' } }
const creation: Change = { kind: 'create', path: 'c/d', after: { content: 'new d\n' } }
const all = [update, deletion, creation]

/** A folder with the files that `all` changes, and one file of the user. */
async function project(): Promise<string> {
  const dir = join(await temporaryFolder(), 'app')
  await mkdir(join(dir, 'deep/er'), { recursive: true })
  await writeFile(join(dir, 'a'), 'old a\n')
  await writeFile(join(dir, 'deep/er/b'), 'old b\n')
  await writeFile(join(dir, 'mine'), 'mine\n')
  return dir
}

async function refusal(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'nothing was refused',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  )
}

/** A signal that runs a callback at each check, and counts as aborted once the callback returns true. */
function watching(onLook: (look: number) => boolean): AbortSignal {
  let looks = 0
  return Object.defineProperty(AbortSignal.abort('SIGINT'), 'aborted', {
    get: () => onLook(looks++),
  })
}

describe('changes to an existing folder', () => {
  it('are applied, and folders that become empty are removed', async () => {
    const dir = await project()
    await applyFiles(changing(dir, all), never)
    expect(await look(dir)).toEqual({
      '.': 'folder 755',
      a: 'file 644 new a\n',
      c: 'folder 755',
      'c/d': 'file 644 new d\n',
      mine: 'file 644 mine\n',
    })
  })

  it('keep a folder that is not empty', async () => {
    const dir = await project()
    await writeFile(join(dir, 'deep/mine'), '')
    await applyFiles(changing(dir, [deletion]), never)
    expect(await readdir(join(dir, 'deep'))).toEqual(['mine'])
  })

  it('keep the permissions that the user gave a file, unless the change is about them', async () => {
    const dir = await project()
    await chmod(join(dir, 'a'), 0o640)
    await applyFiles(changing(dir, [update]), never)
    expect((await snapshot(dir)).a).toBe('640 new a\n')
    const before = update.after
    const after = { ...before, mode: 0o755 as const }
    await applyFiles(changing(dir, [{ kind: 'update', path: 'a', before, after }]), never)
    expect((await snapshot(dir)).a).toBe('755 new a\n')
  })

  it('can turn a file into a folder', async () => {
    const dir = await project()
    const changes: readonly Change[] = [
      { kind: 'create', path: 'a/b', after: { content: 'in a\n' } },
      { kind: 'delete', path: 'a', before: { content: 'old a\n' } },
    ]
    await applyFiles(changing(dir, changes), never)
    expect(await readFile(join(dir, 'a/b'), 'utf8')).toBe('in a\n')
  })

  it.each<[string, (dir: string) => Promise<unknown>]>([
    ['has other content', (dir) => writeFile(join(dir, 'a'), 'edited\n')],
    ['is missing', (dir) => rm(join(dir, 'a'))],
    ['is a folder', (dir) => rm(join(dir, 'a')).then(() => mkdir(join(dir, 'a')))],
    [
      'is a link to the same bytes',
      (dir) => rename(join(dir, 'a'), join(dir, 'x')).then(() => symlink('x', join(dir, 'a'))),
    ],
    ['to delete has other content', (dir) => writeFile(join(dir, 'deep/er/b'), 'edited\n')],
  ])('are refused when a file %s', async (_, edit) => {
    const dir = await project()
    await edit(dir)
    const before = await look(dir)
    expect(await refusal(applyFiles(changing(dir, all), never))).toBe('FILE_CHANGED')
    expect(await look(dir)).toEqual(before)
  })

  it('are refused when the folder is missing', async () => {
    const plan = changing(join(await temporaryFolder(), 'app'), [update])
    const missing = { ...plan, target: { ...plan.target, state: 'missing' as const } }
    expect(await refusal(applyFiles(missing, never))).toBe('FILE_CHANGED')
  })

  it('are undone when a file changes before its turn', async () => {
    const dir = await project()
    const late: Change = { ...update, path: 'z' }
    await writeFile(join(dir, 'z'), 'old a\n')
    const signal = watching(() => {
      if (!existsSync(join(dir, 'deep'))) return false
      if (!existsSync(join(dir, 'deep/er/b'))) writeFileSync(join(dir, 'z'), 'edited\n')
      return false
    })
    const before = await look(dir)
    expect(await refusal(applyFiles(changing(dir, [...all, late]), signal))).toBe('FILE_CHANGED')
    expect(await look(dir)).toEqual({ ...before, z: 'file 644 edited\n' })
  })

  it('are undone when a file appears at the path of a new one', async () => {
    const dir = await project()
    await mkdir(join(dir, 'c'))
    await writeFile(join(dir, 'c/d'), 'mine\n')
    const before = await look(dir)
    expect(await refusal(applyFiles(changing(dir, all), never))).toBe('WRITE_FAILED')
    expect(await look(dir)).toEqual(before)
  })

  it('keep the saved files when they cannot be restored', async () => {
    const dir = await project()
    const blocking = watching(() => {
      if (existsSync(join(dir, 'deep/er/b'))) return false
      rmSync(join(dir, 'deep'), { recursive: true })
      writeFileSync(join(dir, 'deep'), 'in the way\n')
      return true
    })
    expect(await refusal(applyFiles(changing(dir, all), blocking))).toBe('RESTORE_FAILED')
    await rm(join(dir, 'deep'))
    await orphan(dir)
    expect(await recover({ dir })).toBe(true)
    expect(await snapshot(dir)).toEqual({
      a: '644 old a\n',
      'deep/er/b': '644 old b\n',
      mine: '644 mine\n',
    })
  })

  it('keep a file that the user edits between the kill and the next run', async () => {
    const dir = await project()
    const copy = await killedAt(dir, all, 4)
    expect(await readFile(join(copy, 'a'), 'utf8')).toBe('new a\n')
    await writeFile(join(copy, 'a'), 'edited since\n')
    expect(await recover({ dir: copy })).toBe(true)
    expect(await snapshot(copy)).toEqual({
      a: '644 edited since\n',
      'deep/er/b': '644 old b\n',
      mine: '644 mine\n',
    })
  })
})

describe('between any two trees', () => {
  const trees = fc
    .tuple(anyTree, anyTree)
    .filter(([one, other]) => ![...other.keys()].some((path) => isFolderIn(path, one)))

  it('the disk has the changes and the user’s own files', async () => {
    await fc.assert(
      fc.asyncProperty(trees, async ([one, other]) => {
        const dir = await folderOf(one)
        await applyFiles(changing(dir, diff(one, other)), never)
        expect(await snapshot(dir)).toEqual({ ...described(other), 'mine/own': '644 mine\n' })
        await rm(dirname(dir), { recursive: true })
      }),
      { numRuns: 100 },
    )
  })

  it('everything is as before after a stop at any point', async () => {
    await fc.assert(
      fc.asyncProperty(trees, fc.nat(16), async ([one, other], looks) => {
        const dir = await folderOf(one)
        const before = await look(dirname(dir))
        const stopping = watching((at) => at >= looks)
        const stopped = await refusal(applyFiles(changing(dir, diff(one, other)), stopping))
        if (stopped instanceof Cancelled) expect(await look(dirname(dir))).toEqual(before)
        else expect(stopped).toBe('nothing was refused')
        await rm(dirname(dir), { recursive: true })
      }),
      { numRuns: 100 },
    )
  })

  it('everything is as before after the cleanup of a killed run, and a plan before it sees the same', async () => {
    await fc.assert(
      fc.asyncProperty(trees, fc.nat(16), async ([one, other], looks) => {
        const dir = await folderOf(one)
        const before = await snapshot(dir)
        const killed = await killedAt(dir, diff(one, other), looks)
        const left = await look(killed)
        const leftovers = await readLeftovers(killed)
        const seen = await Promise.all(
          [...new Map([...one, ...other]).keys()].map(async (path) => {
            return [path, (await restoredBytes(killed, leftovers, path))?.toString('latin1')]
          }),
        )
        const target = await readTarget(killed, '/').catch((error: unknown) => error)
        expect(await look(killed)).toEqual(left)
        expect(Object.fromEntries(seen)).toEqual(
          Object.fromEntries(seen.map(([path = '']) => [path, before[path]?.slice(4)])),
        )
        if (target instanceof AppError) expect(target.code).toBe('TARGET_NOT_EMPTY')
        await recover({ dir: killed })
        expect(await snapshot(killed)).toEqual(before)
        expect((await readdir(killed)).filter((name) => name.startsWith('.create-app-'))).toEqual(
          [],
        )
        await rm(dirname(dir), { recursive: true })
        await rm(dirname(killed), { recursive: true })
      }),
      { numRuns: 50 },
    )
  })
})

it('reads a file as a file when a killed run should have replaced it by a folder', async () => {
  const dir = await project()
  const changes: readonly Change[] = [
    { kind: 'create', path: 'a/b', after: { content: 'in a\n' } },
    { kind: 'delete', path: 'a', before: { content: 'old a\n' } },
  ]
  const before = await look(dir)
  const killed = await killedAt(dir, changes, 1)
  await expect(readTarget('app', dirname(killed))).rejects.toThrow('a, deep, mine')
  await recover({ dir: killed })
  expect(await look(killed)).toEqual(before)
})

it('reads the target of a killed creation as it was before', async () => {
  const dir = join(await temporaryFolder(), 'app')
  await mkdir(dir)
  await writeFile(join(dir, 'README.md'), 'mine\n')
  const changes: readonly Change[] = ['x', 'new/y', 'new/er/z'].map((path) => {
    return { kind: 'create', path, after: { content: path } }
  })
  const killed = await killedAt(dir, changes, 5)
  expect(Object.keys(await snapshot(killed))).toEqual(expect.arrayContaining(['x', 'new/y']))
  const target = await readTarget('app', dirname(killed))
  expect([...target.paths]).toEqual(['README.md'])
  expect(target.leftovers).toEqual([expect.stringMatching(/^app\/\.create-app-/)])
  await writeFile(join(killed, 'new/mine'), 'mine')
  await expect(readTarget('app', dirname(killed))).rejects.toThrow('new')
})

it('a stage that this process is still using is no leftover', async () => {
  const dir = await project()
  let busy: Promise<unknown> | undefined
  const asking = watching(() => {
    busy ??= refusal(recover({ dir }))
    return false
  })
  await applyFiles(changing(dir, all), asking)
  expect(await busy).toBe('TARGET_BUSY')
})

/** Changes a folder, and returns a copy of its state at the given check of the signal, as a kill would leave it. */
async function killedAt(dir: string, changes: readonly Change[], looks: number): Promise<string> {
  const copy = join(await temporaryFolder(), basename(dir))
  const copying = watching((at) => {
    if (at === looks) cpSync(dir, copy, { recursive: true })
    return false
  })
  const plan = changing(dir, changes)
  const before = await temporaryFolder()
  cpSync(dir, before, { recursive: true })
  await applyFiles(plan, copying)
  if (!existsSync(copy)) cpSync(before, copy, { recursive: true })
  await orphan(copy)
  return copy
}

/** Renames the stages in a folder as if they belonged to an ended process. */
async function orphan(dir: string): Promise<void> {
  for (const name of await readdir(dir)) {
    const dead = name.replace(`.create-app-${process.pid}-`, `.create-app-${2 ** 22 + 1}-`)
    await rename(join(dir, name), join(dir, dead))
  }
}

async function folderOf(tree: Tree): Promise<string> {
  const dir = join(await temporaryFolder(), 'app')
  await mkdir(join(dir, 'mine'), { recursive: true })
  await writeFile(join(dir, 'mine/own'), 'mine\n')
  for (const [path, file] of tree) {
    await mkdir(dirname(join(dir, path)), { recursive: true })
    await writeFile(join(dir, path), file.content, { mode: modeOf(file) })
    await chmod(join(dir, path), modeOf(file))
  }
  return dir
}

function described(tree: Tree): Record<string, string> {
  const files = [...tree].map(([path, file]): [string, string] => {
    return [path, `${modeOf(file).toString(8)} ${Buffer.from(file.content).toString('latin1')}`]
  })
  return Object.fromEntries(files)
}

function isFolderIn(path: string, tree: Tree): boolean {
  return foldersOf([...tree.keys()]).includes(path)
}
