import type { Catalog } from '../../blueprints/catalog.ts'
import { builtInGenerators } from '../../blueprints/generators/find-generators.ts'
import { releasedCatalog } from '../../blueprints/released.ts'
import { AppError } from '../../errors/errors.ts'
import { entryModels } from '../../generators/words/entry-models.ts'
import { modelsIn } from '../../insert/prisma/read-models.ts'
import { type GeneratedEntry, nameOfEntry } from '../../model/generated/entry.ts'
import type { Generator } from '../../model/generated/generator.ts'
import type { Model } from '../../model/generated/model.ts'
import { hashOf, type Tree, type TreeFile } from '../../model/tree.ts'
import type { Warning } from '../../model/warning.ts'
import { type RenewedEntry, renewEntry } from '../../plan/change/renew-entry.ts'
import { insertionChanges, withInsertions } from '../../plan/tree/change-insertions.ts'
import { placesFor } from '../../plan/tree/place-addon.ts'
import { readProjectWords } from '../../project/existing/project-words.ts'
import { readFiles } from '../../project/existing/read-files.ts'
import type { Leftovers } from '../../project/read-leftovers.ts'
import { fetchingFor } from '../recorded/recorded-fetching.ts'
import type { Choosing, SourceFlags } from '../recorded/recorded-source.ts'
import { closestGenerator } from './closest-generator.ts'

type Renewing = {
  readonly flags: SourceFlags
  readonly choosing: Choosing
  readonly leftovers: Leftovers
  /** Formats files as the project does. Without it, they stay as the generators make them. */
  readonly format: ((files: Tree) => Promise<Tree>) | undefined
  /** What the record makes before and after the change. Another generator of the same name may fit there. */
  readonly trees: Readonly<Record<'before' | 'after', Tree>>
}

export type RenewedEntries = {
  /** The files that newer generators make in another way: as they were made, and as they would be made now. */
  readonly made: Tree
  readonly wanted: Tree
  /** All entries, as they are to be recorded. */
  readonly entries: readonly GeneratedEntry[]
  readonly warnings: readonly Warning[]
}

/**
 * What the built-in generators of this release make of the entries that an earlier release made, or that were made by a
 * generator for another kind of project, such as one without a database.
 */
export async function renewEntries(
  entries: readonly GeneratedEntry[],
  renewing: Renewing,
): Promise<RenewedEntries> {
  const { catalog } = renewing.choosing
  const builtIn = entries.filter(({ source }) => source === 'builtin')
  const isOld = (entry: GeneratedEntry) => {
    return builtIn.includes(entry) && entry.version !== catalog.version
  }
  if (!builtIn.some(isOld) && (builtIn.length === 0 || fitsAsBefore(renewing.trees))) {
    return { made: new Map(), wanted: new Map(), entries, warnings: [] }
  }
  const now = await builtInGenerators({ catalog })
  const earlier = new Map<string, Promise<readonly Generator[]>>()
  const generatorsOf = (version: string) => {
    const known = earlier.get(version) ?? releasedGenerators(version, renewing)
    earlier.set(version, known)
    return known
  }
  const renewed: RenewedEntry[] = []
  for (const entry of entries) {
    const old = isOld(entry) ? await generatorsOf(entry.version) : now
    const sides = builtIn.includes(entry)
      ? await sidesOf(entry, { before: old, now, entries, renewing })
      : undefined
    renewed.push(
      sides ? renewEntry(entry, sides) : { entry, made: new Map(), wanted: new Map(), unknown: [] },
    )
  }
  return {
    made: new Map(renewed.flatMap(({ made }) => [...made])),
    wanted: new Map(renewed.flatMap(({ wanted }) => [...wanted])),
    entries: renewed.map(({ entry }) => entry),
    warnings: renewed.flatMap(({ entry, unknown }) => unknown.map((path) => unsure(entry, path))),
  }
}

/** Files as they were before the entries added to them. */
function withoutInsertions(tree: Tree, entries: readonly GeneratedEntry[]): Tree {
  const all = entries.flatMap(({ insertions }) => insertions)
  return withInsertions(tree, insertionChanges(all, [], new Set())).tree
}

/** Which generator fits depends on the files and the packages of a project. */
function fitsAsBefore({ before, after }: Renewing['trees']): boolean {
  const isSame = ([path, file]: readonly [string, TreeFile]) => {
    const other = before.get(path)
    const isManifest = path.endsWith('package.json')
    return other !== undefined && (!isManifest || hashOf(other) === hashOf(file))
  }
  return before.size === after.size && [...after].every(isSame)
}

