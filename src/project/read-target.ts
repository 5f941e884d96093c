import { dirname, relative, resolve } from 'node:path'
import { errors } from '../errors/errors.ts'
import { type FoundRecord, recordedTemplate } from '../model/record.ts'
import type { Target } from '../plan/target.ts'
import { filesBelow, isNodeError, kindAt, realPathOf } from './disk.ts'
import { type Leftovers, readLeftovers } from './read-leftovers.ts'
import { remainingEntries } from './remaining-entries.ts'

/**
 * Looks at the folder a project is to go to; refuses one that has more than harmless files. What killed
 * runs left is seen as if it were cleaned up already.
 * @param from where the person stands, for what they are told to type.
 */
export async function readTarget(typed: string, cwd: string, from = cwd): Promise<Target> {
  const dir = resolve(cwd, typed)
  const shown = wordFor(dir, from)
  try {
    return await readFolder(dir, from)
  } catch (error) {
    if (isNodeError(error)) throw errors.cannotRead(shown, error)
    throw error
  }
}

/**
 * A folder with a project in it, as the target of a command that changes or continues it.
 * @param found.record says which of its files are not the project's.
 */
export function projectTarget(
  dir: string,
  { from, leftovers, record }: { from: string; leftovers: Leftovers; record?: FoundRecord },
): Target {
  const shown = wordFor(dir, from)
  const paths = new Set(record && recordedTemplate(record)?.kept)
  return { dir, shown, state: 'existing', paths, ...shownLeftovers(leftovers, from) }
}

async function readFolder(dir: string, from: string): Promise<Target> {
  const shown = wordFor(dir, from)
  const kind = await kindAt(dir)
  if (kind === 'other') throw errors.targetNotFolder(shown)
  const leftovers = await readLeftovers(dir)
  const left = shownLeftovers(leftovers, from)
  if (kind === 'missing') {
    await nearestFolder(dir)
    return { dir, shown, state: 'missing', paths: new Set(), ...left }
  }
  const entries = await remainingEntries(dir, leftovers)
  const restored = [...leftovers.repairs].flatMap(([path, saved]) => (saved ? [path] : []))
  const names = new Set([...entries, ...restored.map((path) => path.split('/')[0] ?? '')])
  const taken = [...names].filter((name) => !isHarmless(name))
  if (taken.length > 0) throw errors.targetNotEmpty(shown === '.' ? 'This folder' : shown, taken)
  const paths = (await pathsOf(dir, entries)).filter((path) => !leftovers.repairs.has(path))
  return { dir, shown, state: 'existing', paths: new Set([...paths, ...restored]), ...left }
}

function shownLeftovers({ stages }: Leftovers, from: string): Pick<Target, 'leftovers'> {
  return stages.length === 0 ? {} : { leftovers: stages.map(({ dir }) => wordFor(dir, from)) }
}

/** The repository that a folder lies in, found by looking for `.git` so that none is ever entered. */
export async function repositoryAround(dir: string): Promise<'none' | 'own' | 'parent'> {
  if ((await kindAt(`${dir}/.git`)) !== 'missing') return 'own'
  const start = await realPathOf(await nearestFolder(dir))
  for (let above = start, last = ''; above !== last; last = above, above = dirname(above)) {
    if ((await kindAt(`${above}/.git`)) !== 'missing') return 'parent'
  }
  return 'none'
}

/** The folder itself or the nearest folder above it that exists. */
export async function nearestFolder(dir: string): Promise<string> {
  const kind = await kindAt(dir)
  if (kind === 'other') throw errors.targetNotFolder(dir)
  return kind === 'folder' ? dir : nearestFolder(dirname(dir))
}

/** A folder as a person types it who stands in another one; never with a leading dash, like a flag. */
export function wordFor(dir: string, from: string): string {
  const path = relative(from, dir)
  if (path === '') return '.'
  return path.startsWith('-') ? `./${path}` : path
}

const harmless = /^(?:\.git|\.idea|\.vscode|\.DS_Store|LICENSE.*|README.*)$/i

function isHarmless(entry: string): boolean {
  return harmless.test(entry)
}

async function pathsOf(dir: string, entries: readonly string[]): Promise<readonly string[]> {
  const listed = entries.map((entry) => (entry === '.git' ? [entry] : filesBelow(dir, entry)))
  return (await Promise.all(listed)).flat()
}
