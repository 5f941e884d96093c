import { readJson } from '../edits/json/json.ts'
import type { NextStep } from '../model/blueprint.ts'
import { type Command, printCommand } from '../model/command.ts'
import { lockfileOf, type PackageManager, printPackageManager } from '../model/package-manager.ts'
import { type Answers, packageManagerOf } from '../model/question.ts'
import { hashTree, type Tree } from '../model/tree.ts'
import type { Warning } from '../model/warning.ts'
import type { Sign } from '../packages/signs.ts'
import {
  commitByHand,
  commitTask,
  gitTask,
  identityByHand,
  type Staged,
  stageTask,
} from '../tasks/git.ts'
import { hooksTask } from '../tasks/hooks.ts'
import { installByHand, installTask } from '../tasks/install.ts'
import { skip, type Task } from '../tasks/task.ts'
import { verifyTask } from '../tasks/verify.ts'
import type { Facts } from './facts.ts'
import type { Wishes } from './wishes.ts'
import { workflowWarning } from './workflows.ts'

type TasksInput = {
  readonly answers: Answers
  readonly facts: Facts
  readonly wishes: Wishes
  /** What shows the template's package manager. */
  readonly sign: Sign | undefined
}

type PlannedTasks = {
  readonly tasks: readonly Task[]
  readonly warnings: readonly Warning[]
  readonly nextSteps: readonly NextStep[]
}

/** Plans what runs once the files are in place: repository, install, first commit, tests. */
export function planTasks({ answers, facts, wishes, sign }: TasksInput, tree: Tree): PlannedTasks {
  const packageManager = packageManagerOf(answers)
  const { scripts, workspaces } = manifestOf(tree) ?? {}
  const install = installTask({
    packageManager,
    network: wishes.network,
    hasWorkspaces: workspaces !== undefined,
    skipped: whyNoInstall(wishes, scripts),
  })
  const verify = verifyTask({
    packageManager: packageManager.name,
    level: wishes.verify || 'quick',
    scripts: scripts ?? {},
    skipped: whyNoVerify(wishes, install),
  })
  const lockfile = install.skipped === undefined ? lockfileOf(packageManager.name) : undefined
  const staged = { paths: trackedIn(tree), lockfile, force: true }
  const written = { treeHash: hashTree(tree), staged }
  const { git, commit, warning } = planGit(facts, wishes, written)
  const hooks = hooksTask({
    packageManager: packageManager.name,
    scripts: scripts ?? {},
    skipped: install.skipped ?? whyNoHooks(facts, git),
  })
  const unrun = workflowWarning(tree, facts, git.skipped === undefined)
  return {
    tasks: [git, install, ...(hooks ? [hooks] : []), commit, verify],
    warnings: [
      ...(sign?.brings && sign.name === packageManager.name
        ? []
        : otherVersion(packageManager, facts, install)),
      ...(warning ? [warning] : []),
      ...(unrun ? [unrun] : []),
    ],
    nextSteps: byHand(installByHand(packageManager, facts.leavesOutDev), { install, verify }),
  }
}

/** What a person should know about the first commit before it is made. */
export function gitWarning(facts: Facts, wishes: Wishes): Warning | undefined {
  const nothing = { treeHash: '', staged: { paths: [], lockfile: undefined, force: false } }
  const { warning } = planGit(facts, wishes, nothing)
  return warning && withoutCommit(warning)
}

/** A warning where nothing is staged that could be committed. */
export function withoutCommit(warning: Warning): Warning {
  const commit = printCommand(commitByHand)
  const lines = warning.fix.split('\n').filter((line) => line !== commit)
  return { ...warning, fix: lines.join('\n') }
}

/** The project pins the requested version, but another one makes its lockfile. */
function otherVersion(asked: PackageManager, facts: Facts, install: Task): readonly Warning[] {
  const { packageManager: used } = facts
  if (install.skipped !== undefined || asked.version === '' || used === asked.version) return []
  return [
    {
      code: 'OTHER_VERSION',
      message: `The project is for ${printPackageManager(asked)}, but this machine has ${asked.name} ${used}.`,
      fix: `Install that version, or use --pm ${asked.name} without a version.`,
    },
  ]
}

