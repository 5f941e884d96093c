import { link, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyFiles } from '../../src/apply/apply-files.ts'
import { openStage } from '../../src/apply/in-stage.ts'
import { recover } from '../../src/apply/recover.ts'
import { diff } from '../../src/compose/diff.ts'
import { AppError, Cancelled } from '../../src/errors/errors.ts'
import { type Change, hashOf, modeOf, type TreeFile } from '../../src/model/tree.ts'
import { look } from '../faults/support/disk.ts'
import { snapshot, temporaryFolder } from '../support/folders.ts'
import { anyTree } from '../support/trees.ts'

const never = new AbortController().signal

function creating(...paths: string[]): readonly Change[] {
  return paths.map((path) => ({ kind: 'create', path, after: { content: `${path}\n` } }))
}

function placing(dir: string, state: 'missing' | 'existing', changes: readonly Change[]) {
  return { target: { dir, shown: dir, state, paths: new Set<string>() }, changes }
}

async function refusal(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'nothing was refused',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  )
}

describe('a missing target', () => {
  it('is created completely, with its parent folders', async () => {
    const cwd = await temporaryFolder()
    await applyFiles(placing(join(cwd, 'a/b'), 'missing', creating('x', 'y/z')), never)
    expect(await snapshot(cwd)).toEqual({ 'a/b/x': '644 x\n', 'a/b/y/z': '644 y/z\n' })
    expect(await readdir(join(cwd, 'a'))).toEqual(['b'])
  })

  it('leaves nothing when it is stopped', async () => {
    const cwd = await temporaryFolder()
    const stopping = new AbortController()
    stopping.abort('SIGINT')
    const plan = placing(join(cwd, 'a/b'), 'missing', creating('x'))
    expect(await refusal(applyFiles(plan, stopping.signal))).toBeInstanceOf(Cancelled)
    expect(await readdir(cwd)).toEqual([])
  })

  it('leaves nothing when a file cannot be written', async () => {
    const cwd = await temporaryFolder()
    const long = 'x'.repeat(200)
    // Few systems allow a path of more than 4096 bytes.
    const dir = join(cwd, ...Array(19).fill(long), 'app')
    const plan = placing(dir, 'missing', creating('a', `${long}/${long}`))
    expect(await refusal(applyFiles(plan, never))).toBe('WRITE_FAILED')
    expect(await readdir(cwd)).toEqual([])
  })

  it('is not replaced when it appears in the meantime', async () => {
    const cwd = await temporaryFolder()
    await mkdir(join(cwd, 'app'))
    const plan = placing(join(cwd, 'app'), 'missing', creating('x'))
    expect(await refusal(applyFiles(plan, never))).toBe('TARGET_NOT_EMPTY')
    expect(await readdir(cwd)).toEqual(['app'])
  })
})

