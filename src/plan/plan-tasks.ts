import { readJson } from '../edits/json/json.ts'
import { ignoring } from '../gitignore.ts'
import type { NextStep } from '../model/blueprint.ts'
import { type Command, printCommand } from '../model/command.ts'
import { lockfileOf, type PackageManager, printPackageManager } from '../model/package-manager.ts'
import { type Answers, packageManagerOf } from '../model/question.ts'
import type { Tree } from '../model/tree.ts'
import type { Warning } from '../model/warning.ts'
import type { Sign } from '../packages/signs.ts'
import {
  commitByHand,
  commitTask,
  gitTask,
  identityByHand,
  type Staged,
  stageFilesTask,
  stageTask,
} from '../tasks/git.ts'
import { hooksTask } from '../tasks/hooks.ts'
import { installByHand, installTask } from '../tasks/install.ts'
import { skip, type Task } from '../tasks/task.ts'
import { verifyTask } from '../tasks/verify.ts'
import type { Facts } from './facts.ts'
import type { Target } from './target.ts'
import type { Wishes } from './wishes.ts'
import { workflowWarning } from './workflows.ts'

type TasksInput = {
  readonly answers: Answers
  readonly facts: Facts
  readonly wishes: Wishes
  readonly target: Target
  /** See `hashTree`. */
  readonly treeHash: string
  /** Files of the person that the plan keeps in place of its own. */
  readonly kept: readonly string[]
  /** What shows the template's package manager. */
  readonly sign: Sign | undefined
}

type PlannedTasks = {
  readonly tasks: readonly Task[]
  readonly warnings: readonly Warning[]
  readonly nextSteps: readonly NextStep[]
}

/** Plans what runs once the files are in place: repository, install, first commit, tests. */
export function planTasks(input: TasksInput, tree: Tree): PlannedTasks {
  const { answers, facts, wishes, sign } = input
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
  const written = {
    treeHash: input.treeHash,
    foreign: foreignIn(input, tree),
    lockfile: install.skipped === undefined ? lockfileIn(tree, packageManager) : undefined,
  }
  const { git, commit, warning } = planGit(facts, wishes, written)
  const hooks = hooksTask({
    packageManager: packageManager.name,
    scripts: scripts ?? {},
    skipped: install.skipped ?? whyNoHooks(facts, git),
  })
  const starts = facts.repository !== 'own' && git.skipped === undefined
  const unrun = workflowWarning(tree, facts, starts)
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
  const { warning } = planGit(facts, wishes, { treeHash: '', foreign: [], lockfile: undefined })
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

/**
 * What package.json says about the project, or about a package in a folder of it; undefined when there is none.
 * @param folder empty, or `apps/api/`.
 */
export function manifestOf(tree: Tree, folder = ''): PackageSummary | undefined {
  const manifest = tree.get(`${folder}package.json`)?.content
  if (typeof manifest !== 'string') return undefined
  const { scripts, workspaces } = readJson(manifest) as Record<string, object | undefined>
  return { scripts: { ...scripts }, workspaces }
}

type PackageSummary = {
  readonly scripts: Readonly<Record<string, unknown>>
  readonly workspaces: object | undefined
}

/** What was in the folder before, and does not belong in the first commit; a folder ends with a slash. */
function foreignIn({ target, kept, facts }: TasksInput, tree: Tree): readonly string[] {
  const ours = facts.repository === 'own' ? ['.git'] : ['.git', ...kept]
  const foreign = [...target.paths].filter((path) => !ours.includes(path))
  const topmost = foreign.map((path) => {
    const top = path.slice(0, path.indexOf('/') + 1)
    const isShared = [...tree.keys(), ...ours].some((other) => other.startsWith(top))
    return top === '' || isShared ? path : top
  })
  return [...new Set(topmost)]
}

/** The lockfile that the first commit contains, unless the project ignores it. */
function lockfileIn(tree: Tree, { name }: PackageManager): string | undefined {
  const lockfile = lockfileOf(name)
  const gitignore = tree.get('.gitignore')?.content
  return typeof gitignore === 'string' && ignoring(gitignore)(lockfile) ? undefined : lockfile
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

type Written = {
  readonly treeHash: string
  /** What is in the folder and belongs in no commit. */
  readonly foreign: readonly string[]
  /** The lockfile that the install writes. */
  readonly lockfile: string | undefined
}

function planGit(facts: Facts, wishes: Wishes, written: Written): PlannedGit {
  const { treeHash, foreign, lockfile } = written
  if (wishes.git === false) return noGit(treeHash, '--no-git')
  const staged = { paths: [], lockfile }
  if (facts.repository === 'own') {
    const reason = 'the folder already has a repository'
    return {
      git: stageFilesTask(foreign),
      commit: lockfile === undefined ? skip(commitTask(staged), reason) : stageTask(staged),
      warning: {
        code: 'GIT_INSIDE_REPOSITORY',
        message: 'The folder already has a git repository, so nothing is committed.',
        fix: printCommand(commitByHand),
      },
    }
  }
  if (facts.repository === 'parent' && wishes.git === undefined) return insideAnother(treeHash)
  return firstCommit(facts, { treeHash, staged, foreign })
}

type FirstCommit = {
  readonly treeHash: string
  readonly staged: Staged
  /** Without it, the repository is started with nothing staged. */
  readonly foreign?: readonly string[]
}

/** A new repository with its first commit. Without an identity the files are only staged. */
export function firstCommit(facts: Facts, { treeHash, staged, foreign }: FirstCommit): PlannedGit {
  const git = gitTask(treeHash, foreign)
  if (facts.gitIdentity) return { git, commit: commitTask(staged) }
  const hasFiles = staged.paths.length > 0 || staged.lockfile !== undefined
  return {
    git,
    commit: hasFiles ? stageTask(staged) : skip(commitTask(staged), 'git has no identity'),
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
  const commit = commitTask({ paths: [], lockfile: undefined })
  return { git: skip(gitTask(treeHash), reason), commit: skip(commit, reason) }
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