/** The models of a project once it is changed: those of its schema, and those of generated things, which come. */
function modelsAfter(
  tree: Tree,
  folder: string,
  entries: readonly GeneratedEntry[],
): readonly Model[] {
  const stored = modelsIn(tree, folder)
  const names = new Set(stored.map(({ name }) => name))
  return [...stored, ...entryModels(entries).filter(({ name }) => !names.has(name))]
}

function unsure(entry: GeneratedEntry, path: string): Warning {
  return {
    code: 'GENERATED_UNKNOWN',
    message: `${path} stays as it is. You edited it, and create-app cannot make again what ${entry.id} ${nameOfEntry(entry)} made, so it cannot tell your changes from its own.`,
    fix: '',
  }
}

/** None where the release cannot be fetched: then only files that nobody edited can change. */
async function releasedGenerators(
  version: string,
  { flags, choosing }: Renewing,
): Promise<readonly Generator[]> {
  try {
    const catalog: Catalog = await releasedCatalog(version, fetchingFor('', flags, choosing))
    return await builtInGenerators({ catalog })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return []
  }
}

type Sides = Parameters<typeof renewEntry>[1]

/**
 * Undefined where the same generator fits as before, and where this release has none, or asks it something new that has no
 * default.
 */
async function sidesOf(
  entry: GeneratedEntry,
  {
    before,
    now,
    entries,
    renewing,
  }: {
    readonly before: readonly Generator[]
    readonly now: readonly Generator[]
    readonly entries: readonly GeneratedEntry[]
    readonly renewing: Renewing
  },
): Promise<Sides | undefined> {
  const { choosing, leftovers, format, trees } = renewing
  const { folder = '' } = entry
  const words = async ({ migration }: Generator) => {
    const asked = { folder: migration?.in?.[0] ?? folder, leftovers, entries }
    return readProjectWords(choosing.target.dir, asked)
  }
  const wordsAfter = async (generator: Generator) => {
    const { project } = await words(generator)
    const at = generator.migration?.in?.[0] ?? folder
    return { project, models: modelsAfter(trees.after, at, entries) }
  }
  const fitting = now.filter((one) => placesFor(one, trees.after).includes(folder))
  const isSame = before === now
  const next =
    (await closestGenerator(entry, fitting, isSame ? wordsAfter : words)) ??
    (isSame ? undefined : await closestGenerator(entry, now, words))
  const last = await closestGenerator(entry, before, words)
  if (next === undefined || next.generator === last?.generator) return undefined
  const changed = changedPaths(entry, last?.generated.files, next.generated.files)
  const found = await readFiles(choosing.target.dir, changed, leftovers)
  const disk = withoutInsertions(found.tree, entries)
  const isAsMade = ([path, file]: readonly [string, TreeFile]) => hashOf(file) === entry.files[path]
  // What nobody edited is as it was made, so only the rest has to be made again.
  const edited = [...disk].flatMap(([path, file]) => (isAsMade([path, file]) ? [] : [path]))
  const remade = onlyAt(edited, last?.generated.files)
  const wanted = onlyAt(changed, next.generated.files)
  return {
    ...{ version: choosing.catalog.version, answers: next.answers, changed, disk },
    made: new Map([
      ...[...disk].filter(isAsMade),
      // Without the formatter, what a person changed cannot be told from its layout.
      ...(format ? [...(await format(remade))].filter(isAsMade) : onlyAt(remade.keys(), disk)),
    ]),
    next: format ? await format(wanted) : wanted,
    insertions: next.generated.insertions,
  }
}

function onlyAt(paths: Iterable<string>, tree: Tree = new Map()): Tree {
  const named = new Set(paths)
  return new Map([...tree].filter(([path]) => named.has(path)))
}

/** The files that are not made as they were made; all of them where nobody knows how they were made. */
function changedPaths(
  { files }: GeneratedEntry,
  last: Tree | undefined,
  next: Tree,
): readonly string[] {
  const paths = [...new Set([...Object.keys(files), ...next.keys()])].sort()
  return paths.filter((path) => {
    const [before, after] = [last?.get(path), next.get(path)]
    return before === undefined || after === undefined || hashOf(before) !== hashOf(after)
  })
}
