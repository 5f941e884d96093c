import { diff } from '../compose/diff.ts'
import { foreignStepWarnings } from '../compose/foreign-steps.ts'
import { incompleteWarnings, renamedWarnings } from '../compose/incomplete-warnings.ts'
import { placeholdersOf } from '../compose/lay-blueprint.ts'
import { renderText } from '../compose/render.ts'
import type { NextStep } from '../model/blueprint.ts'
import type { AddonEntry } from '../model/generated/addon.ts'
import type { ProjectRecord } from '../model/record.ts'
import { type Change, sortTree, type Tree } from '../model/tree.ts'
import type { Warning } from '../model/warning.ts'
import { nodeWarning } from '../packages/engines.ts'
import { otherManagerWarnings } from '../packages/other-commands.ts'
import { versionWarning } from '../packages/version-problems.ts'
import type { Task } from '../tasks/task.ts'
import { type Facts, installerOf } from './facts.ts'
import type { OfChange } from './images.ts'
import { planTasks } from './plan-tasks.ts'
import { replayOf } from './replay.ts'
import type { Target } from './target.ts'
import { type ChangedAddons, changeAddons } from './tree/change-addons.ts'
import { composeProject, type ProjectInput } from './tree/compose-project.ts'
import { insertionWarnings } from './tree/insertion-warnings.ts'
import type { Wishes } from './wishes.ts'

/** Everything a command will do, as a value. A dry run shows it, JSON prints it, `apply` carries it out. */
export type Plan = OfChange & {
  readonly version: 1
  readonly command:
    | ('create' | 'resume' | 'template' | 'update')
    | ('undo' | 'generate' | 'add' | 'remove' | 'generator' | 'addon')
  readonly target: Target
  readonly changes: readonly Change[]
  /** Paths of files that the person has and that stay as they are. */
  readonly kept: readonly string[]
  readonly tasks: readonly Task[]
  readonly warnings: readonly Warning[]
  readonly nextSteps: readonly NextStep[]
  readonly record: ProjectRecord
  /** The records of its add-ons. */
  readonly addons?: readonly AddonEntry[]
  /** Variables that no command may inherit, because they point to another repository. */
  readonly scrub: readonly string[]
  /** The command line that makes the same project without a question. */
  readonly replay: string
  /** See `hashTree`. */
  readonly treeHash: string
}

export type PlanInput = Omit<ProjectInput, 'present'> & {
  readonly target: Target
  readonly facts: Facts
  readonly wishes: Wishes
  /** The template as it was typed: an id, or a folder. */
  readonly template: string
  /** Words that the command line takes for commands; `replay` writes a folder of such a name `./add`. */
  readonly reserved?: readonly string[]
  /** Whether the project exists, so that its own versions count and not those of the template. */
  readonly isContinued?: boolean
  /** Whether the records of add-ons, and what they add to files of the template, are planned apart. */
  readonly isCompared?: boolean
}

/** Plans a new project. Pure: the same input gives the same plan, secrets aside. */
export function planProject(input: PlanInput): Plan {
  const { target, facts, wishes } = input
  const composed = composeProject({ ...input, present: target.paths })
  const { blueprints, bound, files, isOurs, kept, problem, record, treeHash } = composed
  if (problem && wishes.install && !input.isContinued) throw problem
  const planned = planTasks({ ...input, ...bound, treeHash, kept }, files)
  const installer = installerOf(bound.packageManager, facts)
  const otherNode = isOurs ? undefined : nodeWarning(composed.tree, installer)
  const placeholders = placeholdersOf(input)
  const change = { before: [], after: composed.addons, others: [] }
  const { tree, outcomes }: ChangedAddons = input.isCompared
    ? { tree: files, outcomes: [] }
    : changeAddons(files, change)
  return {
    ...{ version: 1, command: 'create', target, kept, record, treeHash },
    // Nothing was there before, so the merge of both sides is the new side.
    changes: diff(new Map(), sortTree(tree)),
    addons: composed.addons,
    ...(outcomes.length > 0 && { insertions: outcomes }),
    tasks: planned.tasks,
    warnings: [
      ...planned.warnings,
      ...(otherNode ? [otherNode] : []),
      ...(problem ? [versionWarning(problem)] : []),
      ...(isOurs ? [] : otherManagerWarnings(composed.tree, composed.laid, bound)),
      ...composed.warnings,
      ...insertionWarnings('create', outcomes),
      ...renamedWarnings(blueprints),
      ...incompleteWarnings(files, blueprints),
      ...foreignStepWarnings(blueprints),
    ],
    nextSteps: [
      ...planned.nextSteps,
      ...blueprints.flatMap(({ manifest, place }) =>
        (place ? [] : manifest.nextSteps).map(({ title, command }) => ({
          title,
          command: renderText(command, placeholders),
        })),
      ),
    ],
    replay: replayOf({ ...input, blueprints }),
    scrub: facts.gitVariables,
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
