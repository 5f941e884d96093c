import { cp, mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { constantFrom, integer } from 'fast-check'
import { expect } from 'vitest'
import { temporaryFolder } from '../support/folders.ts'
import { create, ends, treeHashOf } from './support/creation.ts'
import { fault, notTried } from './support/fault.ts'
import { newPlace, ordinaryUser, type Place, put } from './support/place.ts'
import { bin, runBin } from './support/program.ts'
import { mountedFault, mountMemory, othersFault } from './support/root.ts'
import { filesOnly, templateOf, testedBy, whole, withGit } from './support/templates.ts'

const once = { short: 0.4, long: 1 }
const longOnly = { short: 0, long: 1 }
const refused = 'as before, exit 8 WRITE_FAILED'

mountedFault(
  'a full disk while the files are staged',
  { short: 0.4, long: 5 },
  ends(refused, async (place, trial) => {
    await mountMemory(place.cwd, `size=${trial.pick('size', integer({ min: 4, max: 40 }))}k`)
    return create(place, ['app', ...filesOnly])
  }),
)

mountedFault(
  'a full disk while git commits',
  once,
  ends('complete, exit 22 GIT_FAILED', async (place) => {
    await mountMemory(place.cwd, 'size=150k')
    return create(place, ['app', ...withGit])
  }),
)

mountedFault(
  'a full disk while packages are installed',
  once,
  ends('complete, exit 20 INSTALL_FAILED', async (place) => {
    await mountMemory(place.cwd, 'size=2m')
    return create(place, ['app', ...(await templateWithPackage(8_000_000))])
  }),
)

mountedFault('a full disk at any moment', { short: 0, long: 20 }, async (trial) => {
  const place = await newPlace()
  await mountMemory(place.cwd, `size=${trial.pick('size', integer({ min: 4, max: 600 }))}k`)
  const target = trial.pick('target', constantFrom('app', '.', 'above/app'))
  if (target === '.') await put(place.cwd, { 'README.md': 'mine' })
  return (await create(place, [target, ...whole])).outcome
})

mountedFault(
  'no inode left',
  { short: 0.4, long: 10 },
  ends(refused, async (place, trial) => {
    await mountMemory(place.cwd, `nr_inodes=${trial.pick('inodes', integer({ min: 2, max: 14 }))}`)
    return create(place, ['app', ...filesOnly])
  }),
)

mountedFault(
  'a read-only disk',
  { short: 0.4, long: 2 },
  ends(refused, async (place, trial) => {
    await mountMemory(place.cwd, 'ro')
    return create(place, [trial.pick('target', constantFrom('app', '.')), ...filesOnly])
  }),
)

notTried(
  'a quota',
  'this machine’s kernel and tools have none; for create-app it is the same as a full disk',
)

fault(
  'a limit on the size of a file',
  once,
  ends(refused, async (place) => {
    const template = await templateOf({ large: 'a'.repeat(4096), small: 'a' })
    return create(place, ['app', ...template], { through: 'ulimit -f 1; exec "$@"' })
  }),
)

fault(
  'a parent folder without write permission',
  once,
  ends(
    refused,
    async (place) => {
      await mkdir(join(place.cwd, 'closed'), { mode: 0o555 })
      return create(place, ['closed/app', ...filesOnly])
    },
    { uid: ordinaryUser },
  ),
)

othersFault(
  'a parent folder without read permission',
  longOnly,
  ends(
    'as before, exit 8 CANNOT_READ',
    async (place) => {
      await mkdir(join(place.cwd, 'closed'), { mode: 0o700 })
      return create(place, ['closed/app', ...filesOnly])
    },
    { uid: ordinaryUser },
  ),
)

fault(
  'a folder appears at the path of the target',
  { short: 0.4, long: 5 },
  ends('as before, exit 3 TARGET_NOT_EMPTY', async (place, trial) => {
    const filled = trial.pick('filled', constantFrom(true, false))
    return create(place, ['app', ...(await manyFiles())], {
      meanwhile: async () => {
        await staging(place.cwd)
        await mkdir(join(place.cwd, 'app'))
        if (filled) await put(place.cwd, { 'app/theirs': 'theirs' })
      },
      otherwise: (before) => ({
        ...before,
        'work/app': 'folder 755',
        ...(filled ? { 'work/app/theirs': 'file 644 theirs' } : {}),
      }),
    })
  }),
)

fault(
  'a file appears in the target',
  { short: 0.4, long: 5 },
  ends(refused, async (place, trial) => {
    await put(place.cwd, { 'README.md': 'mine' })
    const name = trial.pick('name', constantFrom('file-0', 'file-300', 'file-599'))
    return create(place, ['.', ...(await manyFiles())], {
      meanwhile: async () => {
        await staging(place.cwd)
        await writeFile(join(place.cwd, name), 'theirs')
      },
      otherwise: (before) => ({ ...before, [`work/${name}`]: 'file 644 theirs' }),
    })
  }),
)

fault(
  'the parent folder disappears',
  { short: 0.4, long: 10 },
  ends(refused, async (place, trial) => {
    const parent = join(place.cwd, 'parent')
    await mkdir(parent)
    const target = trial.pick('target', constantFrom('parent/app', 'parent'))
    return create(place, [target, ...(await manyFiles())], {
      meanwhile: async () => {
        await staging(parent)
        await rename(parent, join(place.root, '../gone'))
      },
      otherwise: ({ 'work/parent': _, ...rest }) => rest,
    })
  }),
)

fault(
  'a name of 255 bytes',
  longOnly,
  ends('created, NAME_CHANGED', (place) => create(place, ['é'.repeat(127), ...filesOnly])),
)

fault(
  'a name of 256 bytes',
  once,
  ends('as before, exit 2 BAD_FOLDER', (place) => {
    return create(place, ['é'.repeat(128), ...filesOnly])
  }),
)

fault('a path at the length limit of the system', { short: 0.4, long: 15 }, async (trial) => {
  const place = await newPlace()
  const cwd = deepFolder(place.cwd, 4095 - trial.pick('room', integer({ min: 0, max: 120 })))
  await mkdir(cwd, { recursive: true })
  const target = trial.pick('target', constantFrom('a', 'a'.repeat(60)))
  return (await create({ ...place, cwd }, [target, ...filesOnly])).outcome
})

fault(
  'a kept file whose name differs only in case from a file of the project',
  once,
  ends('created', async (place) => {
    await put(place.cwd, { 'app/readme.MD': 'mine' })
    const creation = await create(place, ['app', ...filesOnly])
    expect(creation.document.files.kept).toEqual(['readme.MD'])
    return creation
  }),
)

notTried('a case-insensitive disk', 'this machine’s kernel mounts none; tested by value')

mountedFault(
  'a full folder for temporary files',
  longOnly,
  ends('created', async (place) => {
    await fillUp(place.tmp)
    return create(place, ['app', ...whole])
  }),
)

mountedFault(
  'a full folder for temporary files, and tests that fail',
  once,
  ends('complete, exit 21 VERIFY_FAILED', async (place) => {
    await fillUp(place.tmp)
    return create(place, ['app', ...(await testedBy('exit 1'))])
  }),
)

const outputs = [
  ['standard output is closed', once, '>&-', 0],
  ['standard output is a pipe without a reader', longOnly, '| true', 0],
  ['standard output is a full disk', once, '>/dev/full', 8],
  ['all output is a full disk', longOnly, '>/dev/full 2>&1', 8],
] as const

for (const [what, times, redirect, exitCode] of outputs) {
  fault(what, times, async () => {
    const shell = ['bash', '-c', `set -o pipefail; "$@" ${redirect}`, 'bash']
    expect(await createWithoutReader(await newPlace(), shell)).toBe(exitCode)
    return `complete, exit ${exitCode}`
  })
}

const answering = [
  ['the program', async () => bin],
  ['the entry', installedBin],
] as const

for (const [who, program] of answering) {
  mountedFault(`${who} prints the help into a file on a full disk`, once, async () => {
    const { tmp, cwd, env } = await newPlace()
    const file = await program()
    await fillUp(tmp)
    const shell = ['bash', '-c', `"$@" >'${join(tmp, 'help')}'`, 'bash']
    const by = [...shell, process.execPath, file]
    expect((await runBin(['--help'], { cwd, env, by })).exitCode).toBe(8)
    return 'exit 8'
  })
}

fault('the entry prints the help into a pipe without a reader', once, async () => {
  const { cwd, env } = await newPlace()
  const shell = ['bash', '-c', 'set -o pipefail; "$@" | true', 'bash']
  const by = [...shell, process.execPath, await installedBin()]
  for (let run = 0; run < 10; run += 1) {
    expect(await runBin(['--help'], { cwd, env, by })).toMatchObject({ exitCode: 0, stderr: '' })
  }
  return 'exit 0'
})

/** The built program as npm installs it, without a folder of templates. */
async function installedBin(): Promise<string> {
  const home = await temporaryFolder()
  await cp(join(bin, '..'), join(home, 'dist'), { recursive: true })
  await writeFile(join(home, 'package.json'), '{ "type": "module" }\n')
  return join(home, 'dist/create-app.cjs')
}

/** Creates without readable output. A dry run before it tells which files to expect. */
async function createWithoutReader(place: Place, shell: readonly string[]): Promise<number | null> {
  const args = ['app', ...filesOnly]
  const { document } = await create(place, [...args, '--dry-run'])
  const { cwd, env } = place
  const { exitCode } = await runBin(args, { cwd, env, by: [...shell, process.execPath, bin] })
  expect(await treeHashOf(document)).toBe(document.treeHash)
  return exitCode
}

async function fillUp(dir: string): Promise<void> {
  await mountMemory(dir, 'size=4k')
  await writeFile(join(dir, 'filled'), 'x'.repeat(4096))
}

/** The path of a folder with the given number of bytes. */
function deepFolder(dir: string, bytes: number): string {
  const missing = bytes - Buffer.byteLength(dir) - 1
  if (missing <= 0) return dir
  const name = 'd'.repeat(missing > 201 ? 200 : Math.min(missing, 199))
  return deepFolder(join(dir, name), bytes)
}

/** A template that takes a while to write. */
function manyFiles(): Promise<readonly string[]> {
  const files = Array.from({ length: 600 }, (_, index) => [`file-${index}`, `${index}\n`])
  return templateOf(Object.fromEntries(files))
}

/** Waits until create-app writes into a stage in a folder. */
async function staging(dir: string): Promise<void> {
  const isStaging = async () => {
    const stage = (await readdir(dir)).find((name) => name.startsWith('.create-app-'))
    return stage !== undefined && (await readdir(join(dir, stage))).includes('files')
  }
  while (!(await isStaging()));
}

/** A template with a local package that has the given number of bytes when it is unpacked. */
async function templateWithPackage(bytes: number): Promise<readonly string[]> {
  const dir = await temporaryFolder()
  await put(dir, {
    'package/package.json': '{ "name": "large", "version": "1.0.0" }',
    'package/large': 'a'.repeat(bytes),
    'template/package.json': '{ "dependencies": { "large": "file:./large.tgz" } }',
    'template/.gitignore': 'node_modules/\n',
  })
  await execa('tar', ['-czf', 'template/large.tgz', 'package'], { cwd: dir })
  return ['--template', join(dir, 'template'), '--trust']
}
