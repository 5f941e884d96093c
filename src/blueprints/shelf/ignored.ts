import { lstat, readFile, realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type IgnoreRules, isEndless, mostStars, readRules } from '../../gitignore.ts'
import { foldersAbove } from '../../model/tree.ts'
import { assertShort, refusedFolder } from './checks.ts'

/** The files that git tracks below a folder, as paths from there; none where git cannot tell. */
export type TrackedIn = (dir: string) => Promise<readonly string[]>

/** A folder as git sees it. */
export type GitFolder = {
  /** Absolute, without links. */
  readonly dir: string
  /** The rules that count here, those of the nearest `.gitignore` first. */
  readonly rules: readonly Rules[]
  /** Whether a rule excludes the folder, so that only what git tracks in it counts. */
  readonly isExcluded: boolean
  /** What git tracks in the repository, files and their folders, as absolute paths. */
  readonly tracked: () => Promise<ReadonlySet<string>>
}

/** The rules of the `.gitignore` in a folder. */
type Rules = { readonly dir: string; readonly matcher: IgnoreRules }

/**
 * The folder of a template, with the rules of the folders above it in its repository. A rule that
 * excludes the folder itself does not count, because a person named the folder.
 */
export async function gitFolderAt(path: string, trackedIn: TrackedIn): Promise<GitFolder> {
  const dir = await realpath(path)
  const top = await repositoryAround(dir)
  const between = top === undefined ? [dir] : foldersFrom(top, dir)
  let rules: readonly Rules[] = []
  for (const folder of between) rules = await rulesBelow(rules, folder)
  const tracked = top === undefined ? async () => new Set<string>() : trackedOnce(dir, trackedIn)
  return { dir, rules, isExcluded: false, tracked }
}

/** A folder in a folder. A repository in it has rules of its own alone. */
export async function gitFolderIn(
  folder: GitFolder,
  name: string,
  trackedIn: TrackedIn,
): Promise<GitFolder> {
  const dir = `${folder.dir}/${name}`
  if (await isThere(`${dir}/.git`)) {
    const tracked = trackedOnce(dir, trackedIn)
    return { dir, rules: await rulesIn(dir), isExcluded: false, tracked }
  }
  if (isExcluded(folder, { name, isFolder: true })) return { ...folder, dir, isExcluded: true }
  return { ...folder, dir, rules: await rulesBelow(folder.rules, dir) }
}

type EntryIn = { readonly name: string; readonly isFolder: boolean }

/** Whether a `.gitignore` excludes an entry of a folder. */
export function isExcluded({ dir, rules, ...folder }: GitFolder, entry: EntryIn): boolean {
  const path = `${dir}/${entry.name}`
  return folder.isExcluded || isExcludedBy(rules, entry.isFolder ? `${path}/` : path)
}

/** Whether git tracks an entry of a folder, or something in it. */
export async function isTracked({ dir, tracked }: GitFolder, { name }: EntryIn): Promise<boolean> {
  return (await tracked()).has(`${dir}/${name}`)
}

/** Whether rules exclude a path, which has a slash at its end if it is a folder. */
function isExcludedBy(rules: readonly Rules[], path: string): boolean {
  for (const { dir, matcher } of rules) {
    const { ignored, unignored } = matcher.test(below(dir, path))
    if (ignored || unignored) return ignored
  }
  return false
}

/** The rules that count in a folder: its own, and those that count where it is. */
async function rulesBelow(rules: readonly Rules[], dir: string): Promise<readonly Rules[]> {
  const excludes = ({ dir: home, matcher }: Rules) => matcher.test(below(home, `${dir}/`)).ignored
  const counting = isExcludedBy(rules, `${dir}/`) ? rules.filter((one) => !excludes(one)) : rules
  for (const one of counting) if (excludes(one)) readmit(one, dir)
  return [...(await rulesIn(dir)), ...counting]
}

/**
 * A nearer `.gitignore` may readmit a folder that these rules exclude. What is in the folder is then
 * judged by itself, while the library would take all of it for excluded.
 */
function readmit({ dir: home, matcher }: Rules, dir: string): void {
  const path = below(home, `${dir}/`)
  matcher.add({ pattern: `!/${path.replace(/[\\*?[\]]/g, '\\$&')}` })
}

async function rulesIn(dir: string): Promise<readonly Rules[]> {
  const path = `${dir}/.gitignore`
  const stats = await lstat(path).catch(() => undefined)
  // git does not follow a link there either.
  if (!stats?.isFile()) return []
  assertShort(dir, { path: '.gitignore', size: stats.size })
  const text = (await readFile(path)).toString()
  if (text.split('\n').some(isEndless)) {
    const problem = `.gitignore has a pattern with more than ${mostStars} "**", which takes too long to compare.`
    throw refusedFolder(dir, problem, '.gitignore')
  }
  return [{ dir, matcher: readRules(text) }]
}

/** The nearest folder with a repository, the folder itself or one above it. */
async function repositoryAround(dir: string): Promise<string | undefined> {
  if (await isThere(`${dir}/.git`)) return dir
  return dirname(dir) === dir ? undefined : repositoryAround(dirname(dir))
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

/** The folders from one down to another, both included. */
function foldersFrom(top: string, dir: string): readonly string[] {
  return dir === top ? [top] : [...foldersFrom(top, dirname(dir)), dir]
}

/** Asks git on first use: in most folders no rule excludes anything. */
function trackedOnce(dir: string, trackedIn: TrackedIn): GitFolder['tracked'] {
  let asked: Promise<ReadonlySet<string>> | undefined
  return () => {
    asked ??= trackedIn(dir).then(
      (paths) =>
        new Set(
          paths.flatMap((path) => [...foldersAbove(path), path]).map((path) => `${dir}/${path}`),
        ),
    )
    return asked
  }
}

function below(dir: string, path: string): string {
  return path.slice(dir.endsWith('/') ? dir.length : dir.length + 1)
}
