import { editFile, readText } from '../../compose/edit-file.ts'
import { secretEnvironments } from '../../compose/env-files.ts'
import { ignoredIn, withIgnoreFile } from '../../compose/ignore-file.ts'
import { chosenBlueprints, layBlueprint, placeholdersOf } from '../../compose/lay-blueprint.ts'
import { pathIn } from '../../compose/place.ts'
import { setJson, sortPackageJson } from '../../edits/json/json.ts'
import type { AppError } from '../../errors/app-error.ts'
import { errors } from '../../errors/errors.ts'
import { type Blueprint, folderOf, laidFolders, questionsOf } from '../../model/blueprint.ts'
import { type Addon, type AddonEntry, inLayingOrder } from '../../model/generated/addon.ts'
import { limits } from '../../model/limits.ts'
import { type Names, namesIn } from '../../model/names.ts'
import { lockfileOwners, type PackageManager } from '../../model/package-manager.ts'
import { assertPlaceable, folded } from '../../model/paths.ts'
import { type Answers, packageManagerOf, packageManagerQuestion } from '../../model/question.ts'
import { type ProjectRecord, printRecord, recordOf } from '../../model/record.ts'
import {
  hashTree,
  isRecord,
  recordPath,
  sortTree,
  type Tree,
  type TreeFile,
} from '../../model/tree.ts'
import type { Warning } from '../../model/warning.ts'
import { type Bound, bindPackageManager } from '../../packages/bind-package-manager.ts'
import { textAt } from '../../packages/read-settings.ts'
import { resolveVersions } from '../../packages/resolve-versions.ts'
import { isOfBerry, packageManagerSign, yarnKindOf } from '../../packages/signs.ts'
import { versionProblem } from '../../packages/version-problems.ts'
import { addonEntry } from './addon-entry.ts'
import { settled } from './place-addon.ts'

/** What the files of a project depend on. */
export type ProjectInput = {
  /** Layers first, then parts, in laying order; the template last. */
  readonly blueprints: readonly Blueprint[]
  /** Laid after the others, in the order of their ids, so that it does not matter in which order they were added. */
  readonly addons?: readonly Addon[]
  readonly answers: Answers
  readonly names: Names
  readonly createApp: string
  /** Paths of the person's files that stay in place of those of a template. */
  readonly present: ReadonlySet<string>
  /** A new secret with every call: base64url text of at least 32 random bytes. */
  readonly random: () => string
}

/** The files of a project, as its record makes them. */
export type ComposedProject = {
  /** Those that the answers ask for. */
  readonly blueprints: readonly Blueprint[]
  readonly record: ProjectRecord
  /** All files, with the record. */
  readonly files: Tree
  /** Paths of the person's files that are in place of those of a template. */
  readonly kept: readonly string[]
  /** See `hashTree`. */
  readonly treeHash: string
  /** The records of the add-ons, with what they add to files of the template. They are not among the files. */
  readonly addons: readonly AddonEntry[]
  /** All files of the template without the record: as they are for any package manager, and for the chosen one. */
  readonly laid: Tree
  readonly tree: Tree
  readonly bound: Bound
  /** Whether the template is one of create-app's own, which are tested with each package manager and Node. */
  readonly isOurs: boolean
  /** Why the package manager cannot install the template, if it cannot. */
  readonly problem: AppError | undefined
  readonly warnings: readonly Warning[]
}

