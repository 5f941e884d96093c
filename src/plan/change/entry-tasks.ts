import type { Command } from '../../model/command.ts'
import type { PackageManagerName } from '../../model/package-manager.ts'
import type { Change, Tree } from '../../model/tree.ts'
import { isRecord } from '../../model/tree.ts'
import { scriptCommand } from '../../tasks/install.ts'
import { skip, type Task } from '../../tasks/task.ts'
import { testScriptProblem } from '../../tasks/test-script.ts'
import { manifestOf } from '../plan-tasks.ts'
import type { Wishes } from '../wishes.ts'

type EntryTasksInput = {
  readonly changes: readonly Change[]
  /** The project afterwards, at least its package.json. */
  readonly tree: Tree
  readonly packageManager: PackageManagerName
  readonly wishes: Wishes
  readonly isInstalled: boolean
  readonly hooks: readonly Command[]
}

/** Plans what runs once generated files are in place: the hooks of the generator, the types, and the tests that came. */
export function planEntryTasks(input: EntryTasksInput): readonly Task[] {
  const { changes, tree, packageManager, wishes, isInstalled, hooks } = input
  if (changes.every(({ path }) => isRecord(path))) return []
  const { scripts = {} } = manifestOf(tree) ?? {}
  const reason =
    wishes.verify === false ? '--no-verify' : isInstalled ? undefined : 'nothing is installed'
  const checks: readonly Task[] = [
    ...('typecheck' in scripts ? [typecheckTask(packageManager)] : []),
    ...testTask(scripts, { changes, packageManager }),
  ]
  const after: readonly Task[] =
    hooks.length === 0
      ? []
      : [{ id: 'after', title: 'Run the hooks of the generator', commands: hooks }]
  return [...after, ...checks.map((task) => (reason === undefined ? task : skip(task, reason)))]
}

function typecheckTask(packageManager: PackageManagerName): Task {
  const commands = [scriptCommand(packageManager, 'typecheck')]
  return { id: 'typecheck', title: 'Check the types', commands, needs: ['after'] }
}

/** Of Vitest and Jest, only the test files that came or changed are run; of any other script, all of it. */
function testTask(
  scripts: Readonly<Record<string, unknown>>,
  { changes, packageManager }: Pick<EntryTasksInput, 'changes' | 'packageManager'>,
): readonly Task[] {
  const script = String(scripts.test ?? '')
  if (testScriptProblem(script) !== undefined) return []
  const files = changes.flatMap(({ kind, path }) => {
    return kind !== 'delete' && /\.(?:test|spec)\.[cm]?[jt]sx?$/.test(path) ? [path] : []
  })
  const command = scriptCommand(packageManager, 'test')
  const takesFiles = /\b(?:vitest|jest)\b/.test(script)
  if (takesFiles && files.length === 0) return []
  const dashes = packageManager === 'npm' ? ['--'] : []
  const args = takesFiles ? [...command.args, ...dashes, ...files] : command.args
  return [
    {
      ...{ id: 'verify', title: 'Run the tests', needs: ['after'] },
      commands: [{ ...command, args, env: { CI: 'true' } }],
    },
  ]
}
