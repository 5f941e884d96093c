import { diff } from '../../compose/diff.ts'
import { AppError } from '../../errors/errors.ts'
import { parseProblem } from '../../generators/assert-parses.ts'
import { type Generated, renderGenerator } from '../../generators/render-generator.ts'
import { entrySchema } from '../../model/generated/entry.ts'
import type { Generator, ParamValues } from '../../model/generated/generator.ts'
import { type Tree, treeAfter } from '../../model/tree.ts'
import { type EntryInput, planEntry } from '../../plan/change/plan-entry.ts'
import type { Held } from '../trial.ts'

/** What a generator makes of one sample, and whether it does what it has to. */
export type GeneratorTrial = {
  readonly values: ParamValues
  readonly status: 'ok' | 'failed'
  /** Why it failed. */
  readonly reason?: string
  /** What could not be tried, or is not as it should be. */
  readonly notes: readonly string[]
  /** What it makes; empty where it makes nothing. */
  readonly made: Generated
}

/** All samples of one generator, and how they compare with its snapshot. */
export type GeneratorTest = {
  /** The path of the generator in the project. */
  readonly place: string
  readonly snapshot: Held
  readonly notes: readonly string[]
  readonly trials: readonly Omit<GeneratorTrial, 'made' | 'notes'>[]
}

/**
 * Makes a sample in memory: its files can be parsed, what it adds to files of the project is added, a second time changes
 * nothing, and once it is taken out every byte is as before. Pure.
 * @param disk the files of the project that it adds to.
 */
export function tryGenerator(
  generator: Generator,
  values: ParamValues,
  disk: Tree,
): GeneratorTrial {
  const made = renderedOr(generator, values)
  if (made instanceof AppError) {
    const nothing = { files: new Map(), insertions: [] }
    return { values, status: 'failed', reason: made.message, notes: [], made: nothing }
  }
  const missing = made.insertions.filter(({ file }) => !disk.has(file) && !made.files.has(file))
  const notes = missing.map(({ file }) => `There is no ${file}, so nothing was added to it.`)
  const insertions = made.insertions.filter((one) => !missing.includes(one))
  const { id, version, source } = generator
  const entry = { schema: entrySchema, createApp: '', kind: 'generator' as const, answers: values }
  const after = { entry: { ...entry, id, version, source }, files: made.files, insertions }
  const reason = unreadableIn(made.files) ?? faultOf(after, withoutFiles(disk, made.files))
  return {
    ...{ values, status: reason === undefined ? 'ok' : 'failed' },
    ...(reason !== undefined && { reason }),
    ...{ notes, made },
  }
}

/** The files of a sample for a snapshot, and what it adds to other files as one more. */
export function treeOfTrial({ made }: Pick<GeneratorTrial, 'made'>): Tree {
  if (made.insertions.length === 0) return made.files
  const content = JSON.stringify(made.insertions)
  return new Map([...made.files, ['(insertions)', { content }]])
}

/** The path of the snapshot of a generator: beside it, with its name. */
export function snapshotPathOf(place: string): string {
  return place.replace(/\.(?:ya?ml|json)$/, '.snapshot.json')
}

function renderedOr(generator: Generator, values: ParamValues): Generated | AppError {
  try {
    return renderGenerator(generator, values)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

function unreadableIn(files: Tree): string | undefined {
  for (const [path, { content }] of files) {
    const problem = parseProblem(path, String(content))
    if (problem) return `${path}:${problem.line} cannot be parsed: ${problem.reason}`
  }
  return undefined
}

/** A sample is new, even where the project has files of its name. */
function withoutFiles(disk: Tree, files: Tree): Tree {
  return new Map([...disk].filter(([path]) => !files.has(path)))
}

/** What goes wrong when the sample is added, added again, and taken out. */
function faultOf(after: EntryInput, disk: Tree): string | undefined {
  const blocked = new Set<string>()
  const how = { blocked, others: [], force: false }
  const first = planEntry({ ...how, disk, before: undefined, after })
  const refused = first.insertions.find(({ outcome }) => ['unable', 'differs'].includes(outcome))
  if (refused) {
    return `${refused.file} was not changed. ${refused.why ?? 'It has the text in another form.'}`
  }
  const added = treeAfter(disk, first.changes)
  const second = planEntry({ ...how, disk: added, before: first.entry, after })
  const changed = second.changes.map(({ path }) => path)
  if (changed.length > 0) return `The second time, it changes ${changed.join(', ')} again.`
  const taken = { disk: added, before: first.entry, after: undefined, force: true }
  const removal = planEntry({ ...how, ...taken })
  const left = diff(disk, treeAfter(added, removal.changes)).map(({ path }) => path)
  return left.length > 0 ? `Taken out again, it leaves changes in ${left.join(', ')}.` : undefined
}
