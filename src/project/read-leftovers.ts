import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { errors } from '../errors/errors.ts'
import { folded, isInside } from '../model/paths.ts'
import { foldersOf } from '../model/tree.ts'
import { bytesOf, isNodeError, kindAt } from './disk.ts'
import { abandonedStages, type Stage } from './stage.ts'

/** What a run does to its target. It is written before the first file changes. */
export type Journal = {
  readonly steps: readonly JournalStep[]
  /** The folders that the run makes, those above first. */
  readonly folders: readonly string[]
  /** What becomes of the images for `undo` once every file is moved. */
  readonly images?: ImagesAfter | undefined
}

/** `fresh`: those that the run wrote take the place of the older ones. `used-up`: there are none any more. */
export type ImagesAfter = 'fresh' | 'used-up'

/** One file: without `before` the run creates it, without `after` it deletes it. Both are sha-256 in hex. */
export type JournalStep = {
  readonly path: string
  readonly before?: string
  readonly after?: string
}

/** What killed runs left of a target, and what makes it as it was before them. */
export type Leftovers = {
  readonly stages: readonly Stage[]
  readonly repairs: Repairs
  /** Folders to remove when nothing is left in them, those above first. */
  readonly folders: readonly string[]
  /** Set where a run moved every file, and was killed before the images were as they must be. */
  readonly images?: ImagesAfter | undefined
}

/** By path in the target: the saved copy that has to come back, or undefined for a file to remove. */
export type Repairs = ReadonlyMap<string, string | undefined>

/**
 * Reads what killed runs left of a target, and changes nothing.
 * @throws AppError when a live run works on the target.
 */
export async function readLeftovers(target: string): Promise<Leftovers> {
  const beside = await abandonedStages(dirname(target), target)
  const inside = await abandonedStages(target, target)
  const parts = await Promise.all(inside.map((stage) => readStage(target, stage)))
  return {
    stages: [...beside, ...inside],
    repairs: new Map(parts.flatMap(({ repairs }) => [...repairs])),
    folders: parts.flatMap(({ folders }) => folders),
    images: parts.findLast(({ images }) => images !== undefined)?.images,
  }
}

/**
 * What makes the files of some steps as they were before. A file that the person has changed since the
 * run touched it stays as it is.
 */
export async function repairsOf(dir: string, stage: Stage, journal: Journal): Promise<Repairs> {
  const created = journal.steps.filter(({ before }) => before === undefined)
  const toRemove = await filterAsync(created, (step) => isAsMade(dir, stage, step))
  const removed = new Set(toRemove.map(({ path }) => folded(path)))
  const touched = journal.steps.filter(({ before }) => before !== undefined)
  const toRestore = await filterAsync(touched, (step) =>
    isToRestore(step, { dir, stage, removed, journal }),
  )
  return new Map<string, string | undefined>([
    ...toRemove.map(({ path }) => [path, undefined] as const),
    ...toRestore.map(({ path }) => [path, join(stage.saved, path)] as const),
  ])
}

/** A file's bytes as they will be once what killed runs left is cleaned up; undefined where none will be. */
export async function restoredBytes(
  dir: string,
  { repairs }: Leftovers,
  path: string,
): Promise<Buffer | undefined> {
  const place = repairs.has(path) ? repairs.get(path) : join(dir, path)
  return place === undefined ? undefined : bytesOf(place)
}

async function readStage(
  target: string,
  stage: Stage,
): Promise<Pick<Leftovers, 'repairs' | 'folders' | 'images'>> {
  const journal = await readJournal(stage, stage.journal)
  if (journal) {
    return { repairs: await repairsOf(target, stage, journal), folders: journal.folders }
  }
  const finished = await readJournal(stage, stage.finished)
  return {
    repairs: new Map(),
    folders: finished ? emptiedFolders(finished) : [],
    images: finished?.images,
  }
}

/** The folders that the deletions of a run may leave empty, those above first. */
export function emptiedFolders({ steps }: Journal): readonly string[] {
  return foldersOf(steps.filter(({ after }) => after === undefined).map(({ path }) => path))
}

async function readJournal({ dir }: Stage, path: string): Promise<Journal | undefined> {
  const bytes = await bytesOf(path)
  if (bytes === undefined) return undefined
  try {
    const { steps, folders, images } = JSON.parse(bytes.toString()) as Journal
    return {
      steps: steps.filter(({ path }) => isInside(path)),
      folders: folders.filter(isInside),
      images: images === 'fresh' || images === 'used-up' ? images : undefined,
    }
  } catch (cause) {
    throw errors.restoreFailed(dir, 'its journal cannot be read.', cause)
  }
}

/** Whether a file is what the run placed, or the beginning of it: a copy may have been cut short. */
async function isAsMade(dir: string, stage: Stage, { path, after }: JournalStep): Promise<boolean> {
  const content = await bytesOf(join(dir, path))
  if (content === undefined) return false
  if (hashOfBytes(content) === after) return true
  const staged = await bytesOf(join(stage.files, path))
  return staged?.subarray(0, content.length).equals(content) ?? false
}

type RestoreInput = {
  readonly dir: string
  readonly stage: Stage
  /** The folded paths of the files that are going to be removed. */
  readonly removed: ReadonlySet<string>
  readonly journal: Journal
}

async function isToRestore(
  { path, after }: JournalStep,
  { dir, stage, removed, journal }: RestoreInput,
): Promise<boolean> {
  if (await isMissing(join(stage.saved, path))) return false
  const place = join(dir, path)
  if (after === undefined) {
    if (removed.has(folded(path)) || (await isMissing(place))) return true
    // The run deleted a file and made a folder of its name.
    return journal.folders.includes(path) && (await kindAt(place)) === 'folder'
  }
  const content = await bytesOf(place)
  return content !== undefined && hashOfBytes(content) === after
}

async function isMissing(path: string): Promise<boolean> {
  try {
    return (await kindAt(path)) === 'missing'
  } catch (error) {
    if (isNodeError(error) && error.code === 'ENOTDIR') return true
    throw error
  }
}

function hashOfBytes(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

async function filterAsync<Value>(
  values: readonly Value[],
  isWanted: (value: Value) => Promise<boolean>,
): Promise<readonly Value[]> {
  const wanted = await Promise.all(values.map(isWanted))
  return values.filter((_, index) => wanted[index])
}
