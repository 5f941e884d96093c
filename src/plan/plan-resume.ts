import { printCommands } from '../model/command.ts'
import type { Warning } from '../model/warning.ts'
import { otherNodeCode } from '../packages/engines.ts'
import { commitByHand, initByHand, type Staged, stageByHand } from '../tasks/git.ts'
import { installTitle } from '../tasks/install.ts'
import { skip, type Task, type TaskId } from '../tasks/task.ts'
import { withoutMark } from '../text.ts'
import type { Facts } from './facts.ts'
import type { Plan } from './plan.ts'
import { firstCommit, insideAnother, noGit, type PlannedGit } from './plan-tasks.ts'
import type { Wishes } from './wishes.ts'

/** How far the creation of a project has come. */
export type Progress = {
  /** Whether the last commit contains the record, and so the project. */
  readonly committed: boolean
  /** Whether the packages are installed and up to date. */
  readonly installed: boolean
  /** The text of package.json. */
  readonly packageJson: string | undefined
  /** The repository of the folder itself. */
  readonly repository: ProjectRepository | undefined
  /** Whether every file but the lockfile is byte for byte as planned. */
  readonly intact: boolean
  /** What the first commit may contain. */
  readonly staged: Staged
}

export type ProjectRepository = {
  /** The tree that it was started for; undefined when create-app did not start it. */
  readonly startedFor: string | undefined
  /** Whether it has a folder of hooks of its own. */
  readonly hasHooks: boolean
  readonly hasCommits: boolean
  /** A path in its index that the plan does not have. */
  readonly stranger: string | undefined
}

type ResumeInput = { readonly facts: Facts; readonly wishes: Wishes }

const done = 'done already'

/** Plans the tasks that a creation left undone. No file is written again; tests always run. */
export function resumed(plan: Plan, found: Progress, asked: ResumeInput): Plan {
  const { git, commit, warning } = resumedGit(plan, found, asked)
  const installed = (task: Task) => (found.installed ? skip(task, done) : task)
  const tasks = plan.tasks.map((task) => {
    const hooks = resumedHooks(task, found, git)
    const known: Partial<Record<TaskId, Task>> = {
      ...{ git, install: installed(task), hooks, commit },
    }
    return known[task.id] ?? task
  })
  return {
    ...plan,
    command: 'resume',
    changes: [],
    kept: [],
    tasks,
    nextSteps: plan.nextSteps.filter(({ title }) => !found.installed || title !== installTitle),
    warnings: [...(found.installed ? [] : installWarnings(plan)), ...(warning ? [warning] : [])],
  }
}

/** Whether create-app started the repository for exactly the files of the plan. */
export function isOurs({ treeHash }: Plan, { repository }: Progress): boolean {
  return repository?.startedFor === treeHash
}

/** Whether the project's scripts are those of the template. */
export function runsAsMade(plan: Plan, found: Progress): boolean {
  return isOurs(plan, found) || scriptsOf(found.packageJson) === scriptsOf(packageJsonIn(plan))
}

/** The scripts of a package.json as text to compare; undefined when it cannot be read. */
export function scriptsOf(packageJson: string | undefined): string | undefined {
  if (packageJson === undefined) return undefined
  try {
    const { scripts = {} } = JSON.parse(withoutMark(packageJson)) as { scripts?: unknown }
    return JSON.stringify(scripts)
  } catch {
    return undefined
  }
}

/** The package.json that a plan writes. */
export function packageJsonIn({ changes }: Plan): string | undefined {
  const change = changes.find(({ path }) => path === 'package.json')
  return change?.kind === 'create' ? String(change.after.content) : undefined
}

/** Without a repository in the folder itself there are no hooks. */
function resumedHooks(hooks: Task, { repository }: Progress, git: Task): Task {
  if (hooks.skipped !== undefined) return hooks
  if (repository?.hasHooks) return skip(hooks, done)
  if (repository !== undefined || git.skipped === undefined) return hooks
  return skip(hooks, git.skipped)
}

function resumedGit(plan: Plan, found: Progress, { facts, wishes }: ResumeInput): PlannedGit {
  const { treeHash } = plan
  const { repository, staged } = found
  if (wishes.git === false) return noGit(treeHash, '--no-git')
  if (found.committed) return noGit(treeHash, done)
  const isInside = repository === undefined && facts.repository === 'parent'
  if (isInside && wishes.git === undefined) return insideAnother(treeHash)
  const doubt = doubtOf(plan, found)
  if (doubt !== undefined) return leftAlone(treeHash, doubt, repository)
  const first = firstCommit(facts, { treeHash, staged })
  return repository === undefined ? first : { ...first, git: skip(first.git, done) }
}

/** Why create-app cannot know which files to commit; undefined when it can. */
function doubtOf(plan: Plan, found: Progress): string | undefined {
  const { repository, intact } = found
  if (repository === undefined) return intact ? undefined : 'some files have been changed'
  if (repository.startedFor === undefined) {
    return 'create-app did not start the repository'
  }
  if (!isOurs(plan, found)) return 'the repository was started for other files'
  if (repository.hasCommits) return 'the repository already has commits'
  return (
    repository.stranger && `${repository.stranger} is staged, but does not belong to the project`
  )
}

function leftAlone(
  treeHash: string,
  doubt: string,
  repository: ProjectRepository | undefined,
): PlannedGit {
  const commands = [...(repository === undefined ? [initByHand] : []), stageByHand, commitByHand]
  return {
    ...noGit(treeHash, doubt),
    warning: {
      code: 'GIT_LEFT_ALONE',
      message: `Nothing is committed: ${doubt}.`,
      fix: `To commit all files, run: ${printCommands(commands)}`,
    },
  }
}

/** The version of an existing project cannot be changed, so the fix is another one. */
function installWarnings({ warnings }: Plan): readonly Warning[] {
  return warnings.flatMap((warning) => {
    if (warning.code === otherNodeCode) return warning
    return warning.code === 'OTHER_VERSION' ? { ...warning, fix: 'Install that version.' } : []
  })
}
