import { readJson } from '../edits/json.ts'
import {
  commitByHand,
  commitTask,
  gitTask,
  identityByHand,
  type Staged,
  stageTask,
} from '../tasks/git.ts'
import {
  installTask,
  lockfileOf,
  type NetworkChoice,
  type PackageManager,
  type PackageManagerName,
} from '../tasks/install.ts'
import { printCommand, skip, type Task } from '../tasks/task.ts'
import { type VerifyLevel, verifyTask } from '../tasks/verify.ts'
import type { NextStep } from './blueprint.ts'
import { type Facts, printPackageManager } from './facts.ts'
import type { Flags } from './flags.ts'
import { type Answers, packageManagerOf } from './question.ts'
import { hashTree, type Tree } from './tree.ts'

/** Which tasks a person wants. */
export type Wishes = {
  readonly install: boolean
  /** undefined: start a repository unless the target lies in one. */
  readonly git: boolean | undefined
  readonly verify: VerifyLevel | false
  readonly network: NetworkChoice
}

/** What the flags say of the tasks. */
export function wishesOf(flags: Flags): Wishes {
  const network = flags.offline ? 'offline' : flags['prefer-offline'] ? 'prefer-offline' : 'online'
  return {
    install: flags.install ?? true,
    git: flags.git,
    verify: flags.verify ?? 'quick',
    network,
  }
}

/** Something that did not stop us and that a person should know; codes are permanent. */
export type Warning = { readonly code: string; readonly message: string; readonly fix: string }

type StepsInput = { readonly answers: Answers; readonly facts: Facts; readonly wishes: Wishes }

type Steps = {
  readonly tasks: readonly Task[]
  readonly warnings: readonly Warning[]
  readonly nextSteps: readonly NextStep[]
}

/** What runs once the files are in place: repository, install, first commit, tests, in this order. */
export function planTasks({ answers, facts, wishes }: StepsInput, tree: Tree): Steps {
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
    scripts: scripts ?? [],
    skipped: whyNoVerify(wishes, install),
  })
  const lockfile = install.skipped === undefined ? lockfileOf(packageManager.name) : undefined
  const staged = { paths: trackedIn(tree), lockfile, force: true }
  const written = { treeHash: hashTree(tree), staged }
  const { git, commit, warning } = planGit(facts, wishes, written)
  return {
    tasks: [git, install, commit, verify],
    warnings: [...otherVersion(packageManager, facts, install), ...(warning ? [warning] : [])],
    nextSteps: byHand(packageManager.name, { install, verify }),
  }
}

/** What a person should know of the first commit before there is one. */
export function gitWarning(facts: Facts, wishes: Wishes): Warning | undefined {
  const nothing = { treeHash: '', staged: { paths: [], lockfile: undefined, force: false } }
  return planGit(facts, wishes, nothing).warning
}

/** The version that was asked for is the project's, and another one makes its lockfile. */
function otherVersion(asked: PackageManager, facts: Facts, install: Task): readonly Warning[] {
  const { packageManager: used } = facts
  if (install.skipped !== undefined || asked.version === '' || used === asked.version) return []
  return [
    {
      code: 'OTHER_VERSION',
      message: `The project is for ${printPackageManager(asked)}, and ${asked.name} is ${used} here.`,
      fix: `Install that version, or leave it out: --pm ${asked.name}`,
    },
  ]
}

/** What package.json says of the project; undefined when it is no package. */
function manifestOf(tree: Tree): Manifest | undefined {
  const manifest = tree.get('package.json')?.content
  if (typeof manifest !== 'string') return undefined
  const { scripts, workspaces } = readJson(manifest) as Record<string, object | undefined>
  return { scripts: Object.keys(scripts ?? {}), workspaces }
}

type Manifest = { readonly scripts: readonly string[]; readonly workspaces: object | undefined }

/** What a commit may hold: everything we write but the secrets. */
function trackedIn(tree: Tree): readonly string[] {
  return [...tree].flatMap(([path, { secret }]) => (secret ? [] : [path]))
}

function whyNoInstall(wishes: Wishes, scripts: readonly string[] | undefined): string | undefined {
  if (scripts === undefined) return 'the template has no package.json'
  return wishes.install ? undefined : '--no-install'
}

function whyNoVerify(wishes: Wishes, install: Task): string | undefined {
  if (wishes.verify === false) return '--no-verify'
  return install.skipped
}

/** The repository and its first commit, and what a person should know of them. */
export type Git = { readonly git: Task; readonly commit: Task; readonly warning?: Warning }

type Written = { readonly treeHash: string; readonly staged: Staged }

function planGit(facts: Facts, wishes: Wishes, { treeHash, staged }: Written): Git {
  if (wishes.git === false) return noGit(treeHash, '--no-git')
  if (facts.repository === 'own') {
    return {
      git: skip(gitTask(treeHash), 'the folder has its own'),
      commit: stageTask(staged),
      warning: {
        code: 'GIT_INSIDE_REPOSITORY',
        message: 'The folder has a repository of its own: staged, not committed.',
        fix: printCommand(commitByHand),
      },
    }
  }
  if (facts.repository === 'parent' && wishes.git === undefined) return insideAnother(treeHash)
  return firstCommit(treeHash, facts)
}

/** A repository of our own with a commit of everything, or only of some files; without an identity they are staged. */
export function firstCommit(treeHash: string, facts: Facts, staged?: Staged): Git {
  const git = gitTask(treeHash)
  if (facts.gitIdentity) return { git, commit: commitTask(staged) }
  return {
    git,
    commit: stageTask(staged),
    warning: {
      code: 'GIT_NO_IDENTITY',
      message: 'git does not know who you are: the files are staged, not committed.',
      fix: [...identityByHand, commitByHand].map(printCommand).join('\n'),
    },
  }
}

export function insideAnother(treeHash: string): Git {
  return {
    ...noGit(treeHash, 'inside another repository'),
    warning: {
      code: 'GIT_INSIDE_REPOSITORY',
      message: 'The folder lies inside another git repository: nothing is committed.',
      fix: 'Commit it there, or use --git for a repository of its own.',
    },
  }
}

export function noGit(treeHash: string, reason: string): Git {
  return { git: skip(gitTask(treeHash), reason), commit: skip(commitTask(), reason) }
}

/** The tasks that were skipped are what a person has to do first. */
function byHand(
  packageManager: PackageManagerName,
  { install, verify }: { install: Task; verify: Task },
): readonly NextStep[] {
  if (install.skipped !== '--no-install') return []
  const tests = verify.commands.length === 0 ? [] : verify.commands
  return [
    { title: install.title, command: `${packageManager} install` },
    ...tests.map((command) => ({ title: 'Run the tests', command: printCommand(command) })),
  ]
}
