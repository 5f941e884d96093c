import { relative, sep } from 'node:path'
import { errors } from '../../errors/errors.ts'
import type { Flags } from '../../flags/flags.ts'
import { filtered } from '../../generators/words/words.ts'
import { type GeneratedEntry, nameOfEntry } from '../../model/generated/entry.ts'
import type { Generator } from '../../model/generated/generator.ts'
import { foldersAbove } from '../../model/tree.ts'
import { dependenciesIn } from '../../packages/dependencies.ts'
import { readEntries } from '../../project/existing/read-entries.ts'
import { readFiles } from '../../project/existing/read-files.ts'
import { readPackages } from '../../project/existing/read-packages.ts'
import type { AnyProject } from '../recorded/open-any.ts'

/** Where a person stands, and where they want the code: `--in`. */
type WantedPlace = { readonly cwd: string; readonly typed: string | undefined }

/** A generator or an add-on: it may need something in the package that it writes into. */
type Needing = Pick<Generator, 'id' | 'needs'>

type PlacedProject = Pick<AnyProject, 'target' | 'leftovers'>

/** A generator, and the package that it writes into; the root of the project is the empty string. */
export type Placed<One> = { readonly generator: One; readonly folder: string }
export type PlacedGenerator = Placed<Generator>

/**
 * Chooses the package of a project that a generator writes into, and of several generators of one name the one that fits
 * there: where `--in` says, else where the person stands, else at the root, else the one package that it fits.
 * @throws AppError where none fits, or more than one package does.
 */
export async function placeGenerator<One extends Needing>(
  generators: readonly [One, ...One[]],
  project: PlacedProject,
  { cwd, typed }: WantedPlace,
): Promise<Placed<One>> {
  const [first] = generators
  const packages = await packagesOf(project, typed)
  const fitting = async (folder: string) => {
    const problems = await Promise.all(generators.map((one) => missingNeed(one, project, folder)))
    return generators.find((_, index) => problems[index] === undefined)
  }
  const near = typed ?? nearest(packages, project, cwd)
  // What needs nothing is for the whole project.
  for (const folder of first.needs.length === 0 ? [typed ?? ''] : [near, typed ?? '']) {
    const generator = await fitting(folder)
    if (generator) return { generator, folder }
  }
  const placed: Placed<One>[] = []
  for (const folder of typed === undefined ? packages : []) {
    const generator = await fitting(folder)
    if (generator) placed.push({ generator, folder })
  }
  const [only, ...more] = placed
  if (only === undefined) {
    throw errors.needMissing(first.id, (await missingNeed(first, project, near)) ?? '')
  }
  if (more.length > 0) {
    const folders = placed.map(({ folder }) => folder)
    throw errors.severalPackages(first.id, folders)
  }
  return only
}

/** The generators that fit somewhere in a project. Of several with one name, the first that does. */
export async function fittingGenerators<One extends Needing>(
  generators: readonly One[],
  project: PlacedProject,
): Promise<readonly One[]> {
  const folders = ['', ...(await packagesOf(project, undefined))]
  const fits = await Promise.all(
    generators.map(async (one) => {
      const problems = await Promise.all(folders.map((at) => missingNeed(one, project, at)))
      return problems.includes(undefined)
    }),
  )
  const fitting = generators.filter((_, index) => fits[index])
  return fitting.filter(({ id }, index) => fitting.findIndex((one) => one.id === id) === index)
}

/**
 * The entry that a person means: of a name in one package, or in the one where they stand.
 * @throws AppError where nothing has that name, or things in more than one package.
 */
export function entryNamed(
  entries: readonly GeneratedEntry[],
  { id, name }: { readonly id: string; readonly name: string },
  { project, place: { cwd, typed } }: { readonly project: AnyProject; readonly place: WantedPlace },
): GeneratedEntry | undefined {
  const named = entries.filter((one) => one.id === id && isSameName(one, name))
  const folders = named.map(({ folder = '' }) => folder)
  const near = typed ?? nearest(folders, project, cwd)
  const found = named.find(({ folder = '' }) => folder === near)
  if (found || typed !== undefined) return found
  if (named.length > 1) throw errors.severalPackages(`${id} ${name}`, folders)
  return named[0]
}

/** `Loan` and `loan` make the same files. */
export function isSameName(entry: Pick<GeneratedEntry, 'answers'>, name: string): boolean {
  return pathOfName(nameOfEntry(entry)) === pathOfName(name)
}

function pathOfName(name: string): string {
  return name
    .split('/')
    .map((segment) => filtered(segment, ['kebab']))
    .join('/')
}

/** A folder as it was typed after `--in`; the root is the empty string. */
export function folderTyped({ in: typed }: Pick<Flags, 'in'>): string | undefined {
  return typed?.replaceAll(/^\.(?:\/|$)|\/+$/g, '')
}

async function packagesOf(
  { target, leftovers }: PlacedProject,
  typed: string | undefined,
): Promise<readonly string[]> {
  const packages = await readPackages(target.dir, leftovers)
  if (typed !== undefined && typed !== '' && !packages.includes(typed)) {
    throw errors.noPackage(typed, packages)
  }
  return packages
}

/** The package that a folder is in. */
function nearest(packages: readonly string[], { target }: PlacedProject, cwd: string): string {
  const here = relative(target.dir, cwd).split(sep).join('/')
  const above = [here, ...foldersAbove(here).toReversed()]
  return above.find((folder) => packages.includes(folder)) ?? ''
}

/** What a generator or an add-on needs and a package has not, if there is anything. */
export async function missingNeed(
  { needs }: Pick<Needing, 'needs'>,
  { target, leftovers }: PlacedProject,
  folder: string,
): Promise<string | undefined> {
  const at = folder === '' ? '' : `${folder}/`
  const files = needs.flatMap((need) => ('file' in need ? [at + need.file] : []))
  const { tree } = await readFiles(target.dir, [...files, `${at}package.json`], leftovers)
  const dependencies = dependenciesIn(String(tree.get(`${at}package.json`)?.content ?? '{}'))
  const entries = needs.some((need) => 'entry' in need)
    ? await readEntries(target.dir, leftovers)
    : []
  for (const need of needs) {
    if ('entry' in need && !entries.some(({ id }) => id === need.entry)) {
      return `something that was generated with ${need.entry}`
    }
    if ('file' in need && !tree.has(at + need.file)) return need.file
    if ('dependency' in need && !dependencies.includes(need.dependency)) {
      return `the dependency ${need.dependency}`
    }
  }
  return undefined
}