/** What package.json says about the project; undefined when there is none. */
function manifestOf(tree: Tree): PackageSummary | undefined {
  const manifest = tree.get('package.json')?.content
  if (typeof manifest !== 'string') return undefined
  const { scripts, workspaces } = readJson(manifest) as Record<string, object | undefined>
  return { scripts: { ...scripts }, workspaces }
}

type PackageSummary = {
  readonly scripts: Readonly<Record<string, unknown>>
  readonly workspaces: object | undefined
}

/** What a commit may contain: every file but the secrets. */
function trackedIn(tree: Tree): readonly string[] {
  return [...tree].flatMap(([path, { secret }]) => (secret ? [] : [path]))
}

function whyNoInstall(wishes: Wishes, scripts: object | undefined): string | undefined {
  if (scripts === undefined) return 'the template has no package.json'
  return wishes.install ? undefined : '--no-install'
}

/** Hooks belong to the repository of the folder itself, whether create-app started it or not. */
function whyNoHooks({ repository, hooksOff }: Facts, git: Task): string | undefined {
  if (hooksOff) return 'HUSKY=0'
  return repository === 'own' ? undefined : git.skipped
}

function whyNoVerify(wishes: Wishes, install: Task): string | undefined {
  if (wishes.verify === false) return '--no-verify'
  return install.skipped
}

/** The repository and its first commit, and what a person should know about them. */
export type PlannedGit = { readonly git: Task; readonly commit: Task; readonly warning?: Warning }

type Written = { readonly treeHash: string; readonly staged: Staged }

function planGit(facts: Facts, wishes: Wishes, { treeHash, staged }: Written): PlannedGit {
  if (wishes.git === false) return noGit(treeHash, '--no-git')
  if (facts.repository === 'own') {
    return {
      git: skip(gitTask(treeHash), 'the folder already has one'),
      commit: stageTask(staged),
      warning: {
        code: 'GIT_INSIDE_REPOSITORY',
        message: 'The folder already has a git repository, so nothing is committed.',
        fix: printCommand(commitByHand),
      },
    }
  }
  if (facts.repository === 'parent' && wishes.git === undefined) return insideAnother(treeHash)
  return firstCommit(treeHash, facts)
}

/** A new repository with a commit of all files, or of some. Without an identity they are only staged. */
export function firstCommit(treeHash: string, facts: Facts, staged?: Staged): PlannedGit {
  const git = gitTask(treeHash)
  if (facts.gitIdentity) return { git, commit: commitTask(staged) }
  return {
    git,
    commit: stageTask(staged),
    warning: {
      code: 'GIT_NO_IDENTITY',
      message: 'Your git name and email are not set, so nothing is committed.',
      fix: [...identityByHand, commitByHand].map(printCommand).join('\n'),
    },
  }
}

export function insideAnother(treeHash: string): PlannedGit {
  return {
    ...noGit(treeHash, 'inside another repository'),
    warning: {
      code: 'GIT_INSIDE_REPOSITORY',
      message: 'The folder is inside another git repository. Nothing is committed.',
      fix: 'Commit it there, or use --git to start a separate repository.',
    },
  }
}

export function noGit(treeHash: string, reason: string): PlannedGit {
  return { git: skip(gitTask(treeHash), reason), commit: skip(commitTask(), reason) }
}

/** The tasks that a flag skipped are the first steps of the person. */
function byHand(
  command: Command,
  { install, verify }: { install: Task; verify: Task },
): readonly NextStep[] {
  if (install.skipped !== '--no-install') return []
  const tests = verify.commands.length === 0 ? [] : verify.commands
  return [
    { title: install.title, command: printCommand(command) },
    ...tests.map((command) => ({ title: 'Run the tests', command: printCommand(command) })),
  ]
}