describe('an existing target', () => {
  it('stays as it was when one file is in the way', async () => {
    const dir = await temporaryFolder()
    await mkdir(join(dir, 'src'))
    await writeFile(join(dir, 'src/b'), 'mine')
    const plan = placing(dir, 'existing', creating('a', 'new/c', 'src/b'))
    expect(await refusal(applyFiles(plan, never))).toBe('WRITE_FAILED')
    expect(await snapshot(dir)).toEqual({ 'src/b': '644 mine' })
    expect(await readdir(dir)).toEqual(['src'])
  })

  it('is restored by the next run after a kill during the move', async () => {
    const dir = await temporaryFolder()
    await writeFile(join(dir, 'README.md'), 'mine')
    const changes = creating('moved', 'new/moved', 'new/waiting', 'changed')
    const stage = await abandonedStage(dir, changes)
    await mkdir(join(dir, 'new'))
    await link(join(stage, 'files/moved'), join(dir, 'moved'))
    await link(join(stage, 'files/new/moved'), join(dir, 'new/moved'))
    await writeFile(join(dir, 'changed'), 'by the person since')
    expect(await recover({ dir })).toBe(true)
    expect(await snapshot(dir)).toEqual({
      'README.md': '644 mine',
      changed: '644 by the person since',
    })
    expect((await readdir(dir)).sort()).toEqual(['README.md', 'changed'])
  })

  it('is restored when a kill truncated a copied file', async () => {
    const dir = await temporaryFolder()
    await abandonedStage(dir, creating('placed', 'torn', 'empty', 'changed'))
    await writeFile(join(dir, 'placed'), 'placed\n')
    await writeFile(join(dir, 'torn'), 'to')
    await writeFile(join(dir, 'empty'), '')
    await writeFile(join(dir, 'changed'), 'changed\nby the person since')
    expect(await recover({ dir })).toBe(true)
    expect(await snapshot(dir)).toEqual({ changed: '644 changed\nby the person since' })
  })

  it('ignores paths in a journal that lead out of it', async () => {
    const cwd = await temporaryFolder()
    const dir = join(cwd, 'app')
    await mkdir(dir)
    await writeFile(join(cwd, 'outside'), '../outside\n')
    await abandonedStage(dir, creating('../outside'))
    expect(await recover({ dir })).toBe(true)
    expect(await readdir(cwd)).toEqual(['app', 'outside'])
    expect(await readdir(dir)).toEqual([])
  })

  it('keeps a folder of the user that is named like a stage', async () => {
    const dir = await temporaryFolder()
    await mkdir(join(dir, '.create-app-backup'))
    await mkdir(join(dir, '.create-app-AbC123'))
    expect(await recover({ dir })).toBe(false)
    expect(await recover({ dir: join(dir, 'missing') })).toBe(false)
    expect(await readdir(dir)).toEqual(['.create-app-AbC123', '.create-app-backup'])
  })

  it.each([
    ['is new', async () => {}],
    ['has its first file', (stage: string) => mkdir(join(stage, 'files'))],
    ['is half removed', (stage: string) => mkdir(join(stage, 'files/a/b'), { recursive: true })],
  ])('loses the stage of a killed run when the stage %s', async (_, fill) => {
    const cwd = await temporaryFolder()
    const dir = join(cwd, 'app')
    await mkdir(dir)
    for (const parent of [cwd, dir]) {
      const stage = await abandonedStage(dir, [], { parent })
      await emptyFolder(stage)
      await fill(stage)
    }
    expect(await recover({ dir })).toBe(true)
    expect(await readdir(cwd)).toEqual(['app'])
    expect(await readdir(dir)).toEqual([])
  })

  it('keeps the stage of a run for another folder', async () => {
    const cwd = await temporaryFolder()
    const stage = await abandonedStage(join(cwd, 'other'), creating('x'), { parent: cwd })
    expect(await recover({ dir: join(cwd, 'app') })).toBe(false)
    expect(await readdir(cwd)).toEqual([basename(stage)])
  })

  it('is left alone while another run works on it', async () => {
    const dir = await temporaryFolder()
    const stage = await abandonedStage(dir, creating('x'), { pid: process.ppid })
    expect(await refusal(recover({ dir }))).toBe('TARGET_BUSY')
    expect(await readdir(dir)).toEqual([basename(stage)])
  })

  it('keeps the files of another run when this one fails', async () => {
    const dir = await temporaryFolder()
    const plan = placing(dir, 'existing', creating('a', 'b', 'c'))
    const both = [refusal(applyFiles(plan, never)), refusal(applyFiles(plan, never))]
    expect((await Promise.all(both)).sort()).toEqual(['WRITE_FAILED', 'nothing was refused'])
    expect(Object.keys(await snapshot(dir))).toEqual(['a', 'b', 'c'])
  })
})

describe('any tree', () => {
  const target = fc.constantFrom('missing', 'existing' as const)

  it('is on the disk as planned, next to the existing files', async () => {
    const cwd = await temporaryFolder()
    await fc.assert(
      fc.asyncProperty(anyTree, target, async (tree, state) => {
        const { dir, before } = await anyTarget(cwd, state)
        await applyFiles(placing(dir, state, diff(new Map(), tree)), never)
        const planned = [...tree].map(([path, file]) => [path, described(file)])
        expect(await snapshot(dir)).toEqual({ ...before, ...Object.fromEntries(planned) })
        expect(await readdir(cwd)).toEqual([basename(dir)])
        await rm(dir, { recursive: true })
      }),
      { numRuns: 150 },
    )
  })

  it('leaves nothing after a stop at any point', async () => {
    const cwd = await temporaryFolder()
    await fc.assert(
      fc.asyncProperty(anyTree, target, fc.nat(12), async (tree, state, looks) => {
        const { dir } = await anyTarget(cwd, state)
        const before = await look(cwd)
        const plan = placing(dir, state, diff(new Map(), tree))
        const stopped = await refusal(applyFiles(plan, stoppingAfter(looks)))
        if (stopped instanceof Cancelled) expect(await look(cwd)).toEqual(before)
        else
          expect(Object.keys(await snapshot(dir))).toEqual(expect.arrayContaining([...tree.keys()]))
        await rm(dir, { recursive: true, force: true })
      }),
      { numRuns: 150 },
    )
  })
})