/** Makes the files of a project in memory: `tree(record)`. Pure, secrets aside. */
export function composeProject(asked: ProjectInput): ComposedProject {
  const input = settledIn({
    ...asked,
    blueprints: chosenBlueprints(asked.blueprints, asked.answers),
  })
  const laid = layProject(input)
  const bound = boundOf(input)
  const fitting = isAsked(input) ? laid : bindTree(laid, bound)
  const isOurs = isBuiltIn(input)
  const problem = isOurs ? undefined : versionProblem(isAsked(input) ? fitting : laid, bound)
  const completed = withIgnoreFile(fitting, bound.packageManager)
  const tree = sortTree(completed.tree)
  assertSecretsIgnored(tree, input)
  assertPlaceable([...tree.keys(), recordPath])
  const keptAt = keptIn(input.present)
  const made = new Map([...tree].filter(([path]) => keptAt(path) === undefined))
  const kept = [...tree.keys()].flatMap((path) => keptAt(path) ?? [])
  const treeHash = hashTree(made)
  const { addons = [] } = input
  // The record says what the template alone makes, so that branches with different add-ons merge.
  const ofTemplate =
    addons.length === 0 ? treeHash : composeProject({ ...asked, addons: [] }).treeHash
  const record = recordOf(input.blueprints, { ...input, treeHash: ofTemplate, kept })
  return {
    ...{ blueprints: input.blueprints, record, kept, treeHash, laid, tree, bound, isOurs, problem },
    addons: inLayingOrder(addons).map((addon) => addonEntry(addon, input)),
    files: sortTree(new Map([...made, [recordPath, { content: printRecord(record) }]])),
    warnings: completed.warning ? [completed.warning] : [],
  }
}

/** With the variants of the add-ons that fit the project. Where there is no template, they are settled already. */
function settledIn(input: ProjectInput): ProjectInput {
  const { addons = [], blueprints } = input
  const isOpen = addons.some(({ variants }) => Object.keys(variants).length > 0)
  if (!isOpen || blueprints.length === 0) return input
  const without = addons.map((addon) => ({ ...addon, settled: {} }))
  const tree = layProject({ ...input, addons: without })
  return { ...input, addons: addons.map((addon) => settled(addon, tree)) }
}

/**
 * Finds the person's own file that is kept in place of one of ours. A name that differs only in case is
 * the same file on many disks.
 */
export function keptIn(present: ReadonlySet<string>): (path: string) => string | undefined {
  const kept = new Map([...present].map((path) => [folded(path), path]))
  return (path) => kept.get(folded(path))
}

function isAsked({ blueprints }: ProjectInput): boolean {
  return questionsOf(blueprints).some(({ id }) => id === packageManagerQuestion)
}

function isBuiltIn({ blueprints }: ProjectInput): boolean {
  return blueprints.at(-1)?.source === 'builtin'
}

function boundOf({ blueprints, answers }: ProjectInput): Bound {
  return {
    packageManager: packageManagerOf(answers),
    sign: packageManagerSign(blueprints),
    folders: laidFolders(blueprints),
  }
}

/** A template that does not ask for the package manager may be made for another one. */
function bindTree(laid: Tree, bound: Bound): Tree {
  return sortTree(resolveVersions(bindPackageManager(laid, bound), { ...bound, source: laid }))
}

/** The files of a project as its template has them for any package manager. */
function layProject(input: ProjectInput): Tree {
  const { blueprints, answers, names, addons = [] } = input
  const laying = inLayingOrder(addons)
  const all = [...laying.reduce(withLayers, blueprints), ...laying]
  const laid = all.reduce<Tree>((tree, blueprint) => {
    const placeholders = placeholdersOf({ names, answers, place: blueprint.place })
    const own = blueprint.place ? namesIn(blueprint.place.into, names) : names
    const chosen = { ...answers, ...settledOf(blueprint) }
    return layBlueprint(tree, { blueprint, answers: chosen, placeholders, names: own })
  }, new Map())
  const folders = laidFolders(all)
  for (const folder of folders) assertGitReads(pathIn(folder, '.gitignore'), laid, input)
  const strays = strayLockfiles(folders, laid, packageManagerOf(answers))
  return sortTree(
    new Map([
      // A template that was created by create-app has a record of its own.
      ...[...laid].filter(([path]) => !strays.has(path) && !isRecord(path)),
      // A project that no template made has its own name.
      ...(blueprints.length === 0 ? [] : folders.flatMap((one) => namedPackage(one, laid, input))),
      ...secretEnvironments(laid, all, input.random),
    ]),
  )
}

