import { dirname, relative, resolve } from 'node:path'
import { errors } from '../errors/errors.ts'
import type { Target } from '../plan/target.ts'
import { entriesOf, filesBelow, isNodeError, kindAt, realPathOf } from './disk.ts'

/**
 * Looks at the folder a project is to go to; refuses one that has more than harmless files.
 * @param from where the person stands, for what they are told to type.
 */
export async function readTarget(typed: string, cwd: string, from = cwd): Promise<Target> {
  const dir = resolve(cwd, typed)
  const shown = wordFor(dir, from)
  try {
    return await readFolder(dir, shown)
  } catch (error) {
    if (isNodeError(error)) throw errors.cannotRead(shown, error)
    throw error
  }
}

async function readFolder(dir: string, shown: string): Promise<Target> {
  const kind = await kindAt(dir)
  if (kind === 'missing') {
    await nearestFolder(dir)
    return { dir, shown, state: 'missing', paths: new Set() }
  }
  if (kind === 'other') throw errors.targetNotFolder(shown)
  const entries = await entriesOf(dir)
  const taken = entries.filter((entry) => !isHarmless(entry))
  if (taken.length > 0) throw errors.targetNotEmpty(shown === '.' ? 'This folder' : shown, taken)
  return { dir, shown, state: 'existing', paths: await pathsOf(dir, entries) }
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

/** The nearest folder that is there. */
export async function nearestFolder(dir: string): Promise<string> {
  const kind = await kindAt(dir)
  if (kind === 'other') throw errors.targetNotFolder(dir)
  return kind === 'folder' ? dir : nearestFolder(dirname(dir))
}

/** A folder as a person who stands elsewhere types it, which no command takes for a flag. */
export function wordFor(dir: string, from: string): string {
  const path = relative(from, dir)
  if (path === '') return '.'
  return path.startsWith('-') ? `./${path}` : path
}

const harmless = /^(?:\.git|\.idea|\.vscode|\.DS_Store|LICENSE.*|README.*)$/i

function isHarmless(entry: string): boolean {
  return harmless.test(entry)
}

async function pathsOf(dir: string, entries: readonly string[]): Promise<ReadonlySet<string>> {
  const listed = entries.map((entry) => (entry === '.git' ? [entry] : filesBelow(dir, entry)))
  return new Set((await Promise.all(listed)).flat())
}
