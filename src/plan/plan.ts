import { diff } from '../compose/diff.ts'
import { editFile, readText } from '../compose/edit-file.ts'
import { secretEnvironments } from '../compose/env-files.ts'
import { foreignStepWarnings } from '../compose/foreign-steps.ts'
import { ignoredIn, withIgnoreFile } from '../compose/ignore-file.ts'
import { incompleteWarnings, renamedWarnings } from '../compose/incomplete-warnings.ts'
import { chosenBlueprints, layBlueprint, placeholdersOf } from '../compose/lay-blueprint.ts'
import { pathIn } from '../compose/place.ts'
import { renderText } from '../compose/render.ts'
import { setJson, sortPackageJson } from '../edits/json/json.ts'
import { errors } from '../errors/errors.ts'
import { type Blueprint, laidFolders, type NextStep, questionsOf } from '../model/blueprint.ts'
import { limits } from '../model/limits.ts'
import { type Names, namesIn } from '../model/names.ts'
import { lockfileOwners, type PackageManager } from '../model/package-manager.ts'
import { assertPlaceable } from '../model/paths.ts'
import { type Answers, packageManagerOf, packageManagerQuestion } from '../model/question.ts'
import { type ProjectRecord, printRecord, recordOf } from '../model/record.ts'
import {
  type Change,
  hashTree,
  isRecord,
  recordPath,
  sortTree,
  type Tree,
  type TreeFile,
} from '../model/tree.ts'
import type { Warning } from '../model/warning.ts'
import { type Bound, bindPackageManager } from '../packages/bind-package-manager.ts'
import { nodeWarning } from '../packages/engines.ts'
import { otherManagerWarnings } from '../packages/other-commands.ts'
import { textAt } from '../packages/read-settings.ts'
import { resolveVersions } from '../packages/resolve-versions.ts'
import { isOfBerry, packageManagerSign, yarnKindOf } from '../packages/signs.ts'
import { versionProblem, versionWarning } from '../packages/version-problems.ts'
import type { Task } from '../tasks/task.ts'
import { type Facts, installerOf } from './facts.ts'
import { planTasks } from './plan-tasks.ts'
import { replayOf } from './replay.ts'
import { keptIn, type Target } from './target.ts'
import type { Wishes } from './wishes.ts'

/** Everything a command will do, as a value. A dry run shows it, JSON prints it, `apply` carries it out. */
export type Plan = {
  readonly version: 1
  readonly command: 'create' | 'resume' | 'template'
  readonly target: Target
  readonly changes: readonly Change[]
  /** Paths of files that the person has and that stay as they are. */
  readonly kept: readonly string[]
  readonly tasks: readonly Task[]
  readonly warnings: readonly Warning[]
  readonly nextSteps: readonly NextStep[]
  readonly record: ProjectRecord
  /** Variables that no command may inherit, because they point to another repository. */
  readonly scrub: readonly string[]
  /** The command line that makes the same project without a question. */
  readonly replay: string
  /** See `hashTree`. */
  readonly treeHash: string
}

export type PlanInput = {
  /** Layers first, then parts, in laying order; the template last. */
  readonly blueprints: readonly Blueprint[]
  readonly answers: Answers
  readonly names: Names
  readonly target: Target
  readonly facts: Facts
  readonly wishes: Wishes
  /** The template as it was typed: an id, or a folder. */
  readonly template: string
  readonly createApp: string
  /** Words that the command line takes for commands; `replay` writes a folder of such a name `./add`. */
  readonly reserved?: readonly string[]
  /** Whether the project exists, so that its own versions count and not those of the template. */
  readonly isContinued?: boolean
  /** A new secret with every call: base64url text of at least 32 random bytes. */
  readonly random: () => string
}