function settledOf(blueprint: Blueprint | Addon): Answers {
  return 'settled' in blueprint ? (blueprint.settled ?? {}) : {}
}

/**
 * The layers of an add-on, of which those that are there already are not laid again. They come before all add-ons: each may
 * change what the layers of another one bring.
 */
function withLayers(blueprints: readonly Blueprint[], addon: Addon): readonly Blueprint[] {
  const isThere = ({ id }: Blueprint) => {
    return blueprints.some((one) => one.id === id && folderOf(one) === folderOf(addon))
  }
  const layers = addon.layers.filter((layer) => !isThere(layer))
  const placed = layers.map((layer) => (addon.place ? { ...layer, place: addon.place } : layer))
  return [...blueprints, ...placed]
}

/** To git, a file in UTF-16 ignores nothing, so that node_modules would be committed. */
function assertGitReads(path: string, tree: Tree, { blueprints }: ProjectInput): void {
  const file = tree.get(path)
  if (typeof file?.content === 'string' || !file?.content.includes(0)) return
  readText(file, path, blueprints.at(-1)?.id ?? '')
}

/** A `.gitignore` in a folder may readmit what that of the root ignores. */
function assertSecretsIgnored(tree: Tree, { blueprints }: ProjectInput): void {
  const isIgnored = ignoredIn(tree)
  const open = [...tree].find(([path, { secret }]) => secret && !isIgnored(path))
  if (open === undefined) return
  const problem = `${open[0]} would contain secrets, but a .gitignore beside it readmits it.`
  throw errors.templateInvalid(blueprints.at(-1)?.id ?? '', problem, undefined, open[0])
}

/** Lockfiles of other package managers, which a template may have been made with. A part has none of its own. */
function strayLockfiles(
  folders: readonly string[],
  laid: Tree,
  used: PackageManager,
): ReadonlySet<string> {
  const owners = Object.entries(lockfileOwners)
  const own = owners.flatMap(([file, owner]) => (owner === used.name ? file : []))
  const paths = folders.flatMap((folder) => owners.map(([file]) => pathIn(folder, file)))
  // Yarn 1 cannot read the other kind; later Yarns read both.
  const isForeign =
    used.name === 'yarn' && yarnKindOf(used) === 'classic' && isOfBerry(textAt(laid, 'yarn.lock'))
  return new Set(paths.filter((path) => isForeign || !own.includes(path)))
}

function namedPackage(
  folder: string,
  laid: Tree,
  input: ProjectInput,
): readonly [string, TreeFile][] {
  const path = pathIn(folder, 'package.json')
  const file = laid.get(path)
  if (file === undefined) return []
  const packageJson = readText(file, path, input.blueprints.at(-1)?.id ?? '')
  return [[path, { ...file, content: namePackage(packageJson, folder, input) }]]
}

/** A package name has to be valid JSON, so it is set by an edit and not by a placeholder. */
function namePackage(packageJson: string, folder: string, input: ProjectInput): string {
  const { blueprints, answers, names } = input
  const { packageName } = folder === '' ? names : namesIn(folder, names)
  const blueprint = blueprints.at(-1)?.id ?? ''
  const contents = [packageJson]
  const path = pathIn(folder, 'package.json')
  return editFile({ blueprint, path, contents, most: limits.editedBytes }, () => {
    const named = setJson(packageJson, ['name'], packageName)
    const isPinned = folder === '' && isAsked(input)
    const packageManager = isPinned ? answers[packageManagerQuestion] : undefined
    const pinned = packageManager?.includes('@')
      ? setJson(named, ['packageManager'], packageManager)
      : named
    // A package.json of one blueprint keeps the order that its author gave it.
    return blueprints.length > 1 ? sortPackageJson(pinned) : pinned
  })
}