/** A target that is missing, or that contains a file of the user. */
async function anyTarget(cwd: string, state: 'missing' | 'existing') {
  const dir = join(cwd, 'app')
  if (state === 'missing') return { dir, before: {} }
  await mkdir(join(dir, 'mine'), { recursive: true })
  await writeFile(join(dir, 'mine/README.md'), 'mine\n')
  return { dir, before: await snapshot(dir) }
}

function described(file: TreeFile): string {
  return `${modeOf(file).toString(8)} ${Buffer.from(file.content).toString('latin1')}`
}

/** A signal that counts as aborted after the given number of checks. */
function stoppingAfter(looks: number): AbortSignal {
  let left = looks
  const aborted = { get: () => left-- <= 0 }
  return Object.defineProperty(AbortSignal.abort('SIGINT'), 'aborted', aborted)
}

/** The stage of a run that was killed while it created files, with the files and a journal. */
async function abandonedStage(
  target: string,
  changes: readonly Change[],
  { parent = target, pid = 2 ** 22 + 1 } = {},
): Promise<string> {
  const ours = await openStage(parent, target)
  const stage = ours.dir.replace(`-${process.pid}-`, `-${pid}-`)
  await rename(ours.dir, stage)
  const created = changes.filter((change) => change.kind === 'create')
  for (const { path } of created.filter((change) => !change.path.startsWith('..'))) {
    await mkdir(dirname(join(stage, 'files', path)), { recursive: true })
    await writeFile(join(stage, 'files', path), `${path}\n`)
  }
  const steps = created.map(({ path, after }) => ({ path, after: hashOf(after) }))
  await writeFile(join(stage, 'journal.json'), JSON.stringify({ steps, folders: ['new'] }))
  return stage
}

async function emptyFolder(dir: string): Promise<void> {
  await rm(dir, { recursive: true })
  await mkdir(dir)
}

describe('a path', () => {
  it.each([
    ['../out'],
    ['/etc/passwd'],
    ['a/../../out'],
    ['C:/out'],
    ['a\\b'],
    ['.git/hooks/post-checkout'],
    ['.GIT/config'],
    ['./a'],
  ])('%s is refused before anything is written', async (path) => {
    const cwd = await temporaryFolder()
    const plan = placing(join(cwd, 'app'), 'missing', creating('ok', path))
    expect(await refusal(applyFiles(plan, never))).toBe('UNSAFE_PATH')
    expect(await readdir(cwd)).toEqual([])
  })

  it('is refused if it differs from another only in case', async () => {
    const cwd = await temporaryFolder()
    const plan = placing(join(cwd, 'app'), 'missing', creating('Readme.md', 'README.md'))
    expect(await refusal(applyFiles(plan, never))).toBe('UNSAFE_PATH')
  })
})

it('keeps modes, and makes a secret readable only for its owner', async () => {
  const cwd = await temporaryFolder()
  const changes: readonly Change[] = [
    { kind: 'create', path: 'run', after: { content: '', mode: 0o755 } },
    { kind: 'create', path: '.env', after: { content: 'A=1', mode: 0o600, secret: true } },
  ]
  const umask = process.umask(0o027)
  try {
    await applyFiles(placing(join(cwd, 'app'), 'missing', changes), never)
  } finally {
    process.umask(umask)
  }
  expect(await snapshot(join(cwd, 'app'))).toEqual({ '.env': '600 A=1', run: '750 ' })
})

it('reports that a folder cannot be written to', async () => {
  const cwd = await temporaryFolder()
  await writeFile(join(cwd, 'file'), '')
  const plan = placing(join(cwd, 'file/app'), 'missing', creating('x'))
  expect(await refusal(applyFiles(plan, never))).toBe('WRITE_FAILED')
})