/** Plans a new project. Pure: the same input gives the same plan, secrets aside. */
export function planProject(asked: PlanInput): Plan {
  const input = { ...asked, blueprints: chosenBlueprints(asked.blueprints, asked.answers) }
  const laid = layProject(input)
  const bound = boundOf(input)
  const fitting = isAsked(input) ? laid : bindTree(laid, bound)
  // Our own templates are tested with each package manager and Node.
  const isOurs = isBuiltIn(input)
  const problem = isOurs ? undefined : versionProblem(isAsked(input) ? fitting : laid, bound)
  if (problem && input.wishes.install && !input.isContinued) throw problem
  const completed = withIgnoreFile(fitting, bound.packageManager)
  const tree = sortTree(completed.tree)
  assertSecretsIgnored(tree, input)
  assertPlaceable([...tree.keys(), recordPath])
  const placeholders = placeholdersOf(input)
  const keptAt = keptIn(input.target)
  const made = new Map([...tree].filter(([path]) => keptAt(path) === undefined))
  const kept = [...tree.keys()].flatMap((path) => keptAt(path) ?? [])
  const treeHash = hashTree(made)
  const record = recordOf(input.blueprints, { ...input, treeHash, kept })
  const changed = sortTree(new Map([...made, [recordPath, { content: printRecord(record) }]]))
  const { tasks, warnings, nextSteps } = planTasks({ ...input, ...bound, treeHash, kept }, changed)
  const installer = installerOf(bound.packageManager, input.facts)
  const otherNode = isOurs ? undefined : nodeWarning(tree, installer)
  return {
    version: 1,
    command: 'create',
    target: input.target,
    changes: diff(new Map(), changed),
    kept,
    tasks,
    warnings: [
      ...warnings,
      ...(otherNode ? [otherNode] : []),
      ...(problem ? [versionWarning(problem)] : []),
      ...(isOurs ? [] : otherManagerWarnings(tree, laid, bound)),
      ...(completed.warning ? [completed.warning] : []),
      ...renamedWarnings(input.blueprints),
      ...incompleteWarnings(changed, input.blueprints),
      ...foreignStepWarnings(input.blueprints),
    ],
    nextSteps: [
      ...nextSteps,
      ...input.blueprints.flatMap(({ manifest, place }) =>
        (place ? [] : manifest.nextSteps).map(({ title, command }) => ({
          title,
          command: renderText(command, placeholders),
        })),
      ),
    ],
    record,
    replay: replayOf(input),
    scrub: input.facts.gitVariables,
    treeHash,
  }
}

/** Every file that a plan writes. */
export function treeOf({ changes }: Pick<Plan, 'changes'>): Tree {
  return new Map(
    changes.flatMap((change) =>
      change.kind === 'delete' ? [] : [[change.path, change.after] as const],
    ),
  )
}

function isAsked({ blueprints }: PlanInput): boolean {
  return questionsOf(blueprints).some(({ id }) => id === packageManagerQuestion)
}

function isBuiltIn({ blueprints }: PlanInput): boolean {
  return blueprints.at(-1)?.source === 'builtin'
}

function boundOf({ blueprints, answers }: PlanInput): Bound {
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
function layProject(input: PlanInput): Tree {
  const { blueprints, answers, names } = input
  const laid = blueprints.reduce<Tree>((tree, blueprint) => {
    const placeholders = placeholdersOf({ names, answers, place: blueprint.place })
    const own = blueprint.place ? namesIn(blueprint.place.into, names) : names
    return layBlueprint(tree, { blueprint, answers, placeholders, names: own })
  }, new Map())
  const folders = laidFolders(blueprints)
  for (const folder of folders) assertGitReads(pathIn(folder, '.gitignore'), laid, input)
  const strays = strayLockfiles(folders, laid, packageManagerOf(answers))
  return sortTree(
    new Map([
      // A template that was created by create-app has a record of its own.
      ...[...laid].filter(([path]) => !strays.has(path) && !isRecord(path)),
      ...folders.flatMap((folder) => namedPackage(folder, laid, input)),
      ...secretEnvironments(laid, blueprints, input.random),
    ]),
  )
}

/** To git, a file in UTF-16 ignores nothing, so that node_modules would be committed. */
function assertGitReads(path: string, tree: Tree, { blueprints }: PlanInput): void {
  const file = tree.get(path)
  if (typeof file?.content === 'string' || !file?.content.includes(0)) return
  readText(file, path, blueprints.at(-1)?.id ?? '')
}

/** A `.gitignore` in a folder may readmit what that of the root ignores. */
function assertSecretsIgnored(tree: Tree, { blueprints }: PlanInput): void {
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

function namedPackage(folder: string, laid: Tree, input: PlanInput): readonly [string, TreeFile][] {
  const path = pathIn(folder, 'package.json')
  const file = laid.get(path)
  if (file === undefined) return []
  const packageJson = readText(file, path, input.blueprints.at(-1)?.id ?? '')
  return [[path, { ...file, content: namePackage(packageJson, folder, input) }]]
}

/** A package name has to be valid JSON, so it is set by an edit and not by a placeholder. */
function namePackage(packageJson: string, folder: string, input: PlanInput): string {
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
