import { readJson, setJson, sortPackageJson } from '../edits/json.ts'
import { isOtherLockfile } from '../tasks/install.ts'
import type { Task } from '../tasks/task.ts'
import { type Blueprint, type NextStep, questionsOf } from './blueprint.ts'
import { build, projectPlaceholders } from './build.ts'
import { diff } from './diff.ts'
import { editFile } from './edit-file.ts'
import { secretEnvironment } from './environment.ts'
import type { Facts } from './facts.ts'
import { limits } from './limits.ts'
import type { Names } from './names.ts'
import { assertPlaceable } from './paths.ts'
import { type Answers, packageManagerOf, packageManagerQuestion } from './question.ts'
import { type ProjectRecord, printRecord, recordOf, recordPath } from './record.ts'
import { renderText } from './render.ts'
import { replayOf } from './replay.ts'
import { planTasks, type Warning, type Wishes } from './steps.ts'
import type { Target } from './target.ts'
import { type Change, hashTree, sortTree, type Tree } from './tree.ts'

/** Everything a command will do, as a value: the same value is shown, sent and carried out. */
export type Plan = {
  readonly version: 1
  readonly target: Target
  readonly changes: readonly Change[]
  /** Paths that the person already had and that stay as they are. */
  readonly kept: readonly string[]
  readonly tasks: readonly Task[]
  readonly warnings: readonly Warning[]
  readonly nextSteps: readonly NextStep[]
  readonly record: ProjectRecord
  /** Variables that no command may inherit: they speak of a caller's repository. */
  readonly scrub: readonly string[]
  /** The command line that makes the same project without a question. */
  readonly replay: string
  /** See `hashTree`. */
  readonly treeHash: string
}

export type PlanInput = {
  /** Layers first, in laying order; the template last. */
  readonly blueprints: readonly Blueprint[]
  readonly answers: Answers
  readonly names: Names
  readonly target: Target
  readonly facts: Facts
  readonly wishes: Wishes
  /** The template as it was asked for: an id, or a folder. */
  readonly template: string
  readonly createApp: string
  /** A new secret with every call: base64url text of at least 32 random bytes. */
  readonly random: () => string
}

/** Plans a new project. Pure: the same input gives the same plan, secrets aside. */
export function planProject(input: PlanInput): Plan {
  const record = recordOf(input.blueprints, input)
  const tree = projectTree(input, record)
  assertPlaceable([...tree.keys()])
  const placeholders = projectPlaceholders(input.names, input.answers)
  const changed = new Map([...tree].filter(([path]) => !input.target.paths.has(path)))
  const { tasks, warnings, nextSteps } = planTasks(input, changed)
  return {
    version: 1,
    target: input.target,
    changes: diff(new Map(), changed),
    kept: [...tree.keys()].filter((path) => !changed.has(path)),
    tasks,
    warnings,
    nextSteps: [
      ...nextSteps,
      ...input.blueprints.flatMap(({ manifest }) =>
        manifest.nextSteps.map(({ title, command }) => ({
          title,
          command: renderText(command, placeholders),
        })),
      ),
    ],
    record,
    replay: replayOf(input),
    scrub: input.facts.gitVariables,
    treeHash: hashTree(changed),
  }
}

function projectTree(input: PlanInput, record: ProjectRecord): Tree {
  const { blueprints, answers, names } = input
  const placeholders = projectPlaceholders(names, answers)
  const laid = blueprints.reduce<Tree>(
    (tree, blueprint) => build(tree, { blueprint, answers, placeholders }),
    new Map(),
  )
  const { name: packageManager } = packageManagerOf(answers)
  // A project has one lockfile, and a template may have been made with another package manager.
  const finished = new Map([...laid].filter(([path]) => !isOtherLockfile(path, packageManager)))
  const manifest = laid.get('package.json')
  if (typeof manifest?.content === 'string') {
    const content = namePackage(manifest.content, input)
    finished.set('package.json', { ...manifest, content })
  }
  const environment = secretEnvironment(laid, blueprints, input.random)
  if (environment) finished.set('.env', environment)
  finished.set(recordPath, { content: printRecord(record) })
  return sortTree(finished)
}

/** Names must be valid where they stand, so they are set by an edit and not by a placeholder. */
function namePackage(packageJson: string, { blueprints, answers, names }: PlanInput): string {
  const asked = questionsOf(blueprints).some(({ id }) => id === packageManagerQuestion)
  const blueprint = blueprints.at(-1)?.id ?? ''
  const contents = [packageJson]
  const edited = { blueprint, path: 'package.json', contents, most: limits.editedBytes }
  return editFile(edited, () => {
    const named = setJson(packageJson, ['name'], names.packageName)
    const isPinned = (readJson(named) as { packageManager?: unknown }).packageManager !== undefined
    const packageManager = asked || isPinned ? answers[packageManagerQuestion] : undefined
    const pinned = packageManager?.includes('@')
      ? setJson(named, ['packageManager'], packageManager)
      : named
    // A manifest of one owner has the order its owner gave it.
    return blueprints.length > 1 ? sortPackageJson(pinned) : pinned
  })
}
